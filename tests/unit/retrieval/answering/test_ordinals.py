import pytest

from graph.schema import Kind
from retrieval.answerer import Answerer
from retrieval.queries.ordinals import ordinal, place_name


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the first retraining trigger?", (0, Kind.TRIGGER)),
        ("What is step 3 of the framework?", (2, Kind.STEP)),
        ("Name the 2nd tool", (1, Kind.TOOL)),
        ("Which one is the last step?", (-1, Kind.STEP)),
        ("Which tools are there?", None),
        ("What came first?", None),
        ("What's the very last thing in the yard tour?", (-1, Kind.CONCEPT)),
        ("What comes first in the yard tour?", (0, Kind.CONCEPT)),
        ("Where do I start in the yard tour?", (0, Kind.CONCEPT)),
        ("What is the first thing to do?", None),
        ("Is 8 bit enough?", None),
    ],
)
def test_a_place_in_a_list_is_read(question, expected):
    assert ordinal(question) == expected


def test_a_place_is_said_in_words():
    assert [place_name(place) for place in (0, 8, 9, 11, -1)] == [
        *("first", "ninth", "tenth", "12th", "last")
    ]


def test_one_of_a_list_is_answered_alone(bundled: Answerer):
    answer = bundled.answer("What is step 3 of the framework?").answer
    assert answer == "The third step under “Design Framework” is Feature Pipeline [1]."
    answer = bundled.answer("What is the last retraining trigger?").answer
    assert answer == "The last trigger under “Retraining Triggers” is Periodic [1]."
