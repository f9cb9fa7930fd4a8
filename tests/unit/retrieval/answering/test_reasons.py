from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

NOTES = """\
# Shed Notes

| Machine | Noise | Why |
|---------|-------|-----|
| Lathe | loud | The gearbox is worn |
| Press | quiet | It was bought new |

## Decisions

| Plan | Decision | Deciders | Reason |
|------|----------|----------|--------|
| P-1 | Use gas | Noor, Lena | Gas is cheap here |
| P-2 | Sell the saw | Lena | It costs too much |

## Stores

| Store | Verdict | Colour |
|-------|---------|--------|
| Barn | Rejected because of rats | green |
| Hall | Too many steps | blue |

## Choices

**Oak or pine.** Oak is hard and heavy; pine planes easily and is half the price. We took oak since
the boats lie outside all winter.

Glue is mixed by the litre. The old press has no motor. It is moved by hand for that reason.
"""
NONE = "gives no reason"


@pytest.fixture(scope="module")
def shed(ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory):
    file = tmp_path_factory.mktemp("shed") / "shed.md"
    file.write_text(NOTES, encoding="utf-8")
    return ask_about(file)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Why is the lathe loud?", "The reason given for Lathe: the gearbox is worn [1]."),
        ("Why was P-2 decided?", "The reason given for P-2: it costs too much [1]."),
    ],
)
def test_the_reason_in_the_row_comes_first(shed: Answerer, question: str, reason: str):
    answer = shed.answer(question)
    assert answer.answer.startswith(reason), answer.answer
    assert NONE not in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [("Why was the Barn rejected?", "because of rats"), ("Why not the Hall?", "too many steps")],
)
def test_a_judgement_is_a_reason(shed: Answerer, question: str, told: str):
    answer = shed.answer(question)
    assert told in answer.answer
    assert NONE not in answer.answer


@pytest.mark.parametrize("question", ["Why did we take oak?", "why oak and not pine"])
def test_the_sentence_with_the_reason_goes_before_others_of_the_thing(
    shed: Answerer, question: str
):
    answer = shed.answer(question).answer
    assert answer.startswith("Oak or pine: We took oak since the boats lie outside all winter [1].")
    assert NONE not in answer


def test_for_that_reason_is_not_told_alone(shed: Answerer):
    answer = shed.answer("Why is the old press moved by hand?").answer
    assert answer.index("has no motor") < answer.index("for that reason")


def test_where_no_reason_is_told_it_is_said(shed: Answerer):
    assert NONE in shed.answer("Why is the Hall blue?").answer
