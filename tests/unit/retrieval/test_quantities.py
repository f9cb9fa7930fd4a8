"""Amounts that a text states, in units that make them comparable."""

import pytest

from retrieval.text.quantities import DEGREE, Quantity, on_scale, quantities


@pytest.mark.parametrize(
    ("text", "amount", "dimension"),
    [
        ("8 ms", 0.008, "time"),
        ("two weeks", 1_209_600.0, "time"),
        ("~120 GB", 120e9, "bytes"),
        ("€1,200.50", 1200.5, "money"),
        ("0,95 €", 0.95, "money"),
        ("3.4 M", 3.4e6, ""),
        ("10 to 20 ms", 0.015, "time"),
        ("85%", 85.0, "share"),
        ("230 °C", 230.0, "heat"),
    ],
)
def test_amounts_are_read_in_base_units(text: str, amount: float, dimension: str):
    (found,) = quantities(text)
    assert found.amount == pytest.approx(amount)
    assert found.dimension == dimension


def test_all_amounts_of_a_cell_are_read():
    found = quantities("50 min at 230 °C")
    assert [one.dimension for one in found] == ["time", "heat"]


@pytest.mark.parametrize("text", ["T5", "n/a", "next sprint", "conv2d"])
def test_names_with_digits_are_no_amounts(text: str):
    assert quantities(text) == ()


def test_words_of_one_scale_are_compared_on_it():
    low, none, high = on_scale(["low", "depends", "High (GPU)"])
    assert none is None
    assert low is not None
    assert high is not None
    assert low < high


def test_repeated_signs_are_counted():
    assert on_scale(["★★☆", "$"]) == [Quantity(2.0, DEGREE), Quantity(1.0, DEGREE)]
