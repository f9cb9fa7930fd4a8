"""What a fenced block holds: code, a Mermaid diagram, a tree, an arrow diagram, or plain text."""

from __future__ import annotations

import re
from enum import Enum, auto

from ingest.document import Fence, Span, Unread
from ingest.facts import Fact, Role, Said, Term
from ingest.grammar.lead_ins import LeadInKind, says_sequence
from ingest.grammar.words import is_name, word_set
from ingest.readers.diagrams import read_diagram
from ingest.readers.grid import has_arrows, has_boxes
from ingest.readers.mermaid import read_mermaid
from ingest.readers.openings import open_group
from ingest.readers.place import Found, Place
from ingest.readers.trees import branches_into_arrows, has_branches, is_indented_tree, read_tree

_PICTURES = word_set("picture_fences")
_DRAWINGS = frozenset({"ascii", "diagram", "tree", "art", "ascii-art"})
_STARTS = word_set("code_starts")
_CODE_LINE = re.compile(
    r"[;{}]\s*$|^\s*[\w.\[\]]+\s*(?:=(?![=>])|\+=|:=)\s*\S|^\s*[\"'][^\"']+[\"']\s*:|^\s*[\w.]+\([^)]*\)\s*:?$"
    r"|^\s*<[/\w]|^\s*(?://|/\*)|^\s*@\w+|^\s*-{1,2}\w+=|^\s*[a-z_][\w-]*:\s+\S"
)


_DRAWN_ARROW = re.compile(r"\s[→←↔⟶⟵⇒⇐➜➔]\s")
"""What no program holds outside its strings."""


class Content(Enum):
    """What a fence holds."""

    CODE = auto()
    MERMAID = auto()
    TREE = auto()
    DIAGRAM = auto()
    TEXT = auto()


_DRAWN = {
    Content.MERMAID: read_mermaid,
    Content.TREE: read_tree,
    Content.DIAGRAM: read_diagram,
}
_MOST_WORDS = 3
READER, COMMAND = "code", "command"
_SHELLS = frozenset({"bash", "sh", "shell", "zsh", "console", "powershell", "sql", "fish"})
_PROMPT = re.compile(r"^(?:[$>%]|PS>)\s+")


def read_fence(fence: Fence, place: Place) -> Found:
    """Read what a fence draws; code states no facts."""
    content = content_of(fence)
    if read := _DRAWN.get(content):
        place, named = _named_by_lead_in(place)
        found = read(fence, place)
        return Found(named + found.facts, found.unread) if found.facts else found
    if command := _command(fence, place):
        return Found([command])
    if content is Content.TEXT and any(line.strip() for line in fence.lines):
        return Found(unread=[Unread(fence.span, "text block without arrows or branches")])
    return Found()


def _command(fence: Fence, place: Place) -> Fact | None:
    """Return the one command that a step is done with; None for any other code."""
    step = place.holder.subject
    shell = fence.info.split(maxsplit=1)[:1]
    if not shell or shell[0].lower() not in _SHELLS or step.role in {Role.HEADING, Role.QUESTION}:
        return None
    told = [n for n, line in enumerate(fence.lines) if line.strip()]
    if len(told) != 1 or place.holder.relation != Said.INCLUDES:
        return None
    command = _PROMPT.sub("", fence.lines[told[0]].strip())
    line = fence.first_line + told[0]
    return place.fact(step, COMMAND, Term(command), Span(place.path, line, line), READER)


def _named_by_lead_in(place: Place) -> tuple[Place, list[Fact]]:
    """Return the place below a name that stands right above a drawing: "Loop:"."""
    opening = place.opening
    if opening is None or opening.lead_in.kind is not LeadInKind.GROUP:
        return place._replace(opening=None), []
    if says_sequence(opening.text) or not is_name(opening.lead_in.words, _MOST_WORDS):
        return place._replace(opening=None), []
    return open_group(place, "lead_in")


def content_of(fence: Fence) -> Content:
    """Say what a fence holds, by its info string first and its lines next."""
    named = fence.info.split(maxsplit=1)
    info = named[0].lower().strip("{}.") if named else ""
    if info == "mermaid":
        return Content.MERMAID
    return _drawn(fence.lines, info) if info in _PICTURES else Content.CODE


def _drawn(lines: tuple[str, ...], info: str) -> Content:
    if has_branches(lines) and not branches_into_arrows(lines):
        return Content.TREE
    if has_boxes(lines):
        return Content.DIAGRAM
    if info not in _DRAWINGS and looks_like_code(lines):
        return Content.CODE
    if has_arrows(lines):
        return Content.DIAGRAM
    return Content.TREE if is_indented_tree(lines) else Content.TEXT


def looks_like_code(lines: tuple[str, ...]) -> bool:
    """Say whether a third of the lines read as source code, a shell session or data."""
    told = [line for line in lines if line.strip()]
    code = sum(_is_code_line(line) for line in told)
    return code * 3 >= max(1, len(told))


def _is_code_line(line: str) -> bool:
    if _DRAWN_ARROW.search(line):
        return False
    first = line.split(maxsplit=1)[0]
    started = first in _STARTS or first.rstrip("(") in _STARTS
    return started or bool(_CODE_LINE.search(line))
