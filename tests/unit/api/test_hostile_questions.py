"""Questions and conversations made to be slow, over HTTP: the time grows with their length.

A run of one character, or of one word, is what a pattern that goes back over its text is slowest
with. Each is asked short and at the greatest length that is allowed.
"""

import itertools
import string
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from retrieval.question.cleaning import LONGEST_QUESTION
from retrieval.question.history import LONGEST_HISTORY, LONGEST_TURN, MOST_TURNS

TIMES = 4
"""How much longer the long question is."""
ALLOWED = 2 * TIMES
"""A square would take 16 times as long, a cube 64 times."""
EVERYDAY = 4
"""Times an ordinary question that any short one may take."""
MARKS = [c for c in string.printable if c.isprintable() and not c.isalnum() and c != " "]
CHARACTERS = [*string.ascii_letters, *string.digits, *MARKS, *"éß√—–’“中☆€°\u0301"]
PHRASES = [
    *[f"a{mark}" for mark in MARKS],
    *[f" {mark}" for mark in "-,.;:("],
    *[
        "and",
        "the",
        "it",
        "which",
        "what",
        "for",
        "of",
        "please",
        "thanks",
        "hi",
        "ok",
        "so",
        "1",
        "not",
        "more",
        "if",
        "are",
        "in",
        "to",
        "A",
        "best",
    ],
    *[
        "what is",
        "more than",
        "at least 5",
        "as a",
        "my boss asks",
        "thank you very much",
        "bye",
        "good",
        "the most",
        "Prophet and",
    ],
    *["What?", "a; what is", "the first", "use case", "is a", "vs", "compare", "design a"],
]


@pytest.fixture(scope="module")
def busy(client: TestClient) -> Callable[..., float]:
    """How long the processor is busy with a question."""

    def asked(question: str, history: list[dict[str, str]] | None = None) -> float:
        began = time.process_time()
        response = client.post("/ask", json={"question": question, "history": history or []})
        spent = time.process_time() - began
        assert response.status_code == 200, response.text
        return spent

    asked("Which models are typical for churn prediction?")
    return asked


@pytest.fixture(scope="module")
def ordinary(busy: Callable[..., float]) -> float:
    """How long the processor is busy with a question that somebody may have."""
    return min(busy("Which models are typical for churn prediction?") for _ in range(5))


def repeated(unit: str, length: int) -> str:
    return (unit * length)[:length]


@pytest.mark.parametrize("unit", [*CHARACTERS, *(f"{phrase} " for phrase in PHRASES)])
def test_a_run_of_one_thing(busy: Callable[..., float], ordinary: float, unit: str):
    long = busy(repeated(unit, LONGEST_QUESTION))
    if long > ALLOWED * ordinary:  # else it is no slower than some questions that are asked
        short = min(busy(repeated(unit, LONGEST_QUESTION // TIMES)) for _ in range(2))
        long = min(long, busy(repeated(unit, LONGEST_QUESTION)))
        assert long < ALLOWED * max(short, EVERYDAY * ordinary)


@pytest.mark.parametrize("unit", ["x", "x ", "-", ". ", "[1] ", "(", "Prophet ", "thanks, ", "it "])
def test_a_conversation_of_one_thing(busy: Callable[..., float], ordinary: float, unit: str):
    numbers = itertools.count()

    def turns(count: int) -> list[dict[str, str]]:
        """Make turns that all differ, so that none is known from one before it."""
        lengths = [("user", LONGEST_QUESTION), ("assistant", LONGEST_TURN)] * (count // 2)
        return [
            {"role": role, "content": f"{next(numbers)} {repeated(unit, length)}"[:length]}
            for role, length in lengths
        ]

    def spent(count: int) -> float:
        return min(busy("and the second one?", turns(count)) for _ in range(2))

    few = max(spent(2), EVERYDAY * ordinary)
    assert spent(LONGEST_HISTORY // (LONGEST_TURN + LONGEST_QUESTION) * 2) < MOST_TURNS * few


@pytest.mark.parametrize(
    ("history", "says"),
    [
        ([LONGEST_TURN + 1], f"history.0.content: String should have at most {LONGEST_TURN}"),
        ([LONGEST_TURN] * 11, f"{LONGEST_TURN * 11} characters together and {LONGEST_HISTORY}"),
    ],
)
def test_a_history_that_is_too_long(client: TestClient, history: list[int], says: str):
    turns = [{"role": "user", "content": "x" * length} for length in history]
    response = client.post("/ask", json={"question": "Which tools?", "history": turns})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.json()["detail"]


def test_what_would_be_too_long_written_out_stands_as_it_was_asked(client: TestClient):
    names = "Prophet, DeepAR, LightGBM, CLIP and fastText"
    history = [
        {"role": "user", "content": "Which models are there?"},
        {"role": "assistant", "content": f"The models are {names} [1]."},
    ]
    asked = "Which of these is best for " + "clay " * 40
    body = {"question": asked.strip(), "history": history}
    assert "DeepAR" in client.post("/ask", json=body).json()["question"]
    asked = ("Which of these is best for " + "clay " * 400)[:LONGEST_QUESTION].strip()
    body = {"question": asked, "history": history}
    assert client.post("/ask", json=body).json()["question"] == asked


def test_a_turn_that_is_a_question_too_long_is_leant_on_by_nothing(client: TestClient):
    history = [{"role": "user", "content": "What is Prophet? " * 400}]
    body = {"question": "And for churn prediction?", "history": history}
    assert client.post("/ask", json=body).json()["question"] == "And for churn prediction?"
