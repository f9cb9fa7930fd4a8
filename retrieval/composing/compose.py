"""Composing: what was asked first, in one sentence, then what else bears on it, all cited.

An answer to a question about one thing stays within some sixty words unless the list that was
asked for is longer itself. A question of several parts is answered part by part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.snapshot import Snapshot
from ingest.facts import Reader
from retrieval.answer import NEAREST, NOT_COVERED, RELATED, Status
from retrieval.composing.abbreviations import spelled_out
from retrieval.composing.nearby import Nearby
from retrieval.composing.onward import Onward
from retrieval.composing.phrases import Phraser
from retrieval.composing.reasons import Reasons
from retrieval.composing.sequences import asked_end, ordered
from retrieval.composing.sheet import Composed, Sheet
from retrieval.composing.statements import Statements
from retrieval.composing.subjects import name_of
from retrieval.composing.supports import MOST_WORDS, Supports
from retrieval.queries.answer_sets import ANSWERED_BY, CONTAINING, DEFINED_AS, IN, OUT, AnswerSets
from retrieval.queries.ordinals import ordinal
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate, Shape, is_list
from retrieval.queries.together import COMMON
from retrieval.question.intent import Asked, Intent
from retrieval.question.link import WHOLE_NAME
from retrieval.ranking.finding import Finding
from retrieval.ranking.prose import Prose, Quote
from retrieval.text.english import join, sentence
from retrieval.text.sentences import Sentence, behind_names, leans
from retrieval.text.words import content_stems

LEAST_QUOTE = 0.5
"""Share of the question's weight that prose has to cover to be added to facts."""
LEAST_TELLING = 0.22
"""Share that each of its sentences has to cover where things are compared."""
TELLING_SHARE = 0.6
"""Share of the best one's that is enough, where the question says much that none of them does."""
UNTIED = 0.99
"""Share of what a question names that the answer does not speak of."""
MOST_NEAREST = 45
"""Words of what is quoted though it does not answer, if its first sentence is not longer."""
MOST_ITEM = 40
"""Words of an item of which more than its first sentence is quoted."""
MOST_SEQUENCES = 3
"""Best queries among which a sequence is looked for whose end is asked for."""
ASKED_IN = frozenset({"weighs", "considers"})
"""Labels that, seen from their object, only say where it is asked about."""
_LISTING = (Intent.LIST, Intent.COUNT)


class Composer:
    """Words the answers from one snapshot's facts and prose."""

    def __init__(self, snapshot: Snapshot, prose: Prose) -> None:
        self._snapshot = snapshot
        self._prose = prose
        self._phraser = Phraser(snapshot)
        polar = Polar(snapshot, AnswerSets(snapshot))
        self._reasons = Reasons(snapshot)
        self._statements = Statements(snapshot, self._phraser, polar, prose)
        self._supports = Supports(snapshot, self._phraser, polar, self._statements)
        self._nearby = Nearby(snapshot, self._phraser, polar, self._supports, prose)
        self._onward = Onward(self._nearby, prose)

    def compose(self, findings: Sequence[Finding]) -> Composed:
        """Compose from what was found for each part of a question, at least one part covered."""
        return self._written(findings).done()

    def _written(self, findings: Sequence[Finding]) -> Sheet:
        sheet = Sheet(self._snapshot)
        onward = [finding for finding in findings if finding.onward]
        findings = [finding for finding in findings if not finding.onward]
        covered = [f for f in findings if f.cover.status is not Status.NOT_COVERED] or findings
        for finding in findings:
            if finding not in covered:
                continue
            self._say(sheet, finding, alone=len(covered) == 1)
            if finding is findings[0] and len(findings) > 1:
                self._untied(sheet, finding)
        for finding in findings:
            if finding not in covered:
                text = finding.asked.clause.strip(" ?.!")
                sheet.sentences.append(f"The handbook does not say: “{text}”.")
        self._onward.add(sheet, onward, gaining=True)
        for finding in covered if len(covered) > 1 else ():
            self._nearby.add(sheet, finding)
        for finding in covered:
            self._nearby.complete(sheet, finding)
        self._onward.add(sheet, onward, gaining=False)
        return sheet

    def named(self, finding: Finding) -> str:
        """Return what answers one part, as a later part can refer to it: the names alone."""
        if finding.by_prose or not finding.ranked:
            return self.compose([finding]).text
        best = finding.ranked[0].candidate
        if best.shape is Shape.EXTREME:
            return name_of(self._snapshot.node(best.sets[0].anchor), inside=False)
        sets = best.sets[:1] if best.shape is Shape.PAIR else best.sets
        return join([name for found in sets for name in self._phraser.names(found)])

    def not_covered(self, topics: Sequence[str], near: Sequence[Finding] = ()) -> Composed:
        """Return the answer to a question that the handbook does not cover.

        It quotes what comes nearest, as findings ``near`` have it, or names the nearest topics.
        """
        unsaid = next((finding.unsaid for finding in near if finding.unsaid), "")
        lead = f"The handbook does not say {unsaid}." if unsaid else NOT_COVERED
        if near:
            sheet = self._written(near)
            sheet.cut(MOST_NEAREST)
            nearest = sheet.done()
            told, related, more = nearest.text.partition(RELATED)
            text = f"{told}{sentence(more)}" if related else told
            return replace(nearest, text=f"{lead} {NEAREST}{text}", said=())
        if not topics:
            return Composed(NOT_COVERED, ())
        one = len(topics) == 1
        named = f"The nearest topic{'' if one else 's'} in it {'is' if one else 'are'}"
        return Composed(f"{NOT_COVERED} {named} {join(topics)}.", ())

    def evidence_text(self, candidate: Candidate) -> str:
        """Return a candidate's facts in words, as ranked evidence shows them."""
        sets = [self._phraser.clause(found).rstrip(".") for found in candidate.sets]
        return f"{sentence('; '.join(sets))}."

    def _say(self, sheet: Sheet, finding: Finding, *, alone: bool) -> None:
        if finding.cover.status is Status.PARTIAL and finding.cover.missing:
            missing = join(finding.cover.missing, "or")
            sheet.sentences.append(f"The handbook does not mention {missing}.")
        if (full := spelled_out(finding, self._snapshot)) is not None:
            sheet.quote(*full)
        if (sequence := self._end_asked(finding)) is not None:
            self._statements.say(sheet, finding.asked, sequence)
            return
        if finding.quote is not None and (finding.by_prose or self._better_told(finding)):
            telling = self._telling(finding, finding.quote)
            self._quote(sheet, telling if telling.sentences else finding.quote, finding.asked)
            if alone:
                self._supports.complete(sheet, finding.asked, finding.ranked)
                self._nearby.add(sheet, finding)
            return
        best = _known_side(finding, finding.ranked[0].candidate)
        if (answered := self._answer_in_prose(finding, best)) is not None:
            asked = self._snapshot.node(best.sets[0].edges[0].source).name
            self._quote(sheet, answered, finding.asked, asked)
            self._list_answer(sheet, finding, best.sets[0].edges[0].target)
            return
        self._state(sheet, finding, best, alone=alone)

    def _list_answer(self, sheet: Sheet, finding: Finding, head: str) -> None:
        """Say what an answer lists that ends in the head of a list: "honest exceptions:"."""
        for scored in finding.ranked:
            found = scored.candidate.sets[0]
            label = self._snapshot.relation(found.relation).label.lower()
            one = scored.candidate.shape is Shape.ONE_HOP and found.direction == OUT
            if one and found.anchor == head and label in CONTAINING:
                self._statements.say(sheet, finding.asked, scored.candidate)
                return

    def _state(self, sheet: Sheet, finding: Finding, best: Candidate, *, alone: bool) -> None:
        """Say the facts of the best query, then what else bears on it."""
        if not self._reasons.say(sheet, finding.asked, best):
            self._statements.say(sheet, finding.asked, best)
        self._go_on(sheet, finding, best)
        asked = finding.asked
        if not alone or best.shape is Shape.LIST_ALL or ordinal(asked.clause) is not None:
            return
        listed = asked.kinds or is_list(self._snapshot, best)
        if not (listed and asked.wants(*_LISTING)):
            self._add(sheet, finding)
        self._nearby.add(sheet, finding)

    def _go_on(self, sheet: Sheet, finding: Finding, best: Candidate) -> None:
        """Quote what an item goes on to say of what it begins with, unless that is just defined."""
        edges = best.sets[0].edges
        if best.shape is not Shape.ONE_HOP or best.sets[0].relation != DEFINED_AS:
            return
        first = next(iter(edges))
        if len(edges) > 1 or Reader.PROSE in first.readers or finding.asked.wants(Intent.DEFINE):
            return
        for said in self._prose.rest(first.evidence[0]):
            if sheet.words + len(said.text.split()) > MOST_ITEM:
                return
            sheet.quoted.add(said.ref)
            sheet.quote(said.text, said.source)

    def _untied(self, sheet: Sheet, finding: Finding) -> None:
        """Say that a list is not tied to what the question inside of this one gave."""
        if finding.by_prose or not finding.asked.kinds:
            return
        if finding.support.get("named_out", 0.0) >= UNTIED:
            named = [k.span for k in finding.linked.links if k.reason in WHOLE_NAME]
            held = join(list(dict.fromkeys(named)))
            sheet.sentences.append(f"It does not say which of them belong to {held}.")

    def _end_asked(self, finding: Finding) -> Candidate | None:
        """Return the steps of which the question asks for the first or the last."""
        if asked_end(finding.asked.clause) is None:
            return None
        best = (scored.candidate for scored in finding.ranked[:MOST_SEQUENCES])
        return next((one for one in best if ordered(self._snapshot, one.sets)), None)

    def _better_told(self, finding: Finding) -> bool:
        """Whether prose compares what the facts only name side by side."""
        best = finding.ranked[0].candidate if finding.ranked else None
        quote, asked = finding.quote, finding.asked.text
        if best is None or best.shape is not Shape.PAIR or quote is None:
            return False
        idle = all(
            found.direction == IN
            and self._snapshot.relation(found.relation).label.lower() in ASKED_IN
            for found in best.sets
        )
        told = frozenset(content_stems(" ".join(said.text for said in quote.sentences)))
        alike = len({frozenset(found.targets) for found in best.sets}) == 1
        idle |= alike and finding.asked.wants(Intent.COMPARE) and not COMMON.search(asked)
        return idle and self._prose.covered(finding.linked.terms, told) >= LEAST_QUOTE

    def _telling(self, finding: Finding, quote: Quote) -> Quote:
        """Return a quotation without the sentences that tell of neither thing that is compared."""
        if not finding.asked.wants(Intent.COMPARE):
            return quote
        terms = finding.linked.terms
        stems = [frozenset(content_stems(said.text)) for said in quote.sentences]
        each = [self._prose.covered(terms, own) for own in stems]
        least = min(LEAST_TELLING, TELLING_SHARE * max(each, default=0.0))
        told = frozenset[str]().union(
            *(s for s, own in zip(stems, each, strict=True) if own >= least)
        )
        kept: list[Sentence] = []
        for number, (said, own) in enumerate(zip(quote.sentences, each, strict=True)):
            leads = leans(said.text) and (not number or quote.sentences[number - 1] in kept)
            anew = self._prose.covered(terms, told | stems[number]) > self._prose.covered(
                terms, told
            )
            if leads or anew or own >= least > 0:
                kept.append(said)
        return Quote(tuple(kept), quote.covered)

    def _answer_in_prose(self, finding: Finding, best: Candidate) -> Quote | None:
        """Return the prose of which a question's answer is the first sentence."""
        edges = best.sets[0].edges
        if best.shape not in {Shape.ONE_HOP, Shape.EDGE} or len(edges) != 1:
            return None
        if edges[0].relation != ANSWERED_BY:
            return None
        said = self._prose.at(edges[0].evidence[0])
        return None if said is None else self._prose.quote(finding.linked.terms, said.ref)

    def _quote(self, sheet: Sheet, quote: Quote, asked: Asked, answered: str = "") -> None:
        """Write what is quoted, behind the question that it answers if it leans on it.

        Where that was asked in as many words, it need not be said again.
        """
        first = quote.sentences[0]
        title = answered or first.asked or " ".join(first.source.heading_path[-1:])
        repeated = set(content_stems(title)) <= set(asked.terms)
        open_ = leans(first.text) or title == first.asked
        if open_ and title and not repeated and first.ref not in sheet.quoted:
            lead = "To the question" if title.endswith("?") else "On"
            sheet.quoted.add(first.ref)
            text = first.text[0].lower() + first.text[1:]
            sheet.quote(f"{lead} “{title}” the handbook says: {text}", first.source)
        for said in behind_names(quote.sentences):
            if said.ref not in sheet.quoted:
                sheet.quoted.add(said.ref)
                sheet.quote(said.text, said.source)

    def _add(self, sheet: Sheet, finding: Finding) -> None:
        """Add what else bears on the answer: prose that covers more, then further facts."""
        quote = finding.quote
        compares = finding.asked.wants(Intent.COMPARE, Intent.WHY)
        if quote is not None and compares and quote.covered >= LEAST_QUOTE:
            told = self._telling(finding, quote)
            size = sum(len(said.text.split()) for said in told.sentences)
            if told.sentences and sheet.words + size <= MOST_WORDS and not _stated(sheet, told):
                self._quote(sheet, told, finding.asked)
        self._supports.add(sheet, finding.asked, finding.ranked)


def _known_side(finding: Finding, best: Candidate) -> Candidate:
    """Return the side of a comparison that the question names where it names only that one."""
    if best.shape is not Shape.PAIR or not finding.cover.missing:
        return best
    named = {k.node_id for k in finding.linked.links if k.reason in WHOLE_NAME}
    sides = tuple(found for found in best.sets if found.anchor in named)
    return best._replace(shape=Shape.ONE_HOP, sets=sides) if len(sides) == 1 else best


def _stated(sheet: Sheet, quote: Quote) -> bool:
    """Whether an answer cites the lines of a quote already."""
    return any(place.meets(said) for place in sheet.places for said in quote.sources)
