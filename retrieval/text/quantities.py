"""Quantities: the amounts that a text states, in units that make them comparable.

Times are in seconds, sizes in bytes (of 1000), lengths in metres, masses in grams; money is taken
as written, because a table seldom mixes currencies. A word of a scale ("low", "medium", "high") is
a quantity of the dimension ``DEGREE`` where it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

PLAIN = ""
"""The dimension of a bare number."""
TIME, MONEY, SHARE, BYTES = "time", "money", "share", "bytes"
POWER, HEAT, LENGTH, MASS, VOLUME = "power", "heat", "length", "mass", "volume"
DEGREE = "degree"


class Quantity(NamedTuple):
    """An amount in the base unit of its dimension."""

    amount: float
    dimension: str


_UNITS: dict[str, dict[str, float]] = {
    TIME: {
        **dict.fromkeys(("ns", "nanosecond", "nanoseconds"), 1e-9),
        **dict.fromkeys(("us", "µs", "microsecond", "microseconds"), 1e-6),
        **dict.fromkeys(("ms", "millisecond", "milliseconds"), 1e-3),
        **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
        **dict.fromkeys(("min", "mins", "minute", "minutes"), 60.0),
        **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
        **dict.fromkeys(("d", "day", "days"), 86400.0),
        **dict.fromkeys(("week", "weeks"), 604800.0),
        **dict.fromkeys(("month", "months"), 2629800.0),
        **dict.fromkeys(("quarter", "quarters"), 7889400.0),
        **dict.fromkeys(("year", "years", "yr", "yrs"), 31557600.0),
        **dict.fromkeys(("night", "nights"), 86400.0),
        **dict.fromkeys(("decade", "decades"), 315576000.0),
    },
    MONEY: {
        **dict.fromkeys(("€", "$", "£", "¥", "eur", "euro", "euros", "usd"), 1.0),
        **dict.fromkeys(("dollar", "dollars", "gbp", "pound", "pounds", "chf"), 1.0),
        **dict.fromkeys(("cent", "cents", "ct", "p"), 0.01),
    },
    SHARE: dict.fromkeys(("%", "percent", "percentage", "pct"), 1.0),
    BYTES: {
        "b": 1.0,
        "byte": 1.0,
        "bytes": 1.0,
        "kb": 1e3,
        "mb": 1e6,
        "gb": 1e9,
        "tb": 1e12,
        "pb": 1e15,
        "kib": 1024.0,
        "mib": 1024.0**2,
        "gib": 1024.0**3,
        "tib": 1024.0**4,
    },
    POWER: {"w": 1.0, "watt": 1.0, "watts": 1.0, "kw": 1e3},
    HEAT: dict.fromkeys(("°c", "°", "degrees", "°f", "celsius"), 1.0),
    LENGTH: {
        "mm": 1e-3,
        "cm": 1e-2,
        "m": 1.0,
        "metre": 1.0,
        "metres": 1.0,
        "meter": 1.0,
        "meters": 1.0,
        **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), 1e3),
        "mile": 1609.0,
        "miles": 1609.0,
        **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
    },
    MASS: {
        "mg": 1e-3,
        **dict.fromkeys(("g", "gram", "grams"), 1.0),
        **dict.fromkeys(("kg", "kilo", "kilos", "kilogram", "kilograms"), 1e3),
        **dict.fromkeys(("t", "tonne", "tonnes"), 1e6),
        "lb": 453.6,
    },
    VOLUME: {"ml": 1e-3, "cl": 1e-2, "l": 1.0, "litre": 1.0, "litres": 1.0},
}
_BY_NAME = {name: (kind, size) for kind, sizes in _UNITS.items() for name, size in sizes.items()}
_SCALES = (
    ("none", "very low", "low", "medium", "high", "very high"),
    ("minimal", "low", "moderate", "high", "extreme"),
    ("none", "tiny", "small", "medium", "large", "huge"),
    ("slowest", "slow", "medium", "fast", "fastest"),
    ("free", "cheap", "moderate", "expensive"),
    ("bad", "poor", "fair", "good", "very good", "excellent"),
    ("trivial", "easy", "medium", "hard", "very hard"),
    ("never", "rare", "sometimes", "often", "always"),
    ("weak", "medium", "strong"),
)
_MULTIPLES = {"k": 1e3, "m": 1e6, "bn": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = re.compile(
    r"(?P<before>[€$£¥]|\b(?:EUR|USD|GBP|CHF)\b)?\s*(?<![\w.@])(?P<amount>\d+(?:[.,]\d+)*)"
    r"(?:\s*(?:-|–|to)\s*[€$£¥]?(?P<end>\d+(?:[.,]\d+)*))?"
    r"\s*(?P<multiple>(?:k|M|bn|B|thousand|million|billion)\b)?"
    r"\s*(?P<unit>%|€|\$|£|°\s?[CF]?|[a-zA-Zµ]+)?"
)
_SPELT = re.compile(rf"\b(?P<word>{'|'.join(_WORDS)}|an?)\s+(?P<unit>[a-z]+)\b", re.IGNORECASE)
_SYMBOLS = re.compile(r"(?P<one>[$€£★⭐*+])(?P=one)*[☆]*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in its order; of a range the middle."""
    found = [(match.start(), _of(match)) for match in _NUMBER.finditer(text)]
    for match in _SPELT.finditer(text):
        known = _BY_NAME.get(match["unit"].lower())
        if known is not None:
            word = match["word"].lower()
            amount = float(_WORDS.index(word) + 1) if word in _WORDS else 1.0
            found.append((match.start(), Quantity(amount * known[1], known[0])))
    return tuple(quantity for _, quantity in sorted(found))


def on_scale(texts: Sequence[str]) -> list[Quantity | None]:
    """Return the place of each text on the scale that most of them are words of.

    "medium" and "★★☆" are places; a text in other words has none.
    """
    bare = [re.sub(r"\s*\([^()]*\)", "", text).strip().lower() for text in texts]
    scale = max(_SCALES, key=lambda words: sum(text in words for text in bare))
    return [_place(text, scale) for text in bare]


def _place(text: str, scale: Sequence[str]) -> Quantity | None:
    if _SYMBOLS.fullmatch(text):
        return Quantity(float(text.count(text[0])), DEGREE)
    return Quantity(float(scale.index(text)), DEGREE) if text in scale else None


def dimension_of(unit: str) -> str:
    """Return the dimension of a unit's name; ``PLAIN`` for a word that is none."""
    return _BY_NAME.get(unit.lower(), (PLAIN, 1.0))[0]


def units(dimension: str) -> tuple[str, ...]:
    """Return the names of a dimension's units in lower case, the longest first."""
    return tuple(sorted(_UNITS[dimension], key=lambda name: (-len(name), name)))


def _of(match: re.Match[str]) -> Quantity:
    ends = [_value(text) for text in (match["amount"], match["end"]) if text]
    amount = sum(ends) / len(ends) * _MULTIPLES.get((match["multiple"] or "").lower(), 1.0)
    if (match["multiple"] or "") == "B":
        amount *= 1e9
    if match["before"]:
        return Quantity(amount, MONEY)
    unit = re.sub(r"\s", "", match["unit"] or "")
    kind, size = _BY_NAME.get(unit.lower(), (PLAIN, 1.0))
    return Quantity(amount * size, kind)


def _value(text: str) -> float:
    """Return the value of a number with a comma for thousands or for decimals."""
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    parts = text.replace(",", ".").split(".")
    return float(f"{''.join(parts[:-1])}.{parts[-1]}") if len(parts) > 1 else float(parts[0])
