"""Chains of arrows in running text: "raw data → features → model"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.item import Item, Items
from ingest.grammar.items import read_item, read_items
from ingest.grammar.pieces import piece_of
from ingest.grammar.sentences import sentences
from ingest.grammar.terms import clean_label
from ingest.grammar.words import states_something, words
from ingest.readers.place import Lines, Place, below_facts

ARROW = re.compile(
    r"(?P<both>↔|⇔|⟷|<-+>|<=+>|◄[─━═-]+►)"
    r"|(?P<right>(?:(?<![─━═╌┄-])[─━═╌┄-]++)?[→⟶⇒➜➔➡➝►▶⟹]\ufe0f?"
    r"|(?<!-)-++>|(?<!=)=++>|(?<![─━═])[─━═]++>)"
    r"|(?P<left>[←⟵⇐⬅◄◀⟸]\ufe0f?[─━═╌┄-]*|<-+|<==+|<[─━═]+)"
)
_HEAD = re.compile("[<>→⟶⇒➜➔➡➝►▶⟹←⟵⇐⬅◄◀⟸↔⇔⟷]")
"""Every arrow has one of these, and most lines have none."""
_BEHIND = re.compile(r"(?<=\w)\s\([^()]{1,60}\)(?=$|,)")
_BACK = re.compile(
    r"\(?(?:or )?(?:back|return|returns|go back|goes back) to (?:the )?(?P<names>[^()]+)\)?",
    re.IGNORECASE,
)
_OR = re.compile(r",? or ")
_GOES_ON = re.compile(r"; (?:only|then|otherwise|else|if|and|but|or)\b")
"""A clause behind a semicolon that is part of what the arrow leads to."""
_MOST_WORDS = 6
_MOST_ASKED = 16


class Link(NamedTuple):
    """One label of a chain and the arrow behind it: ``right``, ``left``, ``both`` or empty."""

    text: str
    start: int
    end: int
    arrow: str = ""


def has_head(plain: str) -> bool:
    """Say whether a text holds anything that can be the head of an arrow."""
    if plain.isascii():
        return "<" in plain or ">" in plain
    return _HEAD.search(plain) is not None


def chain_of(plain: str) -> list[Link]:
    """Return the labels of a line that is a chain of arrows, or nothing.

    Every arrow stands between spaces and every label is short and states nothing, so a sentence
    that only mentions an arrow is left alone.
    """
    if not has_head(plain):
        return []
    links: list[Link] = []
    at = 0
    if "; " in plain and not _GOES_ON.search(plain):
        # "Boards → Grafana; alerts go to the pager": the second clause is no part of the label.
        plain = plain[: plain.index("; ")]
    for match in ARROW.finditer(_without_parentheses(plain)):
        before, behind = (
            plain[match.start() - 1 : match.start()],
            plain[match.end() : match.end() + 1],
        )
        if not before.isspace() or (behind and not behind.isspace()):
            continue
        links.append(_link(plain, at, match.start(), str(match.lastgroup)))
        at = match.end()
    if not links:
        return []
    links.append(_link(plain, at, len(plain), ""))
    return links if all(map(_fits, links)) or _leads_to_several(links) else []


class Drawn(NamedTuple):
    """A chain within a text, and where it ends."""

    links: list[Link]
    end: int


def chain_behind(plain: str, start: int) -> Drawn | None:
    """Return the chain that stands behind a label, before the sentences that go on with it."""
    rest = plain[start:]
    told = sentences(rest)
    first = told[0].end if len(told) > 1 and not has_head(rest[told[0].end :]) else len(rest)
    links = chain_of(" " * start + rest[:first].rstrip())
    return Drawn(links, start + first) if links else None


def _leads_to_several(links: Sequence[Link]) -> bool:
    """Say whether one short name leads to a list of names: "New user → topics, popularity"."""
    if len(links) != 2 or "," not in links[1].text or not _fits(links[0]):  # noqa: PLR2004
        return False
    front, behind = links[0].text, _BEHIND.sub("", links[1].text)
    named = front[:1].isupper() and len(words(front)) < _MOST_WORDS / 2
    parts = behind.split(", ")
    short = all(0 < len(words(part)) <= _MOST_WORDS for part in parts)
    return named and short and not states_something(links[1].text)


def _without_parentheses(plain: str) -> str:
    """Blank out what stands in parentheses: "rank (900 → 20) → show" has one arrow."""
    if "(" not in plain:
        return plain
    piece = piece_of(Text(plain))
    return " " * piece.start + piece.top


def _fits(link: Link) -> bool:
    if link.text.endswith("?") and link.arrow == "right":
        return 0 < len(words(link.text)) <= _MOST_ASKED
    # "Ramp (1 %, 10 %)" is as short as "Ramp".
    name = _BEHIND.sub("", link.text) if "(" in link.text else link.text
    return 0 < len(words(name)) <= _MOST_WORDS and not states_something(link.text)


def _link(plain: str, start: int, end: int, arrow: str) -> Link:
    text = plain[start:end]
    lead = len(text) - len(text.lstrip())
    return Link(text.strip(), start + lead, start + lead + len(text.strip()), arrow)


def chain_facts(links: list[Link], place: Place, lines: Lines) -> list[Fact]:
    """Return each label's membership and each arrow's fact, in the arrow's direction."""
    if len(links) == 2 and links[0].text.endswith("?"):  # noqa: PLR2004
        return _decision(links, place, lines)
    facts: list[Fact] = []
    ends: list[list[Term]] = []
    for link in links:
        named = _items_of(link)
        ends.append([Term(item.text if item else link.text, Role.DIAGRAM) for item in named])
        span = lines.span(link.start, link.end)
        moved = Lines(Text(""), span)
        for item, term in zip(named, ends[-1], strict=True):
            if term.text != place.holder.subject.text:
                facts.append(
                    place.fact(place.holder.subject, Said.INCLUDES, term, span, Reader.ARROW)
                )
            if item:
                facts.extend(below_facts(place, term, item, moved, Reader.ARROW))
    return facts + feeds_of(links, ends, place, lines)


def _items_of(link: Link) -> Sequence[Item | None]:
    """Return what one place of a chain names: several things where it is a list, "CTR, NDCG".

    "(back to A or B)" at its end names both.
    """
    text = Text(link.text)
    if back := _BACK.fullmatch(link.text):
        return [Item(name.strip(), 0, 0) for name in _OR.split(back["names"])]
    several = read_items(text) if "," in link.text else Items()
    return several.items if len(several.items) > 1 else (read_item(text),)


def feeds_of(
    links: Sequence[Link], ends: Sequence[Sequence[Term]], place: Place, lines: Lines
) -> list[Fact]:
    """Return the facts of a chain's arrows, from each thing on one side to each on the other."""
    facts: list[Fact] = []
    for link, following, left, right in zip(links, links[1:], ends, ends[1:], strict=False):
        span = lines.span(link.start, following.end)
        for a, b in product(left, right):
            pairs = directed(link.arrow, a, b)
            facts.extend(place.fact(x, Said.FEEDS, y, span, Reader.ARROW) for x, y in pairs)
    return facts


def _decision(links: list[Link], place: Place, lines: Lines) -> list[Fact]:
    """Read "Under 10 ms? → Redis": a question and what it leads to."""
    question, answer = (Term(clean_label(link.text)) for link in links)
    question = Term(question.text, Role.QUESTION)
    span = lines.span(links[0].start, links[1].end)
    facts = [place.fact(place.holder.subject, place.holder.relation, question, span, Reader.ARROW)]
    return [*facts, place.fact(question, Said.ANSWER, answer, span, Reader.ARROW)]


def directed(arrow: str, left: Term, right: Term) -> list[tuple[Term, Term]]:
    """Return (from, to) pairs for an arrow between two terms."""
    pairs = {
        "right": [(left, right)],
        "left": [(right, left)],
        "both": [(left, right), (right, left)],
    }
    return [pair for pair in pairs.get(arrow, []) if pair[0] != pair[1]]
