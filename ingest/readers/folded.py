"""HTML that handbooks contain: the question in ``<summary>`` of a folded answer."""

from __future__ import annotations

import html
import re

from ingest.document import Html, Paragraph, Span, Text
from ingest.facts import Said
from ingest.lead_ins import LeadIn, LeadInKind
from ingest.readers.paragraphs import read_paragraph
from ingest.readers.place import Found, Opening, Place
from ingest.readers.questions import answer_place, asked, question_of

_SUMMARY = re.compile(r"<summary[^>]*>(?P<title>.*?)</summary>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read_folded(block: Html, place: Place) -> Found:
    """Read a folded question; its answer may stand in the same block or in those that follow."""
    match = _SUMMARY.search(block.text)
    question = question_of(_plain(match.group("title"))) if match else ""
    if match is None or not question:
        return Found()
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


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
