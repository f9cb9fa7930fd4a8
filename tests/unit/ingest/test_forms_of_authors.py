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


def test_what_every_one_of_a_sort_needs(told: Told):
    facts = told("Every resource needs two tags:\n\n- `owner` (squad name)\n- `env` (dev, prod)")
    assert {("resource", "needs", "owner"), ("env", Said.EXAMPLE, "prod")} <= facts
    assert not any(obj == "squad name" for _, _, obj in facts)


def test_a_label_that_ends_in_when_is_a_relation(told: Told):
    assert told("Retrain when:\n\n- recall drops") == {("H", "Retrain when", "recall drops")}


def test_figures_that_are_computed(told: Told):
    facts = told("Cost per order = total spend / orders\nCost per user = total spend / users")
    assert ("Cost per user", Said.DEFINITION, "total spend / users") in facts
    assert not told("x = y")


def test_abbreviations_in_one_line(told: Told):
    facts = told("MES – manufacturing execution system; PLC – programmable logic controller")
    assert ("PLC", Said.DEFINITION, "programmable logic controller") in facts


def test_lines_that_open_with_a_bold_name(told: Told):
    facts = told("**Alpha** spreads the load over nodes.\n**Beta**: keeps one copy here.")
    assert {
        ("H", Said.INCLUDES, "Alpha"),
        ("Alpha", Said.DEFINITION, "spreads the load over nodes"),
    } <= facts
    assert ("Beta", Said.DEFINITION, "keeps one copy here") in facts


def test_a_bold_plural_and_its_verb(told: Told):
    facts = told(
        "- **CTC models** predict one label per frame. They are fast.\n"
        "- **Recurrent transducers** (RT) add a network.\n"
        "- **Encoders**, such as Whisper and LAS, are accurate but slow."
    )
    assert ("CTC models", Said.DEFINITION, "predict one label per frame") in facts
    assert ("Recurrent transducers", Said.ALIAS, "RT") in facts
    assert {
        ("Encoders", Said.EXAMPLE, "LAS"),
        ("Encoders", Said.DEFINITION, "accurate but slow"),
    } <= facts


def test_an_adjective_alone_does_nothing(told: Told):
    assert not told("False accepts annoy users.")


@pytest.mark.parametrize(
    "text", ["SpecAugment (mask time and bands)", "Scratch (S)", "Ramps (+4 points)."]
)
def test_parentheses_that_tell_of_a_name_hold_no_example(told: Told, text: str):
    assert not any(relation == Said.EXAMPLE for _, relation, _ in told(f"- {text}"))


def test_advice_for_two_names_in_one_clause(told: Told):
    facts = told("Use AVIF for photos and SVG for icons.")
    assert {("AVIF", Said.USED_FOR, "photos"), ("SVG", Said.USED_FOR, "icons")} == facts


def test_a_definition_that_counts_and_the_abbreviation_of_what_it_defines(told: Told):
    assert ("Vitals", Said.DEFINITION, "three metrics of a page") in told(
        "Vitals are three metrics of a page."
    )
    assert ("Mean opinion score", Said.ALIAS, "MOS") in told(
        "Mean opinion score (MOS) is the usual metric."
    )


def test_a_drawing_whose_branch_is_an_arrow(told: Told):
    over = "Lookup\n   ↓\nTCP + TLS\n   ↓\nHTML ──→ Parser ──→ DOM"
    facts = told(f"```\n{over}\n            │\n            └──→ CSSOM\n```")
    assert {("Parser", Said.FEEDS, "CSSOM"), ("TCP + TLS", Said.FEEDS, "HTML")} <= facts


def test_a_tree_with_heads_on_its_branches_stays_a_tree(told: Told):
    assert ("Root", Said.BRANCH, "Leaf") in told("```\nRoot\n├──> Leaf\n└──> Twig\n```")


def test_rows_answer_a_question(told: Told):
    facts = told(
        "## How big?\n\n| Page | JS |\n|---|---|\n| Home | 9 KB |\n\nIt is kept by `lim` in CI."
    )
    assert not any(relation == Said.ANSWER for _, relation, _ in facts)


def test_figures_behind_a_label_are_a_property(told: Told):
    assert told("Budget: 20 KB of RAM, 1 mW") == {
        ("H", "Budget", "20 KB of RAM"),
        ("H", "Budget", "1 mW"),
    }


def test_a_title_that_opposes_names_its_table(told: Told):
    facts = told(
        "Classic vs neural:\n\n| | Classic | Neural |\n|---|---|---|\n| Latency | 3 ms | 6 ms |"
    )
    assert ("Classic vs neural", Said.ROW, "Latency") in facts


@pytest.mark.parametrize("mark", ["", "- "])
def test_a_question_with_its_answer_in_one_line(told: Told, mark: str):
    facts = told(f"{mark}Still down? Switch to manual inspection")
    assert ("Still down?", Said.ANSWER, "Switch to manual inspection") in facts


def test_what_a_later_sentence_announces(told: Told):
    facts = told("A pod is a group of containers. It has two states: up and down.")
    assert {
        ("pod", Said.DEFINITION, "a group of containers"),
        ("pod", "states", "up"),
        ("pod", "states", "down"),
    } == facts
    assert told("Answers for engineers. Last updated: March 2026.") == {
        ("H", "Last updated", "March 2026")
    }


def test_a_citation_is_its_linked_title(told: Told):
    facts = told("- Gulati et al. 2020, [Conformer](https://c.example)")
    assert facts == {
        ("H", Said.INCLUDES, "Conformer"),
        ("Conformer", Said.LINK, "https://c.example"),
    }


def test_a_clause_that_counts_names_nothing(told: Told):
    assert not told("Two limits decide: below 0.3 pass, above 0.7 stop.")
