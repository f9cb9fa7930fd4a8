"""Signs that stand where a name is expected: they name nothing, and are no silent loss."""

import pytest

from ingest.document import Document, Span, Unread
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import NO_NAME, FactsRead, read_facts


def read(text: str) -> FactsRead:
    return read_facts(Document("t.md", "T", parse(text, "t.md"), (), ""))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(f.subject.text, f.relation, f.object.text) for f in read(text).facts]


def test_a_flow_from_signs_is_left_unread():
    found = read("# Cache\n\n%,+%? → Redis\n")
    assert found.facts == ()
    assert found.unread == (Unread(Span("t.md", 3, 3), NO_NAME),)


@pytest.mark.parametrize("line", ["%,+% +? The platform team.", "- %,+% +? The platform team."])
def test_signs_ask_nothing(line: str):
    found = read(f"# Rota\n\n{line}\n")
    assert not [fact for fact in found.facts if fact.relation == Said.ANSWER]
    assert all(fact.subject.text and fact.object.text for fact in found.facts)


def test_what_is_said_behind_signs_is_read():
    assert told("# Rota\n\n- %,+% +? Duty roster\n") == [("Rota", "includes", "Duty roster")]


def test_a_list_below_signs_is_kept():
    subjects = told("# Stores\n\n- Q: ?\n  - Cassandra\n  - Scylla\n")
    assert {obj for _, _, obj in subjects} >= {"Cassandra", "Scylla"}
    assert all(subject for subject, _, _ in subjects)


def test_a_question_with_words_still_holds_its_list():
    assert told("# Stores\n\n- Which one?\n  - Cassandra\n") == [
        ("Stores", "includes", "Which one?"),
        ("Which one?", "answer", "Cassandra"),
    ]
