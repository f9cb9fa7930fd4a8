"""The most and the least of a table's rows, from the question to the answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

TEXT = """\
# Kilns of the workshop

## Kilns compared

| Kiln | Fuel | Price | Firing time | Capacity (l) | Upkeep |
|------|------|-------|-------------|--------------|--------|
| Ember | wood | 900 € | 14 h | 300 | high |
| Vulcan | gas | 4,500 € | 6 h | 250 | medium |
| Hearth | electricity | 1,200 € | 480 min | 80 | low |
| Anagama | wood | 2,000 € | 5 days | 900 | high |

## Rules

Nobody fires alone. The door stays shut above 100 degrees.
"""


ENTRIES = """\
# Kilns

## Kilns we know

### Ember
Fuel: wood
Stars: 3

### Vulcan
Fuel: gas
Stars: 5

### Hearth
Fuel: gas
Stars: 4
"""


@pytest.fixture(scope="module")
def kilns(
    tmp_path_factory: pytest.TempPathFactory, ask_about: Callable[[Path], Answerer]
) -> Answerer:
    path = tmp_path_factory.mktemp("extremes") / "kilns.md"
    path.write_text(TEXT, "utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Which kiln is the cheapest?", "Ember has the lowest price: 900 € [1]."),
        ("What is our most expensive kiln?", "Vulcan has the highest price: 4,500 € [1]."),
        ("Which kiln fires fastest?", "Vulcan has the shortest firing time: 6 h [1]."),
        ("Which wood kiln has the larger capacity?", "Anagama has the higher capacity (l): 900"),
        ("Which kiln needs the least upkeep?", "Hearth has the lowest upkeep: low [1]."),
        ("Is Hearth or Vulcan cheaper?", "Hearth has the lower price: 1,200 € [1], against"),
        ("Is Vulcan faster than Hearth?", "Yes, Vulcan has the shorter firing time: 6 h [1]"),
        ("Is Vulcan cheaper than Hearth?", "No, Hearth has the lower price: 1,200 €"),
        ("What are the two cheapest kilns?", "Ember has the lowest price: 900 € [1], before"),
    ],
)
def test_the_row_ahead_is_named_with_its_cell(kilns: Answerer, question: str, begins: str):
    assert kilns.answer(question).answer.startswith(begins)


def test_all_rows_on_one_side_of_an_amount_are_named(kilns: Answerer):
    said = kilns.answer("Which kilns cost less than 1,500 €?").answer
    assert said.startswith("The price is less than 1,500 € for Ember (900 €) and Hearth (1,200 €)")


def test_rows_past_another_one_are_named(kilns: Answerer):
    said = kilns.answer("Which kilns cost more than Hearth?").answer
    assert "above that of Hearth (1,200 €) for Vulcan (4,500 €) and Anagama (2,000 €)" in said


def test_each_row_is_cited_with_its_own_line(kilns: Answerer):
    answer = kilns.answer("Is Hearth or Vulcan cheaper?")
    lines = [one.source.line_start for one in answer.citations[:2]]
    assert lines == [9, 8]


def test_what_is_asked_of_the_row_ahead_is_told_of_it(kilns: Answerer):
    said = kilns.answer("Which fuel does the fastest kiln burn?").answer
    assert said.startswith("For Vulcan, the fuel is gas [1]. Vulcan has the shortest firing time")


def test_rows_of_another_value_answer_for_what_is_ruled_out(kilns: Answerer):
    said = kilns.answer("Which kilns are not fired with wood?").answer
    assert said.startswith("The fuel is not wood for Vulcan (gas) and Hearth (electricity) [1].")


def test_entries_of_one_form_are_compared(tmp_path: Path, ask_about: Callable[[Path], Answerer]):
    path = tmp_path / "kilns.md"
    path.write_text(ENTRIES, "utf-8")
    said = ask_about(path).answer("Which kiln has the most stars?").answer
    assert "Vulcan has the" in said
    assert ": 5 [" in said
