"""Names: when two wordings name one thing, and the slug of an id.

``key`` folds what spelling varies without changing the thing: case, plural of the last word,
"&" and "and", hyphen, space and joined writing ("Real-time", "real time", "Realtime"), outer
punctuation. It keeps what does change the thing: digits, decimal points, signs, currency and
mathematical symbols ("C++" is not "C", "GPU $" is not "GPU", "-1" is not "1").
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST_NAME = 200
"""Characters; a longer wording is shortened to a name and kept whole as the node's text."""
LONGEST_SLUG = 60
"""Characters of a slug before its hash; keeps ids usable in addresses."""

_CACHE = 1 << 16
LONGEST_REMEMBERED = 4 * LONGEST_NAME
"""Characters of a wording whose parts are kept for the next time that it comes."""
_KEPT_SYMBOLS = frozenset("%#")
_INSIDE_NUMBERS = frozenset(".,:/")
_APOSTROPHES = frozenset("'’ʼ")
_MARKS_OF_TRADE = str.maketrans("", "", "™®©℠")
_SYMBOL_WORDS = {"+": "plus", "#": "sharp", "%": "percent", "$": "usd", "€": "eur", "£": "gbp"}
_FLAG = re.compile(r"-{1,2}[A-Za-z]")
_CAPITALS_PLURAL = re.compile(r"[A-Z0-9]{2,}s")
_SPELLED_OUT = re.compile(r"(?P<short>[A-Za-z][A-Za-z0-9&/.-]{1,9})\s*\((?P<name>[^()]+)\)")
_SHORT_FORM = re.compile(r"(?P<name>[^()]+?)\s*\((?P<short>[A-Za-z][A-Za-z0-9&/.-]{1,9})\)")

# English plurals that the endings below get wrong.
_IRREGULAR = {
    "aliases": "alias", "analyses": "analysis", "axes": "axis", "biases": "bias",
    "buses": "bus", "caches": "cache", "children": "child", "cookies": "cookie",
    "criteria": "criterion", "hypotheses": "hypothesis", "indices": "index", "lenses": "lens",
    "matrices": "matrix", "movies": "movie", "people": "person",
    "phenomena": "phenomenon", "statuses": "status", "vertices": "vertex", "viruses": "virus",
}  # fmt: skip
# Words that end like a plural and are none.
_UNCOUNTED = (
    "alias always atlas aws bias canvas dns gas has https ios jenkins keras kubernetes lens news "
    "os pandas perhaps postgres sales sas series species this was"
)
_NO_PLURAL = frozenset(_UNCOUNTED.split())
_PLURAL_ICS = frozenset(("basics", "characteristics", "heuristics", "metrics", "topics"))


@dataclass(frozen=True, slots=True)
class Name:
    """A wording, taken apart."""

    text: str
    """The name itself: "Ranking model" of "Ranking model (LTR)"."""
    short: str = ""
    """The abbreviation in parentheses, empty without one."""

    @property
    def key(self) -> str:
        """The key of the name without its abbreviation."""
        return key(self.text)


@lru_cache(maxsize=_CACHE)
def read_name(wording: str) -> Name:
    """Take a wording and its abbreviation apart, whichever of them stands in parentheses.

    >>> read_name("Ranking model (LTR)")
    Name(text='Ranking model', short='LTR')
    >>> read_name("CDC (change data capture)")
    Name(text='change data capture', short='CDC')
    """
    wording = " ".join(wording.split())
    found = _SHORT_FORM.fullmatch(wording)
    if found and is_abbreviation(found["short"]):
        return Name(found["name"].strip(), found["short"])
    spelled = _SPELLED_OUT.fullmatch(wording)
    if spelled and is_abbreviation(spelled["short"]) and spells(spelled["short"], spelled["name"]):
        return Name(spelled["name"].strip(), spelled["short"])
    return Name(wording)


def spells(short: str, name: str) -> bool:
    """Whether the initials of a name hold the letters of an abbreviation in order."""
    initials = [word[0].casefold() for word in re.findall(r"[^\W_]+", name)]
    letters = [letter.casefold() for letter in short.removesuffix("s") if letter.isalnum()]
    if len(initials) < 2 or not letters or initials[0] != letters[0]:  # noqa: PLR2004
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def is_abbreviation(text: str) -> bool:
    """Whether a word is written as an abbreviation: two capitals or more, at least half of it."""
    capitals = sum(letter.isupper() for letter in text)
    letters = sum(letter.isalpha() for letter in text)
    return capitals >= 2 and capitals * 2 >= letters and " " not in text  # noqa: PLR2004


def words(text: str) -> tuple[str, ...]:
    """Return the case-folded words of a wording, the last one in the singular."""
    return _remembered_words(text) if len(text) <= LONGEST_REMEMBERED else _folded(text)


def _folded(text: str) -> tuple[str, ...]:
    return _words(text, to_singular=True)


def _words(text: str, *, to_singular: bool) -> tuple[str, ...]:
    raw = _spaced(unicodedata.normalize("NFKC", text.translate(_MARKS_OF_TRADE))).split()
    folded = [word.casefold() for word in raw]
    if raw and to_singular:
        folded[-1] = singular(raw[-1])
    return tuple(folded)


_remembered_words = lru_cache(maxsize=_CACHE)(_folded)


def key(text: str) -> str:
    """Return what all wordings of one thing share; empty only for a text of white space.

    A command-line flag and a single character keep their case, a text of punctuation or
    pictures alone stands for itself.
    """
    return _remembered_key(text) if len(text) <= LONGEST_REMEMBERED else _key(text)


def _key(text: str) -> str:
    text = text.strip()
    if _FLAG.match(text) or len(text) == 1:
        return text
    if text.endswith("/") and " " not in text:
        # A folder "gateway/" is not the thing "Gateway".
        return f"{_joined(words(text))}/"
    return _joined(words(text)) or " ".join(text.split())


_remembered_key = lru_cache(maxsize=_CACHE)(_key)


def singular(word: str) -> str:
    """Return the case-folded singular of an English noun, by its ending.

    The capitals of an abbreviation are looked at: "GPUs" has a plural, "bus" has none.
    """
    if _CAPITALS_PLURAL.fullmatch(word):
        return word[:-1].casefold()
    folded = word.casefold()
    if folded in _IRREGULAR:
        return _IRREGULAR[folded]
    if len(folded) <= 3 or not folded.endswith("s") or folded in _NO_PLURAL:  # noqa: PLR2004
        return folded
    return _without_ending(folded)


def _without_ending(word: str) -> str:
    if word.endswith(("ss", "us", "is")) or (word.endswith("ics") and word not in _PLURAL_ICS):
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


def slug(name: str, *, proper: bool = False) -> str:
    """Return the ASCII slug of a name; a hash follows where ASCII cannot hold the name whole.

    The last word is put into the singular, save in a proper name.
    """
    spelled = _words(name, to_singular=False) if proper else words(name)
    parts = [_ascii(word) for word in spelled]
    plain = "-".join(part for part in parts if part)
    whole = _joined(tuple("".join(_SYMBOL_WORDS.get(c, c) for c in w) for w in spelled))
    if plain and len(plain) <= LONGEST_SLUG and plain.replace("-", "") == _unpointed(whole):
        return plain
    cut = plain[:LONGEST_SLUG].rstrip("-")
    return "-".join(part for part in (cut, digest(key(name))) if part)


def digest(text: str, length: int = 8) -> str:
    """Return the first hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def shorten(text: str, limit: int = LONGEST_NAME) -> str:
    """Cut a text at a word so that it has at most ``limit`` characters, "…" included."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(",;:") + "…"


def _joined(parts: tuple[str, ...]) -> str:
    """Join words without spaces, save between two digits: "3 5" is not "35"."""
    joined = ""
    for part in parts:
        apart = joined[-1:].isdigit() and part[:1].isdigit()
        joined += ("_" if apart else "") + part
    return joined


def _unpointed(joined: str) -> str:
    """Without what stands between digits, which a slug writes as a hyphen."""
    return re.sub(r"[_.,:/]", "", joined)


def _ascii(word: str) -> str:
    spelled = "".join(f"-{_SYMBOL_WORDS[c]}-" if c in _SYMBOL_WORDS else c for c in word)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _spaced(text: str) -> str:
    """Put a space for each character that no name depends on, "and" for "&"."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text
    out: list[str] = []
    last = len(text) - 1
    for at, char in enumerate(text):
        before = text[at - 1] if at else " "
        after = text[at + 1] if at < last else " "
        out.append(_kept(char, before, after))
    return "".join(out)


def _kept(char: str, before: str, after: str) -> str:
    category = unicodedata.category(char)
    if char.isalnum() or category[0] == "M" or category in {"Sm", "Sc"} or char in _KEPT_SYMBOLS:
        return char
    if char == "&":
        return " and "
    if char in _APOSTROPHES:
        return "" if before.isalpha() and after.isalpha() else " "
    inside_number = char in _INSIDE_NUMBERS and before.isdigit() and after.isdigit()
    sign = char in "-−" and after.isdigit() and not before.isalnum()
    return char if inside_number or sign else " "
