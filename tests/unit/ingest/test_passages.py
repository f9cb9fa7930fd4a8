from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunks import MOST_WORDS, chunks
from ingest.document import Document, Span
from ingest.encoding.decode import split_lines
from ingest.layout import FRONT_MATTER, NO_READER, NO_ROWS, NO_WORDS, layout_lines, unread_lines
from ingest.markdown.parser import parse
from ingest.passages import passages
from ingest.reader import read


def document(source):
    return Document("a.md", "T", parse(source, "a.md"), split_lines(source), "")


def found(source):
    return [(p.text, p.span.line_start, p.span.line_end) for p in passages(document(source))]


def unread(source):
    read = document(source)
    spans = [passage.span for passage in passages(read)]
    return [(u.span.line_start, u.span.line_end, u.reason) for u in unread_lines(read, spans)]


def test_paragraphs_and_their_sections():
    (passage,) = passages(document("# 1. A\n\n## B\n\n🔹 one\ntwo\n"))
    assert (passage.text, passage.heading_path) == ("one two", ("A", "B"))
    assert (passage.span.line_start, passage.span.line_end) == (5, 6)


def test_long_paragraphs_are_cut_at_sentence_ends():
    sentence = "This sentence holds exactly eight words, no more."
    source = "\n".join([sentence] * 40)
    pieces = found(source)
    assert [len(text.split()) for text, _, _ in pieces] == [120, 120, 80]
    assert [(first, last) for _, first, last in pieces] == [(1, 15), (16, 30), (31, 40)]


def test_text_without_ends_or_blanks_is_cut():
    assert [len(text.split()) for text, _, _ in found("word " * 300)] == [120, 120, 60]
    assert {len(text) for text, _, _ in found("x" * 6000)} == {1200}


@given(st.text("ab. \nA!", max_size=3000))
@settings(max_examples=50)
def test_chunks_lose_no_word(plain):
    pieces = list(chunks(plain))
    assert " ".join(text for text, _, _ in pieces).split() == plain.split()
    assert all(len(text.split()) <= MOST_WORDS for text, _, _ in pieces)
    lines = plain.split("\n")
    for text, first, last in pieces:
        assert text.split()[0] in lines[first]
        assert text.split()[-1] in lines[last]


def test_rows_carry_their_header():
    assert found("| A: | B | |\n|--|--|--|\n| x | y | z |\n| | w | |\n| | | |\n") == [
        ("A: x; B: y; z", 3, 3),
        ("B: w", 4, 4),
    ]


def test_lists_carry_their_lead_in_or_title():
    assert found("**Tools**:\n\n- a\n- b\n  - c\n  - d\n\nend\n") == [
        ("Tools: a; b (c; d)", 1, 6),
        ("end", 8, 8),
    ]
    assert found("# T\n\n- a\n- b:\n  - c\n-\n") == [("T: a; b (c)", 3, 6)]
    assert found("- a\n- - b\n") == [("a; b", 1, 2)]


def test_items_that_end_like_sentences_are_joined_without_their_stops():
    source = "## Gates\n\nAll close at dusk.\n\n- North: by the keeper.\n- South: by itself.\n"
    (listed,) = [text for text, start, _ in found(source) if "North" in text]
    assert listed == "All close at dusk. North: by the keeper; South: by itself."


def test_long_lists_are_cut_between_items():
    item = "- " + " ".join(["word"] * 50)
    pieces = found("Lead in:\n\n" + "\n".join([item] * 3))
    assert [(first, last) for _, first, last in pieces] == [(1, 4), (5, 5)]
    assert all(text.startswith("Lead in: word") for text, _, _ in pieces)


def test_a_long_paragraph_is_no_lead_in():
    assert [(first, last) for _, first, last in found("word " * 40 + "\n\n- a\n")] == [
        (1, 1),
        (3, 3),
    ]


def test_blocks_in_items_are_passages_of_their_own():
    assert found("# T\n\n- a\n\n  b\n\n  ```\n  c\n  ```\n\n  - d\n\n    e\n") == [
        ("T: a (d)", 3, 11),
        ("b", 5, 5),
        ("T:\nc", 8, 8),
        ("e", 13, 13),
    ]


def test_fences_quotes_and_html():
    assert found("```\n\na → b\n\n```\n") == [("a → b", 3, 3)]
    assert found("> # q\n> a\n") == [("q", 1, 1), ("a", 2, 2)]
    assert found("<p>\n<!-- n\n -->\n<b>a</b>\n</p>\n") == [("a", 4, 4)]
    source = "```\n" + "\n".join(f"line {n}" for n in range(90)) + "\n```\n"
    assert [(first, last) for _, first, last in found(source)] == [(2, 41), (42, 81), (82, 91)]


def test_layout_is_not_unread():
    source = (
        "# T\n\n| A | B |\n|---|---|\n| a | b |\n\n---\n\n```\nx\n```\n\n<!-- n\nm -->\n\n"
        "[r]: http://x\n\n> ---\n\n- a\n\n  ***\n"
    )
    assert unread(source) == []
    assert layout_lines(document(source)) == {1, 3, 4, 7, 9, 11, 13, 14, 16, 18, 22}


def test_what_is_left_is_unread_with_its_reason():
    assert unread("---\na: b\nc: d\n---\n\ntext\n") == [(1, 4, FRONT_MATTER)]
    assert unread("| A | B |\n|---|---|\n\n![](x.png)\n") == [
        (1, 1, NO_ROWS),
        (2, 2, NO_WORDS),
        (4, 4, NO_READER),
    ]
    assert unread("> " * 200 + "deep\n") == [(1, 1, NO_READER)]


@given(st.text("ab \n#*`|->_[]()!<&\\:1.\t~", max_size=80))
@settings(max_examples=200)
def test_every_line_is_accounted_for(source):
    read = document(source)
    spans = [passage.span for passage in passages(read)]
    left = {
        n for u in unread_lines(read, spans) for n in range(u.span.line_start, u.span.line_end + 1)
    }
    known = {n for span in spans for n in range(span.line_start, span.line_end + 1)}
    filled = {n for n, line in enumerate(read.lines, 1) if line.strip()}
    assert filled <= known | left | layout_lines(read)
    assert all(span.line_end <= len(read.lines) for span in spans)


def test_front_matter_that_describes_the_document_is_a_passage(tmp_path):
    (tmp_path / "ci.md").write_text(
        '---\ntitle: ci\ndescription: "Installs a project from its lock file"\ntags: a, b\n---\n'
        "# ci\n\nIt removes what was there.\n",
        encoding="utf-8",
    )
    first, _ = read([tmp_path]).passages
    assert first.text == "Installs a project from its lock file"
    assert (first.heading_path, first.span) == (("ci",), Span("ci.md", 3, 3))
