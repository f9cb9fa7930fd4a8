"""Units: in what a number is asked for, and whether a text gives one in it.

"How many seconds …?" and "How long …?" are answered by a number of seconds, minutes or days, and by
no other number. A unit is one of a family, whose members answer for each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from retrieval.text.quantities import (
    BYTES,
    HEAT,
    LENGTH,
    MASS,
    MONEY,
    POWER,
    SHARE,
    TIME,
    VOLUME,
    units,
)

EXTENT = "extent"
"""What is long in words, lines or pages; "How long …?" may ask for a time or a length as well."""
_DIMENSIONS = (TIME, LENGTH, MASS, VOLUME, MONEY, SHARE, POWER, BYTES, HEAT)
_WORDS = ("token", "character", "char", "letter", "word", "line", "sentence", "paragraph", "page")
_NUMBER_WORD = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
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
            rf"\bhow many (?:{_KIND} )?(?:{one})(?!\w)|\bin (?:{one})\W*$", re.IGNORECASE
        )
        for family in _DIMENSIONS
        for one in ["|".join(_of_family(family, least=2))]
    }


def _of_family(family: str, least: int = 1) -> list[str]:
    """Return patterns of the units of a family, those of at least so many letters."""
    if family == EXTENT:
        return [f"{word}s?" for word in _WORDS]
    return [re.escape(unit) for unit in units(family) if len(unit) >= least or not unit.isalpha()]


def _answering(family: str, least: int = 1) -> str:
    """Return a pattern of the units that answer; of an extent, also times and lengths."""
    families = (EXTENT, TIME, LENGTH) if family == EXTENT else (family,)
    return "|".join(unit for one in families for unit in _of_family(one, least))


@cache
def giving(family: str) -> re.Pattern[str]:
    """Return a pattern of a number of units of a family."""
    before = r"|[€$£]\s?\d" if family == MONEY else ""
    spelt = rf"(?<!\w){_NUMBER_WORD}[ -](?:{_KIND} )?(?:{_answering(family, least=2)})(?!\w)"
    digits = rf"(?<!\w)\d[\d.,:]*[ -]?(?:{_KIND} )?(?:{_answering(family)})(?!\w)"
    return re.compile(rf"{digits}|{spelt}{before}", re.IGNORECASE)


@cache
def _alone(family: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_answering(family, least=2)})(?!\w)", re.IGNORECASE)


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
