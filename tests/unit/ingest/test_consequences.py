"""One arrow between clauses: what a case calls for or leads to; and chains with parentheses."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def told(text: str) -> set[tuple[str, str, str]]:
    facts = read_facts(Document("t.md", "T", parse(f"# H\n\n{text}\n", "t.md"), (), "")).facts
    return {(f.subject.text, f.relation, f.object.text) for f in facts}


@pytest.mark.parametrize(
    ("item", "case", "relation", "outcome"),
    [
        (
            "- The hive is never opened in rain → wait for a dry noon or open it under a roof.",
            "The hive is never opened in rain",
            "calls for",
            "wait for a dry noon or open it under a roof",
        ),
        ("- Mould -> throw the frame away", "Mould", "calls for", "throw the frame away"),
        ("- Wax older than 3 years → new wax", "Wax older than 3 years", "calls for", "new wax"),
        (
            "- the swarm leaves the box early => neighbours are stung more often",
            "the swarm leaves the box early",
            "leads to",
            "neighbours are stung more often",
        ),
    ],
)  # fmt: skip
def test_an_item_states_a_case_and_what_comes_of_it(item, case, relation, outcome):
    assert told(item) == {("H", Said.INCLUDES, case), (case, relation, outcome)}


def test_running_text_calls_for_something_in_a_short_case():
    found = told("Bees fly out at ten. Questions → ask **Ada** (keeper). We close at six.")
    assert found == {("Questions", "calls for", "ask Ada (keeper)")}


def test_a_drawback_has_its_remedy_behind_an_arrow():
    found = told("Cons: heavy when it is full of honey → lift it with two people")
    case = "heavy when it is full of honey"
    assert found == {("H", "Cons", case), (case, "calls for", "lift it with two people")}


def test_a_later_sentence_names_its_relation_before_an_arrow():
    found = told(
        "- **Robbing**: strong hives steal from weak ones. Fix -> smaller doors, night moves"
    )
    assert ("Robbing", "Fix", "smaller doors") in found
    assert ("Robbing", Said.DEFINITION, "strong hives steal from weak ones") in found


def test_names_between_arrows_are_a_flow():
    assert ("Comb", Said.FEEDS, "Press") in told("- Comb → Press")


def test_an_arrow_in_parentheses_belongs_to_its_name():
    found = told("spin (40 -> 30) -> sieve (30 -> 28) -> fill")
    flow = {("spin", Said.FEEDS, "sieve"), ("sieve", Said.FEEDS, "fill")}
    assert {fact for fact in found if fact[1] == Said.FEEDS} == flow


def test_one_name_leads_to_several():
    found = told("- New hive -> foundation (wax), sugar water for four weeks, shade")
    assert ("New hive", Said.FEEDS, "sugar water for four weeks") in found
    assert ("foundation", Said.EXAMPLE, "wax") in found


@pytest.mark.parametrize("fence", ["```\n{}\n```", "{}"])
def test_the_way_back_at_a_chains_end_leads_to_what_it_names(fence):
    found = told(fence.format("Open → Look → Close → (back to Look or Home)"))
    assert {("Close", Said.FEEDS, "Look"), ("Close", Said.FEEDS, "Home")} <= found
    assert not [fact for fact in found if "back" in fact[2]]
