"""Lists that a paragraph announces before its last sentence: "There are two doors. … ", "- …"."""

from __future__ import annotations

import re

from ingest.document import Block, ListBlock, Paragraph
from ingest.facts import Said
from ingest.grammar.lead_ins import LeadIn, LeadInKind, read_lead_in
from ingest.grammar.sentences import sentences
from ingest.grammar.words import PRONOUNS, is_name, words
from ingest.readers.place import Lines, Opening

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LEAST, _MOST_NOUN = 2, 3
_MOST_NAME = 4
_SEVERAL = re.compile(
    r"(?:The\s)?(?P<name>[A-Z][^,.;:()]*?)\s(?:is|are)\s(?:an?|the)\s(?:\w+\s)?"
    r"(?:set|group|collection|family|series|range|list|trio|handful|bundle)\sof\s[a-z]"
)
"""What says that a thing is several others, which a list behind it names."""


def early_lead_in(block: Block, following: Block) -> Opening | None:
    """Return what a paragraph says of the list right behind it without a colon.

    It counts as many as there are: "There are three outcomes. Nobody likes the last." over three;
    or it says that its subject is several: "ACID is a set of properties."
    """
    if not isinstance(following, ListBlock) or not isinstance(block, Paragraph):
        return None
    items = len(following.items)
    return (_several(block) if items >= _LEAST else None) or _counted(block, items)


def _counted(block: Paragraph, items: int) -> Opening | None:
    plain = block.text.plain
    if not _LEAST <= items <= len(_NUMBERS) + 1 or plain[-1:] in ":?":
        return None
    number = _NUMBERS[items - _LEAST]
    if number not in plain.lower():
        return None
    for sentence in sentences(plain):
        told = sentence.text.rstrip(" .!")
        if number not in words(told):
            continue
        lead_in = read_lead_in(told)
        counting = lead_in.kind is not LeadInKind.GROUP and is_name(lead_in.words, _MOST_NOUN)
        if counting and number not in words(lead_in.words):
            span = Lines(block.text, block.span).span(sentence.start, sentence.end)
            return Opening(told, span, lead_in)
    return None


def _several(block: Paragraph) -> Opening | None:
    """Return a paragraph of one sentence that says of a thing that it is several others."""
    plain = block.text.plain
    match = _SEVERAL.match(plain)
    if match is None or plain[-1:] != "." or len(sentences(plain)) > 1:
        return None
    name = match["name"]
    if not is_name(name, _MOST_NAME) or not PRONOUNS.isdisjoint(words(name)):
        return None
    return Opening(plain, block.span, LeadIn(LeadInKind.STATEMENT, Said.INCLUDES, name))
