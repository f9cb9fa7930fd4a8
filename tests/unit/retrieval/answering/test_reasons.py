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


def test_where_no_reason_is_told_it_is_said(shed: Answerer):
    assert NONE in shed.answer("Why is the Hall blue?").answer
