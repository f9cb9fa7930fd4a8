"""Lists that a paragraph announces before its last sentence: "There are two doors. … ", "- …"."""

from __future__ import annotations

from ingest.document import Block, ListBlock, Paragraph
from ingest.grammar.lead_ins import LeadInKind, read_lead_in
from ingest.grammar.sentences import sentences
from ingest.grammar.words import is_name, words
from ingest.readers.place import Lines, Opening

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LEAST, _MOST_NOUN = 2, 3


def early_lead_in(block: Block, following: Block) -> Opening | None:
    """Return the sentence of a paragraph that counts the items of the list right behind it.

    It counts as many as there are: "There are three outcomes. Nobody likes the last." over three.
    """
    if not isinstance(following, ListBlock) or not isinstance(block, Paragraph):
        return None
    plain, items = block.text.plain, len(following.items)
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
