"""Proper names: words that keep their capital wherever they stand in a sentence.

They are the words of tools' and models' names, and those names of one word that the handbook
neither writes in lower case nor before a word in lower case ("Performance drop").
"""

from __future__ import annotations

import re

from graph.model import Node
from graph.schema import Kind
from graph.snapshot import Snapshot

_NAMED = frozenset({Kind.TOOL, Kind.MODEL})
_LOWER = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w-])")
_BEGINNING = re.compile(r"(?<![\w'’-])([A-Z][a-z]{2,}) [a-z]{3,}")
"""A word with a capital before one without, where the capital may be that of the beginning."""
_TITLE = re.compile(r"[A-Z][a-z]{2,}")


def proper_words(snapshot: Snapshot) -> frozenset[str]:
    """Return the words of a snapshot that are proper names."""
    found: set[str] = set()
    single: set[str] = set()
    for node in snapshot.graph.nodes:
        if node.kind in _NAMED:
            found.update(word for name in (node.name, *node.aliases) for word in name.split())
        elif _TITLE.fullmatch(node.name):
            single.add(node.name)
    if single:
        lower = {word for file in snapshot.graph.files for word in _LOWER.findall(file.text)}
        begun = {word for file in snapshot.graph.files for word in _BEGINNING.findall(file.text)}
        found.update(word for word in single - begun if word.lower() not in lower)
    return frozenset(found)


def with_capital(node: Node, name: str, proper: frozenset[str]) -> str:
    """Return a name as it stands in a sentence; a proper name at its start keeps its capital."""
    written = node.text or node.name
    first = re.split(r"[\s'’]", written, maxsplit=1)[0]
    lowered = name == written[:1].lower() + written[1:]
    return written if lowered and first in proper else name
