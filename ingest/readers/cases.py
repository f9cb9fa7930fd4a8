"""What happens when, and what is to be done if: "A loaf is done when …", "If A, do B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role, Said
from ingest.grammar.clauses import bids, is_clause
from ingest.grammar.terms import clean_term
from ingest.grammar.words import PRONOUNS, first_word, is_name
from ingest.readers.sentence import Clause
from ingest.readers.subjects import NAME_WORDS, defined

CASES = frozenset({"If", "When", "Whenever", "Once", "For"})
"""Words that open a case in front of its consequence."""
SEVERAL = frozenset({"##"})
"""The sign of a sentence with more than one "is"; no word of one is it."""
HAPPENING = frozenset({"when", "once", "if", "unless"})
CALLS_FOR, MEANS = "calls for", "means"
_CASE = re.compile(
    r"^(?:If|When|Whenever|Once|For(?=\severy))\s(?P<case>[^,;:]{4,100}),\s(?:then\s)?"
    r"(?P<outcome>[^;:]{3,160})$",
    re.DOTALL,
)
_HAPPENS = re.compile(
    r"^(?P<subject>[^,;:]{2,60}?)\s"
    r"(?P<verb>(?:is|are)\s[a-z]+|happens?|occurs?|arises?|starts?|ends?)\s"
    r"(?P<when>when|once|if|unless)\s(?P<rest>\S.{3,140})$",
    re.DOTALL,
)
_OFTEN_MEANS = re.compile(
    r"^(?P<subject>[^,;:]{2,60}?)\s(?:usually|often|typically|generally|mostly|probably)\smeans\s"
    r"(?P<rest>[^;:]{3,120})$",
    re.DOTALL,
)
_SINGULAR = re.compile(r"^are\b|^(?:happen|occur|arise|start|end)$")
_EACH = re.compile(r",\s(?:and\s)?|\sand\s(?=[A-Z])|;\s")
_IS = re.compile(
    r"^(?P<name>[A-Z][\w.-]*(?:\s[\w.-]+){0,2}?)\s(?:is|are)\s(?P<rest>[^,;]{2,60})$", re.DOTALL
)
_GOING_ON = frozenset({"or", "and", "but", "so", "which", "as"})
_MOST_WORDS = 16


def happens_when(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "A loaf is done when the core is hot", "Leakage happens when …"."""
    match = _HAPPENS.match(plain)
    name = defined(match["subject"]) if match else ""
    rest = clean_term(match["rest"]) if match else ""
    if match and name and (" is " in f" {match['verb']} " or is_clause(rest)) and " " in rest:
        relation = f"{_SINGULAR.sub(_one, ' '.join(match['verb'].split()))} {match['when']}"
        yield from said.facts(name, relation, [(rest, Role.PROSE)])


def _one(verb: re.Match[str]) -> str:
    return "is" if verb[0] == "are" else f"{verb[0]}s"


def often_means(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "A dense crumb usually means too little fermentation", which defines nothing."""
    match = _OFTEN_MEANS.match(plain)
    name = defined(match["subject"]) if match else ""
    if match and name:
        yield from said.facts(name, MEANS, [(clean_term(match["rest"]), Role.PROSE)])


def case_and_outcome(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "If the dough springs back slowly, it is ready", "If it burns, put a sheet below"."""
    match = _CASE.match(plain)
    if not match:
        return
    case, outcome = clean_term(match["case"]), clean_term(match["outcome"])
    short = max(case.count(" "), outcome.count(" ")) < _MOST_WORDS
    if not short or first_word(case) in PRONOUNS or first_word(outcome) in _GOING_ON:
        return
    if bids(outcome):
        yield from said.facts(case, CALLS_FOR, [(outcome, Role.PROSE)])
    elif plain.startswith("If") and is_clause(outcome):  # what happens when is often but told
        yield from said.facts(case, MEANS, [(outcome, Role.PROSE)])


def each_is(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "Type 405 is cake flour, Type 550 is all-purpose, and Type 1050 is dark"."""
    found = [_IS.match(part) for part in _EACH.split(plain)]
    matches = [match for match in found if match]
    if len(matches) < 2 or len(matches) < len(found):  # noqa: PLR2004
        return
    for match in matches:
        if is_name(match["name"], NAME_WORDS) and first_word(match["name"]) not in PRONOUNS:
            yield from said.facts(
                match["name"], Said.DEFINITION, [(clean_term(match["rest"]), Role.PROSE)]
            )
