"""Sections below a title as a list, and lists that are counted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

BOOK = """\
# Weaving

## Loom types

### Backstrap loom

The weaver's own body keeps the warp tight.

### Floor loom

Pedals lift the shafts.

### Table loom

Levers lift the shafts by hand.

## Warping

### One board

Pegs hold the warp.

Tools: shuttle, heddle, reed
"""


@pytest.fixture(scope="module")
def weaving(tmp_path_factory, ask_about: Callable[[Path], Answerer]) -> Answerer:
    book = tmp_path_factory.mktemp("weaving") / "weaving.md"
    book.write_text(BOOK)
    return ask_about(book)


@pytest.mark.parametrize(
    "question", ["What are the loom types?", "How many loom types are there?", "list loom types"]
)
def test_sections_below_a_title_are_a_list(weaving: Answerer, question: str):
    answer = weaving.answer(question)
    assert answer.answer.startswith(
        "Under “Loom types” the handbook lists three sections:"
        " backstrap loom, floor loom and table loom [1][2][3]."
    )
    assert [c.source.line_start for c in answer.citations[:3]] == [5, 9, 13]


def test_one_section_is_no_list(weaving: Answerer):
    assert "lists one section" not in weaving.answer("List the kinds of warping").answer


def test_what_was_counted_is_said(ask_about: Callable[[Path], Answerer]):
    faq = ask_about(Path(__file__).parents[3] / "data" / "shapes" / "faq.md")
    assert "kill switches, three in all" in faq.answer("How many flag types are there?").answer
    assert "in all" not in faq.answer("Which flag types are there?").answer
