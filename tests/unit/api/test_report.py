import json

import pytest

from api.account import account, as_lines
from api.handbook import Handbook, build
from api.ingestion import ingest
from api.report import as_json, as_text
from api.settings import Settings
from ingest.errors import EmptyDocument

DAMAGED = """---
kind: notes
---

# Kafka vs kafka

- fast â†’ slow, Kafkas
- lost \ufffd1, lost \ufffd2
- Kafka

Kafka: Kafka
"""


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "a.md").write_text(DAMAGED, encoding="utf-8")
    (folder / "b.md").write_text("# Parts\n\n- Ceph\n- Kafka\n")
    return folder


@pytest.fixture
def settings(new_folder):
    return Settings(data_dir=new_folder("data"))


def test_the_long_form_names_every_decision_with_its_line(settings, book):
    report = ingest(settings, [book])
    assert "\nMerges\n" not in as_text(report)
    text = as_text(report, whole=True)
    assert text.startswith(as_text(report) + "\n\nFiles\n")
    assert "\n  a.md:5  “kafka” (Concept) is “Kafka” (Tool): spelling" in text
    assert "\nRefusals\n" in text
    assert ": self-loop" in text
    assert "\n  a.md:7  'â†’' is '→' (cp" in text
    assert "\n  a.md:8  '\ufffd' is lost" in text
    assert "\n  a.md:3  front matter, which describes the file" in text


def test_json_has_the_account_only_where_asked(settings, book):
    report = ingest(settings, [book])
    short, long = json.loads(as_json(report)), json.loads(as_json(report, whole=True))
    assert "account" not in short
    assert set(long["account"]) == {"files", "merges", "refusals", "shortened", "repairs", "unread"}
    assert {key: value for key, value in long.items() if key != "account"} == short
    assert list(long["account"]["files"]) == ["a.md", "b.md"]
    assert short["readers"]["list"] > 0
    assert sum(short["readers"].values()) == short["facts"]
    assert [loss["line"] for loss in short["repairs"]["losses"]] == [8, 8]


def test_the_lines_of_the_files_add_up(book):
    gathered, built = build(Handbook([book]))
    found = account(gathered.reading, built)
    total = sum(len([line for line in d.lines if line.strip()]) for d in gathered.reading.documents)
    assert sum(file.total for file in found.files.values()) == total
    assert all(file.unaccounted == 0 for file in found.files.values())
    (merges,) = [found.merges]
    places = [(m.path, m.line_start) for m in merges]
    assert places == sorted(places)


def test_a_list_without_entries_has_no_heading(tmp_path):
    (tmp_path / "b.md").write_text("# Parts\n\n- Ceph\n- Kafka\n")
    gathered, built = build(Handbook([tmp_path]))
    headings = [
        paragraph.splitlines()[0] for paragraph in as_lines(account(gathered.reading, built))
    ]
    assert "Files" not in headings
    assert "Repairs" not in headings


def test_many_losses_are_counted(settings, tmp_path):
    rows = "".join(f"- thing {n} \ufffd\n" for n in range(8))
    (tmp_path / "x.md").write_text(f"# Parts\n\n{rows}", encoding="utf-8")
    text = as_text(ingest(settings, [tmp_path / "x.md"]))
    assert text.count("  lost  ") == 6
    assert "and 3 more (--report lists them)" in text


def test_unchanged_files_are_counted(settings, book):
    assert ingest(settings, [book]).kept == 0
    (book / "b.md").write_text("# Parts\n\n- Ceph\n- Flink\n")
    report = ingest(settings, [book])
    assert report.kept == 1
    assert "1 file unchanged and not read again" in as_text(report)


def test_a_failing_file_writes_nothing_or_is_left_out(settings, book):
    (book / "empty.md").write_text("")
    with pytest.raises(EmptyDocument):
        ingest(settings, [book])
    assert not settings.store_path.exists()
    report = ingest(settings, [book], keep_going=True)
    assert [failure.path for failure in report.failures] == ["empty.md"]
    assert "  failed  empty.md: " in as_text(report)
    (book / "empty.md").unlink()
    assert ingest(settings, [book]).generation == report.generation


def test_a_deleted_file_is_gone(settings, book):
    before = ingest(settings, [book / "b.md"]).generation
    assert ingest(settings, [book]).files == 2
    (book / "a.md").unlink()
    report = ingest(settings, [book])
    assert (report.files, report.kept, report.generation) == (1, 1, before)


def test_a_damaged_cache_of_readings_is_noted_and_changes_nothing(settings, book):
    before = ingest(settings, [book]).generation
    settings.readings_path.write_bytes(b"damaged" * 1000)
    notes = []

    class Noting:
        def begin(self, stage):
            pass

        def advance(self, done, total):
            pass

        def note(self, text):
            notes.append(text)

    report = ingest(settings, [book], Noting())
    assert (report.generation, report.kept) == (before, 0)
    assert "was damaged and was made anew" in notes[0]


def test_the_mapping_file_is_used(settings, book):
    before = ingest(settings, [book]).generation
    (book / "designbook.toml").write_text('[field]\nModel = ["Ceph"]\n')
    report = ingest(settings, [book])
    assert report.generation != before
    assert report.nodes["Model"] == 1
    other = book.parent / "none.toml"
    other.write_text("")
    assert ingest(settings, [book], mapping=other).generation == before


def test_names_that_were_shortened_are_reported_with_their_lines(settings, tmp_path):
    long = "keeps " + "very " * 60 + "many records"
    (tmp_path / "long.md").write_text(f"# Parts\n\n**Ceph**: {long}.\n\n- Ceph\n- Kafka\n")
    report = ingest(settings, [tmp_path / "long.md"])
    (only,) = report.account.shortened
    assert (only.path, only.line_start) == ("long.md", 3)
    assert report.shortened == 1
    assert "1 name of more than 200 characters, kept whole as text" in as_text(report)
    assert f"\nShortened\n  long.md:3  “{only.name}”" in as_text(report, whole=True)
