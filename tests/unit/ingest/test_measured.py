"""How much of something there is, and what a paragraph spoke of before."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.facts import Said
from ingest.reader import read


@pytest.fixture
def told(tmp_path: Path):
    def read_text(text: str) -> dict[tuple[str, str, str], tuple[str, ...]]:
        path = tmp_path / "handbook.md"
        path.write_text(f"# Mill\n\n{text}\n", encoding="utf-8")
        facts = read([path]).facts
        return {(f.subject.text, f.relation, f.object.text): f.qualifiers for f in facts}

    return read_text


@pytest.mark.parametrize(
    ("text", "fact", "told_with"),
    [
        ("Tallow is 2 % of the weight.", ("Tallow", Said.DEFINITION, "2 % of the weight"), ()),
        (
            "A turn takes about 30 s in light wind.",
            ("turn", "takes", "about 30 s"),
            ("in light wind",),
        ),
        ("Bran should be under 12 %.", ("Bran", "should be", "under 12 %"), ()),
        ("A sail lasts 7 years.", ("sail", "lasts", "7 years"), ()),
    ],
)
def test_figures(told, text, fact, told_with):
    assert told(text)[fact] == told_with


def test_what_was_spoken_of_before_is_a_name(told):
    text = "A mill consists of a cap, a brake wheel and a stone. The brake wheel stores tallow."
    assert ("brake wheel", "stores", "tallow") in told(text)
    assert not told("The wheel stores tallow.")


def test_what_is_needed_for_what(told):
    assert ("tallow", Said.USED_FOR, "bearings") in told("You need tallow for bearings.")


def test_the_note_of_a_header_is_one_of_its_facts(told):
    table = "| You want to | MillX (pro) | MillY |\n|---|---|---|\n| stop | `halt` | `stay` |\n"
    found = told(table)
    assert found["MillX", "stop", "halt"] == ("pro",)
    assert found["MillY", "stop", "stay"] == ()
