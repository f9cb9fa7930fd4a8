"""Lead-ins right below a list.

By CommonMark such a line lazily continues the last item. An author who writes "Cons:" at the
margin, and a list of its own below it, begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.words import word_set

_LIST = re.compile(r"[-*+] |\d{1,9}[.)] ")
_ALONE = re.compile(r"(?:\*\*|__)?[A-Z][^:.?!|`]{0,40}(?::|:\*\*|\*\*:|:__|__:)[ \t]*$")
_WITH_TEXT = re.compile(
    r"(?:\*\*|__)?(?P<key>[A-Za-z][A-Za-z' -]{1,20}?)(?:\*\*|__)?:(?:\*\*|__)?[ \t]+\S"
)
_TRAITS = word_set("parallel_headers")


def list_end(lines: Sequence[str], at: int) -> int:
    """Return the line on which a new lead-in ends the list that starts at a line, 0 for none.

    It stands at the margin below an item: alone and with a list below it ("Cons:"), or as one of
    the words that head lists side by side, with its text ("Cons: a, b").
    """
    if not _LIST.match(lines[at]):
        return 0
    blank = False
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            blank = True
        elif line[0] not in " \t" and not _LIST.match(line):
            begins = not blank and _begins(line, lines[number + 1 : number + 2])
            return number if begins else 0
        else:
            blank = False
    return 0


def _begins(line: str, following: Sequence[str]) -> bool:
    if not (line[0].isalpha() or line[0] in "*_"):
        return False
    if _ALONE.match(line):
        return bool(following) and bool(_LIST.match(following[0]))
    match = _WITH_TEXT.match(line)
    return bool(match) and match["key"].lower() in _TRAITS
