from collections.abc import Callable
from pathlib import Path

from retrieval.answerer import Answerer

BROKERS = """\
# Brokers

## Overview

| Broker | Delivery | Retention |
|--------|----------|-----------|
| Kafka | at least once | 7 days |
| Pulsar | exactly once | 3 days |

## Field Notes

| Broker | Delivery |
|--------|----------|
| Kafka | at most once |
| Pulsar | exactly once |
"""


def test_two_places_that_disagree_are_both_shown(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    file = tmp_path / "brokers.md"
    file.write_text(BROKERS, encoding="utf-8")
    answerer = ask_about(file)
    answer = answerer.answer("What delivery does Kafka have?")
    assert answer.answer == (
        "The handbook disagrees with itself: for Kafka, the delivery is at least once"
        " under “Overview” [1], but at most once under “Field Notes” [2]."
    )
    assert [c.source.line_start for c in answer.citations] == [7, 14]
    agreed = answerer.answer("What delivery does Pulsar have?").answer
    assert "disagrees" not in agreed
    assert "exactly once" in agreed


GROUPED = """\
# Yard

| Stage | Task | Tool |
|-------|------|------|
| Build | frame | saw |
| Build | hull | plane |
| Launch | slip | winch |
| Launch | rig | crane |
"""


def test_rows_grouped_by_their_first_cell_do_not_disagree(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    file = tmp_path / "yard.md"
    file.write_text(GROUPED, encoding="utf-8")
    answer = ask_about(file).answer("Which tools does the Build stage have?").answer
    assert "disagrees" not in answer
    assert "saw" in answer
    assert "plane" in answer


DECISIONS = """\
# {0}

## Decision

- We buy {1}
- Ida signs for {1}

## Rejected

| Option | Why not |
|--------|---------|
| MySQL | too {2} |
"""


def test_items_of_one_list_and_statements_of_several_places_do_not_disagree(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    for name, thing, why in (("Storage", "discs", "slow"), ("Billing", "seats", "dear")):
        text = DECISIONS.format(name, thing, why)
        (tmp_path / f"{name.lower()}.md").write_text(text, encoding="utf-8")
    answerer = ask_about(tmp_path)
    decided = answerer.answer("What was the decision for Billing?").answer
    assert "disagrees" not in decided
    assert "We buy seats".lower() in decided.lower()
    rejected = answerer.answer("Why not MySQL?").answer
    assert "disagrees" not in rejected
    assert "too dear (Billing)" in rejected


TRUING = """\
# Wheels

Truing is a craft that takes a calm hand, a good stand and an afternoon of one's own.

## Basics

Truing is a way of making a wheel run straight between its two brake blocks again.
"""


def test_what_two_sentences_tell_of_a_thing_is_no_contradiction(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    (tmp_path / "wheels.md").write_text(TRUING, encoding="utf-8")
    told = ask_about(tmp_path).answer("What is truing?").answer
    assert "disagrees" not in told
    assert "run straight" in told
