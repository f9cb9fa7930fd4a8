"""Words of the field beside a handbook: what its nodes mean, and the terms that it is silent on.

Both come from the lexicon. They link a question to nodes and help to decide whether the handbook
covers it; none is evidence, none is shown in an answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.lexicon.glosses import Gloss, lexicon_glosses, terms_of
from retrieval.lexicon.terms import Lexicon


@dataclass(frozen=True, slots=True)
class Absent:
    """A term of the field that no node of the handbook stands for."""

    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What the lexicon says beside one snapshot."""

    glosses: tuple[Gloss, ...] = ()
    absent: tuple[Absent, ...] = ()


NO_FIELD = Field()


def field_of(snapshot: Snapshot, lexicon: Lexicon) -> Field:
    """Return the glosses of a snapshot's nodes, and the lexicon's terms that have none."""
    present = {
        term.name
        for node in snapshot.graph.nodes
        if node.kind is not Kind.PASSAGE
        for term in terms_of(node, lexicon)
    }
    return Field(
        lexicon_glosses(snapshot, lexicon),
        tuple(
            Absent(term.name, term.synonyms) for term in lexicon.terms if term.name not in present
        ),
    )


def to_json(field: Field) -> str:
    """Return a field as JSON."""
    glosses = [[gloss.node_id, gloss.text, gloss.weight] for gloss in field.glosses]
    absent = [[term.name, list(term.synonyms)] for term in field.absent]
    return json.dumps({"glosses": glosses, "absent": absent}, ensure_ascii=False)


def from_json(text: str) -> Field:
    """Return the field that ``to_json`` wrote.

    Raises:
        ValueError: the text is no JSON.
        KeyError, TypeError: it is of another form.
    """
    stated = json.loads(text)
    return Field(
        tuple(Gloss(node_id, gloss, weight) for node_id, gloss, weight in stated["glosses"]),
        tuple(Absent(name, tuple(synonyms)) for name, synonyms in stated["absent"]),
    )
