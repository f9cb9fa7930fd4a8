"""What commas and "or" join in what a sentence says of a thing, and belongs to one object of it."""

from __future__ import annotations

import re

from ingest.grammar.nouns import without_article

_OR = re.compile(r",?\sor\s")
_JOINED = re.compile(r"\s(?:and|or|plus)\s|&")
_LEFT_OPEN = re.compile(r"\s+(?P<joint>and|or)$")
_PAIR = 2
_EITHER = frozenset(
    {"gives", "provides", "returns", "produces", "emits", "sends", "writes", "creates", "builds"}
    | {"generates", "needs", "requires", "need", "require", "uses", "shows", "prints", "adds"}
)
"""Verbs that act on one of the things that "or" joins; "supports A or B" holds for both."""
Named = tuple[str, str]


def either(verb: str, rest: str, objects: list[Named]) -> list[Named]:
    """Return one object for "gives a symbol or a blank", which gives neither of both for sure."""
    if len(objects) < _PAIR or verb not in _EITHER or not _OR.search(rest):
        return objects
    *front, (last, role) = objects
    return [(f"{', '.join(name for name, _ in front)} or {without_article(last)}", role)]


def with_apposition(
    rest: str, objects: list[Named], told: tuple[str, ...]
) -> tuple[list[Named], tuple[str, ...]]:
    """Take "namespace `prod`" for what tells of the name in front: "runs on Nomad, region eu"."""
    if len(objects) != _PAIR or _JOINED.search(rest) or "," not in rest:
        return objects, told
    (name, role), (behind, _) = objects
    if not name[:1].isupper() or not behind[:1].islower() or " " not in behind:
        return objects, told
    return [(name, role)], (behind, *told)


def closed(front: str, behind: str) -> tuple[str, str]:
    """Move a joint from the end of an object to its condition: "in May", "and in June"."""
    joint = _LEFT_OPEN.search(front) if front.endswith(("and", "or")) else None
    return (front[: joint.start()], f"{joint['joint']} {behind}") if joint else (front, behind)


def is_told(name: str) -> bool:
    """Say whether a name is no mere figure, and does not only point: "the same forty"."""
    return not name.isdigit() and not name.startswith("same ")
