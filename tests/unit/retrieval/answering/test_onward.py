"""Questions whose later part asks about what the earlier part gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status
from retrieval.answerer import Answerer
from retrieval.clock import Clock
from retrieval.question.parts import described
from retrieval.question.references import asked_of, leans_back

CHOIR = """\
# Choir office

## People

| Name | Job | Ask about | Room |
|---|---|---|---|
| Olga Brandt | conductor | tempo, soloists | attic |
| Piet Maas | librarian | lost scores, copies | cellar |
| Ruth Adeyemi | treasurer | receipts | kitchen |

## Evenings

- **Sectional** — Mondays, Piet leads it.
- **Open singing** — every second Friday.

## When something goes wrong

| Trouble | Level |
|---|---|
| Organ out of tune | L2 |
| Lights out | L1 |

L1 rings the caretaker. L2 goes into the green logbook. L3 waits for the summer.
"""


@pytest.fixture(scope="module")
def choir(ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory):
    file = tmp_path_factory.mktemp("choir") / "choir.md"
    file.write_text(CHOIR, encoding="utf-8")
    return ask_about(file)


def test_a_person_whom_the_first_part_gives_by_one_name_is_found_for_the_second(choir):
    found = choir.answer("Who leads the sectional, and what can I ask this person about?")
    assert "lost scores" in found.answer
    assert any("lost scores" in piece.text for piece in found.evidence[:5])


def test_a_value_that_the_first_part_gives_is_looked_up_in_the_prose(choir):
    found = choir.answer("What level is an organ out of tune, and where is that written down?")
    assert "L2" in found.answer
    assert "green logbook" in found.answer


def test_a_part_that_names_its_own_subject_and_is_answered_goes_on_from_nothing(choir):
    question = "Who is the conductor, and what job has Ruth Adeyemi?"
    assert "treasurer" in choir.answer(question).answer
    assert not any(finding.onward for finding in choir.find(question, (), Clock())[1])


def test_what_follows_covers_no_question_that_is_not_covered(choir):
    found = choir.answer("Which dragon guards the moat, and what can I ask this person about?")
    assert found.status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("part", "asked"),
    [
        ("which phone does this person have?", "which phone does Ada Lund have?"),
        ("what is its price?", "what is Ada Lund's price?"),
        ("what does the first one cost?", "what does Ada Lund cost?"),
        ("where do I sign?", "where do I sign for Ada Lund?"),
    ],
)
def test_a_part_is_asked_of_a_name(part: str, asked: str):
    assert asked_of(part, "Ada Lund") == asked


def test_a_part_leans_back_only_with_a_word_for_something():
    assert leans_back("how long does it take?")
    assert not leans_back("where do I sign?")


def test_a_thing_that_is_described_before_it_is_asked_about_is_found(choir):
    found = choir.answer("the person who keeps the receipts, which room is hers?")
    assert "kitchen" in found.answer


@pytest.mark.parametrize(
    ("question", "about", "inner", "outer"),
    [
        (
            "how hot is the oven that the bakers use?",
            "",
            "Which oven does the bakers use?",
            "how hot is it?",
        ),
        ("which room is his?", "the man who sings,", "Which man sings?", "which room is his?"),
        (
            "where is the person who decides on Friday?",
            "",
            "Who decides on Friday?",
            "where is it?",
        ),
    ],
)
def test_a_description_is_a_question_of_its_own(question, about, inner, outer):
    assert described(question, about) == (inner, outer)


def test_a_question_without_a_description_has_none_inside():
    assert described("where is the oven?") is None
