"""The features of a further hop: what leads from a good passage to a candidate.

Of each pair of a seed, which is a good passage so far, and a candidate that it is linked with,
what counts is how much of what the seed leaves unanswered the candidate answers: the idf share
of the question's terms that stand in the candidate and not in the seed. A question of several
hops names what stands in the first passage and what is asked of the last; a second passage that
repeats the first adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retrieval.passages.links import COMMONEST, Links
from retrieval.passages.question import FIRST, Asked
from retrieval.passages.sparse import Floats, Ints

SEEDS: Final = 16
"""Passages from which a hop may start."""
SOFTNESS: Final = 3.0
"""A seed counts exp(-(best score - its score) / SOFTNESS) where the question does not name it."""
_OPEN_AT_LEAST: Final = 0.05
"""Added to what a seed leaves open: a seed that answers nearly all opens no hop."""

HOP: Final = ("answers_left", "linked", "named_linked")
"""Features of a candidate as a further hop, each the greatest over the seeds.

answers_left: seed's weight x share of what the seed leaves open that the candidate answers,
    where one mentions the other's name or both hold a rare span.
linked: seed's weight x weight of the seed's mention of the candidate's name.
named_linked: the same from seeds that the question names, each in full.
"""


@dataclass(frozen=True, slots=True)
class Hop:
    """Features of every candidate, with the seed that ``answers_left`` starts from."""

    features: Floats
    """Columns ``HOP``, shape (n, 3)."""
    origin: Ints
    """Position among the candidates, -1 where no seed leads here; shape (n,)."""


def hop(asked: Asked, scores: Floats, links: Links) -> Hop:
    """Return the features of a hop from the candidates with the best ``scores``, shape (n,)."""
    seeds = np.lexsort((asked.candidates, -scores))[:SEEDS]
    named = (asked.first[seeds, FIRST.index("named")] > 0)[:, None]
    lead = _lead(scores[seeds], named[:, 0])[:, None]
    mention = _mentions(asked, seeds, links)
    joined = (mention > 0) | _mentioned(asked, seeds, links) | _share_span(asked, seeds, links)
    joined[np.arange(len(seeds)), seeds] = False
    weights, total = asked.terms.weights, asked.terms.total
    left = ((1.0 - asked.holds[seeds]) * weights) @ asked.holds.T / total
    opened = 1.0 - (asked.holds[seeds] @ weights)[:, None] / total
    onward = lead * joined * left / (opened + _OPEN_AT_LEAST)
    columns = (onward.max(0), (lead * mention).max(0), (named * mention).max(0))
    origin = np.where(columns[0] > 0, seeds[onward.argmax(0)], -1)
    return Hop(np.stack(columns, axis=1).astype(np.float32), origin)


def _lead(scores: Floats, named: npt.NDArray[np.bool_]) -> Floats:
    """Return how much each seed counts, shape (seeds,), from their scores, best first.

    One that the question names counts in full: a comparison has two beginnings, and the weaker
    match leads on as well as the stronger.
    """
    near = np.exp((scores - scores[0]) / SOFTNESS)
    return np.where(named, 1.0, near).astype(np.float32)


def _mentions(asked: Asked, seeds: Ints, links: Links) -> Floats:
    """Return the weight of each seed's mention of each candidate, shape (seeds, n)."""
    place = _places(asked.candidates, len(asked.cosines))
    found = np.zeros((len(seeds), len(asked.candidates)), dtype=np.float32)
    which, to, value = links.forward.gather(asked.candidates[seeds])
    at = place[to]
    np.maximum.at(found, (which[at >= 0], at[at >= 0]), value[at >= 0])
    return found


def _mentioned(asked: Asked, seeds: Ints, links: Links) -> npt.NDArray[np.bool_]:
    """Say where a candidate mentions a seed, shape (seeds, n)."""
    place = _places(asked.candidates[seeds], len(asked.cosines))
    found = np.zeros((len(seeds), len(asked.candidates)), dtype=np.bool_)
    which, to, _ = links.forward.gather(asked.candidates)
    at = place[to]
    found[at[at >= 0], which[at >= 0]] = True
    return found


def _share_span(asked: Asked, seeds: Ints, links: Links) -> npt.NDArray[np.bool_]:
    """Say where a seed and a candidate hold the same rare entity, shape (seeds, n)."""
    # Only what a seed holds can be shared with one, so that the matrix stays small.
    holder, held, _ = links.entities.gather(asked.candidates[seeds])
    rare = links.frequency[held] <= COMMONEST
    distinct, number = np.unique(held[rare], return_inverse=True)
    if not len(distinct):
        return np.zeros((len(seeds), len(asked.candidates)), dtype=np.bool_)
    seed_holds = np.zeros((len(seeds), len(distinct)), dtype=np.float32)
    seed_holds[holder[rare], number] = 1.0
    which, entity, _ = links.entities.gather(asked.candidates)
    at = np.minimum(np.searchsorted(distinct, entity), len(distinct) - 1)
    same = distinct[at] == entity
    holds = np.zeros((len(asked.candidates), len(distinct)), dtype=np.float32)
    holds[which[same], at[same]] = 1.0
    return seed_holds @ holds.T > 0


def _places(positions: Ints, count: int) -> Ints:
    """Return where each of ``count`` passages stands in ``positions``, -1 where it does not."""
    place = np.full(count, -1, dtype=np.int64)
    place[positions] = np.arange(len(positions))
    return place
