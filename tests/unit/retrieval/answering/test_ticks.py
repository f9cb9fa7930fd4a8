"""Conditions on the yes and no of a table, from the question to the answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

TEXT = """\
# Kilns compared

## Kilns and what they have

| Kiln | Vents | Spare parts | Works outdoors | Insulated |
|------|-------|-------------|----------------|-----------|
| Ember | ✓ | ✗ | yes | no |
| Vulcan | ✓ | ✓ | no | yes |
| Hearth | ✗ | ✓ | no | yes |
"""


@pytest.fixture(scope="module")
def kilns(
    tmp_path_factory: pytest.TempPathFactory, ask_about: Callable[[Path], Answerer]
) -> Answerer:
    path = tmp_path_factory.mktemp("ticks") / "kilns.md"
    path.write_text(TEXT, "utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Which kilns have vents but no spare parts?", "Ember has vents but no spare parts [1]."),
        ("Which kilns have both vents and spare parts?", "Vulcan has vents and spare parts [1]."),
        ("Which kilns have no vents?", "Hearth has no vents [1]."),
        ("Which kilns don't work outdoors?", "Vulcan and Hearth do not work outdoors [1]."),
        ("Which kilns work outdoors?", "Ember works outdoors [1]."),
        ("Which kilns are insulated?", "Vulcan and Hearth are insulated [1]."),
        ("Which kilns are not insulated?", "Ember is not insulated [1]."),
        ("What do Vulcan and Hearth have in common?", "Both Vulcan and Hearth"),
    ],
)
def test_conditions_are_met_together(kilns: Answerer, question: str, begins: str):
    assert kilns.answer(question).answer.startswith(begins)
