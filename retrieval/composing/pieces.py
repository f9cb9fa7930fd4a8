"""Pieces: facts and quotations that are told behind an answer, as no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Edge, Evidence
from retrieval.answer import RELATED
from retrieval.composing.sheet import Sheet
from retrieval.ranking.prose import Prose
from retrieval.text.words import content_stems

LEAST_GAIN = 0.1
"""Share of the question's weight that a piece has to say anew to gain anything."""
MOST_NEW = 0.34
"""Share of a sentence's words up to which an answer that holds the others says as much."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be told."""

    text: str
    score: float
    places: tuple[Evidence, ...]
    edges: tuple[Edge, ...] = ()
    bare: str = ""
    """The text of a quotation without titles and headers; of a fact, the clause that it holds."""
    is_row: bool = False
    """Whether it is a row of a table, of which an answer may have told a part."""


def tell(piece: Piece, sheet: Sheet) -> None:
    """Write a piece, the first one behind the word that it is only related."""
    begun = any(said.startswith(RELATED) for said in sheet.sentences)
    text = piece.text if begun else RELATED + piece.text
    if piece.edges:
        sheet.say(text, piece.edges)
    else:
        sheet.quote(text, piece.places[0])


def is_told(piece: Piece, sheet: Sheet) -> bool:
    """Whether the answer says a piece's facts, or nearly all of its words."""
    told = set(content_stems(" ".join(sheet.sentences)))
    text = piece.text if piece.edges else piece.bare
    own = set(content_stems(text))
    most = 0.0 if piece.edges or piece.is_row else MOST_NEW
    said = any(edge.key in sheet.stated for edge in piece.edges)
    said |= bool(piece.edges and piece.bare) and set(content_stems(piece.bare)) <= told
    return said or len(own - told) <= most * len(own)


def gain(sheet: Sheet, terms: Sequence[str], text: str, prose: Prose) -> float:
    """Return the share of a question's weight that a text says and the answer does not.

    What is below ``LEAST_GAIN`` counts as nothing.
    """
    said = frozenset(content_stems(" ".join(sheet.sentences)))
    both = said | frozenset(content_stems(text))
    share = prose.covered(terms, both) - prose.covered(terms, said)
    return share if share >= LEAST_GAIN else 0.0
