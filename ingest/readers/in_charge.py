"""Who looks after what: "Ask Ada about dyes", "Bo is in charge of the vat"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role
from ingest.grammar.nouns import without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import BOUNDARIES, PRONOUNS, is_name, words
from ingest.readers.sentence import Clause

CHARGED = frozenset({"ask", "Ask", "contact", "charge", "looks", "takes", "who", "Questions"}) | {
    "leads",
    "heads",
    "hosts",
    "moderates",
    "chairs",
    "edits",
    "runs",
    "maintains",
}
"""Words of which every such sentence holds one."""
CONTACT, RESPONSIBLE = "is the contact for", "is responsible for"
_NAME = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s)?[A-Z][\w'’-]*(?:\s(?:de|van|von|der|di|la|[A-Z][\w'’-]*)){0,3}"
)
_CREW = r"(?:[Tt]he|[Oo]ur)\s(?:[\w-]+\s){1,3}(?:team|crew|desk|office|lead|guild|group)"
_WHO = rf"(?P<who>{_NAME}(?:\s(?:and|or)\s{_NAME})?|{_CREW})"
_WHAT = r"(?P<what>[^;:]{2,120})"
_CONTACTS = tuple(
    re.compile(form)
    for form in (
        rf"^(?:[Aa]sk|[Tt]alk\sto)\s{_WHO}\s(?:about|for)\s{_WHAT}$",
        rf"^Questions\s(?:about|on)\s{_WHAT}\s(?:go\sto|are\sanswered\sby|are\sfor)\s{_WHO}$",
        rf"^(?:For|About)\s{_WHAT},?\sask\s{_WHO}$",
        rf"^(?:The|Our|Your)\scontact\sfor\s{_WHAT}\sis\s{_WHO}$",
        rf"^{_WHO}\sis\s(?:the|our|your)\s(?:contact\sfor|(?:one|person)\sto\sask\sabout)\s{_WHAT}$",
    )
)
_CHARGES = re.compile(
    rf"^{_WHO}\s(?:looks?\safter|takes?\scare\sof|(?:is|are)\sin\scharge\sof)\s{_WHAT}$"
)
_LEADS = re.compile(
    rf"^{_WHO}\s(?P<verb>leads|heads|hosts|moderates|chairs|edits|runs|maintains)\s"
    r"(?P<what>(?:the|our|all|a|an)\s[^;:,]{2,60})(?:,|$)"
)
_WHO_DOES = re.compile(
    r"^[Tt]he\s(?:person|one|people|team|engineer)\swho\s(?P<verb>[a-z]+s)\s(?P<told>[^;:,]{3,100})\sis\s"
    rf"{_WHO}$"
)
_KEPT_BY = frozenset({"run", "led", "moderated", "organised", "organized", "chaired", "hosted"}) | {
    "headed",
    "owned",
    "managed",
    "maintained",
    "handled",
    "kept",
    "operated",
}
_PROPER = re.compile(rf"{_NAME}(?:\s(?:and|or)\s{_NAME})?$|{_CREW}$")
_MOST_WORDS = 4


def in_charge(said: Clause, plain: str) -> Iterator[Fact]:
    """Read whom to ask about what, and who looks after it."""
    if match := _WHO_DOES.match(plain):
        told = [(match["told"], Role.PROSE)]
        yield from said.facts(without_article(match["who"]), match["verb"], told)
        return
    if (match := _LEADS.match(plain)) and words(match["who"])[0] not in PRONOUNS:
        objects, condition = said.named(*match.span("what"), Role.NONE)
        yield from said.facts(without_article(match["who"]), match["verb"], objects, condition)
        return
    matches = (form.match(plain) for form in _CONTACTS)
    match = next(filter(None, matches), None)
    relation = CONTACT
    if match is None:
        match, relation = _CHARGES.match(plain), RESPONSIBLE
    if match is None or not PRONOUNS.isdisjoint(words(match["who"])[:1]):
        return
    objects, condition = said.named(*match.span("what"), Role.NONE)
    for who in re.split(r"\s(?:and|or)\s", without_article(match["who"])):
        yield from said.facts(who, relation, objects, condition)


def kept_by(verb: str, subject: str, doer: str) -> list[str]:
    """Return the thing that someone named is said to run: "the late shift is run by Ada".

    The article points at no thing that was spoken of before, for there is but one that one runs.
    """
    done, _, by = verb.partition(" ")
    if by != "by" or done not in _KEPT_BY or not _PROPER.match(doer.strip(" .")):
        return []
    name = clean_term(without_article(subject))
    bare = BOUNDARIES.isdisjoint(words(name)) and is_name(name, _MOST_WORDS)
    return [name] if bare else []
