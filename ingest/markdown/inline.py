"""Inline Markdown to plain text with marks over it."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link
from markdown_it.token import Token

from ingest.document import Mark, MarkKind, Text
from ingest.markdown.quick_inline import LOOSE_BREAK, quick_text
from ingest.tuples import new

EMPTY = Text("")
_MARKUP = re.compile(r"[\\`*\[]|(?<![^\W_])_|_(?![^\W_])|&[#\w]|<[A-Za-z/!?]|~~")
"""What can be markup at all: brackets, code and escapes anywhere, the rest by what stands by."""
_LONGEST = 20_000
"""Inline markup of a longer block is left as written: no prose is so long, and pairing its
delimiters could take time that grows with the square of the length."""
_DELIMITER = re.compile(r"[\\`*_\[\]<&~!]")
_MANY = 100
_MOST_PAIRS = 1_000_000

_OPENERS = {
    "strong_open": MarkKind.STRONG,
    "em_open": MarkKind.EMPHASIS,
    "s_open": MarkKind.STRIKE,
    "link_open": MarkKind.LINK,
}
_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)
_BULLET = re.compile(r"(?:^|(?<=; ))[-*•] +")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")

_Rule = Callable[[StateInline, bool], bool]


def keep_line_breaks(parser: MarkdownIt) -> None:
    r"""Make the parser state line breaks inside code spans, links, images and tags.

    Each is given as a soft break behind the construct, so that the n-th line of the text stays the
    n-th line of the block.
    """
    rules: dict[str, _Rule] = {
        "backticks": backtick,
        "link": link,
        "image": image,
        "autolink": autolink,
        "html_inline": html_inline,
    }
    for name, rule in rules.items():
        parser.inline.ruler.at(name, _counting(rule))


def _counting(rule: _Rule) -> _Rule:
    def counted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, made = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        missing = 0 if silent else state.src.count("\n", start, state.pos)
        if missing:
            missing -= sum(token.type.endswith("break") for token in state.tokens[made:])
        for _ in range(missing):
            state.push("softbreak", "br", 0)
        return True

    return counted


def inline_text(
    source: str, parser: MarkdownIt, env: MutableMapping[str, Any], *, cell: bool = False
) -> Text:
    """Read inline Markdown; in a table's cell, ``<br>`` separates its lines as "; "."""
    if not source:
        return EMPTY
    if not _has_markup(source) or _is_costly(source):
        source = source.strip()
        if "\n" in source and LOOSE_BREAK.search(source):
            source = "\n".join([line.strip(" \t") for line in source.split("\n")])
        return new(Text, (source, ()))
    text = quick_text(source)
    if text is None:
        text = _Assembly(cell=cell).read(parser.inline.parse(source, parser, env, []))
    return _without_bullets(text) if cell and "; " in text.plain else text


def is_unmarked(sources: Sequence[str]) -> bool:
    """Say whether texts of one line each are plain words."""
    return not _has_markup("\n".join(sources))


def _has_markup(source: str) -> bool:
    """Say whether a text can hold markup; the characters are looked for first, most have none."""
    marked = (
        "*" in source
        or "_" in source
        or "`" in source
        or "[" in source
        or "<" in source
        or "&" in source
        or "\\" in source
        or "~~" in source
    )
    return marked and _MARKUP.search(source) is not None


def _is_costly(source: str) -> bool:
    """Say whether pairing delimiters could take very long; brackets are tried with all others."""
    if len(source) > _LONGEST:
        return True
    brackets = source.count("[")
    return brackets > _MANY and brackets * len(_DELIMITER.findall(source)) > _MOST_PAIRS


class _Assembly:
    """Puts the tokens of one inline source together."""

    def __init__(self, *, cell: bool) -> None:
        self.parts: list[str] = []
        self.marks: list[Mark] = []
        self.opened: list[tuple[int, MarkKind, str]] = []
        self.at = 0
        self.line_break = "; " if cell else " "

    def read(self, tokens: list[Token]) -> Text:
        for token in tokens:
            piece = self.piece(token)
            self.parts.append(piece)
            self.at += len(piece)
        self.marks.sort(key=lambda mark: (mark.start, -mark.end, mark.kind))
        return Text("".join(self.parts), tuple(self.marks))

    def piece(self, token: Token) -> str:
        kind, content = token.type, token.content
        words = ""
        if kind in {"text", "text_special"}:
            words = _FOOTNOTE_MARK.sub("", content) if "[^" in content else content
        elif kind in {"softbreak", "hardbreak"}:
            words = "\n"
        elif kind == "code_inline":
            words = self.marked(content, MarkKind.CODE, "")
        elif kind == "image":
            address = str(token.attrGet("src") or "")
            words = self.marked(_flat(content), MarkKind.IMAGE, address)
        elif kind == "html_inline":
            words = self.line_break if _BREAK_TAG.match(content) else ""
        else:
            self.open_or_close(token)
        return words

    def marked(self, words: str, kind: MarkKind, target: str) -> str:
        if words:
            self.marks.append(Mark(self.at, self.at + len(words), kind, target))
        return words

    def open_or_close(self, token: Token) -> None:
        if kind := _OPENERS.get(token.type):
            self.opened.append((self.at, kind, str(token.attrGet("href") or "")))
        elif token.nesting == -1 and self.opened:
            start, kind, target = self.opened.pop()
            if self.at > start:
                self.marks.append(Mark(start, self.at, kind, target))


def _flat(words: str) -> str:
    return words.replace("\n", " ")


def _without_bullets(text: Text) -> Text:
    """Drop the bullets of a list that a cell draws with line breaks ("- a<br>- b")."""
    for bullet in reversed(list(_BULLET.finditer(text.plain))):
        text = cut(text, bullet.start(), bullet.end())
    return text


def cut(text: Text, start: int, end: int) -> Text:
    """Remove ``plain[start:end]``; marks that lose all their characters go with it."""
    size = end - start

    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset - size)

    marks = (Mark(moved(m.start), moved(m.end), m.kind, m.target) for m in text.marks)
    return Text(text.plain[:start] + text.plain[end:], tuple(m for m in marks if m.end > m.start))
