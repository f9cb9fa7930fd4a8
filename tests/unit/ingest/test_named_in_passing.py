"""Names that prose gives in passing, and definitions without a noun of their own."""

from pathlib import Path

import pytest

from ingest.files import SourcePath
from ingest.reader import read_bytes

IS = "is"


@pytest.mark.parametrize(
    ("text", "name", "meaning"),
    [
        (
            "Looms stand still between two orders, and this gap, which I call the lull, costs us.",
            "lull",
            "Looms stand still between two orders",
        ),
        (
            "A bundle of threads that break together, which we call a **knot**, is cut out.",
            "knot",
            "A bundle of threads that break together",
        ),
        (
            "Each Friday the yarn is counted twice. We call this the tally.",
            "tally",
            "Each Friday the yarn is counted twice",
        ),
        (
            "Each Friday the yarn is counted twice; people call it the tally.",
            "tally",
            "Each Friday the yarn is counted twice",
        ),
        ("The spare loom, known as the mule, stands in the yard.", "mule", "The spare loom"),
        ("The night crew writes a list called `rest`.", "rest", "a list"),
        ("By drift I mean the slow change of a dye.", "drift", "the slow change of a dye"),
        (
            "Yield, i.e. the cloth that leaves the loom without a flaw, is counted.",
            "Yield",
            "the cloth that leaves the loom without a flaw",
        ),
        (
            "The backlog (that is, all orders that nobody has begun) shrinks.",
            "backlog",
            "all orders that nobody has begun",
        ),
        ("A loom without a driver is called a free loom.", "free loom", "A loom without a driver"),
        ("What we call a gate is a check before dyeing.", "gate", "a check before dyeing"),
        (
            "Mending takes longer than weaving; the weavers call this state *perpetual darning*.",
            "perpetual darning",
            "Mending takes longer than weaving",
        ),
        ("Old wool, also known as shoddy, needs care.", "shoddy", "Old wool"),
        ("A flaw is something wrong in the cloth.", "flaw", "something wrong in the cloth"),
        ("A fray is what the wearer sees.", "fray", "what the wearer sees"),
        ("*Fading* is loss of colour in the sun.", "Fading", "loss of colour in the sun"),
    ],
)
def test_a_name_given_in_passing_is_defined(told, text: str, name: str, meaning: str):
    assert (name, IS, meaning) in told(f"# Mill\n\n## Words\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "The loom called the crew three times.",
        "The bell is called by the clerk.",
        "We call the dyer on Mondays and call it a day.",
        "It is called twice a day.",
        "We stop, i.e. take the belt off.",
        "A method known as felting helps.",
        "*Dyeing* is done at night.",
    ],
)
def test_a_call_or_a_stop_names_nothing(told, text: str):
    assert not [fact for fact in told(f"# Mill\n\n{text}\n") if fact[1] == IS]


def test_a_name_for_the_sentence_before_cites_both_lines():
    text = b"# Mill\n\nEach Friday the yarn is counted twice.\nWe call this the tally.\n"
    facts = read_bytes(text, SourcePath(Path("mill.md"), "mill.md")).facts
    (named,) = [fact for fact in facts if fact.relation == IS]
    assert (named.span.line_start, named.span.line_end) == (3, 4)
