"""Forms: how a sentence looks that says what is asked, where the question tells it.

"How fast must I answer?" is answered by a sentence with a time, "May I fire on Sundays?" by one
that allows or forbids, "What is the purpose of …?" by one that speaks of a purpose, and what holds
"after two days" by one that says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.snapshot import Snapshot
from retrieval.queries.shapes import DIRECT
from retrieval.question.intent import Asked
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import SentenceHit
from retrieval.ranking.units import asked_unit, giving

Piece = TypeVar("Piece")
GAIN = 0.6
"""What a sentence, or a fact by its names, gains that has the form where the best one has not."""
NAMED = 0.5
"""Share of a relation's words in the question from which it asks for that relation."""
LEAST_COVERED = 0.2
"""Share of the question's weight that such a sentence has to cover."""
_COUNT = (
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    r"|twenty|thirty)"
)
_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|nights?)"
_FORMS = (
    (
        re.compile(
            r"\b(?:purpose|point|aim|goal)\s+of\b|^\W*what\s+(?:is|are)\s+[^,]+\s+for\W*$", re.I
        ),
        re.compile(r"\bpurposes?\b|\b(?:is|are)\s+(?:there|meant|for)\b", re.I),
    ),
    (
        re.compile(
            r"^\W*(?:when\s+)?(?:can|may)\s+(?:i|we|you|one|anybody|anyone|somebody)\b"
            r"|^\W*(?:when\s+)?(?:am|are|is)\s+\w+\s+(?:allowed|permitted)\b",
            re.I,
        ),
        re.compile(
            r"\b(?:allowed|permitted|forbidden|prohibited|may|must\s+not|cannot|never)\b", re.I
        ),
    ),
    (
        re.compile(r"\bhow\s+(?:fast|quick(?:ly)?|soon)\b|\bby\s+when\b|\bdeadline\b", re.I),
        re.compile(rf"\b(?:within|after|in|for)\s+(?:\w+\s+)?{_COUNT}\s(?:\w+\s)?{_UNIT}\b", re.I),
    ),
    (
        re.compile(r"\bhow\s+(?:often|frequently|regularly)\b", re.I),
        re.compile(
            r"\b(?:hourly|nightly|daily|weekly|monthly|quarterly|yearly|annually|continuously"
            rf"|every\s+(?:\w+\s+)?\w+|(?:once|twice|times)\s+(?:an?|per|every)|per\s+{_UNIT})\b",
            re.I,
        ),
    ),
    (
        re.compile(r"\bhow\s+(?:large|big|long)\s+(?:may|should|can|must)\b|\bthe\s+limit\b", re.I),
        re.compile(
            rf"\b(?:below|under|at\s+most|up\s+to|more\s+than|less\s+than|over)\s+{_COUNT}\b", re.I
        ),
    ),
)
"""How each form is asked for, and how a sentence of it looks."""
_SPAN = re.compile(rf"\b{_COUNT}\s(?:working\s)?{_UNIT}\b", re.I)


def form(asked: Asked) -> re.Pattern[str] | None:
    """Return how a sentence looks that says what is asked; None where the question tells none."""
    if found := next((told for ask, told in _FORMS if ask.search(asked.clause)), None):
        return found
    if family := asked_unit(asked.clause):
        return giving(family)
    span = _SPAN.search(asked.clause)
    return re.compile(rf"\b{re.escape(span[0])}\b", re.I) if span else None


def of_form(
    asked: Asked,
    pieces: Sequence[Piece],
    text: Callable[[Piece], str],
    counts: Callable[[Piece], bool] = lambda _: True,
) -> list[float] | None:
    """Return what each piece gains by its form; None where the best one has it, or none is asked.

    ``counts``: whether a piece covers enough of the question to gain anything.
    """
    told = form(asked)
    if told is None or not pieces or told.search(text(pieces[0])):
        return None
    return [GAIN if counts(piece) and told.search(text(piece)) else 0.0 for piece in pieces]


def covers(hit: SentenceHit) -> bool:
    """Whether a sentence covers enough of the question to gain by its form."""
    return hit.covered >= LEAST_COVERED


def from_told(asked: Asked, quote: Quote | None, best: SentenceHit) -> Quote | None:
    """Return a quotation from the sentence on that has the form asked for, or the one it leans on.

    As it is where the best sentence has no such form.
    """
    told = form(asked)
    if quote is None or told is None or not told.search(best.bare):
        return quote
    refs = [said.ref for said in quote.sentences]
    at = refs.index(best.ref) if best.ref in refs else 0
    at -= at > 0 and quote.sentences[at].leans
    return replace(quote, sentences=quote.sentences[at:])


def is_told_so(
    asked: Asked, best: Sequence[Scored], sentences: Sequence[SentenceHit], snapshot: Snapshot
) -> bool:
    """Whether the best sentence has the form asked for, and the best facts have not.

    Facts of a relation that the question names are left to say it.
    """
    told = form(asked)
    if told is None or not sentences or not covers(sentences[0]):
        return False
    if not told.search(sentences[0].bare):
        return False
    for scored in best:
        ends = [end for edge in scored.candidate.edges for end in (edge.source, edge.target)]
        names = " ; ".join(snapshot.node(end).name for end in dict.fromkeys(ends))
        direct = scored.candidate.shape in DIRECT
        if direct or scored.features["relation"] >= NAMED or told.search(names):
            return False
    return True
