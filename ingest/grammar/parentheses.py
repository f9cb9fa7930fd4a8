"""What stands in parentheses behind a name: examples, a condition, an abbreviation, parts."""

from __future__ import annotations

import re
from enum import Enum, auto

from ingest.grammar.appositions import DONE_WITH
from ingest.grammar.pieces import Piece
from ingest.grammar.traits import is_property
from ingest.grammar.words import FINITE, first_word, word_set, words

_CONDITIONS = word_set("conditions")
_ABBREVIATION = re.compile(r"^(?=(?:.*[A-Z]){2})[A-Z][A-Za-z&-]{0,7}s?$")
_MEASURE = re.compile(
    r"^[~≈<>≤≥=±+]?\s?[$€£]?\d[\d.,]*(?:\s?[–-]\s?\d[\d.,]*)?\s?(?:[%a-zA-Zµ×/]|$)"
)
_VERSION = re.compile(r"^v?\d+(?:\.\d+)*\+?$", re.IGNORECASE)
_PLUS = re.compile(r"(?<!\s)\s++[+＋]\s+")
_ALSO_CALLED = re.compile(
    r"^(?:also\s+(?:called|known\s+as|named|referred\s+to\s+as)|a\.?k\.?a\.?|known\s+as"
    r"|formerly|previously|originally|short\s+for)[:,]?\s+(?=\S)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„][A-Z][^\s\"“”„]{0,20}[\"”“]")
"""A name by which one goes: 'Starter ("Olga")'."""
_SEVERAL = re.compile(r",(?!\d{3}\b)|[;/]|\s(?:and|or|vs\.?)\s")
_ESTIMATING = word_set("superlatives") | {"nearly", "almost", "roughly", "mostly"}
_QUALIFYING = (
    _CONDITIONS
    | _ESTIMATING
    | {*("also", "aka", "a", "known", "formerly", "previously", "originally", "short")}
)
"""Words that make a list in parentheses something else than examples, standing in front."""
_LISTED = re.compile(r"[,;/]")
_CODE = re.compile(r"^[A-Z]\d?$")
"""A letter that stands for the name in the text that follows: "Scratch (S)"."""
_PARENTHESIS = re.compile(r"[()]")
_MADE_NAME = re.compile(r"[a-z][A-Z]|[A-Z]{2}")
"""What no ordinary word at the front of a phrase has: "MLflow", "DVC"."""
_ADJECTIVE = re.compile(
    r"\w-(?:based|native|aware|driven|free|like|only|wide|side|ready|safe|agnostic|first|level|grade"
    r"|proof|bound|intensive|friendly|optimi[sz]ed|compatible|style|oriented|specific)$"
)
_LETTERS = re.compile(r"^[A-Za-z](?:,\s?[A-Za-z])+$")
"""Parameters: "ARIMA (p, d, q)"."""
_RELATIVE = re.compile(r"^[a-z]+(?:ion|ic|u|i)al$")
"""An adjective alone: "fictional", "historical"."""
_COMPARES = re.compile(r"[≤≥<>≈]\s?\d")
_SIZE = re.compile(r"^(?:[a-z]+\s\d[\d.,–-]*|[a-z]+(?:-[a-z]+)+-\d+)$")
"""A measure behind its name ("dim 16–64"), and a place of a provider ("eu-west-1")."""
_PERSON = re.compile(r"(?:[A-Z][^\W\d_]+\s)+(?:[A-Z][^\W\d_]+|[A-Z]\.)")
_FIRST_NAME = re.compile(r"[A-Z][^\W\d_A-Z]+(?<!s)|[A-Z][a-z]*[aiou]s")
_POST = re.compile(
    r"(?:head|lead|director|chief|vp|manager|deputy)\b.*"
    r"|.*\b(?:lead|manager|engineer|officer|director|analyst|architect|scientist|chair|owner|head)",
    re.IGNORECASE,
)
_MADE_THINGS = word_set("made_things")
_STANDINGS = word_set("standings")
_ADDRESS = re.compile(r"^(?:\S+@\S+\.\w+|https?://\S+|[@#][a-z][\w-]*)$")
_SPEAKING = frozenset({"we", "they", "it", "you", "he", "she", "nobody", "see", "ask"})
"""What opens a clause: "No phones (we lost one and it was dear)"."""
_SPEAKERS = ("we ", "you ", "i ", "they ")
"""How what somebody did begins, which is no name of things."""
_DETERMINED = frozenset({"the", "our", "their", "its", "my"})
"""What opens a remark: "Caching (biggest win, nearly half)", "Nitrous (the green whistle)"."""
_MOST_WORDS = 6
_FEW = 3
_SHORT = 4


class Inner(Enum):
    """The senses of a parenthesis."""

    EXAMPLES = auto()
    NAMES = auto()
    """Other names of the thing, said to be so: "also called bucketing"."""
    CONDITION = auto()
    ALIAS = auto()
    PARTS = auto()


def trailing_parenthesis(piece: Piece) -> tuple[int, int] | None:
    """Return the half-open run of the parenthesis that closes a piece, brackets included.

    A parenthesis without a space before it belongs to the name: "predict()".
    """
    if not piece.plain.endswith(")") or not piece.top.endswith("\0"):
        return None
    opened = _opening(piece.plain)
    if opened is None or opened < 2 or not piece.plain[opened - 1].isspace():  # noqa: PLR2004
        return None
    return opened, len(piece.plain)


def surely_examples(name: str, inner: str) -> bool:
    """Say whether ``inner_kind`` of two plain names or more can be nothing but examples.

    "S3, BigQuery" behind a name in small letters or of several words, with no word in front or at
    the end that makes a condition; both texts hold ASCII words, blanks, commas and slashes only.
    """
    if ", " not in inner and " / " not in inner:
        return False
    if name[0].isdigit() or not (" " in name or name[1:].islower()):
        return False
    found = inner.lower().replace(",", "").split(" ")
    if found[0] in _QUALIFYING or found[-1] == "only" or len(found[0]) == 1:
        return False
    return DONE_WITH.match(inner) is None


def inner_kind(name: str, inner: Piece) -> Inner:
    """Say in which sense a parenthesis stands behind a name."""
    text = inner.plain.strip()
    several = bool(_SEVERAL.search(inner.top))
    if _MEASURE.match(name.strip()) or len(name.strip()) == 1:
        # "100 ms (p99)", "x (almond)": a value is qualified, it has no examples.
        return Inner.CONDITION
    short = name.strip().count(" ") < _FEW
    named = _ALSO_CALLED.match(text) or (short and _QUOTED.fullmatch(text))
    if named or is_alias(name, text):
        return Inner.NAMES if named else Inner.ALIAS
    if not several and _PLUS.search(inner.top):
        return Inner.PARTS
    qualifies = _is_condition(text, several=several) or _qualifies(name, inner, several=several)
    return Inner.CONDITION if qualifies else Inner.EXAMPLES


def _is_said_of_another(name: str) -> bool:
    """Say whether a parenthesis stands behind a property, or behind what somebody did.

    "continuous (log shipping)", "We chose the small one (need speed)".
    """
    is_word = " " not in name.strip()
    return (is_word and name.islower() and is_property(name)) or name.lower().startswith(_SPEAKERS)


def _qualifies(name: str, inner: Piece, *, several: bool) -> bool:
    """Say whether one phrase says what a thing is like or for: "MLflow (tracking)"."""
    text = inner.plain.strip()
    if _is_said_of_another(name):
        return True
    if several:
        return not _LISTED.search(inner.top) and _tells_of_made(name, text)
    if (
        is_post(name, text)
        or first_word(text) in _STANDINGS
        or any(form.search(text) for form in (_CODE, _ADJECTIVE, _RELATIVE))
    ):
        return True
    if is_property(text):
        return True
    return _tells_of_made(name, text) and len(words(text)) <= _FEW


def remarks_on(name: str, inner: str) -> bool:
    """Say whether plain words behind one proper name can only tell of it.

    "device and behaviour signals" do; "topics, partitions" may be names and "BigQuery" is one.
    """
    plain = all(word.islower() or word.isupper() for word in inner.split())
    if not plain or not inner or inner.isupper():
        return False
    if not _MADE_THINGS.isdisjoint(word.removesuffix("s") for word in words(name)[-1:]):
        # "Brokers (message queues)": the name is a kind of things itself.
        return False
    phrases = _SEVERAL.split(inner)
    return len(phrases) == 1 or any(" " in phrase.strip() for phrase in phrases)


def is_a_post(text: str) -> bool:
    """Say whether a phrase in small letters is a person's post: "shift lead", "head of looms"."""
    return text[:1].islower() and _POST.fullmatch(text) is not None


def is_post(name: str, text: str) -> bool:
    """Say whether a person's post stands behind a name: "Ada Byron (Head of Looms)".

    One name alone is a person's before a post in small letters: "Ada (lead)".
    """
    name = name.strip()
    if not name[:1].isupper():
        return False
    person = _PERSON.fullmatch(name) or (text[:1].islower() and _FIRST_NAME.fullmatch(name))
    return bool(person) and _POST.fullmatch(text) is not None


def _tells_of_made(name: str, text: str) -> bool:
    """Say whether plain words stand behind a made name: "MLflow (tracking and registry)"."""
    return bool(_MADE_NAME.search(name)) and text == text.lower() and not text.isdigit()


def other_names(inner: Piece) -> Piece:
    """Return the names behind "also called" and the like; the whole piece without such words."""
    said = _ALSO_CALLED.match(inner.plain)
    return inner.cut(said.end(), len(inner.plain)) if said else inner


def is_alias(name: str, inner: str) -> bool:
    """Say whether one of the two abbreviates the other.

    "Learning to rank (LTR)" and "LTR (learning to rank)" by initials. Behind two or more words an
    abbreviation that shares an initial with them counts as well: "Ranking model (LTR)".
    """
    if _ABBREVIATION.match(inner):
        letters = re.sub(r"[&-]", "", inner.rstrip("s")).lower()
        initials = _initials(name)
        if _spells(letters, name):
            return True
        return len(initials) > 1 and len(letters) <= _SHORT and initials[0] in letters
    name = name.strip()
    return bool(_ABBREVIATION.match(name)) and _spells(name.rstrip("s").lower(), inner)


def _initials(text: str) -> str:
    return "".join(part[0].lower() for part in re.findall(r"[^\W_]+", text))


def _spells(letters: str, text: str) -> bool:
    """Say whether the initials of the text's words hold the letters in order, first word first."""
    initials = _initials(text)
    if len(initials) < 2 or initials[0] != letters[0]:  # noqa: PLR2004
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _is_condition(text: str, *, several: bool) -> bool:
    found = words(text)
    if not found:
        return False
    remarks = found[0] in _ESTIMATING or found[0] in _SPEAKING
    remarks = remarks or (found[0] in _DETERMINED and "," not in text)
    if remarks or first_word(text) in _CONDITIONS or found[-1] == "only":
        return True
    if any(
        form.search(text) for form in (_VERSION, _COMPARES, DONE_WITH, _ADDRESS, _SIZE, _LETTERS)
    ):
        return True
    if several:
        return text[0] in "$€£~<>≈≤≥" and bool(_MEASURE.match(text))
    long = len(found) > _MOST_WORDS or any(word in FINITE for word in found)
    return long or bool(_MEASURE.match(text))


def _opening(plain: str) -> int | None:
    depth = 0
    for match in reversed(list(_PARENTHESIS.finditer(plain))):
        depth += 1 if match.group() == ")" else -1
        if depth == 0:
            return match.start()
    return None
