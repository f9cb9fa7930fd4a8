"""Bridges: what an earlier part of a question gave, from which a later part goes on.

"Who runs the rye stall, and which phone does this person have?" asks in its second part about
somebody whom only the answer to the first one names. The later part is asked again of each thing
that was given; what is found so is told behind the answer, as it may not be what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.schema import STRUCTURE
from graph.snapshot import Snapshot
from retrieval.question.link import Names, Reason
from retrieval.question.mentions import in_order
from retrieval.ranking.finding import Finding

NEAR = 1.0
"""By how much a query may have scored less than the best one on the same thing."""
LOOKED_AT = 3
LOOKED_AT_FOR_KINDS = 8
MOST_ENDS = 5
"""Ends of a set that are gone on from; a longer list gives none in particular."""
LONGEST_NAME = 4
"""Words of a name; what is longer is a clause, which may name something itself."""
MOST = 3
"""Things from which one part goes on."""


class Bridges:
    """Finds the things that findings about one snapshot give."""

    def __init__(self, snapshot: Snapshot, names: Names) -> None:
        self._snapshot = snapshot
        self._names = names

    def given(self, finding: Finding) -> tuple[str, ...]:
        """Return the names of what a finding gives and its question does not name, best first."""
        own = {mention.node_id for mention in in_order(finding.asked.text, self._names)}
        own |= {kin for node_id in own for kin in self._names.kin(node_id)}
        own |= {node_id for node_id, _ in self._named(finding.asked.text)}
        found = self._quoted(finding) if finding.by_prose else self._stated(finding)
        names = (name for node_id, name in found if node_id not in own)
        asked = finding.asked.text.lower()
        return tuple(n for n in dict.fromkeys(names) if n.lower() not in asked)[:MOST]

    def _quoted(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield what a quotation names, then the title that it stands under."""
        said = finding.quote.sentences if finding.quote is not None else ()
        for sentence in said:
            yield from self._named(sentence.text)
        for sentence in said[:1]:
            yield from (("", title) for title in sentence.source.heading_path[-1:])

    def _stated(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield what the best query gives, and those that are about the same thing."""
        yield from self._of_kinds(finding)
        about: set[str] = set()
        for scored in finding.ranked[:LOOKED_AT]:
            ends = [[found.anchor, *found.targets] for found in scored.candidate.sets]
            if about and scored.score < finding.ranked[0].score - NEAR:
                return
            if about and about.isdisjoint(end for some in ends for end in some):
                continue
            about |= {end for some in ends for end in some}
            yield from self._ends(end for some in ends if len(some) <= MOST_ENDS for end in some)

    def _of_kinds(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield what the first query gives that gives something of the kinds asked for."""
        for scored in finding.ranked[:LOOKED_AT_FOR_KINDS] if finding.asked.kinds else ():
            ends = [end for found in scored.candidate.sets for end in found.targets]
            nodes = [self._snapshot.node(end) for end in ends if len(ends) <= MOST_ENDS]
            if fitting := [(n.id, n.name) for n in nodes if n.kind in finding.asked.kinds]:
                yield from fitting
                return

    def _ends(self, ends: Iterable[str]) -> Iterator[tuple[str, str]]:
        for node_id in ends:
            node = self._snapshot.node(node_id)
            if node.kind in STRUCTURE:
                continue
            if len(node.name.split()) <= LONGEST_NAME:
                yield node_id, node.name
            else:
                yield from (pair for pair in self._named(node.name) if pair[0] != node_id)

    def _named(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what a text names, also by the first word of a proper name: "Ada" of "Ada Lund"."""
        whole = in_order(text, self._names)
        for mention in whole:
            yield mention.node_id, self._snapshot.node(mention.node_id).name
        for link in self._names.mentions(text).links:
            inside = any(link.span in mention.span and mention.span != text for mention in whole)
            proper = link.span.istitle() and link.span in text and not inside
            name = self._snapshot.node(link.node_id).name
            if link.reason is Reason.PART and proper and name.startswith(link.span):
                yield link.node_id, name
