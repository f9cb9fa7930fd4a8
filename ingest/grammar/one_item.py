"""What a piece leaves out where it is one item, and whether its parentheses hold no examples."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.clauses import bids
from ingest.grammar.item import Items
from ingest.grammar.listing import example_tail
from ingest.grammar.pieces import Piece
from ingest.grammar.terms import clean_term

_CITED = re.compile(r"\bet\sal\b|\b(?:19|20)\d\d\b")
_LONGEST_NAME = 9
"""Blanks; what is longer and stands before a parenthesis is a clause, which has no example."""


def unstopped(piece: Piece) -> Piece:
    """Drop the stop behind a parenthesis at the end, and the "or" that leads to the next item."""
    if piece.plain.endswith((", or", ", and", "; or", "; and")):
        piece = piece.cut(0, piece.plain.rindex(" ") - 1)
    return piece.cut(0, len(piece.plain) - 1) if piece.plain.endswith(").") else piece


def remarked(asked: Items, behind: Piece) -> Items | None:
    """Return a question with what stands in parentheses behind it; None for anything else."""
    text = behind.plain.strip(". ")
    if not (text.startswith("(") and text.endswith(")")) or "(" in text[1:]:
        return None
    *front, last = asked.items
    said = (*last.qualifiers, clean_term(text[1:-1]))
    return asked._replace(items=(*front, last._replace(qualifiers=said)))


def tells_of(front: str, inner: str) -> bool:
    """Say whether one phrase stands in parentheses behind what has no examples.

    "write the report (template in the wiki)" tells of an act; "use a broker (Kafka)" names one.
    """
    if inner[:1].islower() and bids(front):
        return "," not in inner or " " in inner.split(", ", 1)[0]
    return "," not in inner and front.count(" ") > _LONGEST_NAME


def cited(pieces: Sequence[Piece]) -> Piece | None:
    """Return the linked title of a citation: "Gulati et al. 2020, [Conformer](…)"."""
    linked = [piece for piece in pieces if piece.address()]
    others = " ".join(piece.plain for piece in pieces if not piece.address())
    return linked[0] if len(linked) == 1 and _CITED.search(others) else None


def is_marked(name: Piece) -> bool:
    """Say whether the whole name is a link or code: "`owner` (squad name)" has no example."""
    return bool(name.address()) or not name.top.strip("\0 ")


def unled(inner: Piece) -> Piece:
    """Drop "e.g." in front of examples."""
    head, tail = example_tail(inner)
    return inner if tail is None or head.plain else tail
