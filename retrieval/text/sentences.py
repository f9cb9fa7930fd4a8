"""Sentences of a handbook's prose, each with its exact lines: what a "why" is answered with.

A passage of prose is cut at the ends of its sentences, a list into its items. Rows of tables and
drawings are left out, as are bare lists of names: facts state them. A sentence that leans on the
one before it ("It also …") says so, because it cannot be quoted alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.model import Evidence, Node
from graph.schema import Kind
from graph.snapshot import Snapshot
from ingest.grammar.sentences import sentences as cut
from retrieval.text.words import words

LEAST_WORDS = 3
"""Shorter items are names, which facts hold."""
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_MARKED = re.compile(
    r"(?P<mark>\*\*|__|\*|_|`)(?=\w)(?P<name>[^*_`\n]{2,60}?)(?P<within>[.:])?(?P=mark)(?P<behind>:)?"
)
"""A name in bold, italics or code at the beginning."""
_NO_PROSE = re.compile(r"^\s*(?:\||```|~~~|:\s*$|<)")
_UNFINISHED = re.compile(r"[?:]$")
_ARROW = re.compile(r"[→←↓↑✓]")
_FLOW_ARROW = re.compile(r"[→⟶⇒➜➔]|[-=─]+>")
LEAST_CHAINED = 2
"""Arrows that make a chain."""
_LEAST_BESIDE_ARROW = 5
"""Words of an item with one arrow that says more than what leads to what."""
_LEAST_BESIDE_CHAIN = 10
"""Words of a whole sentence that tells of a chain of arrows."""
_KEYED = re.compile(r"^\s*[^\W\d_][^:.!?|]{0,40}:\s+\S")
"""A line that gives the value of a key, as those of a card do."""
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
"""https://spec.commonmark.org/0.31.2/#hard-line-breaks"""
_DEFINITION = re.compile(r"^\s*:\s+")
_DASH = re.compile(r"^((?:[^\s.,;:]+ ){0,4}[^\s.,;:]+) [-–—] ")
"""A term set off from what is said of it."""
_QUESTION = re.compile(r"^(?:Q|Question)\s?[.:]\s+", re.IGNORECASE)
"""The label before a question that the text asks."""
_ANSWER = re.compile(r"^(?:A|Answer):\s+")
_MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^>\s?", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_LEANS = re.compile(
    r"(?:it|its|they|their|them|this|that|these|those|he|she|both|such|also|otherwise|instead"
    r"|then|so|but|therefore|however|here|there|(?:the )?(?:first|second|former|latter))\b",
    re.IGNORECASE,
)

_PRO_VERB = re.compile(
    r"\b(?:do|does|did|done) (?:that|this|so)\b|\bfor (?:that|this|these|those) reasons?\b",
    re.IGNORECASE,
)
"""Words that stand for what was said before: "Ordinary tools do that"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one item of a list."""

    passage: str
    """The id of the passage that it stands in."""
    number: int
    """Its place in the passage, from 0."""
    text: str
    source: Evidence
    """Its own lines."""
    leans: bool
    """Whether it is read only behind the one before it."""
    asked: str = ""
    """The question that the text asks before it, to which it belongs."""
    block: int = 0
    """Which item of a list, or paragraph, of the passage it stands in, from 0."""
    item: str = ""
    """The name with which the item begins that it goes on with; empty where it leans."""

    @property
    def ref(self) -> str:
        """What tells it from all others."""
        return f"{self.passage}#{self.number}"

    @property
    def named(self) -> str:
        """The sentence behind the name of the item that it goes on with."""
        return f"{self.item}: {self.text}" if self.item else self.text


def sentences(snapshot: Snapshot) -> tuple[Sentence, ...]:
    """Return the sentences of all passages, in the order of the passages' ids."""
    return tuple(
        sentence
        for node in snapshot.graph.nodes
        if node.kind is Kind.PASSAGE and node.evidence
        for sentence in _of_passage(node, node.evidence[0])
    )


def bare(text: str) -> str:
    """Return a line of Markdown without marks of emphasis, code and links."""
    return _MARKUP.sub("", _LINK.sub(r"\1", text))


def leans(text: str) -> bool:
    """Whether a sentence has a word that stands for something said before."""
    return bool(_LEANS.match(text) or _PRO_VERB.search(text))


def behind_names(found: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences that will be quoted in turn, each item's first one behind its name."""
    blocks = [(said.passage, said.block) for said in found]
    return [
        replace(said, text=said.named) if block not in blocks[:at] else said
        for at, (said, block) in enumerate(zip(found, blocks, strict=True))
    ]


def is_chain(text: str) -> bool:
    """Whether a text draws what follows what: "note -> warning -> end"."""
    return len(_FLOW_ARROW.findall(text)) >= LEAST_CHAINED


def _of_passage(node: Node, source: Evidence) -> Iterator[Sentence]:
    lines = source.text.split("\n")
    if any(_NO_PROSE.match(line) for line in lines) or node.text.count("\n"):
        return
    number, asked, text = 0, "", ""
    for nth, (start, block) in enumerate(_blocks(lines)):
        if not text.endswith("?"):
            asked = ""  # the block before held the answer as well
        item = ""
        for text, first, last in _cut(block):
            asked = _QUESTION.sub("", text) if text.endswith("?") else asked
            if not _is_prose(text):
                continue
            place = _lines(source, start + first, start + last)
            said = _DASH.sub(r"\1: ", text)
            back = bool(number and leans(text))
            yield Sentence(node.id, number, said, place, back, asked, nth, "" if back else item)
            number, item = number + 1, item_name(lines[start])


def is_item(text: str) -> bool:
    """Whether a source text begins with the mark of an item."""
    return _ITEM.match(text) is not None


def item_name(line: str) -> str:
    """Return the name with which an item begins, or the title that a paragraph begins with.

    A name is set off by marks; in a paragraph it ends with a full stop or a colon as well.
    """
    begins = _ITEM.match(line)
    match = _MARKED.match(line, begins.end() if begins else 0)
    ends = match is not None and (match["within"] or match["behind"])
    return match["name"].strip() if match and (begins or ends) else ""


def _is_prose(text: str) -> bool:
    """Whether a text states something: a whole sentence, or an item with function words."""
    found = words(text)
    arrows = len(_ARROW.findall(text))
    told = text.endswith((".", "!")) and len(found) >= _LEAST_BESIDE_CHAIN
    if len(found) < LEAST_WORDS or _UNFINISHED.search(text) or (arrows > 1 and not told):
        return False
    if arrows and len(found) < _LEAST_BESIDE_ARROW:
        return False
    return text.endswith((".", "!")) or any(word.is_stop for word in found)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield items of a list, lines of a card, or a paragraph, with the first line's number."""
    begun: tuple[int, list[str]] | None = None
    for number, line in enumerate(lines):
        item = _ITEM.match(line)
        if begun is None or item or _is_next_key(lines[number - 1], line):
            if begun:
                yield begun
            begun = (number, [])
        said = bare(line[item.end() :] if item else line).strip()
        if begun[1] and _DEFINITION.match(said):
            begun[1][-1] += ":"
        begun[1].append(_ANSWER.sub("", _DEFINITION.sub("", said)))
    if begun:
        yield begun


def _is_next_key(before: str, line: str) -> bool:
    """Whether a line gives the value of a further key."""
    keyed = _KEYED.match(bare(line)) is not None
    return keyed and (
        _HARD_BREAK.search(before) is not None or _KEYED.match(bare(before)) is not None
    )


def _cut(block: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences of some lines with their first and last line's number."""
    text = " ".join(block)
    starts = [0]
    for line in block:
        starts.append(starts[-1] + len(line) + 1)
    for said, begin, end in cut(text):
        if said:
            yield said, _line(starts, begin), _line(starts, end - 1)


def _line(starts: Sequence[int], at: int) -> int:
    return max(n for n, start in enumerate(starts[:-1]) if start <= at)


def _lines(source: Evidence, first: int, last: int) -> Evidence:
    lines = source.text.split("\n")
    return replace(
        source,
        line_start=source.line_start + first,
        line_end=source.line_start + last,
        text="\n".join(lines[first : last + 1]),
    )
