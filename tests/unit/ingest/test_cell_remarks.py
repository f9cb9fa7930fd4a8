"""What tells of a thing in its cell, and headers in the sense of their columns."""

import pytest

LOOMS = "## Looms\n\n| Loom | {header} |\n|---|---|\n| Ferry | {cell} |\n"


@pytest.mark.parametrize(
    ("header", "cell", "found"),
    [
        ("Cleaned by", "Vacuum, nightly", {"Vacuum": ("nightly",)}),
        ("Cleaned by", "Vacuum, every Monday", {"Vacuum": ("every Monday",)}),
        ("Runs", "daily, weekly", {"daily": (), "weekly": ()}),
        ("Load", "monthly churn, weekly churn", {"monthly churn": (), "weekly churn": ()}),
        ("Status", "Accepted, rev. 4", {"Accepted": ("rev. 4",)}),
        ("Schedule", "05:30, working days", {"05:30": ("working days",)}),
        ("Weak at", "speed, +20 s", {"speed": ("+20 s",)}),
        ("Purpose", "weaving on deck, no mains", {"weaving on deck": ("no mains",)}),
        ("Cons", "slow, no brake", {"slow": (), "no brake": ()}),
        ("Who", "Ines (shift lead)", {"Ines": ("shift lead",)}),
        ("Who checks", "Ines, head of dyes", {"Ines": ("head of dyes",)}),
        ("Who decides", "Ines + yard manager", {"Ines": (), "yard manager": ()}),
        ("Stored in", "not stored", {}),
        ("Means", "threads cross, one over one", {"threads cross, one over one": ()}),
    ],
)
def test_what_tells_of_the_thing_in_front_is_its_condition(conditions, header, cell, found):
    facts = conditions(LOOMS.format(header=header, cell=cell))

    told = {name: said for (about, _, name), said in facts.items() if about == "Ferry"}
    assert told == found


@pytest.mark.parametrize(
    ("key", "cells", "relation"),
    [
        ("Channel", ("patrol", "incidents only"), "Used for"),
        ("Purpose", ("Redis", "Kafka"), "Use"),
        ("Need", ("a rope", "a lamp"), "Use"),
    ],
)
def test_a_column_use_is_what_its_cells_say(told, key, cells, relation):
    rows = "".join(f"| N{at}x | {cell} |\n" for at, cell in enumerate(cells))
    found = told(f"## Radio\n\n| {key} | Use |\n|---|---|\n{rows}")

    assert {said for about, said, _ in found if about.startswith("N")} == {relation}


def test_subjects_that_share_their_head_list_nothing(told):
    found = told(
        "## Groups\n\n| Group | Kept in |\n|---|---|\n| Guest, regular | Tin |\n"
        "| Guest, new | Jar |\n| Age, height | Box |\n"
    )

    members = {(about, name) for about, said, name in found if said == "includes"}
    assert members == {("Age, height", "Age"), ("Age, height", "height")}


def test_how_many_there_are_is_no_condition_of_a_cell(conditions):
    found = conditions(
        "## Kit\n\n| Item | Who checks |\n|---|---|\n| Sledges (5) | Ines |\n"
        "| Lamps (3 of them) | Petra |\n"
    )

    assert found[("Sledges", "Who checks", "Ines")] == ()
    assert found[("Lamps", "Who checks", "Petra")] == ()
    assert found[("Kit", "row", "Lamps")] == ("3 of them",)


@pytest.mark.parametrize(("key", "ordered"), [("Pipeline", False), ("Stage", True)])
def test_only_steps_follow_each_other(told, key, ordered):
    found = told(f"## Mill\n\n| {key} | Owner |\n|---|---|\n| Wash | Ines |\n| Card | Petra |\n")

    assert (("Wash", "is followed by", "Card") in found) is ordered
