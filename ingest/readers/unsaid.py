"""Sentences that leave their subject unsaid: "Supports A and B.", "Owned by team Graph."."""

from __future__ import annotations

import re

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Term
from ingest.grammar.sentences import sentences
from ingest.grammar.terms import strip_ornament
from ingest.grammar.words import FINITE, word_set
from ingest.readers.actions import STATING, is_done
from ingest.readers.place import Lines, Place, slice_text
from ingest.readers.prose import prose_facts

_OPENING = re.compile(r"(?P<first>[A-Za-z][a-z]+)\s+(?P<second>[a-z]+)?")
_CUT = re.compile(r"[,;]\s(?:and\s)?(?:which\s)?|\s(?P<relative>which|that)\s")
_SUITS = re.compile(
    r"(?:also )?(?:good|great|best|ideal|handy|useful|perfect|suitable|nice|friendly) for "
    r"(?P<use>[^,;.]{2,60})"
)
_MOST_HEAD = 6
_AFTER_NOUN = FINITE | word_set("base_verbs") | word_set("verbs")
_NOUNS = word_set("plural_nouns")
_ADVERBS = re.compile(r"^(?:[Aa]lso|[Mm]ostly|[Uu]sually|[Oo]ften|[Mm]ainly)\s+")


def unsaid_facts(
    text: Text,
    place: Place,
    lines: Lines,
    *,
    start: int = 0,
    end: int | None = None,
    done_only: bool = False,
) -> list[Fact]:
    """Return what the sentences of a run say of the place's subject without naming it.

    Each opens with a verb in the third person ("Runs on CPU.") or with what was done ("Bought by
    X."); offsets are those of the text, ``end`` None for its end. ``done_only``: the latter alone.
    """
    facts: list[Fact] = []
    run = text.plain[start:end]
    for sentence in sentences(run):
        be = _verb_of(sentence.text)
        if be is None or (done_only and not be):
            continue
        at = start + sentence.start + len(sentence.text) - len(_bare(sentence.text))
        said = slice_text(text, at, start + sentence.end)
        moved = Lines(Text(""), lines.span(at, start + sentence.end))
        whole = Text(f"It {be}{said.plain[:1].lower()}{said.plain[1:]}")
        facts += prose_facts(whole, place, moved, it=place.holder.subject.text)
    return facts


def further_facts(text: Text, place: Place, lines: Lines, start: int, end: int) -> list[Fact]:
    """Return what a definition goes on to say of its term behind a comma, "which" or "that".

    "a build tool that lives in the editor, used by Acme, good for CI": offsets as above.
    """
    facts: list[Fact] = []
    plain = text.plain[:end]
    cuts = list(_CUT.finditer(plain, start))
    ends = [*(match.start() for match in cuts[1:]), end]
    for cut, behind in zip(cuts, ends, strict=False):
        if cut["relative"] and plain.count(" ", start, cut.start()) > _MOST_HEAD:
            continue
        if suits := _SUITS.fullmatch(plain[cut.end() : behind].rstrip(" .;,")):
            span = lines.span(cut.end(), behind)
            use = Term(suits["use"], Role.PROSE)
            facts.append(place.fact(place.holder.subject, "good for", use, span, Reader.PROSE))
        else:
            facts += unsaid_facts(text, place, lines, start=cut.end(), end=behind)
    return facts


def _bare(sentence: str) -> str:
    """Return a sentence without pictures and adverbs in front."""
    return _ADVERBS.sub("", strip_ornament(sentence))


def _verb_of(sentence: str) -> str | None:
    """Return what stands between "it" and the sentence: "is " or nothing; None for no verb."""
    opening = _OPENING.match(_bare(sentence))
    if opening is None:
        return None
    first, second = opening["first"].lower(), opening["second"] or ""
    if second in _AFTER_NOUN:
        # "Caches reduce latency": the first word is a noun.
        return None
    if first.endswith("s") and first in STATING and first not in _NOUNS:
        return ""
    return "is " if is_done(f"{first} {second}") else None
