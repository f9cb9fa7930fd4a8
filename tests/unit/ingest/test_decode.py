import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.encoding.decode import LINE_END, decode, split_lines
from ingest.errors import NotText

PAGES = ["cp1252", "cp1254", "cp1251", "cp1250", "latin-1", "mac-roman"]
ALPHABET = "→←↑↓─│└├┌┐✓✔—“”…•🚀🧠⚙️🛰️⚠️ığüşöçİĞÜŞÖÇäöüßÄÖÜếộđữàầĐαβγδωΩΣ azAZ09.,:|#-"
LETTERS = "→←─│✓—“”🚀⚙️ığüşöçäöüßếộđàĐαβγΩ az"
CLEAR = "→ ✓ — 🚀 | "


def damage(text, page):
    """Read the UTF-8 of a text as a one-byte page, undefined bytes as C1 controls."""
    out = []
    for byte in text.encode():
        try:
            out.append(bytes([byte]).decode(page))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


def mended(text):
    return decode(text.encode()).text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ASCII\r\nwith\rline ends\n",
        "ağaç, İstanbul'da güneş; ÇAĞRI ŞÖYLE",
        "Übergrößen »MENÜ« für 5 €",
        "Tiếng Việt: đường phố, ẨM THỰC",
        "Ελληνικά γράμματα",
        "naïve café… “At the café…” costs £5",
        "l’été — d’être là… À la carte",
        "Привет, мир! Ці «слова» Її Ті",
        "SZKÓŁ, żółw, ĆMA",
        "m², 5 Å³, 90°, ½",
        "→ ← └── ✓ 🚀 ⚙️",
        "漢字かな交じり文",
        "next\x85line\u2028and\x1cmore",
    ],
)
def test_sound_text_comes_out_as_it_went_in(text):
    decoded = decode(text.encode())
    assert decoded.text == text
    assert decoded.repairs == ()


@given(st.text(ALPHABET))
def test_random_sound_text_is_left_alone(text):
    assert mended(text) == text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("times", [1, 2])
@given(text=st.text(ALPHABET))
@settings(max_examples=60)
def test_damage_without_loss_is_undone(page, times, text):
    text = CLEAR + text
    damaged = text
    for _ in range(times):
        damaged = damage(damaged, page)
    decoded = decode(damaged.encode())
    assert decoded.text == text
    assert all(not repair.lost for repair in decoded.repairs)
    assert {repair.encoding for repair in decoded.repairs} <= {
        " + ".join([first, second][:times]) for first in PAGES for second in PAGES
    }


@pytest.mark.parametrize("page", PAGES)
@given(text=st.text(ALPHABET + "\n\r"))
@settings(max_examples=60)
def test_the_number_of_lines_stays(page, text):
    damaged = damage(text, page)
    assert len(LINE_END.findall(mended(damaged))) == len(LINE_END.findall(damaged))


@pytest.mark.parametrize("page", ["cp1252", "cp1254"])
def test_a_lost_byte_is_read_where_one_everyday_character_fits(page):
    damaged = damage("a → b ← c ⚙️ “quoted” ┐", page)
    damaged = "".join(c for c in damaged if not 0x80 <= ord(c) < 0xA0)
    assert mended(damaged) == "a → b ← c ⚙️ “quoted” ┐"


def test_a_replaced_byte_is_read_alike():
    damaged = damage("a → b ← c", "cp1252").replace("\x90", "�")
    decoded = decode(damaged.encode())
    assert decoded.text == "a → b ← c"
    assert [repair.after for repair in decoded.repairs] == ["→", "←"]


def test_a_loss_with_several_readings_is_reported_and_left():
    damaged = "# ğŸŒ Sources\n\nA â†’ B\n"
    decoded = decode(damaged.encode())
    assert decoded.text == "# ğŸŒ Sources\n\nA → B\n"
    lost = [repair for repair in decoded.repairs if repair.lost]
    assert [(r.line, r.before, r.after, r.encoding) for r in lost] == [(1, "ğŸŒ", "ğŸŒ", "cp1254")]


def test_a_damaged_piece_in_a_sound_text_is_mended_alone():
    sound = "Güneş doğdu, ağaç büyüdü, çiçek açtı, şehir uyandı, ırmak aktı. "
    assert mended(sound + damage("→ 🚀", "cp1254")) == sound + "→ 🚀"


def test_utf_16_needs_its_mark():
    assert decode("é\n".encode("utf-16")).text == "é\n"
    assert decode("\ufeffé\n".encode("utf-16-be")).text == "é\n"
    with pytest.raises(NotText, match="binary"):
        decode("plain".encode("utf-16-le"))
    with pytest.raises(NotText, match="UTF-16"):
        decode(b"\xff\xfea")


def test_a_byte_order_mark_is_dropped():
    assert decode(b"\xef\xbb\xbf# T\n").text == "# T\n"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(NotText, match=r"^notes\.md is binary"):
        decode(bytes(range(256)), "notes.md")
    with pytest.raises(NotText, match="save it again as UTF-8"):
        decode("für größere Höfe".encode("latin-1"))


def test_stray_bytes_are_read_where_all_windows_pages_agree():
    decoded = decode(b"x" * 2000 + b"\n\x93quoted\x94 \xe9 \0")
    assert decoded.text.split("\n")[1] == "“quoted” � �"
    assert [(r.line, r.before, r.lost) for r in decoded.repairs] == [
        (2, "\\x93", False),
        (2, "\\x94", False),
        (2, "�", True),
        (2, "\0", True),
    ]


def test_lines_are_those_of_the_file():
    assert split_lines("a\r\nb\rc\n\x85\u2028\n") == ("a", "b", "c", "\x85\u2028")
    assert split_lines("") == ()


def lose(damaged, page, replaced):
    """Lose the bytes that a page does not define; where it defines all, the last not ASCII."""
    if page.startswith("cp"):
        return "".join(replaced if 0x80 <= ord(c) < 0xA0 else c for c in damaged)
    at = max((n for n, c in enumerate(damaged) if not c.isascii()), default=len(damaged))
    return damaged[:at] + replaced * (at < len(damaged)) + damaged[at + 1 :]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("replaced", ["", "\ufffd"])
@given(words=st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_damage_with_loss_is_undone_or_reported(page, times, replaced, words):
    def damaged(text):
        for _ in range(times):
            text = damage(text, page)
        return text

    # Apart from each other, so that the rests of two characters never make a third one.
    words = [" ".join(word) for word in words]
    lossy = [damaged(CLEAR) + lose(damaged(word), page, replaced) for word in words]
    decoded = decode("\n".join([damaged(CLEAR * 3), *lossy]).encode())
    reported = {repair.line for repair in decoded.repairs if repair.lost}
    for number, (word, got) in enumerate(
        zip(words, decoded.text.split("\n")[1:], strict=True), start=2
    ):
        assert got == CLEAR + word or number in reported
