"""Verdicts: the yes and no of tables in words.

A header that is a verb becomes the verb of the sentence ("Works offline": "a does not work
offline"), one that says what a thing is like its predicate; any other is what a thing has or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Edge
from graph.snapshot import Snapshot
from retrieval.composing.agreement import agree
from retrieval.composing.phrases import Phraser
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import subject, takes_plural
from retrieval.queries.answer_sets import IN, AnswerSet
from retrieval.queries.columns import column, is_phrase
from retrieval.queries.polar import Polar
from retrieval.text.english import join, number

_BE = re.compile(r"(?P<be>is|are|can|has|have)\b\s*(?P<rest>.*)", re.IGNORECASE)
_THIRD = re.compile(r"[a-z]{2,}[^s\W]s", re.IGNORECASE)
"""A verb of one thing: "works"."""
_LIKE = re.compile(
    r"[a-z-]{2,}(?:ed|able|ible|less|ful|ous|ive|free|only|source|based|native)", re.IGNORECASE
)
"""How a header ends that says what a thing is like: "Managed", "Open source", "Reversible"."""


class Verdicts:
    """Says the yes and no of one snapshot's tables."""

    def __init__(self, snapshot: Snapshot, phraser: Phraser, polar: Polar) -> None:
        self._snapshot = snapshot
        self._phraser = phraser
        self._polar = polar

    def say(self, sheet: Sheet, sets: Sequence[AnswerSet], *, count: bool = False) -> bool:
        """Write what some sets of one table affirm or deny; return whether they do either.

        ``count`` is whether the number of rows is asked for.
        """
        clause = self._listed(sets) or self._of_one(sets)
        if clause and count and len(sets[0].targets) > 1:
            clause = f"{clause}, {number(len(sets[0].targets))} in all"
        if clause:
            sheet.say(clause, [edge for found in sets for edge in found.edges])
        return bool(clause)

    def side(self, found: AnswerSet) -> str:
        """Return what one side of a comparison has or has not; empty for one that says neither."""
        return re.sub(r"^(?:Yes|No), ", "", self._of_one([found]))

    def shared(self, sets: Sequence[AnswerSet]) -> str:
        """Return what several things have, or have not; empty where they are told neither."""
        yes = self._polar.verdict(sets[0])
        return "" if yes is None else self._predicate(sets[0].edges[0], yes=yes, many=True)

    def _listed(self, sets: Sequence[AnswerSet]) -> str:
        """Return which rows have something; empty where a set asks for no such thing."""
        signs = [self._polar.says(found.anchor) for found in sets]
        if any(found.direction != IN for found in sets) or None in signs:
            return ""
        names = self._phraser.names(sets[0])
        many = len(names) > 1 or takes_plural(self._snapshot.node(sets[0].targets[0]))
        said = ""
        for found, sign in zip(sets, signs, strict=True):
            joint = "" if not said else " and " if sign == signs[0] else " but "
            told = self._predicate(found.edges[0], yes=bool(sign), many=many)
            verb = f"{'have' if many else 'has'} "
            said += joint + (told.removeprefix(verb) if said.startswith(verb) else told)
        return f"{join(names)} {said}"

    def _of_one(self, sets: Sequence[AnswerSet]) -> str:
        """Return whether one thing has something; empty for sets that say neither."""
        yes = self._polar.verdict(sets[0]) if len(sets) == 1 else None
        if yes is None:
            return ""
        (edge,) = sets[0].edges
        node = self._snapshot.node(sets[0].anchor)
        conditions = "; ".join(edge.qualifiers)
        said = self._predicate(edge, yes=yes, many=takes_plural(node))
        said = f"{'Yes' if yes else 'No'}, {subject(node, inside=True)} {said}"
        return f"{said} ({conditions})" if conditions else said

    def _predicate(self, edge: Edge, *, yes: bool, many: bool) -> str:
        """Return what a column says of one thing or of many whose cell says yes or no."""
        said = column(self._snapshot, edge)
        under = is_phrase(self._snapshot, edge)
        first = said.split(" ")[0]
        if be := _BE.fullmatch(said):
            return _being(be, yes=yes, many=many)
        if under and _THIRD.fullmatch(first):
            base = agree(said, many=True)
            return (base if many else said) if yes else f"{'do' if many else 'does'} not {base}"
        if _LIKE.fullmatch(said.replace(" ", "-")):
            return f"{'are' if many else 'is'} {'' if yes else 'not '}{said}"
        if under:
            return f"{'have' if many else 'has'} {'yes' if yes else 'no'} under “{said}”"
        return f"{'have' if many else 'has'} {'' if yes else 'no '}{said}"


def _being(match: re.Match[str], *, yes: bool, many: bool) -> str:
    """Return a predicate whose header begins with "is", "can" or "has"."""
    verb, rest = match["be"].lower(), match["rest"]
    if verb in {"has", "have"}:
        return f"{'have' if many else 'has'} {'' if yes else 'no '}{rest}"
    verb = verb if verb == "can" else "are" if many else "is"
    return f"{verb} {'' if yes else 'not '}{rest}".replace("can not", "cannot")
