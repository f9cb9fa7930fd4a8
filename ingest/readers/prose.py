"""Prose: the few sentence forms that state a fact without doubt.

Lexical patterns after Hearst (1992), "Automatic acquisition of hyponyms from large text corpora",
kept to the start of a sentence and to short names: a missed fact costs less than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product

from ingest.document import Text
from ingest.facts import Fact, Role, Said
from ingest.grammar.clauses import is_clause
from ingest.grammar.item import Item
from ingest.grammar.nouns import without_article
from ingest.grammar.parentheses import is_alias
from ingest.grammar.sentences import Sentence, sentences
from ingest.grammar.terms import clean_term
from ingest.grammar.words import first_word, is_name, one_of, phrases, word_set
from ingest.readers.actions import SIGNS, depends, needed_for, passive, states, used_for, used_to
from ingest.readers.advice import ADVISING, advice, fits_when
from ingest.readers.cases import (
    CASES,
    HAPPENING,
    MEANS,
    SEVERAL,
    case_and_outcome,
    each_is,
    happens_when,
    often_means,
)
from ingest.readers.comparisons import compares
from ingest.readers.in_charge import CHARGED, in_charge
from ingest.readers.in_passing import NAMING, named_in_passing
from ingest.readers.loosely_defined import TELLING, something, stressed
from ingest.readers.measured import FIGURES, MEASURING, measured
from ingest.readers.other_names import is_called
from ingest.readers.place import Lines, Place
from ingest.readers.preferences import PREFERRING, preference
from ingest.readers.sentence import Clause, spoken_of
from ingest.readers.subjects import NAME_WORDS, defined
from ingest.readers.such_as import examples
from ingest.tuples import new

_Form = Callable[[Clause, str], Iterator[Fact]]
_LONGEST_OPENING = 80
_OPENING = re.compile(
    rf"^(?::|(?:{one_of(phrases('openings'))}),|(?:{one_of(phrases('contrasts'))})\s[^,]{{2,60}},)\s+",
    re.IGNORECASE,
)
_NOTHING = frozenset[str]()
_FIGURE = re.compile(r"\s[~≈<>≤≥$€£]?\d")
_LONGEST = 2_000
"""Characters of a sentence; what is longer is no sentence but a list or data."""
_IS_A = re.compile(
    r"^(?P<subject>[^,;:]{2,80}?)\s+(?:is|are)\s+(?P<rest>(?:an?|the|any|each|every|one|two|three|four|five|six)\s+\S.*)$",
    re.DOTALL,
)
_A_THING_IS = re.compile(
    r"^(?P<subject>[Aa]n?\s[^,;:]{2,80}?)\s+is\s+(?P<rest>(?P<noun>[\w-]+)(?:\s+[\w-]+){0,2}?"
    r"\s+(?:that|which|who|in|of|about|between)\s+\S.*)$",
    re.DOTALL,
)
_THE_TITLE_IS = re.compile(_A_THING_IS.pattern.replace(r"[Aa]n?\s", "", 1), re.DOTALL)
_NO_NOUN = re.compile(r"\w(?:ed|ing|en|ly|able|ible|ful|ive|ous|ic|ent|ant|less)$")
_PREDICATES = word_set("predicates")
_ALSO_CALLED = re.compile(
    r"^(?P<subject>[^,;:()]{2,60}?)(?:,\s+|\s+\()(?:also\s+(?:called|known\s+as|named)|a\.?k\.?a\.?)"
    r"\s+(?P<alias>[^,;:()]{2,60})[,)]\s+(?:is|are)\s+(?P<rest>(?:an?|the|any)\s+\S.*)$",
    re.DOTALL,
)
_MEANING = frozenset({"means", "refers", "stands"})
_CALLING = frozenset({"called", "known", "named"}) | {
    f"{opening}a{a}k{b}a{c}" for opening in ("", "(") for a, b, c in product(("", "."), repeat=3)
}
_ABBREVIATED = re.compile(r"\((?P<short>[A-Z][A-Za-z&-]{1,7})\)$")
_SPEAKS_OF = re.compile(
    r"(?P<name>(?=\S*[A-Z0-9-])(?!(?:This|That|The|It|Its|Each|Every|Our|Your|Their|He|She|What)\b)[\w.+-]+)"
    r"\s[a-z]{2,}[^\Wsu]s\s"
)
"""A sentence on a name, with a verb that states no fact: "axe-core finds issues"."""
_CLAUSE_END = re.compile(r"[:;](?=\s)")
_MEANS = re.compile(
    r"^(?P<subject>[^,;:]{2,80}?)\s+(?:means|refers\s+to|stands\s+for)\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_ARE = re.compile(
    r"^(?P<list>[^:;]{3,160}?\s(?:and|or)\s[^:;]{1,60}?)\s+are\s+(?:all\s+|both\s+)?"
    r"(?P<rest>(?:[\w-]+\s+){0,3}[\w-]+s)$",
    re.DOTALL,
)
_COVERING = re.compile(
    r"^(?:An?|The|This)\s+.{3,160}?\b(?P<verb>covering|covers)\s+(?P<rest>\S.*)$", re.DOTALL
)


def prose_facts(
    text: Text, place: Place, lines: Lines, *, start: int = 0, it: str = ""
) -> list[Fact]:
    """Return the facts of each sentence from an offset on, in order.

    ``it`` is what "it" means in the first of them.
    """
    facts: list[Fact] = []
    goes_on = "It " in text.plain
    cut = start or ";" in text.plain or ": " in text.plain
    before: Sentence | None = None
    for clause in _clauses(text.plain, start) if cut else sentences(text.plain):
        sentence, written = clause, clause.text
        if written[-1:] == "?" or len(written) > _LONGEST:
            continue
        if written[:1] == ":" or "," in written[:_LONGEST_OPENING]:
            sentence = _unopened(clause)
            written = sentence.text
        plain = written.rstrip(".! ")
        told = _told_by(plain)
        forms = _forms_for(told, "cover" in plain)
        such = "such" in plain or "Such" in plain
        main: list[Fact] = []
        names = not NAMING.isdisjoint(told)
        if forms or such or names:
            known = spoken_of(facts) if facts and plain[:4] == "The " else _NOTHING
            said = new(Clause, (sentence, text, place, lines, told, it, known))
            main = _main_facts(said, plain, forms)
            facts += main
            facts += examples(said, plain) if such else ()
            facts += named_in_passing(said, plain, before) if names else ()
        it, before = "", sentence
        if main:
            it = main[0].subject.text if main[0].subject.role == Role.PROSE else ""
        elif goes_on and (opens := _SPEAKS_OF.match(plain)):
            it = opens["name"]
    return facts


def _told_by(plain: str) -> frozenset[str]:
    """Return the words of a sentence that forms go by, and the signs of figures and of pairs."""
    tokens = plain.split()
    told = _SIGNS.intersection(tokens)
    if not told:
        return told
    if not MEASURING.isdisjoint(told) and _FIGURE.search(plain):
        told |= FIGURES
    if ("is" in told or "are" in told) and tokens.count("is") + tokens.count("are") > 1:
        told |= SEVERAL
    return told


def _clauses(plain: str, start: int) -> Iterator[Sentence]:
    """Yield the sentences from an offset on; a semicolon ends one as a stop does."""
    for found in sentences(plain[start:] if start else plain):
        at = start + found.start
        if len(found.text) > _LONGEST or not (";" in found.text or ": " in found.text):
            yield Sentence(found.text, at, start + found.end) if start else found
            continue
        for part in _parts(found.text):
            yield Sentence(part, at, at + len(part))
            at += len(part) + 2


def _parts(text: str) -> Iterator[str]:
    """Yield what semicolons divide, and the clauses on both sides of a colon."""
    for part in text.split("; "):
        front, colon, behind = part.partition(": ")
        if colon and is_clause(front) and is_clause(behind):
            yield from (front, behind)
        else:
            yield part


def _unopened(sentence: Sentence) -> Sentence:
    """Take "However," and "Unlike X," off a sentence, and the mark of a description list."""
    match = _OPENING.match(sentence.text)
    if not match or match.end() == len(sentence.text):
        return sentence
    return Sentence(sentence.text[match.end() :], sentence.start + match.end(), sentence.end)


def _main_facts(said: Clause, plain: str, forms: tuple[_Form, ...]) -> list[Fact]:
    for form in forms:
        if facts := list(form(said, plain)):
            return facts
    return []


def _is_a(said: Clause, plain: str) -> Iterator[Fact]:
    match = _IS_A.match(plain)
    if not match and not _MEANING.isdisjoint(said.words):
        match = _MEANS.match(plain)
    if not match and not _CALLING.isdisjoint(said.words):
        match = _ALSO_CALLED.match(plain)
    if not match:
        match = _A_THING_IS.match(plain) if plain[:1] in {"A", "a"} else None
        match = match or _of_title(plain, said.place)
        noun = match.group("noun").lower() if match else ""
        if _NO_NOUN.search(noun) or noun in _PREDICATES:
            return
    subject = defined(match.group("subject")) if match else ""
    if match and subject:
        alias = _other_name(match, subject)
        if alias:
            yield from said.facts(subject, Said.ALIAS, [(alias, Role.PROSE)])
        rest = clean_term(_CLAUSE_END.split(match.group("rest"))[0])
        # "A score below 5 means the essay is read again" defines nothing.
        case = match.re is _MEANS and _FIGURE.search(match.group("subject"))
        yield from said.facts(subject, MEANS if case else Said.DEFINITION, [(rest, Role.PROSE)])


def _other_name(match: re.Match[str], subject: str) -> str:
    """Return what a defined thing is also called: "X, also called Y, is …", "Mean score (MS)"."""
    if match.re is _ALSO_CALLED:
        return clean_term(without_article(match.group("alias")))
    spelled = _ABBREVIATED.search(match.group("subject"))
    return spelled["short"] if spelled and is_alias(subject, spelled["short"]) else ""


def _of_title(plain: str, place: Place) -> re.Match[str] | None:
    """Match a sentence that speaks of what its section is about: "Leakage is information …"."""
    title = place.heading_path[-1].lower() if place.heading_path else ""
    if not title or not plain.lower().startswith(title):
        return None
    match = _THE_TITLE_IS.match(plain)
    return match if match and match.group("subject").lower() == title else None


def _are_all(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "Redis, Kafka and NATS are brokers": what each of several names is."""
    match = _ARE.match(plain)
    if not match or first_word(match.group("rest")) in _PREDICATES:
        return
    items = said.items_at(*match.span("list")).items
    if len(items) < 2 or not all(map(_is_proper, items[1:])):  # noqa: PLR2004
        return
    for item in items:
        if is_name(item.text, NAME_WORDS):
            yield from said.facts(
                item.text, Said.DEFINITION, [(clean_term(match.group("rest")), Role.PROSE)]
            )


def _is_proper(item: Item) -> bool:
    return any(map(str.isupper, item.text))


def _covers(said: Clause, plain: str) -> Iterator[Fact]:
    match = _COVERING.match(plain)
    if not match:
        return
    objects = said.listed(*match.span("rest"), Role.PROSE)
    if len(objects) < 2 or not all(is_name(name, NAME_WORDS) for name, _ in objects):  # noqa: PLR2004
        return
    holder = said.place.holder.subject
    for fact in said.facts(holder.text, "covers", objects):
        yield fact._replace(subject=holder)


_FORMS: tuple[tuple[_Form, frozenset[str]], ...] = (
    (preference, PREFERRING),
    (advice, ADVISING),
    (fits_when, frozenset({"when", "whenever", "if"})),
    (measured, FIGURES),
    (happens_when, HAPPENING),
    (often_means, frozenset({"means"})),
    (each_is, SEVERAL),
    (is_called, frozenset({"called", "named", "known", "referred"})),
    (used_for, frozenset({"used"})),
    (used_to, frozenset({"used"})),
    (needed_for, frozenset({"need"})),
    (_is_a, frozenset({"is", "are"}) | _MEANING),
    (compares, frozenset({"than"})),
    (passive, frozenset({"is", "are"})),
    (_covers, frozenset()),
    (depends, frozenset({"depends"})),
    (_are_all, frozenset({"are"})),
    (states, SIGNS),
    (case_and_outcome, CASES),
    (in_charge, CHARGED),
    (something, TELLING),
    (stressed, frozenset({"is", "are"})),
)
"""The sentence forms in the order in which they are tried, each with the words it needs one of."""
_SIGNS = _CALLING.union(MEASURING, NAMING, *(signs for _, signs in _FORMS))


@lru_cache(maxsize=8192)
def _forms_for(told: frozenset[str], covers: bool) -> tuple[_Form, ...]:  # noqa: FBT001
    """Return the forms that a sentence with these signs can have, in order.

    ``covers``: whether the sentence holds "cover" in any form.
    """
    return tuple(
        form
        for form, signs in _FORMS
        if (covers if form is _covers else not signs.isdisjoint(told))
    )
