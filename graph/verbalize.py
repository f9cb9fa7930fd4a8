"""Edges in words: one English sentence for each, from either end."""

from __future__ import annotations

import re

from graph import names
from graph.colons import colon, orders
from graph.model import Edge, Node
from graph.schema import Kind
from graph.snapshot import Snapshot
from graph.verbs import for_many
from ingest.grammar.clauses import bids, is_clause
from ingest.grammar.words import first_word, word_set

# "Light models are an option of the Latency tradeoff" says more than "… has option Light models".
FROM_THE_TARGET = frozenset(("HAS_OPTION", "HAS_EXAMPLE", "HAS_ALTERNATIVE"))

# Kinds whose names need the word of the kind beside them to be read: "the Fraud use case".
_KIND_WORDS = {
    Kind.PATTERN: "pattern",
    Kind.USE_CASE: "use case",
    Kind.TRADEOFF: "tradeoff",
    Kind.STEP: "step",
    Kind.TRIGGER: "trigger",
    Kind.FEATURE: "feature",
}
_QUOTED = {Kind.QUESTION: "question", Kind.SECTION: "section", Kind.PASSAGE: "passage"}

NAME_LIKE = re.compile(
    r"(?!(?:Area|Idea|Schema|Replica|Quota|Formula|Camera|Agenda|Era|Persona|Pizza|Lambda|Delta|Visa"
    r"|Villa|Arena|Antenna|Dilemma|Saga|Vista|Extra|Banana|Sofa)s)[A-Z][a-z]*[aiu]s"
)
"""A single word that may be somebody's name, though it ends like a plural: "Jonas"."""

# Names of one thing that end in "s": proper names, and the kinds whose phrase ends in their word.
_NEVER_PLURAL = frozenset((Kind.TOOL, Kind.MODEL, *_KIND_WORDS, *_QUOTED))
_PHRASE = 80
"""Characters of a name within a sentence."""
_CLAUSE = 5
"""Spaces in a wording that is a clause rather than a noun."""
_NOTHING = frozenset({"none", "no", "nothing"})
_ASKING = word_set("question_words")
_BEHIND_NOUN = re.compile(r"\s(?:of|for|in|on|with|without|per|by|from)\s")
_CODED = re.compile(r"\w[_.]\w|[a-z][A-Z]")
"""What code has and no word: "route_features", "mart.routes", "SmallFiles"."""
_GOVERNING = ("for", "against", "recommends", "recommend")
"""Words behind which a noun stands, and what is bidden only behind a colon."""
_BARE_NOUN = re.compile(r"has (?!under|the )(?P<noun>.+)")


def say(edge: Edge, snapshot: Snapshot, *, inverse: bool | None = None) -> str:
    """Say an edge in one sentence, its conditions in parentheses.

    ``inverse`` tells which end comes first: False the source, True the target, None whichever
    reads better.
    """
    relation = snapshot.relation(edge.relation)
    turned = edge.relation in FROM_THE_TARGET if inverse is None else inverse
    source, target = snapshot.node(edge.source), snapshot.node(edge.target)
    first, second = (target, source) if turned else (source, target)
    if turned and names.key(first.name) in _NOTHING:
        # "None is an alternative to cards" would be no English.
        turned, first, second = False, second, first
    label = relation.inverse if turned else relation.label
    said = _agreeing(label, first)
    words = colon(label, said.removesuffix(":"), first, second) or _joined(said, first, second)
    if edge.qualifiers:
        words += f" ({'; '.join(edge.qualifiers)})"
    return _sentence(words)


def _joined(said: str, first: Node, second: Node) -> str:
    """Join two nouns by a verb."""
    if said.endswith(_GOVERNING) and " " in second.name and bids(second.name):
        # "Mould calls for throw it away" would be no English.
        said += ":"
    return f"{_phrase(first)} {said} {_phrase(second)}"


def _phrase(node: Node) -> str:
    """Name a node so that its kind is understood."""
    name = names.shorten(node.name, _PHRASE) if node.kind in _QUOTED else node.name
    if node.kind in _QUOTED:
        return f"the {_QUOTED[node.kind]} “{name}”"
    word = _KIND_WORDS.get(node.kind)
    if word is None:
        return name
    if names.key(name).endswith(names.key(word)):
        return name if is_plural(name) else f"the {name}"
    return f"the {name} {word}"


def _agreeing(label: str, subject: Node) -> str:
    """Put the verb of a label into the plural where its subject is one."""
    ends_in_word = names.key(subject.name).endswith(names.key(_KIND_WORDS.get(subject.kind, "\0")))
    singular = subject.kind in _NEVER_PLURAL and not ends_in_word
    if singular or NAME_LIKE.fullmatch(subject.name) or not is_plural(subject.name):
        return _with_colon(label)
    adverb, verb, rest = _parts(label)
    return _with_colon(" ".join(part for part in (adverb, for_many(verb), rest) if part))


def _parts(label: str) -> tuple[str, str, str]:
    """Split a label into an adverb before the verb, the verb and what follows it."""
    words = label.split(" ")
    start = 1 if words[0].endswith("ly") and len(words) > 1 else 0
    return " ".join(words[:start]), words[start], " ".join(words[start + 1 :])


def _with_colon(label: str) -> str:
    """Set off what is had: "Redis has latency (ms): 0.5"."""
    bare = _BARE_NOUN.fullmatch(label.replace("have ", "has ", 1))
    under = label.endswith("”")
    return f"{label}:" if bare or under else label


def is_plural(name: str) -> bool:
    """Whether a name is a plural by the last word of its noun: "GPUs", "Types of fog".

    "Kubernetes", "route_features" and "Share of readers" are none, nor is what asks or bids.
    """
    if name.count(" ") >= _CLAUSE or is_clause(name):
        return False
    noun = name.split(" (", 1)[0].strip()
    if " " in noun:
        if first_word(noun) in _ASKING or orders(noun):
            return False
        noun = _BEHIND_NOUN.split(noun, maxsplit=1)[0]
    last = re.split(r"[\s(]+", noun)[-1]
    if _CODED.search(last):
        return False
    return last.casefold().endswith("s") and names.singular(last) != last.casefold()


def _sentence(words: str) -> str:
    """Begin with a capital, unless the first word has a spelling of its own ("gRPC"); end."""
    first = words.split(" ", 1)[0].removesuffix(":")
    if re.fullmatch(r"[a-z]+(?:[-/][a-z]+)*", first):
        words = words[0].upper() + words[1:]
    return words if words.endswith((".", "!", "?")) else f"{words}."
