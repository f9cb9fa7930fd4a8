"""What the columns of a table say of its rows, in the sentences of answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

TEXT = """\
# Workshop

## Kilns of the workshop

| Kiln | Fuel | Shelves per chamber | Checked | Who to call | When |
|------|------|---------------------|---------|-------------|------|
| Ember | wood | 4 | weekly | Hester | long firings are planned |
| Vulcan | gas | 6 | monthly | Colin | space is short |
| Hearth | gas | 2 | monthly | nobody | bisque only |

## Glazes

1. Celadon → reduction
2. Tenmoku → oxidation
"""


@pytest.fixture(scope="module")
def workshop(
    tmp_path_factory: pytest.TempPathFactory, ask_about: Callable[[Path], Answerer]
) -> Answerer:
    path = tmp_path_factory.mktemp("attributes") / "workshop.md"
    path.write_text(TEXT, "utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Which fuel does Ember burn?", "For Ember, the fuel is wood [1]."),
        ("Which kiln has wood as its fuel?", "For Ember, the fuel is wood [1]."),
        ("Which shelves per chamber has Vulcan?", "For Vulcan, the shelves per chamber are 6 [1]."),
        ("Who to call for Vulcan?", "Vulcan – who to call: Colin [1]."),
        ("When is Ember checked?", "Ember – checked: weekly [1]."),
        ("Which kiln when space is short?", "Vulcan is chosen when space is short [1]."),
        ("What comes after Celadon?", "Celadon → reduction [1]."),
    ],
)
def test_a_column_is_told_from_its_rows(workshop: Answerer, question: str, begins: str):
    assert workshop.answer(question).answer.startswith(begins)


PLAIN_WORDS = """\
# Export

| Format | For | In | J |
|--------|-----|----|---|
| graphml | Gephi | 12 | peel |
| csv | Sheets | 3 | crumb |

| Flag | Means | Default |
|------|-------|---------|
| --port | Port to listen on | 8000 |

## Alarm

Symptoms:

- Tickets about ovens that stay cold go up
- The queue grows

## People

- **Jonas** – ingestion, chunking
- **Maya** – ovens, sales
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which format is for Gephi?", "Graphml: for Gephi [1]."),
        ("What does --port mean?", "--port: port to listen on [1]."),
        ("What is crumb?", "Csv, under “j”: crumb [1]."),
        ("What does Jonas do?", "Jonas is responsible for ingestion and chunking [1]."),
    ],
)
def test_headers_that_are_no_nouns_are_told_as_they_stand(
    ask_about: Callable[[Path], Answerer],
    tmp_path_factory: pytest.TempPathFactory,
    question: str,
    told: str,
):
    file = tmp_path_factory.getbasetemp() / "plain-words.md"
    file.write_text(PLAIN_WORDS, encoding="utf-8")
    assert told in ask_about(file).answer(question).answer


def test_items_of_one_list_do_not_contradict_each_other(
    ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory
):
    file = tmp_path_factory.getbasetemp() / "plain-words.md"
    file.write_text(PLAIN_WORDS, encoding="utf-8")
    answer = ask_about(file).answer("What are the symptoms of the alarm?").answer
    assert "disagrees" not in answer
    assert "cold go up; " in answer


CLAUSES = """\
# Pottery

| Service | What it does | Respond within |
|---------|--------------|-----------|
| Slipways | Serves the last weight of a bucket | nine hours |
| Kilnlog | Takes in readings from the kilns | two days |

Slipways reads from Kilnlog.

## Alarms

- `ash-lag` - the ash of the long kiln is above two fingers
- `cone-drop` - a cone that has bent
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does Kilnlog do?", "Kilnlog takes in readings from the kilns [1]."),
        ("Within what time must Kilnlog respond?", "Kilnlog – respond within: two days [1]."),
        ("What is ash-lag?", "Ash-lag: the ash of the long kiln is above two fingers [1]."),
        ("What is cone-drop?", "Cone-drop is a cone that has bent [1]."),
    ],
)
def test_a_header_or_a_definition_that_is_a_clause_is_worded_as_one(
    ask_about: Callable[[Path], Answerer],
    tmp_path_factory: pytest.TempPathFactory,
    question: str,
    told: str,
):
    file = tmp_path_factory.getbasetemp() / "pottery-clauses.md"
    file.write_text(CLAUSES, encoding="utf-8")
    assert told in ask_about(file).answer(question).answer


def test_a_name_of_which_the_text_speaks_as_of_one_is_no_plural(
    ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory
):
    file = tmp_path_factory.getbasetemp() / "pottery-clauses.md"
    file.write_text(CLAUSES, encoding="utf-8")
    said = ask_about(file).answer("Tell me about Slipways").answer
    assert "Slipways reads" in said
    assert "heir" not in said


LAUNCH = """\
# Ferry

## Plan

- Requirements:
  - A deck that holds forty bicycles
  - A ramp at both ends
- Constraints:
  - The quay is shallow at low water
  - No sailing after dark
"""


def test_a_relation_is_asked_for_by_any_of_its_wordings(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    (tmp_path / "ferry.md").write_text(LAUNCH, "utf-8")
    told = ask_about(tmp_path).answer("Which constraints are there?").answer
    assert "quay is shallow" in told
    assert "ramp" not in told.partition("Related:")[0]
