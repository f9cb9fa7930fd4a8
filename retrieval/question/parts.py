"""Parts of a question: what is asked one after the other, and what is asked inside of something.

"Which pattern suits churn, and why is it cheap?" is two questions, the second about the answer of
the first. "Which tools fit the pattern that suits churn?" holds the question which pattern suits
churn, whose answer takes the place of the relative clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.question.asking import divide
from retrieval.question.aspects import several
from retrieval.question.degrees import degrees
from retrieval.question.intent import find_kinds
from retrieval.text.words import words

_ASKS = (
    r"(?:(?:with|in|for|by|of|on|at|from|to|under)\s+)?(?:what|which|who|whose|whom|when|where|why"
    r"|how|what's|whats)\b|(?:name|give|list|tell|explain|describe|define|compare|is|are|does|do"
    r"|can|should|did|was|were)\b"
)
_ASKED = re.compile(
    r"\b(?:what|which|who|whose|when|where|why|how|whats|name|give|list|tell|explain|describe"
    r"|define|compare)\b|^(?:is|are|does|do|can|should)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(rf"\s*[,;:]?\s+(?:and|but)\s+(?:also\s+)?(?={_ASKS})|\s*;\s+(?={_ASKS})", re.I)
_SENTENCE = re.compile(r"(?<=[?.!])\s+(?=\w)")
_INSIDE = re.compile(
    r"\b(?P<article>the|a|an)\s+(?P<noun>(?:[\w/-]+\s+){0,2}?[\w/-]+)\s+(?:that|which|who|whose)\s+"
    r"(?P<clause>[^,;?]+)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?P<article>the)\s+(?P<noun>[\w/-]+)\s+"
    r"(?P<clause>(?:(?:right|just|immediately)\s+)?(?:before|after|between)\s+[^,;?]+)",
    re.IGNORECASE,
)
"""A thing by its neighbours: "the step after proofing"."""
_PARTICIPLE = re.compile(
    r"\b(?P<article>the)\s+(?P<noun>(?:[\w/-]+\s+)?[\w/-]+)\s+"
    r"(?P<clause>(?:\w+ed|meant|made|done|chosen|fed|kept|run|written|built|responsible)\s+"
    r"(?:for|in|by|to|at|with|on|from|under|as)\s+[^,;?]+)",
    re.IGNORECASE,
)
"""A thing by what is done with it: "the step used for proofing"."""
_MOST = re.compile(
    r"\bthe\s+(?:(?P<degree>(?:most|least)\s+[\w-]+|\w+est)\s+(?P<noun>[a-z][\w-]+)\b"
    r"|(?P<thing>[a-z][\w-]+)\s+with\s+(?P<most>the\s+(?:most|least|\w+est)\s+[^,;?]+))",
    re.IGNORECASE,
)
"""A thing by what it has the most of: "the driest dough", "the dough with the most water"."""
_BARE = re.compile(
    r"\W*(?:(?:and|so)\s+)?(?:what|which|who)(?:['’]s|\s+(?:is|are|was|were|has|have))?\s*(?:one\s*)?",
    re.IGNORECASE,
)
"""A question that asks for nothing but the thing itself."""
_VERBLESS = re.compile(
    r"(?:what|which|who|how|when|where)\s+"
    r"(?P<rest>(?P<prep>against|for|in|with|of|about|on|at|to|under|from)\s+(?:\S+\s*){1,5})",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\W*(?:which|what|who)\b(?!.*\b(?:do|does|did|is|are)\b).*\b(?:has|have|had|gets?|got|takes?|needs?"
    r"|uses?|draws?|offers?|gives?|shows?|reach(?:es)?|with)\s*",
    re.IGNORECASE,
)
"""A question that asks which thing has the most."""
_WHY = re.compile(r"\W*(?:why|how come)\b", re.IGNORECASE)
_ORDER = re.compile(r"\W*(?:please\s+)?(?:name|list|give|show|tell)(?:\s+(?:me|us))?\s*", re.I)
_DENIED = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
_VERB_LAST = re.compile(r"\b(?:does|do|did|can|could|should|would|will|must)\s+$", re.IGNORECASE)
_THING = re.compile(
    r"\W*(?:(?:with|in|for|by|of|on|at|from|to|under|as)\s+)?(?:whats?|which|who|whose|where|name|list|give)\b",
    re.IGNORECASE,
)
_ABOUT_NAMED = re.compile(
    r"\W*what(?:'?s|’s|\s+(?:is|are|was|were|does|do|did|makes?))\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"[^\s,;:–—][^,;:–—]*?\s(?:vs\.?|versus|against)\s[^,;:–—]+?(?=\s*[,;:–—]|\s-\s)", re.IGNORECASE
)
"""Things that are compared before it is said in what: "bread vs cake: price and weight"."""
_COUNT_TAIL = re.compile(
    r"\s*[,;]?\s+(?:and|&)\s+(?:also\s+)?how\s+many(?:\s+(?:are|is)\s+(?:there|these|those|they|that|it)"
    r"|\s+of\s+(?:them|these|those)(?:\s+are\s+there)?|\s+(?:do|does)\s+(?:that|this)\s+make)?"
    r"(?:\s+in\s+(?:all|total))?\W*$",
    re.IGNORECASE,
)
"""What asks for the number of things that were just asked for."""
_POINTS = re.compile(
    r"\W*(?:please\s+)?(?:name|list|give|tell|show|explain)(?:\s+(?:me|us|it|them|all|these|those|both"
    r"|each|everything|please))*\W*",
    re.IGNORECASE,
)
"""An order that only says again that something is to be told: "Name them all"."""
_NAMES_ASKED = re.compile(
    r"\W*(?:what|which|how)\s+(?:are|is|were)\s+(?:they|these|those|it|their\s+names)"
    r"(?:\s+(?:called|named|exactly))*\W*",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow\s+many\b|\bnumber\s+of\b", re.IGNORECASE)
"""What asks behind a number for what was counted: "and what are they called?"."""
_PERSON = re.compile(r"persons?|people|someone|somebody|colleagues?|ones?", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:the|an?|my|our|your|their|his|her|i|we|you|they|he|she|it|people|everybody)\b",
    re.IGNORECASE,
)
"""How a relative clause begins that has a subject of its own."""
_MOST_PARTS = 3
_LEAST_CLAUSE = 2
"""Words of a relative clause that can be asked about."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A question, cut."""

    texts: tuple[str, ...]
    """In the order in which they can be answered: a later one may refer to those before it."""
    nested: bool = False
    """Whether the last one is what was asked, and the one before it only leads there."""
    about: str = ""
    """What each of several is about: the situation that is told before them, or their topic."""


def parts(question: str) -> Parts:
    """Return the parts of a question; the question alone where it has one."""
    inside = _nested(question)
    if inside is not None:
        return inside
    posed = divide(question)
    if listed := several(posed.clause.removeprefix(posed.topic).lstrip(" ,;:–—-"), posed.about):
        return Parts(listed)
    cut: list[str] = []
    for sentence in _SENTENCE.split(posed.clause.removeprefix(posed.topic).lstrip(" ,;:–—-")):
        for piece in _JOINT.split(sentence):
            if cut and _NAMES_ASKED.fullmatch(piece) and _HOW_MANY.search(cut[-1]):
                question = f"{cut[-1]}, and which?"
                cut[-1] = question
            elif cut and not (_ASKED.search(piece) and _says_more(piece)):
                cut[-1] = f"{cut[-1]} {piece}"
            else:
                cut.append(piece)
    cut = [cut[0], *(_completed(piece, cut[0]) for piece in cut[1:])] if cut else cut
    if len(cut) < 2 or len(cut) > _MOST_PARTS:  # noqa: PLR2004 (one part is the whole)
        return Parts((question,))
    compared = _COMPARED.match(cut[0])
    return Parts(tuple(cut), about=posed.about or (compared[0] if compared else ""))


def uncounted(question: str) -> str:
    """Return a question without a tail that only asks for the number of what it asks for.

    "Which ovens bake rye, and how many are these?" asks which ovens do, and wants their number too.
    """
    match = _COUNT_TAIL.search(question)
    asks = match is not None and _THING.match(divide(question[: match.start()]).clause)
    return f"{question[: match.start()].rstrip(' ,;')}?" if match and asks else question


def _completed(piece: str, first: str) -> str:
    """Return a part without a verb with that of the first: "what against slugs" behind "what …"."""
    match = _VERBLESS.fullmatch(piece)
    places = [] if match is None else [*re.finditer(rf"\b{match['prep']}\b", first, re.IGNORECASE)]
    return f"{first[: places[-1].start()]}{match['rest']}" if match and places else piece


def _says_more(piece: str) -> bool:
    """Whether a piece asks something of its own: "Name?" only says what was meant."""
    if _POINTS.fullmatch(piece):
        return False
    asked = re.sub(r"\W", "", piece).lower()
    return len(words(piece)) > 1 or asked in {"why", "when", "where", "how"}


def _nested(question: str) -> Parts | None:
    """Return the question inside of a relative clause and the one around it."""
    match = _INSIDE.search(question) or _BESIDE.search(question) or _participle(question)
    if match is None or not _ASKED.search(question[: match.start()]):
        return None
    if _ORDER.fullmatch(question[: match.start()]) and _DENIED.search(match["clause"]):
        return None  # "List the tools that are not …" asks for no more than these
    if _WHY.match(question) and match["article"].lower() != "the":
        return None  # "Why does a loaf that rose fall?" asks of loaves in general
    noun, rest = match["noun"], question[match.end() :]
    clause = match["clause"].strip(" .!?")
    if _VERB_LAST.search(question[: match.start()]) and not rest.strip(" ?.!"):
        # "What does the part that feeds the stove burn?" asks what that part burns.
        clause, _, verb = clause.rpartition(" ")
        rest = f" {verb}?"
    if not find_kinds(noun) or len(words(clause)) < _LEAST_CLAUSE:
        return None
    verb = {_BESIDE: "comes ", _PARTICIPLE: "is "}.get(match.re, "")
    outer = f"{question[: match.start()]}that {noun}{rest}"
    return Parts((_which(noun, f"{verb}{clause}"), outer), nested=True)


def _which(noun: str, clause: str) -> str:
    """Return the question which thing a clause is about: "Which oven does the baker use?"."""
    if _PERSON.fullmatch(noun):
        return f"Who {clause}?"
    return f"Which {noun} {'does ' if _SUBJECT.match(clause) else ''}{clause}?"


def described(question: str, about: str = "") -> tuple[str, str] | None:
    """Return the question which thing a description is of, and the question around it.

    The description stands in the question ("the person who …"), of which the second one says "it",
    or before it, in ``about``; None where there is none.
    """
    if before := _INSIDE.match(about.strip()):
        return _which(before["noun"], before["clause"].strip()), question
    match = _INSIDE.search(question)
    if match is None or match["article"].lower() != "the":
        return None
    if not _ASKED.search(question[: match.start()]) or len(words(match["clause"])) < _LEAST_CLAUSE:
        return None
    inner = _which(match["noun"], match["clause"].strip(" .!"))
    return inner, f"{question[: match.start()]}it{question[match.end() :]}"


def _participle(question: str) -> re.Match[str] | None:
    """Return where a thing is given by what is done with it, and something is asked about it."""
    match = _PARTICIPLE.search(question)
    return None if match is None or _BARE.fullmatch(question[: match.start()]) else match


def by_most(question: str) -> tuple[str, str, str] | None:
    """Return the question which thing has the most, and what stands around that thing.

    None where a question asks for nothing else about such a thing.
    """
    match = _MOST.search(question)
    if match is None or _BARE.fullmatch(before := question[: match.start()]):
        return None
    if _HAVING.fullmatch(before):
        return None
    if not _ASKED.search(before) or not any(one.is_most for one in degrees(match[0])):
        return None
    noun = match["noun"] or match["thing"]
    told = f"is the {match['degree']}" if match["degree"] else f"has {match['most'].rstrip()}"
    return f"Which {noun} {told}?", before, question[match.end() :]


def asks_for_thing(question: str) -> bool:
    """Whether a question asks which thing, so that "it" behind it is what answers it.

    "How are rolls baked, and how are they sold?" speaks of rolls throughout.
    """
    if not _THING.match(question):
        return False
    return not _ABOUT_NAMED.match(question) or bool(find_kinds(question))
