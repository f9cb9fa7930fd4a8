"""Units: in what a number is asked for, and whether a text gives one in it.

"How many seconds …?" and "How long …?" are answered by a number of seconds, minutes or days, and by
no other number. A unit is one of a family, whose members answer for each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

TIME, EXTENT = "time", "extent"
_FAMILIES = {
    TIME: r"(?:milli|micro)?seconds?|ms|s|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?"
    r"|weekends?|months?|quarters?|years?|decades?|sprints?|shifts?",
    "length": r"(?:kilo|centi|milli)?met(?:er|re)s?|km|cm|mm|m|feet|foot|ft|inch(?:es)?|miles?",
    "mass": r"(?:kilo)?grams?|kilos?|g|kg|mg|tons?|tonnes?|pounds?|lbs?",
    "volume": r"(?:milli)?lit(?:er|re)s?|ml|cl|l|gallons?|cups?",
    "money": r"euros?|eur|€|dollars?|usd|\$|pounds?|gbp|£|cents?|francs?|chf|crowns?",
    "share": r"per ?cent|percentage points?|%",
    "power": r"(?:kilo)?watts?|kwh?|w|volts?|amps?",
    "data": r"(?:kilo|mega|giga|tera)?bytes?|kb|mb|gb|tb|bits?",
    EXTENT: r"tokens?|characters?|chars?|letters?|words?|lines?|sentences?|paragraphs?|pages?",
    "heat": r"degrees?|°c|°f|°|celsius|fahrenheit",
}
"""The units of each family; those of one letter stand behind a number only."""
_NUMBER = (
    r"(?:\d[\d.,:]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|few|several|couple of)"
)
_KIND = r"(?:more|extra|full|whole|working|calendar)"
_EXTENT = re.compile(r"\bhow long (?:is|are|was|were|may|can|should|must)\b", re.I)
"""The length of a thing may be asked for, or a time."""
_HOW_LONG = re.compile(r"\bhow (?:long|soon|old|quick|quickly|much (?:time|notice))\b", re.I)
_UNTIL = re.compile(
    r"\b(?:forever|until|overnight|immediate\w*|instant\w*|at once|indefinitely|permanent\w*"
    r"|noon|midnight|tomorrow|\d{1,2}:\d\d)\b",
    re.IGNORECASE,
)
"""How long something takes, without a number of units."""
_CELL = re.compile(r"\|[^|\n]*\d")


@cache
def _asking() -> Mapping[str, re.Pattern[str]]:
    return {
        family: re.compile(
            rf"\bhow many (?:{_KIND} )?(?:{units})(?!\w)|\bin (?:{units})\W*$", re.IGNORECASE
        )
        for family, units in _FAMILIES.items()
    }


def _units(family: str) -> str:
    """Return a pattern of the units; an extent may be a time or a length."""
    each = (family, TIME, "length") if family == EXTENT else (family,)
    return "|".join(_FAMILIES[one] for one in each)


@cache
def giving(family: str) -> re.Pattern[str]:
    """Return a pattern of a number of units of a family."""
    units = _units(family)
    before = r"|[€$£]\s?\d" if family == "money" else ""
    return re.compile(rf"(?<!\w){_NUMBER}[ -]?(?:{_KIND} )?(?:{units})(?!\w){before}", re.I)


@cache
def _alone(family: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_units(family)})(?!\w)", re.IGNORECASE)


def asked_unit(clause: str) -> str | None:
    """Return the family of the unit in which a number is asked for; None for none."""
    found = next((name for name, asks in _asking().items() if asks.search(clause)), None)
    if found or not _HOW_LONG.search(clause):
        return found
    return EXTENT if _EXTENT.search(clause) else TIME


def gives(text: str, family: str) -> bool:
    """Whether a text has a number of units of a family.

    A table may have the unit in its header and the number in a cell.
    """
    timed = family in {TIME, EXTENT} and _UNTIL.search(text)
    if timed or giving(family).search(text):
        return True
    return bool(_CELL.search(text) and _alone(family).search(text))
