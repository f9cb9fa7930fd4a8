import hashlib

import pytest

from ingest.document import Span
from ingest.errors import EmptyDocument, NoMarkdown, NotText, PathNotFound
from ingest.layout import layout_lines
from ingest.reader import read

SOURCE = """---
title: From the front
---

## 1. Serving ğŸš€

| Pattern | Tools |
|---------|-------|
| Batch | Airflow, Spark |

Fast path â†’ cache.
"""


@pytest.fixture
def handbook(tmp_path):
    (tmp_path / "serving.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "costs.md").write_text("# Costs\n\n- GPU hours\n- Storage\n")
    return tmp_path


def test_a_handbook_is_read_whole(handbook):
    reading = read([handbook])
    costs, serving = reading.documents
    assert [d.path for d in reading.documents] == ["a/costs.md", "serving.md"]
    assert (costs.title, serving.title) == ("Costs", "From the front")
    assert serving.sha256 == hashlib.sha256((handbook / "serving.md").read_bytes()).hexdigest()
    assert serving.lines[10] == "Fast path → cache."
    assert [(r.line, r.after) for r in serving.repairs] == [(5, "🚀"), (11, "→")]
    assert [(p.text, p.heading_path, p.span) for p in reading.passages] == [
        ("Costs: GPU hours; Storage", ("Costs",), Span("a/costs.md", 3, 4)),
        ("Pattern: Batch; Tools: Airflow, Spark", ("Serving",), Span("serving.md", 9, 9)),
        ("Fast path → cache.", ("Serving",), Span("serving.md", 11, 11)),
    ]


def test_facts_come_with_their_lines(handbook):
    stated = {(f.subject.text, f.relation, f.object.text, f.span) for f in read([handbook]).facts}
    assert ("Batch", "Tools", "Spark", Span("serving.md", 9, 9)) in stated
    assert ("Costs", "includes", "Storage", Span("a/costs.md", 4, 4)) in stated


def test_every_line_is_accounted_for(handbook):
    reading = read([handbook])
    assert [(u.span, u.reason) for u in reading.unread] == [
        (Span("serving.md", 1, 3), "front matter, which describes the file")
    ]
    for document in reading.documents:
        spans = [
            each.span
            for each in (*reading.facts, *reading.passages, *reading.unread)
            if each.span.path == document.path
        ]
        known = {n for span in spans for n in range(span.line_start, span.line_end + 1)}
        filled = {n for n, line in enumerate(document.lines, 1) if line.strip()}
        assert filled <= known | layout_lines(document)


def test_the_order_of_the_paths_does_not_matter(handbook):
    paths = [handbook / "serving.md", handbook / "a"]
    assert read(paths) == read(paths[::-1])
    assert read([handbook]) == read([handbook])


def test_titles_fall_back(tmp_path):
    def title(source):
        file = tmp_path / "notes.md"
        file.write_text(source)
        return read([file]).documents[0].title

    assert title("## Sub\n\n# Top\n\nx\n") == "Top"
    assert title("## Sub\n\nx\n") == "Sub"
    assert title("---\nkind: x\n---\nx\n") == "notes"


def test_bad_input_names_the_file(tmp_path):
    (tmp_path / "good.md").write_text("x\n")
    bad = tmp_path / "bad.md"
    bad.write_text(" \n\t\n")
    with pytest.raises(EmptyDocument, match=r"bad\.md is empty"):
        read([tmp_path])
    bad.write_bytes(bytes(range(256)))
    with pytest.raises(NotText, match=r"bad\.md is binary"):
        read([tmp_path])
    bad.unlink()
    with pytest.raises(PathNotFound, match="check the path"):
        read([bad])
    (tmp_path / "good.md").unlink()
    with pytest.raises(NoMarkdown):
        read([tmp_path])


def test_a_file_that_cannot_be_read_is_refused(handbook, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(PathNotFound, match="permissions"):
        read([handbook])
