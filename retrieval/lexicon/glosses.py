"""Glosses: texts that say what a node means, to be embedded beside it so that questions reach it.

They come from the handbook's own definitions and from the lexicon. They link a question to nodes
and do nothing else: none is evidence, none is shown in an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Node
from graph.names import read_name
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.lexicon.terms import Lexicon, Term

DEFINED_AS = "DEFINED_AS"
"""The relation by which a handbook, or its glossary, says what a thing is."""
WHOLE = 1.0
"""Weight of a definition, and of a term's gloss together with its wordings."""
WORDING = 0.85
"""Weight of one wording alone.

A short phrase comes near to many questions by chance. Measured on the 65 questions of
``tests/data/lexicon_questions.toml`` with all-MiniLM-L6-v2, right at rank one among all terms: by
names 17 %, by glosses 42 %, by each wording or gloss 57 %, by gloss and wordings as one text 68 %,
by that or 0.85 of the nearest wording 74 %.
"""

_PARENTHESES = re.compile(r"\s*\([^()]*\)$")
_JOINTS = re.compile(r"\s*[&+,/]\s*|\s+(?:and|or|vs\.?|versus)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gloss:
    """A text that means a node."""

    node_id: str
    text: str
    weight: float
    """What a question's likeness to the text counts for, from 0 to 1."""


def lexicon_glosses(snapshot: Snapshot, lexicon: Lexicon) -> tuple[Gloss, ...]:
    """Return the glosses of a generation: by node, in the order of their ids.

    Of each node but passages: its definitions by the handbook, then for each of its terms the
    gloss with the wordings as one text, and each wording alone. Equal texts of a node come once.
    """
    return tuple(
        Gloss(node.id, text, weight)
        for node in snapshot.graph.nodes
        if node.kind is not Kind.PASSAGE
        for text, weight in dict(_weighted(node, snapshot, lexicon)).items()
    )


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


def _weighted(node: Node, snapshot: Snapshot, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    for edge in snapshot.out(node.id):
        if edge.relation == DEFINED_AS:
            definition = snapshot.node(edge.target)
            yield definition.text or definition.name, WHOLE
    for term in terms_of(node, lexicon):
        yield "; ".join((term.gloss, *term.wordings)), WHOLE
        for wording in term.wordings:
            yield wording, WORDING


def _called(node: Node) -> Iterator[str]:
    for text in (node.name, *node.aliases):
        yield text
        short = read_name(text).short
        if short:
            yield short
        bare = _PARENTHESES.sub("", text)
        if bare != text:
            yield bare
