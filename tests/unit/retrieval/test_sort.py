import pytest

from retrieval.question.intent import read
from retrieval.ranking.said import Said
from retrieval.ranking.sort import is_of_another_sort
from retrieval.text.words import Vocabulary, stem


def other(question: str, said: str, explained=(), *, counted=False) -> bool:
    return is_of_another_sort(
        read(question), said, lambda word: stem(word) in explained, counted=counted
    )


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        ("How much does a kiln cost?", "A kiln fires clay", True),
        ("How much does a kiln cost?", "A kiln costs 900 coins", False),
        ("How much do we lose with 4 shelves?", "4 shelves are an example", True),
        ("How hot is it?", "A kiln fires clay", False),
        ("How long does it dry?", "Clay dries on a rack", True),
        ("How long does it dry?", "Clay dries for three days", False),
        ("Which company makes it?", "Skutt is a kiln", True),
        ("Who invented porcelain?", "Porcelain is a clay", True),
        ("and by whom?", "Porcelain is a clay", True),
        ("Who uses porcelain?", "Porcelain is for cups", False),
    ],
)
def test_a_number_a_time_and_a_person_are_asked_for(question, said, expected):
    assert other(question, said) is expected


def test_what_is_counted_needs_no_number():
    assert not other("How many clays are there?", "porcelain, stoneware", counted=True)


def test_who_asks_for_no_person_where_its_verb_is_explained():
    assert not other("Who fires the mugs?", "The kiln fires mugs", {"fire"})


def test_another_degree_of_a_word_explains_it():
    vocabulary = Vocabulary(["the cheapest clay"])
    said = Said("the cheapest clay", frozenset({"cheapest", "clay"}), 0.5)
    assert said.explains("cheaper", vocabulary)
    assert not said.explains("faster", vocabulary)
