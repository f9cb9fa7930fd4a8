"""Sentences out of a stream of text, each as soon as it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.grammar.sentences import abbreviated

_END = re.compile(
    r"\n+"
    r"|(?<=[\]】])\s+(?=[A-Z“\"*])"
    r"|[.!?](?:[”\"’)*]*(?:\s*[\[【][\d,;\s]+[\]】])+[.!?]?)?\s+(?![\s\[【])"
    r"|[.!?][”\"’)*]+\s+(?![\s\[【a-z])"
)
_WHOLE = re.compile(r"[.!?\]】][”\"’)*]*\s*$")


class Splitter:
    """Takes pieces of text and gives sentences; marks behind a full stop stay with it."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, text: str) -> Iterator[str]:
        """Yield the sentences that a further piece completes."""
        self._rest += text
        start = 0
        for match in _END.finditer(self._rest):
            # What follows the end decides: a mark may still come.
            if match.end() == len(self._rest):
                break
            sentence = self._rest[start : match.end()]
            if abbreviated(sentence.rstrip()):
                continue
            start = match.end()
            if sentence.strip():
                yield sentence.strip()
        self._rest = self._rest[start:]

    def end(self) -> Iterator[str]:
        """Yield what is left if it is a whole sentence; one that broke off is dropped."""
        rest = self._rest.strip()
        self._rest = ""
        if rest and _WHOLE.search(rest):
            yield rest
