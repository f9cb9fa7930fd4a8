import pytest

from retrieval.answerer import Answerer


@pytest.mark.parametrize(
    "question",
    [
        "Where does porcelain come up?",
        "In which sections is porcelain mentioned?",
        "Porcelain turns up in two places, which?",
    ],
)
def test_every_place_is_told_with_what_it_belongs_to(studio: Answerer, question):
    answer = studio.answer(question).answer
    assert answer.startswith("Porcelain comes up in three places: Mugs under “Clay Bodies” [1], ")
    assert "Strength" in answer


def test_the_name_may_stand_in_a_longer_one(bundled: Answerer):
    answer = bundled.answer("Where does Ray show up?").answer
    assert "Optimization Tools" in answer
    assert "How to scale ML training" in answer


def test_of_a_single_place_no_list_is_made(studio: Answerer):
    assert "comes up" not in studio.answer("Where does the pyrometer show up?").answer
