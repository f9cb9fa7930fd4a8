"""The block rule for tables: GitHub Flavored Markdown, section 4.10, without losing cells.

One token a table, ``pipe_table``, whose ``meta["rows"]`` holds a list of cell sources for each
line: the header first, the delimiter row left out. A row has as many cells as the header: a short
one is padded, and what stands in surplus cells is appended to the last one behind " | ".
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, table

_PIPE = re.compile(r"(?<!\\)\|")
_PIPES_OF_TWO_CELLS = 3
MOST_PADDING = 1 << 16
"""Cells added to short rows of one table; a header of 10,000 columns must not multiply them."""

DELIMITER_ROW = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
"""The line between header and body, as found in a source line."""


def split_row(line: str) -> list[str]:
    r"""Split a row at its pipes; outer pipes are optional, ``\|`` is a pipe in a cell."""
    if "\\" in line:
        cells = [cell.strip().replace("\\|", "|") for cell in _PIPE.split(line.strip())]
    else:
        cells = [cell.strip() for cell in line.strip().split("|")]
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells


def headerless_rows(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Return (line offset, cells) of a table that has no header row; none if it is not one.

    Every line stands between pipes, there are two rows at least, or a delimiter row beside one.
    """
    if lines[1:] == [] or not all(line.strip().startswith("|") for line in lines):
        return []
    if not all(
        line.rstrip().endswith("|") and line.count("|") >= _PIPES_OF_TWO_CELLS for line in lines
    ):
        return []
    return [(n, split_row(line)) for n, line in enumerate(lines) if not DELIMITER_ROW.match(line)]


def fit(cells: list[str], width: int) -> list[str]:
    """Pad or fold a row to the header's width."""
    if len(cells) > width:
        surplus = [cell for cell in cells[width - 1 :] if cell]
        return [*cells[: width - 1], " | ".join(surplus)]
    return cells + [""] * (width - len(cells))


def table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a table, in the form that the parser calls its block rules in."""
    if not table(state, start, end, silent=True):
        return False
    if silent:
        return True
    header = split_row(_line(state, start))
    rows = [header]
    parent, state.parentType = state.parentType, "table"
    padding = 0
    line = start + 2
    while line < end and not _ends(state, line, end):
        cells = split_row(_line(state, line))
        padding += max(0, len(header) - len(cells))
        if padding > MOST_PADDING:
            break
        rows.append(fit(cells, len(header)))
        line += 1
    state.parentType = parent
    token = state.push("pipe_table", "", 0)
    token.map = [start, line]
    token.meta = {"rows": rows}
    state.line = line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _ends(state: StateBlock, line: int, end: int) -> bool:
    """Whether the table's body is over: another block begins, or the line is blank."""
    if state.sCount[line] < state.blkIndent or state.is_code_block(line) or state.isEmpty(line):
        return True
    rules = state.md.block.ruler.getRules("blockquote")
    return any(rule(state, line, end, True) for rule in rules)  # noqa: FBT003
