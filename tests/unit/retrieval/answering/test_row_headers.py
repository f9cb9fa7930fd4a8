from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

HARBOUR = """\
# Harbour

## Where to lie

| Berth | Depth |
|-------|-------|
| North quay | 4 m |
| Fish steps | 2 m |
| Old basin | 3 m |

## Dues

| Boat length | Fee |
|-------------|-----|
| below 8 m | 12 |
| above 8 m | 20 |

## Ropes

| Type | Made of |
|------|---------|
| Mooring line | polyamide |
| Sheet | polyester |
"""


@pytest.fixture(scope="module")
def harbour(
    ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory
) -> Answerer:
    file = tmp_path_factory.mktemp("harbour") / "harbour.md"
    file.write_text(HARBOUR, encoding="utf-8")
    return ask_about(file)


@pytest.mark.parametrize("question", ["list the berths", "How many berths are there?"])
def test_rows_are_listed_by_what_their_first_header_calls_them(harbour: Answerer, question: str):
    answer = harbour.answer(question).answer.lower()
    assert "three" in answer
    for berth in ("north quay", "fish steps", "old basin"):
        assert berth in answer
    assert "below 8 m" not in answer


def test_other_rows_are_not_listed(harbour: Answerer):
    told, _, _ = harbour.answer("list the boat lengths").answer.partition("Related")
    assert "fish steps" not in told.lower()


TYPES = """\
# Quarry

## Alarms

| Type | Sign |
|------|------|
| Flood | water at the gate |
| Slide | dust |

## Stones

| Stone Type | Example |
|------------|---------|
| Hard | granite |
| Soft | chalk |
"""


def test_sorts_of_a_thing_are_not_the_rows_of_a_table_of_other_sorts(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    file = tmp_path / "quarry.md"
    file.write_text(TYPES, encoding="utf-8")
    answerer = ask_about(file)
    assert "flood" not in answerer.answer("Name every type of stone.").answer.lower()
    assert "hard" in answerer.answer("Which stone types are there?").answer.lower()


@pytest.mark.parametrize(
    "question", ["Name every type of rope.", "How many kinds of ropes are there?"]
)
def test_sorts_of_a_thing_are_the_rows_of_a_table_of_types_in_its_section(
    harbour: Answerer, question: str
):
    answer = harbour.answer(question).answer.lower()
    assert "mooring line" in answer
    assert "sheet" in answer
