"""Labels that name no term, lists of duties, traits, measures and posts."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def facts(text: str):
    return read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts


def told(text: str) -> set[tuple[str, str, str]]:
    return {(f.subject.text, f.relation, f.object.text) for f in facts(text)}


def test_a_label_that_asks_why_is_a_question():
    found = told("# Sails\n\n- **Why battens and not ropes**: ropes slip, battens hold.")
    question = "Why battens and not ropes"
    assert ("Sails", Said.INCLUDES, question) in found
    assert (question, Said.ANSWER, "ropes slip, battens hold") in found


def test_what_a_thing_has_stands_behind_a_comma():
    found = told("# Boats\n\n- two-mast yawl, sails: main, jib, mizzen")
    assert ("Boats", Said.INCLUDES, "two-mast yawl") in found
    assert {("two-mast yawl", "Sails", sail) for sail in ("main", "jib", "mizzen")} <= found


def test_a_bidding_label_names_nothing():
    assert told("# Start\n\nAsk in turn: can it float? can it turn? only then buy.") == set()


@pytest.mark.parametrize(
    "title",
    [
        *("Who does what", "Which crew does what", "Roles and responsibilities", "Duties"),
        *("Roles", "Who to ask", "Contacts"),
    ],
)
def test_who_does_what(title):
    found = told(f"# {title}\n\n- **Ida** – ropes, knots\n- Ole – galley & stores")
    assert ("Ida", "is responsible for", "knots") in found
    assert ("Ole", "is responsible for", "galley & stores") in found


@pytest.mark.parametrize(
    "told_of_ida", ["carpenter, rower", "head of sails", "+49 30 1234", "cuts the rope, ties knots"]
)
def test_what_someone_is_or_where_someone_is_found_is_no_duty(told, told_of_ida):
    found = told(f"# Contacts\n\n- **Ida** – {told_of_ida}\n")
    assert not {triple for triple in found if triple[1] == "is responsible for"}


def test_phrases_that_count_or_tell_what_was_done_describe():
    found = told("# Hulls\n\n- Clinker: 9 planks a side, riveted every 20 cm, copper nails\n")
    assert ("Clinker", Said.TRAIT, "9 planks a side") in found
    assert ("Clinker", Said.TRAIT, "copper nails") in found


def test_several_descriptions_of_a_term_are_a_list():
    gale = "a gale that nobody should sail in"
    found = told(f"# Wind\n\nSeverity\n: **Force 6** – strong breeze\n: **Force 8** – {gale}\n")
    assert {("Wind", "Severity", "Force 6"), ("Wind", "Severity", "Force 8")} <= found
    assert ("Force 8", Said.DEFINITION, gale) in found


def test_commas_go_on_with_one_measure():
    head = "# Ropes\n\n| Rope | Soak | Ends |\n|--|--|--|\n"
    found = told(f"{head}| Hemp | 55 min, falling in steps | 20% tar, 3% wax |\n")
    assert ("Hemp", "Soak", "55 min, falling in steps") in found
    assert ("Hemp", "Ends", "3% wax") in found


def test_a_post_behind_a_person_is_no_example():
    (fact,) = facts("# Yard\n\n**Approved by:** Ida Holm (Head of Rigging)")
    assert (fact.object.text, fact.qualifiers) == ("Ida Holm", ("Head of Rigging",))


def test_a_labelled_list_ends_with_its_sentence():
    found = told(
        "# Gear\n\nKnots to know: bowline, reef knot, cleat hitch. Tie each of them blind."
    )
    assert {("Knots to know", Said.INCLUDES, knot) for knot in ("bowline", "cleat hitch")} <= found
    assert not [fact for fact in found if "blind" in fact[2]]


def test_behind_a_dash_small_letters_tell_what_a_thing_is():
    found = told("# Gear\n\n- Marlow – mooring ropes\n- Lines: ropes\n")
    assert ("Marlow", Said.DEFINITION, "mooring ropes") in found
    assert ("Lines", Said.INCLUDES, "ropes") in found


def test_a_rule_with_a_dash_defines_nothing():
    found = told("# Gear\n\n- never on wet decks – use the dry store\n")
    assert found == {("Gear", Said.INCLUDES, "never on wet decks – use the dry store")}


def test_a_clause_has_no_example_behind_it():
    (fact,) = facts(
        "# Gear\n\n- after two hours the spare pump goes to the harbour office first (Ida Holm)"
    )
    assert fact.qualifiers == ("Ida Holm",)
