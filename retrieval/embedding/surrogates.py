"""Lone surrogates: halves of a UTF-16 pair that UTF-8, hence every tokenizer, cannot carry."""

from __future__ import annotations

import re

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def replace_surrogates(text: str) -> str:
    """Return ``text`` with U+FFFD for each lone surrogate; other texts as they are."""
    return _SURROGATE.sub("\ufffd", text)
