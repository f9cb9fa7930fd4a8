"""What a thing is also called: "A loom is often called a frame", "Also known as a reel"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role, Said
from ingest.grammar.nouns import without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import is_name
from ingest.readers.sentence import Clause, wanders
from ingest.readers.subjects import NAME_WORDS, defined

_IS_CALLED = re.compile(
    r"^(?P<subject>[^,;:()]{2,60}?)\s+(?:is|are)\s+(?:also|sometimes|often|otherwise|commonly)\s+"
    r"(?:called|named|known\s+as|referred\s+to\s+as)\s+(?P<alias>[^,;:()]{2,60})$",
    re.DOTALL,
)
_CALLED = re.compile(r"^Also\s+(?:called|named|known\s+as)\s+(?P<alias>[^,;:()]{2,60})$", re.DOTALL)


def is_called(said: Clause, plain: str) -> Iterator[Fact]:
    """Read another name of what the sentence, or the one before it, speaks of."""
    match = _IS_CALLED.match(plain)
    subject = defined(match.group("subject")) if match else ""
    if not match:
        match = _CALLED.match(plain)
        subject = said.it
    alias = clean_term(without_article(match.group("alias"))) if match else ""
    if subject and is_name(alias, NAME_WORDS) and not wanders(alias):
        yield from said.facts(subject, Said.ALIAS, [(alias, Role.PROSE)])
