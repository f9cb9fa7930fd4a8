"""How much of something there is: "Salt is 2 % of flour", "A test runs for at least 14 days"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role, Said
from ingest.grammar.terms import clean_term
from ingest.readers.sentence import CONDITION, Clause
from ingest.readers.subjects import defined

MEASURING = frozenset(
    {"is", "are", "be", "takes", "take", "lasts", "last", "costs", "cost", "runs", "run", "weighs"}
)
"""Words of which every statement of how much there is holds one."""
FIGURES = frozenset({"#"})
"""The sign of a sentence that holds a figure; no word of one is it."""
_HEDGE = (
    r"(?:(?:about|around|roughly|approximately|at\s(?:least|most)|up\sto|under|over|below|above"
    r"|less\sthan|more\sthan|between|usually|always|typically|only|some)\s)*"
)
_MEASURED = re.compile(
    r"^(?P<subject>[^,;:]{2,60}?)\s(?P<verb>(?:is|are|should\sbe|must\sbe|may\sbe|can\sbe"
    r"|takes?|lasts?|costs?|weighs?|runs?\sfor)(?:\s(?:usually|always|typically))?)\s"
    rf"(?P<much>{_HEDGE}[~≈<>≤≥$€£]?\d[^,;:]{{0,50}})$",
    re.DOTALL,
)
_TWICE = re.compile(r"\s(?:usually|always|typically)$")
_BASE = re.compile(r"^(take|last|cost|weigh|run)\b")


def measured(said: Clause, plain: str) -> Iterator[Fact]:
    """Read what a thing is in figures, up to the condition under which it is."""
    match = _MEASURED.match(plain)
    name = defined(match["subject"]) if match else ""
    if not match or not name:
        return
    whole = match["much"]
    cut = CONDITION.search(whole, 1)
    much = clean_term(whole[: cut.start()] if cut else whole)
    told = (clean_term(whole[cut.start() :]),) if cut else ()
    verb = _BASE.sub(r"\1s", _TWICE.sub("", " ".join(match["verb"].split())))
    relation = Said.DEFINITION if verb in {"is", "are"} else verb
    yield from said.facts(name, relation, [(much, Role.PROSE)], told)
