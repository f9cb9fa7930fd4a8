"""Definition lines in lists and paragraphs."""

import pytest

from ingest.document import Document
from ingest.facts import Role, Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def facts(text):
    return read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts


def triples(text):
    return [(f.subject.text, f.relation, f.object.text) for f in facts(text)]


@pytest.mark.parametrize(
    "line",
    [
        "- **Drift**: a change of the input.",
        "- **Drift:** a change of the input.",
        "- Drift - a change of the input",
        "- Drift — a change of the input",
        "- `Drift`: a change of the input",
        "- **Drift.** a change of the input",
        "**Drift**: a change of the input.",
        "**Drift** - a change of the input.",
        "Drift: a change of the input.",
    ],
)
def test_definitions(line):
    assert triples(f"# G\n\n{line}\n") == [
        ("G", Said.INCLUDES, "Drift"),
        ("Drift", Said.DEFINITION, "a change of the input"),
    ]


def test_two_names_with_their_abbreviations_are_defined_together():
    name = "Greatest Possible Load Limit (GPLL) and Smallest Useful Load Limit"
    told = triples(f"# G\n\n- {name} (SULL): GPLL is what the beam bears.\n- Sag: a bend.\n")
    assert ("G", Said.INCLUDES, name) in told
    assert (name, Said.DEFINITION, "GPLL is what the beam bears") in told


def test_a_list_of_names_gives_members():
    found = facts("# G\n\n- Brokers: Kafka, Pulsar\n\nServing Infra: Docker, Triton\n")
    told = [(f.subject.text, f.object.text, f.object.role, f.reader) for f in found]
    assert ("Brokers", "Pulsar", "Brokers", "definition") in told
    assert ("Serving Infra", "Triton", "Serving Infra", "lead_in") in told
    assert next(f for f in found if f.object.text == "Serving Infra").object.role == Role.LEAD_IN


def test_generic_nouns_are_relations():
    assert triples("# Kafka\n\nTools: a, b\n") == [("Kafka", "Tools", "a"), ("Kafka", "Tools", "b")]
    assert triples("# Kafka\n\n**Pros of REST:** simple\n") == [("REST", "Pros", "simple")]
    assert triples("# Kafka\n\n- Solution: we must keep a copy.\n") == [
        ("Kafka", "Solution", "we must keep a copy")
    ]
    assert triples("# K\n\nThe following tools are used: a, b\n")[1] == ("K", "tools", "b")
    assert triples("# K\n\nKafka supports: replay, ordering\n")[1] == (
        "Kafka",
        "supports",
        "ordering",
    )


def test_lines_of_one_paragraph_are_read_one_by_one():
    found = facts("# S\n\nLanguage: Python\nQueues: Kafka, SQS\n")
    assert [(f.object.text, f.span.line_start) for f in found] == [
        ("Python", 3),
        ("Queues", 4),
        ("Kafka", 4),
        ("SQS", 4),
    ]


def test_notes_and_references_define_nothing():
    assert triples("# G\n\n- **Note**: keep a copy.\n") == []
    assert triples("# G\n\n- ANN: see above\n") == [("G", "includes", "ANN")]


def test_prose_with_a_colon_is_no_definition():
    assert triples("# G\n\nAt 10:30 we saw that it is slow: nobody knew why.\n") == []
    assert triples("# G\n\n- 2019 - 2020\n") == [("G", "includes", "2019 - 2020")]


def test_an_opposition_gives_options():
    found = triples("# G\n\n- Latency: batch vs live\n")
    assert ("Latency", Said.OPTION, "batch") in found
    assert ("batch", Said.VERSUS, "live") in found


def test_a_titled_chain():
    found = triples("# G\n\n**Data path**: a → b\n\nFlow: c → d\n")
    assert ("Data path", "includes", "a") in found
    assert ("a", Said.FEEDS, "b") in found
    assert ("G", "includes", "c") in found


def test_a_full_stop_makes_no_sentence_of_a_list_of_names():
    found = triples("# G\n\nClient languages: Java, Go, Python and Rust.\n")
    assert [t[2] for t in found] == ["Client languages", "Java", "Go", "Python", "Rust"]
    found = triples("# G\n\n- **Job**: pauses, then resumes.\n")
    assert found[-1] == ("Job", Said.DEFINITION, "pauses, then resumes")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Urgency: high", [("G", "Urgency", "high")]),
        ("**Ticket**: OPS-12", [("G", "Ticket", "OPS-12")]),
        (
            "SLO: service level objective",
            [("G", "includes", "SLO"), ("SLO", "is", "service level objective")],
        ),
        ("Channels: mail", [("G", "includes", "Channels"), ("Channels", "includes", "mail")]),
    ],
)
def test_a_line_below_a_heading_gives_it_a_property(line, expected):
    assert triples(f"# G\n\n{line}\n") == expected


def test_other_names_of_a_term():
    for said in ("also called bucketing", "aka bucketing", "or bucketing"):
        found = triples(f"# G\n\n**Windowing** ({said}): grouping events by time.\n")
        assert ("Windowing", Said.ALIAS, "bucketing") in found
        assert not [t for t in found if t[1] == Said.EXAMPLE]


def test_phrases_that_describe_are_traits():
    found = triples(
        "# G\n\n- **Tumbling**: fixed length, no overlap\n- Kafka: fast, durable\n"
        "- Brokers: Kafka, Pulsar\n- Health: latency, errors\n- Stores: `raw`, `fast`\n"
    )
    assert ("Tumbling", Said.TRAIT, "no overlap") in found
    assert ("Kafka", Said.TRAIT, "durable") in found
    assert ("Brokers", Said.INCLUDES, "Pulsar") in found
    assert ("Health", Said.INCLUDES, "errors") in found
    assert ("Stores", Said.INCLUDES, "fast") in found
    assert ("Cache", Said.TRAIT, "cheap") in triples("# G\n\nCache: fast, cheap\n")
    assert ("Serving Infra", Said.INCLUDES, "triton") in triples(
        "# G\n\nServing Infra: docker, triton\n"
    )


def test_the_labels_of_a_list_are_read_alike():
    found = triples("# G\n\n- Logs: Loki\n- Metrics: Prometheus\n- Traces: Jaeger\n")
    assert ("G", "includes", "Metrics") in found
    found = triples("# G\n\n- Status: draft\n- Author: Ann\n- Ticket: OPS-1\n")
    assert found == [("G", "Status", "draft"), ("G", "Author", "Ann"), ("G", "Ticket", "OPS-1")]


def test_a_condition_behind_a_definition_is_its_qualifier():
    fact = facts("# G\n\n- `FLUSH` - delete everything (never in production)\n")[-1]
    assert (fact.object.text, fact.qualifiers) == ("delete everything", ("never in production",))
