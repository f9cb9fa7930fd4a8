"""Titles that stand over several sections and name no thing of their own: "Options", "Decision".

Such a title is the place of a form that many things fill in. What stands below it belongs to the
nearest title above that names one thing, be it in the same file or in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from graph import names
from graph.mapping import Mapping
from ingest.document import Document
from ingest.grammar.clauses import bids
from ingest.grammar.headings import names_a_part
from ingest.grammar.lead_ins import is_relation, says_sequence
from ingest.grammar.words import is_name

Titles = tuple[str, ...]
"""The titles from the outermost section down to one."""

_SEVERAL = 2
_MOST_CHAPTERS = 3
"""Sections up to which a name of capitals, "Feature Store", is one thing that comes up again."""
_MOST_RELATION_WORDS = 3


class Contexts:
    """Which titles name nothing by themselves, and what their sections belong to."""

    def __init__(self, documents: Sequence[Document], mapping: Mapping) -> None:
        """Look through the titles of all documents; their order does not matter."""
        below = _titles_below(documents)
        places: defaultdict[str, set[Titles]] = defaultdict(set)
        for (path, above), titles in below.items():
            context = tuple(map(names.key, above)) or (path,)
            for title in titles:
                places[names.key(title)].add(context)
        repeated = {key for key, contexts in places.items() if len(contexts) >= _SEVERAL}
        kept = {names.key(same) for group in mapping.same for same in group}
        filled: defaultdict[str, int] = defaultdict(int)
        for titles in below.values():
            again = repeated.intersection(map(names.key, titles))
            if len(again) >= _SEVERAL and len(again) * 2 >= len(titles):
                for key in again:
                    filled[key] += 1
        self._slots = frozenset(
            names.key(title)
            for title in {title for titles in below.values() for title in titles}
            if (key := names.key(title)) in repeated - kept
            and mapping.field(title) is None
            and (
                key in mapping.apart
                or _names_nothing(title)
                or (filled[key] * 2 >= len(places[key]) and not _is_named(title, len(places[key])))
            )
        )
        self._files = {document.path: _file_name(document, self._slots) for document in documents}

    def __bool__(self) -> bool:
        """Whether there is any such title."""
        return bool(self._slots)

    def is_slot(self, title: str) -> bool:
        """Whether a title names nothing by itself."""
        return names.key(title) in self._slots

    def owner(self, path: str, above: Titles) -> str:
        """Return the nearest of the titles above a section that names one thing, else its file."""
        named = (title for title in reversed(above) if title.strip() and not self.is_slot(title))
        return next(named, self._files.get(path, path))

    def own_name(self, path: str, titles: Titles) -> str:
        """Return the name of a section that is told apart: "Rollback (Service B)"."""
        return told_apart(titles[-1], self.owner(path, titles[:-1]))

    def subject_of(self, path: str, titles: Titles) -> str:
        """Return the name of what a section is about; empty for a file's text before any title."""
        if not titles or not self.is_slot(titles[-1]):
            return titles[-1] if titles else ""
        return self.owner(path, titles[:-1]) if relates(titles[-1]) else self.own_name(path, titles)


def told_apart(name: str, owner: str) -> str:
    """Return a name with what it belongs to, so that it is read as no abbreviation."""
    whole = f"{name} ({owner})"
    return f"{name} – {owner}" if names.read_name(whole).short else whole


@lru_cache(maxsize=1024)
def relates(title: str) -> bool:
    """Say whether a title tells how what stands below it stands to the title above: "Options".

    "Rolling back" and "Set up the node" name what is done, "Process" a sequence.
    """
    if is_relation(title):
        return True
    opening, _, more = title.partition(" ")
    done = bool(more) and opening.lower().endswith("ing")
    plain = is_name(title, _MOST_RELATION_WORDS) and not any(mark in title for mark in ":?()")
    return plain and not (done or bids(title) or says_sequence(title))


def _titles_below(documents: Iterable[Document]) -> dict[tuple[str, Titles], list[str]]:
    """Return the titles of the sections right below each title, which stands with those above."""
    below: defaultdict[tuple[str, Titles], list[str]] = defaultdict(list)
    for document in documents:
        for section in document.root.walk():
            if section.heading and section.title.strip():
                below[document.path, section.heading_path[:-1]].append(section.title)
    return below


def _names_nothing(title: str) -> bool:
    return is_relation(title) or names_a_part(title)


def _is_named(title: str, places: int) -> bool:
    """Whether a title is written as a name, and does not stand in too many places for one."""
    found = title.split()
    capitals = len(found) > 1 and all(word[:1].isupper() for word in found)
    return capitals and places <= _MOST_CHAPTERS


def _file_name(document: Document, slots: frozenset[str]) -> str:
    title = document.title.strip()
    named = bool(title) and names.key(title) not in slots
    return title if named else PurePosixPath(document.path).stem
