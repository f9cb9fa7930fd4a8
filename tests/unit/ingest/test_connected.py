"""Prose whose sentences state something together, and lists that a sentence announces."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts

FOLLOWED = "is followed by"


def told(text: str) -> set[tuple[str, str, str]]:
    facts = read_facts(Document("t.md", "T", parse(f"# H\n\n{text}\n", "t.md"), (), "")).facts
    return {(f.subject.text, f.relation, f.object.text) for f in facts}


def test_an_order_is_a_sequence():
    found = told("Nobody runs, and the order is: call, carry,\nclose.")
    assert {("H", Said.INCLUDES, step) for step in ("call", "carry", "close")} <= found
    assert {("call", FOLLOWED, "carry"), ("carry", FOLLOWED, "close")} <= found


def test_a_counted_noun_and_its_first_and_second():
    found = told(
        "A barn has two kinds of doors. The first is the wide door, which means hinges, bolts and\n"
        "a bar. The second is the hatch."
    )
    assert {("kinds of doors", Said.INCLUDES, door) for door in ("wide door", "hatch")} <= found
    assert {("wide door", Said.INCLUDES, part) for part in ("hinges", "bolts", "bar")} <= found


def test_there_are_so_many_and_each_has_its_sentence():
    found = told("There are two latches, both old. The top latch sticks. The low latch rattles.")
    assert found == {
        ("latches", Said.INCLUDES, "top latch"),
        ("latches", Said.INCLUDES, "low latch"),
    }


def test_what_each_tool_is_used_for():
    found = told("We use Rake to gather hay, Fork to turn it and Cart to move it.")
    assert {fact for fact in found if fact[1] == Said.USED_FOR} == {
        ("Rake", Said.USED_FOR, "gather hay"),
        ("Fork", Said.USED_FOR, "turn it"),
        ("Cart", Said.USED_FOR, "move it"),
    }


def test_an_act_is_defined():
    assert ("scythe", Said.DEFINITION, "to cut by hand") in told("To scythe means to cut by hand.")


@pytest.mark.parametrize(
    "text",
    [
        "A barn has three kinds of doors. The first is the wide door. The second is the hatch.",
        "There are three latches. The top latch sticks. The low latch rattles.",
        "The order is late.",
        "We use Rake to gather hay and everything else by hand.",
    ],
)
def test_what_does_not_add_up_states_nothing_of_the_kind(text):
    assert not [f for f in told(text) if f[1] in {Said.INCLUDES, FOLLOWED} or f[2] == "everything"]
