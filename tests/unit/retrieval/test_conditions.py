import pytest

from retrieval.question.intent import read
from retrieval.ranking.conditions import MET, MISSED, Side, bounds, in_order

VALVES = [
    "Below 2 bar: check the hose",
    "Above 6 bar: open the valve",
    "Above 8 bar: stop the pump",
    "The pump is painted red",
    "It runs for less than 5 minutes",
]


@pytest.mark.parametrize(
    ("question", "met"),
    [
        ("What happens above 9 bar?", 2),
        ("What should I do when the pressure is at 7 bar?", 1),
        ("What happens when it drops below 1 bar?", 0),
    ],
)
def test_the_nearest_condition_that_is_met_comes_first(question: str, met: int):
    gains = in_order(read(question), VALVES, str)
    assert gains is not None
    assert [gain for gain in gains if gain > 0] == [MET]
    assert gains[met] == MET
    assert gains.count(MISSED) == 2
    assert gains[3:] == [0.0, 0.0]


def test_nothing_is_lost_where_no_condition_is_met():
    assert in_order(read("What happens at 4 bar?"), VALVES, str) == [0.0] * 5


@pytest.mark.parametrize(
    "question", ["What happens under pressure?", "Which pump stands more than 6 bar?"]
)
def test_other_questions_meet_no_condition(question: str):
    assert in_order(read(question), VALVES, str) is None


def test_bounds_have_their_side_and_unit():
    found = bounds("p99 above 150 ms for 5 minutes, at least 3 bar")
    assert [(b.side, b.unit) for b in found] == [
        (Side.UP, "time"),
        (Side.AT, "time"),
        (Side.UP, "bar"),
    ]
