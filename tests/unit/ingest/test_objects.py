"""What a sentence gives for sure, and what only goes on with it."""

import pytest


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The Wharf loom gives a knot or a loop.", ("Wharf loom", "gives", "knot or loop")),
        ("Wharf supports linen or hemp.", ("Wharf", "supports", "hemp")),
        (
            "A score below 5 means the essay is read again.",
            ("score below 5", "means", "the essay is read again"),
        ),
        ("PSI means population stability index.", ("PSI", "is", "population stability index")),
        ("Tongues such as Manx and Sark, we sing.", ("Tongues", "example", "Sark")),
    ],
)
def test_what_is_said_for_sure(told, text, fact):
    assert fact in told(f"# Yarns\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "The Wharf shed gives 400.",
        "The Wharf shed serves the same forty guests.",
        "Dust here is a matter of safety.",
        "For tongues without vowels, such as Manx, we count otherwise.",
    ],
)
def test_what_is_no_fact(told, text):
    assert told(f"# Yarns\n\n{text}\n") == set()


@pytest.mark.parametrize(
    ("text", "fact", "condition"),
    [
        (
            "Wharf runs on Nomad, namespace `looms`.",
            ("Wharf", "runs on", "Nomad"),
            ("namespace looms",),
        ),
        (
            "Every ledger is reviewed in January and in August.",
            ("Every ledger", "is reviewed in", "January"),
            ("and in August",),
        ),
        (
            "Wharf provides cloth for each guest and assumes that nobody is late.",
            ("Wharf", "provides", "cloth"),
            ("for each guest",),
        ),
    ],
)
def test_what_goes_on_with_an_object_is_its_condition(conditions, text, fact, condition):
    assert conditions(f"# Yarns\n\n{text}\n")[fact] == condition


@pytest.mark.parametrize(
    ("item", "condition"),
    [
        ("Short warps (biggest win, nearly half)", "biggest win, nearly half"),
        ("Nitrous (the green whistle)", "the green whistle"),
        ("Ida (lead)", "lead"),
        ("We chose short warps (need strength)", "need strength"),
    ],
)
def test_a_remark_in_parentheses_is_no_example(conditions, item, condition):
    found = conditions(f"# Mill\n\n## What helped\n\n- {item}\n- Wool\n")

    name = item.split(" (", maxsplit=1)[0]
    assert found[("What helped", "includes", name)] == (condition,)
    assert not [said for _, said, _ in found if said == "example"]


def test_what_stands_behind_a_question_tells_of_it(conditions):
    found = conditions("# Mill\n\n## Open questions\n\n1. Who cleans the loom? (Ida)\n2. When?\n")

    assert found[("Open questions", "includes", "Who cleans the loom?")] == ("Ida",)


def test_who_keeps_a_list_is_said_of_the_list(told):
    found = told("# Mill\n\n## Odds\n\nShifts and swaps: the rota is a sheet, kept by Ida.\n")

    assert not [fact for fact in found if fact[1] == "is kept by"]
