from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status
from retrieval.answerer import Answerer
from retrieval.composing.suggestions import MOST, Suggestions

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
