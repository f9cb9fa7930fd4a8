"""Of what a question asks for the most or the least."""

import pytest

from retrieval.question.degrees import bound, degrees


@pytest.mark.parametrize(
    ("clause", "more", "column"),
    [
        ("Which kiln is the cheapest?", False, "price"),
        ("What is the most expensive kiln?", True, "price"),
        ("Which clay is the driest?", False, "moistur"),
        ("Which kiln is heavier?", True, "weight"),
        ("What costs less, a or b?", False, "price"),
    ],
)
def test_adjectives_say_what_is_compared(clause: str, more: bool, column: str):  # noqa: FBT001
    assert any(one.more is more and column in one.columns for one in degrees(clause))


@pytest.mark.parametrize(
    "clause",
    ["Which kiln is for porcelain?", "What is of interest here?", "Could you fire it once more?"],
)
def test_other_questions_compare_nothing(clause: str):
    assert degrees(clause) == ()


def test_the_most_is_told_from_the_more():
    assert all(one.is_most for one in degrees("the least expensive kiln"))
    assert not any(one.is_most for one in degrees("the cheaper kiln"))


@pytest.mark.parametrize(
    ("clause", "above", "amount", "included"),
    [
        ("Which fire in under 10 hours?", False, 36000.0, False),
        ("Which fire within 10 hours?", False, 36000.0, True),
        ("Which take more than 2 hours?", True, 7200.0, False),
        ("Which take no more than 2 hours?", False, 7200.0, True),
        ("Which take at least two hours?", True, 7200.0, True),
        ("which hold 2 kilos or more", True, 2000.0, True),
        ("which fire in 3 hours or less?", False, 10800.0, True),
    ],
)
def test_a_bound_has_a_side(clause: str, above: bool, amount: float, included: bool):  # noqa: FBT001
    found = bound(clause)
    assert found is not None
    assert (found.above, found.quantity.amount, found.included) == (above, amount, included)


def test_a_word_without_an_amount_is_no_bound():
    assert bound("What is under the kiln?") is None
