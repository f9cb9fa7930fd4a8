"""Lists: each item belongs to the list's section, lead-in or parent item."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.document import Block, ListBlock, ListItem, MarkKind, Span, Text, Unread
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.clauses import bids
from ingest.grammar.item import Item, Items
from ingest.grammar.items import read_item, read_items
from ingest.grammar.lead_ins import (
    LeadIn,
    LeadInKind,
    is_relation,
    read_lead_in,
)
from ingest.grammar.listing import is_sentence
from ingest.grammar.plain_items import PLAIN_NAME
from ingest.grammar.terms import clean_label, clean_term
from ingest.readers.bare_acts import bare_act
from ingest.readers.consequences import are_cases
from ingest.readers.definitions import definition_facts
from ingest.readers.item_forms import asked_or_chained, unsaid_of
from ingest.readers.labels import LABEL, labels_of
from ingest.readers.legends import marked_facts
from ingest.readers.named import named_facts
from ingest.readers.openings import open_group
from ingest.readers.opposed_labels import items_apart
from ingest.readers.place import (
    FOLLOWED_BY,
    Found,
    Labels,
    Lines,
    Opening,
    Place,
    item_facts,
    note_holder,
    wholly,
)
from ingest.readers.plain_list_items import plain_item, plain_step, reader_of
from ingest.readers.prices import with_prices
from ingest.readers.prose import prose_facts
from ingest.readers.qualities import described
from ingest.readers.questions import (
    answer_place,
    asked,
    question_of,
)
from ingest.readers.run_in_lists import holds_marks, run_in_list
from ingest.readers.splits import split_definition
from ingest.readers.steps import are_acts_of, step_end, without_step
from ingest.readers.task_states import with_state
from ingest.readers.works import work_facts

_MEASURE = re.compile(r"^([^\W\d]+):\s+[~≈<>≤≥$€£]?\s?\d")
ReadBlocks = Callable[[Sequence[Block], Place], Found]


def read_list(block: ListBlock, place: Place, read_blocks: ReadBlocks) -> Found:
    """Read a list and everything below its items."""
    found = Found()
    if _is_navigation(block):
        return found
    block = items_apart(block)
    acts = block.ordered and are_acts_of(block, place)
    titles = (*place.heading_path[-1:], *([place.opening.text] if place.opening else ()))
    place, found.facts = open_group(described(block, place), Reader.LEAD_IN)
    labels, names = _labels(block, place.recurring), _names(block)
    cases = are_cases([item.text for item in block.items], " ".join(titles))
    if (labels, names, cases) != (place.labels, place.names, place.cases):
        place = place._replace(labels=labels, names=names, cases=cases)
    steps: list[tuple[Term, Span]] = []
    numbered = all(step_end(item.text.plain) for item in block.items)
    sequence = (block.ordered and place.sequence) or acts or numbered
    for item in block.items:
        facts, unread, term = _read_item(
            item, place, read_blocks, sequence=sequence, ordered=block.ordered
        )
        found.facts += with_state(facts, item, place)
        found.unread += unread
        if term is not None:
            steps.append((term, item.span))
    if sequence:
        found.facts += _order(steps, place)
    return found


def _labels(block: ListBlock, recurring: frozenset[str]) -> Labels:
    """Say what the labels of a list are: one relation among terms is a term, and the reverse."""
    found = labels_of(block)
    if not found:
        return Labels.EITHER
    if len(found) > 1 and len(found) == len(block.items) and recurring.issuperset(found):
        return Labels.PROPERTIES
    kinds = [is_relation(label) for label in found]
    if any(kinds):
        # "Retention: 14 days" beside "Owner: Team A" is a property too.
        measured = _measured(block)
        kinds = [kind or label in measured for kind, label in zip(kinds, found, strict=True)]
        if measured and all(kinds):
            return Labels.PROPERTIES
    relations = sum(kinds)
    if not 0 < relations < len(kinds) or relations * 2 == len(kinds):
        return Labels.EITHER
    return Labels.PROPERTIES if relations * 2 > len(kinds) else Labels.TERMS


def _measured(block: ListBlock) -> set[str]:
    """Return the labels of one word that a number stands behind."""
    matches = [_MEASURE.match(item.text.plain) for item in block.items]
    return {clean_label(match.group(1)) for match in matches if match}


def _names(block: ListBlock) -> Labels:
    """Say what the items without a label are, going by all of them: parts, or relations."""
    for item in block.items:
        if item.children:
            break
    else:
        return Labels.EITHER
    bare = [clean_label(item.text.plain) for item in block.items if ":" not in item.text.plain]
    relations = sum(map(is_relation, bare))
    return Labels.TERMS if 0 < relations * 2 < len(bare) else Labels.EITHER


def _read_item(
    item: ListItem, place: Place, read_blocks: ReadBlocks, *, sequence: bool, ordered: bool
) -> tuple[list[Fact], list[Unread], Term | None]:
    plain = None
    if not item.children and (sequence or not ordered):
        plain = plain_step(item, place) if sequence else plain_item(item, place)
    if plain:
        return plain[0], [], plain[1]
    if item.children and (act := bare_act(item, place)):
        inner = read_blocks(act[2], place.under(act[1]))
        return [act[0], *inner.facts], inner.unread, act[1]
    text, lines = without_step(item.text), Lines(item.text, item.span)
    facts: list[Fact] = []
    term, below = None, place
    opening = _opening(item, lines, place.names) if item.children else None
    run = _run_in(item, place, lines)
    if run or not clean_term(text.plain):
        facts = run
    elif opening and opening.lead_in.kind is not LeadInKind.GROUP:
        below = place._replace(opening=opening, sequence=False)
    elif item.children and (question := _question(text.plain)):
        term = Term(question, Role.QUESTION)
        facts = asked(place, term.text, lines.span(0, len(text.plain)))
        below = answer_place(place, term.text)
    else:
        whole = sequence or (ordered and not _lists_names(text))
        facts, term, below = _item_facts(
            text, item.children, place, lines, whole=whole, ordered=ordered or sequence
        )
    if term is not None and place.legend:
        facts += marked_facts(term, item.text.plain, place, lines)
    inner = read_blocks(item.children, below) if item.children else Found()
    return facts + inner.facts, inner.unread, term


def _question(plain: str) -> str:
    """Return the question that an item is to its last sign, empty for any other."""
    return question_of(plain) if plain.rstrip().endswith("?") else ""


def _run_in(item: ListItem, place: Place, lines: Lines) -> list[Fact]:
    """Return the facts of an item in which a list runs on, nothing for any other."""
    if item.children or not holds_marks(item.text.plain):
        return []
    run = run_in_list(item.text, lines)
    opened = place._replace(opening=run.opening, sequence=False) if run else place
    return read_list(run.block, opened, _no_blocks).facts if run else []


def _item_facts(
    text: Text,
    children: Sequence[Block],
    place: Place,
    lines: Lines,
    *,
    whole: bool,
    ordered: bool,
) -> tuple[list[Fact], Term | None, Place]:
    """Return an item's facts, the term that it names, and the place of what is below it."""
    named = work_facts(text, place, lines) if text.marks else None
    named = named or (None if whole else named_facts(text, place, lines))
    if named is not None:
        term, facts = named
        return facts, term, place.under(term)
    plain = not text.marks and PLAIN_NAME.fullmatch(text.plain) is not None
    split = None if plain else split_definition(text)
    if split is not None:
        facts, below = definition_facts(text, split, place, lines, grouped=False)
        return facts, below.holder.subject if below is not place else None, below
    told = (
        []
        if plain or (whole and bids(text.plain))
        else asked_or_chained(text, children, place, lines)
    )
    told = told or unsaid_of(text, place, lines)
    if told:
        return told, None, place
    items = _items(text, children, whole=whole)
    holder = place.holder if ordered else note_holder(text.plain, place.holder)
    facts = item_facts(place, holder, items, lines, reader_of(place))
    if is_sentence(text.plain):
        facts += prose_facts(text, place, lines)
    if not items.items:
        return facts, None, place
    term = Term(items.items[0].text, place.holder.role)
    return facts, term, place.under(term) if children else place


def _no_blocks(_blocks: Sequence[Block], _place: Place) -> Found:
    return Found()


def _lists_names(text: Text) -> bool:
    """Say whether a numbered item lists names, rather than doing one thing after the other."""
    read = read_items(text)
    return bool(read.versus) or all(item.text[:1].isupper() for item in read.items)


def _items(text: Text, children: Sequence[Block], *, whole: bool) -> Items:
    """Read an item as several, or as one where a list below it or an order needs one."""
    pieces = with_prices(read_items(text))
    if not whole and not any(isinstance(child, ListBlock) for child in children):
        return pieces
    single = read_item(text)
    if single is None:
        return Items()
    if len(pieces.items) > 1:
        name = clean_label(text.plain)
        # "Notify sales, support" is one step; its pieces are no members of it.
        members = () if whole else tuple((Said.INCLUDES, piece) for piece in pieces.items)
        single = Item(name, single.start, single.end, members)
    return Items((single,))


def _opening(item: ListItem, lines: Lines, names: Labels) -> Opening | None:
    """Read an item that opens what stands below it: "Pros:", "Kafka supports:".

    ``names`` says what the bare items of the list are: "Database" among other parts is a part.
    """
    plain = item.text.plain.rstrip()
    lists = any(isinstance(child, ListBlock) for child in item.children)
    if plain.endswith("?"):
        return None
    bare = lists and names is not Labels.TERMS and is_relation(clean_label(plain))
    if plain.endswith(":") or (bare and not _labelled(item)):
        span = lines.span(0, len(plain))
        lead_in = read_lead_in(plain)
        if lead_in.kind is LeadInKind.PLAIN:
            # A sentence that ends in a colon is an item; its children belong to it.
            lead_in = LeadIn(LeadInKind.GROUP, clean_label(plain))
        return Opening(plain, span, lead_in)
    return None


def _labelled(item: ListItem) -> bool:
    """Say whether all items below an item have labels: "Language" over "A: …" and "B: …"."""
    below = [
        inner for child in item.children if isinstance(child, ListBlock) for inner in child.items
    ]
    return len(below) > 1 and all(LABEL.match(inner.text.plain) for inner in below)


def _is_navigation(block: ListBlock) -> bool:
    """Say whether a list only links to places of its own page (a table of contents)."""
    if not block.items or not block.items[0].text.marks:
        return False
    return all(
        item.text.marks
        and wholly(item.text, MarkKind.LINK)
        and all(m.target.startswith("#") for m in item.text.marks if m.kind is MarkKind.LINK)
        for item in block.items
    )


def _order(steps: list[tuple[Term, Span]], place: Place) -> list[Fact]:
    return [
        place.fact(
            first, FOLLOWED_BY, second, Span(a.path, a.line_start, b.line_start), Reader.LIST
        )
        for (first, a), (second, b) in pairwise(steps)
        if first != second
    ]
