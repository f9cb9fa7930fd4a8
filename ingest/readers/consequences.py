"""One arrow from a case to what is to be done or what comes of it: "Mould → throw it away".

A chain of names ("Kafka → Spark") is a flow and is read elsewhere; here at least one side is a
clause, or the right one bids.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Term
from ingest.grammar.clauses import bids
from ingest.grammar.items import read_items
from ingest.grammar.pieces import Piece, piece_of
from ingest.grammar.sentences import sentences
from ingest.grammar.terms import clean_label
from ingest.grammar.words import FINITE, word_set, words
from ingest.readers.chains import ARROW, Link, chain_of, has_head
from ingest.readers.place import Lines, Place, slice_text

CALLS_FOR, LEADS_TO = "calls for", "leads to"
_BIDDING = word_set("imperatives") | word_set("bidding")
_CASE = frozenset({"than", "if", "when", "below", "above", "without", "no"})
"""Words that make a phrase a case and no name: "hair longer than 2 cm"."""
_STATES = frozenset(
    {"missing", "fails", "failed", "hangs", "down", "full", "late", "stuck", "broken", "empty"}
    | {"unreachable", "wrong", "stale", "slow", "blocked", "corrupt", "unhealthy", "expired"}
)
"""Words that end what is the case with a thing: "leader missing"."""
_RULES = frozenset({"rule", "rules", "policy", "policies", "criteria", "conditions"})
"""Words of a title below which every arrow leads from a case."""
_MOST_CASE = 14
_LEAST_ARROWS = 2
_CLAUSE = 5
"""Words within which a clause has its verb: "advertisers do bid shading"."""
_MOST_CASE_IN_PROSE = 5
"""Words; a longer phrase before an arrow in running text is no case but half a sentence."""


def consequence_of(text: Text) -> tuple[Link, Link] | None:
    """Return the two sides of a text's only arrow, None where it is no case and consequence."""
    if not has_head(text.plain):
        return None
    piece = piece_of(text)
    arrows = [match for match in ARROW.finditer(piece.top) if _stands_free(piece, *match.span())]
    if len(arrows) != 1 or arrows[0].lastgroup != "right":
        return None
    (arrow,) = arrows
    case, outcome = piece.cut(0, arrow.start()), piece.cut(arrow.end(), len(piece.plain))
    if not outcome.plain or not 0 < len(words(case.plain)) <= _MOST_CASE:
        return None
    if chain_of(piece.plain) and not (_bids(outcome.plain) or _is_case(case.plain)):
        return None
    sides = [Link(side.plain, side.start, side.end) for side in (case, outcome)]
    return sides[0], sides[1]


def are_cases(texts: Sequence[Text], title: str) -> bool:
    """Say whether the items of a list are rules, each a case and what follows: "Sold → out".

    Each has one arrow; half of them are no pairs of names, or the title announces rules.
    """
    if len(texts) < _LEAST_ARROWS or not all(has_head(text.plain) for text in texts):
        return False
    told = [consequence_of(text) for text in texts]
    pairs = [case or chain_of(text.plain) for case, text in zip(told, texts, strict=True)]
    if not all(len(pair) == _LEAST_ARROWS and pair[0].arrow in {"", "right"} for pair in pairs):
        return False
    return sum(map(bool, told)) * 2 >= len(told) or not _RULES.isdisjoint(words(title))


def chained_consequences(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Read "Outage → ranker falls back to defaults → quality drops": what leads to what.

    Nothing where a part is long, or where all are names and a flow is drawn.
    """
    if not has_head(text.plain) or chain_of(text.plain):
        return []
    piece = piece_of(text)
    arrows = [match for match in ARROW.finditer(piece.top) if _stands_free(piece, *match.span())]
    if len(arrows) < _LEAST_ARROWS or any(match.lastgroup != "right" for match in arrows):
        return []
    starts = [0, *(match.end() for match in arrows)]
    ends = [*(match.start() for match in arrows), len(piece.plain)]
    parts = [piece.cut(start, end) for start, end in zip(starts, ends, strict=True)]
    if not all(0 < len(words(part.plain)) <= _MOST_CASE for part in parts):
        return []
    links = [Link(part.plain, part.start, part.end) for part in parts]
    facts = consequence_facts((links[0], links[1]), place, lines)
    told = [_told(pair, place, lines)[1] for pair in pairwise(links[1:])]
    return [
        fact._replace(relation=LEADS_TO) if fact.relation == CALLS_FOR else fact
        for fact in [*facts, *told]
    ]


def choice_facts(links: Sequence[Link], place: Place, lines: Lines) -> list[Fact]:
    """Read "Bursts / replay → Kafka" where a title asks what to take: each case calls for it."""
    case, choice = links
    if case.arrow != "right":
        return []
    facts: list[Fact] = []
    for item in read_items(Text(case.text), slashes=" / " in case.text).items:
        link = Link(item.text, case.start, case.end)
        facts += consequence_facts((link, choice), place, lines)
    return [
        fact._replace(relation=CALLS_FOR) if fact.relation == LEADS_TO else fact for fact in facts
    ]


def consequence_facts(sides: tuple[Link, Link], place: Place, lines: Lines) -> list[Fact]:
    """Return the membership of a case and what it calls for or leads to."""
    facts: list[Fact] = []
    case, told = _told(sides, place, lines)
    if case.text != place.holder.subject.text:
        span = lines.span(sides[0].start, sides[0].end)
        facts.append(
            place.fact(place.holder.subject, place.holder.relation, case, span, Reader.ARROW)
        )
    return [*facts, told]


def consequences_in_prose(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return what short cases of running text call for: "Questions → ask Ada"."""
    if not has_head(text.plain):
        return []
    facts: list[Fact] = []
    for sentence in sentences(text.plain):
        sides = consequence_of(slice_text(text, sentence.start, sentence.end))
        if sides is None or len(words(sides[0].text)) > _MOST_CASE_IN_PROSE:
            continue
        if sides[0].text[0].isdigit():
            continue
        moved = Lines(Text(""), lines.span(sentence.start, sentence.end))
        facts.append(_told(sides, place, moved)[1])
    return facts


def _told(sides: tuple[Link, Link], place: Place, lines: Lines) -> tuple[Term, Fact]:
    case = Term(clean_label(sides[0].text) or sides[0].text, place.holder.role)
    outcome = Term(clean_label(sides[1].text) or sides[1].text, Role.PROSE)
    states = not FINITE.isdisjoint(words(sides[1].text)[1:_CLAUSE])
    relation = LEADS_TO if states else CALLS_FOR
    span = lines.span(sides[0].start, sides[1].end)
    return case, place.fact(case, relation, outcome, span, Reader.ARROW)


def _is_case(front: str) -> bool:
    found = words(front)
    return not _CASE.isdisjoint(found[:_CLAUSE]) or (len(found) > 1 and found[-1] in _STATES)


def _bids(outcome: str) -> bool:
    found = words(outcome)
    if len(found) > 1 and (found[0] in _BIDDING or bids(outcome)):
        return True
    return any(" " in part and bids(part) for part in outcome.split(", ")[1:])


def _stands_free(piece: Piece, start: int, end: int) -> bool:
    behind = piece.top[end : end + 1]
    return start > 0 and piece.top[start - 1].isspace() and (not behind or behind.isspace())
