"""Inline Markdown of the plainest forms, without the parser: bold, italics, code, links."""

from __future__ import annotations

import re

from ingest.document import Mark, MarkKind, Text
from ingest.tuples import new

_WORDS = r"[^\W_](?:[^\\`*_\[\]<&~!]*[^\W_])?"
_TOKEN = re.compile(
    r"(?P<plain>(?:[^\\`*_\[\]<&~!]++|(?<=[^\W_])_+(?=[^\W_])|&(?![#\w])|<(?![A-Za-z/!?])|!(?!\[))+)"
    rf"|(?<!\*)(?:\*\*(?P<strong>{_WORDS})\*\*|\*(?P<emphasis>{_WORDS})\*)(?!\*)"
    r"|(?<!`)`(?P<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
    r"|\[(?P<link>[^\\`*_\[\]<&~!\n]*[^\\`*_\[\]<&~!\s])\]"
    r"\((?P<target>(?:https?://[a-z0-9.-]+/|\.{0,2}/|#)?[A-Za-z0-9][A-Za-z0-9./_-]*)\)"
)
_KINDS = {
    "strong": MarkKind.STRONG,
    "emphasis": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "link": MarkKind.LINK,
}
LOOSE_BREAK = re.compile(r"\n(?:(?=[ \t])|(?<=[ \t]\n))")
"""A line break with blanks beside it."""


def quick_text(source: str) -> Text | None:
    """Return a text with its marks as the parser gives them; None where the parser must decide.

    Marks hold one another nowhere in what is read here, and begin and end with a letter or digit
    (code with any character but a blank), so that they are marks wherever they stand.
    """
    if source != source.strip() or ("\n" in source and LOOSE_BREAK.search(source)):
        return None
    parts: list[str] = []
    marks: list[Mark] = []
    at = made = 0
    for match in _TOKEN.finditer(source):
        start, end = match.span()
        if start != at:
            return None
        at, kind = end, match.lastgroup
        if kind == "plain":
            words = match[0]
        else:
            kind = "link" if kind == "target" else str(kind)
            words = match[kind]
            target = match["target"] or ""
            marks.append(new(Mark, (made, made + len(words), _KINDS[kind], target)))
        parts.append(words)
        made += len(words)
    return new(Text, ("".join(parts), tuple(marks))) if at == len(source) else None
