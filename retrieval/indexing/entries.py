"""Entries: everything that can be found, as texts with their sources.

The entries of a generation are a function of its snapshot and of the words of the field beside
it: facts in the order of their edges, then passages, then nodes, each in the order of their ids,
then sentences and glosses. An index refers to them by position.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Edge, Evidence, Node
from graph.schema import Kind
from graph.section_titles import SectionTitles
from graph.snapshot import Snapshot
from graph.structure import STRUCTURAL
from graph.verbalize import say
from retrieval.indexing.field_words import NO_FIELD, Field
from retrieval.lexicon.glosses import Meaning
from retrieval.text.sentences import Sentence, sentences


class Channel(StrEnum):
    """What an entry is made from; the order of the members is the order of the entries."""

    FACT = "fact"
    PASSAGE = "passage"
    NODE = "node"
    SENTENCE = "sentence"
    GLOSS = "gloss"


WORDED = frozenset({Channel.FACT, Channel.PASSAGE, Channel.NODE})
"""Channels that are searched for words: a sentence's stand in its passage, and a gloss's are not
the handbook's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that can be found."""

    channel: Channel
    text: str
    """What is embedded and searched for words: a fact in words, a passage or a sentence, all
    behind the title of their section, a node's name with its other wordings, or a gloss."""
    ref: str
    """Source, relation and target of a fact, joined by spaces; the id of a passage or a node;
    that of a sentence (``Sentence.ref``); of a gloss its meaning's number and its own."""
    source: Evidence
    """The first lines that state it."""
    node_ids: tuple[str, ...]
    """The nodes that it speaks of: both ends of a fact, the passage or the node itself, the nodes
    of a meaning."""


def entries(snapshot: Snapshot, field: Field = NO_FIELD) -> tuple[Entry, ...]:
    """Return the entries of a generation, those of the field's words last.

    Facts are what the handbook states; edges that mirror its text (sections, passages, mentions)
    are for the graph to walk. A node without lines of its own takes those of its first edge. One
    that has neither (the root of a file that holds nothing) is no entry: what cannot be cited
    must not be found.
    """
    graph, titles = snapshot.graph, snapshot.titles
    placed = [(node, source) for node in graph.nodes if (source := _source(node, snapshot))]
    return (
        *(_fact(edge, snapshot) for edge in graph.edges if edge.relation not in STRUCTURAL),
        *(_passage(node, at, titles) for node, at in placed if node.kind is Kind.PASSAGE),
        *(_node(node, at) for node, at in placed if node.kind is not Kind.PASSAGE),
        *(_sentence(sentence, titles) for sentence in sentences(snapshot)),
        *_glosses(field.meanings, {node.id: at for node, at in placed}),
    )


def ranges(found: Iterable[Entry]) -> dict[Channel, range]:
    """Return the positions of each channel, which are a run of their own."""
    spans: dict[Channel, range] = {}
    counts = dict.fromkeys(Channel, 0)
    for entry in found:
        counts[entry.channel] += 1
    start = 0
    for channel in Channel:
        spans[channel] = range(start, start + counts[channel])
        start += counts[channel]
    return spans


def fingerprint(found: Iterable[Entry]) -> str:
    """Return the SHA-256 of what an index depends on: channel, ref and text, in order."""
    digest = hashlib.sha256()
    for line in _lines(found):
        digest.update(line)
    return digest.hexdigest()


def _lines(found: Iterable[Entry]) -> Iterator[bytes]:
    for entry in found:
        yield json.dumps([entry.channel, entry.ref, entry.text]).encode() + b"\n"


def _fact(edge: Edge, snapshot: Snapshot) -> Entry:
    source = edge.evidence[0]
    return Entry(
        channel=Channel.FACT,
        text=_titled(say(edge, snapshot), snapshot.titles.of(source)),
        ref=" ".join(edge.key),
        source=source,
        node_ids=tuple(dict.fromkeys((edge.source, edge.target))),
    )


def _passage(node: Node, source: Evidence, titles: SectionTitles) -> Entry:
    return Entry(
        channel=Channel.PASSAGE,
        text=_titled(node.text or node.name, titles.of(source)),
        ref=node.id,
        source=source,
        node_ids=(node.id,),
    )


def _node(node: Node, source: Evidence) -> Entry:
    wording = node.text or node.name
    # Neither the model nor the stems tell case, so a wording in another case says nothing new.
    others = {alias.casefold(): alias for alias in node.aliases}
    others.pop(wording.casefold(), None)
    return Entry(
        channel=Channel.NODE,
        text=f"{wording} ({', '.join(others.values())})" if others else wording,
        ref=node.id,
        source=source,
        node_ids=(node.id,),
    )


def _sentence(sentence: Sentence, titles: SectionTitles) -> Entry:
    return Entry(
        channel=Channel.SENTENCE,
        text=_titled(f"{sentence.asked} {sentence.text}".lstrip(), titles.of(sentence.source)),
        ref=sentence.ref,
        source=sentence.source,
        node_ids=(sentence.passage,),
    )


def _glosses(meanings: Sequence[Meaning], placed: Mapping[str, Evidence]) -> Iterator[Entry]:
    for number, meaning in enumerate(meanings):
        node_ids = tuple(node_id for node_id in meaning.node_ids if node_id in placed)
        for at, text in enumerate(meaning.texts if node_ids else ()):
            yield Entry(Channel.GLOSS, text, f"{number} {at}", placed[node_ids[0]], node_ids)


def _titled(text: str, title: str) -> str:
    """Put the section's title before a text that does not hold it already."""
    if not title or title.casefold() in text.casefold():
        return text
    return f"{title}: {text}"


def _source(node: Node, snapshot: Snapshot) -> Evidence | None:
    if node.evidence:
        return node.evidence[0]
    for edge in (*snapshot.out(node.id), *snapshot.into(node.id)):
        return edge.evidence[0]
    return None
