"""The parser's tokens to the blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

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
    Span,
    Table,
    TableRow,
    Text,
)
from ingest.markdown.inline import EMPTY
from ingest.markdown.quick_blocks import without_box
from ingest.markdown.tables import fit, headerless_rows

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")


def read_tokens(
    tokens: Sequence[Token], text: Callable[..., Text], path: str, before: int
) -> list[Block]:
    """Return the blocks of tokens.

    Args:
        tokens: flat, as the parser gives them.
        text: what reads inline text (with ``cell`` a table's).
        path: the file's path, for the spans.
        before: how many lines stand in the file in front of those that the tokens count.
    """
    return _Reader(tokens, text, path, before).blocks(0)[0]


class _Reader:
    """Turns flat tokens, with ``before`` lines in front of their first one, into blocks."""

    def __init__(
        self, tokens: Sequence[Token], text: Callable[..., Text], path: str, before: int
    ) -> None:
        self.tokens = tokens
        self.text = text
        self.path = path
        self.before = before

    def span(self, token: Token) -> Span:
        start, end = token.map or (0, 1)
        first = self.before + start + 1
        return Span(self.path, first, max(first, self.before + end))

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
