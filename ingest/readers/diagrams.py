"""Arrow diagrams drawn with characters: who feeds whom, in the arrows' direction.

An arrow in a row joins the labels on its two sides; a drawn line is followed round its corners.
A vertical arrow counts where its column lies in one label above and one below, or where the rows
above and below hold one label each; any other end is reported, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

from ingest.document import Fence, Span, Text, Unread
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.item import Items
from ingest.grammar.items import read_items
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name, words
from ingest.readers.chains import Link, chain_facts, chain_of
from ingest.readers.grid import DOWN, LEFT, RIGHT, UP, Cell, Grid, Label, Move, grid_of
from ingest.readers.place import Found, Holder, Lines, Place, item_facts
from ingest.readers.rows import label_facts, row_facts, rows_of

UNCLEAR_VERTICAL = "vertical arrow without a clear end"
UNCLEAR = "arrow without a clear end"
_MOST_WORDS = 8
_TITLED = re.compile(r"^[^\W\d][^:]{0,40}:\s+(?=\S)")
_MOST_STEPS = 2_000
_MOST_STEPS_OF_ALL = 200_000
"""Over all arrows of a drawing; the ends of those beyond are reported as unclear."""
_NEAR = 3
_MOST_LISTED = 3
_INDENT = 6
_CORNERS = frozenset({"\\", "`"})
"""What turns a line that comes from above to the right, drawn with letters."""


@dataclass(slots=True)
class _Drawing:
    grid: Grid
    fence: Fence
    place: Place
    used: set[int] = field(default_factory=set[int])
    feeds: list[tuple[int, int, int, str]] = field(default_factory=list[tuple[int, int, int, str]])
    unread: list[Unread] = field(default_factory=list[Unread])
    sources: dict[Cell, list[int]] = field(default_factory=dict[Cell, list[int]])
    """Where the arrow of each head comes from."""

    def span(self, row: int) -> Span:
        line = self.fence.first_line + row
        return Span(self.place.path, line, line)


def read_diagram(fence: Fence, place: Place) -> Found:
    """Read the labels and arrows of a drawing."""
    if rows := rows_of(fence):
        return Found(row_facts(rows, place))
    if chain := _only_chain(fence):
        number, links = chain
        return Found(chain_facts(links, place, Lines(Text(""), Span(place.path, number, number))))
    drawing = _Drawing(grid_of(fence.lines), fence, place)
    grid = drawing.grid
    for cell in sorted(grid.heads):
        for move in grid.heads[cell]:
            _read_head(drawing, cell, move)
    drawing.used.update(n for n, label in enumerate(grid.labels) if label.box and label.text)
    facts: list[Fact] = []
    terms: dict[int, list[Term]] = {}
    for n in sorted(drawing.used, key=lambda n: (grid.labels[n].top, grid.labels[n].left)):
        terms[n], stated = _label_facts(drawing, grid.labels[n])
        facts.extend(stated)
    for source, target, row, note in drawing.feeds:
        told = (note,) if note else ()
        facts.extend(
            place.fact(a, Said.FEEDS, b, drawing.span(row), Reader.ARROW, qualifiers=told)
            for a, b in product(terms[source], terms[target])
            if a != b
        )
    return Found(list(dict.fromkeys(facts)), drawing.unread + _beside(drawing))


def _only_chain(fence: Fence) -> tuple[int, list[Link]] | None:
    """Return the line number and links of a drawing's only line where parentheses hold a way back.

    To a grid, which knows no parentheses, "(back to a or b)" is a label.
    """
    told = [(n, line) for n, line in enumerate(fence.lines, fence.first_line) if line.strip()]
    if len(told) != 1 or "(" not in told[0][1]:
        return None
    links = chain_of(told[0][1])
    return (told[0][0], links) if links else None


def _read_head(drawing: _Drawing, cell: Cell, move: Move) -> None:
    grid = drawing.grid
    back = (-move[0], -move[1])
    notes = [grid.notes[cell]] if cell in grid.notes else list[str]()
    targets = _ends(grid, cell, move, notes)
    sources = _ends(grid, cell, back, notes)
    vertical = move in {UP, DOWN}
    if vertical and not (len(targets) == 1 and sources):
        sources, targets = _only_labels(grid, cell, move, sources, targets)
    elif not vertical and not (sources and targets):
        sources, targets = _wrapped(drawing, cell, move, sources, targets)
    sources = [n for n in sources if n not in targets]
    if not sources or len(targets) != 1 or not _fit(grid, [*sources, *targets]):
        reason = UNCLEAR_VERTICAL if vertical else UNCLEAR
        drawing.unread.append(Unread(drawing.span(cell[0]), reason))
        return
    note = clean_label(notes[0]) if notes else ""
    drawing.sources[cell] = sources
    for source in sources:
        drawing.used.update((source, targets[0]))
        drawing.feeds.append((source, targets[0], cell[0], note))


def _fit(grid: Grid, ends: list[int]) -> bool:
    """Say whether all ends read as labels rather than as running text."""
    texts = [grid.labels[n].text for n in ends]
    return all(0 < len(words(text)) <= _MOST_WORDS and clean_label(text) for text in texts)


def _ends(grid: Grid, start: Cell, move: Move, notes: list[str]) -> list[int]:
    """Follow a line from an arrowhead to the labels at its other end; ``notes`` gains its words."""
    ends: list[int] = []
    seen: set[tuple[Cell, Move]] = set()
    todo: list[tuple[Cell, Move, bool]] = [(start, move, False)]
    while todo and len(seen) < _MOST_STEPS and grid.steps < _MOST_STEPS_OF_ALL:
        grid.steps += 1
        cell, move, branched = todo.pop()
        state = (cell, move)
        if state in seen:
            continue
        seen.add(state)
        ahead = (cell[0] + move[0], cell[1] + move[1])
        label = grid.label_at(ahead)
        if label is not None:
            if label not in ends:
                ends.append(label)
            continue
        if ahead in grid.notes:
            notes.append(grid.notes[ahead])
        todo.extend(_onward(grid, ahead, move, branched=branched))
    return ends


def _onward(grid: Grid, cell: Cell, move: Move, *, branched: bool) -> list[tuple[Cell, Move, bool]]:
    if not (0 <= cell[0] < len(grid.rows) and 0 <= cell[1] <= grid.width):
        return []
    back = (-move[0], -move[1])
    heads, arms = grid.heads.get(cell), grid.arms.get(cell)
    if heads:
        # Behind a junction another arrowhead is another arrow's target, not this one's source.
        passes = back in heads or (move in heads and not branched)
        return [(cell, move, branched)] if passes else []
    if arms:
        forward = [arm for arm in arms if arm != back] if back in arms else []
        return [(cell, arm, branched or len(forward) > 1) for arm in forward]
    # Blank: a row is crossed freely, a column only where the row holds no label.
    free = not branched and (move in {LEFT, RIGHT} or not grid.rows[cell[0]])
    return [(cell, move, branched)] if free else []


def _only_labels(
    grid: Grid, cell: Cell, move: Move, sources: list[int], targets: list[int]
) -> tuple[list[int], list[int]]:
    """Find an end that no column gives where the row there holds one label only, close by."""
    back, ahead = (-1, 1) if move == DOWN else (1, -1)
    alone = len([c for c in grid.heads if c[0] == cell[0]]) == 1
    if not sources:
        sources = _sole(grid, cell, back, alone=alone)
    if not targets:
        targets = _sole(grid, cell, ahead, alone=alone)
    return sources, targets


def _sole(grid: Grid, cell: Cell, step: int, *, alone: bool) -> list[int]:
    labels = _row_beyond(grid, cell[0], step)
    if len(labels) != 1:
        return []
    label = grid.labels[labels[0]]
    near = label.left - _NEAR <= cell[1] <= label.right + _NEAR
    other = _row_beyond(grid, cell[0], -step)
    return labels if near or (alone and len(other) == 1) else []


def _row_beyond(grid: Grid, row: int, step: int) -> list[int]:
    row += step
    while 0 <= row < len(grid.rows):
        if grid.rows[row]:
            return grid.rows[row]
        row += step
    return []


def _wrapped(
    drawing: _Drawing, cell: Cell, move: Move, sources: list[int], targets: list[int]
) -> tuple[list[int], list[int]]:
    """Join a chain that is broken at an arrow: "a →" and "b", or "a" and "→ b".

    An arrow right below another one comes from where that one does.
    """
    grid = drawing.grid
    left, right = (sources, targets) if move == RIGHT else (targets, sources)
    row = grid.rows[cell[0]]
    if not left and right and row and grid.labels[row[0]].left > cell[1]:
        above = [(cell[0] - 1, cell[1] + shift) for shift in (0, -1, 1)]
        # Further in than an indentation, so that it is aligned with the arrow on purpose.
        shared = next(
            (drawing.sources.get(head) for head in above if head in drawing.sources), None
        )
        shared = shared if cell[1] > _INDENT else None
        last = _row_beyond(grid, cell[0], -1)[-1:] if _adjacent(grid, cell[0], -1) else []
        branch = _branching(drawing, cell[0])
        left = shared or (last if branch is None else branch)
    elif left and not right and row and grid.labels[row[-1]].right < cell[1]:
        right = _row_beyond(grid, cell[0], 1)[:1] if _adjacent(grid, cell[0], 1) else []
    return (left, right) if move == RIGHT else (right, left)


def _branching(drawing: _Drawing, row: int) -> list[int] | None:
    r"""Return what a row branches off from that opens with a corner, as a "\->" below it does.

    None for a row without a corner; nothing where no one label lies above it.
    """
    line = drawing.fence.lines[row]
    corner = len(line) - len(line.lstrip())
    if line[corner : corner + 1] not in _CORNERS:
        return None
    labels = ((n, drawing.grid.labels[n]) for n in drawing.grid.rows[row - 1])
    above = [n for n, label in labels if label.left - 1 <= corner <= label.right + 1]
    return above if len(above) == 1 else []


def _adjacent(grid: Grid, row: int, step: int) -> bool:
    """Say whether the next row holds labels and no vertical arrow in between."""
    return 0 <= row + step < len(grid.rows) and bool(grid.rows[row + step])


def _label_facts(drawing: _Drawing, label: Label) -> tuple[list[Term], list[Fact]]:
    """Return the terms that a label names, several where it lists names, and its facts."""
    listed = read_items(Text(label.text)).items if "," in label.text and not label.box else ()
    if len(listed) > 1 and all(is_name(item.text, _MOST_LISTED) for item in listed):
        place, span = drawing.place, drawing.span(label.top)
        holder = Holder(place.holder.subject, Said.INCLUDES, Role.DIAGRAM)
        facts = item_facts(place, holder, Items(listed), Lines(Text(""), span), Reader.ARROW)
        return [Term(item.text, Role.DIAGRAM) for item in listed], facts
    term, facts = _one_label(drawing, label)
    return [term], facts


def _one_label(drawing: _Drawing, label: Label) -> tuple[Term, list[Fact]]:
    place = drawing.place
    untitled = label.text if label.box else _TITLED.sub("", label.text)
    row = label.top if label.box is None else _name_row(drawing, label)
    holder = _holder(drawing, label) or place.holder.subject
    term, facts = label_facts(untitled, label.text, holder, place, drawing.span(row))
    for member, at in label.box.members if label.box else ():
        obj = Term(member, term.text)
        facts.append(place.fact(term, Said.INCLUDES, obj, drawing.span(at), Reader.ARROW))
    return term, facts


def _name_row(drawing: _Drawing, label: Label) -> int:
    rows = drawing.fence.lines[label.top + 1 : label.bottom]
    for n, line in enumerate(rows, start=label.top + 1):
        if any(map(str.isalnum, line[label.left : label.right])):
            return n
    return label.top


def _holder(drawing: _Drawing, label: Label) -> Term | None:
    parent = label.box.parent if label.box else None
    if parent is None:
        return None
    around = drawing.grid.labels[parent]
    return Term(clean_label(around.text), Role.DIAGRAM) if around.text else None


def _beside(drawing: _Drawing) -> list[Unread]:
    """Report words that no arrow and no box ties to the drawing."""
    rows = sorted(
        {label.top for n, label in enumerate(drawing.grid.labels) if n not in drawing.used}
        - {drawing.grid.labels[n].top for n in drawing.used}
    )
    return [Unread(drawing.span(row), "text beside a drawing") for row in rows]
