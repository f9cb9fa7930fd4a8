"""Search indexes in a Neo4j: texts that can be found, by their vectors and by their words.

What an index means is its owner's affair: here it is a number of texts by name (a manifest, say)
and entries, each with a position, a vector and, if it is searched for words, its stems.

An index is written in batches while its ``:SearchIndex`` node says so; the last transaction says
that it is whole, so nobody opens a part. What a killed writer left is removed by the next one,
under the lock that writers of the graph hold too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.errors import NoGraph, StoreUnavailable
from graph.neo4j import index_queries as cypher
from graph.neo4j import queries as neo4j_queries
from graph.neo4j.connection import Connection, Lock, values_of
from graph.neo4j.errors import Access, WritersBusy

BATCH_NUMBERS: Final = 200_000
"""Components of all vectors in one transaction: some 2 MB, in a server with little memory."""
REMOVED_AT_ONCE: Final = 1_000
SCHEMA_SECONDS: Final = 300
"""How long an index of a database with much in it may take to be built."""
PATIENCE_OF_REMOVAL: Final = 2.0
"""Seconds that removing waits for a writer; the next writer removes what is left."""

_OWN: Final = frozenset({"id", "generation", "embedder", "state", "written"})
"""Properties of an index that are no texts of its owner."""

Hit = tuple[int, float]
Worded = tuple[int, str]


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """An index without its entries."""

    name: str
    """Its own in the database; it never stands for another content."""
    generation: str
    embedder: str
    """Fingerprint of the embedder."""
    texts: Mapping[str, str]
    """What its owner keeps with it, by names that are none of ``_OWN``."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """A text that can be found."""

    position: int
    channel: str
    """One of ``neo4j_index_queries.LABELS``."""
    vector: Sequence[float]
    """Of unit length."""
    words: str | None
    """Stems joined by spaces; None for what is not searched for words."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """One of the server's own indexes."""

    name: str
    kind: str
    """``VECTOR``, ``FULLTEXT`` or ``RANGE``."""
    state: str
    """``ONLINE``, ``POPULATING`` or ``FAILED``."""
    percent: float


class Neo4jIndexes:
    """Indexes in one database; safe to use from many threads.

    Everything raises ``StoreUnavailable`` where the server cannot be reached or refuses.
    """

    def __init__(self, access: Access) -> None:
        self._db = Connection(access)
        self.where = access.name

    def close(self) -> None:
        """Close the connections."""
        self._db.close()

    def states(self) -> tuple[IndexState, ...]:
        """Return the server's own indexes that are used here, by name."""
        found = self._db.read(cypher.STATES)
        return tuple(
            IndexState(row["name"], row["type"], row["state"], row["percent"]) for row in found
        )

    def all(self) -> tuple[StoredIndex, ...]:
        """Return all whole indexes, by name, without their texts."""
        return tuple(map(_stored, values_of(self._db.read(cypher.INDEXES))))

    def find(self, generation: str, embedder: str) -> StoredIndex | None:
        """Return the whole index of a generation made with an embedder, None without one."""
        found = self._db.read(cypher.FIND, generation=generation, embedder=embedder)
        return _stored(found[0]["texts"]) if found else None

    def entries(self, name: str) -> int:
        """Return how many entries an index has."""
        return int(values_of(self._db.read(cypher.COUNT_ENTRIES, index=name))[0])

    def add_text(self, name: str, key: str, text: str) -> None:
        """Put a text beside an index; raises ``NoGraph`` where there is none of this name."""
        if values_of(self._db.write(cypher.SET_TEXTS, index=name, texts={key: text})) != [1]:
            raise NoGraph(f"{self.where} holds no index {name}; run `designbook ingest` first.")

    def put(self, index: StoredIndex, entries: Iterable[StoredEntry]) -> None:
        """Write an index in batches, whole with the last one; one of the same name is replaced.

        One of the same generation and embedder but another name is not found any more; its readers
        keep it until the next write.
        """
        self._prepare()
        with self._db.locked() as lock:
            self._db.write(cypher.HIDE_INDEX, index=index.name)
            self._remove_leftovers(lock)
            self._remove(values_of(self._db.read(cypher.LOST)), lock)
            self._db.write(
                cypher.ADD_INDEX,
                index=index.name,
                generation=index.generation,
                embedder=index.embedder,
                texts=dict(index.texts),
            )
            for rows in _batches(_row(index.name, entry) for entry in entries):
                _keep(lock)
                if values_of(self._db.write(cypher.ADD_ENTRIES, rows=rows)) != [len(rows)]:
                    raise StoreUnavailable(
                        f"{self.where} lost entries of an index while they were written; ingest"
                        " again."
                    )
            self._db.read(neo4j_queries.AWAIT_SCHEMA, seconds=SCHEMA_SECONDS)
            lock.run(cypher.FINISH_INDEX, index=index.name)

    def remove(self, names: Iterable[str]) -> None:
        """Remove indexes; they cannot be opened from now on.

        While another process writes, their entries stay until the next write.
        """
        for name in names:
            self._db.write(cypher.HIDE_INDEX, index=name)
        if not self._db.read(cypher.LEFTOVERS):
            return
        try:
            with self._db.locked(PATIENCE_OF_REMOVAL) as lock:
                self._remove_leftovers(lock)
        except WritersBusy:
            return

    def nearest(
        self, name: str, channel: str, vector: Sequence[float], asked: int
    ) -> tuple[int, list[Hit]] | None:
        """Return how many entries of all indexes were looked at, and those of this one.

        An entry is (position, cosine), nearest first. None says that the index was removed.
        """
        found = self._db.read(
            cypher.NEAREST,
            index=name,
            name=cypher.vector_index(channel),
            vector=vector,
            asked=asked,
        )
        if not found[0]["there"]:
            return None
        hits: list[list[Any]] = found[0]["found"]
        # Neo4j gives a cosine c as (1 + c) / 2.
        return found[0]["seen"], [(position, 2 * score - 1) for position, score in hits]

    def matching(
        self, name: str, channels: Iterable[str], stems: Sequence[str], asked: int
    ) -> list[Worded] | None:
        """Return (position, words) of at most ``asked`` entries that hold any of the stems.

        The best by Lucene's BM25 come first. None says that the index was removed.
        """
        wanted = _query([_scope(name, channel) for channel in channels], stems)
        found = self._db.read(
            cypher.MATCHING, index=name, name=cypher.WORDS_INDEX, wanted=wanted, asked=asked
        )
        there: bool = found[0]["there"]
        hits: list[list[Any]] = found[0]["found"]
        return [(position, words) for position, words in hits] if there else None

    def vectors(self, name: str, within: range, page: int) -> Iterator[tuple[int, list[float]]]:
        """Yield (position, vector) of the positions within a run, in order."""
        for first in range(within.start, within.stop, page):
            end = min(first + page, within.stop)
            for row in self._db.read(cypher.VECTORS, index=name, first=first, end=end):
                yield row["position"], row["vector"]

    def _prepare(self) -> None:
        """Make the server's indexes, and the node that writers lock, unless they are there."""
        if len(self._db.read(cypher.STATES)) < len(cypher.SCHEMA):
            for statement in cypher.SCHEMA:
                self._db.write(statement)
            self._db.read(neo4j_queries.AWAIT_SCHEMA, seconds=SCHEMA_SECONDS)
        self._db.write(neo4j_queries.ADD_STORE, version=neo4j_queries.VERSION)

    def _remove_leftovers(self, lock: Lock) -> None:
        """Remove what is not whole; the caller holds the lock."""
        self._remove(values_of(self._db.read(cypher.LEFTOVERS)), lock)

    def _remove(self, names: Iterable[str], lock: Lock) -> None:
        for name in names:
            while sum(self._removed(name)):
                _keep(lock)
            self._db.write(cypher.REMOVE_INDEX, index=name)

    def _removed(self, name: str) -> list[int]:
        found = self._db.write(cypher.REMOVE_ENTRIES, index=name, limit=REMOVED_AT_ONCE)
        return values_of(found)


def _stored(texts: dict[str, str]) -> StoredIndex:
    own = {key: text for key, text in texts.items() if key not in _OWN}
    return StoredIndex(texts["id"], texts["generation"], texts["embedder"], own)


def _row(name: str, entry: StoredEntry) -> dict[str, Any]:
    properties: dict[str, Any] = {"index": name, "position": entry.position}
    if entry.words is not None:
        properties |= {"words": entry.words, "scope": _scope(name, entry.channel)}
    label = cypher.LABELS[entry.channel]
    return {"label": label, "properties": properties, "vector": entry.vector}


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) * len(row["vector"]) >= BATCH_NUMBERS:
            yield batch
            batch = []
    if batch:
        yield batch


def _scope(name: str, channel: str) -> str:
    return f"{name}/{channel}"


def _query(scopes: Iterable[str], stems: Iterable[str]) -> str:
    """Return a query of Lucene's classic parser: in one of the scopes, with any of the stems.

    Being in a scope weighs nothing.
    """
    places = " ".join(map(_quoted, scopes))
    return f"+scope:({places})^0 +words:({' '.join(map(_quoted, stems))})"


def _quoted(term: str) -> str:
    """Return a term in quotation marks, in which only those and the backslash mean something."""
    escaped = term.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _keep(lock: Lock) -> None:
    """Use the lock's transaction, so that its connection does not look idle; notice its loss."""
    lock.run(neo4j_queries.STILL_THERE)
