"""Forms of handbooks by many authors, one rule each, from a short text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.facts import Said
from ingest.reader import read

Told = Callable[[str], set[tuple[str, str, str]]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def read_text(text: str) -> set[tuple[str, str, str]]:
        path = tmp_path / "handbook.md"
        path.write_text(f"# H\n\n{text}\n", encoding="utf-8")
        return {(f.subject.text, f.relation, f.object.text) for f in read([path]).facts}

    return read_text


def test_ticks_alone_under_nothing_are_of_the_columns_where_the_rows_act(told: Told):
    table = "| | Alpha | Beta |\n|---|---|---|\n"
    facts = told(f"{table}| Handles skew | ✅ | ❌ |\n| Small data | ✅ | ✅ |")
    assert ("Beta", "Handles skew", "no") in facts
    assert ("Small data", "Alpha", "yes") in told(f"{table}| Small data | ✅ | ✅ |")


def test_who_may_do_what(told: Told):
    facts = told("| Action | Lead | Guest |\n|---|---|---|\n| Cut branch | ✓ | ✗ |")
    assert ("Lead", "Cut branch", "yes") in facts
    needs = told("| Action | Reversible | Needs a key |\n|---|---|---|\n| Cut branch | ✓ | ✗ |")
    assert ("Cut branch", "Reversible", "yes") in needs


def test_a_chain_may_hold_long_parentheses(told: Told):
    facts = told("Draft → Ramp (1 %, 10 %, 50 %, then all) → Done")
    assert ("Draft", Said.FEEDS, "Ramp") in facts


def test_links_to_places_of_the_page_state_nothing(told: Told):
    assert not told("**Contents:** [Basics](#basics) · [Metrics](#metrics)")
    assert told("See [one](https://one.example) and [two](https://two.example): both, here, there")


def test_advice_behind_a_label(told: Told):
    facts = told("**Rule of thumb:** use queues for bursts, and streams for replay.")
    assert ("queues", Said.USED_FOR, "bursts") in facts
    assert ("streams", Said.USED_FOR, "replay") in facts


def test_what_was_done_to_a_thing_is_no_example_of_it(told: Told):
    facts = told("- Eppo (now owned by Datadog)\n- Ines (ines@example.org)")
    assert {obj for _, _, obj in facts} == {"Eppo", "Ines"}


def test_a_name_and_what_it_is_behind_a_comma(told: Told):
    facts = told(
        "- Seesaw, our assignment service\n- Sift, bought by Acme in 2024\n- Kafka, Pulsar"
    )
    assert ("Seesaw", Said.DEFINITION, "our assignment service") in facts
    assert ("Sift", Said.DEFINITION, "bought by Acme in 2024") in facts
    assert ("H", Said.INCLUDES, "Pulsar") in facts
    assert ("H", Said.INCLUDES, "our assignment service") not in facts


def test_verbs_with_their_objects_are_one_sentence(told: Told):
    facts = told("API gateway\n: Terminates TLS, checks tokens and limits rates.")
    text = "Terminates TLS, checks tokens and limits rates"
    assert ("API gateway", Said.DEFINITION, text) in facts


def test_a_line_that_says_what_one_does_is_no_property(told: Told):
    facts = told("Lead: signs off the suite\nOn-call: owns rollbacks")
    assert ("On-call", Said.DEFINITION, "owns rollbacks") in facts


def test_an_opposition_in_bold_over_its_list(told: Told):
    facts = told("**Native vs hybrid**\n- Native: best speed\n- Hybrid: one code base")
    assert ("Native", Said.VERSUS, "hybrid") in facts
    assert ("Native vs hybrid", Said.OPTION, "hybrid") in facts


def test_a_year_in_front_dates_what_stands_behind_it(told: Told):
    facts = told("| Year | Model | Library |\n|---|---|---|\n| 2021 | Trees | sklearn |")
    assert {
        ("H", Said.ROW, "Trees"),
        ("Trees", "Year", "2021"),
        ("Trees", "Library", "sklearn"),
    } == facts


def test_a_year_stays_the_subject_of_figures(told: Told):
    facts = told("| Year | Users | Cost |\n|---|---|---|\n| 2021 | 3 M | 4 |")
    assert ("2021", "Users", "3 M") in facts


def test_where_things_come_from(told: Told):
    facts = told(
        "Labels come from three places: chargebacks (45–90 days late), reviews, and reports."
    )
    assert {
        ("Labels", "comes from", name) for name in ("chargebacks", "reviews", "reports")
    } == facts


def test_what_a_thing_is_used_to_do(told: Told):
    facts = told("Forests are used to find new patterns, and encoders flag odd ones.")
    assert facts == {("Forests", Said.USED_FOR, "find new patterns")}


def test_a_subject_has_no_verb_of_its_own(told: Told):
    assert not told("Polling wastes battery and adds delay.")


def test_a_short_answer_stands_alone(told: Told):
    assert ("How often?", Said.ANSWER, "Weekly") in told("## How often?\n\nWeekly. We tune daily.")
    facts = told("## Is it safe?\n\nYes. Every write is logged.")
    assert ("Is it safe?", Said.ANSWER, "Yes. Every write is logged") in facts


def test_signs_in_parentheses_are_named(told: Told):
    facts = told("- Wildcards (`*`, `?`)")
    assert {("Wildcards", Said.EXAMPLE, "*"), ("Wildcards", Said.EXAMPLE, "?")} <= facts
