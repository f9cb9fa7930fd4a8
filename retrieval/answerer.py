"""The answerer: from a question to an answer that says only what the handbook says.

A follow-up is written out, a question of several parts is cut, each part is found on its own, and
what was found is composed into one answer. Everything that does not depend on the question is
prepared once, for one snapshot; an answerer may be used from several threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.snapshot import Snapshot
from retrieval.answer import Answer, Ranked, Status, Turn
from retrieval.clock import Clock
from retrieval.composing.about import About
from retrieval.composing.compose import Composer
from retrieval.composing.evidence import Ordering
from retrieval.composing.explanation import Explainer
from retrieval.composing.reasons import NO_REASON
from retrieval.composing.reply import Reply
from retrieval.composing.sheet import Composed
from retrieval.composing.suggestions import Suggestions
from retrieval.composing.topics import Topics, is_near
from retrieval.design.outline import Designer
from retrieval.design.stages import Stages, load_stages
from retrieval.embedding.embedder import Embedder
from retrieval.indexing.index import Index
from retrieval.queries.shapes import Shape
from retrieval.question.chat import IDLE, Chat, chat
from retrieval.question.cleaning import LONGEST_QUESTION, clean
from retrieval.question.conversation import resolve
from retrieval.question.history import recent
from retrieval.question.mentions import in_order
from retrieval.question.parts import asks_for_thing, by_most, described, parts, uncounted
from retrieval.question.references import asked_of, leans_back, leans_behind
from retrieval.ranking.apart import apart
from retrieval.ranking.bridges import Bridges
from retrieval.ranking.cover import Cover
from retrieval.ranking.finder import Finder
from retrieval.ranking.finding import Finding

CLOSEST = 3
"""Pieces of evidence whose nodes a suggestion may be about."""

UNSAID = Cover(Status.NOT_COVERED, 0.0, ())
"""What is decided about a part that leans on one which is not answered."""


class Answerer:
    """Answers questions about one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        index: Index,
        embedder: Embedder,
        stages: Stages | None = None,
        longest: int = LONGEST_QUESTION,
    ) -> None:
        """Prepare for questions of at most ``longest`` characters.

        ``stages`` are those of a design, the packaged ones unless given.
        """
        self.snapshot = snapshot
        self._longest = longest
        self._finder = Finder(snapshot, index, embedder)
        self._bridges = Bridges(snapshot, self._finder.names)
        self._composer = Composer(snapshot, self._finder.prose)
        self._ordering = Ordering(snapshot, self._composer)
        self._topics = Topics(snapshot, self._finder.search)
        self._about = About(snapshot, self._finder.prose.sentences)
        self._suggestions = Suggestions(snapshot)
        self._explainer = Explainer(snapshot, self._composer)
        self._designer = Designer(snapshot, self._finder, stages or load_stages())

    def answer(
        self, question: str, history: Sequence[Turn] = (), *, explain: bool = False
    ) -> Answer:
        """Answer a question after the turns before it, if asked with how the answer came about.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        clock = Clock()
        text = clean(question, self._longest)
        if (said := chat(text, first=not any(map(_asks, recent(history))))) is not None:
            return self._replied(text, said, clock, explain=explain)
        understood = resolve(text, history, self._finder.names)
        designed = self._designer.step(understood, clock) or self._designer.design(
            understood, clock
        )
        found = designed or self._compose(understood, clock)
        if found.status is Status.NOT_COVERED:
            found = self._declined(found)
        evidence = self._ordering.evidence(found.findings, found.composed)
        suggestions = found.suggestions or self._next(understood, found.composed, evidence)
        explanation = self._explainer.explain(found.findings, found.composed) if explain else None
        clock.lap("compose")
        return Answer(
            question=understood,
            answer=found.composed.text,
            status=found.status,
            citations=found.composed.citations,
            evidence=evidence,
            timings_ms=clock.total(),
            suggestions=suggestions,
            explanation=explanation,
        )

    def _replied(self, text: str, said: Chat, clock: Clock, *, explain: bool) -> Answer:
        """Reply to what is no question about a subject, or asks of the handbook as a whole."""
        composed = self._about.say(said)
        idle = said in IDLE
        nodes = () if idle else self._suggestions.spoken_of((), self._about.subjects)
        suggestions = () if idle else self._suggestions.after(composed, nodes, text)
        explanation = self._explainer.explain((), composed) if explain else None
        clock.lap("compose")
        return Answer(
            question=text,
            answer=composed.text,
            status=Status.ANSWERED if composed.citations else Status.NOT_COVERED,
            citations=composed.citations,
            evidence=(),
            timings_ms=clock.total(),
            suggestions=suggestions,
            explanation=explanation,
        )

    def _compose(self, question: str, clock: Clock) -> Reply:
        """Find and compose; without a text where the handbook does not cover the question."""
        findings = self._find(question, clock)
        status = _status(findings)
        covered = status is not Status.NOT_COVERED
        composed = self._composer.compose(findings) if covered else Composed("", ())
        if composed.text.startswith(NO_REASON):
            status = Status.PARTIAL
        return Reply(composed, status, tuple(findings))

    def _declined(self, found: Reply) -> Reply:
        """Say that the handbook does not cover the question, and offer what is nearest."""
        topics = self._topics.near(found.findings[0])
        near = [finding for finding in found.findings if is_near(finding) and not finding.onward]
        composed = self._composer.not_covered([topic.name for topic in topics], near)
        instead = self._suggestions.instead(topics)
        return Reply(composed, found.status, found.findings, instead)

    def _next(
        self, question: str, composed: Composed, evidence: Sequence[Ranked]
    ) -> tuple[str, ...]:
        """Return what may be asked next."""
        nodes = (node_id for piece in evidence[:CLOSEST] for node_id in piece.node_ids)
        spoken_of = self._suggestions.spoken_of(composed.said, nodes)
        return self._suggestions.after(composed, spoken_of, question)

    def find(
        self, question: str, history: Sequence[Turn], clock: Clock
    ) -> tuple[str, list[Finding]]:
        """Return the question as understood, and what was found for each part of it.

        Raises:
            BadQuestion: as ``answer``.
        """
        understood = resolve(clean(question, self._longest), history, self._finder.names)
        return understood, self._find(understood, clock)

    def told(self, findings: Sequence[Finding]) -> str:
        """Return what would be said of findings, whatever was decided about them."""
        decided = [
            replace(found, cover=Cover(Status.ANSWERED, found.cover.score, ()))
            for found in findings
        ]
        return self._composer.compose(decided).text

    def _find(self, question: str, clock: Clock) -> list[Finding]:
        """Find each part of a question; the whole where it has one part, or none is covered."""
        if (bare := uncounted(question)) != question:
            return [finding.counted() for finding in self._find(bare, clock)]
        cut = parts(question)
        if len(cut.texts) == 1:
            return self._of_most(question, clock) or self._of_described(question, clock)
        findings: list[Finding] = []
        history: list[Turn] = []
        for part in cut.texts:
            resolved = self._resolved(part, cut.about, history)
            leans = resolved == part and cut.about
            understood = f"{cut.about.rstrip(' .')}. {resolved}" if leans else resolved
            finding = self._finder.find(understood, clock)
            if resolved != part and findings and not cut.nested and _is_silent(findings[-1]):
                # What leans on a part that is not answered asks about nothing that was said.
                finding = replace(finding, cover=UNSAID)
            findings.append(finding)
            said = self._composer.named(finding) if asks_for_thing(part) else ""
            history += [Turn("user", understood), Turn("assistant", said)]
        if all(map(_is_silent, findings)):
            whole = self._finder.find(question, clock)
            return [whole, *self._onward(whole, cut.texts, clock)]
        if cut.nested:
            return findings[::-1]
        if inside := described("", cut.about):
            onward = self._onward(self._finder.find(inside[0], clock), cut.texts, clock)
        else:
            names = self._finder.names
            later = [p for p in cut.texts[1:] if leans_back(p) or not in_order(p, names)]
            onward = self._onward(findings[0], later, clock)
        return [*apart(findings), *onward]

    def _resolved(self, part: str, about: str, history: Sequence[Turn]) -> str:
        """Return a part of a question as understood after those before it.

        What it says of its own thing ("what others are listed with it") is left to what was told
        before all parts, where something was.
        """
        names = self._finder.names
        told = about and leans_behind(part, in_order(part, names))
        return part if told else resolve(part, history, names)

    def _of_described(self, question: str, clock: Clock) -> list[Finding]:
        """Find a question, of the thing that it describes where it is not answered as it is."""
        whole = self._finder.find(question, clock)
        inside = described(question) if _is_silent(whole) else None
        if inside is None:
            return [whole]
        which = self._finder.find(inside[0], clock)
        given = dict.fromkeys([*self._bridges.given(which), *self._bridges.given(whole)])
        onward = self._asked_of(given, inside[1:], clock)
        answering = [found for found in onward if not _is_silent(found)]
        if _is_silent(which) or not answering:
            return [whole]
        best = max(answering, key=lambda found: found.cover.score)
        return [replace(best, onward=""), which]

    def _onward(self, before: Finding, later: Sequence[str], clock: Clock) -> list[Finding]:
        """Find what later parts ask of the things that an earlier finding gives."""
        given = self._bridges.given(before) if later and not _is_silent(before) else ()
        return self._asked_of(given, later, clock)

    def _asked_of(self, given: Iterable[str], later: Sequence[str], clock: Clock) -> list[Finding]:
        """Find what parts of a question ask of some things."""
        return [
            replace(self._finder.find(asked_of(part, name), clock), onward=name)
            for name in given
            for part in later
        ]

    def _of_most(self, question: str, clock: Clock) -> list[Finding]:
        """Find what is asked about a thing that is given by what it has the most of.

        Empty for any other question, and where no table tells which thing that is.
        """
        inside = by_most(question)
        if inside is None:
            return []
        asked, before, after = inside
        which = self._finder.find(asked, clock)
        best = which.ranked[0].candidate if which.ranked else None
        if which.by_prose or best is None or best.shape is not Shape.EXTREME:
            return []
        return [self._finder.find(f"{before}{self._composer.named(which)}{after}", clock), which]


def _asks(turn: Turn) -> bool:
    """Whether an earlier turn asked about a subject."""
    return turn.role == "user" and chat(turn.content) is None


def _is_silent(finding: Finding) -> bool:
    return finding.cover.status is Status.NOT_COVERED


def _status(findings: Sequence[Finding]) -> Status:
    """Return how much is covered: all parts, some, or none."""
    found = [finding.cover.status for finding in findings if not finding.onward]
    if all(status is Status.NOT_COVERED for status in found):
        return Status.NOT_COVERED
    return Status.ANSWERED if all(s is Status.ANSWERED for s in found) else Status.PARTIAL
