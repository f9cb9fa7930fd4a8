"""Onward: what is said of a thing that one part of a question gives, for a later part of it.

It is told behind the answer: that the later part meant this very thing is likely, not sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.composing.nearby import Nearby
from retrieval.composing.pieces import Piece, gain, is_told, tell
from retrieval.composing.sheet import Sheet
from retrieval.ranking.finding import Finding
from retrieval.ranking.prose import Prose
from retrieval.text.sentences import leans
from retrieval.text.words import content_stems

MOST = 2
"""Pieces that are told."""
LOOKED_AT = 4
"""Queries, and sentences, of one finding that are looked at."""
NEAR = 1.2
"""By how much a query may have scored less than the best one."""
ABOVE_FACTS = 1.5
"""By how much a sentence scores less than a fact that is as near."""
LONGEST = 40
"""Words of a sentence that is quoted."""
MOST_WORDS = 120
"""Words of an answer with what is told so."""


class Onward:
    """Tells what follows from one part of a question for another, about one snapshot."""

    def __init__(self, nearby: Nearby, prose: Prose) -> None:
        self._nearby = nearby
        self._prose = prose

    def add(self, sheet: Sheet, findings: Sequence[Finding], *, gaining: bool) -> None:
        """Tell the best pieces about the things that were given, as far as there is room.

        With ``gaining`` only those that say what the answer leaves open, before anything else that
        is related; without it the best one of each finding, behind that.
        """
        pieces = [
            (-self._gains(sheet, finding, piece), turn, place, piece)
            for place, finding in enumerate(findings)
            for turn, piece in enumerate(self._best(finding))
        ]
        told = 0
        for lost, _, _, piece in sorted(pieces, key=lambda one: one[:3]):
            room = sheet.words + len(piece.text.split()) <= MOST_WORDS
            fits = told < MOST and room and bool(lost) is gaining
            if fits and not is_told(piece, sheet):
                tell(piece, sheet)
                told += 1

    def _best(self, finding: Finding) -> list[Piece]:
        """Return what is said of the thing, best first."""
        return sorted(self._pieces(finding), key=lambda piece: -piece.score)

    def _pieces(self, finding: Finding) -> Iterator[Piece]:
        """Yield what the best queries and sentences say of the thing."""
        thing = set(content_stems(finding.onward))
        near = [s for s in finding.ranked[:LOOKED_AT] if s.score >= finding.ranked[0].score - NEAR]
        told = (self._nearby.fact(scored, finding.asked) for scored in near)
        facts = [piece for piece in told if piece is not None]
        for piece in facts:
            part = any(_holds(other, piece) for other in facts)
            if thing <= set(content_stems(piece.text)) and not part:
                yield piece
        for said in finding.sentences[:LOOKED_AT]:
            short = len(said.text.split()) <= LONGEST and not leans(said.bare)
            if short and thing <= set(content_stems(said.text)):
                score = said.score + ABOVE_FACTS
                yield Piece(self._prose.titled(said), score, (said.source,), bare=said.bare)

    def _gains(self, sheet: Sheet, finding: Finding, piece: Piece) -> float:
        """Return the share of a part's weight that a piece says and the answer does not."""
        thing = set(content_stems(finding.onward))
        terms = [term for term in finding.linked.terms if term not in thing]
        return gain(sheet, terms, piece.text, self._prose)


def _holds(whole: Piece, part: Piece) -> bool:
    """Whether a piece states all that another one does, and more."""
    edges = {edge.key for edge in whole.edges}
    return edges > {edge.key for edge in part.edges}
