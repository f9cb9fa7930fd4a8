"""``designbook lint``: what the rules find in a handbook, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from api.handbook import Handbook
from api.report import counted
from graph.build import build_graph
from graph.errors import EmptyGraph
from graph.lint.finding import Finding, Level
from graph.lint.registry import LEVELS, UNREADABLE, lint
from graph.lint.subject import Subject
from graph.model import Graph
from ingest.files import find_files
from ingest.gather import survey


@dataclass(frozen=True, slots=True)
class Linted:
    """The findings of a handbook, in the order of its text."""

    findings: tuple[Finding, ...]
    """All of them, whatever is shown."""
    files: int
    """Files that were read."""

    def shown(self, level: Level) -> list[Finding]:
        """Return the findings of a level and of graver ones."""
        return [found for found in self.findings if LEVELS[found.rule].rank <= level.rank]

    @property
    def has_errors(self) -> bool:
        """Whether anything is broken."""
        return any(LEVELS[found.rule] is Level.ERROR for found in self.findings)

    def counts(self) -> dict[str, int]:
        """Return the number of findings of each level."""
        counts = Counter(LEVELS[found.rule] for found in self.findings)
        return {level.value: counts[level] for level in Level}


def run_lint(handbook: Handbook) -> Linted:
    """Examine a handbook; a file that cannot be read is a finding and stops nothing.

    Raises:
        PathNotFound: a path names nothing.
        NoMarkdown: a folder holds no Markdown file.
        BadMapping: the mapping file does not follow its format.
    """
    words = handbook.words()
    files = {source.path: source.file for source in find_files(handbook.paths)}
    surveyed = survey(handbook.paths)
    reading = surveyed.reading
    try:
        graph: Graph | None = build_graph(reading, words).graph
    except EmptyGraph:
        graph = None
    findings = lint(Subject(reading, graph, words, files))
    unreadable = [Finding(f.path, 1, UNREADABLE.name, f.reason) for f in surveyed.failures]
    return Linted(tuple(sorted([*findings, *unreadable])), len(reading.documents))


def as_text(linted: Linted, level: Level) -> str:
    """Return a line for each finding of a level or a graver one, and the counts."""
    shown = linted.shown(level)
    lines = [f"{f.path}:{f.line}: {LEVELS[f.rule]}: {f.message} [{f.rule}]" for f in shown]
    counts = linted.counts()
    sums = (
        counted(linted.files, "file"),
        counted(counts[Level.ERROR], "error"),
        counted(counts[Level.WARNING], "warning"),
        f"{counts[Level.INFO]} info",
    )
    hidden = len(linted.findings) - len(shown)
    more = f" ({hidden} not shown: --level {Level.INFO})" if hidden else ""
    return "\n".join([*lines, ", ".join(sums) + more])


def as_json(linted: Linted, level: Level) -> str:
    """Return the same as JSON."""
    findings: list[dict[str, Any]] = [
        {
            "path": found.path,
            "line": found.line,
            "level": LEVELS[found.rule],
            "rule": found.rule,
            "message": found.message,
        }
        for found in linted.shown(level)
    ]
    values = {"files": linted.files, "counts": linted.counts(), "findings": findings}
    return json.dumps(values, ensure_ascii=False, indent=2)
