"""The values of reading as bytes, and back.

Compressed JSON: a dataclass or named tuple is a list of its class's number and its fields, a plain
tuple a list that begins with ``_TUPLE``, a member of an enumeration a list of its class's number
and its value. Nothing is executed on the way back, whatever the bytes hold.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, cast

from ingest import document, facts
from ingest.facts import Reading

_TUPLE = -1
_LEVEL = 1
"""Of zlib: the quickest, since the bytes are kept on the same machine."""


class Undecodable(ValueError):
    """The bytes are not those of a reading."""


def _classes() -> list[type[Any]]:
    found = [
        cast("type[Any]", member)
        for module in (document, facts)
        for member in vars(module).values()
        if isinstance(member, type)
        and member.__module__ == module.__name__
        and (is_dataclass(member) or issubclass(member, (tuple, Enum)))
    ]
    return sorted(found, key=lambda cls: cls.__name__)


_CLASSES = _classes()
_NUMBERS = {cls: number for number, cls in enumerate(_CLASSES)}
_FIELDS: dict[type[Any], tuple[str, ...]] = {
    cls: tuple(field.name for field in fields(cls)) if is_dataclass(cls) else cls._fields
    for cls in _CLASSES
    if not issubclass(cls, Enum)
}


def to_bytes(reading: Reading) -> bytes:
    """Return a reading as bytes; equal readings give equal bytes."""
    plain = json.dumps(_pack(reading), ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(plain.encode("ascii"), _LEVEL)


def from_bytes(data: bytes) -> Reading:
    """Return the reading that ``to_bytes`` was given; raises ``Undecodable`` for other bytes."""
    try:
        value = _unpack(json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, TypeError, IndexError, KeyError, RecursionError) as error:
        raise Undecodable(f"not a reading: {error}") from error
    if not isinstance(value, Reading):
        raise Undecodable("not a reading")
    return value


def _pack(value: Any) -> Any:  # noqa: ANN401 (any value of a reading)
    cls = cast("type[Any]", type(value))
    if cls is tuple:
        return [_TUPLE, *map(_pack, value)]
    number = _NUMBERS.get(cls)
    if number is None:
        return value
    if cls in _FIELDS:
        return [number, *(_pack(getattr(value, name)) for name in _FIELDS[cls])]
    return [number, value.value]


def _unpack(packed: Any) -> Any:  # noqa: ANN401 (the inverse of ``_pack``)
    if not isinstance(packed, list):
        return packed
    number, *rest = cast("list[Any]", packed)
    if number == _TUPLE:
        return tuple(map(_unpack, rest))
    return _CLASSES[cast("int", number)](*map(_unpack, rest))
