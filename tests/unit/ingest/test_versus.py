"""Oppositions in headings, lines and items."""

from ingest.document import Document
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def triples(text):
    facts = read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts
    return [(f.subject.text, f.relation, f.object.text, f.span.line_start) for f in facts]


def test_a_heading():
    assert triples("# G\n\n## 2. Kafka vs. RabbitMQ\n") == [
        ("Kafka vs. RabbitMQ", Said.OPTION, "Kafka", 3),
        ("Kafka vs. RabbitMQ", Said.OPTION, "RabbitMQ", 3),
        ("Kafka", Said.VERSUS, "RabbitMQ", 3),
    ]


def test_a_heading_behind_a_colon():
    found = triples("# Serving: batch versus live\n")
    assert ("batch", Said.VERSUS, "live", 1) in found


def test_a_line_of_its_own():
    assert ("SQL", Said.VERSUS, "NoSQL", 3) in triples("# G\n\nSQL vs NoSQL\n")
    assert triples("# G\n\nWe compared SQL vs NoSQL and it is fine.\n") == []


def test_a_question_opposes_nothing():
    found = triples("# SQL vs NoSQL?\n\nBoth work.\n")
    assert ("SQL vs NoSQL?", Said.OPTION, "SQL", 1) in found
    assert not [t for t in found if t[1] == Said.VERSUS]
