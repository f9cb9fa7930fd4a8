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


def test_one_adjective_among_names_makes_no_traits(told: Told):
    facts = told(
        "- **Ad**: category, creative type, quality score\n- **Batch**: daily, stable, slow"
    )
    assert ("Ad", Said.INCLUDES, "creative type") in facts
    assert ("Batch", Said.TRAIT, "daily") in facts


@pytest.mark.parametrize("text", ["dim 16–64", "eu-west-1"])
def test_a_size_or_place_in_parentheses_is_no_example(told: Told, text: str):
    assert {obj for _, _, obj in told(f"- Vectors ({text})")} == {"Vectors"}


def test_a_participle_behind_a_comma_goes_on(told: Told):
    facts = told("- RPO: maximum data loss, measured in time\n- Sites: hosted in A, mirrored in B")
    assert ("RPO", Said.DEFINITION, "maximum data loss, measured in time") in facts
    assert ("Sites", Said.TRAIT, "mirrored in B") in facts


def test_all_of_a_sort(told: Told):
    assert told("All backups are encrypted with AES.") == {("backups", "is encrypted with", "AES")}


def test_a_verb_over_a_list_bids_and_names_no_group(told: Told):
    assert told("Keep:\n\n1. three copies\n2. two sites") == {
        ("H", Said.INCLUDES, "three copies"),
        ("H", Said.INCLUDES, "two sites"),
    }


def test_a_legend_of_letters(told: Told):
    facts = told("R = responsible, A = accountable, I = informed")
    assert facts == {
        ("R", Said.DEFINITION, "responsible"),
        ("A", Said.DEFINITION, "accountable"),
        ("I", Said.DEFINITION, "informed"),
    }


def test_a_title_names_the_columns_by_their_first_words(told: Told):
    table = "| | Offline eval | Online eval |\n|---|---|---|\n| Speed | minutes | days |"
    assert ("Online eval", "Speed", "days") in told(f"## Offline or online?\n\n{table}")
    assert ("Speed", "Online eval", "days") in told(f"## Ways\n\n{table}")


def test_a_list_behind_when_without_a_colon(told: Told):
    facts = told(
        "A release is blocked when\n\n* a score drops,\n* any safety test fails, or\n* it is slow."
    )
    assert ("release", "is blocked when", "any safety test fails") in facts
    assert all(subject == "release" for subject, _, _ in facts)


def test_what_a_list_says_good_things_are(told: Told):
    facts = told("Good sets are:\n\n- small\n- reviewed by experts")
    assert facts == {
        ("Good sets", Said.TRAIT, "small"),
        ("Good sets", Said.TRAIT, "reviewed by experts"),
    }


def test_labels_with_two_colons(told: Told):
    facts = told("AT:: assistive technology\nAlt text:: words that replace an image")
    assert ("Alt text", Said.DEFINITION, "words that replace an image") in facts


def test_a_verdict_is_no_term(told: Told):
    assert not told('"Overlays fix everything." False: overlays often break readers.')


def test_objects_end_where_another_verb_begins(told: Told):
    facts = told("axe-core finds issues. It is integrated into Playwright and runs on every build.")
    assert facts == {("axe-core", "is integrated into", "Playwright")}


def test_the_number_of_a_clause_is_no_part_of_its_label(told: Told):
    assert told("1.3 Out of scope: laptops, tests") == {
        ("H", "Out of scope", "laptops"),
        ("H", "Out of scope", "tests"),
    }


def test_advice_about_what_only_ends_in_a_name_is_one_thing(told: Told):
    assert ("H", Said.INCLUDES, "Prefer native HTML over ARIA") in told(
        "1. Prefer native HTML over ARIA."
    )


def test_an_adjective_in_front_of_parentheses_has_no_examples(told: Told):
    facts = told("| Tier | Backup |\n|---|---|\n| Gold | continuous (log shipping) |")
    assert ("Gold", "Backup", "continuous") in facts
    assert not any(relation == Said.EXAMPLE for _, relation, _ in facts)


def test_an_opposition_behind_a_dash(told: Told):
    facts = told("- **Test 1 – popularity vs two-tower**: clicks +7 %, cost +2 %")
    assert ("popularity", Said.VERSUS, "two-tower") in facts


@pytest.mark.parametrize("text", ["fictional", "last 100 titles"])
def test_an_adjective_or_an_extent_in_parentheses_is_no_example(told: Told, text: str):
    assert {obj for _, _, obj in told(f"- Vidora ({text})")} == {"Vidora"}


def test_a_property_may_say_what_there_is_not(told: Told):
    table = "| Criterion | Side | Ambient |\n|---|---|---|\n| No restart on upgrade | ✘ | ✔ |"
    assert ("Ambient", "No restart on upgrade", "yes") in told(table)


def test_what_one_is_bidden_to_ask(told: Told):
    facts = told("Ask yourself:\n\n- What is the horizon?\n- Who pays for errors?")
    assert ("H", Said.INCLUDES, "What is the horizon?") in facts
    assert not any(obj == "Ask yourself" for _, _, obj in facts)


def test_a_sum_of_parts(told: Told):
    facts = told("A time series = trend + seasonality + noise.")
    assert ("time series", Said.DEFINITION, "trend + seasonality + noise") in facts


def test_what_a_thing_handles_and_what_it_is_like(told: Told):
    facts = told("- Prophet — handles holidays, robust to gaps")
    assert {
        ("Prophet", Said.TRAIT, "handles holidays"),
        ("Prophet", Said.TRAIT, "robust to gaps"),
    } <= facts


def test_open_and_ticked_boxes_in_lines(told: Told):
    assert ("H", Said.INCLUDES, "Drift alarm on MAE") in told(
        "☑ Backtest done\n☐ Drift alarm on MAE"
    )


def test_a_stressed_label_may_open_with_one(told: Told):
    assert ("One global MAPE", Said.DEFINITION, "small series dominated the score") in told(
        "- *One global MAPE*: small series dominated the score."
    )


def test_letters_in_parentheses_are_parameters(told: Told):
    assert not any(relation == Said.EXAMPLE for _, relation, _ in told("- ARIMA (p, d, q)"))


def test_thumbs_judge(told: Told):
    facts = told("## Qdrant\n\n👍 fast filters, small footprint\n👎 no GPU index")
    assert {("Qdrant", "pros", "small footprint"), ("Qdrant", "cons", "no GPU index")} <= facts


def test_what_we_counted(told: Told):
    facts = told("We weighed two criteria: latency (40 %) and cost (60 %).")
    assert facts == {("H", Said.INCLUDES, "latency"), ("H", Said.INCLUDES, "cost")}


def test_a_clause_about_all_of_a_sort_is_no_term(told: Told):
    assert not told("All stores ran on the same machine: 16 cores, 64 GB.")


def test_a_bold_title_over_terms(told: Told):
    facts = told(
        "**Levels**\n\nLow\n: nothing left us\n\nHigh\n: health data left us\n\nAfter that."
    )
    assert {("H", Said.INCLUDES, "Levels"), ("Levels", Said.INCLUDES, "High")} <= facts
    assert ("High", Said.DEFINITION, "health data left us") in facts


@pytest.mark.parametrize("date", ["12 May 2026", "May 2026", "1 June 2026"])
def test_a_date_is_the_value_of_its_label(told: Told, date: str):
    assert told(f"Last review: {date}") == {("H", "Last review", date)}


def test_advice_names_a_tool_without_its_maker(told: Told):
    facts = told("Use Presidio (Microsoft) to find names.")
    assert facts == {("Presidio", Said.USED_FOR, "find names")}
