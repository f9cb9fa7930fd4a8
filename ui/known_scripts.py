"""The inline scripts that the page's framework writes, told from any other.

They are read from the template that it fills in: what stands between its placeholders is taken
word for word, and where a placeholder stands there may be one JSON value and nothing else. A script
that gets into the HTML in any other way, out of a handbook or a question, is none of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_SCRIPT = re.compile(
    r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</script\s*>", re.IGNORECASE | re.DOTALL
)
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_FROM_FILE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_VALUE = json.JSONDecoder()


class KnownScripts:
    """The inline scripts of one template."""

    def __init__(self, template: str) -> None:
        """``template`` is HTML with placeholders in double braces."""
        self._known = tuple(
            tuple(_PLACEHOLDER.split(found["text"]))
            for found in _SCRIPT.finditer(template)
            if not _FROM_FILE.search(found["attributes"])
        )

    def marked(self, html: str, nonce: str) -> str:
        """Return a page with the nonce at each known inline script, and at no other.

        A script from a file needs none: the policy allows those of the service itself. Each known
        script gets it once, as it stands once in the template.
        """
        left = list(self._known)

        def mark(found: re.Match[str]) -> str:
            whole = found.group()
            shape = next((shape for shape in left if _fills(found["text"], shape)), None)
            if shape is None or _FROM_FILE.search(found["attributes"]):
                return whole
            left.remove(shape)
            opening = len("<script")
            return f'{whole[:opening]} nonce="{nonce}"{whole[opening:]}'

        return _SCRIPT.sub(mark, html)


def _fills(text: str, shape: Sequence[str]) -> bool:
    """Whether a text is the pieces of a shape with one JSON value between each two."""
    first, *rest = shape
    if not text.startswith(first):
        return False
    place = len(first)
    for piece in rest:
        try:
            _, place = _VALUE.raw_decode(text, place)
        except ValueError:
            return False
        if not text.startswith(piece, place):
            return False
        place += len(piece)
    return place == len(text)
