"""Mermaid ``sequenceDiagram`` and ``stateDiagram``: who sends what to whom, state after state.

Syntax: https://mermaid.js.org/syntax/sequenceDiagram.html and .../stateDiagram.html
"""

from __future__ import annotations

import re

from ingest.document import Fence, Span, Unread
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name
from ingest.readers.place import Found, Place

KINDS = frozenset({"sequenceDiagram", "stateDiagram", "stateDiagram-v2"})
_NAMED = re.compile(
    r"^\s*(?:create\s+)?(?:participant|actor)\s+(?P<id>[^\s@]+)(?:\s+as\s+(?P<label>.+))?$"
    r"|^\s*state\s+\"(?P<said>[^\"]+)\"\s+as\s+(?P<state>\S+)\s*$"
)
_MESSAGE = re.compile(
    r"^\s*(?P<from>[^:<>]+?)\s*(?P<arrow>-{1,2}(?:>>|>|x|\)))\s*[+-]?\s*(?P<to>[^:<>+-][^:<>]*?)\s*"
    r"(?::\s*(?P<label>.*?))?\s*$"
)
_SILENT = re.compile(
    r"^\s*(?:$|%%|end\b|\}|autonumber|activate\b|deactivate\b|destroy\b|direction\b|box\b|rect\b"
    r"|title\b|classDef\b|class\b|style\b|state\s+\S+\s*\{|state\s+\S+\s*<<)"
)
_NOWHERE = "[*]"
_LONGEST = 500
"""Characters of a message's line; what is longer is none."""
_MOST_WORDS = 5


def read_interactions(fence: Fence, start: int, place: Place) -> Found:
    """Read the messages or transitions behind line ``start`` of a fence, in their order.

    A short label is the relation; start and end of a state diagram ("[*]") are no things. Lines
    of another form, such as notes and conditions, are reported as unread.
    """
    found = Found()
    names: dict[str, str] = {}
    members: dict[str, int] = {}
    for number, line in enumerate(fence.lines[start + 1 :], start=fence.first_line + start + 1):
        named = _NAMED.match(line)
        message = _MESSAGE.match(line) if len(line) <= _LONGEST else None
        if named:
            name = named["id"] or named["state"]
            names[name] = clean_label(named["label"] or named["said"] or name) or name
        elif message:
            ends = [names.get(end, clean_label(end)) for end in (message["from"], message["to"])]
            for end, written in zip(ends, (message["from"], message["to"]), strict=True):
                if end and written != _NOWHERE:
                    members.setdefault(end, number)
            if _NOWHERE not in (message["from"], message["to"]):
                found.facts += _transfer(ends, message["label"] or "", number, place)
        elif not _SILENT.match(line):
            span = Span(place.path, number, number)
            found.unread.append(Unread(span, "Mermaid statement that is not read"))
    found.facts = [*_included(members, place), *found.facts]
    return found


def _transfer(ends: list[str], label: str, number: int, place: Place) -> list[Fact]:
    sender, receiver = (Term(end, Role.DIAGRAM) for end in ends)
    if not sender.text or not receiver.text or sender == receiver:
        return []
    said = clean_label(label)
    relation = said if said and is_name(said, _MOST_WORDS) else Said.FEEDS
    span = Span(place.path, number, number)
    qualifiers = (said,) if said and relation != said else ()
    return [place.fact(sender, relation, receiver, span, Reader.MERMAID, qualifiers=qualifiers)]


def _included(members: dict[str, int], place: Place) -> list[Fact]:
    subject = place.holder.subject
    return [
        place.fact(
            subject,
            Said.INCLUDES,
            Term(name, Role.DIAGRAM),
            Span(place.path, number, number),
            Reader.MERMAID,
        )
        for name, number in members.items()
        if name != subject.text
    ]
