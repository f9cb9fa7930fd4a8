"""One-byte code pages, seen from the damage that they do to UTF-8.

A text in UTF-8 that is decoded as such a page turns each multi-byte character into two to four
characters of the page: one that stands for a lead byte, then those of continuation bytes
(RFC 3629, section 3). Bytes that the page leaves undefined come out as C1 controls (as in the
WHATWG Encoding Standard), are dropped, or become U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

REPLACEMENT = "�"
_LEADS = range(0xC2, 0xF5)
_LEADS_OF_TWO = range(0xC2, 0xE0)
_LEADS_OF_THREE = range(0xE0, 0xF0)
_SYMBOL_LEADS = frozenset({0xE2, 0xEF, 0xF0})
"""Leads of arrows, punctuation and drawing, of variation selectors, and of emoji."""
_LATIN_1_LEADS = frozenset({0xC2, 0xC3})
_MAC_SYMBOL_LEADS = range(0xC2, 0xC6)
"""In Mac Roman these are ¬, √, ƒ and ≈; those above are letters, quotes and dashes."""
_APPLE = "\uf8ff"
"""What Mac Roman has for byte F0; a private character that text damaged twice goes through."""
_EMOJI = (0xF0, 0x9F)
"""The bytes that begin U+1F000 to U+1FFFF."""
_TWO, _THREE, _FOUR = 2, 3, 4
_CONTINUATIONS = range(0x80, 0xC0)
_PAGES = ("cp1252", "cp1254", "latin-1", "cp1250", "cp1251", "mac-roman")

_BOX = "─│┌┐└┘├┤┬┴┼"
EVERYDAY = frozenset(
    "←↑→↓↔⇐⇒⇔‘’“”„–—…•·§°€£×÷≤≥≠≈±∞√∑✓✔✗✘✅❌❓❗❤⭐★☆☐☑☒▶►▼◀◄■□●○➜➡⬅⬆⬇⚠⚙⚡™®©" + _BOX + "\ufe0f"
)
"""Characters common in technical writing: the only readings of a sequence that lost a byte.

Where exactly one of them fits, it is taken ("â†" without its last byte is the plain arrow ←,
not ↝ or ↞); otherwise the loss is reported.
"""


@dataclass(frozen=True, slots=True)
class CodePage:
    """One page: what byte a character stands for, and which bytes it leaves undefined."""

    name: str
    bytes_of: dict[str, int] = field(repr=False)
    undefined: tuple[int, ...]
    letters_continue: bool
    """Whether letters of the page's own languages stand for continuation bytes, so that plain
    words can look like damage ("SZKÓŁ" in cp1250)."""


def _page(name: str) -> CodePage:
    bytes_of: dict[str, int] = {}
    undefined: list[int] = []
    for byte in range(0x80, 0x100):
        try:
            bytes_of[bytes([byte]).decode(name)] = byte
        except UnicodeDecodeError:
            undefined.append(byte)
            bytes_of[chr(byte)] = byte
    return CodePage(name, bytes_of, tuple(undefined), name in {"cp1250", "cp1251", "mac-roman"})


PAGES = tuple(_page(name) for name in _PAGES)
"""In the order in which ties are decided."""


def _pairs(page: CodePage) -> str:
    leads = "".join(char for char, byte in page.bytes_of.items() if byte in _LEADS)
    behind = "".join(char for char, byte in page.bytes_of.items() if byte in _CONTINUATIONS)
    return f"[{re.escape(leads)}][{re.escape(behind)}{REPLACEMENT}]"


SUSPICIOUS = re.compile("|".join(map(_pairs, PAGES)))
"""How every damaged sequence begins; a text without it is sound."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a run of non-ASCII characters as one page explains it."""

    before: str
    after: str
    """The character that the bytes spell; equal to ``before`` where they spell none."""
    weight: int
    """How surely the stretch is damage: 0 could be plain text, 2 and more hardly can."""
    damaged: bool
    """Whether it is a UTF-8 sequence, whole or with one byte lost."""
    short: bool = False
    """Whether a byte of it was lost."""

    @property
    def lost(self) -> bool:
        """Whether it is damaged and cannot be mended."""
        return self.damaged and self.before == self.after

    @property
    def sure(self) -> bool:
        """Whether no sound text holds such a sequence."""
        return self.weight > 1 and len(self.before) >= _THREE


def explain(run: str, page: CodePage) -> list[Piece]:
    """Cut a run of non-ASCII characters into sequences of the page and whatever else there is."""
    if page.bytes_of.keys().isdisjoint(run):
        return [Piece(run, run, 0, damaged=False)]
    pieces: list[Piece] = []
    at = 0
    while at < len(run):
        length = _length(page.bytes_of.get(run[at], 0))
        end = at + 1
        while end < min(len(run), at + length) and _continues(run[end], page):
            end += 1
        piece = _read(run[at:end], length, page) if end - at > 1 else None
        if piece is None:
            pieces.append(Piece(run[at], run[at], 0, damaged=False))
            at += 1
        else:
            pieces.append(piece)
            at = end
    return pieces


def _length(lead: int) -> int:
    if lead not in _LEADS:
        return 1
    return _TWO if lead in _LEADS_OF_TWO else _THREE if lead in _LEADS_OF_THREE else _FOUR


def _continues(character: str, page: CodePage) -> bool:
    return character == REPLACEMENT or page.bytes_of.get(character, 0) in _CONTINUATIONS


def _read(sequence: str, length: int, page: CodePage) -> Piece | None:
    """Read lead and continuations as one character, whole or with one byte lost."""
    if REPLACEMENT not in sequence and len(sequence) == length:
        character = _character([page.bytes_of[c] for c in sequence])
        if character is None:
            return None
        return Piece(sequence, character, _weight(sequence, page), damaged=True)
    if length == _TWO or len(sequence) - (REPLACEMENT in sequence) < length - 1:
        return _lost(sequence, page)
    readings = sorted(_readings(sequence, page))
    if len(readings) == 1:
        return Piece(sequence, readings[0], 2, damaged=True, short=True)
    return _lost(sequence, page)


def _lost(sequence: str, page: CodePage) -> Piece | None:
    lead = page.bytes_of[sequence[0]]
    if lead in _LEADS_OF_TWO or (lead not in _SYMBOL_LEADS and REPLACEMENT not in sequence):
        return None
    emoji = lead == _EMOJI[0] and page.bytes_of.get(sequence[1]) == _EMOJI[1]
    return Piece(sequence, sequence, 2 if emoji else 0, damaged=True, short=True)


def _readings(sequence: str, page: CodePage) -> set[str]:
    """Everyday characters that the sequence spells with one undefined byte put back."""
    holes = (
        [sequence.index(REPLACEMENT)] if REPLACEMENT in sequence else range(1, len(sequence) + 1)
    )
    known = [page.bytes_of[c] for c in sequence if c != REPLACEMENT]
    spelled = (
        _character([*known[:hole], byte, *known[hole:]])
        for hole in holes
        for byte in page.undefined
    )
    return {character for character in spelled if character in EVERYDAY}


def _character(values: list[int]) -> str | None:
    """Decode one UTF-8 sequence; None where it is malformed or names no assigned character."""
    try:
        character = bytes(values).decode("utf-8")
    except UnicodeDecodeError:
        return None
    assigned = len(character) == 1 and (
        character == _APPLE or unicodedata.category(character) not in {"Cn", "Co", "Cs"}
    )
    return character if assigned else None


def _weight(sequence: str, page: CodePage) -> int:
    """Weigh a whole sequence: could these characters stand side by side in a plain text?"""
    lead = page.bytes_of[sequence[0]]
    if len(sequence) == _FOUR:
        return 3
    kinds = [_kind(c) for c in sequence[1:]]
    if len(sequence) == _THREE:
        if lead in _SYMBOL_LEADS:
            return 1 if page.letters_continue and set(kinds) == {"letter"} else 2
        odd = {"symbol"} if page.letters_continue else {"symbol", "letter"}
        return 2 if odd & set(kinds) else 0
    return _weight_of_pair(sequence, lead, kinds[0], page)


def _weight_of_pair(sequence: str, lead: int, kind: str, page: CodePage) -> int:
    if page.name == "mac-roman":
        if lead not in _MAC_SYMBOL_LEADS:
            return 0
        return 1 if unicodedata.category(sequence[1]) == "Sm" or sequence[1] in "πΩ" else 2
    if kind == "symbol":
        return 2
    if kind == "letter":
        return 0 if page.letters_continue else 2
    return 1 if lead in _LATIN_1_LEADS and kind != "quote" and not page.letters_continue else 0


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if character in "«»‹›“”‘’„‚":
        return "quote"
    if category[0] == "L" and character not in "µªº":
        return "letter"
    if category[0] in "PZ" or character in "¹²³":
        return "mark"
    return "symbol"
