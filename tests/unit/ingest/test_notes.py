"""Sentences below the plural of things, and the names that stand above drawings."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.facts import Said
from ingest.grammar.headings import names_things
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def told(text: str) -> set[tuple[str, str, str]]:
    facts = read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts
    return {(f.subject.text, f.relation, f.object.text) for f in facts}


@pytest.mark.parametrize("title", ["Kayaks", "Our sea kayaks", "Zones of the river"])
def test_the_plural_of_things(title):
    assert names_things(title)


@pytest.mark.parametrize(
    "title", ["Safety rules", "Why kayaks leak", "Care", "Policies", "Lessons of the year"]
)
def test_what_lists_sentences_or_names_one_thing(title):
    assert not names_things(title)


def test_a_sentence_among_things_is_a_note_on_them():
    found = told("## Kayaks\n- Squall\n- Paddles must be tied on, because the tide takes them\n")
    sentence = "Paddles must be tied on, because the tide takes them"
    assert found == {("Kayaks", Said.INCLUDES, "Squall"), ("Kayaks", Said.NOTE, sentence)}


def test_rules_and_steps_are_sentences():
    rules = told("## Rules\n- Nobody is to paddle out alone after dark\n")
    assert ("Rules", Said.INCLUDES, "Nobody is to paddle out alone after dark") in rules
    steps = told("## Rentals\n1. The guest must show a card to the warden\n")
    assert ("Rentals", Said.INCLUDES, "The guest must show a card to the warden") in steps


def test_an_opposition_is_none_of_the_things():
    found = told("## Kayaks\n- **Sit-in vs sit-on**: a sit-in is warm; a sit-on is safe.\n")
    assert ("Kayaks", Said.NOTE, "Sit-in vs sit-on") in found
    assert ("Sit-in", Said.VERSUS, "sit-on") in found


def test_a_titled_opposition_is_one_of_them():
    found = told("## Trials\n- Trial 1 – oars vs sails: the oars won on every calm day.\n")
    assert ("Trials", Said.INCLUDES, "Trial 1 – oars vs sails") in found


def test_a_name_above_a_drawing_holds_it():
    found = told("## Kayaks\n\nRescue:\n\n```\nCapsize → Wet exit → Roll\n```\n")
    assert ("Kayaks", Said.INCLUDES, "Rescue") in found
    assert ("Rescue", Said.INCLUDES, "Capsize") in found
    assert ("Kayaks", Said.INCLUDES, "Capsize") not in found
    flow = told("## Rescue\n\nThe flow:\n\n```\nCapsize → Roll\n```\n")
    assert ("Rescue", Said.INCLUDES, "Capsize") in flow


def test_a_sentence_below_an_item_is_a_note_on_it():
    found = told("## Kayaks\n- Squall\n  - it is the only one that the club lends to guests\n")
    assert ("Squall", Said.NOTE, "it is the only one that the club lends to guests") in found
