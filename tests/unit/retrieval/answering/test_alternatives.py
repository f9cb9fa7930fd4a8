"""What else there is, from the question to the answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

TEXT = """\
# Firing

## Kilns of the workshop

| Kiln | Fuel |
|------|------|
| Ember | wood |
| Vulcan | gas |
| Hearth | gas |

## Glazes

- **Celadon**: pale green
  - Alternatives: Tenmoku, Shino
- **Tenmoku**: dark brown
"""


@pytest.fixture(scope="module")
def firing(
    tmp_path_factory: pytest.TempPathFactory, ask_about: Callable[[Path], Answerer]
) -> Answerer:
    path = tmp_path_factory.mktemp("alternatives") / "firing.md"
    path.write_text(TEXT, "utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    "question", ["What are alternatives to Ember?", "What can I use instead of Ember?"]
)
def test_what_a_title_lists_beside_a_thing_is_told(firing: Answerer, question: str):
    said = firing.answer(question).answer
    assert said.startswith("Listed beside Ember under “Kilns of the workshop” are Vulcan and Heart")


def test_those_are_told_that_are_like_it_in_what_is_asked(firing: Answerer):
    said = firing.answer("What is an alternative to Vulcan for gas?").answer
    assert said.startswith("Listed beside Vulcan under “Kilns of the workshop” is Hearth [1].")
