"""Editions of one handbook in which every fact carries the edition's mark.

An answer that names things of two editions is a mixture of two generations and can be seen to be.
"""

from __future__ import annotations

import re
from pathlib import Path

MARKS = ("Amber", "Birch", "Cedar")
QUESTION = "Which models are typical for churn prediction?"
QUESTIONS = (QUESTION, "Which serving tools are there?", "What triggers retraining?")

_TEXT = """# {mark} Notes

{mark} is the edition of these notes.

## Models

| Use Case | Typical Models |
|----------|----------------|
| Churn prediction | {mark} Forest, {mark} Boost |
| Demand planning | {mark} Prophet, {mark} DeepAR |
| Ticket routing | {mark} Text, {mark} BERT |

## Serving

**Serving Tools**: {mark}ML, {mark} Serve, {mark} Core

Every request passes {mark} Serve before it reaches {mark} Core.

## Watching

Retraining Triggers:

- {mark} schedule
- {mark} accuracy falls
"""


def write(folder: Path) -> dict[str, Path]:
    """Write a folder for each edition, all with the same file names; gives mark to folder."""
    editions: dict[str, Path] = {}
    for mark in MARKS:
        place = folder / mark.lower()
        place.mkdir(parents=True, exist_ok=True)
        (place / "notes.md").write_text(_TEXT.format(mark=mark))
        editions[mark] = place
    return editions


def marks_in(text: str) -> set[str]:
    """Return the marks that a text carries."""
    return {found.capitalize() for found in re.findall("|".join(MARKS), text, re.IGNORECASE)}
