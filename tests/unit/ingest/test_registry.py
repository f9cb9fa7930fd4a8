"""All readers together: order, places, determinism."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.facts import Role
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts

HANDBOOK = """# Guide

A short guide for engineers, covering data flow, serving and cost.

Intro line.

## Use cases

| Use Case | Models |
|---|---|
| Fraud | Trees, Nets |

## Stores

🔹 Feature Store supports:
✓ Versioning\u2003✓ Reuse

> Tools: Feast, Hopsworks

```
A → B
```

## Notes

---

<p>plain</p>

```python
x = f(a) -> b
```

```sequenceDiagram
```
"""


def read(text):
    root = parse(text, "guide.md")
    lines = tuple(text.split("\n"))
    return read_facts(Document("guide.md", "Guide", root, lines, sha256(text.encode()).hexdigest()))


def triples(text):
    return [(f.subject.text, f.relation, f.object.text) for f in read(text).facts]


def test_facts_come_in_the_order_of_the_text_with_their_lines():
    facts = read(HANDBOOK).facts
    assert [f.span.line_start for f in facts] == sorted(f.span.line_start for f in facts)
    assert all(f.span.path == "guide.md" for f in facts)
    lines = HANDBOOK.split("\n")
    for fact in facts:
        stated = "\n".join(lines[fact.span.line_start - 1 : fact.span.line_end])
        assert fact.object.text in stated


def test_every_way_of_stating_is_read():
    found = triples(HANDBOOK)
    assert ("Guide", "covers", "data flow") in found
    assert ("Fraud", "Models", "Nets") in found
    assert ("Feature Store", "supports", "Versioning") in found
    assert ("Stores", "Tools", "Feast") in found
    assert ("A", "feeds into", "B") in found
    assert len(found) == len(set(found))


def test_the_heading_path_is_that_of_the_section():
    fact = next(f for f in read(HANDBOOK).facts if f.object.text == "Trees")
    assert fact.heading_path[-1] == "Use cases"
    assert fact.reader == "table"


def test_a_text_without_heading_stands_under_the_documents_title():
    fact = read("- alpha\n- beta\n").facts[0]
    assert (fact.subject.text, fact.subject.role) == ("Guide", Role.HEADING)


def test_the_same_text_gives_the_same_facts():
    assert read(HANDBOOK) == read(HANDBOOK)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "plain words", "# T\n\n***\n", "-\n-\n", "| |\n|-|\n"]
)
def test_texts_that_state_nothing(text):
    assert read(text).facts == ()


def test_no_term_is_ever_empty():
    odd = "- **:** x\n- : y\n- ✓\n- ()\n- [](x)\n- ?\n\n"
    odd += "| a | b |\n|---|---|\n| () | ✓✓ |\n| x | (y) |\n"
    for fact in read(odd).facts:
        assert fact.subject.text
        assert fact.object.text
        assert fact.relation


_PIECES = [
    *("- ", "1. ", "# ", "| a ", "|", "|-|-|\n", "**", "`", "[x](y)", "(", ")", "? ", ": ", ", "),
    *(" vs ", " → ", " <- ", "↓", "├── ", "└", "─", "│", "┌", "┐", "+--", "```\n", "```mermaid\n"),
    *("graph TD\n", "A-->B", "\n", "\n\n", "    ", "word", "Kafka", " is a ", " such as ", "e.g. "),
    *("✓ ", "\u2003", "\ufe0f", "\u202e", "é", "."),
]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_is_read_and_every_fact_has_its_lines(text):
    last = text.count("\n") + 1
    for fact in read(text).facts:
        assert fact.subject.text
        assert fact.object.text
        assert 1 <= fact.span.line_start <= fact.span.line_end <= last


def test_a_generic_title_below_each_of_several_is_a_relation_of_each():
    text = "# Runbooks\n\n## Lag\n\n### Symptoms\n\n- old rows\n\n"
    text += "## Outage\n\n### Symptoms\n\n- errors\n"
    told = [(f.subject.text, f.relation, f.object.text) for f in read(text).facts]
    assert told == [("Lag", "Symptoms", "old rows"), ("Outage", "Symptoms", "errors")]
    told = [(f.subject.text, f.object.text) for f in read(text.partition("## Outage")[0]).facts]
    assert told == [("Symptoms", "old rows")]


def test_a_heading_without_words_holds_nothing():
    held = triples("# Top\n\n##\n\n### Don't\n\n- tag by hand\n")
    assert held == [("Top", "Don't", "tag by hand")]
    assert triples("#\n\n## Don't\n\n- tag by hand\n") == [("Don't", "includes", "tag by hand")]
