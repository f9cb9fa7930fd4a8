"""Nearby: what scored nearly as well as what was said, told briefly behind it.

Where one answer stands out, nothing is added. Where others were nearly as good, the question may
have meant one of them, or asks for more than one query gives; so a reader is told them as well,
behind a word that says that they are no part of the answer itself. Nor are the sentences and rows
that are quoted there for words of the question which the answer leaves open.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from graph.model import Edge
from graph.snapshot import Snapshot
from retrieval.composing.phrases import Phraser
from retrieval.composing.pieces import Piece, gain, is_told, tell
from retrieval.composing.sheet import Sheet
from retrieval.composing.supports import Supports
from retrieval.composing.telling import is_clausal
from retrieval.composing.wordings import ASKS
from retrieval.queries.answer_sets import AnswerSet, sources
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Shape
from retrieval.question.intent import Asked
from retrieval.ranking.finding import Finding
from retrieval.ranking.prose import Prose
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import PassageHit, SentenceHit
from retrieval.text.sentences import behind_names, is_chain, leans
from retrieval.text.words import is_general

NEAR = 1.0
"""By how much what is told may have scored less than what was said."""
ABOVE_PROSE = 1.5
"""By how much a fact scores more than a sentence that is as near."""
MOST = 3
LONGEST = 26
"""Words of one that is told."""
MOST_WORDS = 75
"""Words of an answer with what is near it."""
_LOOKED_AT = 16
WEAK = 3.5
"""Score below which an answer may miss the point, so that what is nearest is quoted as well."""
WEAK_PROSE = 1.2
"""The same for an answer in prose, whose scores are lower."""
NEAREST = 2
"""Pieces that are nearest."""
LEAST_SCORE = -0.1
"""Score that a quotation needs."""
MOST_QUOTED = 3
MOST_QUOTING = 105
"""Words of an answer with its quotations."""
WINDOW = 45
"""Words that are quoted of the best passage."""
WINDOW_FROM = 1.2
"""Score that it needs."""
SURE = 4.0
"""Score from which an answer hits the point, so that a passage has to add something."""
LONGEST_ROW = 40
"""Words of a row of a table that is quoted."""
DOUBTFUL = 0.8
"""Probability of an answer below which the best passage is quoted as well, where it is short."""
UNSURE = 0.95
"""The same of an answer that does not surely hit the point."""
LONGEST_PASSAGE = 80


class Nearby:
    """Tells what is near the answers about one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        phraser: Phraser,
        polar: Polar,
        supports: Supports,
        prose: Prose,
    ) -> None:
        self._prose = prose
        self._supports = supports
        self._snapshot = snapshot
        self._phraser = phraser
        self._polar = polar

    def add(self, sheet: Sheet, finding: Finding) -> None:
        """Tell what is near, as far as there is room, unless it is told already."""
        self._window(sheet, finding)
        answering = finding.sentences if finding.by_prose else finding.ranked
        least = max((found.score for found in answering[:1]), default=math.inf) - NEAR
        told = 0
        near = [*finding.ranked[:_LOOKED_AT], *finding.sentences]
        for found in sorted(near, key=lambda found: -found.score):
            if told >= MOST or found.score < least:
                return
            piece = self._piece(found, finding.asked)
            if piece is None:
                continue
            above = ABOVE_PROSE if finding.by_prose and piece.edges else 0.0
            if piece.score < least + above or is_told(piece, sheet):
                continue
            if sheet.words + len(piece.text.split()) > MOST_WORDS:
                continue
            tell(piece, sheet)
            told += 1

    def complete(self, sheet: Sheet, finding: Finding) -> None:
        """Quote what speaks of what the answer leaves open, or is nearest where it is weak."""
        answering = finding.sentences if finding.by_prose else finding.ranked
        for piece in _chains(finding):
            fits = sheet.words + len(piece.text.split()) <= MOST_WORDS
            if fits and not is_told(piece, sheet):
                tell(piece, sheet)
        self._window(sheet, finding)
        if finding.cover.score < (DOUBTFUL if _hits(finding) else UNSURE):
            self._passage(sheet, finding)
        weak = not answering or answering[0].score < (WEAK_PROSE if finding.by_prose else WEAK)
        terms = [term for term in finding.linked.terms if not is_general(term)]
        told = 0
        for place, piece in enumerate(self._quotable(finding)):
            if told == MOST_QUOTED or piece.score < LEAST_SCORE:
                return
            nearest = weak and place < NEAREST
            fits = sheet.words + len(piece.text.split()) <= MOST_QUOTING
            if (
                fits
                and (nearest or gain(sheet, terms, piece.bare, self._prose))
                and not is_told(piece, sheet)
            ):
                tell(piece, sheet)
                told += 1

    def _window(self, sheet: Sheet, finding: Finding) -> None:
        """Quote around the best sentence of the best passage, where that adds something."""
        hit = next(iter(finding.passages), None)
        if hit is None or hit.score < WINDOW_FROM:
            return
        best = next((said.ref for said in finding.sentences if said.passage == hit.node_id), None)
        terms = [term for term in finding.linked.terms if not is_general(term)]
        window = self._prose.window(terms, best, WINDOW) if best is not None else []
        bare = " ".join(said.text for said in window)
        if _hits(finding) and not gain(sheet, terms, bare, self._prose):
            return
        for said in behind_names(window):
            piece = Piece(said.text, 0.0, (said.source,), bare=said.text)
            fits = sheet.words + len(said.text.split()) <= MOST_WORDS
            if fits and said.ref not in sheet.quoted and not is_told(piece, sheet):
                sheet.quoted.add(said.ref)
                tell(piece, sheet)

    def _passage(self, sheet: Sheet, finding: Finding) -> None:
        """Quote the best passage where it is short and no drawing."""
        for hit in finding.passages[:1]:
            words = len(hit.text.split())
            fits = words <= LONGEST_PASSAGE and sheet.words + words <= MOST_QUOTING
            piece = Piece(hit.text, hit.score, (hit.source,), bare=hit.text)
            if fits and "\n" not in hit.text and not is_told(piece, sheet):
                tell(piece, sheet)

    def _piece(self, found: Scored | SentenceHit, asked: Asked) -> Piece | None:
        """Return what can be told of a fact or a sentence; None where that is nothing."""
        return self._told(found) if isinstance(found, SentenceHit) else self.fact(found, asked)

    def fact(self, scored: Scored, asked: Asked) -> Piece | None:
        """Return what a query says, as a clause; None where that is nothing, or long."""
        candidate = scored.candidate
        if candidate.shape in {Shape.LIST_ALL, Shape.PAIR} or scored.features["structure"]:
            return None
        if any(self._tells_nothing(found, asked) for found in candidate.sets):
            return None
        text = "; ".join([self._phraser.clause(found).rstrip(".") for found in candidate.sets])
        if len(text.split()) > LONGEST:
            return None
        edges = candidate.edges
        places = sources(self._snapshot, edges)
        return Piece(text, scored.score, places, edges, bare=self._clause_of(edges))

    def _clause_of(self, edges: Sequence[Edge]) -> str:
        """Return the longest name that some facts join, if it is a clause."""
        names = (self._snapshot.node(end).name for e in edges for end in (e.source, e.target))
        longest = max(names, key=len)
        return longest if is_clausal(longest) else ""

    def _told(self, said: SentenceHit) -> Piece | None:
        text = self._prose.titled(said)
        if leans(said.bare) or len(text.split()) > LONGEST:
            return None
        return Piece(text, said.score, (said.source,), bare=said.bare)

    def _quotable(self, finding: Finding) -> Iterator[Piece]:
        """Yield sentences, and rows of tables with what their columns are called, best first."""
        hits = [*finding.sentences, *finding.passages]
        for hit in sorted(hits, key=lambda hit: -hit.score):
            piece = self._told(hit) if isinstance(hit, SentenceHit) else _row(hit)
            if piece is not None:
                yield piece

    def _tells_nothing(self, found: AnswerSet, asked: Asked) -> bool:
        """Whether a set only says where a thing stands or that something is asked."""
        asks = self._snapshot.relation(found.relation).label.lower() == ASKS
        return asks or self._polar.mentions(found) or self._supports.is_idle(found, asked)


def _hits(finding: Finding) -> bool:
    """Whether the best fact surely hits the point."""
    return bool(finding.ranked) and finding.ranked[0].score > SURE


def _chains(finding: Finding) -> Iterator[Piece]:
    """Yield the line of the diagram that a step of a flow was read from, where it has more."""
    if finding.by_prose or not finding.ranked:
        return
    for edge in finding.ranked[0].candidate.edges[:1]:
        place = edge.evidence[0]
        line = place.text.strip(" `|+-─└├")
        whole = place.line_start == place.line_end and is_chain(line)
        if whole and len(line.split()) <= LONGEST:
            title = " ".join(place.heading_path[-1:])
            text = f"{title}: {line}" if title else line
            yield Piece(text, 0.0, (place,), bare=line, is_row=True)


def _row(hit: PassageHit) -> Piece | None:
    one = hit.source.line_start == hit.source.line_end and hit.source.text.startswith("|")
    if not one or len(hit.text.split()) > LONGEST_ROW:
        return None
    return Piece(hit.text, hit.score, (hit.source,), bare=hit.source.text, is_row=True)
