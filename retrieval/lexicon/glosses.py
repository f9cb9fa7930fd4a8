"""Glosses: texts that say what nodes mean, to be embedded beside them so that questions reach them.

They come from the handbook's own definitions and from the lexicon. They link a question to nodes
and do nothing else: none is evidence, none is shown in an answer.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Node
from graph.names import read_name
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.lexicon.terms import Lexicon, Term
from retrieval.text.words import GENERAL_WEIGHT, content_stems, is_general

DEFINED_AS = "DEFINED_AS"
"""The relation by which a handbook, or its glossary, says what a thing is."""
WHOLE_WORDINGS = 4
"""Wordings that are embedded together with the gloss; a sentence embedding blurs what is longer."""

_PARENTHESES = re.compile(r"\s*\([^()]*\)$")
_JOINTS = re.compile(r"\s*[&+,/]\s*|\s+(?:and|or|vs\.?|versus)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some nodes mean: a definition of the handbook's, or a term of the lexicon."""

    node_ids: tuple[str, ...]
    """The nodes that bear the name, in the order of their ids."""
    texts: tuple[str, ...]
    """The definition, or the gloss with its first wordings; then each wording and scene alone."""
    stems: tuple[str, ...]
    """Distinct stems of names, gloss, wordings and scenes."""


def meanings(snapshot: Snapshot, lexicon: Lexicon) -> tuple[Meaning, ...]:
    """Return what the nodes of a generation mean, passages left out.

    Definitions by the handbook come first, by node; then the terms of the lexicon that some node
    bears, in the lexicon's order.
    """
    nodes = [node for node in snapshot.graph.nodes if node.kind is not Kind.PASSAGE]
    bearers: dict[str, list[str]] = {}
    for node in nodes:
        for term in terms_of(node, lexicon):
            bearers.setdefault(term.name, []).append(node.id)
    borne = [term for term in lexicon.terms if term.name in bearers]
    return (
        *(meaning for node in nodes for meaning in _defined(node, snapshot)),
        *(_of_term(term, tuple(bearers[term.name])) for term in borne),
    )


def rarity(lexicon: Lexicon) -> tuple[dict[str, float], float]:
    """Return the weight of each stem, ln(1 + terms / terms with it), and that of any other stem."""
    frequency = Counter(stem for term in lexicon.terms for stem in _stems(term))
    size = len(lexicon.terms)
    weights = {
        stem: round(math.log(1 + size / count) * (GENERAL_WEIGHT if is_general(stem) else 1), 3)
        for stem, count in frequency.items()
    }
    return weights, round(math.log(1 + size), 3)


def terms_of(node: Node, lexicon: Lexicon) -> tuple[Term, ...]:
    """Return the terms that a node stands for; empty for none.

    They are those of its name, its aliases, and of either without what stands in parentheses.
    Where there are none, a name that joins several things ("Logs & Metrics") has the terms of
    all its parts, if each part has one.
    """
    found = [term for text in _called(node) for term in lexicon.described(text)]
    if not found:
        parts = [lexicon.described(part) for part in _JOINTS.split(node.name)]
        found = [term for part in parts for term in part] if all(parts) else []
    return tuple(dict.fromkeys(found))


def _defined(node: Node, snapshot: Snapshot) -> Iterator[Meaning]:
    for edge in snapshot.out(node.id):
        if edge.relation == DEFINED_AS:
            target = snapshot.node(edge.target)
            text = target.text or target.name
            yield Meaning((node.id,), (text,), content_stems(f"{node.name} {text}"))


def _of_term(term: Term, node_ids: tuple[str, ...]) -> Meaning:
    whole = "; ".join((term.gloss, *term.wordings[:WHOLE_WORDINGS]))
    return Meaning(node_ids, (whole, *term.wordings, *term.scenes), _stems(term))


def _stems(term: Term) -> tuple[str, ...]:
    return content_stems(" ".join((*term.names, term.gloss, *term.wordings, *term.scenes)))


def _called(node: Node) -> Iterator[str]:
    for text in (node.name, *node.aliases):
        yield text
        short = read_name(text).short
        if short:
            yield short
        bare = _PARENTHESES.sub("", text)
        if bare != text:
            yield bare
