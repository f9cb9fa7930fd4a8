"""Habits of authors: lettered lists, options of commands, requests, aligned arrows, noted ticks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.facts import Said
from ingest.grammar.sentences import sentences
from ingest.markdown.lettered import numbered
from ingest.readers.place import FOLLOWED_BY

Told = Callable[[str], set[tuple[str, str, str]]]


def test_lettered_items_are_items(told: Told):
    facts = told("# Mill\n\n1. Stop the mill:\n   a. turn the cap\n   b. lock the brake\n2. Rest\n")
    assert ("Stop the mill", Said.INCLUDES, "turn the cap") in facts
    assert ("turn the cap", FOLLOWED_BY, "lock the brake") in facts


@pytest.mark.parametrize(
    "text",
    [
        "a. one alone\n\nText\n",
        "```\na. in\nb. a fence\n```\n",
        "a. one\nnot a list\nb. two\n",
        "plain",
    ],
)
def test_other_letters_stay_as_they_are(text: str):
    assert numbered(text) == text


def test_letters_keep_their_place():
    assert numbered("  a) x\n     more\n  b) y\n") == "  1) x\n     more\n  2) y\n"


def test_options_of_a_command(told: Told):
    facts = told("# Mill\n\n- `--speed` speed of the cap (default 30)\n- `-q` no bell\n")
    assert ("--speed", Said.DEFINITION, "speed of the cap") in facts
    assert ("-q", Said.DEFINITION, "no bell") in facts


def test_the_one_command_of_a_step(told: Told):
    facts = told("# Mill\n\n1. Read the gauge\n   ```sh\n   $ gauge --now\n   ```\n2. Rest\n")
    assert ("Read the gauge", "command", "gauge --now") in facts


def test_commands_alone_are_in_order(told: Told):
    facts = told("# Mill\n\n1. `mill stop --now`\n2. `mill lock --all`\n")
    assert ("mill stop --now", FOLLOWED_BY, "mill lock --all") in facts


def test_requests_are_named_by_their_path(told: Told):
    table = (
        "| Method | Path | Auth |\n|---|---|---|\n| GET "
        "| `/sacks` | none |\n| GET | `/mills` | key |\n"
    )
    facts = told(f"# Mill\n\n{table}")
    assert ("/mills", "Auth", "key") in facts
    assert ("/sacks", "Method", "GET") in facts


def test_a_tick_may_have_a_note(told: Told):
    table = (
        "| | MillX | MillY |\n|---|---|---|\n| Brake | ✅\\* | ❌ |\n| Bell | ✅ | built-in¹ |\n"
    )
    facts = told(f"# Mill\n\n{table}")
    assert ("MillX", "Brake", "yes") in facts
    assert ("MillY", "Bell", "built-in") in facts


def test_a_count_behind_a_name_is_of_it(told: Told):
    table = "| Stage | Model |\n|---|---|\n| Sieve | Gauze, 4 layers |\n"
    assert ("Sieve", "Model", "Gauze") in told(f"# Mill\n\n{table}")
    assert ("Sieve", "Model", "4 layers") not in told(f"# Mill\n\n{table}")


def test_an_arrow_below_an_arrow_comes_from_the_same(told: Told):
    drawing = "```\ngrain -> hopper -> stone -> sieve\n                         -> bran bin\n```\n"
    facts = told(f"# Mill\n\n{drawing}")
    assert ("stone", Said.FEEDS, "bran bin") in facts
    assert ("sieve", Said.FEEDS, "bran bin") not in facts


def test_a_label_may_list_names(told: Told):
    facts = told("# Mill\n\n```\nstone --> sieve\n  \\-> bin one, bin two\n```\n")
    assert {obj for _, relation, obj in facts if relation == Said.FEEDS} >= {"bin one", "bin two"}


def test_an_answer_that_is_a_list(told: Told):
    facts = told("# Mill\n\n**Q: What is ground?**\n\nA:\n- wheat – daily\n- rye – on Mondays\n")
    assert ("What is ground?", Said.ANSWER, "wheat") in facts
    assert ("rye", Said.DEFINITION, "on Mondays") in facts


def test_an_answer_before_a_list(told: Told):
    text = (
        "# FAQ\n\n## Can I grind oats?\n\nYes, with new "
        "stones. They're good for:\n\n- oats\n- bran\n"
    )
    facts = told(text)
    assert ("Can I grind oats?", Said.ANSWER, "Yes, with new stones") in facts


def test_a_title_that_asks_is_answered_by_its_sections(told: Told):
    text = (
        "# Which mill do I need?\n\nAsked weekly.\n\n## "
        "Wind\n\n- Post mill\n\n## Water\n\n- Tide mill\n"
    )
    assert not any(relation == Said.ANSWER for _, relation, _ in told(text))


def test_a_small_letter_may_begin_a_sentence():
    text = "Ida decides who grinds. millctl keeps the list, incl. rests. It is long."
    assert [s.text for s in sentences(text)] == [
        "Ida decides who grinds.",
        "millctl keeps the list, incl. rests.",
        "It is long.",
    ]


def test_what_is_counted_belongs_to_who_counts(told: Told):
    facts = told(
        "# Mill\n\nThe mill merges two streams:\n\n"
        "- **Wheat** – from the hill\n- **Rye** – from the moor\n"
    )
    assert not any("merges two streams" in subject for subject, _, _ in facts)
