"""Steps that prose tells one after the other: "First card the wool. Then spin it. Finally …"."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.document import Span, Text
from ingest.facts import Fact, Term
from ingest.grammar.sentences import sentences
from ingest.grammar.terms import clean_term
from ingest.readers.place import FOLLOWED_BY, Lines, Place

READER = "prose"
_SIGN = re.compile(
    r"(?:^|(?<=[.!;])\s+|,\s+(?:and\s+)?|\s+and\s+(?=then|finally))"
    r"(?P<sign>[Ff]irst(?:ly)?|[Tt]hen|[Nn]ext|[Aa]fter\s+(?:that|this)|[Aa]fterwards|[Ff]inally|[Ll]astly)"
    r"(?!\s+of\s),?\s+(?=\S)"
)
_FIRST = frozenset({"first", "firstly"})
_GOING_ON = frozenset({"then", "next", "after", "afterwards"})
_LEAST = 3
_MOST_WORDS = 30


def prose_flow(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return the steps of a paragraph that opens one with "first" and goes on with "then".

    A step is told up to the end of its sentence; what another sentence adds is none of it.
    """
    plain = text.plain
    if "irst" not in plain or not ("hen" in plain or "ext" in plain or "fter" in plain):
        return []
    signs = _signs(plain)
    ends = [*(sign.start() for sign in signs[1:]), len(plain)]
    steps: list[tuple[Term, Span]] = []
    for sign, end in zip(signs, ends, strict=False):
        told = sentences(plain[sign.end() : end])[0].text
        name = clean_term(told)
        if not name or name.count(" ") >= _MOST_WORDS:
            return []
        span = lines.span(sign.end(), sign.end() + len(told))
        steps.append((Term(name, place.holder.role), span))
    holder = place.holder
    facts = [
        place.fact(holder.subject, holder.relation, step, span, READER) for step, span in steps
    ]
    for (step, a), (following, b) in pairwise(steps):
        if step != following:
            span = Span(place.path, a.line_start, b.line_end)
            facts.append(place.fact(step, FOLLOWED_BY, following, span, READER))
    return facts


def _signs(plain: str) -> list[re.Match[str]]:
    """Return the signs of a flow from its "first" on; none where they make no flow."""
    found = list(_SIGN.finditer(plain))
    opens = [at for at, sign in enumerate(found) if sign["sign"].lower() in _FIRST]
    if len(opens) != 1:
        return []
    signs = found[opens[0] :]
    words = [sign["sign"].split()[0].lower() for sign in signs]
    return signs if len(signs) >= _LEAST and not _GOING_ON.isdisjoint(words) else []
