"""Sort: whether what would be said is of the sort that a question asks for.

"How many", "how long" and "who" are answered by a number, a time and a person; a sentence that
holds none answers none of them, whatever it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.question.intent import Asked
from retrieval.ranking.aspect import word_list

_AMOUNT = re.compile(
    r"\bhow (?:much|many|big|large|high|fast|small|deep|wide|far|tall|expensive)\b"
    r"|\b(?:what|which) (?:percent\w*|share|size|price|rate|number)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)?|%|\b(?:two|three|four|five|six|seven|eight|nine|ten|half|twice)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\bhow (?:long|often|frequently|soon|old)\b|\bwhen (?:was|were|did|will)\b"
    r"|\b(?:which|what) (?:year|date|month|day)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:(?:milli)?seconds?|minutes?|min|hours?|days?|weeks?|months?|years?|daily|weekly|monthly"
    r"|nightly|hourly|periodic\w*|once|\d{4}|\d+ ?(?:ms|s|h|min))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:which|what) (?:company|team|person|author|vendor|engineer|people|organi[sz]ation)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^\W*(?:(?:and|so|but|then)\W+)*(?:(?:by|to|from)\s+)?(?:who|whom|whose)\b(?:['’]s)?\s*"
    r"(?P<does>\w+)?|,?\s+(?:and\s+)?by wh?om\b",
    re.IGNORECASE,
)


def is_of_another_sort(
    asked: Asked, said: str, explained: Callable[[str], bool], *, counted: bool
) -> bool:
    """Whether a number, a time or a person is asked for that would not be said.

    Args:
        asked: The question, read.
        said: What would be said, in words.
        explained: Whether a word is explained by it.
        counted: Whether what would be said is counted.
    """
    clause = asked.clause
    return (
        (bool(_AMOUNT.search(clause)) and not counted and not _has_number(asked.text, said))
        or (bool(_DURATION.search(clause)) and not _TIME.search(said))
        or bool(_PERSON.search(clause))
        or _asks_who(clause, explained)
    )


def _has_number(question: str, said: str) -> bool:
    """Whether a number is said that the question does not hold itself."""
    own = {number.lower() for number in _NUMBER.findall(question)}
    return any(number.lower() not in own for number in _NUMBER.findall(said))


def _asks_who(clause: str, explained: Callable[[str], bool]) -> bool:
    match = _WHO.search(clause)
    if match is None:
        return False
    does = match["does"]
    return does is None or not (does.lower() in word_list("serving") or explained(does))
