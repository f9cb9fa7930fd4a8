"""Attributes: what a table's column says of its rows, by the header of the column.

A header that is a noun is the subject of the sentence ("for Kafka, the delivery is at least
once"); any other stands in quotation marks ("for SEV2, “who to inform” is the owner"). What is
told of one row alone is told from the row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.composing.telling import is_clausal
from retrieval.queries.answer_sets import IN, OUT, AnswerSet
from retrieval.queries.columns import OWN_NOUNS, TABLE, column, is_phrase
from retrieval.queries.polar import NO, YES
from retrieval.text.english import join, plural, singular

_ATTRIBUTE = re.compile(r"has (?P<noun>(?!an?\b|the\b|under\b).+)")
_VERBAL = re.compile(r"[a-z]{2,}[^s\W]s (?:on|with|to|from|by|in|at|up|upon)\b")
"""A value that is a clause without its subject: "depends on the load"."""
_AMOUNT = re.compile(r"[^\w“]*\d")
"""A value that is no name of anything."""
_NO_NOUN = re.compile(
    r"(?:don['’]t|do not|never|not|no)\b.*|\w{3,}(?<!e)ed"
    r"|.* (?:indoors|outdoors|about|into|with|from|for|to|at|by|on|of)",
    re.IGNORECASE,
)
"""A header that is no noun, whatever its relation is called: "Checked", "Look into"."""
_PREPOSITION = re.compile(
    r"for|in|with|by|on|at|from|to|of|under|after|before|per|via|into|as|within|until|since", re.I
)
_VERB = re.compile(
    r"means|does|needs|uses|runs|takes|gives|returns|shows|stores|holds|handles|says|sets|makes"
    r"|works|serves|owns|covers|supports|replaces|requires|prevents|causes|fixes|suits",
    re.IGNORECASE,
)
"""Headers that are verbs of the row, though the plurals of some nouns are spelt alike."""
_DOING = re.compile(r"what (?:it|they|this|that|he|she) do(?:es)?|does", re.IGNORECASE)
_DOES = re.compile(r"[A-Z]?[a-z]+[^\Wsu]s")
"""A header that asks what a row does, and the verb that its cell then begins with."""
UNDER = " – "
"""What stands between a row and a header that is no noun."""
LONG = 4
"""Words of a value from which several stand behind a colon."""
_HEAD_END = re.compile(r" (?:per|of|for|in|on|at|to|with) ")
_NOT_MANY = frozenset(
    {"ms", "s", "gbps", "fps", "qps", "rps", "tps", "gas", "news", "indoors", "outdoors", "always"}
)
"""Last words of headers that end like plurals and are none."""


class Attributes:
    """Says what the columns of one snapshot's tables say."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def header(self, found: AnswerSet) -> str:
        """Return how a sentence calls what a column says: "the price"; empty for other sets."""
        edge = found.edges[0]
        if is_phrase(self._snapshot, edge):
            return f"“{column(self._snapshot, edge)}”"
        noun = _ATTRIBUTE.fullmatch(self._snapshot.relation(found.relation).label)
        if noun is None or noun["noun"] in OWN_NOUNS:
            return ""
        values = found.targets if found.direction == OUT else (found.anchor,)
        plain = all(self._snapshot.node(value).kind is Kind.CONCEPT for value in values)
        if not plain and TABLE not in edge.readers:
            return ""
        written = column(self._snapshot, edge)
        return f"“{written}”" if _NO_NOUN.fullmatch(written) else f"the {written}"

    def lead(self, found: AnswerSet) -> str:
        """Return the header with the verb that agrees with it; empty for other sets."""
        header = self.header(found)
        return f"{header} {_be(header)}" if header else ""

    def turned(self, found: AnswerSet) -> AnswerSet:
        """Return what a column says of one row, told from the row; other sets as they are."""
        if found.direction == OUT or len(found.targets) > 1 or not self.header(found):
            return found
        start = next(iter(found.targets))
        return AnswerSet(start, found.relation, OUT, found.edges, (found.anchor,))

    def clause(self, found: AnswerSet, subject: str, names: Sequence[str], owner: str) -> str:
        """Return a clause; empty for what is said like any other relation.

        Args:
            found: What to say.
            subject: Its anchor, as it stands inside a sentence.
            names: The other ends.
            owner: "its" or "their" where the anchor was spoken of just before, else empty.
        """
        header = self.header(found)
        if not header:
            return ""
        if told := _told_plainly(header, found, subject, names):
            return told
        if header.startswith("“"):
            row, value = _ends(found, subject, names)
            return _told_under(header.strip("“”"), row, value, owner)
        if found.direction == IN:
            told = _AMOUNT.match(subject)
            return f"{header} {_be(header)} {subject} for {join(names)}" if told else ""
        told = join(names)
        if len(names) > 1 and TABLE not in found.edges[0].readers:
            header = plural(header)  # items of a list below the noun
            long = any(len(name.split()) >= LONG for name in names)
            told = f": {'; '.join(names)}" if long else told
        verb = _be(header)
        if len(names) == 1 and is_clausal(names[0]):
            verb = f"{verb}:"
        elif len(names) == 1 and _VERBAL.match(names[0]):
            verb = ""
        lead = f"{owner} {header.removeprefix('the ')}" if owner else f"for {subject}, {header}"
        return " ".join(part for part in (lead, verb, told) if part).replace(" : ", ": ")


def _told_plainly(header: str, found: AnswerSet, subject: str, names: Sequence[str]) -> str:
    """Return what a column says whose header is no noun: "graphml: for Gephi"; else empty.

    A preposition stands before the value, a verb behind the row; a letter or a "Yes" is quoted as
    the table has it.
    """
    written = header.removeprefix("the ").strip("“”")
    row, value = _ends(found, subject, names)
    lower = written.lower()
    if _PREPOSITION.fullmatch(written):
        return f"{row}: {lower} {value}"
    if _VERB.fullmatch(written) and (found.direction == OUT or len(names) == 1):
        return f"{row} {lower}: {value}"
    if len(written) == 1 or lower in YES | NO:
        return f"{row}, under “{written}”: {value}"
    return ""


def _ends(found: AnswerSet, subject: str, names: Sequence[str]) -> tuple[str, str]:
    """Return the row and what the column says of it."""
    return (subject, join(names)) if found.direction == OUT else (join(names), subject)


def _told_under(header: str, row: str, value: str, owner: str) -> str:
    """Return what stands under a header that is no noun: "Tom – ask about: kilns".

    What something does is a sentence of its own. ``owner`` is that of ``Attributes.clause``.
    """
    verb = value.split(" ", 1)[0]
    if _DOING.fullmatch(header) and _DOES.fullmatch(verb):
        return f"{row} {verb.lower()}{value[len(verb) :]}"
    return f"{header}: {value}" if owner else f"{row}{UNDER}{header}: {value}"


def _be(header: str) -> str:
    """Return the verb that agrees with a header."""
    last = _HEAD_END.split(header)[0].rsplit(" ", maxsplit=1)[-1]
    many = singular(last) != last and last.lower() not in _NOT_MANY
    return "are" if many and not header.startswith("“") else "is"
