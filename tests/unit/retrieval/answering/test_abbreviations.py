"""What abbreviations stand for is said where the text sets both forms beside each other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

RIVER = """\
# River patrol

| Short | Meaning | Seen at |
|---|---|---|
| HWM | high water mark | lock gate |
| LBV | left bank village | ferry |

## Words

Personal flotation device (PFD)
: A vest that keeps a person above water.
"""


@pytest.fixture(scope="module")
def river(ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory):
    file = tmp_path_factory.mktemp("river") / "river.md"
    file.write_text(RIVER, encoding="utf-8")
    return ask_about(file)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does HWM stand for?", "HWM stands for high water mark [1]."),
        ("full form of LBV", "LBV stands for left bank village [1]."),
        ("What is a PFD?", "PFD stands for Personal flotation device [1]."),
    ],
)
def test_what_is_short_is_written_out(river, question, said):
    assert river.answer(question).answer.startswith(said)


def test_who_writes_it_out_need_not_be_told(river):
    answer = river.answer("What is a personal flotation device?").answer
    assert "stands for" not in answer
    assert "above water" in answer
