"""Whether the commas of a text make a list, and where its examples begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.appositions import goes_on
from ingest.grammar.pieces import Piece
from ingest.grammar.words import ARTICLES, FINITE, PRONOUNS, first_word, is_name, word_set, words

_COMMA = re.compile(r"(?<!\d),(?=\S)|,(?!\d)|[;；，、]")
_AND = re.compile(r"^(?:[Aa]nd|[Oo]r|[Uu]nd|y|et|[Pp]lus|&)\s+")
_LAST_AND = re.compile(r"(?<!\s)\s++(?:and|or)\s+")
_AND_SO_ON = re.compile(
    r"^(?:etc\.?|and so on|and more|and others|(?-i:and|or)|\.{3}|…)\.?$", re.IGNORECASE
)
_JOINS_ON = re.compile(r"[,;]\s*(?:and|or)$")
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9)\0][.!])\s++(?=[A-Z])")
_EXAMPLES = re.compile(
    r"(?:^|(?<=\s)|,\s*)(?:e\.\s?g\.|eg\.|for example|for instance"
    r"|such as|including|incl\.)\s*[,:]?\s*",
    re.IGNORECASE,
)
SIDES = re.compile(r"(?<!\s)\s++(?:vs\.?|versus|v\.s\.|⟷|↔)\s+", re.IGNORECASE)
LABEL = re.compile(r"^([^:?]{1,60}):\s+(?=\S)")
_PARENTHESIS = re.compile(r"\s\([^()]*\)")
_PROTECTED = re.compile(r"\0+")
_SEMICOLON = re.compile(r";")
_SLASH = re.compile(r"/")
_ALTERNATIVE = re.compile(r"(?<=\s)/(?=\s)")
_BAR = re.compile(r"(?<=\s)\|{1,2}(?=\s)")
_CONTINUATIONS = word_set("continuations")
_IMPERATIVES = word_set("imperatives")
_VERBS = word_set("verbs")
_DESCRIBING = word_set("describing")
_COLLECTIVE = word_set("collective")
_NO_OBJECT = frozenset({"per", "of", "and", "or", "vs"})
_MOST_WORDS = 8
_SHORT = 3
_MOST_BARRED = 5
_MOST_SIDES = 6


def opposes(text: str) -> bool:
    """Say whether a text can hold an opposition at all; most cannot."""
    low = text.casefold()
    return "vs" in low or "versus" in low or "v.s" in low or "⟷" in low or "↔" in low


def is_question(piece: Piece) -> bool:
    """Say whether a piece ends as a question."""
    return piece.plain.endswith("?") and any(map(str.isalnum, piece.plain))


def is_sentence(text: str) -> bool:
    """Say whether a text is a clause or several rather than a name or a list of names."""
    found = words(text)
    stopped = "." in text or "!" in text
    if not found or (stopped and _NEXT_SENTENCE.search(text)):
        return True
    if not FINITE.isdisjoint(found[1:]):
        return True
    # "no transformations, no UI" lists what there is not.
    opening = found[0]
    if opening in PRONOUNS and not (opening == "no" and _lists_lacks(text)):
        # "one column per value" names what there is one of.
        return opening != "one"
    if not stopped:
        return False
    closed = text.rstrip().endswith((".", "!")) and not text.rstrip().endswith(("etc.", "..."))
    return closed and len(found) > _SHORT and not _lists_names(text)


def _lists_lacks(text: str) -> bool:
    pieces = _COMMA.split(text)
    return len(pieces) > 1 and all(0 < len(words(part)) <= _SHORT for part in pieces)


def _lists_names(text: str) -> bool:
    """Say whether a closed text only lists short names: "Java, Go, Python and Rust."."""
    if "(" in text:
        text = _PARENTHESIS.sub("", text)
    pieces = [_AND.sub("", part.strip()) for part in _COMMA.split(text.rstrip(". !"))]
    pieces += _LAST_AND.split(pieces.pop())
    if all(does_something(words(part)) for part in pieces):
        return False
    if len(pieces) <= 1 or not all(0 < len(words(part)) <= _SHORT for part in pieces):
        return False
    if any(first_word(part) in _CONTINUATIONS for part in pieces):
        return False
    return len(pieces) >= _SHORT or all(part[:1].isupper() for part in pieces)


def does_something(found: tuple[str, ...]) -> bool:
    """Say whether words read as a verb with its object: "terminates TLS", "checks tokens"."""
    return len(found) > 1 and found[0].endswith("s") and not found[0].endswith(("ss", "us", "is"))


def comma_pieces(piece: Piece, *, conjunctions: bool) -> list[Piece]:
    """Cut a list at its commas and semicolons; a text that is no list comes back whole."""
    if not conjunctions and not _COMMA.search(piece.top):
        return [piece]
    pieces = [part for part in piece.split(_COMMA) if not _AND_SO_ON.match(part.plain)]
    if len(pieces) == 1 and not conjunctions:
        # "Kafka, etc." is a list of one.
        # "a test fails, or" is one item of a list that goes on below.
        alone = len(words(pieces[0].plain)) <= _SHORT or _JOINS_ON.search(piece.top)
        return pieces if alone else [piece]
    if not pieces or not _reads_as_list(piece, pieces):
        return [piece]
    return _without_and(pieces)


def labelled_pieces(piece: Piece) -> list[Piece]:
    """Cut "Batch: a, b; Stream: c" at its semicolons, where commas belong to the labels."""
    label = LABEL.match(piece.top) if ":" in piece.top else None
    if not label or not is_name(label.group(1), 4):
        return []
    groups = piece.split(_SEMICOLON)
    if len(groups) > 1:
        return groups
    return [piece] if piece.top.count(":") == 1 else []


def slashed_pieces(piece: Piece) -> list[Piece]:
    """Cut "a / b" and "one/two"; what is no list of words comes back whole."""
    if "/" not in piece.top:
        return [piece]
    spaced = piece.split(_ALTERNATIVE)
    if len(spaced) > 1:
        return spaced
    parts = piece.split(_SLASH)
    # "A/B", "I/O" and "24/7" are one name.
    if all(len(part.plain) > 2 and not part.plain.isdigit() for part in parts):  # noqa: PLR2004
        return parts
    return [piece]


def barred_pieces(piece: Piece) -> list[Piece]:
    """Cut "memory | disk" at its bars where short names stand between them."""
    if "|" not in piece.top:
        return [piece]
    parts = piece.split(_BAR)
    return parts if all(is_name(part.plain, _MOST_BARRED) for part in parts) else [piece]


def opposed_pieces(piece: Piece) -> list[Piece]:
    """Return the sides of a short opposition, "a vs b"; nothing where the piece is none."""
    if not opposes(piece.top):
        return []
    sides = piece.split(SIDES)
    if not 1 < len(sides) <= _MOST_SIDES:
        return []
    short = all(is_name(bare(side), 6) for side in sides)
    return sides if short and not piece.plain.endswith("?") else []


def bare(piece: Piece) -> str:
    """Return a piece without what is protected in it, or whole where all of it is."""
    return piece.top.replace("\0", " ") if piece.top.strip("\0 ") else piece.plain


def example_tail(piece: Piece) -> tuple[Piece, Piece | None]:
    """Split "stores, e.g. a, b" into what stands before and the examples behind."""
    low = piece.top.lower()
    match = _EXAMPLES.search(piece.top) if _may_announce(low) else None
    if match is None or match.end() == len(piece.plain):
        return piece, None
    head, tail = piece.cut(0, match.start()), piece.cut(match.end(), len(piece.plain))
    if is_sentence(head.plain) and head.plain:
        return piece, None
    if len(words(head.plain)) > _MOST_WORDS or not _reads_as_list(tail, tail.split(_COMMA)):
        return piece, None
    return head, tail


def _may_announce(low: str) -> bool:
    return "e." in low or "eg." in low or "for " in low or "such " in low or "incl" in low


def _reads_as_list(whole: Piece, pieces: list[Piece]) -> bool:
    if _NEXT_SENTENCE.search(whole.top) or not pieces:
        return False
    opening = first_word(pieces[0].top)
    # "one column per value" names what there is one of.
    if opening in PRONOUNS and opening != "one" and not _denies(opening, pieces):
        return False
    tops = [part.top for part in pieces]
    if lists_objects(tops) or goes_on(tops) or shares_noun(tops):
        return False
    longest = max(len(words(part.top)) for part in pieces)
    ends = [*pieces[:-1], *pieces[-1].split(_LAST_AND)]
    closed = whole.plain.endswith((".", "!")) and not _ends_as_list(pieces)
    if closed and max(len(words(part.top)) for part in ends) > _SHORT:
        return False
    return longest <= _MOST_WORDS and all(
        _can_be_item(part, first=not n) for n, part in enumerate(pieces)
    )


def _ends_as_list(pieces: Sequence[Piece]) -> bool:
    """Say whether three things with their articles end in "or": "a query, a full disk, or X"."""
    if len(pieces) < _SHORT or not _AND.match(pieces[-1].top):
        return False
    return all(first_word(piece.top) in ARTICLES for piece in pieces[:-1])


def _denies(opening: str, pieces: Sequence[Piece]) -> bool:
    """Say whether short phrases say what there is not: "no transformations, no UI"."""
    return opening == "no" and all(0 < len(words(part.top)) <= _SHORT for part in pieces)


def lists_objects(pieces: Sequence[str]) -> bool:
    """Say whether commas list the objects of one verb: "works with Go, Rust".

    "Delete old logs, extend the volume" does one thing and then another.
    """
    first = pieces[0]
    if len(pieces) < 2 or not _acts(_unmasked(first) if "\0" in first else words(first)):  # noqa: PLR2004
        return False
    return not all(_does(_unmasked(_AND.sub("", part))) for part in pieces[1:])


def _unmasked(piece: str) -> tuple[str, ...]:
    """Return the words of a piece, one for each thing that is protected in it."""
    return words(_PROTECTED.sub("x", piece))


def shares_noun(pieces: Sequence[str]) -> bool:
    """Say whether pieces stand before one noun: "mixed text, audio and image files".

    A collective word opens the first, single words follow, and the last has the plural noun.
    """
    opening = words(pieces[0])[-2:]
    if not opening or opening[0] not in _COLLECTIVE or len(pieces) < 2:  # noqa: PLR2004
        return False
    names = [*pieces[:-1], *_LAST_AND.split(pieces[-1])]
    last = words(_AND.sub("", names[-1]))
    between = all(len(words(name)) == 1 for name in names[1:-1])
    return between and len(last) == 2 and last[1].endswith("s")  # noqa: PLR2004


def _acts(found: tuple[str, ...]) -> bool:
    if len(found) < 2 or found[1] in _NO_OBJECT:  # noqa: PLR2004
        return False
    return found[0] in _IMPERATIVES or (found[0].endswith("s") and found[0][:-1] in _VERBS)


def _does(found: tuple[str, ...]) -> bool:
    if len(found) < 2:  # noqa: PLR2004
        return False
    return _acts(found) or found[0] in _VERBS | _DESCRIBING or found[1] in ARTICLES


def _can_be_item(piece: Piece, *, first: bool) -> bool:
    text = _AND.sub("", piece.top)
    found = words(text)
    if not found:
        return bool(text)
    if not FINITE.isdisjoint(found[1:]):
        return False
    # "AND, OR, NOT" are names of operators.
    return first or found[0] not in _CONTINUATIONS or (len(found) == 1 and text.isupper())


def _without_and(pieces: list[Piece]) -> list[Piece]:
    last = pieces[-1]
    opening = _AND.match(last.top)
    if opening:
        return [*pieces[:-1], last.cut(opening.end(), len(last.plain))]
    halves = last.split(_LAST_AND)
    earlier = any(_LAST_AND.search(part.top) for part in pieces[:-1])
    if len(halves) == 2 and not earlier:  # noqa: PLR2004
        return [*pieces[:-1], *halves]
    return pieces
