"""Forms that handbooks of other people use, each read from a short document of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.facts import Said
from ingest.grammar.headings import belongs_above
from ingest.grammar.lead_ins import is_relation
from ingest.titles import counted_titles, without_count

Told = Callable[[str], set[tuple[str, str, str]]]


def test_a_matrix_states_its_facts_of_its_columns(told: Told):
    facts = told(
        "# Stores\n\n| Feature | Alpha | BetaDB |\n|---|---|---|\n| Backups | ✅ | ❌ |\n"
        "| Indexes | tree, hash | tree |\n"
    )
    assert ("Alpha", "Backups", "yes") in facts
    assert ("BetaDB", "Backups", "no") in facts
    assert ("Alpha", "Indexes", "hash") in facts
    assert ("Stores", Said.ROW, "Backups") in facts


def test_a_matrix_without_a_first_header_needs_names_in_its_columns(told: Told):
    names = told("# T\n\n| | AlphaDB | Beta |\n|---|---|---|\n| Ordering | key | topic |\n")
    assert ("AlphaDB", "Ordering", "key") in names
    rows = told("# T\n\n| | Backups | Replicas |\n|---|---|---|\n| AlphaDB | ✅ | ❌ |\n")
    assert ("AlphaDB", "Backups", "yes") in rows


@pytest.mark.parametrize(
    "table",
    [
        "| Aspect | Type | Note |\n|---|---|---|\n| Logs | JSON | daily |",
        "| Aspect | Advice | Reading |\n|---|---|---|\n| Logs | use JSON | page three |",
    ],
)
def test_a_table_of_properties_is_no_matrix(told: Told, table: str):
    assert not any(subject in {"Type", "Advice"} for subject, _, _ in told(f"# T\n\n{table}\n"))


def test_a_cell_names_a_thing_and_tells_of_it(told: Told):
    facts = told("# T\n\n| Kind | System |\n|---|---|\n| Store | **Big** - a wide table |\n")
    assert {("Store", "System", "Big"), ("Big", Said.DEFINITION, "a wide table")} <= facts


def test_spaced_slashes_divide_names_in_a_cell(told: Told):
    facts = told(
        "# T\n\n| Kind | Tools | Load |\n|---|---|---|\n| A | Red / Blue | read / write |\n"
    )
    assert {("A", "Tools", "Red"), ("A", "Tools", "Blue"), ("A", "Load", "read / write")} <= facts


def test_headings_that_name_nothing_belong_to_the_heading_above(told: Told):
    facts = told(
        "# Guide\n\n## Cache\n\n### Disadvantage(s): the cache\n\n- Stale data\n\n"
        "### Pros\n\n- Fast\n\n### Source(s) and further reading\n\n- A page\n"
    )
    assert ("cache", "Disadvantages", "Stale data") in facts
    assert ("Cache", "Pros", "Fast") in facts
    assert ("Cache", "Sources and further reading", "A page") in facts
    assert belongs_above("Goals and non-goals") is None
    assert belongs_above("Cons of what you chose and how you came to choose it") is None


def test_a_short_version_is_said_of_the_heading_above(told: Told):
    assert ("Guide", "Best overall", "Alpha") in told(
        "# Guide\n\n## TL;DR\n\n- 🏆 **Best overall**: Alpha\n"
    )


def test_labels_that_recur_in_sibling_sections_are_properties(told: Told):
    section = "## {0}\n\n- Website: {0}.example\n- Online stores: Red, Blue\n- Good fit: teams\n\n"
    facts = told("# Guide\n\n" + section.format("Alpha") + section.format("Beta"))
    assert ("Alpha", "Online stores", "Red") in facts
    assert ("Beta", "Good fit", "teams") in facts


def test_one_value_behind_a_label_is_a_member_or_a_meaning(told: Told):
    facts = told("# T\n\n- Mesh: Linkerd\n- Cache: evictions\n- Level 0: manual process\n")
    assert ("Mesh", Said.INCLUDES, "Linkerd") in facts
    assert ("Cache", Said.INCLUDES, "evictions") in facts
    assert ("Level 0", Said.DEFINITION, "manual process") in facts


def test_items_that_say_what_a_marked_name_is(told: Told):
    facts = told("# T\n\n- **Alpha** is simple but slow\n- Hybrid search = words + vectors\n")
    assert ("Alpha", Said.DEFINITION, "simple but slow") in facts
    assert ("Hybrid search", Said.DEFINITION, "words + vectors") in facts


def test_a_description_list_with_marked_terms(told: Told):
    facts = told("# T\n\n**Card**\n: A short document.\n\n**Log**\n: A file of events.\n")
    assert ("Card", Said.DEFINITION, "A short document") in facts


def test_labelled_parts_of_one_line(told: Told):
    facts = told("# T\n\n*Updated: May* · *Owners: Ines, Bo*\n")
    assert {("T", "Owners", "Ines"), ("T", "Owners", "Bo")} <= facts


def test_lead_ins_with_a_verb(told: Told):
    facts = told(
        "# T\n\nTemplates must contain:\n\n- A name\n\nBalancers are effective at:\n\n"
        "- Spreading\n\n"
        "Additional benefits include:\n\n- Speed\n\n"
        "**Supports:** Go, Rust\n\n*Written in*: Zig, Go\n"
    )
    assert ("Templates", "must contain", "A name") in facts
    assert ("Balancers", "are effective at", "Spreading") in facts
    assert ("T", "benefits", "Speed") in facts
    assert {("T", "Supports", "Go"), ("T", "Written in", "Zig")} <= facts
    assert not is_relation("Online stores")


def test_lines_that_list_names(told: Told):
    facts = told(
        "# T\n\n`red`, `blue`\n\n## Kinds\n\nThere are two kinds: fixed and sliding.\n\n"
        "Popular racks: Pine, Oak and Red Elm.\n\n✅ yes · ❌ no\n"
    )
    assert ("T", Said.INCLUDES, "red") in facts
    assert ("Popular racks", Said.INCLUDES, "Red Elm") in facts
    assert ("Kinds", Said.INCLUDES, "sliding") in facts
    assert not any(obj in {"yes", "no"} for _, _, obj in facts)


def test_other_things_and_answers_by_yes_and_no(told: Told):
    facts = told(
        "# T\n\nOther signs worth watching: cost, delay, refusals\n\n"
        "- **Is it up?**\n  - Yes: go on\n  - No: start it\n"
    )
    assert ("Other signs worth watching", Said.INCLUDES, "delay") in facts
    assert {("Is it up?", "Yes", "go on"), ("Is it up?", "No", "start it")} <= facts


def test_what_there_is_not_is_a_list(told: Told):
    facts = told("# T\n\n**Cons**: no joins, no indexes\n")
    assert {("T", "Cons", "no joins"), ("T", "Cons", "no indexes")} <= facts


def test_another_name_in_prose(told: Told):
    assert ("Cache-aside", Said.ALIAS, "lazy loading") in told(
        "# T\n\nCache-aside is also referred to as lazy loading.\n"
    )


def test_bare_numbers_count_headings_only_in_a_row():
    headings = [(1, "Guide"), (2, "1 Start"), (3, "8 rules"), (2, "2 End"), (2, "40 ways")]
    assert counted_titles(headings) == {1, 3}
    assert without_count("2 End") == "End"


def test_sequence_and_state_diagrams(told: Told):
    facts = told(
        "# T\n\n```mermaid\nsequenceDiagram\n  participant C as Client\n  C->>API: asks\n"
        "  API-->>C: one two three four five six seven\n  Note over C: waits\n```\n\n"
        "```mermaid\nstateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy: job\n  Busy --> Busy\n```\n"
    )
    assert ("Client", "asks", "API") in facts
    assert ("API", Said.FEEDS, "Client") in facts
    assert ("Idle", "job", "Busy") in facts
    assert ("T", Said.INCLUDES, "Idle") in facts
    assert not any("[*]" in fact for fact in facts)


def test_a_matrix_without_a_first_header_shows_where_values_mix(told: Told):
    facts = told(
        "# T\n\n| | Alpha | Beta |\n|---|---|---|\n| Language | Zig | Go |\n"
        "| Clusters | ✅ | ❌ |\n"
    )
    assert {("Alpha", "Language", "Zig"), ("Beta", "Clusters", "no")} <= facts


def test_a_numbered_question_has_the_list_below_it_as_answers(told: Told):
    facts = told("# T\n\n1. How would you start?\n   - slowly\n   - alone\n")
    assert ("How would you start?", Said.ANSWER, "slowly") in facts
