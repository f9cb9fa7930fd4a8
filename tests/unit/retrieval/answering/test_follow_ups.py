"""Follow-ups in whole conversations: what is understood, and what is answered."""

import pytest

from retrieval.answer import Turn
from retrieval.answerer import Answerer

FORECASTING = "Which models are typical for forecasting?"
PATTERNS = "Which serving patterns are there?"
TRIGGERS = "What triggers retraining?"
COMPARED = "Compare batch scoring and real-time API"


def converse(answerer: Answerer, *questions: str) -> tuple[str, str]:
    """Ask one question after the other; return the last as understood, with its answer."""
    history: list[Turn] = []
    understood = said = ""
    for question in questions:
        answer = answerer.answer(question, history)
        understood, said = answer.question, answer.answer
        history += [Turn("user", question), Turn("assistant", said)]
    return understood, said


@pytest.mark.parametrize(
    ("questions", "understood", "said"),
    [
        ([FORECASTING, "And for NLP?"], "Which models are typical for NLP?", "BERT"),
        (
            ["Which pattern suits fraud detection?", "why that one?"],
            "why Real-Time API?",
            "last few seconds",
        ),
        (
            [COMPARED, "which of these is cheaper?"],
            "which of batch scoring and real-time API is cheaper?",
            "Batch scoring is the cheapest",
        ),
        (
            [PATTERNS, "compare the first two"],
            "compare Batch Scoring and Real-Time API",
            "credit risk",
        ),
        (
            [TRIGGERS, "what about the second one?"],
            "what about drift alert?",
            "retraining triggers",
        ),
        (
            [TRIGGERS, "what about the second one?", "and the last?"],
            "what about Periodic?",
            "Periodic",
        ),
        (
            [PATTERNS, "compare the first two", "what about the third one?"],
            "what about Edge Inference?",
            "IoT devices",
        ),
        (
            ["What are the tradeoffs?", "what are the options of the first?", "and the second?"],
            "what are the options of Accuracy?",
            "deep learning",
        ),
        (
            ["What comes after the feature store?", "and after that?"],
            "What comes after Model Training?",
            "Model Registry",
        ),
        (
            ["data drift vs concept drift", "is the former monitored?"],
            "is data drift monitored?",
            "feature distribution",
        ),
        (
            [PATTERNS, "which of these suits drones?"],
            "which of Batch Scoring, Real-Time API, Edge Inference and Hybrid"
            " (Feature Precompute + Realtime) suits drones?",
            "Edge Inference",
        ),
        (["What is LoRA?", "tell me more"], "tell me more about LoRA?", "LoRA"),
        (
            ["How would you design real-time fraud detection?", "And for recommendations?"],
            "How would you design recommendations?",
            "two-tower",
        ),
    ],
)
def test_a_follow_up_is_understood_and_answered(
    bundled: Answerer, questions: list[str], understood: str, said: str
):
    asked, answer = converse(bundled, *questions)
    assert asked == understood
    assert said.lower() in answer.lower()


def test_a_why_without_a_stated_reason_says_so(bundled: Answerer):
    understood, answer = converse(bundled, FORECASTING, "why?")
    assert understood == "Why Prophet and ARIMA for forecasting?"
    assert answer.startswith("The handbook gives no reason for this.")
