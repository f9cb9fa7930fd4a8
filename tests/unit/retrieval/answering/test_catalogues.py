"""Long lists of entries that are looked up, and lists that are named after a thing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status
from retrieval.answerer import Answerer

PLANTS = (
    "Fern",
    "Moss",
    "Ivy",
    "Reed",
    "Heather",
    "Thistle",
    "Clover",
    "Nettle",
    "Sorrel",
    "Yarrow",
)
PLACES = ("of the North", "of the Moor")
SHELF = """\
# Reading room

## Books

{books}
- "The Ferryman's Almanac" by Ada Quill, 1987
- "How to Mend a Leaking Roof" by Bo Slate

## Roof care

The roof is looked after by the caretaker.

### Roof care goals

- **Dryness**: no drop inside
- **Quiet**: no rattling tiles
- **Warmth**: no draught

### Roof care tools

- Ladder
- Hammer
"""


@pytest.fixture(scope="module")
def shelf(
    tmp_path_factory: pytest.TempPathFactory, ask_about: Callable[[Path], Answerer]
) -> Answerer:
    titles = (f'- "{plant} {place}" by Cleo Marsh' for place in PLACES for plant in PLANTS)
    path = tmp_path_factory.mktemp("shelf") / "shelf.md"
    path.write_text(SHELF.format(books="\n".join(titles)), "utf-8")
    return ask_about(path)


def test_an_entry_of_a_long_list_is_told_rather_than_the_list(shelf: Answerer):
    answer = shelf.answer("Is there anything to read on how a wet ceiling is mended?")
    assert "How to Mend a Leaking Roof" in answer.answer
    assert "Nettle of the Moor" not in answer.answer.partition("Related:")[0]


def test_a_long_list_that_is_asked_for_is_told(shelf: Answerer):
    assert "Nettle of the Moor" in shelf.answer("Which books are there?").answer


def test_the_author_of_a_work_stands_behind_by(shelf: Answerer):
    answer = shelf.answer("Who is the author of The Ferryman's Almanac?")
    assert answer.status is Status.ANSWERED
    assert "Ada Quill" in answer.answer


@pytest.mark.parametrize(
    "question", ["What are the goals of roof care?", "Which goals does roof care have?"]
)
def test_a_list_named_after_a_thing_is_that_of_the_thing(shelf: Answerer, question: str):
    answer = shelf.answer(question)
    assert answer.status is Status.ANSWERED
    first = answer.answer.partition(" [")[0]
    assert all(goal in first for goal in ("Dryness", "Quiet", "Warmth")), answer.answer


def test_a_name_of_two_words_may_be_written_as_one(shelf: Answerer):
    assert "Ladder" in shelf.answer("roofcare tools").answer
