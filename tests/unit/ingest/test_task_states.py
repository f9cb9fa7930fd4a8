"""Boxes of task lists: what is done and what is open."""

import pytest

from ingest.files import SourcePath
from ingest.reader import read_bytes


@pytest.fixture
def states(tmp_path):
    def read_text(text: str) -> dict[str, tuple[str, ...]]:
        facts = read_bytes(text.encode(), SourcePath(tmp_path / "a.md", "a.md")).facts
        return {f.object.text: f.qualifiers for f in facts}

    return read_text


def test_the_state_of_a_task_is_kept(states):
    found = states(
        "# Move\n\n- [x] Pack the looms\n- [ ] Sell the vat (by Friday)\n"
        "- [ ] Yarn\n  - [x] wool\n  - [ ] silk\n- Doors\n"
    )
    assert found["Pack the looms"] == ("done",)
    assert found["Sell the vat"] == ("by Friday", "open")
    assert (found["Yarn"], found["wool"], found["silk"]) == (("open",), ("done",), ("open",))
    assert found["Doors"] == ()


def test_boxes_of_which_none_is_ticked_are_a_form(states):
    found = states("# First day\n\n- [ ] Get a key\n- [ ] Meet Ada\n")
    assert set(found.values()) == {()}
