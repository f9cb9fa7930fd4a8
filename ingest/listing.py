"""Whether the commas of a text make a list, and where its examples begin."""

from __future__ import annotations

import re

from ingest.pieces import Piece
from ingest.words import FINITE, PRONOUNS, first_word, word_set, words

_COMMA = re.compile(r"(?<!\d),(?=\S)|,(?!\d)|[;；，、]")
_AND = re.compile(r"^(?:and|or|und|y|et|plus|&)\s+", re.IGNORECASE)
_LAST_AND = re.compile(r"(?<!\s)\s++(?:and|or)\s+", re.IGNORECASE)
_AND_SO_ON = re.compile(r"^(?:etc\.?|and so on|and more|and others|\.{3}|…)\.?$", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9)\0][.!])\s++(?=[A-Z])")
_EXAMPLES = re.compile(
    r"(?:^|(?<=\s)|,\s*)(?:e\.\s?g\.|eg\.|for example|for instance"
    r"|such as|including|incl\.)\s*[,:]?\s*",
    re.IGNORECASE,
)
_CONTINUATIONS = word_set("continuations")
_MOST_WORDS = 8
_SHORT = 3


def is_question(piece: Piece) -> bool:
    """Say whether a piece ends as a question."""
    return piece.plain.endswith("?") and any(char.isalnum() for char in piece.plain)


def is_sentence(text: str) -> bool:
    """Say whether a text is a clause or several rather than a name or a list of names."""
    found = words(text)
    if _NEXT_SENTENCE.search(text) or not found:
        return True
    closed = text.rstrip().endswith((".", "!")) and not text.rstrip().endswith(("etc.", "..."))
    return (
        found[0] in PRONOUNS
        or any(w in FINITE for w in found[1:])
        or (closed and len(found) > _SHORT)
    )


def comma_pieces(piece: Piece, *, conjunctions: bool) -> list[Piece]:
    """Cut a list at its commas and semicolons; a text that is no list comes back whole."""
    pieces = [part for part in piece.split(_COMMA) if not _AND_SO_ON.match(part.plain)]
    if len(pieces) == 1 and not conjunctions:
        # "Kafka, etc." is a list of one.
        return pieces if len(words(pieces[0].plain)) <= _SHORT else [piece]
    if not pieces or not _reads_as_list(piece, pieces):
        return [piece]
    return _without_and(pieces)


def example_tail(piece: Piece) -> tuple[Piece, Piece | None]:
    """Split "stores, e.g. a, b" into what stands before and the examples behind."""
    match = _EXAMPLES.search(piece.top)
    if match is None or match.end() == len(piece.plain):
        return piece, None
    head, tail = piece.cut(0, match.start()), piece.cut(match.end(), len(piece.plain))
    if is_sentence(head.plain) and head.plain:
        return piece, None
    if len(words(head.plain)) > _MOST_WORDS or not _reads_as_list(tail, tail.split(_COMMA)):
        return piece, None
    return head, tail


def _reads_as_list(whole: Piece, pieces: list[Piece]) -> bool:
    if _NEXT_SENTENCE.search(whole.top) or not pieces:
        return False
    if words(pieces[0].top) and first_word(pieces[0].top) in PRONOUNS:
        return False
    longest = max(len(words(part.top)) for part in pieces)
    if whole.plain.endswith((".", "!")) and longest > _SHORT:
        return False
    return longest <= _MOST_WORDS and all(
        _can_be_item(part, first=not n) for n, part in enumerate(pieces)
    )


def _can_be_item(piece: Piece, *, first: bool) -> bool:
    text = _AND.sub("", piece.top)
    found = words(text)
    if not found:
        return bool(text)
    if any(word in FINITE for word in found[1:]):
        return False
    return first or found[0] not in _CONTINUATIONS


def _without_and(pieces: list[Piece]) -> list[Piece]:
    last = pieces[-1]
    opening = _AND.match(last.top)
    if opening:
        return [*pieces[:-1], last.cut(opening.end(), len(last.plain))]
    halves = last.split(_LAST_AND)
    earlier = any(_LAST_AND.search(part.top) for part in pieces[:-1])
    if len(halves) == 2 and not earlier:  # noqa: PLR2004
        return [*pieces[:-1], *halves]
    return pieces
