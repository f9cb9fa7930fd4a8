"""Symptoms that stand one below the other in a section, each with its cause and its remedy.

"Symptom: … Fix: …" twice below "When things break" are two troubles: the fix belongs to the symptom
above it and not to the section. A section with one symptom is that trouble itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Block, Paragraph
from ingest.facts import Fact, Term

_SYMPTOMS = ("symptom", "problem", "error", "trouble", "complaint")
_BEGINNINGS = frozenset(word[:4] for word in _SYMPTOMS)
_ANSWERS = frozenset(
    {"cause", "causes", "usual cause", "likely cause", "root cause", "reason", "why"}
    | {"fix", "remedy", "solution", "workaround", "what to do", "resolution", "action", "check"}
)
_SEVERAL = 2


def are_several(blocks: Sequence[Block]) -> bool:
    """Say whether several paragraphs of a section open with a symptom."""
    if len(blocks) < _SEVERAL:
        return False
    told = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.text.plain[:4].lower() in _BEGINNINGS:
            told += block.text.plain[:9].lower().startswith(_SYMPTOMS)
    return told >= _SEVERAL


def to_each(facts: Sequence[Fact], about: Term) -> list[Fact]:
    """Return facts in the order of the text, causes and remedies told of the symptom above them.

    ``about`` is what the section is about.
    """
    symptom: Term | None = None
    told: list[Fact] = []
    for fact in facts:
        said = str(fact.relation).lower()
        if fact.subject == about and said.startswith(_SYMPTOMS):
            symptom = fact.object
        elif fact.subject == about and symptom and said in _ANSWERS:
            fact = fact._replace(subject=symptom)  # noqa: PLW2901
        told.append(fact)
    return told
