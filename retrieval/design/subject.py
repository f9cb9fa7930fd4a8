"""Subject: what a question wants to have designed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.design.stages import Stages
from retrieval.text.words import words

_ARTICLE = re.compile(r"^(?:an?|the|me|us|your|our|my|some)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:[,:;]|\s[–—-])\s*(?:which|what|who|when|where|why|how)\b|\?\s+\w", re.IGNORECASE
)
"""A question of its own behind what only begins like one for a design: "design plan - which …"."""
_OF_DESIGN = re.compile(r"^(?P<asked>.+?)\s+in a design of\s+(?P<said>.+?)\W*$", re.IGNORECASE)
_SYSTEM_FOR = re.compile(
    r"^(?:(?:an?|the|my|our)\s+)?(?:(?:ml|ai|machine[- ]learning)\s+)?"
    r"(?:system|solution|architecture|platform|service)\s+for\s+",
    re.IGNORECASE,
)
_LONGEST = 24
"""Words; what is longer tells a story rather than names a subject."""


def subject(question: str, stages: Stages) -> str:
    """Return what is to be designed, as written without its article; empty for other questions."""
    text = question.strip().rstrip(" ?.!")
    for lead in stages.leads:
        if (match := lead.match(text)) and not _ASKS.search(text, match.end()):
            rest = stages.tail.sub("", text[match.end() :].strip(" :,"))
            rest = re.sub(r"^(?:me|us)\s+", "", rest, flags=re.IGNORECASE)
            named = _ARTICLE.sub("", rest)
            found = words(named)
            return rest if any(not w.is_stop for w in found) and len(found) <= _LONGEST else ""
    return ""


@dataclass(frozen=True, slots=True)
class OfStep:
    """A later question about a design, as it is written out."""

    asked: str
    """What it asks for: "what would you monitor"."""
    said: str
    """What is designed."""


def of_step(question: str) -> OfStep | None:
    """Return what a question asks for within a design; None for any other question."""
    match = _OF_DESIGN.match(question)
    return OfStep(match["asked"], match["said"]) if match else None


def bare(said: str) -> str:
    """Return a subject without its article."""
    return _ARTICLE.sub("", said)


def purpose(said: str) -> str:
    """Return what a system is for, "fraud detection" of "a system for fraud detection"."""
    return _SYSTEM_FOR.sub("", said)


def is_system(said: str, stages: Stages) -> bool:
    """Whether a subject that no handbook needs to know is a system to be designed."""
    return any(word.stem in stages.systems for word in words(said))
