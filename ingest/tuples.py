"""Named tuples made at half the cost of their constructors, for those made by the thousand."""

from __future__ import annotations

from typing import Protocol, TypeVar, cast

T = TypeVar("T", bound=tuple[object, ...])


class _New(Protocol):
    def __call__(self, cls: type[T], fields: tuple[object, ...], /) -> T: ...


new = cast("_New", tuple.__new__)
"""Makes a named tuple of a tuple of all its fields, in their order and without defaults."""
