"""Chains of arrows in running text: "raw data → features → model"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Text
from ingest.facts import Fact, Role, Said, Term
from ingest.items import read_item
from ingest.readers.place import Lines, Place, below_facts
from ingest.words import states_something, words

READER = "arrow"
ARROW = re.compile(
    r"(?P<both>↔|⇔|⟷|<-+>|<=+>|◄[─━═-]+►)"
    r"|(?P<right>(?:(?<![─━═╌┄-])[─━═╌┄-]++)?[→⟶⇒➜➔➡➝►▶⟹]\ufe0f?"
    r"|(?<!-)-++>|(?<!=)=++>|(?<![─━═])[─━═]++>)"
    r"|(?P<left>[←⟵⇐⬅◄◀⟸]\ufe0f?[─━═╌┄-]*|<-+|<==+|<[─━═]+)"
)
_HEAD = re.compile("[<>→⟶⇒➜➔➡➝►▶⟹←⟵⇐⬅◄◀⟸↔⇔⟷]")
"""Every arrow has one of these, and most lines have none."""
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Link:
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
    for match in ARROW.finditer(plain):
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
    fits = all(0 < len(words(link.text)) <= _MOST_WORDS for link in links)
    return links if fits and not any(states_something(link.text) for link in links) else []


def _link(plain: str, start: int, end: int, arrow: str) -> Link:
    text = plain[start:end]
    lead = len(text) - len(text.lstrip())
    return Link(text.strip(), start + lead, start + lead + len(text.strip()), arrow)


def chain_facts(links: list[Link], place: Place, lines: Lines) -> list[Fact]:
    """Return each label's membership and each arrow's fact, in the arrow's direction."""
    facts: list[Fact] = []
    terms: list[Term] = []
    for link in links:
        item = read_item(Text(link.text))
        term = Term(item.text if item else link.text, Role.DIAGRAM)
        terms.append(term)
        span = lines.span(link.start, link.end)
        if term.text != place.holder.subject.text:
            facts.append(place.fact(place.holder.subject, Said.INCLUDES, term, span, READER))
        if item:
            moved = Lines(Text(""), place.path, span.line_start)
            facts.extend(below_facts(place, term, item, moved, READER))
    for n, link in enumerate(links[:-1]):
        span = lines.span(link.start, links[n + 1].end)
        for a, b in directed(link.arrow, terms[n], terms[n + 1]):
            facts.append(place.fact(a, Said.FEEDS, b, span, READER))
    return facts


def directed(arrow: str, left: Term, right: Term) -> list[tuple[Term, Term]]:
    """Return (from, to) pairs for an arrow between two terms."""
    pairs = {
        "right": [(left, right)],
        "left": [(right, left)],
        "both": [(left, right), (right, left)],
    }
    return [pair for pair in pairs.get(arrow, []) if pair[0] != pair[1]]
