"""What is more or less of something than another thing: "Redis is faster than Postgres"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role
from ingest.grammar.nouns import without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import is_name
from ingest.readers.sentence import CONDITION, Clause
from ingest.readers.subjects import NAME_WORDS

_COMPARES = re.compile(
    r"^(?P<subject>[^,;:]{2,80}?)\s+(?P<verb>(?:is|are)\s+(?:(?:much|far|slightly|often|usually|"
    r"typically|generally)\s+)?(?:(?:more|less)\s+[\w-]+|\w+er|better|worse)\s+than|(?:matters?|costs?|scales?|performs?|works?|helps?)\s+"
    r"(?:more|less|better|worse)\s+than)\s+"
    r"(?P<rest>[^,;:()]+)(?P<behind>.*)$",
    re.DOTALL,
)

_BASE = re.compile(r"^(matter|cost|scale|perform|work|help) ")


def compares(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "X is faster than Y for Z", "X matters more than Y"."""
    match = _COMPARES.match(plain)
    subject = said.subject(match.group("subject")) if match else ""
    if not match or not subject:
        return
    whole = match.group("rest")
    cut = CONDITION.search(whole)
    name = clean_term(without_article(whole[: cut.start()] if cut else whole))
    condition = clean_term((whole[cut.start() :] if cut else "") + match.group("behind"))
    if not is_name(name, NAME_WORDS):
        return
    verb = _BASE.sub(r"\1s ", " ".join(match.group("verb").split()))
    qualifiers = (condition,) if condition else ()
    yield from said.facts(subject, verb, [(name, Role.PROSE)], qualifiers)
