"""Sentences that leave their subject unsaid: "Supports A and B.", "Owned by team Graph."."""

from __future__ import annotations

import re

from ingest.document import Text
from ingest.facts import Fact
from ingest.grammar.sentences import sentences
from ingest.grammar.words import word_set
from ingest.readers.actions import STATING, is_done
from ingest.readers.place import Lines, Place, slice_text
from ingest.readers.prose import prose_facts

_OPENING = re.compile(r"(?P<first>[A-Za-z][a-z]+)\s+(?P<second>[a-z]+)?")
_NOUNS = word_set("plural_nouns")
_ADVERBS = re.compile(r"^(?:[Aa]lso|[Mm]ostly|[Uu]sually|[Oo]ften|[Mm]ainly)\s+")


def unsaid_facts(
    text: Text, place: Place, lines: Lines, *, start: int = 0, end: int | None = None
) -> list[Fact]:
    """Return what the sentences of a run say of the place's subject without naming it.

    Each opens with a verb in the third person ("Runs on CPU.") or with what was done ("Bought by
    X."); offsets are those of the text, ``end`` None for its end.
    """
    facts: list[Fact] = []
    run = text.plain[start:end]
    for sentence in sentences(run):
        be = _verb_of(sentence.text)
        if be is None:
            continue
        at = start + sentence.start + len(sentence.text) - len(_bare(sentence.text))
        said = slice_text(text, at, start + sentence.end)
        moved = Lines(Text(""), lines.span(at, start + sentence.end))
        whole = Text(f"It {be}{said.plain[:1].lower()}{said.plain[1:]}")
        facts += prose_facts(whole, place, moved, it=place.holder.subject.text)
    return facts


def _bare(sentence: str) -> str:
    return _ADVERBS.sub("", sentence)


def _verb_of(sentence: str) -> str | None:
    """Return what stands between "it" and the sentence: "is " or nothing; None for no verb."""
    opening = _OPENING.match(_bare(sentence))
    if opening is None:
        return None
    first, second = opening["first"].lower(), opening["second"] or ""
    if first.endswith("s") and first in STATING and first not in _NOUNS:
        return ""
    return "is " if is_done(f"{first} {second}") else None
