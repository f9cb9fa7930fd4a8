from api.coverage import coverage
from ingest.document import Document, Passage, Section, Span, Unread
from ingest.facts import Fact, Reading, Term


def document(path: str, *lines: str) -> Document:
    root = Section("", 0, (), Span(path, 1, len(lines)), None)
    return Document(path, path, root, lines, "0" * 64)


def fact(path: str, first: int, last: int) -> Fact:
    return Fact(Term("a"), "is", Term("b"), Span(path, first, last), (), "test")


def test_lines_are_counted_once_and_blank_ones_not_at_all():
    reading = Reading(
        documents=(document("a.md", "# A", "", "x", "y", "---"), document("b.md", "x", "z")),
        facts=(fact("a.md", 1, 3), fact("a.md", 3, 3)),
        passages=(Passage("x y", (), Span("a.md", 3, 4)),),
        unread=(
            Unread(Span("a.md", 5, 5), "rule"),
            Unread(Span("b.md", 1, 1), "picture"),
            Unread(Span("a.md", 3, 3), "in a fact all the same"),
        ),
    )
    found = coverage(reading)
    assert (found.total, found.in_facts, found.in_passages) == (6, 2, 2)
    assert found.unread == {"picture": 1, "rule": 1}
    assert found.unaccounted == 1
