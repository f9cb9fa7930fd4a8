"""Extremes: the sentence for the row of a table that has the most, the least, or so much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.snapshot import Snapshot
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import name_of, takes_plural
from retrieval.queries.answer_sets import AnswerSet
from retrieval.queries.columns import column, is_phrase
from retrieval.queries.shapes import Candidate
from retrieval.question.intent import Asked
from retrieval.text.english import join, sentence

_AMONG = re.compile(r"(?:high|low|long|short)(?:er|est)|most|fewest|more|fewer|same")
_MOST = re.compile(r"\w+est|most")
_WHETHER = re.compile(r"\W*(?:is|are|does|do|has|have|can)\b.*\bthan\b", re.IGNORECASE)


class Extremes:
    """Says which rows of one snapshot's tables lie ahead of others."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def say(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        """Write the rows of an extreme, those ahead first."""
        sets = best.sets
        header = column(self._snapshot, sets[0].edges[0])
        if not _AMONG.fullmatch(best.told):
            rows = join([f"{self._name(one)} ({self._cell(one)})" for one in sets])
            be = "are" if header.endswith("s") and not header.endswith("ss") else "is"
            edges = [edge for one in sets for edge in one.edges]
            edges += best.via if len(best.via) == 1 else ()
            sheet.say(f"the {header} {be} {best.told} for {rows}", edges)
            return
        if is_phrase(self._snapshot, sets[0].edges[0]):
            most = best.told if len(sets) == 1 else ""
            self._quoted(sheet, sets, f"“{header}”", most)
            return
        first = [one for one in sets if self._cell(one) == self._cell(sets[0])]
        rest = sets[len(first) :]
        lead = self._lead(asked, sets)
        said = f"{lead}{join([self._name(one) for one in first])}"
        verb = "have" if len(first) > 1 or self._is_plural(first[0]) else "has"
        edges = [edge for one in first for edge in one.edges]
        told = best.told if best.told in {"more", "fewer"} else f"the {best.told}"
        said += f" {verb} {told} {header}: {self._cell(first[0])} {sheet.cite(edges)}"
        behind = [f"{self._rest(best, one)} {sheet.cite(one.edges)}" for one in rest]
        joint = "before" if _MOST.fullmatch(best.told) else "against"
        said += f", {joint} {join(behind)}" if behind else ""
        sheet.sentences.append(f"{sentence(said)}.")

    def _quoted(self, sheet: Sheet, sets: Sequence[AnswerSet], header: str, most: str) -> None:
        """Write the rows of a column whose header is no noun, so that nothing "has" it."""
        each = [f"{self._cell(s)} for {self._name(s)} {sheet.cite(s.edges)}" for s in sets]
        told = f", against {join(each[1:])}" if len(each) > 1 else ""
        which = f"{most}, " if most else ""
        sheet.sentences.append(f"{sentence(header)} is {which}{each[0]}{told}.")

    def _lead(self, asked: Asked, sets: Sequence[AnswerSet]) -> str:
        """Return "yes" or "no" where it is asked whether the first named is ahead."""
        if len(sets) < 2 or not _WHETHER.match(asked.clause):  # noqa: PLR2004 (two sides)
            return ""
        text = asked.clause.lower()
        places = [text.find(self._name(one).lower().split()[0]) for one in sets]
        if min(places) < 0 or self._cell(sets[0]) == self._cell(sets[1]):
            return ""
        return "yes, " if places[0] == min(places) else "no, "

    def _rest(self, best: Candidate, one: AnswerSet) -> str:
        if _MOST.fullmatch(best.told):
            return f"{self._name(one)} with {self._cell(one)}"
        return f"{self._cell(one)} for {self._name(one)}"

    def _name(self, one: AnswerSet) -> str:
        return name_of(self._snapshot.node(one.anchor))

    def _cell(self, one: AnswerSet) -> str:
        return name_of(self._snapshot.node(one.targets[0]))

    def _is_plural(self, one: AnswerSet) -> bool:
        return takes_plural(self._snapshot.node(one.anchor))
