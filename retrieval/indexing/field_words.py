"""Words of the field beside a handbook: what its nodes mean, and the terms that it is silent on.

Both come from the lexicon. They link a question to nodes and help to decide whether the handbook
covers it; none is evidence, none is shown in an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.lexicon.glosses import Meaning, meanings, rarity, terms_of
from retrieval.lexicon.names import field_names
from retrieval.lexicon.terms import Lexicon


@dataclass(frozen=True, slots=True)
class Absent:
    """A term or a name of the field that no node of the handbook stands for."""

    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What the lexicon says beside one snapshot."""

    meanings: tuple[Meaning, ...] = ()
    absent: tuple[Absent, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    """What a stem says that stands in a meaning."""
    most: float = 1.0
    """What any other stem says."""


NO_FIELD = Field()


def field_of(snapshot: Snapshot, lexicon: Lexicon) -> Field:
    """Return what a snapshot's nodes mean, and the lexicon's terms that none of them bears."""
    present = {
        term.name
        for node in snapshot.graph.nodes
        if node.kind is not Kind.PASSAGE
        for term in terms_of(node, lexicon)
    }
    found = meanings(snapshot, lexicon)
    weights, most = rarity(lexicon)
    used = sorted({stem for meaning in found for stem in meaning.stems if stem in weights})
    return Field(
        found,
        (
            *(
                Absent(term.name, term.synonyms)
                for term in lexicon.terms
                if term.name not in present
            ),
            *(Absent(name, ()) for name in field_names() if not lexicon.named(name)),
        ),
        {stem: weights[stem] for stem in used},
        most,
    )


def to_json(field: Field) -> str:
    """Return a field as JSON."""
    return json.dumps(
        {
            "meanings": [[m.node_ids, m.texts, m.stems] for m in field.meanings],
            "absent": [[term.name, term.synonyms] for term in field.absent],
            "weights": dict(field.weights),
            "most": field.most,
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> Field:
    """Return the field that ``to_json`` wrote.

    Raises:
        ValueError: the text is no JSON.
        KeyError, TypeError: it is of another form.
    """
    stated = json.loads(text)
    return Field(
        tuple(
            Meaning(tuple(ids), tuple(texts), tuple(stems))
            for ids, texts, stems in stated["meanings"]
        ),
        tuple(Absent(name, tuple(synonyms)) for name, synonyms in stated["absent"]),
        dict(stated["weights"]),
        float(stated["most"]),
    )
