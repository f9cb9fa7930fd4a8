"""What the text counts is told with its names where the list of it is asked for."""

import pytest

from retrieval.text.sentences import item_name
from retrieval.text.tallies import items, tallies

TEXT = """# Mill

## Flours

Four streams leave the mill and meet in the bin.

1. **Patent flour** makes up 50 kg. Fine, white, sold to pastry cooks.
2. **Clear flour** makes up 20 kg. Sold to bakers of rye.
3. **Middlings** make up 20 kg. They go to the farmers.
4. **Bran** makes up 10 kg. Sieved out at the last roller.

Dust is swept up by Leo.

## Inspection

### The two sheets

- **Morning sheet**: twelve lines, filled in by the first shift.
- **Sunday sheet**: four lines, filled in by whoever is there.

Both sheets are kept until May.

### What we look at

- the belts
- the magnets

## Power

Turning the stones without wind needs a motor.

There are three makes of these. **Hansa** motors are old and loud, but parts are cheap. A
**Volund** motor runs cool and may be left alone; it costs twice as much. The **Lynx** is rented
by the week.

## Noise

Two kinds of measures help against noise: felt under the hoppers, and closed doors. Night work at
half speed is a cheap third. Never stuff the shafts.
"""


@pytest.fixture(scope="module")
def mill(ask_about, tmp_path_factory):
    path = tmp_path_factory.mktemp("tallied") / "mill.md"
    path.write_text(TEXT, encoding="utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("how many streams leave the mill, and which?", ["Patent flour", "Middlings", "Bran"]),
        ("Which streams meet in the bin?", ["Four streams", "Clear flour", "Bran"]),
        ("How many inspection sheets do we have and what are they called?", ["two", "Sunday"]),
        ("how many makes of motors are there and what are they", ["Hansa", "Volund", "Lynx"]),
        ("what measures help against noise?", ["felt", "closed doors", "half speed"]),
    ],
)
def test_what_is_counted_is_named(mill, question, names):
    said = mill.answer(question).answer.split(" Related: ")[0]
    assert all(name.lower() in said.lower() for name in names), said


def test_the_source_is_the_lead_in_with_its_list(mill):
    (first, *_) = mill.answer("how many streams leave the mill, and which?").citations
    assert (first.source.line_start, first.source.line_end) == (5, 10)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Which of the streams is sold to bakers of rye?", "Clear flour"),
        ("which stream goes to the farmers", "Middlings"),
        ("which stream is sieved out at the last roller?", "Bran"),
    ],
)
def test_one_of_a_list_is_the_one_whose_item_says_what_is_asked(mill, question, name):
    said = mill.answer(question).answer.split(" Related: ")[0]
    assert said.startswith(name)
    assert not {"Patent", "Clear", "Middlings", "Bran"} - {name.split()[0]} & set(said.split())


def test_a_later_sentence_of_an_item_is_told_with_its_name(mill):
    said = mill.answer("who buys rye flour?").answer
    assert "Clear flour: Sold to bakers of rye" in said


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("- **Bran** makes up 10 kg.", "Bran"),
        ("2. *Morning sheet*: twelve lines", "Morning sheet"),
        ("**Remedy:** turn it off.", "Remedy"),
        ("**Hansa** motors are old.", ""),
        ("- Stir **well**.", ""),
    ],
)
def test_items_and_titled_paragraphs_begin_with_their_names(line, name):
    assert item_name(line) == name


def test_amounts_and_single_things_are_no_tallies():
    assert not [*tallies("It takes three minutes, two buses is fine, and 4.5 hours.")][1:]
    assert [t.number for t in tallies("There are, roughly, three ways of doing it.")] == [3]
    assert next(tallies("Two kinds of yeast are kept.")).heads == frozenset({"yeast"})


def test_items_are_named_by_their_marked_beginnings_or_as_a_whole():
    assert items(["Lead:", "", "- **A**: x", "  - inner", "- b – more", "- c"]) == (
        2,
        ["A", "b", "c"],
    )
    long = " ".join(["word"] * 20)
    assert items([f"- {long}", "- b"])[1] == []
