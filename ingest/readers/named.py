"""Items of a list that are sentences about a name: "**Redis** keeps data in memory."."""

from __future__ import annotations

import re

from ingest.document import MarkKind, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.items import read_item
from ingest.grammar.nouns import is_plural
from ingest.grammar.parentheses import is_alias
from ingest.grammar.sentences import first_sentence
from ingest.grammar.terms import clean_label, clean_term
from ingest.grammar.words import ARTICLES, BOUNDARIES, FINITE, is_name, word_set, words
from ingest.readers.actions import STATING
from ingest.readers.advice import ADVISING, AVOID, USE
from ingest.readers.place import Lines, Place, below_facts, marked_start, slice_text
from ingest.readers.preferences import PREFERRED
from ingest.readers.prose import prose_facts

_NAMING = frozenset({MarkKind.STRONG, MarkKind.CODE, MarkKind.LINK})
_THIRD_PERSON = frozenset(f"{verb}s" for verb in word_set("verbs")) | STATING | FINITE
_BASES = word_set("verbs") | word_set("base_verbs")
_DETERMINING = ARTICLES | {"one", "two", "no", "only", "each", "every", "their", "its", "all"}
_PARENTHESIS = re.compile(r"\s\((?P<inner>[^()]{1,60})\)")
_INSERTED = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:,\s(?:such\sas|like|including)\s[^;:.]{2,100}?,)?\s+"
)
_MADE_NAME = re.compile(r"[A-Z]|\d")
_ADVICE = frozenset({USE, AVOID, PREFERRED, Said.USED_FOR})
_MOST_WORDS = 5
_LEAST_WORDS = 3
_NO_VERB = ("ss", "us", "is", "'s")
_MOST_HAD = 6


def named_facts(text: Text, place: Place, lines: Lines) -> tuple[Term, list[Fact]] | None:
    """Return the name that an item speaks of and its facts; None where it speaks of none.

    The name is marked and opens the item ("**Redis** supports streams"), or the item advises for
    or against it ("Use Redis when …"); advice about what has no name of its own ("Use caching")
    stays one thing.
    """
    name = _marked_name(text)
    if name:
        return _told_of(name, text, place, lines)
    if text.plain.split(" ", 1)[0] in ADVISING:
        return _advised(text, place, lines)
    return None


def acting_facts(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return what a paragraph says that the name does with which it opens: "**Loom** weaves …".

    It is no member of the section, which only speaks of it.
    """
    article = 4 if text.plain.startswith("The ") else 0
    inner = slice_text(text, article, len(text.plain)) if article else text
    name = _marked_name(inner)
    if not name:
        return []
    moved = lines if not article else Lines(Text(""), lines.span(0, len(text.plain)))
    end = marked_start(inner, _NAMING)
    return [_what_it_does(Term(name, Role.PROSE), inner, end, place, moved)]


def titled_facts(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return what a paragraph says that the thing does which the title above it names.

    "Federation splits databases by function.", "Federation (by function) splits databases.".
    """
    title = place.heading_path[-1] if place.heading_path else ""
    end = len(title)
    if not title or text.plain[:end].casefold() != title.casefold():
        return []
    name = _acting_name(text.plain, end)
    return [_what_it_does(Term(name, Role.PROSE), text, end, place, lines)] if name else []


def _marked_name(text: Text) -> str:
    """Return the marked name that a sentence opens with."""
    return _acting_name(text.plain, marked_start(text, _NAMING)) if text.marks else ""


def _acting_name(plain: str, end: int) -> str:
    """Return the name that opens a sentence and ends somewhere, if a verb of its stands behind."""
    if not end or plain[end - 1 : end] == ":" or plain[end : end + 1] not in {" ", "\n", ","}:
        return ""
    at = _verb_start(plain, end)
    behind = plain[at : at + 40]
    verb = words(behind)[:1] if behind[:1].islower() and plain[at - 1].isspace() else ()
    name = clean_label(plain[:end])
    acts = bool(verb) and (verb[0] in _THIRD_PERSON or _acts(words(behind)))
    if verb and not acts and is_plural(name):
        acts = _act(words(behind))
    return name if acts and is_name(name, _MOST_WORDS) else ""


def _verb_start(plain: str, end: int) -> int:
    """Return where the verb behind a name begins, past "(RNN-T)" and ", such as A and B,"."""
    match = _INSERTED.match(plain, end)
    return match.end() if match else end


def _act(found: tuple[str, ...]) -> bool:
    """Say whether words behind a plural read as its verb: "predict one label", "add a layer"."""
    if len(found) < _LEAST_WORDS or found[0] in BOUNDARIES or found[0].endswith(("s", "ing", "ed")):
        return False
    return found[0] in _BASES or found[1] in _DETERMINING


def _acts(found: tuple[str, ...]) -> bool:
    """Say whether words read as an unknown verb with its object: "rewards rare terms"."""
    if len(found) < _LEAST_WORDS or not found[0].endswith("s") or found[0].endswith(_NO_VERB):
        return False
    return found[0] not in BOUNDARIES and found[1] not in BOUNDARIES - ARTICLES


def _told_of(name: str, text: Text, place: Place, lines: Lines) -> tuple[Term, list[Fact]] | None:
    term = Term(name, place.holder.role)
    told = prose_facts(text, place, lines)
    stated = next((fact for fact in told if fact.relation != Said.EXAMPLE), None)
    if stated is None or stated.subject.text != name:
        end = marked_start(text, _NAMING)
        told = [_what_it_does(term, text, end, place, lines), *told]
    return term, [*_membership(term, text, place, lines), *told]


def _what_it_does(term: Term, text: Text, end: int, place: Place, lines: Lines) -> Fact:
    """Return what the first sentence says behind the name that ends at ``end``."""
    first = first_sentence(text.plain, 0)
    start = _verb_start(text.plain, end)
    said = clean_term(text.plain[start : first.end])
    verb, _, rest = said.partition(" ")
    span = lines.span(first.start, first.end)
    if verb in {"has", "have"} and 0 < len(words(rest)) <= _MOST_HAD and "," not in rest:
        return place.fact(term, verb, Term(rest, Role.PROSE), span, Reader.PROSE)
    if verb in {"is", "are"} and rest:
        said = rest
    return place.fact(
        term, Said.DEFINITION, Term(said or term.text, Role.PROSE), span, Reader.PROSE
    )


def _advised(text: Text, place: Place, lines: Lines) -> tuple[Term, list[Fact]] | None:
    told = prose_facts(text, place, lines)
    if not told or told[0].relation not in _ADVICE:
        return None
    name = told[0].subject.text
    marked = any(text.plain[mark.start : mark.end].strip() == name for mark in text.marks)
    if not marked and not _MADE_NAME.search(name.split(" ", 1)[0]):
        return None
    term = Term(name, place.holder.role)
    return term, [*_membership(term, text, place, lines), *told]


def _membership(term: Term, text: Text, place: Place, lines: Lines) -> list[Fact]:
    holder, span = place.holder, lines.span(0, len(text.plain))
    facts: list[Fact] = []
    if term.text != holder.subject.text:
        facts.append(place.fact(holder.subject, holder.relation, term, span, Reader.LIST))
    end = marked_start(text, _NAMING)
    behind = _PARENTHESIS.match(text.plain, end)
    if behind and is_alias(term.text, behind["inner"]):
        facts.append(place.fact(term, Said.ALIAS, Term(behind["inner"]), span, Reader.PROSE))
    elif behind and (item := read_item(slice_text(text, 0, behind.end()))):
        facts.extend(below_facts(place, term, item, lines, Reader.PROSE))
    links = [m.target for m in text.marks if m.kind is MarkKind.LINK and m.end <= end]
    if links and not links[0].startswith("#"):
        facts.append(place.fact(term, Said.LINK, Term(links[0]), span, Reader.PROSE))
    return facts
