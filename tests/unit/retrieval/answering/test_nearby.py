"""What is quoted behind an answer for what it leaves open, and beside it among the evidence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.answer import RELATED
from retrieval.answerer import Answerer
from retrieval.clock import Clock

GARDEN = """\
# Garden

## Beds

| Bed | Soil | Watering | Neighbour |
|---|---|---|---|
| Long bed | clay | every third day | compost heap |
| Herb bed | sand | once a week | south wall |

## Rules of the shed

- The key hangs behind the rain barrel.
- Borrowed spades come back before Sunday.
- Only the warden may open the cabinet with the poisons.

## Open day

The gate opens at ten.

- **Before:** paths swept, labels written, kettle filled
- **After:** barrows counted, gate locked

## Questions

**May children help?**
From the age of six, and never alone. Gloves are in the red box.
"""


@pytest.fixture(scope="module")
def garden(ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory):
    file = tmp_path_factory.mktemp("garden") / "garden.md"
    file.write_text(GARDEN, encoding="utf-8")
    return ask_about(file)


def test_what_the_answer_leaves_open_is_quoted(garden):
    question = "What soil does the herb bed have, and where does the key hang in the rain?"
    answer = garden.answer(question).answer
    assert "sand" in answer
    assert "behind the rain barrel" in answer


def test_nothing_is_quoted_where_the_answer_holds_all_that_was_asked(garden):
    answer = garden.answer("What soil does the herb bed have?").answer
    assert "sand" in answer
    assert "cabinet" not in answer


@pytest.mark.parametrize(("score", "is_quoted"), [(0.5, True), (0.95, False)])
def test_the_best_passage_is_quoted_where_the_answer_is_unsure(garden, score, is_quoted):
    _, findings = garden.find("Who counts the wheelbarrows?", (), Clock())
    decided = [replace(one, cover=replace(one.cover, score=score)) for one in findings]
    assert ("kettle filled" in garden.told(decided)) == is_quoted


def test_two_things_are_compared_in_more_than_one_column(garden):
    answer = garden.answer("Compare the long bed and the herb bed").answer.partition(RELATED)[0]
    assert sum(word in answer for word in ("clay", "third day", "compost")) > 1
    assert sum(word in answer for word in ("sand", "once a week", "south wall")) > 1


def test_an_answer_in_prose_is_found_by_the_question_above_it(garden):
    answer = garden.answer("are kids allowed to help?")
    assert "age of six" in answer.answer


def test_a_passage_stands_right_behind_the_first_evidence(garden):
    evidence = garden.answer("What soil does the herb bed have?").evidence
    assert [piece.node_ids[0].partition(":")[0] == "passage" for piece in evidence[:2]] == [
        False,
        True,
    ]
