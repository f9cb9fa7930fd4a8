"""Prices and limits behind commas, and branches of drawings that are arrows."""

import pytest


def test_what_stands_between_a_thing_and_its_price_is_a_condition(conditions):
    found = conditions(
        "# Boats\n\n- Canoe trip, 45 minutes, at most six: 24 €\n- Raft, old: $9.50 a day\n"
    )
    assert found["Canoe trip", "costs", "24 €"] == ("45 minutes", "at most six")
    assert found["Raft", "costs", "$9.50 a day"] == ("old",)
    assert ("Boats", "includes", "Canoe trip") in found


def test_without_a_price_commas_stay_what_they_were(conditions):
    found = conditions("# Boats\n\n- yawl, sails: main, jib\n")
    assert ("yawl", "Sails", "jib") in found


def test_a_price_or_a_limit_is_no_item(conditions):
    found = conditions("# Costs\n\n- mooring, 19 € a month\n- trips, up to 100 €\n- ropes, sails\n")
    assert found["Costs", "includes", "mooring"] == ("19 € a month",)
    assert found["Costs", "includes", "trips"] == ("up to 100 €",)
    assert ("Costs", "includes", "sails") in found


@pytest.mark.parametrize(
    "branch",
    [
        "          │\n          └──▶ jib",
        "          |\n          +--> jib",
    ],
)
def test_a_branch_with_a_head_leaves_what_stands_above_it(conditions, branch: str):
    found = conditions(f"# Rig\n\n```text\nmast ──▶ boom ──▶ sheet ──▶ cleat\n{branch}\n```\n")
    assert [fact for fact in found if fact[1] == "feeds into" and fact[2] == "jib"] == [
        ("boom", "feeds into", "jib")
    ]
    assert ("sheet", "feeds into", "cleat") in found


def test_a_drawn_tree_stays_one(conditions):
    found = conditions("# Rig\n\n```text\nmast\n├── boom\n└── stay\n```\n")
    assert ("mast", "branches into", "stay") in found


def test_what_an_act_costs_and_takes_is_no_item(conditions):
    found = conditions("# Day 1\n\n- Sail round the buoy, costs 2 euros, takes 25 minutes\n- Eat\n")
    assert found["Day 1", "includes", "Sail round the buoy"] == (
        "costs 2 euros",
        "takes 25 minutes",
    )


def test_what_goes_on_is_no_term(conditions):
    text = "**Sails.** We had one big sail. So we went slowly: two knots. Since then: three sails."
    found = conditions(f"# Boats\n\n{text}\n\n**Ropes.** Old.\n")
    assert not [fact for fact in found if fact[0].startswith(("So", "Since"))]
