"""Rules for links: relative ones that lead to no file, and anchors that no heading has."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from graph.lint.finding import Finding, Level, Rule
from graph.lint.subject import Subject, written
from ingest.document import Document, MarkKind

DEAD_LINK = Rule("dead-link", Level.ERROR, "a relative link to a file that is not there")
DEAD_ANCHOR = Rule("dead-anchor", Level.ERROR, "a link to a heading that the file does not have")

# A scheme (RFC 3986, section 3.1), another host, the root of an unknown site, or a template.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|.*\{")
_EXPLICIT = re.compile(r"""(?:\b(?:id|name)\s*=\s*["']?|\{#)([\w.:-]+)""")
_SUFFIXES = ("", ".md", ".markdown")
"""What a link may leave out of a file's name."""


def dead_links(subject: Subject) -> Iterator[Finding]:
    """Yield links and images whose file or heading is not there."""
    anchors = {document.path: _anchors(document) for document in subject.reading.documents}
    for document in subject.reading.documents:
        for line, target in _targets(document):
            finding = _check(document, line, target, anchors, subject)
            if finding is not None:
                yield finding


def _targets(document: Document) -> Iterator[tuple[int, str]]:
    for piece in written(document):
        for mark in piece.text.marks:
            if mark.kind in {MarkKind.LINK, MarkKind.IMAGE} and not _ELSEWHERE.match(mark.target):
                yield piece.line_at(mark.start), mark.target


def _check(
    document: Document, line: int, target: str, anchors: dict[str, frozenset[str]], subject: Subject
) -> Finding | None:
    place, _, anchor = target.partition("#")
    place = unquote(place.partition("?")[0])
    path = document.path
    if place:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), place))
        if path not in anchors and not _is_there(subject.files.get(document.path), place):
            message = f"The link “{target}” leads to no file."
            return Finding(document.path, line, DEAD_LINK.name, message)
    known = anchors.get(path)
    if anchor and known is not None and _folded(unquote(anchor)) not in known:
        where = "this file" if path == document.path else path
        message = f"The link “{target}” leads to no heading of {where}."
        return Finding(document.path, line, DEAD_ANCHOR.name, message)
    return None


def _is_there(file: Path | None, place: str) -> bool:
    if file is None:
        return True
    beside = file.parent / place
    try:
        named = [beside.with_name(beside.name + suffix) for suffix in _SUFFIXES if beside.name]
        return beside.exists() or any(path.exists() for path in named)
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a NUL.
        return False


def _anchors(document: Document) -> frozenset[str]:
    """Return the anchors of a file, folded: those of its headings, and those that it names.

    Renderers make anchors of headings in several ways, which differ in case, punctuation and the
    number behind a repeated one; letters and digits are common to all of them.
    """
    found = {""}
    seen: Counter[str] = Counter()
    for section in document.root.walk():
        if section.heading is None:
            continue
        for words in {section.heading.text.plain, section.title}:
            anchor = _folded(words)
            found.add(anchor)
            found.add(f"{anchor}{seen[anchor]}")
            seen[anchor] += 1
    text = "\n".join(document.lines)
    found.update(_folded(match) for match in _EXPLICIT.findall(text))
    return frozenset(found | {"top"})


def _folded(anchor: str) -> str:
    return "".join(char for char in anchor.casefold() if char.isalnum())
