"""All rules, and a run of them over a handbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.lint import encoding, links, orphans, outline, questions, tables, terms
from graph.lint.finding import Finding, Level, Rule
from graph.lint.subject import Subject

UNREADABLE = Rule("unreadable-file", Level.ERROR, "a file that is empty or is not text")
"""Reported by whoever reads the files, since such a file is in no reading."""

RULES: tuple[Rule, ...] = (
    UNREADABLE,
    links.DEAD_LINK,
    links.DEAD_ANCHOR,
    tables.CONTRADICTION,
    tables.DUPLICATE,
    tables.RAGGED,
    tables.EMPTY_ROW,
    questions.UNANSWERED,
    outline.EMPTY_SECTION,
    terms.ABBREVIATION,
    encoding.LOST,
    terms.TERM,
    encoding.MENDED,
    tables.EMPTY_CELL,
    outline.NO_FACTS,
    orphans.ORPHAN,
)
"""The gravest first."""

LEVELS = {rule.name: rule.level for rule in RULES}

_CHECKS: tuple[Callable[[Subject], Iterable[Finding]], ...] = (
    links.dead_links,
    tables.contradicting_rows,
    tables.duplicate_rows,
    tables.ragged_rows,
    tables.empty_cells,
    questions.unanswered_questions,
    outline.empty_sections,
    outline.sections_without_facts,
    terms.undefined_abbreviations,
    terms.undefined_terms,
    encoding.damaged_text,
    orphans.orphans,
)


def lint(subject: Subject) -> tuple[Finding, ...]:
    """Return what the rules find, in the order of the text; each finding once."""
    return tuple(sorted({finding for check in _CHECKS for finding in check(subject)}))
