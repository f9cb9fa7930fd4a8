"""Markdown (CommonMark and GitHub's tables, task lists, strikethrough) to a tree of sections.

The parser is markdown-it-py, which knows the lines of blocks; only this package imports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference

from ingest.document import (
    Block,
    Section,
)
from ingest.markdown.inline import inline_text, keep_line_breaks
from ingest.markdown.lettered import numbered
from ingest.markdown.new_lead_ins import list_end
from ingest.markdown.quick_blocks import QuickReader
from ingest.markdown.quick_lines import (
    is_blank,
    quick_fence,
    quick_heading,
    quick_list,
    quick_paragraph,
    quick_quote,
    quick_rule,
    quick_table,
)
from ingest.markdown.sections import build_sections
from ingest.markdown.tables import table_rule
from ingest.markdown.tokens import read_tokens

_DEEPEST = 60
"""Levels of lists and quotes in one another; deeper ones are no text that anybody reads, and
recursion has to end somewhere. Their lines end up in no block."""

_LINES_SHOWN = 32
"""Lines that the parser's rules are shown at first; most blocks are shorter."""
_LINE_END = re.compile(r"\r\n|\n|\r")


def _reference_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Link reference definitions, of which footnotes ("[^1]: …") are none."""
    begin = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begin) and reference(state, start, end, silent)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.block.ruler.at("table", table_rule, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", _reference_rule)
    keep_line_breaks(parser)
    return parser


_PARSER = _make_parser()


def parse(text: str, path: str) -> Section:
    """Parse one file's text into its root section.

    Args:
        text: decoded Markdown; lines end with LF, CR LF or CR.
        path: the file's path, for the spans.
    """
    source = _LINE_END.sub("\n", text) if "\r" in text else text
    source = numbered(source.replace("\0", "�"))
    line_count = max(1, source.count("\n") + (not source.endswith("\n")))
    if end := front_matter_lines(source):
        # The last fence may be all that stands on the last line.
        source = "\n" * end + "".join(source.split("\n", end)[end:])
    return build_sections(_Blocks(source, path).read(), path, line_count)


def front_matter_lines(text: str) -> int:
    """Return how many lines at the top are YAML front matter, its fences included."""
    if not text.startswith("---"):
        return 0
    lines = _LINE_END.split(text)
    if lines[0].rstrip() != "---" or not re.match(r"[\w\"'#-]", "".join(lines[1:2])):
        return 0
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() in {"---", "..."}:
            return number if any(":" in entry for entry in lines[1 : number - 1]) else 0
        if not line.strip() or re.match(r"[ \t#-]|[\w\"'][^:]*:(?:\s|$)", line) is None:
            return 0
    return 0


class _Blocks:
    """Cuts a file into blocks: plain ones line by line, the others by the parser's rules.

    Inline text is read when all blocks are known, since links may be defined anywhere.
    """

    def __init__(self, source: str, path: str) -> None:
        self.lines = source.split("\n")
        self.references: dict[str, Any] = {}
        env = {"references": self.references}
        self.quick = QuickReader(path, partial(inline_text, parser=_PARSER, env=env))
        self.found: list[Callable[[], list[Block]]] = []

    def read(self) -> list[Block]:
        at, lines = 0, self.lines
        count = len(lines)
        while at < count:
            if not lines[at] or is_blank(lines[at]):
                at += 1
            else:
                at = self.plain(at) or self.parsed(at)
        return [block for make in self.found for block in make()]

    def plain(self, at: int) -> int:
        """Read a block of the commonest forms; return the line behind it, 0 where it is none."""
        if self.lines[at][0].isalpha():
            return self.paragraph(at)
        return self.marked(at) or self.text(at)

    def marked(self, at: int) -> int:
        """Read a block that its first character tells."""
        lines, first = self.lines, self.lines[at][0]
        if first == "#" and (heading := quick_heading(lines, at)):
            self.found.append(partial(self.quick.heading, *heading, at))
            return at + 1
        if first == ">" and (quote := quick_quote(lines, at)):
            self.found.append(partial(self.quick.quote, *quote, at))
            return quote[1]
        return self.drawn(at, first)

    def drawn(self, at: int, first: str) -> int:
        """Read a table, a fence or a rule."""
        lines = self.lines
        if first == "|" and (table := quick_table(lines, at)):
            self.found.append(partial(self.quick.table, *table, at))
            return table[1]
        if first in "`~" and (fence := quick_fence(lines, at)):
            inside = tuple(lines[at + 1 : fence[1]])
            self.found.append(partial(self.quick.fence, fence[0], inside, at))
            return fence[1] + 1
        if first in "-*_" and quick_rule(lines, at):
            self.found.append(partial(self.quick.rule, at))
            return at + 1
        return 0

    def text(self, at: int) -> int:
        """Read a list or a paragraph."""
        lines = self.lines
        if listed := quick_list(lines, at):
            self.found.append(partial(self.quick.list, listed[0]))
            return listed[1]
        return self.paragraph(at)

    def paragraph(self, at: int) -> int:
        """Read a paragraph."""
        lines = self.lines
        if paragraph := quick_paragraph(lines, at):
            self.found.append(partial(self.quick.paragraph, *paragraph, at))
            return paragraph[1]
        return 0

    def parsed(self, at: int) -> int:
        """Let the parser's rules read one block; return the line behind it.

        They are shown some lines, and more only where the block may go on behind those.
        """
        end = list_end(self.lines, at)
        count = end - at if end else _LINES_SHOWN
        state = self.state(at, count)
        while not end and state.line >= state.lineMax and at + count < len(self.lines):
            count *= 4
            state = self.state(at, count)
        for label, target in state.env.get("references", {}).items():
            self.references.setdefault(label, target)
        self.found.append(partial(read_tokens, state.tokens, self.quick.text, self.quick.path, at))
        return at + max(state.line, 1)

    def state(self, at: int, count: int) -> StateBlock:
        """Return the parser's state behind the block at a line; its lines count from there."""
        shown = "\n".join(self.lines[at : at + count])
        state = StateBlock(shown, _PARSER, {}, [])
        for rule in _PARSER.block.ruler.getRules(""):
            if rule(state, 0, state.lineMax, False):  # noqa: FBT003
                break
        return state
