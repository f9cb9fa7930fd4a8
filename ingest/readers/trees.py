"""Trees: drawn with branches (├── └── │, |-- `--) or by indentation alone.

A node's depth is the column of its label. Nodes at one column are siblings below the last node
further left, so a drawing whose bars were flattened still gives the parent that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Fence, Span, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.item import Item
from ingest.grammar.items import read_items
from ingest.grammar.terms import clean_label
from ingest.grammar.words import words
from ingest.readers.chains import Link, chain_of, feeds_of
from ingest.readers.grid import has_arrows
from ingest.readers.place import Found, Lines, Place, below_facts

_BRANCH = re.compile(r"^[\s│┃║|]*(?:[├└┣┗╠╚╰┕┝][─━═╌-]*|[|`+\\][-─]{2,})[>▶►]?\s*")
_BARS = re.compile(r"^[\s│┃║|]*")
_HEAD = re.compile(r"[→⟶⇒➜➔]")
_HEADS = frozenset(">▶►")
_DRAWN = re.compile(r"[─━═│┘┐┤╯╮▶►]")
_BULLET = re.compile(r"^(?:[-*+•·▪◦‣]|\d{1,2}[.)])\s+")
_COMMENT = re.compile(r"(?<!\s)\s++(?:#|//|<--?|←|—|–)\s+(?P<comment>\S.*)$")
_READING = re.compile(r"\b\d+\.\d{3,}\b|\|[■█▇#*=]{3,}")
"""What a program measured, to the thousandth, or a bar that it drew."""
_MOST_WORDS = 10
_LEAST_SHARE = 0.8
_TAB = 4


def has_branches(lines: Sequence[str]) -> bool:
    """Say whether any line draws a branch to a label."""
    return any(_branch(line) for line in lines)


def branches_into_arrows(lines: Sequence[str]) -> bool:
    """Say whether a drawing's branches are arrows beside others, so that it is no tree."""
    above = ""
    for line in lines:
        match = _branch(line)
        if match is None:
            above = line
        elif not _HEAD.match(line, match.end()) and not _is_arrow(match[0], above):
            return False
    return has_arrows([line for line in lines if not _branch(line)])


def _is_arrow(branch: str, above: str) -> bool:
    """Say whether a branch ends in a head: "└──▶", "+-->".

    A backslash leaves an arrow above it; below a label, where it starts is not drawn.
    """
    if branch.rstrip()[-1:] not in _HEADS:
        return False
    at = branch.find("\\")
    return at < 0 or not above[at : at + 1].isalnum()


def is_indented_tree(lines: Sequence[str]) -> bool:
    """Say whether lines are an outline: short, the first at the left, some further right.

    What a program printed is none, most of whose lines are readings.
    """
    told = [line.expandtabs(_TAB) for line in lines if line.strip()]
    if len(told) < 2:  # noqa: PLR2004
        return False
    indents = [len(line) - len(line.lstrip()) for line in told]
    short = sum(len(words(line)) <= _MOST_WORDS for line in told)
    readings = sum(_READING.search(line) is not None for line in told)
    outlined = indents[0] == min(indents) < max(indents) and short >= _LEAST_SHARE * len(told)
    return outlined and 2 * readings <= len(told)


def read_tree(fence: Fence, place: Place) -> Found:
    """Read every node with its parent; a root belongs to the section."""
    found = Found()
    above: list[tuple[int, Term]] = []
    for number, line in enumerate(fence.lines, start=fence.first_line):
        node = _node(line)
        if node is None:
            continue
        column, label = node
        while above and above[-1][0] >= column:
            above.pop()
        parent = above[-1][1] if above else None
        term, facts = _node_facts(label, parent, place, number)
        found.facts.extend(facts)
        if term is not None:
            above.append((column, term))
    return found


def _branch(line: str) -> re.Match[str] | None:
    match = _BRANCH.match(line)
    label = line[match.end() :] if match else ""
    # "└──retry──┘" is a line round a corner with a word on it.
    if not label or _DRAWN.search(label):
        return None
    return match if any(map(str.isalnum, label)) else None


def _node(line: str) -> tuple[int, str] | None:
    line = line.expandtabs(_TAB)
    branch = _BRANCH.match(line)
    match = branch or _BARS.match(line)
    start = match.end() if match else 0
    label = line[start:]
    if branch is None and (bullet := _BULLET.match(label)):
        label = label[bullet.end() :]
    if not (label[:1].isalnum() or any(map(str.isalnum, label))):
        return None
    return start, label.rstrip()


def _node_facts(
    label: str, parent: Term | None, place: Place, number: int
) -> tuple[Term | None, list[Fact]]:
    links = chain_of(label)
    if links:
        return _chain(links, parent, place, number)
    comment = None if label.replace(" ", "").isalnum() else _COMMENT.search(label)
    text = Text(label[: comment.start()] if comment else label)
    lines = Lines(text, Span(place.path, number, number))
    item = _whole_item(text)
    if item is None:
        return None, []
    term, span, said = Term(item.text, Role.TREE), lines.span(0, 1), item.qualifiers
    facts: list[Fact] = []
    if parent is not None:
        facts.append(place.fact(parent, Said.BRANCH, term, span, Reader.TREE, qualifiers=said))
    elif term.text != place.holder.subject.text:
        holder = place.holder.subject
        facts.append(place.fact(holder, Said.INCLUDES, term, span, Reader.TREE, qualifiers=said))
    if item.below or item.address:
        facts.extend(below_facts(place, term, item, lines, Reader.TREE))
    remark = clean_label(comment.group("comment")) if comment else ""
    if remark:
        facts.append(place.fact(term, Said.DEFINITION, Term(remark, Role.PROSE), span, Reader.TREE))
    return term, facts


def _chain(
    links: list[Link], parent: Term | None, place: Place, number: int
) -> tuple[Term, list[Fact]]:
    """Read a node that is a chain of arrows: its parent branches into where the chain begins."""
    ends = [Term(clean_label(link.text) or link.text, Role.TREE) for link in links]
    lines = Lines(Text(""), Span(place.path, number, number))
    above, relation = (parent, Said.BRANCH) if parent else (place.holder.subject, Said.INCLUDES)
    facts = [place.fact(above, relation, ends[0], lines.span(0, 1), Reader.TREE)]
    return ends[-1], facts + feeds_of(links, [[end] for end in ends], place, lines)


def _whole_item(text: Text) -> Item | None:
    """Read a node as one item; what stands behind its colon belongs below it."""
    items = read_items(text)
    if not items.items:
        return None
    if len(items.items) == 1:
        only = items.items[0]
        return Item(clean_label(only.text) or only.text, 0, only.end, only.below, only.qualifiers)
    name = clean_label(text.plain)
    return Item(name, 0, len(text.plain)) if name else None
