"""All readers over a document: sections in the order of the text, each block to its reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import (
    Block,
    Document,
    Fence,
    Heading,
    Html,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
    Unread,
)
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.headings import belongs_above, is_digest
from ingest.grammar.lead_ins import is_relation, read_lead_in, says_sequence
from ingest.grammar.nouns import is_plural
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name
from ingest.markdown.html_blocks import blocks_of, joined
from ingest.readers.chains import chain_facts, chain_of, has_head
from ingest.readers.early_lead_ins import early_lead_in
from ingest.readers.fences import read_fence
from ingest.readers.folded import read_folded
from ingest.readers.front_matter import front_matter_facts
from ingest.readers.incidents import are_several, to_each
from ingest.readers.labels import label_of, labels_of
from ingest.readers.legends import legend_of
from ingest.readers.lists import read_list
from ingest.readers.paragraphs import read_paragraph
from ingest.readers.place import Found, Holder, Lines, Opening, Place
from ingest.readers.questions import answer_place, heading_question, is_answer_place
from ingest.readers.tables import read_table
from ingest.readers.task_states import ticks_boxes
from ingest.readers.versus import versus_facts
from ingest.tuples import new

_MOST_TITLE_WORDS = 4
_CODED = re.compile(r"(?P<code>[A-Z]{1,5}-?\d{1,4})\s?(?::|\s[–—-])\s\w")
"""A code in front of a title, by which other places call the section: "T1 – Theft"."""
_TITLED = re.compile(r"[^:→>]{1,60}:\s")
"""What stands before a flow that a heading draws."""
_ASIDE = re.compile(r"\s\([^()]*!\)$")
_ANSWERING = frozenset({Said.ANSWER, Said.ROW})
"""What answers a question: a sentence, a list, the rows of a table."""
NO_NAME = "signs alone where a name is expected"


@dataclass(frozen=True, slots=True)
class FactsRead:
    """The facts of a document in the order of its text, and what no reader understood."""

    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]


def read_facts(document: Document) -> FactsRead:
    """Read every fact of a document; equal statements of the same lines are given once."""
    front = _named(Found(front_matter_facts(document)))
    facts, unread = front.facts, front.unread
    sections = list(document.root.walk())
    titles = Counter([section.title for section in sections])
    place = Place(
        document.path,
        (),
        Holder(Term(""), Said.INCLUDES, ""),
        recurring=_recurring_labels(sections),
        legend=legend_of(sections),
        boxed=ticks_boxes(document.lines),
    )
    for section in sections:
        repeated = titles[section.title] > 1
        found = _named(_read_section(section, document, place, repeated=repeated))
        # Sections share no lines, so that equal facts are of one section.
        facts += dict.fromkeys(found.facts)
        unread += dict.fromkeys(found.unread)
    return FactsRead(tuple(facts), tuple(unread))


def _named(found: Found) -> Found:
    """Leave out what is told of a thing that no word names, and say where it stands."""
    nameless = [fact for fact in found.facts if not (fact.subject.text and fact.object.text)]
    if nameless:
        left = set(nameless)
        found.facts = [fact for fact in found.facts if fact not in left]
        found.unread += [Unread(fact.span, NO_NAME) for fact in nameless]
    return found


def _recurring_labels(sections: Sequence[Section]) -> frozenset[str]:
    """Return the labels of items and lines that stand in several sections of one parent."""
    recurring: set[str] = set()
    for parent in sections:
        if len(parent.children) < 2:  # noqa: PLR2004
            continue
        seen: set[str] = set()
        for section in parent.children:
            labels = {label for block in section.blocks for label in _labels_of(block)}
            recurring |= seen & labels
            seen |= labels
    return frozenset(recurring)


def _labels_of(block: Block) -> list[str]:
    if isinstance(block, ListBlock):
        return labels_of(block)
    if isinstance(block, Table):
        bare = len(block.header) == 2 and not any(cell.plain.strip() for cell in block.header)  # noqa: PLR2004
        return [clean_label(row.cells[0].plain) for row in block.rows] if bare else []
    if not isinstance(block, Paragraph) or ":" not in block.text.plain:
        return []
    return [label for line in block.text.plain.split("\n") if (label := _label_of(line))]


def _label_of(line: str) -> str:
    """Return the label of a line, be it alone: "Owner: Ada", "Known trouble:"."""
    bare = line.rstrip()
    return clean_label(bare) if bare.endswith(":") and is_name(bare, 3) else label_of(line)


def _read_section(section: Section, document: Document, place: Place, *, repeated: bool) -> Found:
    """Read a section; ``place`` holds what the whole document says of its places."""
    title = section.title or clean_label(document.title) or document.path
    question = "" if _is_title(section) else heading_question(section.heading)
    holder = new(Holder, (new(Term, (title, Role.HEADING)), Said.INCLUDES, title))
    # A heading of no words holds nothing.
    above = next(filter(None, reversed(section.heading_path[:-1])), "")
    if above and not question:
        holder = _held_above(title, above, repeated=repeated) or holder
    path, sequence = section.heading_path, says_sequence(title)
    place = place._replace(heading_path=path, holder=holder, sequence=sequence)
    found = Found()
    if section.heading:
        subject = Term(question, Role.QUESTION) if question else holder.subject
        found.facts += versus_facts(question or title, subject, place, section.heading.span)
        if coded := _CODED.match(title):
            code, span = Term(coded["code"], Role.HEADING), section.heading.span
            found.facts.append(place.fact(subject, Said.ALIAS, code, span, Reader.HEADING))
        found.facts += _drawn(section.heading, place)
    if question:
        home = _above(section, document)
        place = answer_place(place, question)._replace(sequence=place.sequence, home=home)
    below = read_blocks(section.blocks, place)
    if are_several(section.blocks):
        below.facts = to_each(below.facts, holder.subject)
    found.add(below)
    return found


def _drawn(heading: Heading, place: Place) -> list[Fact]:
    """Return the facts of a heading that is a flow: "Serving: request → cache → ranker"."""
    if not has_head(heading.text.plain):
        return []
    plain = _ASIDE.sub("", heading.text.plain)
    start = _TITLED.match(plain)
    blank = start.end() if start else 0
    links = chain_of(" " * blank + plain[blank:])
    return chain_facts(links, place, Lines(heading.text, heading.span)) if links else []


def _is_title(section: Section) -> bool:
    """Say whether a heading is the title of a whole text, which its sections answer if it asks."""
    return section.level == 1 and len(section.children) > 1


def _held_above(title: str, above: str, *, repeated: bool) -> Holder | None:
    """Return what holds the text of a heading that names nothing by itself."""
    if is_digest(title):
        return Holder(Term(above, Role.HEADING), Said.INCLUDES, above)
    belongs = belongs_above(title)
    if belongs:
        relation, subject = belongs
        return Holder(Term(subject or above, Role.HEADING), relation, relation)
    if repeated and is_relation(title):
        # "Symptoms" below each of several runbooks are the symptoms of that runbook.
        return Holder(Term(above, Role.HEADING), title, title)
    return None


def _above(section: Section, document: Document) -> Holder | None:
    """Return what holds the questions below a question: the nearest title that asks nothing.

    The title of the whole document holds none.
    """
    titles = section.heading_path[:-1]
    if len(document.root.children) == 1:
        titles = titles[1:]
    title = next((title for title in reversed(titles) if not title.endswith("?")), None)
    return Holder(Term(title, Role.HEADING), Said.INCLUDES, title) if title else None


def read_blocks(blocks: Sequence[Block], place: Place) -> Found:
    """Read blocks in order; a block's last line may open the next one."""
    found = Found()
    base = place
    if Html in map(type, blocks):
        blocks = joined(blocks)
    last = len(blocks) - 1
    for at, block in enumerate(blocks):
        title = _title_of_list(block, blocks[at + 1]) if at < last else None
        part = title or _read_block(block, place)
        if at < last and part.opens is None:
            part.opens = early_lead_in(block, blocks[at + 1])
        found.add(part)
        if part.opens and part.opens.question:
            base = answer_place(base, part.opens.question)
        answered = is_answer_place(base) and (base.answered or _answers(part))
        if base.opening is not None or base.answered != answered:
            base = base._replace(opening=None, answered=answered)
        place = base._replace(opening=part.opens) if part.opens else base
    return found


def _title_of_list(block: Block, following: Block) -> Found | None:
    """Take a short line for the title of the list on the very next line."""
    if not (isinstance(following, ListBlock) and isinstance(block, Paragraph)):
        return None
    plain = block.text.plain
    if "\n" not in plain and plain.endswith((" when", " if", " unless")):
        return Found(opens=Opening(plain, block.span, read_lead_in(plain)))
    if following.span.line_start != block.span.line_end + 1 or not plain[-1:].isalnum():
        return None
    if "\n" in plain or not is_plural(plain) or not is_name(plain, _MOST_TITLE_WORDS):
        return None
    return Found(opens=Opening(plain, block.span, read_lead_in(plain)))


def _answers(found: Found) -> bool:
    return any(fact.relation in _ANSWERING for fact in found.facts)


def _read_block(block: Block, place: Place) -> Found:
    if isinstance(block, Paragraph):
        return read_paragraph(block, place)
    if isinstance(block, ListBlock):
        return read_list(block, place, read_blocks)
    if isinstance(block, Table):
        return read_table(block, place)
    return _read_other(block, place)


def _read_other(block: Fence | Quote | Html | Heading | Rule, place: Place) -> Found:
    match block:
        case Fence():
            return read_fence(block, place)
        case Quote():
            return read_blocks(block.children, place._replace(opening=None))
        case Html():
            folded = read_folded(block, place)
            return folded if folded.opens else read_blocks(blocks_of(block), place)
        case Heading() | Rule():
            return Found()
