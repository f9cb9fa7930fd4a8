"""Markdown (CommonMark and GitHub's tables, task lists, strikethrough) to a tree of sections.

The parser is markdown-it-py, which knows the lines of blocks; only ``ingest.markdown*`` import it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

from ingest.document import (
    Block,
    Fence,
    Heading,
    Html,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Section,
    Span,
    Table,
    TableRow,
    Text,
)
from ingest.markdown_inline import EMPTY, inline_text, keep_line_breaks
from ingest.markdown_quick import (
    is_blank,
    quick_fence,
    quick_heading,
    quick_list,
    quick_paragraph,
    quick_rule,
    quick_table,
)
from ingest.markdown_tables import fit, headerless_rows, table_rule
from ingest.quick_blocks import QuickReader, without_box
from ingest.sections import build_sections

_DEEPEST = 60
"""Levels of lists and quotes in one another; deeper ones are no text that anybody reads, and
recursion has to end somewhere. Their lines end up in no block."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")


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
    source = source.replace("\0", "�")
    line_count = max(1, source.count("\n") + (not source.endswith("\n")))
    if end := front_matter_lines(source):
        source = "\n" * end + source.split("\n", end)[end]
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
        self.source = source
        self.lines = source.split("\n")
        self.env: dict[str, Any] = {}
        self.quick = QuickReader(path, partial(inline_text, parser=_PARSER, env=self.env))
        self.found: list[Callable[[], list[Block]]] = []
        self.state: StateBlock | None = None

    def read(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            if is_blank(self.lines[at]):
                at += 1
            else:
                at = self.plain(at) or self.parsed(at)
        return [block for make in self.found for block in make()]

    def plain(self, at: int) -> int:
        """Read a block of the commonest forms; return the line behind it, 0 where it is none."""
        return self.marked(at) or self.text(at)

    def marked(self, at: int) -> int:
        """Read a block that its first character tells."""
        lines, first = self.lines, self.lines[at][0]
        if first == "#" and (heading := quick_heading(lines, at)):
            self.found.append(partial(self.quick.heading, *heading, at))
            return at + 1
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
        if paragraph := quick_paragraph(lines, at):
            self.found.append(partial(self.quick.paragraph, *paragraph, at))
            return paragraph[1]
        return 0

    def parsed(self, at: int) -> int:
        """Let the parser's rules read one block; return the line behind it."""
        tokens: list[Token] = []
        if self.state is None:
            self.state = StateBlock(self.source, _PARSER, self.env, tokens)
        state = self.state
        if at >= state.lineMax:
            return at + 1
        state.tokens, state.line = tokens, at
        for rule in _PARSER.block.ruler.getRules(""):
            if rule(state, at, state.lineMax, False):  # noqa: FBT003
                break
        self.found.append(partial(_read_tokens, tokens, self.quick.path, self.env))
        return max(state.line, at + 1)


def _read_tokens(tokens: Sequence[Token], path: str, env: MutableMapping[str, Any]) -> list[Block]:
    return _Reader(tokens, path, env).blocks(0)[0]


class _Reader:
    """Turns the flat tokens of one file into blocks."""

    def __init__(self, tokens: Sequence[Token], path: str, env: MutableMapping[str, Any]) -> None:
        self.tokens = tokens
        self.path = path
        self.env = env

    def text(self, source: str, *, cell: bool = False) -> Text:
        return inline_text(source, _PARSER, self.env, cell=cell)

    def span(self, token: Token) -> Span:
        first, last = token.map or (0, 1)
        return Span(self.path, first + 1, max(first + 1, last))

    def blocks(self, at: int) -> tuple[list[Block], int]:
        """Read from token ``at`` to the end of its container; return the closing token's place."""
        found: list[Block] = []
        while at < len(self.tokens) and self.tokens[at].nesting != -1:
            token = self.tokens[at]
            if token.type == "paragraph_open":
                found += self.paragraphs(self.tokens[at + 1].content, self.span(token))
                at += 3
            elif token.type == "heading_open":
                text = self.text(self.tokens[at + 1].content)
                found.append(Heading(int(token.tag[1]), text, self.span(token)))
                at += 3
            elif token.nesting == 1:
                block, at = self.container(token, at)
                found.append(block)
            else:
                found += self.leaf(token)
                at += 1
        return found, at

    def container(self, token: Token, at: int) -> tuple[Block, int]:
        if token.type == "blockquote_open":
            children, at = self.blocks(at + 1)
            return Quote(tuple(children), self.trimmed(token, children)), at + 1
        items: list[ListItem] = []
        at += 1
        while self.tokens[at].type == "list_item_open":
            children, end = self.blocks(at + 1)
            items.append(self.item(self.tokens[at], children))
            at = end + 1
        span = self.span(token)
        last = items[-1].span.line_end if items else span.line_start
        ordered = token.type == "ordered_list_open"
        return ListBlock(ordered, tuple(items), Span(self.path, span.line_start, last)), at + 1

    def trimmed(self, token: Token, children: Sequence[Block]) -> Span:
        """Return a container's span without the blank lines that the parser counts in."""
        first = self.span(token).line_start
        last = children[-1].span.line_end if children else first
        return Span(self.path, first, max(first, last))

    def item(self, token: Token, children: list[Block]) -> ListItem:
        span = self.trimmed(token, children)
        text = EMPTY
        checked = None
        if children and isinstance(paragraph := children[0], Paragraph):
            text, checked = without_box(paragraph.text)
            del children[0]
        return ListItem(text, span, tuple(children), checked)

    def leaf(self, token: Token) -> list[Block]:
        span = self.span(token)
        if token.type == "pipe_table":
            header, *rows = token.meta["rows"]
            return [self.table(header, rows, span, span.line_start + 2)]
        if token.type in {"fence", "code_block"}:
            lines = tuple(token.content.removesuffix("\n").split("\n")) if token.content else ()
            first = span.line_start + (token.type == "fence")
            return [Fence(token.info.strip(), lines, first, span)]
        if token.type == "hr":
            return [Rule(span)]
        if token.type == "html_block" and _COMMENT.sub("", token.content).strip():
            last = span.line_start + token.content.rstrip("\n").count("\n")
            return [Html(token.content.rstrip("\n"), Span(self.path, span.line_start, last))]
        return []

    def table(self, header: list[str], rows: list[list[str]], span: Span, first: int) -> Table:
        """Read cells; the n-th row stands on line ``first + n``."""
        body = tuple(
            TableRow(self.cells(row), Span(self.path, first + n, first + n))
            for n, row in enumerate(rows)
        )
        return Table(self.cells(header), body, span)

    def cells(self, sources: list[str]) -> tuple[Text, ...]:
        return tuple(self.text(source, cell=True) for source in sources)

    def paragraphs(self, source: str, span: Span) -> list[Block]:
        """Read a paragraph, which may be footnotes or a table without a header."""
        first = span.line_start
        if source.startswith("[^"):
            return self.footnotes(source.split("\n"), first)
        if source.startswith("|") and (rows := headerless_rows(source.split("\n"))):
            width = max(len(row) for _, row in rows)
            body = tuple(
                TableRow(self.cells(fit(row, width)), Span(self.path, first + n, first + n))
                for n, row in rows
            )
            return [Table((EMPTY,) * width, body, span)]
        return [Paragraph(self.text(source), span)]

    def footnotes(self, lines: list[str], first: int) -> list[Block]:
        starts = [n for n, line in enumerate(lines) if n == 0 or _FOOTNOTE.match(line)]
        found: list[Block] = []
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            source = _FOOTNOTE.sub("", "\n".join(lines[start:end]), count=1)
            span = Span(self.path, first + start, first + end - 1)
            found.append(Paragraph(self.text(source), span))
        return found
