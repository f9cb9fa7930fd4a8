from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status
from retrieval.answerer import Answerer
from retrieval.question.intent import read
from retrieval.question.negation import denies


@pytest.mark.parametrize(
    ("question", "others", "denied"),
    [
        ("Which clays are not for planters?", ["Stoneware", "Porcelain"], "Planters"),
        ("Which pattern does not suit sculptures?", ["Electric Firing"], "Wood Firing"),
        ("Which refiring triggers are not underfired bodies?", ["pinholes", "return"], ""),
        ("Which steps do not ask “Which cone?”", ["Loading", "Soaking", "Cooling"], "Ramping"),
    ],
)
def test_the_others_are_told_of_what_is_not_so(
    studio: Answerer, question: str, others: list[str], denied: str
):
    answer = studio.answer(question)
    first = answer.answer.partition(" [")[0]
    assert first.startswith("The "), answer.answer
    assert "other" in first
    for name in others:
        assert name in first
    assert denied in answer.answer
    assert not denied or denied not in first


def test_the_others_of_a_table_are_its_rows(ask_about: Callable[[Path], Answerer], tmp_path: Path):
    file = tmp_path / "ovens.md"
    file.write_text(
        "# Ovens\n\n| Oven | Fuel | When to use |\n|---|---|---|\n| Deck | gas | Loaves |\n"
        "| Rack | oil | Rolls, buns |\n| Stone | wood | The day is long |\n"
    )
    answer = ask_about(file).answer("Which oven is not for rolls?")
    assert answer.answer.startswith(
        "The other ovens that the handbook names are Deck and Stone [1]"
    )
    assert "Rack" in answer.answer


def test_what_no_others_are_known_of_is_said_not_to_be_said(studio: Answerer):
    answer = studio.answer("Which clay is not stored in the cellar?")
    assert answer.status is not Status.ANSWERED, answer.answer
    assert "does not" in answer.answer.partition(".")[0]


@pytest.mark.parametrize(
    "question",
    [
        "Which kilns are not fired with gas?",
        "which oven isn't for rolls",
        "What tools don't track runs?",
        "Which ovens did Ida not buy?",
    ],
)
def test_what_is_denied_is_recognised(question: str):
    assert denies(read(question))


@pytest.mark.parametrize(
    "question",
    [
        "Which kiln should not be opened?",
        "What must a dog never eat?",
        "Which oven is not only for rolls?",
        "What happens if it does not rise?",
        "Why is the kiln not hot?",
        "What is not covered by the guarantee?",
        "Which oven is used when gas is not at hand?",
    ],
)
def test_what_asks_otherwise_is_left(question: str):
    assert not denies(read(question))
