"""Habits of books that people keep beside their work: pictures, remarks, amounts, predicates."""

import pytest


def test_a_picture_behind_a_marked_name_sets_off_what_is_told(told):
    found = told(
        "# Barn\n\n## Bays\n\n- `loft` 🟡 fleeces as they came\n"
        "- **Pen** 🔴 sheep that failed a check. Look there first.\n"
    )

    assert ("Pen", "is", "sheep that failed a check") in found
    assert not [fact for fact in found if "🟡" in fact[0] + fact[2] or "🔴" in fact[0] + fact[2]]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("No lamps in the loft (we lost a shed and it was dear)", "we lost a shed and it was dear"),
        ("x (almond)", "almond"),
    ],
)
def test_a_clause_or_what_follows_a_tick_is_no_example(conditions, item, said):
    found = conditions(f"# Barn\n\n## House notes\n\n- {item}\n")

    assert [told for told in found.values() if told] == [(said,)]
    assert not [fact for fact in found if fact[1] == "example"]


def test_a_quoted_name_in_parentheses_is_another_name(told):
    assert ("Starter", "also called", "Olga") in told(
        '# Barn\n\n## Doughs\n\nStarter ("Olga"): fed at noon and at ten.\n'
    )


def test_an_amount_has_no_parts(told):
    found = told("# Barn\n\n| Dough | Bulk |\n|---|---|\n| Rye | 1 h + fridge 12 h |\n")

    assert ("Rye", "Bulk", "1 h + fridge 12 h") in found
    assert not [fact for fact in found if fact[1] == "combines"]


def test_predicates_and_hedges_are_no_things(told, conditions):
    found = told(
        "# Barn\n\n## Ways in\n\nNot supported: carts by rail.\n\nStake: 3 M, mostly wool.\n"
    )
    assert ("Ways in", "Not supported", "carts by rail") in found
    assert not [fact for fact in found if fact[2] == "mostly wool"]

    who = conditions("# Barn\n\n## Who's who\n\nOffice: Ida Beck, mornings only\n")
    assert ("mornings only",) in who.values()


def test_a_property_that_is_a_relation_is_no_part_of_a_section(told):
    found = told(
        "# Barn\n\n## Looms\n\n| | Wharf2 | Ferry3 |\n|---|---|---|\n"
        "| Runs on | water | wind |\n| Speed | 3 | 4 |\n"
    )

    assert ("Wharf2", "Runs on", "water") in found
    assert ("Looms", "row", "Runs on") not in found
