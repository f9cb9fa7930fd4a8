"""Steps that say no more than that the code below them is run: "2. Run" over a fence."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Block, Fence, ListItem, Span
from ingest.facts import Fact, Term
from ingest.grammar.terms import clean_label
from ingest.grammar.words import words
from ingest.readers.place import Place
from ingest.readers.plain_list_items import reader_of

_BARE = frozenset(
    {"run", "execute", "enter", "type", "call", "apply", "do", "issue", "use", "submit"}
    | {"then", "now", "and", "next", "first", "finally", "this", "it", "the", "following", "with"}
    | {"query", "command", "script", "statement", "sql", "code", "snippet"}
)
"""Words that name nothing beside the code."""


def bare_act(item: ListItem, place: Place) -> tuple[Fact, Term, Sequence[Block]] | None:
    """Return the fact of a step that is named by its code, the step, and what else is below it.

    Such a step would be the same "Run" in every procedure; "Run: vacuum kiln_log" is its own.
    """
    fence = item.children[0] if item.children else None
    if not isinstance(fence, Fence) or not _BARE.issuperset(words(item.text.plain)):
        return None
    told = [(n, line.strip()) for n, line in enumerate(fence.lines) if line.strip()]
    verb = clean_label(item.text.plain.rstrip(": "))
    if not told or not verb:
        return None
    at, code = told[0]
    more = " …" if len(told) > 1 else ""
    term = Term(f"{verb}: {code.rstrip(';')}{more}", place.holder.role)
    span = Span(item.span.path, item.span.line_start, fence.first_line + at)
    holder = place.holder
    fact = place.fact(holder.subject, holder.relation, term, span, reader_of(place))
    return fact, term, item.children[1:]
