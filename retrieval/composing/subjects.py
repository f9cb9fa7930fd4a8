"""Subjects: how a thing is called in a sentence, and whether it takes the plural verb."""

from __future__ import annotations

import re

from graph.model import Node
from graph.names import key
from graph.schema import Kind
from graph.verbalize import NAME_LIKE, is_plural
from ingest.grammar.words import word_set
from retrieval.composing.telling import is_condition

_NAMED = frozenset({Kind.TOOL, Kind.MODEL})
"""Kinds whose names are proper names, so that their capitals stay."""
_PROPER = frozenset({Kind.TOOL, Kind.SECTION})
"""Kinds whose names are singular, whatever they end in."""
FRAMED = frozenset({Kind.PATTERN, Kind.USE_CASE, Kind.TRADEOFF, Kind.STEP, Kind.FEATURE})
"""Kinds whose names are read as what they are only beside the word of the kind."""
_KIND_NOUNS = {
    Kind.TOOL: "tool",
    Kind.MODEL: "model",
    Kind.USE_CASE: "use case",
    Kind.PATTERN: "pattern",
    Kind.FEATURE: "feature",
    Kind.METRIC: "metric",
    Kind.DATA_SOURCE: "data source",
    Kind.TRADEOFF: "tradeoff",
    Kind.OPTION: "option",
    Kind.QUESTION: "question",
    Kind.STEP: "step",
    Kind.COMPONENT: "component",
    Kind.TRIGGER: "trigger",
    Kind.SECTION: "section",
}
HEAD_END = re.compile(r" (?:to|of|for|in|on|with|without|per|by|at|from) ")
"""What follows the noun that a title is about: "Steps to recover"."""
_CODED = re.compile(r"_|-s$|[a-z][A-Z]\w*$|\d\w*$")
"""The last word of a name that is written like code: "ingest_ts", "YOLOX-s"."""
_ONE_WORD = re.compile(r"[A-Z][a-z]+")
_VERBS = word_set("sure_verbs") | word_set("stating_verbs") | word_set("prose_verbs")
_ACTS = "|".join(
    sorted(v for v in _VERBS - word_set("plural_nouns") if v[-1] == "s" and v.isalpha())
)
_ON = r"[a-z]+[^\Wsu]s (?:from|to|into|the|an?|its)"
_LONGEST_FRAMED = 3
"""Words of a use case that is read as a name."""
_ARTICLES = frozenset({"A"})
_FEW = 2


def kind_noun(kind: Kind) -> str:
    """Return the noun for one thing of a kind."""
    return _KIND_NOUNS.get(kind, "thing")


def name_of(node: Node, *, inside: bool = True) -> str:
    """Return a node's name as it stands in a sentence.

    A name in sentence case ("Feature distribution changes") loses its capital inside a sentence;
    proper names, titles and abbreviations keep theirs. A question is set in quotation marks.
    """
    name = node.text if node.text and node.kind is not Kind.PASSAGE else node.name
    if node.kind is Kind.QUESTION:
        return f"“{name}”"
    first, _, rest = name.partition(" ")
    in_sentence_case = (
        node.kind not in _NAMED
        and first[:1].isupper()
        and (first[1:].islower() or first in _ARTICLES)
        and any(word[:1].islower() and len(word) > _FEW for word in rest.split())
        and not any(word[:1].isupper() and word[1:].islower() for word in rest.split())
    )
    return name[0].lower() + name[1:] if inside and in_sentence_case else name


def subject(node: Node, *, inside: bool = False) -> str:
    """Return a node's name with the word of its kind where it needs one: "the Fraud use case"."""
    name = name_of(node, inside=inside)
    if node.kind is Kind.SECTION:
        return f"the section “{name}”"
    noun = _KIND_NOUNS.get(node.kind, "")
    adjective = node.kind is Kind.OPTION and name.isalpha() and name.islower()
    framed = node.kind in FRAMED or adjective
    if not framed or key(name).endswith(key(noun)) or _is_phrase(node):
        return name
    return name if name.lower().startswith("the ") else f"the {name} {noun}"


def _is_phrase(node: Node) -> bool:
    """Whether a use case is told by a whole phrase rather than by a name."""
    words = node.name.split()
    long = len(words) > _LONGEST_FRAMED and words[-1][:1].islower()
    return node.kind is Kind.USE_CASE and (long or is_condition(node.name))


def takes_plural(node: Node) -> bool:
    """Whether ``subject`` of a node takes the plural verb."""
    if node.kind in _PROPER or subject(node) != name_of(node, inside=False):
        return False
    if NAME_LIKE.fullmatch(node.name) or _is_one(node):
        return False
    head = HEAD_END.split(node.name)[0]
    joined = " and " in node.name or "&" in node.name
    return not joined and not _CODED.search(head) and is_plural(head)


def _is_one(node: Node) -> bool:
    """Whether the text itself says of a single capitalised word what one thing does.

    "Whereabouts uses …" speaks of one service, whatever its name ends in.
    """
    if not _ONE_WORD.fullmatch(node.name):
        return False
    verb = rf"(?<!\w){node.name} (?:is|has|was|does|{_ACTS}|{_ON})\b"
    return any(re.search(verb, place.text) for place in node.evidence)
