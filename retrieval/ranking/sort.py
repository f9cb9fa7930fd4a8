"""Sort: whether what would be said is of the sort that a question asks for.

"How many", "how often", "how long" and "who" are answered by a number, a frequency, a time and a
person. What holds none of that answers none of them, whatever it speaks of. All of what would be
said counts, with the lines that state it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from retrieval.question.intent import Asked
from retrieval.ranking.aspect import word_list
from retrieval.ranking.units import asked_unit, gives
from retrieval.text.words import words


@dataclass(frozen=True, slots=True)
class Told:
    """What would be said, as far as its sort depends on it."""

    text: str
    """With the lines that state it."""
    explained: Callable[[str], bool]
    """Whether it explains a word."""
    listed: int = 0
    """How many things it lists."""


_UNIT = (
    r"(?:(?:milli|micro)?seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|weekends?|months?"
    r"|quarters?|years?|decades?|sprints?|shifts?)"
)
_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|double|third|quarter"
    r"|both|none|zero|per ?cent)"
)
_DIGITS = (
    r"(?<![\w@])\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|x|k|m|bn|ms|s|h|min|d|g|kg|mg|mm|cm|km|l|ml|kb|mb"
    r"|gb|tb|rps|qps)\b|(?![\w]))"
)
"""A number, also with its unit; none that is part of a name: "T5", "8bit"."""
_NUMBER = re.compile(
    rf"{_DIGITS}|%|\b{_NUMBER_WORD}\b"
    rf"|\b(?:an?|one) {_UNIT}\b",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(?:every|each|always|never|once|twice|times|whenever|daily|weekly|monthly|nightly|hourly"
    r"|yearly|annual\w*|quarterly|periodic\w*|regular\w*|continuous\w*|constant\w*|seldom|rarely"
    rf"|real[- ]time|schedule\w*|per {_UNIT}|a {_UNIT}|on \w+days)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{4}\b|\b\d{1,2}[:.]\d\d\b|\b(?:\w+day|noon|midnight|ago|since|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_COUNT_ASKED = re.compile(
    r"(?<!\bby )\bhow many\b(?! (?:points|percent\w*|times)\b)|\bnumber of\b", re.IGNORECASE
)
_FREQUENCY_ASKED = re.compile(r"\bhow (?:often|frequently|regularly)\b", re.IGNORECASE)
_DATE_ASKED = re.compile(
    r"\bwhen (?:was|were|did|will)\b|\b(?:which|what) (?:year|date|month|day|time)\b",
    re.IGNORECASE,
)
_AMOUNT_ASKED = re.compile(
    r"\bhow (?:much|big|large|high|fast|small|deep|wide|far|tall|expensive|warm|hot|cold|heavy"
    r"|wet|thick)\b|\b(?:what|which) (?:percent\w*|share|size|price|rate|number|ratio|proportion"
    r"|fraction|factor|length|width|height|duration|interval)\b|\bby how (?:much|many)\b"
    r"|\bhow many (?:points|percent\w*|times)\b"
    r"|\b(?:what|which) [\w-]+ (?:is|are|would be|counts? as)"
    r" (?:good|enough|ok|okay|acceptable|sufficient|normal)\b",
    re.IGNORECASE,
)
_PRICE_ASKED = re.compile(
    r"\bhow (?:much|expensive)\b.*\b(?:costs?|pays?|paid|charges?|spends?|spent|earns?|money)\b"
    r"|\bhow (?:expensive|much (?:is|are|was|were))\b"
    r"|\bwhat (?:do|does|did|would|will)\b.*\bcosts?\W*$"
    r"|\b(?:price|salary|wage|fee)s? (?:of|for)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"[$€£¥₹]|\b(?:usd|eur|gbp|chf|dollars?|euros?|pounds?|cents?|free|gratis|cheap\w*|expensive\w*"
    r"|pric\w+|costs?|fees?|budget)\b",
    re.IGNORECASE,
)
_PERSON_ASKED = re.compile(
    r"\b(?:which|what) (?:company|team|person|author|vendor|engineer|people|organi[sz]ation"
    r"|department)\b|(?:^\W*|[,;–—-]\s+|\b(?:and|so|but|then|by|to|from)\s+)who(?:m|se)?\b"
    r"(?:['’]s)?",
    re.IGNORECASE,
)
_IS = frozenset({"is", "are", "was", "were", "to"})
_NAME = re.compile(
    r"(?<![.!?|] )(?<!^)\b[A-Z]\w*\b|(?<=\| )[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}(?= ?\|)",
    re.MULTILINE,
)
"""A word with a capital that does not begin a sentence, or a cell of such words alone: somebody's
name, or a title."""
_BY = re.compile(r"\bby [A-Z]\w")
"""Who did something, in the passive."""
_WHO_IS_NAMED = re.compile(r"\bwho(?:['’]s| is| was| are| were) (?-i:[A-Z][\w.'’-]*\W*)+$", re.I)
"""Somebody's part is asked for, not who has it: "Who is Ada Byron?"."""
_DOES = re.compile(
    r"\W*(?:(?:can|could|may|might|must|should|shall|will|would|(?:has|have|had)\s+to)\s+)?(?P<does>\w+)?",
    re.IGNORECASE,
)
_PERSONS = re.compile(r"\b(?:I|we|you|us|me|he|she|him|her|everyone|everybody|anyone|nobody)\b")


def is_of_another_sort(asked: Asked, told: Told) -> bool:
    """Whether a number, a frequency, a time or a person is asked for that would not be said."""
    if family := asked_unit(asked.clause):
        return not gives(_beyond(asked, told), family)
    lacks = next((lacks for asks, lacks in _SORTS if asks.search(asked.clause)), None)
    return lacks is not None and lacks(asked, told)


def _beyond(asked: Asked, told: Told) -> str:
    """Return what would be said without the numbers that the question holds itself."""
    own = {number.lower() for number in _NUMBER.findall(asked.text)}
    return _NUMBER.sub(lambda found: " " if found[0].lower() in own else found[0], told.text)


def _lacks_count(asked: Asked, told: Told) -> bool:
    return told.listed <= 1 and _lacks_number(asked, told)


def _lacks_frequency(asked: Asked, told: Told) -> bool:
    return not _FREQUENCY.search(told.text) and _lacks_number(asked, told)


def _lacks_price(_: Asked, told: Told) -> bool:
    return not _PRICE.search(told.text)


def _lacks_date(_: Asked, told: Told) -> bool:
    return not _DATE.search(told.text)


def _lacks_number(asked: Asked, told: Told) -> bool:
    """Whether no number is said that the question does not hold itself."""
    own = {number.lower() for number in _NUMBER.findall(asked.text)}
    return all(number.lower() in own for number in _NUMBER.findall(told.text))


def _lacks_person(asked: Asked, told: Told) -> bool:
    """Whether nobody is said who does what is asked about.

    A name may be anything, so that what he does has to be said, or that it is somebody.
    """
    if _WHO_IS_NAMED.search(asked.clause):
        return False
    asks = _PERSON_ASKED.search(asked.clause)
    does = _DOES.match(asked.clause, asks.end()) if asks is not None else None
    verb = (does["does"] or "").lower() if does is not None else ""
    own = asked.text.lower()
    named = verb in _IS and any(name.lower() not in own for name in _NAME.findall(told.text))
    served = verb not in _IS and (verb in word_list("serving") or told.explained(verb))
    if verb and (named or served):
        return False
    said = {word.lower for word in words(told.text)} - {word.lower for word in words(asked.text)}
    somebody = _PERSONS.search(told.text) or _BY.search(told.text)
    return said.isdisjoint(word_list("roles")) and not somebody


_SORTS = (
    (_COUNT_ASKED, _lacks_count),
    (_FREQUENCY_ASKED, _lacks_frequency),
    (_DATE_ASKED, _lacks_date),
    (_PRICE_ASKED, _lacks_price),
    (_AMOUNT_ASKED, _lacks_number),
    (_PERSON_ASKED, _lacks_person),
)
"""How each sort is asked for, and whether it would not be said; the first that is asked counts."""
