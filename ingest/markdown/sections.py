"""Hang a document's blocks under its headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Block, Heading, Section, Span
from ingest.titles import clean_title, counted_titles, without_count


@dataclass(slots=True)
class _Open:
    """A section that is still being filled."""

    level: int
    heading: Heading | None
    heading_path: tuple[str, ...]
    blocks: list[Block]
    children: list[Section]

    def close(self, path: str, last: int) -> Section:
        first = self.heading.span.line_start if self.heading else 1
        title = self.heading_path[-1] if self.heading_path else ""
        return Section(
            title,
            self.level,
            self.heading_path,
            Span(path, first, last),
            self.heading,
            tuple(self.blocks),
            tuple(self.children),
        )


def build_sections(blocks: Iterable[Block], path: str, line_count: int) -> Section:
    """Return the root section (level 0) over the blocks of one file.

    A heading opens a section under the nearest earlier one of a lower level; levels may be skipped.
    """
    opened = [_Open(0, None, (), [], [])]
    blocks = tuple(blocks)
    titles = iter(_titles(block for block in blocks if isinstance(block, Heading)))
    for block in blocks:
        if not isinstance(block, Heading):
            opened[-1].blocks.append(block)
            continue
        while opened[-1].level >= block.level:
            _close_last(opened, path, block.span.line_start - 1)
        path_down = (*opened[-1].heading_path, next(titles))
        opened.append(_Open(block.level, block, path_down, [], []))
    while len(opened) > 1:
        _close_last(opened, path, line_count)
    return opened[0].close(path, line_count)


def _titles(headings: Iterable[Heading]) -> list[str]:
    named = [(heading.level, clean_title(heading.text.plain)) for heading in headings]
    counted = counted_titles(named)
    return [without_count(title) if at in counted else title for at, (_, title) in enumerate(named)]


def _close_last(opened: list[_Open], path: str, last: int) -> None:
    section = opened.pop().close(path, last)
    opened[-1].children.append(section)
