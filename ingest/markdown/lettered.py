"""Lists that are lettered: "a. stop it", "b. remove it", which CommonMark does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_OPENS = re.compile(r"[ \t]*a[.)] ")
_FIRST = re.compile(r"\n[ \t]*a[.)] ")
_LETTER = re.compile(r"(?P<indent>[ \t]*)(?P<letter>[a-i])(?P<sign>[.)]) (?=\S)")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")


def numbered(source: str) -> str:
    """Write the letters of such lists as numbers; every character stays on its line and column.

    A list has an "a" and a "b" at one indentation, with nothing further out between them; lines
    of fences stay as they are.
    """
    if not (_OPENS.match(source) or _FIRST.search(source)):
        return source
    lines = source.split("\n")
    for at, match in list(_letters(lines)):
        number = ord(match["letter"]) - ord("a") + 1
        lines[at] = f"{match['indent']}{number}{lines[at][match.end('letter') :]}"
    return "\n".join(lines)


def _letters(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the line and the letter of each item of a lettered list."""
    run: list[tuple[int, re.Match[str]]] = []
    fenced = False
    for at, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced or not line.strip():
            continue
        match = _LETTER.match(line)
        if match and run and _follows(match, run[-1][1]):
            run.append((at, match))
        elif match and match["letter"] == "a":
            yield from _ended(run)
            run = [(at, match)]
        elif run and len(line) - len(line.lstrip()) <= len(run[0][1]["indent"]):
            yield from _ended(run)
            run = []
    yield from _ended(run)


def _follows(match: re.Match[str], before: re.Match[str]) -> bool:
    same = match["indent"] == before["indent"] and match["sign"] == before["sign"]
    return same and ord(match["letter"]) == ord(before["letter"]) + 1


def _ended(run: list[tuple[int, re.Match[str]]]) -> list[tuple[int, re.Match[str]]]:
    return run if len(run) > 1 else []
