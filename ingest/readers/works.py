"""Books and papers: a marked title with who wrote it, "*Weaving*, Ada Holm (2019)"."""

from __future__ import annotations

import re

from ingest.document import Mark, MarkKind, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.terms import clean_label
from ingest.readers.place import Lines, Place

_TITLING = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.LINK})
_PART = r"(?:[A-Z][^\W\d_][\w'’.-]*|[A-Z]\.(?:[A-Z]\.)*)"
_PERSON = rf"{_PART}(?:\s(?:van|von|de|der|la|{_PART}))*"
_AUTHORS = re.compile(
    rf"(?P<by>,?\s+by\s+|,\s+)(?P<names>{_PERSON}(?:(?:,\s|\s(?:and|&)\s|,\s(?:and|&)\s){_PERSON})*(?:\set\sal\.?)?)"
    r"(?:,?\s\(?(?P<year>(?:19|20)\d\d)\)?)?\s*$"
)
_NEXT = re.compile(r",?\s(?:and|&)\s|,\s")


def may_be_work(text: Text) -> bool:
    """Say whether a text opens with a title that something about its author could follow."""
    if not text.marks or text.marks[0].start:
        return False
    behind = text.plain[text.marks[0].end - 1 : text.marks[0].end + 4]
    return "," in behind or " by" in behind


def is_work(text: Text) -> bool:
    """Say whether a text is a marked title and who wrote it."""
    return _written(text) is not None


def _written(text: Text) -> tuple[Mark, re.Match[str]] | None:
    mark = text.marks[0] if text.marks else None
    if mark is None or mark.start or mark.kind not in _TITLING:
        return None
    written = _AUTHORS.match(text.plain, _end(mark, text.plain))
    if written is None:
        return None
    by = mark.kind is MarkKind.EMPHASIS or "by" in written["by"]
    return (mark, written) if by else None


def work_facts(text: Text, place: Place, lines: Lines) -> tuple[Term, list[Fact]] | None:
    """Return the work that a text names, who wrote it and when; None where it names none.

    The title is emphasised, bold or a link, and the whole rest says who wrote it; behind a comma
    alone only an emphasised title is one.
    """
    found = _written(text)
    title = clean_label(text.plain[: found[0].end]) if found else ""
    if found is None or not title:
        return None
    mark, written = found
    term, span = Term(title, place.holder.role), lines.span(0, len(text.plain))
    year = (written["year"],) if written["year"] else ()
    holder = place.holder
    facts = [place.fact(holder.subject, holder.relation, term, span, Reader.LIST, qualifiers=year)]
    authors = [Term(name, Role.PROSE) for name in _NEXT.split(written["names"])]
    facts += [place.fact(term, "Author", author, span, Reader.LIST) for author in authors]
    links = [m.target for m in text.marks if m.kind is MarkKind.LINK and m.end <= mark.end]
    if links and not links[0].startswith("#"):
        facts.append(place.fact(term, Said.LINK, Term(links[0]), span, Reader.LIST))
    return term, facts


def _end(mark: Mark, plain: str) -> int:
    """Return where the title ends; a comma inside its mark is no part of it."""
    return mark.end - 1 if plain[: mark.end].endswith(",") else mark.end
