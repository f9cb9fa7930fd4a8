"""Shortfall: what is asked that would not be said, though what would be said is near it.

What a thing is for does not tell what it is not for; what it is does not tell how to prevent it.
Such an answer begins with what the handbook does not say. Where the rest of a list can be told
instead, it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.snapshot import Snapshot
from retrieval.answer import Status
from retrieval.queries.answer_sets import CONTAINING, AnswerSets
from retrieval.queries.diagrams import Diagrams, is_held, within
from retrieval.queries.flows import FLOWS
from retrieval.queries.others import Others
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Intent, all_kind_stems, kind_stems, wordings
from retrieval.question.link import WHOLE_NAME
from retrieval.question.negation import DENYING, denies
from retrieval.question.wanted import Wanted, wanted
from retrieval.ranking.aspect import is_idle
from retrieval.ranking.borrowed import is_borrowed
from retrieval.ranking.finding import Finding
from retrieval.ranking.prose import Prose
from retrieval.ranking.rank import Scored
from retrieval.text.words import Vocabulary, content_stems, is_general, stem, words

_WITH = re.compile(
    r"\b(?:used|works?|working|goes|go|combined|paired|integrate[sd]?|runs?|comes?)\s+(?:together\s+)?with\b",
    re.IGNORECASE,
)
"""How it is asked what a thing is used with, which no list that it stands in tells."""
_IS = re.compile(
    r"\W*(?:which|what)\s+[\w\s/-]+?\s+(?:is|are|was|were)\s+"
    r"(?P<like>(?!(?:the|an?|there|in|for|of|on|with|used|meant|not|\w+ed)\b)[\w-]+(?:\s+(?!(?:for|in|of|by|to|with"
    r"|on|at|from|under|as)\b)[\w-]+){0,2})",
    re.IGNORECASE,
)
"""Which things are like something: "Which kilns are cheap?"."""
_BOTH = re.compile(
    r"\bboth\s+(?:(?:for|in|of|with|by|on)\s+)?(?P<one>[\w/-]+(?:\s+[\w/-]+){0,2}?)\s+and\s+"
    r"(?:(?:for|in|of|with|by|on)\s+)?(?P<other>[\w/-]+(?:\s+[\w/-]+){0,2})$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:what|which)\s+(?P<be>is|are|was|were)\s+the\s+(?P<noun>[\w-]+)\s+of\s+(?:the\s+)?(?P<thing>.+)",
    re.IGNORECASE,
)
"""What is asked to be said of a thing: "What is the price of the kiln?"."""
_LISTING = CONTAINING | {"has example"}
MOST_LOOKED_AT = 8
"""Sentences among which one is looked for that says what is asked for."""
LEAST_COVERED = 0.6
"""Share of the question that a fact has to hold for its contrary to be told."""


class Shortfalls:
    """Finds what answers about one snapshot would leave out."""

    def __init__(
        self, snapshot: Snapshot, sets: AnswerSets, prose: Prose, vocabulary: Vocabulary
    ) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._prose = prose
        self._vocabulary = vocabulary
        self._polar = Polar(snapshot, sets)
        self._others = Others(snapshot, sets)
        self._diagrams = Diagrams(snapshot)

    def told(self, finding: Finding) -> Finding:
        """Return a finding with what it leaves out, or with what can be told in its place."""
        asked = finding.asked
        if finding.cover.status is Status.NOT_COVERED:
            found = finding
        elif denies(asked):
            found = self._denied(finding)
        elif self._is_beside(finding):
            found = _declined(finding)
        elif asked.wants(Intent.AFTER, Intent.BEFORE):
            found = self._placed(finding)
        elif (sought := wanted(asked.clause)) is not None:
            found = self._sought(finding, sought)
        else:
            lacks = self._is_half(finding) or self._is_unheld(finding)
            lacks |= is_borrowed(finding, self._snapshot)
            named = sorted(finding.ranked, key=lambda one: not one.features["named"])
            near = replace(finding, ranked=named)
            found = _unsaid(near, _asking(finding)) if lacks else finding
        return found

    def _placed(self, finding: Finding) -> Finding:
        """Return a finding for a step in a drawing that a question names, which may show none."""
        diagrams = self._diagrams.named(finding.asked)
        if not diagrams or finding.by_prose or not finding.ranked:
            return finding
        if is_held(finding.ranked[0].candidate.edges, diagrams):
            return finding
        near = [
            one._replace(candidate=cut)
            for one in finding.ranked
            if one.features["named"] and self._flows(one.candidate)
            if (cut := within(one.candidate, diagrams)) is not None
        ]
        return _unsaid(replace(finding, ranked=[*near, *finding.ranked]), _asking(finding))

    def _flows(self, candidate: Candidate) -> bool:
        """Whether a candidate says what leads to what."""
        label = self._snapshot.relation(candidate.sets[0].relation).label
        return len(candidate.sets) == 1 and label in FLOWS and not candidate.via

    def _sought(self, finding: Finding, sought: Wanted) -> Finding:
        """Return a finding for a cause, a remedy and their like, which may not be said."""
        prose = finding.by_prose or not finding.ranked
        quote = finding.quote if prose else None
        text = " ".join(said.text for said in quote.sentences) if quote else self._words(finding)
        if not sought.thing:
            return finding if sought.held.search(text) else _declined(finding)
        if not prose and not self._speaks_of(finding.ranked[0], sought.thing):
            return _declined(finding)  # it is said of something else
        defined = re.match(rf"(?:an? |the )?{re.escape(sought.thing)} (?:is|are)\b", text, re.I)
        if sought.held.search(text) or (prose and not defined):
            return finding
        for hit in finding.sentences[:MOST_LOOKED_AT]:
            other = self._prose.quote(finding.linked.terms, hit.ref)
            told = " ".join(said.text for said in other.sentences)
            about = set(content_stems(sought.thing)) <= set(content_stems(told))
            if about and sought.held.search(hit.bare):
                first = [hit, *(one for one in finding.sentences if one is not hit)]
                return replace(finding, by_prose=True, quote=other, sentences=first)
        return _unsaid(finding, sought.unsaid)

    def _words(self, finding: Finding) -> str:
        """Return the names and the verbs of what would be said."""
        edges = finding.ranked[0].candidate.edges
        names = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
        labels = [self._snapshot.relation(edge.relation).label for edge in edges]
        return " ; ".join([*(self._snapshot.node(name).name for name in names), *labels])

    def _is_beside(self, finding: Finding) -> bool:
        """Whether a list is all that would be said where more is asked than the list says.

        "Which kilns are cheap?" is not answered by all the kilns, nor what a kiln is used with by
        the kilns that it is listed among.
        """
        if finding.by_prose or not finding.ranked or not finding.asked.wants(Intent.LIST):
            return False
        candidate, clause = finding.ranked[0].candidate, finding.asked.clause.strip(" ?.!")
        labels = {self._snapshot.relation(e.relation).label.lower() for e in candidate.edges}
        lists = labels <= _LISTING
        if lists and _WITH.search(clause):
            return True
        match = _IS.fullmatch(clause)
        if match is None or not (lists or candidate.shape is Shape.LIST_ALL):
            return False
        telling = [w.stem for w in words(match["like"]) if not (w.is_stop or is_idle(w.stem))]
        return bool(telling) and not self._stems(candidate) & set(telling)

    def _is_half(self, finding: Finding) -> bool:
        """Whether of two things that are asked about both one at least is left out."""
        match = _BOTH.search(finding.asked.clause.strip(" ?.!"))
        if match is None or finding.by_prose or not finding.ranked:
            return False
        candidate = finding.ranked[0].candidate
        if candidate.shape is Shape.PAIR or not finding.asked.kinds:
            return False
        told = self._stems(candidate)
        sides = (set(content_stems(match[side])) for side in ("one", "other"))
        return any(side and not side & told for side in sides)

    def _is_unheld(self, finding: Finding) -> bool:
        """Whether something is asked of a named thing that the text says of others alone.

        "What is the handle of the kiln?" is not answered by its price where presses have handles.
        """
        match = _OF.fullmatch(finding.asked.clause.strip(" ?.!"))
        if match is None or finding.by_prose or not finding.ranked:
            return False
        best, term = finding.ranked[0], stem(match["noun"])
        spans = {k.span.lower() for k in finding.linked.links if k.reason in WHOLE_NAME}
        if match["thing"].lower() not in spans:
            return False
        if not self._speaks_of(best, match["thing"]):
            return True
        if best.features["relation"] > 0.0:
            return False
        general = is_idle(term) or is_general(term)
        known = general or term in all_kind_stems() | wordings().keys()
        return not known and term in self._vocabulary and term not in self._stems(best.candidate)

    def _speaks_of(self, best: Scored, thing: str) -> bool:
        """Whether a query starts from a thing, or from what is named after it ("kiln rules")."""
        given = {s for one in best.candidate.sets for s in self._sets.words(one).anchor}
        return bool(best.features["named"]) or set(content_stems(thing)) <= given

    def _stems(self, candidate: Candidate) -> frozenset[str]:
        """Return the stems of what a candidate says, and of where it stands."""
        stems = {s for one in candidate.sets for s in self._sets.relation_stems(one.relation)}
        for one in candidate.sets:
            stems |= self._sets.words(one).given | self._sets.words(one).targets
        return frozenset(stems)

    def _denied(self, finding: Finding) -> Finding:
        """Return a finding for what is not so, which would otherwise answer with what is so."""
        if finding.by_prose or not finding.ranked:
            said = " ".join(s.text for s in finding.quote.sentences) if finding.quote else ""
            return finding if DENYING.search(said) else _unsaid(finding, _asking(finding))
        best = finding.ranked[0]
        if self._is_denied(best.candidate):
            return finding
        named = {k.node_id for k in finding.linked.links if k.reason in WHOLE_NAME}
        others = None
        if best.features["covered"] >= LEAST_COVERED and self._explains(finding, best.candidate):
            others = self._others.beside(finding.asked, named, best.candidate)
        if others is None:
            return _unsaid(finding, _asking(finding))
        rest = [Scored(others, best.score, best.features), *finding.ranked[1:]]
        return replace(finding, ranked=rest)

    def _explains(self, finding: Finding, candidate: Candidate) -> bool:
        """Whether a candidate speaks of all that a question denies."""
        told, everyday = self._stems(candidate), wordings()
        told |= frozenset(s for kind in finding.asked.kinds for s in kind_stems(kind))
        terms = finding.linked.terms
        return all(
            term in told
            or everyday.get(term, term) in told
            or is_idle(term)
            or (is_general(term) and term != terms[-1])
            for term in terms
        )

    def _is_denied(self, candidate: Candidate) -> bool:
        """Whether a candidate says itself what is not so."""
        if candidate.told.startswith("not ") or any(map(self._polar.mentions, candidate.sets)):
            return True
        labels = {self._snapshot.relation(edge.relation).label for edge in candidate.edges}
        lines = {edge.evidence[0].text for edge in candidate.edges}
        return any(DENYING.search(text) for text in (*labels, *lines))


def _declined(finding: Finding) -> Finding:
    """Return a finding that does not cover a question."""
    return replace(finding, cover=replace(finding.cover, status=Status.NOT_COVERED))


def _unsaid(finding: Finding, unsaid: str) -> Finding:
    """Return a finding that does not cover a question, with what the handbook does not say."""
    return replace(_declined(finding), unsaid=unsaid)


def _asking(finding: Finding) -> str:
    """Return the asking clause as it stands behind "does not say"."""
    clause = finding.asked.clause.strip(" ?.!")
    if match := _OF.fullmatch(clause):
        return f"what the {match['noun']} of {match['thing']} {match['be'].lower()}"
    return clause[0].lower() + clause[1:] if clause[1:2].islower() else clause
