"""Cases and what they call for, choices, preferences and what happens when, in prose and lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.facts import Said
from ingest.reader import read
from ingest.readers.preferences import PREFERRED

Told = Callable[..., set[tuple[str, str, str]]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def read_text(text: str, title: str = "Notes") -> set[tuple[str, str, str]]:
        path = tmp_path / "handbook.md"
        path.write_text(f"# Mill\n\n## {title}\n\n{text}\n", encoding="utf-8")
        return {(f.subject.text, f.relation, f.object.text) for f in read([path]).facts}

    return read_text


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("If the stone runs hot, lift it.", ("the stone runs hot", "calls for", "lift it")),
        (
            "If the flour is warm, it's overground.",
            ("the flour is warm", "means", "it's overground"),
        ),
        ("A sack is full when the flour reaches the seam.", None),
        ("Grain is rejected when it smells of mould.", None),
        (
            "A hot bearing usually means too little tallow.",
            ("hot bearing", "means", "too little tallow"),
        ),
    ],
)
def test_a_case_and_its_outcome(told: Told, text: str, fact: tuple[str, str, str] | None):
    facts = told(text)
    if fact:
        assert fact in facts
    else:
        assert {relation for _, relation, _ in facts} & {"is full when", "is rejected when"}


def test_a_noun_before_a_stop_is_told_of(told: Told):
    facts = told("- Filter sieves. Gauze helps a bit, since it is finer.\n- Torn sails: sew them")
    assert ("Filter sieves", Said.NOTE, "Gauze helps a bit, since it is finer") in facts
    assert not any(s == "Filter meal" for s, _, _ in told("- Filter meal. Sort the bran."))


def test_what_is_the_case_calls_for_something(told: Told):
    facts = told("- Brake pin missing → no stop, lock the cap\n- Every tenth turn → bell")
    assert ("Brake pin missing", "calls for", "no stop, lock the cap") in facts


def test_a_clause_that_goes_on_is_no_outcome(told: Told):
    assert not told("If the wind drops, or when it turns, which is rare.")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Prefer tallow to oil.", ("tallow", "oil")),
        ("We chose Oak over Elm because of the damp.", ("Oak", "Elm")),
        ("Instead of canvas we use slats for big mills.", ("slats", "canvas")),
        ("If space is short, use slats instead of canvas.", ("slats", "canvas")),
        ("Use rye meal instead of flour to dust the sieve.", ("rye meal", "flour")),
    ],
)
def test_what_is_taken_rather_than_what(told: Told, text: str, pair: tuple[str, str]):
    assert (pair[0], PREFERRED, pair[1]) in told(text)


def test_advice_needs_a_name(told: Told):
    assert ("Slats", "use when", "gusts are common") in told("Slats if gusts are common.")
    assert not told("Use 20 % rye in winter, 10 % in summer.")
    assert not told("Mill no longer needs a lock.")


def test_choices_call_for_what_is_chosen(told: Told):
    items = "- Gusts / storms -> slats\n- Light wind -> canvas"
    facts = told(items, "Which sails do I pick?")
    assert {("Gusts", "calls for", "slats"), ("storms", "calls for", "slats")} <= facts
    assert ("Light wind", Said.FEEDS, "canvas") in told(items)


def test_clauses_may_lead_to_one_another(told: Told):
    facts = told(
        "- Brake burns → miller jumps out of the window → nobody turns the cap to the wind"
    )
    assert ("Brake burns", "leads to", "miller jumps out of the window") in facts
    assert (
        "miller jumps out of the window",
        "leads to",
        "nobody turns the cap to the wind",
    ) in facts


def test_coordinated_definitions_are_one_each(told: Told):
    facts = told(
        "The old scale uses grades: Grade 1 is coarse, Grade 2 is plain, and Grade 3 is fine."
    )
    assert {
        (f"Grade {n}", Said.DEFINITION, said) for n, said in ((1, "coarse"), (3, "fine"))
    } <= facts


def test_a_clause_before_a_colon_is_no_term(told: Told):
    facts = told("- The brake no longer needs rope: a chain replaces it")
    assert not any(relation == Said.DEFINITION for _, relation, _ in facts)


def test_each_of_two_uses(told: Told):
    facts = told("A trowel is handy for scraping and for levelling.")
    assert {("trowel", "is handy for", use) for use in ("scraping", "levelling")} <= facts


def test_a_reason_is_no_part_of_a_use(told: Told):
    assert ("Tallow", Said.USED_FOR, "bearings") in told(
        "Tallow is used for bearings because it does not run."
    )
