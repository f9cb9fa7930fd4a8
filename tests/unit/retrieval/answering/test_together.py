import pytest

from retrieval.answerer import Answerer
from retrieval.queries.together import joined, slots
from retrieval.question.link import Link, Names, Reason
from retrieval.text.words import Vocabulary


@pytest.fixture(scope="module")
def names(studio_snapshot, studio_index) -> Names:
    vocabulary = Vocabulary(entry.text for entry in studio_index.entries)
    return Names(studio_snapshot.graph.nodes, vocabulary)


def spans(text: str, names: Names) -> list[str]:
    found = joined(text, slots(text, names.mentions(text).links, names))
    return [text[slot.start : slot.end] for slot in found]


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("What are Skutt and Nabertherm for?", ["Skutt", "Nabertherm"]),
        ("colour vs strength", ["colour", "strength"]),
        ("Stoneware, Porcelain and Terracotta?", ["Stoneware", "Porcelain", "Terracotta"]),
        ("the options for colour and for strength", ["colour", "strength"]),
        ("Which of Stoneware and Porcelain is cheap?", []),
        ("Skutt fires mugs", []),
    ],
)
def test_things_side_by_side_are_joined_by_words_for_it(question, things, names):
    assert spans(question, names) == things


def test_a_thing_may_be_one_of_like_name(names):
    question = "electric and wood firing"
    (one, _) = slots(question, names.mentions(question).links, names)
    assert question[one.start : one.end] == "electric"
    assert "pattern:electric-firing" in one.nodes


def test_neighbouring_words_name_the_thing_that_both_may_be(names):
    links = (
        Link("thermal", "concept:thermal-shock", 0.5, Reason.GLOSS),
        Link("shock", "concept:thermal-shock", 0.6, Reason.PART),
        Link("shock", "metric:cracked-rim", 0.4, Reason.PART),
    )
    (slot,) = slots("thermal shock?", links, names)
    assert list(slot.nodes) == ["concept:thermal-shock"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What are Skutt and Nabertherm for?", "Both Skutt and Nabertherm are"),
        ("Are Skutt and Nabertherm in the same category?", "Yes, both Skutt and Nabertherm are"),
        ("Do mugs and planters need the same clay?", "No, "),
        ("How do electric and wood firing differ in use?", "while the Wood Firing pattern suits"),
        ("What clay do mugs and lamps have in common?", "Porcelain"),
        ("Is the pyrometer the same job as Skutt?", ", while Skutt is"),
    ],
)
def test_the_same_is_told_of_each(studio: Answerer, question, said):
    assert said in studio.answer(question).answer


def test_what_belongs_to_none_of_both_is_said(studio: Answerer):
    answer = studio.answer("Which clays are both for mugs and planters?")
    assert answer.answer.startswith("The handbook names no ")
    assert "for both." in answer.answer
    assert "Stoneware" in answer.answer
    assert "Earthenware" in answer.answer


def test_what_belongs_to_both_is_told_alone(studio: Answerer):
    answer = studio.answer("Which clay is both for mugs and lamps?")
    assert "Porcelain" in answer.answer.partition(" [")[0]
    assert "Stoneware" not in answer.answer.partition(" [")[0]
