"""Questions and their answers."""

from __future__ import annotations

import re

from ingest.document import Heading, MarkKind, Span, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.sentences import sentences
from ingest.grammar.terms import clean_label, clean_term
from ingest.grammar.words import word_set, words
from ingest.readers.place import Holder, Lines, Place, wholly

_ASKED = re.compile(r"^\W*(?:Q|Question)\s*\d*\s*[:.)]\s*", re.IGNORECASE)
_ANSWERED = re.compile(r"^\W*(?:A|Answer)\s*\d*\s*[:.)]\s+", re.IGNORECASE)
_ONLY_ANSWER = re.compile(r"\W*(?:A|Answer)\s*\d*\s*[:.)]\W*", re.IGNORECASE)
_SHORT = 2
_LEAST_INLINE = 2
_LONGEST_INLINE = 400
_MOST_SHORT = 4
_MOST_TOLD = 2
_ASKING = (
    word_set("question_words")
    | {"is", "are", "do", "does", "can", "should", "will", "need"}
    | {"would", "could", "has", "have", "did", "was", "were", "may", "must", "shall"}
    | {*("just", "want", "have", "got", "looking", "still", "using", "running")}
)
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


def inline_question(plain: str) -> int:
    """Return where the answer begins of a question and its answer in one text, 0 for none.

    "Who pays? The team that asked.": one question, and one or two sentences that ask nothing.
    """
    if plain.count("?") != 1 or len(plain) > _LONGEST_INLINE:
        return 0
    at = plain.index("?") + 1
    told = sentences(plain[at:])
    asks = words(plain[:at])
    short = len(asks) <= _MOST_SHORT
    # "Why? Because." only moves a text on.
    if not plain[at : at + 1].isspace() or len(asks) < _LEAST_INLINE:
        return 0
    if len(words(plain[at:])) < _LEAST_INLINE and not plain[at:].strip()[:1].isupper():
        return 0
    if len(told) > _MOST_TOLD or len(sentences(plain[:at])) > 1 or ":" in plain[:at]:
        return 0
    return at if (asks[0] in _ASKING or short) and question_of(plain[:at]) else 0


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
    return [place.fact(holder.subject, holder.relation, term, span, Reader.QUESTION)]


def asked_and_answered(text: Text, start: int, place: Place, lines: Lines) -> list[Fact]:
    """Return the facts of a question and its answer, which begins at an offset, in one text."""
    question = question_of(text.plain[:start])
    facts = asked(place, question, lines.span(0, start))
    return facts + answer_facts(text, answer_place(place, question), lines, start=start)


def answer_start(text: Text) -> int:
    """Return where an answer begins, behind "A:"."""
    led = _ANSWERED.match(text.plain)
    return led.end() if led else 0


def opens_answer(plain: str) -> bool:
    """Say whether a line only announces the answer: "A:"."""
    return _ONLY_ANSWER.fullmatch(plain) is not None


def answer_facts(text: Text, place: Place, lines: Lines, *, start: int = 0) -> list[Fact]:
    """Return the fact that a paragraph's first sentence answers the question of its place."""
    start = start or answer_start(text)
    first = sentences(text.plain[start:])
    # "Yes." alone answers little: the next sentence says why; "Weekly." answers.
    opening = words(first[0].text)
    little = len(opening) <= _SHORT and (not opening or opening[0] in _LITTLE)
    last = first[min(1, len(first) - 1)] if little else first[0]
    said = clean_term(text.plain[start + first[0].start : start + last.end])
    if not said:
        return []
    span = lines.span(start + first[0].start, start + last.end)
    return [
        place.fact(place.holder.subject, Said.ANSWER, Term(said, Role.PROSE), span, Reader.QUESTION)
    ]
