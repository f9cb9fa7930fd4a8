"""What is said of a thing without naming it: sentences, clauses, pictures, authors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.facts import Said

Told = Callable[[str], set[tuple[str, str, str]]]


def test_later_sentences_of_a_definition(told: Told):
    facts = told(
        "# Yarns\n\n- [Skein](https://a.b) - A yarn. Supports wool, silk and flax. Owned by Ida.\n"
    )
    assert {("Skein", "supports", fibre) for fibre in ("wool", "silk", "flax")} <= facts
    assert ("Skein", "is owned by", "Ida") in facts


def test_what_a_definition_goes_on_to_say(told: Told):
    facts = told(
        "# Yarns\n\n- [Skein](https://a.b) - a yarn store that lives in the barn, "
        "used by Ida, good for wool\n"
    )
    assert ("Skein", "lives in", "barn") in facts
    assert ("Skein", "is used by", "Ida") in facts
    assert ("Skein", "good for", "wool") in facts


def test_later_sentences_go_on_too(told: Told):
    facts = told(
        "# Yarns\n\n- [Skein](https://a.b) - A yarn. Wool "
        "only, runs on sheep. 🧶 Replaced by Reel.\n"
    )
    assert ("Skein", "runs on", "sheep") in facts
    assert ("Skein", "is replaced by", "Reel") in facts


def test_an_item_may_go_on_with_the_one_above_it(told: Told):
    facts = told("# Cloth\n\n- Loom\n  - served by Ida\n  - oak frame\n- Reel\n")
    assert ("Loom", "is served by", "Ida") in facts
    assert ("Loom", Said.INCLUDES, "oak frame") in facts


def test_a_plural_before_a_verb_is_a_noun(told: Told):
    assert not told("# Looms\n\nCaches reduce waiting.\n") - {("Caches", "reduce", "waiting")}


def test_who_keeps_the_page(told: Told):
    assert ("Looms", "is maintained by", "Ida") in told("# Looms\n\n*Maintained by Ida.*\n")
    assert not told("# Looms\n\n## Reel\n\nMaintained by Ida.\n")


def test_pictures_mean_what_the_page_says(told: Told):
    legend = "🧶 = wool only · 💰 = paid\n\n"
    facts = told(f"# Shops\n\n{legend}- Skein 🧶 - a shop\n- [Reel](https://a.b) - a mill 💰\n")
    assert ("Skein", Said.TRAIT, "wool only") in facts
    assert ("Reel", Said.TRAIT, "paid") in facts
    assert not any(r == Said.TRAIT for _, r, _ in told("# Shops\n\n- Skein 🧶 - a shop\n"))


def test_marks_in_a_table_mean_what_a_named_line_says(told: Told):
    table = "| Loom | Maker |\n|---|---|\n| Reel 🟢 | Ida |\n| Jack ⛔ | Olaf |\n| Bow | Ida |\n"
    facts = told(f"# Looms\n\nMaturity marks: 🟢 proven, 🟡 on trial, ⛔ sold off.\n\n{table}")
    assert ("Reel", "Maturity", "proven") in facts
    assert ("Jack", "Maturity", "sold off") in facts
    assert not any(s == "Bow" and r == "Maturity" for s, r, _ in facts)


def test_marks_without_a_name_or_a_sign_between_explain_nothing(told: Told):
    facts = told("# Looms\n\n✅ do, ❌ avoid\n\n- Reel ✅\n- “Bow”, – Jack\n")
    assert not any(r == Said.TRAIT for _, r, _ in facts)


@pytest.mark.parametrize(
    "item",
    [
        "*Weaving for All*, Ada Holm (2019)",
        "*Weaving for All* by Ada Holm",
        "**Weaving for All** by Ada Holm — the one to begin with",
        "*Weaving for All*, Ada Holm — the one to begin with",
    ],
)
def test_a_work_and_who_wrote_it(told: Told, item: str):
    facts = told(f"# Books\n\n- {item}\n")
    assert ("Weaving for All", "Author", "Ada Holm") in facts
    assert ("Books", Said.INCLUDES, "Weaving for All") in facts


def test_links_in_parentheses_lead_to_more(told: Told):
    facts = told("# Yarns\n\n- Skein ([paper](https://a.b/p), [code](https://a.b/c)) – a yarn\n")
    assert ("Skein", Said.LINK, "https://a.b/p") in facts
    assert not any(relation == Said.EXAMPLE for _, relation, _ in facts)


def test_what_tells_of_a_link_is_no_member(told: Told):
    facts = told("# Yarns\n\n- [Skein](https://a.b) – Ida's; open source\n")
    assert ("Skein", Said.TRAIT, "Ida's") in facts
    assert ("Skein", Said.TRAIT, "open source") in facts


def test_a_warning_is_one_of_its_section(told: Told):
    assert ("Reel", "Warning", "Never oil the belt") in told(
        "# Reel\n\n> ⚠️ **WARNING** Never oil the belt. It slips.\n"
    )
