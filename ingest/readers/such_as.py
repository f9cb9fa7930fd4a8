"""Examples inside a sentence: "stores such as A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Said
from ingest.grammar.nouns import without_article
from ingest.grammar.words import is_name
from ingest.readers.enumerations import list_end, noun_before
from ingest.readers.sentence import Clause, wanders

_SUCH_AS = re.compile(r"(?<![\s,]),?\s++such\s+as\s+", re.IGNORECASE)
_MOST_WORDS = 4


def examples(said: Clause, plain: str) -> Iterator[Fact]:
    """Read what a sentence gives as examples of the noun before "such as"."""
    for match in _SUCH_AS.finditer(plain):
        subject = noun_before(plain[: match.start()])
        if not subject:
            continue
        end = list_end(plain, match.end())
        items = said.items_at(match.end(), end)
        names = [(without_article(item.text), subject) for item in items.items]
        if names and all(is_name(name, _MOST_WORDS) and not wanders(name) for name, _ in names):
            yield from said.facts(subject, Said.EXAMPLE, names)
