"""What is taken rather than what: "Prefer X to Y", "Instead of Y we run X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role, Said
from ingest.grammar.nouns import without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import PRONOUNS, is_name
from ingest.readers.sentence import Clause, wanders
from ingest.readers.subjects import NAME_WORDS

USE, PREFERRED = "use when", "is preferred over"
_VERBS = ("prefer", "favour", "favor", "preferred")
PREFERRING = frozenset(
    {"over", "instead", "Instead", "rather", "Rather", *_VERBS, *map(str.capitalize, _VERBS)}
)
"""Words of which every preference holds one."""
_TAKE = r"(?:use|choose|pick|select|consider|prefer|favou?r|try|run|go\s+(?:for|with))"
_TOOK = (
    r"(?:use|run|chose|picked|prefer|preferred|favou?r|selected|pick|choose|go\s+with"
    r"|went\s+(?:with|for))"
)
_WE = rf"(?:we|they|you)(?:'d|\s+can|\s+now|\s+should)?\s+{_TOOK}"
_NAME, _OTHER = r"(?P<name>[^,;:]{2,60}?)", r"(?P<other>[^,;:]{2,60}?)"
_RATHER = r"(?:over|instead\s+of|rather\s+than)"
_CONDITION = (
    r"(?:,?\s+(?P<how>when|if|where|for|because\s+of|because|since|as|in|unless|whenever|to)"
    r"\s+(?P<rest>\S.*))?$"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"^(?:{_TAKE}|{_WE})\s+{_NAME}\s+{_RATHER}\s+{_OTHER}{_CONDITION}",
        rf"^(?:(?:we|they)\s+)?(?:prefer|favou?r)\s+{_NAME}\s+to\s+(?!(?:be|have|do)\b){_OTHER}{_CONDITION}",
        rf"^(?:instead\s+of|rather\s+than)\s+{_OTHER},?\s+(?:{_TAKE}|{_WE})\s+{_NAME}{_CONDITION}",
    )
)
_FIRST = re.compile(
    rf"^(?P<how>for|if|when|where)\s+(?P<rest>[^,;:]{{2,120}}),\s+(?:{_TAKE}|{_WE})\s+{_NAME}\s+{_RATHER}\s+"
    rf"{_OTHER}$",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = re.compile(r"\s\([^()]*\)$")


def preference(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "Prefer X to Y", "We chose X over Y because of Z", "If A, use X instead of Y"."""
    for form in (*_FORMS, _FIRST):
        match = form.match(plain)
        names = [named(match.group(side)) for side in ("name", "other")] if match else []
        if match and all(names):
            condition = clean_term(match.group("rest") or "")
            how = " ".join((match.group("how") or "").lower().split())
            told = (f"{how} {condition}",) if condition else ()
            yield from said.facts(names[0], PREFERRED, [(names[1], Role.NONE)], told)
            if form is _FIRST:
                use = Said.USED_FOR if how == "for" else USE
                yield from said.facts(names[0], use, [(condition, Role.PROSE)])
            return


def named(text: str) -> str:
    """Return the name of what is advised; nothing for a pronoun or a whole clause."""
    name = clean_term(without_article(_BEHIND.sub("", text.strip())))
    short = is_name(name, NAME_WORDS) and not wanders(name)
    return name if short and name.lower() not in PRONOUNS and not name[0].isdigit() else ""
