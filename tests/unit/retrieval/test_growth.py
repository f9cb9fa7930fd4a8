"""Patterns over what anybody may send: their time grows with the text, not with its square."""

import random
import re
import time
from collections.abc import Callable

import pytest

from retrieval.answer import Turn
from retrieval.indexing.word_index import stems
from retrieval.question.address import direct, either, lists
from retrieval.question.chat import chat
from retrieval.question.conversation import resolve
from retrieval.question.history import LONGEST_SAID, MOST_TURNS, recent
from retrieval.question.link import Names
from retrieval.text.words import LONGEST_REMEMBERED, REMEMBERED, Vocabulary, stem

TIMES = 16
"""How much longer the long text is; the square would take 256 times as long."""
ALLOWED = 4 * TIMES


def growth(act: Callable[[str], object], unit: str, size: int = 1000) -> float:
    """How many times longer the processor is busy with a text that is ``TIMES`` as long."""

    def spent(length: int) -> float:
        text = (unit * length)[:length]
        began = time.process_time()
        act(text)
        return time.process_time() - began

    short = max(min(spent(size) for _ in range(5)), 1e-4)
    return min(spent(size * TIMES) for _ in range(2)) / short


@pytest.mark.parametrize("unit", ["a", "7", "ß", "a-", "a_", "-", "a-b ", "a--"])
def test_stems(unit: str):
    assert growth(stems, unit) < ALLOWED


@pytest.mark.parametrize(
    "unit", ["-", "?", ",", " -", "- ", "—", ". ", "x ", "thanks", "x, thanks "]
)
def test_a_question_without_what_addresses_somebody(unit: str):
    assert growth(lambda text: direct(f"What {text} is it"), unit) < ALLOWED


@pytest.mark.parametrize("end", ["", " x"])
@pytest.mark.parametrize(
    "unit", ["thank you very much ", "bye ", "good ", "very much so much ", "the ", "? "]
)
def test_what_is_no_question(unit: str, end: str):
    assert growth(lambda text: chat(text + end), unit) < ALLOWED


@pytest.mark.parametrize("unit", ["a", "a-", "-"])
def test_vocabulary(unit: str):
    assert growth(lambda text: Vocabulary([text]), unit) < ALLOWED


@pytest.mark.parametrize("unit", ["x", " ", "[", "a. ", "it "])
def test_a_turn_of_the_conversation(unit: str):
    names = Names([], Vocabulary(["kiln"]))

    def understood(text: str) -> str:
        return resolve("and it?", [Turn("user", text), Turn("assistant", text)], names)

    assert growth(understood, unit) < ALLOWED


def test_the_closings_are_those_of_the_plain_pattern():
    phrases = lists("address")["closings"]
    ends = either([*phrases, "right", "correct", "ok", "okay"])
    plain = re.compile(
        rf"(?:\s*[,;.!?–—-]+\s*|\s+(?=pl[sz]|please|thanks|thx))(?:{ends})\W*$", re.IGNORECASE
    )
    chosen = random.Random(11)  # noqa: S311 (a sample)
    pieces = [" ", "  ", ",", "-", " - ", ".", "?", "x", "xplease", "what is it"]
    from retrieval.question.address import closing  # noqa: PLC0415

    found = 0
    for _ in range(4000):
        several = (chosen.choice([*pieces, chosen.choice(phrases)]) for _ in range(6))
        text = "".join(several).strip()
        wanted, got = plain.search(text), closing().search(text)
        assert (wanted and wanted.span()) == (got and got.span()), text
        found += got is not None
    assert found > 200


def test_a_closing_behind_several_marks():
    assert direct("what is x ,  - thanks") == "what is x"


def test_a_long_conversation_costs_no_more_than_its_last_turns():
    history = [Turn("user", str(n)) for n in range(200)]
    assert [turn.content for turn in recent(history)] == [
        str(n) for n in range(200 - MOST_TURNS, 200)
    ]
    (said,) = recent([Turn("assistant", "a" * 50_000)])
    assert len(said.content) == LONGEST_SAID
    (asked,) = recent([Turn("user", "a" * 50_000)])
    assert asked.content == ""


def test_what_is_no_word_is_not_remembered():
    from retrieval.text import words  # noqa: PLC0415

    kept = words._remembered_stem.cache_info()
    assert kept.maxsize == REMEMBERED
    stem("x" * (LONGEST_REMEMBERED + 1))
    assert words._remembered_stem.cache_info().misses == kept.misses
    stem("y" * LONGEST_REMEMBERED)
    assert words._remembered_stem.cache_info().misses == kept.misses + 1
