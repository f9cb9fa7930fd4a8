"""Prose: the few sentence forms that state a fact without doubt.

Lexical patterns after Hearst (1992), "Automatic acquisition of hyponyms from large text corpora",
kept to the start of a sentence and to short names: a missed fact costs less than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ingest.document import Text
from ingest.facts import Fact, Role, Said, Term
from ingest.item import Items
from ingest.items import read_items
from ingest.lead_ins import without_article
from ingest.listing import is_sentence
from ingest.readers.place import Lines, Place, slice_text
from ingest.readers.subjects import NAME_WORDS, VERB_FORMS, defined, subject_of
from ingest.sentences import Sentence, sentences
from ingest.terms import clean_term
from ingest.words import BOUNDARIES, FINITE, PRONOUNS, is_name, phrases, word_set, words

READER = "prose"
_LONGEST = 2_000
"""Characters of a sentence; what is longer is no sentence but a list or data."""
_OFTEN = (
    r"(?:(?:typically|commonly|often|usually|mainly|mostly|generally|primarily|widely|also)\s+)?"
)
_NOT_IN_PROSE = word_set("not_in_prose")
_IN_PROSE = [verb for verb in phrases("stating_verbs") if verb not in _NOT_IN_PROSE]
_VERBS = "|".join(map(re.escape, _IN_PROSE))
_IS_A = re.compile(
    r"^(?P<subject>[^,;:]{2,80}?)\s+(?:is|are)\s+(?P<rest>(?:an?|the|any|each|every|one)\s+\S.*)$",
    re.DOTALL,
)
_A_THING_IS = re.compile(
    r"^(?P<subject>[Aa]n?\s[^,;:]{2,80}?)\s+is\s+(?P<rest>(?P<noun>[\w-]+)(?:\s+[\w-]+){0,2}?"
    r"\s+(?:that|which|who|in|of|about|between)\s+\S.*)$",
    re.DOTALL,
)
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
_CLAUSE_END = re.compile(r"[:;](?=\s)")
_FOR_TWICE = re.compile(r"\b(?:and|or)\s+for\s")
_MEANS = re.compile(
    r"^(?P<subject>[^,;:]{2,80}?)\s+(?:means|refers\s+to|stands\s+for)\s+(?P<rest>\S.*)$", re.DOTALL
)
_USED = re.compile(
    rf"^(?P<subject>[^,;:]{{2,80}}?)\s+(?:is|are)\s+{_OFTEN}used\s+for\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_STATES = re.compile(
    rf"^(?P<subject>[^,;:]{{2,80}}?)\s+{_OFTEN}(?P<verb>{_VERBS})\s+(?P<rest>\S.*)$", re.DOTALL
)
_COMPARES = re.compile(
    r"^(?P<subject>[^,;:]{2,80}?)\s+(?P<verb>(?:is|are)\s+(?:(?:much|far|slightly|often|usually|"
    r"typically|generally)\s+)?(?:(?:more|less)\s+[\w-]+|\w+er|better|worse)\s+than)\s+"
    r"(?P<rest>[^,;:()]+)(?P<behind>.*)$",
    re.DOTALL,
)
_USE_CASE = re.compile(r"use\s+cases?\b", re.IGNORECASE)
_IS_CALLED = re.compile(
    r"^(?P<subject>[^,;:()]{2,60}?)\s+(?:is|are)\s+(?:also|sometimes|often|otherwise|commonly)\s+"
    r"(?:called|named|known\s+as|referred\s+to\s+as)\s+(?P<alias>[^,;:()]{2,60})$",
    re.DOTALL,
)
_SUCH_AS = re.compile(r"(?<![\s,]),?\s++such\s+as\s+", re.IGNORECASE)
_COVERING = re.compile(
    r"^(?:An?|The|This)\s+.{3,160}?\b(?P<verb>covering|covers)\s+(?P<rest>\S.*)$", re.DOTALL
)
_CUT = re.compile(
    r"(?<!\s)\s++(?:for|but|when|because|if|in|at|on|as|since|while|and|where|with|so)\s"
)
_STATING = word_set("stating_verbs") - {"store", "track", "monitor", "handle", "offer"}
_ACTS = _STATING | word_set("verbs")
_WANDERING = BOUNDARIES - {"of", "and", "the", "a"}


@dataclass(frozen=True, slots=True)
class _Said:
    sentence: Sentence
    text: Text
    place: Place
    lines: Lines
    words: frozenset[str]
    """What stands between the blanks of the sentence."""
    it: str = ""
    """What "it" means: the subject of a fact that the sentence before states."""

    def subject(self, text: str) -> str:
        return self.it if text.strip() == "It" else subject_of(text)

    def facts(
        self, subject: str, relation: str, items: Sequence[tuple[str, str]]
    ) -> Iterator[Fact]:
        span = self.lines.span(self.sentence.start, self.sentence.end)
        for name, role in items:
            if name and name != subject:
                yield self.place.fact(
                    Term(subject, Role.PROSE), relation, Term(name, role), span, READER
                )


def prose_facts(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return the facts of each sentence, in order."""
    facts: list[Fact] = []
    it = ""
    for sentence in sentences(text.plain):
        if sentence.text.endswith("?") or len(sentence.text) > _LONGEST:
            continue
        plain = sentence.text.rstrip(".! ")
        said = _Said(sentence, text, place, lines, frozenset(plain.split()), it)
        main = _main_facts(said, plain)
        it = main[0].subject.text if main and main[0].subject.role == Role.PROSE else ""
        facts += main
        if "such" in plain.lower():
            facts += _examples(said, plain)
    return facts


def _main_facts(said: _Said, plain: str) -> list[Fact]:
    if _SIGNS.isdisjoint(said.words):
        return list(_covers(said, plain))
    for form, signs in _FORMS:
        if signs.isdisjoint(said.words) and form is not _covers:
            continue
        facts = list(form(said, plain))
        if facts:
            return facts
    return []


def _is_a(said: _Said, plain: str) -> Iterator[Fact]:
    match = _IS_A.match(plain)
    if not match and not _MEANING.isdisjoint(said.words):
        match = _MEANS.match(plain)
    if not match and not _CALLING.isdisjoint(said.words):
        match = _ALSO_CALLED.match(plain)
    if not match:
        match = _A_THING_IS.match(plain)
        noun = match.group("noun").lower() if match else ""
        if _NO_NOUN.search(noun) or noun in _PREDICATES:
            return
    subject = defined(match.group("subject")) if match else ""
    if match and subject:
        if match.re is _ALSO_CALLED:
            alias = clean_term(without_article(match.group("alias")))
            yield from said.facts(subject, Said.ALIAS, [(alias, Role.PROSE)])
        rest = clean_term(_CLAUSE_END.split(match.group("rest"))[0])
        yield from said.facts(subject, Said.DEFINITION, [(rest, Role.PROSE)])


def _is_called(said: _Said, plain: str) -> Iterator[Fact]:
    match = _IS_CALLED.match(plain)
    subject = defined(match.group("subject")) if match else ""
    alias = clean_term(without_article(match.group("alias"))) if match else ""
    if subject and is_name(alias, NAME_WORDS) and not _wanders(alias):
        yield from said.facts(subject, Said.ALIAS, [(alias, Role.PROSE)])


def _used_for(said: _Said, plain: str) -> Iterator[Fact]:
    match = _USED.match(plain)
    subject = said.subject(match.group("subject")) if match else ""
    if match and subject:
        objects = _listed(said, match, Role.NONE)
        if _FOR_TWICE.search(match.group("rest")):
            # "used for A and for B": which parts belong to which side is not said.
            objects = [(clean_term(match.group("rest")), Role.PROSE)]
        yield from said.facts(subject, Said.USED_FOR, objects)


def _states(said: _Said, plain: str) -> Iterator[Fact]:
    match = _STATES.match(plain)
    subject = said.subject(match.group("subject")) if match else ""
    if not match or not subject:
        return
    verb = " ".join(match.group("verb").lower().split())
    objects = _listed(said, match, verb)
    if all(is_name(name, NAME_WORDS) and not _wanders(name) for name, _ in objects):
        yield from said.facts(subject, verb, objects)


def _compares(said: _Said, plain: str) -> Iterator[Fact]:
    match = _COMPARES.match(plain)
    subject = said.subject(match.group("subject")) if match else ""
    if not match or not subject:
        return
    whole = match.group("rest")
    cut = _CUT.search(whole)
    name = clean_term(without_article(whole[: cut.start()] if cut else whole))
    condition = clean_term((whole[cut.start() :] if cut else "") + match.group("behind"))
    if not is_name(name, NAME_WORDS):
        return
    verb = " ".join(match.group("verb").split())
    for fact in said.facts(subject, verb, [(name, Role.PROSE)]):
        qualifiers = (condition,) if condition else ()
        yield said.place.fact(
            fact.subject, verb, fact.object, fact.span, READER, qualifiers=qualifiers
        )


def _covers(said: _Said, plain: str) -> Iterator[Fact]:
    match = _COVERING.match(plain) if "cover" in plain else None
    if not match:
        return
    objects = _listed(said, match, Role.PROSE)
    if len(objects) < 2 or not all(is_name(name, NAME_WORDS) for name, _ in objects):  # noqa: PLR2004
        return
    holder = said.place.holder.subject
    for fact in said.facts(holder.text, "covers", objects):
        yield said.place.fact(holder, "covers", fact.object, fact.span, READER)


_FORMS: tuple[tuple[Callable[[_Said, str], Iterator[Fact]], frozenset[str]], ...] = (
    (_is_called, frozenset({"called", "named", "known", "referred"})),
    (_used_for, frozenset({"used"})),
    (_is_a, frozenset({"is", "are"}) | _MEANING),
    (_compares, frozenset({"than"})),
    (_covers, frozenset()),
    (_states, frozenset(max(verb.split(), key=len) for verb in _IN_PROSE)),
)
"""The sentence forms in the order in which they are tried, each with the words it needs one of."""
_SIGNS = frozenset[str]().union(*(signs for _, signs in _FORMS))


def _listed(said: _Said, match: re.Match[str], role: str) -> list[tuple[str, str]]:
    """Return the names of a sentence's last part, a list or a single phrase."""
    items = _items_at(said, match.start("rest"), match.end("rest"))
    if len(items.items) == 1 and is_sentence(match.group("rest")):
        return [(clean_term(match.group("rest")), role)]
    return [(without_article(item.text), role) for item in items.items]


def _items_at(said: _Said, start: int, end: int) -> Items:
    at = said.sentence.start
    return read_items(slice_text(said.text, at + start, at + end), conjunctions=True)


def _examples(said: _Said, plain: str) -> Iterator[Fact]:
    for match in _SUCH_AS.finditer(plain):
        subject = _noun_before(plain[: match.start()])
        end = _list_end(plain, match.end())
        items = _items_at(said, match.end(), end)
        names = [(without_article(item.text), subject) for item in items.items]
        if subject and names and all(is_name(name, 4) and not _wanders(name) for name, _ in names):
            yield from said.facts(subject, Said.EXAMPLE, names)


def _noun_before(text: str) -> str:
    """Return the noun phrase at the end of a text: up to three words, no verb or preposition."""
    kept: list[str] = []
    most = 3
    for word in reversed(text.split()):
        bare = word.strip("()").lower()
        # The last word is the noun itself, whatever else it may be: "vector stores".
        # "use cases" is one noun.
        use_case = bool(kept) and bool(_USE_CASE.match(f"{bare} {kept[-1]}"))
        most += use_case
        acts = bool(kept) and bare in VERB_FORMS and not use_case
        stops = bare in BOUNDARIES or bare in FINITE or bare in PRONOUNS or acts
        if stops or word.endswith((",", ";", ":", ".", ")")) or len(kept) == most:
            break
        kept.append(word)
    return clean_term(" ".join(reversed(kept)))


def _list_end(plain: str, start: int) -> int:
    """Return where the list behind "such as" ends: at a verb, preposition or new clause."""
    for match in re.finditer(r"[\w'-]+|[;:()]", plain[start:]):
        word = match.group().lower()
        closes = (
            word in FINITE
            or _acts(plain, start, match)
            or (word in BOUNDARIES and word not in {"and", "or", "a", "an", "the"})
        )
        if closes or word in ";:()":
            return start + len(plain[start : start + match.start()].rstrip(" ,"))
    return len(plain)


def _acts(plain: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a word is the verb behind the list: "… Redis and Qdrant reduce latency"."""
    word = match.group()
    before = plain[start : start + match.start()].rstrip()
    opens = not before or before.endswith(",") or re.search(r"\b(?:and|or)$", before)
    closes = start + match.end() >= len(plain)
    return word in _ACTS and not opens and not closes


def _wanders(name: str) -> bool:
    """Say whether a phrase goes on past its noun: "a broker to decouple services"."""
    return not _WANDERING.isdisjoint(words(name))
