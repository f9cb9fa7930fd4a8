"""Answers that say all of it: lists, sides, what an item goes on to say, what stands beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

BOATYARD = """\
# Boatyard

## Rope choices

| | Hemp | Nylon |
|---|---|---|
| Stretch | little | a lot |
| Price | dear | cheap |

## Winter tradeoffs

| Tradeoff | Options |
|----------|---------|
| Dryness | Shed vs tarpaulin (Oak Hall vs Blue Cover) |

## Alarms

Switches:

- bilge switch
- mast switch

The bilge switch starts the pump and takes two seconds. The mast switch cuts the radio, which
nobody likes but everybody accepts.

## First aid

- **Splinter**: leave it alone first. Warm salt water brings it out, never a knife.
- **Burn**: cool it for ten minutes.

## Who may launch?

Members only. Fair exceptions:

- a boat in distress
- a race day with a steward
- a trial sail on the pond

## Storing sails

Sails are kept in the loft. The loft is chosen for its dry air.

## Places for anchors

- Rack by the gate
- Locker under the crane
- Shelf in the office
"""


@pytest.fixture(scope="module")
def boatyard(
    ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory
) -> Answerer:
    file = tmp_path_factory.mktemp("boatyard") / "boatyard.md"
    file.write_text(BOATYARD, encoding="utf-8")
    return ask_about(file)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("hemp vs nylon, how is the stretch?", ["little", "a lot"]),
        ("Oak Hall or Blue Cover?", ["in the dryness tradeoff"]),
        ("What does the mast switch do, compared with the bilge switch?", ["pump", "radio"]),
        ("A splinter in the thumb, shall we cut?", ["alone", "never a knife"]),
        (
            "Which fair exceptions are there to launch?",
            ["distress", "race day", "trial sail"],
        ),
        ("Where are sails kept, and why was that one chosen?", ["loft", "dry air"]),
        ("How many places are there for anchors?", ["three", "rack", "locker", "shelf"]),
    ],
)
def test_an_answer_says_all_of_it(boatyard: Answerer, question: str, words: list[str]):
    answer = boatyard.answer(question).answer.lower()
    for word in words:
        assert word in answer, answer


def test_what_is_only_defined_is_told_briefly(boatyard: Answerer):
    assert "knife" not in boatyard.answer("What is a splinter?").answer
