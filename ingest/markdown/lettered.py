"""Lists with marks that CommonMark does not know: "a. stop it", "ii) stop it", "(1) stop it"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_OPENS = re.compile(r"[ \t]*(?:\(?[ai]|\(1)[.)] ")
_FIRST = re.compile(r"\n[ \t]*(?:\(?[ai]|\(1)[.)] ")
_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?P<open>\(?)(?P<mark>[a-i]|[ivx]{1,4}|[1-9])(?P<sign>[.)]) (?=\S)"
)
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SERIES = (tuple("abcdefghi"), _ROMAN, tuple("123456789"))


def numbered(source: str) -> str:
    """Write the marks of such lists as numbers; every text stays on its line and column.

    A list has the first two marks of a series, letters, Roman numerals or numbers in parentheses,
    at one indentation, with nothing further out between them; lines of fences stay as they are.
    """
    if not (_OPENS.match(source) or _FIRST.search(source)):
        return source
    lines = source.split("\n")
    for at, match, number in list(_marks(lines)):
        width = match.end() - match.end("indent")
        # A parenthesis in front becomes a blank; a Roman numeral is as wide as before.
        mark = f"{' ' if match['open'] else ''}{number}{match['sign']}"
        lines[at] = match["indent"] + mark.ljust(width) + lines[at][match.end() :]
    return "\n".join(lines)


_Marked = tuple[int, re.Match[str], int]
"""The line of an item, its mark and its number."""


def _marks(lines: Sequence[str]) -> Iterator[_Marked]:
    """Yield the items of such lists."""
    run: list[_Marked] = []
    fenced = False
    for at, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced or not line.strip():
            continue
        match = _MARK.match(line)
        if match and run and _follows(match, run):
            run.append((at, match, len(run) + 1))
        elif match and _begins(match):
            yield from _ended(run)
            run = [(at, match, 1)]
        elif run and len(line) - len(line.lstrip()) <= len(run[0][1]["indent"]):
            yield from _ended(run)
            run = []
    yield from _ended(run)


def _begins(match: re.Match[str]) -> bool:
    return match["mark"] in {"a", "i"} or (match["mark"] == "1" and _in_parentheses(match))


def _in_parentheses(match: re.Match[str]) -> bool:
    return bool(match["open"]) and match["sign"] == ")"


def _follows(match: re.Match[str], run: Sequence[_Marked]) -> bool:
    before, first = run[-1][1], run[0][1]["mark"]
    if any(match[part] != before[part] for part in ("indent", "open", "sign")):
        return False
    series = next(series for series in _SERIES if series[0] == first)
    return len(run) < len(series) and match["mark"] == series[len(run)]


def _ended(run: list[_Marked]) -> list[_Marked]:
    return run if len(run) > 1 else []
