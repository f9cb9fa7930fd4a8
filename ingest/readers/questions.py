"""Questions and their answers."""

from __future__ import annotations

import re

from ingest.document import Heading, MarkKind, Span, Text
from ingest.facts import Fact, Role, Said, Term
from ingest.grammar.sentences import sentences
from ingest.grammar.terms import clean_label, clean_term
from ingest.grammar.words import word_set, words
from ingest.readers.place import Holder, Lines, Place, wholly

READER = "question"
_ASKED = re.compile(r"^\W*(?:Q|Question)\s*\d*\s*[:.)]\s*", re.IGNORECASE)
_ANSWERED = re.compile(r"^\W*(?:A|Answer)\s*\d*\s*[:.)]\s+", re.IGNORECASE)
_SHORT = 2
_LITTLE = word_set("little_answers")


def question_of(plain: str) -> str:
    """Return a question's words, without "Q:" and number in front; empty where it is none."""
    if "?" not in plain:
        return ""
    text = clean_label(plain)
    return clean_term(_ASKED.sub("", text)) if text.endswith("?") else ""


def heading_question(heading: Heading | None) -> str:
    """Return the question that a heading asks, or an empty string."""
    return question_of(heading.text.plain) if heading else ""


def is_question_line(line: Text) -> bool:
    """Say whether a line of a paragraph asks: bold throughout, or led by "Q:"."""
    asked = "?" in line.plain and bool(question_of(line.plain))
    return asked and (wholly(line, MarkKind.STRONG) or bool(_ASKED.match(line.plain)))


def answer_place(place: Place, question: str) -> Place:
    """Return the place of what answers a question."""
    here = place.under(Term(question, Role.QUESTION), Said.ANSWER)
    return here._replace(home=_home(place))


def is_answer_place(place: Place) -> bool:
    """Say whether what stands here answers a question."""
    return place.holder.relation == Said.ANSWER


def _home(place: Place) -> Holder | None:
    return place.home if is_answer_place(place) else place.holder


def asked(place: Place, question: str, span: Span) -> list[Fact]:
    """Return the fact that a section asks a question in a line of its text.

    A section that is a question itself asks no other one.
    """
    holder = _home(place)
    if holder is None:
        return []
    term = Term(question, Role.QUESTION)
    return [place.fact(holder.subject, holder.relation, term, span, READER)]


def answer_start(text: Text) -> int:
    """Return where an answer begins, behind "A:"."""
    led = _ANSWERED.match(text.plain)
    return led.end() if led else 0


def answer_facts(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return the fact that a paragraph's first sentence answers the question of its place."""
    start = answer_start(text)
    first = sentences(text.plain[start:])
    # "Yes." alone answers little: the next sentence says why; "Weekly." answers.
    opening = words(first[0].text)
    little = len(opening) <= _SHORT and (not opening or opening[0] in _LITTLE)
    last = first[min(1, len(first) - 1)] if little else first[0]
    said = clean_term(text.plain[start + first[0].start : start + last.end])
    if not said:
        return []
    span = lines.span(start + first[0].start, start + last.end)
    return [place.fact(place.holder.subject, Said.ANSWER, Term(said, Role.PROSE), span, READER)]
