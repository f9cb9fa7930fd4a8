"""The rule for questions that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator

from graph import names
from graph.lint.finding import Finding, Level, Rule
from graph.lint.outline import is_empty
from graph.lint.subject import Subject
from ingest.facts import Fact, Role, Said
from ingest.readers.questions import heading_question

UNANSWERED = Rule(
    "unanswered-question",
    Level.WARNING,
    "a question in a heading or in a line of its own with no answer below it",
)


def unanswered_questions(subject: Subject) -> Iterator[Finding]:
    """Yield questions without an answer; those in a table's cells are prompts and not meant."""
    for document in subject.reading.documents:
        for section in document.root.walk():
            question = heading_question(section.heading)
            if section.heading and question and is_empty(section):
                yield _finding(document.path, section.heading.span.line_start, question)
    answered = {
        names.key(fact.subject.text)
        for fact in subject.reading.facts
        if fact.subject.role == Role.QUESTION
    }
    for fact in subject.reading.facts:
        if _asks(fact) and names.key(fact.object.text) not in answered:
            yield _finding(fact.span.path, fact.span.line_start, fact.object.text)


def _asks(fact: Fact) -> bool:
    return fact.object.role == Role.QUESTION and fact.relation != Said.ANSWER


def _finding(path: str, line: int, question: str) -> Finding:
    return Finding(path, line, UNANSWERED.name, f"Nothing answers “{names.shorten(question, 80)}”.")
