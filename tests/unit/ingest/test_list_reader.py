"""Lists: plain, nested, led in, numbered."""

from ingest.document import Document
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def facts(text):
    return read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts


def triples(text):
    return [(f.subject.text, f.relation, f.object.text) for f in facts(text)]


def test_items_belong_to_their_heading():
    found = facts("# Sources\n\n- logs, events\n- Batch (S3, GCS)\n")
    assert [(f.relation, f.object.text, f.object.role, f.span.line_start) for f in found] == [
        ("includes", "logs", "Sources", 3),
        ("includes", "events", "Sources", 3),
        ("includes", "Batch", "Sources", 4),
        ("example", "S3", "Batch", 4),
        ("example", "GCS", "Batch", 4),
    ]


def test_a_lead_in_names_a_group():
    for lead in ("Retraining Triggers:", "**Retraining Triggers**", "📌 **Retraining Triggers:**"):
        found = triples(f"# M\n\n{lead}\n- drift\n- decay\n")
        assert found == [
            ("M", Said.INCLUDES, "Retraining Triggers"),
            ("Retraining Triggers", Said.INCLUDES, "drift"),
            ("Retraining Triggers", Said.INCLUDES, "decay"),
        ]


def test_a_generic_lead_in_is_a_relation():
    assert triples("# Kafka\n\nPros:\n- fast\n") == [("Kafka", "Pros", "fast")]
    assert triples("# M\n\nPros of Kafka:\n\n- fast\n") == [("Kafka", "Pros", "fast")]


def test_a_lead_in_opens_only_the_next_block():
    assert triples("# M\n\nSome words:\n\n```python\nx\n```\n\n- a\n") == [("M", "includes", "a")]


def test_nested_items_belong_to_their_parent():
    found = triples("# T\n\n- Upstream:\n  - schema\n    - types\n- Kafka\n  - Pros\n    - fast\n")
    assert found == [
        ("T", "includes", "Upstream"),
        ("Upstream", "includes", "schema"),
        ("schema", "includes", "types"),
        ("T", "includes", "Kafka"),
        ("Kafka", "Pros", "fast"),
    ]


def test_a_parent_with_commas_is_one():
    found = triples("# T\n\n- logs, events\n  - daily\n")
    assert ("logs, events", "includes", "daily") in found
    assert ("logs, events", "includes", "logs") in found


def test_a_parent_that_states_leads_its_children():
    assert triples("# T\n\n- Kafka supports:\n  - replay\n") == [("Kafka", "supports", "replay")]
    found = triples("# T\n\n- It is good when you need:\n  - replay\n")
    assert ("It is good when you need", "includes", "replay") in found


def test_numbered_steps_have_an_order():
    found = facts("## Steps\n\n1. Check logs, metrics\n   - p99\n2. **Drain**: move all traffic\n")
    order = [f for f in found if f.relation == "is followed by"]
    assert [(f.subject.text, f.object.text) for f in order] == [("Check logs, metrics", "Drain")]
    assert (order[0].span.line_start, order[0].span.line_end) == (3, 5)
    assert not [f for f in facts("## Ideas\n\n1. a\n2. b\n") if f.relation == "is followed by"]


def test_wrapped_items_span_their_lines():
    (fact,) = facts("# T\n\n- a long name that\n  goes on here\n")
    assert fact.object.text == "a long name that goes on here"
    assert (fact.span.line_start, fact.span.line_end) == (3, 4)


def test_a_table_of_contents_states_nothing():
    assert triples("# T\n\n- [One](#one)\n- [Two](#two)\n") == []


def test_links_tasks_chains_and_empty_items():
    found = triples("# T\n\n- [Feast](https://f.dev)\n- [x] check quota\n- a -> b\n- \n")
    assert ("Feast", Said.LINK, "https://f.dev") in found
    assert ("T", "includes", "check quota") in found
    assert ("a", Said.FEEDS, "b") in found


def test_code_below_an_item_states_nothing_but_its_one_command():
    found = triples("# T\n\n1. Roll back\n   ```bash\n   $ undo a -> b\n   ```\n")
    assert found[1:] == [("Roll back", "command", "undo a -> b")]
    assert len(triples("# T\n\n1. Roll back\n   ```python\n   a -> b\n   ```\n")) == 1
    assert len(triples("# T\n\n1. Roll back\n   ```bash\n   a\n   b\n   ```\n")) == 1


def test_a_numbered_item_is_one_unless_it_lists_names():
    found = triples(
        "# T\n\n1. Mitigate first, diagnose later\n2. Kafka, Pulsar\n3. Cost vs speed\n"
    )
    assert [t[2] for t in found if t[1] == "includes"] == [
        "Mitigate first, diagnose later",
        "Kafka",
        "Pulsar",
        "Cost",
        "speed",
    ]
