"""HTML that handbooks contain: the question in ``<summary>`` of a folded answer."""

from __future__ import annotations

import html
import re

from ingest.document import Html, Paragraph, Span, Text
from ingest.facts import Said
from ingest.grammar.lead_ins import LeadIn, LeadInKind, read_lead_in
from ingest.grammar.terms import clean_label
from ingest.grammar.words import first_word, is_name, word_set
from ingest.readers.paragraphs import read_paragraph
from ingest.readers.place import Found, Opening, Place
from ingest.readers.questions import answer_place, asked, question_of

_SUMMARY = re.compile(r"<summary[^>]*>(?P<title>.*?)</summary>", re.IGNORECASE | re.DOTALL)
_UNFOLDING = word_set("unfolding")
_MOST_WORDS = 6
_TAG = re.compile(r"<[^>]*>")


def read_folded(block: Html, place: Place) -> Found:
    """Read a folded question; its answer may stand in the same block or in those that follow."""
    match = _SUMMARY.search(block.text)
    if match is None:
        return Found()
    title = clean_label(_plain(match.group("title")))
    question = question_of(title)
    if not question:
        return _titled(block, match, title, place)
    line = block.span.line_start + block.text.count("\n", 0, match.start())
    span = Span(place.path, line, line)
    opening = Opening(question, span, LeadIn(LeadInKind.PLAIN, ""), question=question)
    found = Found(asked(place, question, span), opens=opening)
    rest = _plain(block.text[match.end() :])
    if rest.strip():
        first = block.span.line_start + block.text.count("\n", 0, match.end())
        text = Text(rest)
        answer = Paragraph(text, Span(place.path, first, block.span.line_end))
        inner = read_paragraph(answer, answer_place(place, question))
        found.facts += [fact for fact in inner.facts if fact.relation == Said.ANSWER]
    return found


def _titled(block: Html, match: re.Match[str], title: str, place: Place) -> Found:
    """Read the title of a folded section as the lead-in of what it holds; "Details" names none."""
    behind = _plain(block.text[match.end() :]).strip()
    if behind or first_word(title) in _UNFOLDING or not is_name(title, _MOST_WORDS):
        return Found()
    line = block.span.line_start + block.text.count("\n", 0, match.start())
    span = Span(place.path, line, line)
    return Found(opens=Opening(title, span, read_lead_in(title), bold=True))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
