"""Rules for encoding damage: what was mended, and what is lost."""

from __future__ import annotations

from collections.abc import Iterator

from graph.lint.finding import Finding, Level, Rule
from graph.lint.subject import Subject

MENDED = Rule(
    "mended-text", Level.INFO, "UTF-8 that was saved through a one-byte code page, and is mended"
)
LOST = Rule("lost-text", Level.WARNING, "characters that encoding damage has destroyed")


def damaged_text(subject: Subject) -> Iterator[Finding]:
    """Yield every piece of damage, with what became of it."""
    for document in subject.reading.documents:
        for repair in document.repairs:
            if repair.lost:
                message = f"{repair.before!r} is lost: write the line anew."
                yield Finding(document.path, repair.line, LOST.name, message)
            else:
                message = f"{repair.before!r} is read as {repair.after!r} ({repair.encoding})."
                yield Finding(document.path, repair.line, MENDED.name, message)
