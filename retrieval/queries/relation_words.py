"""By which other words a relation may be asked for: those that state it in a handbook."""

from __future__ import annotations

from functools import cache

from graph.mapping_file import relation_wordings
from retrieval.question.intent import all_kind_stems
from retrieval.text.words import content_stems


@cache
def wording_stems(name: str) -> tuple[frozenset[str], ...]:
    """Return the stems of each packaged wording of a relation, by its name.

    Those that name a kind are left out: "step" and "tool" ask for a kind, whatever relation they
    may also word.
    """
    kinds = all_kind_stems()
    each = (frozenset(content_stems(words)) for words in relation_wordings().get(name, ()))
    return tuple(stems for stems in each if stems and kinds.isdisjoint(stems))
