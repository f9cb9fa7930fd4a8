"""Facts or prose: which of the two answers a question better."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import OUT
from retrieval.queries.shapes import DIRECT, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import SentenceHit
from retrieval.text.sentences import is_chain
from retrieval.text.words import content_stems, stem

EXPLAINING_LEAD = 0.15
"""How much better a fact has to fit a question that asks for an explanation."""
COVERED_LEAD = 0.3
"""How much more of the question prose has to cover than the best facts."""
ALONE_LEAD = 0.5
"""The same where facts tell next to nothing of it, whatever is asked for."""
WHOLE, WHOLE_LEAD = 0.99, 0.1
"""Share of the question from which prose answers all of it, and how much less facts then cover."""
NEARER = 0.5
"""What it is worth that prose is nearer to the question than the best facts."""
LEAST_NAMED = 0.5
"""Share of what is named that a fact has to speak of which gives an amount."""
LEAST_LISTED = 3
"""Things that make a list."""
UNSTATED_LEAD = 0.3
"""By how much prose has to score better than facts to any other question."""

FLOWING = frozenset({Shape.FLOW, Shape.PLACE, Shape.EXTREME})
"""Shapes that tell of an order, or of a place in it."""
_AMOUNT = re.compile(
    r"\bhow (?:(?:much|many) (?P<noun>(?!does\b|do\b|is\b|are\b|of\b)\w+)"
    r"|(?:long|large|big|fast|high|soon|often|old|much|many)\b)",
    re.IGNORECASE,
)
_FACTS = frozenset({Shape.ONE_HOP, Shape.EDGE})
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
    amount = _states_amount(asked, best, snapshot)
    better = said.score - UNSTATED_LEAD > best.score and not amount
    extreme = best.candidate.shape is Shape.EXTREME
    covered = best.features["covered"]
    drawn = is_chain(said.bare) and best.candidate.shape not in FLOWING
    better |= drawn and quote.covered >= covered
    nearer = said.cosine - best.features["cosine"]
    better |= nearer > 0 and not amount and quote.covered - covered >= ALONE_LEAD
    direct = best.candidate.shape in DIRECT
    better &= not direct
    listing = asked.wants(*_LISTING) or (asked.wants(Intent.LIST) and _lists(best))
    if direct or asked.kinds or extreme or amount or listing:
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
    gain = quote.covered - covered + NEARER * max(0.0, nearer)
    return better or (gain >= lead and not _states(best, said, snapshot))


def _lists(best: Scored) -> bool:
    """Whether a query lists several things of what the question names."""
    first = best.candidate.sets[0]
    named = best.candidate.shape in _FACTS and best.features["anchor"] >= WHOLE
    return named and first.direction == OUT and len(first.targets) >= LEAST_LISTED


def _states_amount(asked: Asked, best: Scored, snapshot: Snapshot) -> bool:
    """Whether an amount is asked of what the question names, and the best query gives it."""
    first, match = best.candidate.sets[0], _AMOUNT.search(asked.clause)
    if match is None or best.candidate.shape not in _FACTS or first.direction != OUT:
        return False
    if best.features["anchor"] < WHOLE or best.features["named"] < LEAST_NAMED:
        return False
    label = content_stems(snapshot.relation(first.relation).label)
    of_it = stem(match["noun"]) in label if match["noun"] else best.features["relation"] > 0.0
    values = [snapshot.node(target).name for target in first.targets]
    return of_it and all(any(c.isdigit() for c in value) for value in values)


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
