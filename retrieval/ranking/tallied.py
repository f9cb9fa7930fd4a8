"""Tallied: a list that is asked for, answered by the text that says how many there are of it.

"How many sources are there, and which?" is answered by "Three sources run side by side." with the
names in the list behind that, or with the sentences that tell one after the other. The noun that is
counted has to be the one asked for, and what else is asked has to be said before the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.model import Evidence
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.queries.by_head import ByHead
from retrieval.queries.ordinals import ordinal
from retrieval.queries.shapes import Shape
from retrieval.question.intent import Asked, Intent
from retrieval.ranking.coverage import Coverage
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.text.sentences import Sentence, bare, is_item
from retrieval.text.tallies import Tally, items, opens, tallies, told
from retrieval.text.words import Vocabulary, is_general, stem, told_stems, words

LEAST_SAID = 0.7
"""Share of the weight of what else is asked that has to be said before the list."""
MOST_WORDS = 90
"""Words that are quoted where sentences tell one after the other."""
MOST_LINES = 80
"""Lines of a list with its lead-in that are looked at."""
_ASKING_ELSE = (Intent.COMPARE, Intent.WHY, Intent.BEFORE, Intent.AFTER)
_APART = frozenset({Shape.EXTREME, Shape.OTHERS})
"""Shapes that pick some of a list."""
_IDLE = frozenset(map(stem, ("against", "among", "towards", "called", "named", "number")))
"""Stems of words of a question that say nothing of what is counted."""
_THINGS = re.compile(r"\W*(?:what|which)\s", re.IGNORECASE)
_ONE_OF = re.compile(r"\bwhich (?:one )?of\b", re.IGNORECASE)
_HEADING = re.compile(r"^(?:#{1,6}\s|[=-]{3,}\s*$)")
_NEXT = re.compile(
    r"\b(?:(?:an?|the) (?:third|fourth|fifth|sixth|seventh|eighth|further)|(?:third|fourth|fifth)"
    r"|another|also|in addition|finally)\b",
    re.IGNORECASE,
)
"""How a sentence begins, or goes on, that adds to a list."""
_POINTING = re.compile(r"\bof (?:these|those|them)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Something that the text counts."""

    tally: Tally
    before: frozenset[str]
    """Stems of what is said until then: titles, and the sentences before."""
    sentences: tuple[Sentence, ...]
    """What is quoted."""


class Tallied:
    """The tallies of one snapshot."""

    def __init__(
        self, snapshot: Snapshot, passages: Sequence[Sequence[Sentence]], vocabulary: Vocabulary
    ) -> None:
        self._coverage = Coverage(vocabulary)
        counted = (*_lists(snapshot), *_prose(passages))
        self._counted = ByHead((one.tally.heads, one) for one in counted)

    def quote(self, asked: Asked, ranked: Sequence[Scored]) -> Quote | None:
        """Return what says how many there are of what is asked for, and which; None for nothing.

        None as well where the best query gives the same list.
        """
        if not _asks(asked) or (ranked and ranked[0].candidate.shape in _APART):
            return None
        wanted = [tally.number for tally in tallies(asked.clause)]
        best, most = None, LEAST_SAID
        for one in self._counted.called(asked.target):
            heads = one.tally.heads
            if not _is_asked(asked, heads) or (wanted and one.tally.number not in wanted):
                continue
            rest = [t for t in asked.terms if t not in heads | _IDLE and not is_general(t)]
            said = self._coverage.share(rest, one.before) if rest else 1.0
            if said >= most and (best is None or said > most):
                best, most = one, said
        if best is None or _gives(ranked, best):
            return None
        return Quote(best.sentences, most, listed=True)


def _asks(asked: Asked) -> bool:
    lists = asked.wants(Intent.LIST, Intent.COUNT) or _THINGS.match(asked.clause)
    if not lists or asked.wants(*_ASKING_ELSE):
        return False
    return ordinal(asked.clause) is None and not _ONE_OF.search(asked.clause)


def _is_asked(asked: Asked, heads: frozenset[str]) -> bool:
    """Whether what is asked for, in the plural, is what is counted."""
    return any(word.stem in heads and word.lower.endswith("s") for word in words(asked.clause))


def _gives(ranked: Sequence[Scored], counted: _Counted) -> bool:
    """Whether the best query gives as many things from the same lines."""
    if not ranked:
        return False
    best = ranked[0].candidate
    places = [said.source for said in counted.sentences]
    targets = {target for found in best.sets for target in found.targets}
    return len(targets) == counted.tally.number and all(
        any(edge.evidence[0].meets(place) for place in places) for edge in best.edges
    )


def _lists(snapshot: Snapshot) -> Iterator[_Counted]:
    """Yield the lists whose lead-in or title says how many items they have, or names them."""
    for node in snapshot.graph.nodes:
        if node.kind is not Kind.PASSAGE or not node.evidence:
            continue
        place = node.evidence[0]
        if not any(map(is_item, place.text.split("\n"))):
            continue
        start = place.line_start - 1
        lines = _block(snapshot.lines(place.path)[start : start + MOST_LINES])
        first, names = items(lines)
        lead = bare(" ".join(line.strip() for line in lines[:first])).strip()
        titles = place.heading_path
        if not lead and titles and _is_headed(snapshot, place):
            lead, titles = titles[-1], titles[:-1]
        cut = re.split(r"(?<=[.!?])\s+", lead)
        for tally in tallies(cut[-1]):
            if tally.number == len(names) and opens(cut[-1], tally):
                source = _source(place, lines)
                said = Sentence(node.id, -1, told(cut[-1], names), source, leans=False)
                before = told_stems(" ".join((*titles, lead)))
                yield _Counted(tally, before, (said,))


def _block(lines: Sequence[str]) -> list[str]:
    """Return a paragraph with the list behind it, or a list."""
    block: list[str] = []
    listing = False
    for line in lines:
        item = items([line])[0] == 0
        listing = listing or item
        inner = item or not line.strip() or line[0].isspace()
        blank = bool(block) and not block[-1].strip()
        if _HEADING.match(line) or (listing and blank and not inner) or (blank and not inner):
            break
        block.append(line)
    return block


def _is_headed(snapshot: Snapshot, place: Evidence) -> bool:
    """Whether a list stands right under its title."""
    lines, at = snapshot.lines(place.path), place.line_start - 2
    while at >= 0 and not lines[at].strip():
        at -= 1
    return at >= 0 and _HEADING.match(lines[at]) is not None


def _source(place: Evidence, lines: Sequence[str]) -> Evidence:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    last = place.line_start + len(kept) - 1
    return replace(place, line_end=last, text="\n".join(kept))


def _prose(passages: Sequence[Sequence[Sentence]]) -> Iterator[_Counted]:
    """Yield the sentences that count something, with those that tell which they are."""
    last: Sequence[Sentence] = ()
    for passage in passages:
        same = bool(last) and last[0].source.heading_path == passage[0].source.heading_path
        for at, sentence in enumerate(passage):
            for tally in tallies(sentence.text):
                before = [*(last if same and not at else ()), *passage[:at]]
                if opens(sentence.text, tally):
                    yield from _told(before, sentence, passage[at + 1 :], tally)
        last = passage


def _told(
    before: Sequence[Sentence], lead: Sentence, behind: Sequence[Sentence], tally: Tally
) -> Iterator[_Counted]:
    """Yield what one sentence counts where that is told in it, or behind it."""
    own = [said for said in behind if said.block == lead.block]
    members = _members(own, lead, tally)
    if not members and ":" not in lead.text[tally.start :]:
        return
    points = _POINTING.search(lead.text[tally.start :])
    first = before[-1:] if points else ()
    titles = " ".join(lead.source.heading_path)
    told_before = " ".join(said.text for said in (*before, lead))
    yield _Counted(tally, told_stems(f"{titles} {told_before}"), (*first, lead, *members))


def _members(behind: Sequence[Sentence], lead: Sentence, tally: Tally) -> tuple[Sentence, ...]:
    """Return the sentences that tell which things are counted, as far as there is room."""
    chosen: list[Sentence] = []
    size, named = len(lead.text.split()), 0
    whole = ":" in lead.text[tally.start :]
    for said in behind:
        adds = _NEXT.search(said.text) is not None
        if not adds and (whole or (named >= tally.number and not said.leans)):
            break
        size += len(said.text.split())
        named += not said.leans
        chosen.append(said)
    if size > MOST_WORDS:
        chosen = [_short(said) for said in chosen if not said.leans]
    fits = sum(len(said.text.split()) for said in (lead, *chosen)) <= MOST_WORDS
    return tuple(chosen) if fits and (whole or named >= tally.number) else ()


def _short(sentence: Sentence) -> Sentence:
    """Return a sentence up to where a semicolon parts it."""
    text, parted, _ = sentence.text.partition(";")
    return replace(sentence, text=f"{text}.") if parted else sentence
