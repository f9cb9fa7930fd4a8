"""What stands in a cell behind a thing and is no other thing: "Spark, nightly", "Ida, head of ops".

The commas of such a cell make no list; what they set off is a condition of the thing in front.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Said
from ingest.grammar.headings import names_people
from ingest.grammar.item import Item, Items
from ingest.grammar.parentheses import is_a_post, is_post
from ingest.grammar.words import first_word

_PERIODIC = frozenset(
    {"hourly", "daily", "nightly", "weekly", "monthly", "quarterly", "yearly", "annually"}
)
_REPEATED = re.compile(r"(?:every|once|twice)\s")
_MEASURED = re.compile(
    r"[+±~≈<>≤≥-]\s?\d[\d.,]*(?:\s?[\w%°µ/]+){0,2}|\d[\d.,]*\s?(?:–|-|to)\s?\d[\d.,]*(?:\s\w+)?"
)
"""A signed measure, and a range: "+180 ms", "1 to 5"."""
_FIGURE = re.compile(r"\W*\d")
_TELLING = _PERIODIC | {
    *("no", "every", "once", "twice", "only"),
    *("head", "lead", "director", "chief", "vp", "manager", "deputy", "engineer", "officer"),
    *("analyst", "architect", "scientist", "chair", "owner"),
}
"""Words that open or end all that tells of the thing in front of it, figures aside."""
_ONE_VALUED = frozenset({"status", "state", "schedule", "version", "stage"})
"""Headers of which a thing has one value; what follows it goes on with it."""
_AIMS = frozenset({"purpose", "use", "used for", "role", "task"})
"""Headers of what a thing is for, which nothing that is lacking can be."""
_COUNT = re.compile(r"\d+(?:\s(?:of\s(?:them|each|these)|people|persons|pieces))?")
AMBIGUOUS = frozenset({"Use", "use", "USE"})
"""Headers whose sense their column gives."""
_CASES = frozenset(
    {"case", "need", "situation", "problem", "goal", "if", "when", "task", "want", "for", "symptom"}
)
"""First words of headers of cases, which use what stands beside them."""
USED_FOR = "Used for"


def with_remarks(items: Items, header: str, plain: str) -> Items:
    """Return the items of a text, those that tell of the one in front made conditions of it."""
    if ("," not in plain and "+" not in plain) or items.versus:
        return items
    title, people = header.lower(), names_people(header)
    if not people and title not in _ONE_VALUED and not _may_tell(items.items):
        return items
    kept: list[Item] = []
    for item in items.items:
        post = people and kept[-1:] and kept[-1].text[:1].isupper() and is_a_post(item.text)
        if kept and (post or _tells(kept[-1], item, title)):
            last = kept[-1]
            said = (*last.qualifiers, item.text, *item.qualifiers)
            kept[-1] = last._replace(end=item.end, qualifiers=said)
        else:
            kept.append(item)
    if people:
        kept = [person for item in kept for person in _people(item)]
    return items if len(kept) == len(items.items) else items._replace(items=tuple(kept))


def _may_tell(items: Sequence[Item]) -> bool:
    """Say whether anything behind the first item may tell of one in front; most do not."""
    for text, *_ in items[1:]:
        first, _, behind = text.partition(" ")
        if not first[:1].isalpha() or first.lower() in _TELLING:
            return True
        if behind and behind.rpartition(" ")[2].lower() in _TELLING:
            return True
    return False


def _people(item: Item) -> Sequence[Item]:
    """Return two people for "Ida + shift lead"."""
    told = [inner for relation, inner in item.below if relation == Said.PART]
    return told if told and len(told) == len(item.below) else [item]


def _tells(front: Item, item: Item, title: str) -> bool:
    """Say whether an item behind a comma tells of the one in front of it."""
    if item.below or item.address:
        return False
    figures = _FIGURE.match(front.text) is not None
    lacking = title in _AIMS and first_word(item.text) == "no" != first_word(front.text)
    limited = item.text.endswith(" only") and front.text[:1].isupper()
    repeated = _is_repeated(item.text) and not _is_repeated(front.text) and not figures
    measured = not figures and _MEASURED.fullmatch(item.text) is not None
    told = lacking or limited or repeated or measured or title in _ONE_VALUED
    return told or (item.text[:1].islower() and is_post(front.text, item.text))


def _is_repeated(text: str) -> bool:
    return text in _PERIODIC or _REPEATED.match(text) is not None


def without_count(qualifiers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the conditions of a row without how many there are: "Sledges (5)"."""
    if not qualifiers:
        return qualifiers
    return tuple(said for said in qualifiers if not _COUNT.fullmatch(said))


def counts_in(qualifiers: tuple[str, ...]) -> tuple[str, ...]:
    """Return what ``without_count`` takes away, which is said of the row's subject alone."""
    return tuple(said for said in qualifiers if _COUNT.fullmatch(said)) if qualifiers else ()


def denies(cell: str, header: str) -> bool:
    """Say whether a cell only denies its header: "not stored" below "Stored in"."""
    if cell[:4].lower() != "not ":
        return False
    return cell[4:].strip().lower() == header.split(" ", 1)[0].lower()


def sense_of(header: str, key: str, cells: Sequence[str]) -> str:
    """Return what a header says: "Use" beside a channel's name is what that is used for.

    Args:
        header: Its words.
        key: Those of the header of the subjects.
        cells: Texts of its column.
    """
    if header not in AMBIGUOUS or first_word(key).removesuffix("s") in _CASES:
        return header
    plain = sum(cell[:1].islower() for cell in cells)
    return USED_FOR if plain * 2 > len(cells) else header
