"""The labels that open items and lines: "License" of "License: MIT"."""

from __future__ import annotations

import re

from ingest.document import ListBlock
from ingest.grammar.terms import clean_label

LABEL = re.compile(r"^([^:–—\n]{1,60}?)(?::|\s[-–—])\s")


def labels_of(block: ListBlock) -> list[str]:
    """Return the labels that open the items of a list, in order: "License" of "License: MIT"."""
    plain = [item.text.plain for item in block.items]
    return [
        label
        for text in plain
        if (":" in text or "-" in text or not text.isascii()) and (label := label_of(text))
    ]


def label_of(line: str) -> str:
    """Return the label that opens a line, an empty string where none does."""
    match = LABEL.match(line)
    return clean_label(match.group(1)) if match else ""
