"""Facts or prose: which of the two answers a question better."""

from __future__ import annotations

from collections.abc import Sequence

from graph.snapshot import Snapshot
from retrieval.queries.candidates import Shape
from retrieval.question.intent import Asked, Intent
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import SentenceHit
from retrieval.text.sentences import is_chain
from retrieval.text.words import content_stems

EXPLAINING_LEAD = 0.15
"""How much better a fact has to fit a question that asks for an explanation."""
COVERED_LEAD = 0.3
"""How much more of the question prose has to cover than the best facts."""
WHOLE, WHOLE_LEAD = 0.99, 0.1
"""Share of the question from which prose answers all of it, and how much less facts then cover."""
NEARER = 0.5
"""What it is worth that prose is nearer to the question than the best facts."""
UNSTATED_LEAD = 0.3
"""By how much prose has to score better than facts to any other question."""

FLOWING = frozenset({Shape.FLOW, Shape.PLACE, Shape.EXTREME})
"""Shapes that tell of an order, or of a place in it."""
_LISTING = (Intent.COUNT, Intent.BEFORE, Intent.AFTER, Intent.SORTS)
"""Intents that facts serve."""


def prefers_prose(
    asked: Asked,
    ranked: Sequence[Scored],
    sentences: Sequence[SentenceHit],
    quote: Quote | None,
    snapshot: Snapshot,
) -> bool:
    """Whether to quote the best sentences rather than to say the best query's facts."""
    if not ranked or not sentences or quote is None:
        return bool(sentences) and quote is not None
    best, said = ranked[0], sentences[0]
    better = said.score - UNSTATED_LEAD > best.score
    extreme = best.candidate.shape is Shape.EXTREME
    covered = best.features["covered"]
    drawn = is_chain(said.bare) and best.candidate.shape not in FLOWING
    better |= drawn and quote.covered >= covered
    if asked.kinds or extreme or asked.wants(*_LISTING):
        return better
    differ = best.candidate.shape in {Shape.PAIR, Shape.EDGE} and best.features["intent"] > 0
    sides = len(quote.sentences) > 1 and not differ
    if asked.wants(Intent.COMPARE) and sides and quote.covered >= covered:
        return True
    if asked.wants(Intent.WHY, Intent.WHEN, Intent.HOW):
        fact = best.features["cosine"] + covered + best.features["gloss_unnamed"]
        return said.cosine + quote.covered + EXPLAINING_LEAD > fact
    whole = quote.covered >= WHOLE and not asked.wants(Intent.DEFINE)
    lead = WHOLE_LEAD if whole else COVERED_LEAD
    nearer = max(0.0, said.cosine - best.features["cosine"])
    gain = quote.covered - covered + NEARER * nearer
    return better or (gain >= lead and not _states(best, said, snapshot))


def _states(best: Scored, said: SentenceHit, snapshot: Snapshot) -> bool:
    """Whether the best query states something of what stands in the sentence."""
    words = frozenset(content_stems(said.bare))
    return any(
        place.meets(said.source) and _is_held(end, words, snapshot)
        for edge in best.candidate.edges
        for place in edge.evidence
        for end in (edge.source, edge.target)
    )


def _is_held(node_id: str, words: frozenset[str], snapshot: Snapshot) -> bool:
    return frozenset(content_stems(snapshot.node(node_id).name)) <= words
