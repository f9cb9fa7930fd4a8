from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status
from retrieval.answerer import Answerer
from retrieval.composing.suggestions import MOST, Suggestions, is_value

SHAPES = Path(__file__).parents[3] / "data" / "shapes"
BUNDLED = Path(__file__).parents[4] / "handbook" / "ml-system-design.md"


@pytest.mark.parametrize(
    "path",
    [BUNDLED, SHAPES / "api_comparison.md", SHAPES / "primer.md", SHAPES / "faq.md"],
    ids=lambda path: path.stem,
)
def test_every_question_that_can_be_suggested_is_answered_with_its_node(
    ask_about: Callable[[Path], Answerer], path: Path
):
    answerer = ask_about(path)
    snapshot = answerer.snapshot
    suggestions = Suggestions(snapshot)
    asked = 0
    for node in snapshot.graph.nodes:
        for one in suggestions.about(node.id):
            answer = answerer.answer(one.question)
            assert answer.status is Status.ANSWERED, one.question
            expected = [snapshot.node(target).name.lower() for target in one.found.targets]
            texts = [snapshot.node(target).text.lower() for target in one.found.targets]
            said = answer.answer.lower()
            assert any(name and name in said for name in expected + texts), (one.question, said)
            asked += 1
    assert asked >= 5


@pytest.mark.parametrize(
    "question",
    [
        "Which models are typical for forecasting?",
        "Why is batch scoring cheap?",
        "What is Prometheus?",
        "How would you design real-time fraud detection?",
        "What are the tradeoffs?",
    ],
)
def test_each_answer_comes_with_questions_that_go_on_from_it(bundled: Answerer, question: str):
    answer = bundled.answer(question)
    assert 1 <= len(answer.suggestions) <= MOST
    assert question not in answer.suggestions
    for suggested in answer.suggestions:
        further = bundled.answer(suggested)
        assert further.status is Status.ANSWERED, suggested
        assert further.answer != answer.answer


def test_a_quoted_definition_is_not_asked_for_again(bundled: Answerer):
    answer = bundled.answer("Why use a feature store?")
    assert "is a service" in answer.answer
    assert "What is Feature Store?" not in answer.suggestions


def test_a_question_that_is_not_covered_is_offered_others_that_are(bundled: Answerer):
    answer = bundled.answer("Does Triton monitor the weather on Mars?")
    assert answer.status is Status.NOT_COVERED
    assert answer.suggestions
    for suggested in answer.suggestions:
        assert bundled.answer(suggested).status is Status.ANSWERED


VALUES = """# Sizing

| Index | Memory | How it is measured | Combines |
|---|---|---|---|
| Flat | 4 GB RAM + SSD | LLM judge | exact search |
| Graph | 0.4 GB RAM + SSD | offline recall | exact search |
"""


def test_nothing_is_asked_about_values_or_in_words_of_a_column(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    path = tmp_path / "sizing.md"
    path.write_text(VALUES, encoding="utf-8")
    snapshot = ask_about(path).snapshot
    suggestions = Suggestions(snapshot)
    asked = [one.question for node in snapshot.graph.nodes for one in suggestions.about(node.id)]
    assert any("Flat" in question for question in asked)
    assert not [
        question for question in asked if "GB" in question.split(" have")[0] or "“" in question
    ]


@pytest.mark.parametrize(
    "name", ["0.4 GB RAM + SSD", "16GB", "8", "20 %", "> 70 ms", "$5", "3 nodes"]
)
def test_a_value_is_no_thing_to_ask_about(name: str):
    assert is_value(name)


@pytest.mark.parametrize("name", ["2FA", "7-day average spend", "Two-Tower", "BM25", "A/B testing"])
def test_a_name_with_a_number_is_one(name: str):
    assert not is_value(name)


def test_an_option_is_said_once(bundled: Answerer):
    suggestions = Suggestions(bundled.snapshot)
    asked = {one.question for n in bundled.snapshot.graph.nodes for one in suggestions.about(n.id)}
    assert not [question for question in asked if "option the" in question]
    assert any(question.endswith(" has the light option?") for question in asked)
