"""Bytes of a Markdown file to text, with every mended or lost character reported.

UTF-8 (with or without a byte order mark) comes out as it went in, unless it bears the marks of
encoding damage, which ``ingest.encoding.mending`` undoes. UTF-16 is read where it has a byte order
mark.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from ingest.document import Repair
from ingest.encoding.mending import mend, without_ascii
from ingest.errors import NotText

LINE_END = re.compile(r"\r\n|\n|\r")
"""What ends a line, here and in the parser (CommonMark 0.31, section 2.1): not NEL, not U+2028."""

_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MOST_NULS = 0.002
_MOST_UNDECODABLE = 0.01
"""Shares of the bytes above which a file is no text; chance reaches neither in a written text."""

_STRAY = re.compile(r"[\udc80-\udcff]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LOSS = re.compile("[\0�]+")
_WINDOWS = ("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and what was mended in it, in the order of the text."""

    text: str
    repairs: tuple[Repair, ...] = ()


def decode(data: bytes, name: str = "The file") -> Decoded:
    """Decode a file's bytes and undo encoding damage.

    A stray byte that all Windows code pages read alike (curly quotes, dashes) is read so; another,
    and every NUL, becomes U+FFFD and is reported as lost. The number of lines never changes.

    Args:
        data: the stored bytes.
        name: what a message calls the file.

    Raises:
        NotText: the bytes are not those of a text.
    """
    text = _characters(data, name)
    repairs: list[Repair] = []
    if not text.isascii() or "\0" in text:
        line_of = _line_counter(text)
        if _SURROGATE.search(without_ascii(text)):
            text = _read_stray_bytes(text, line_of, repairs)
        text, mended = mend(text, line_of)
        repairs += mended
        if "�" in text or "\0" in text:
            repairs += [
                Repair(line_of(loss.start()), loss[0], loss[0], "unknown", lost=True)
                for loss in _LOSS.finditer(text)
            ]
            text = text.replace("\0", "�")
    return Decoded(text, tuple(sorted(repairs, key=lambda repair: (repair.line, repair.lost))))


def split_lines(text: str) -> tuple[str, ...]:
    """Split text into its lines without their ends; a last line end opens no further line."""
    lines = LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    return tuple(lines)


def _characters(data: bytes, name: str) -> str:
    """Decode; bytes that are not UTF-8 come out as lone surrogates (PEP 383)."""
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise NotText(
                    f"{name} begins as UTF-16 but is not; save it again as UTF-8."
                ) from error
    if data.count(0) > len(data) * _MOST_NULS:
        raise NotText(f"{name} is binary, not text; give a Markdown file saved as UTF-8.")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "surrogateescape")
        stray = sum(len(run[0]) for run in _STRAY.finditer(text))
        if stray > max(1, len(data) * _MOST_UNDECODABLE):
            raise NotText(f"{name} is not UTF-8 text; save it again as UTF-8.") from error
        return text


def _line_counter(text: str) -> Callable[[int], int]:
    ends: list[int] = []

    def line_of(position: int) -> int:
        if not ends:
            ends.extend(end.end() for end in LINE_END.finditer(text))
            ends.append(len(text) + 1)
        return bisect_right(ends, position) + 1

    return line_of


def _shared_bytes() -> dict[str, str]:
    """The bytes that every Windows code page of Europe decodes to the same character."""
    shared: dict[str, str] = {}
    for byte in range(0x80, 0x100):
        found = {bytes([byte]).decode(page, "replace") for page in _WINDOWS}
        if len(found) == 1 and (character := found.pop()) != "�":
            shared[chr(0xDC00 + byte)] = character
    return shared


_SHARED = _shared_bytes()


def _read_stray_bytes(text: str, line_of: Callable[[int], int], repairs: list[Repair]) -> str:
    def read(stray: re.Match[str]) -> str:
        after = "".join(_SHARED.get(character, "�") for character in stray[0])
        before = "".join(f"\\x{ord(character) - 0xDC00:02x}" for character in stray[0])
        if "�" not in after:
            repairs.append(Repair(line_of(stray.start()), before, after, "cp1252"))
        return after

    return _STRAY.sub(read, text)
