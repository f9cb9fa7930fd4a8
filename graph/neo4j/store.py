"""The store in a Neo4j: labels are the kinds, relationship types the relations.

A generation is loaded in batches, each a transaction of its own, while a ``:Generation`` node says
that it is being written; the last transaction says that it is whole. So a graph of any size fits
into a server with little memory, and a reader, who looks at whole generations only, never sees a
part. What a killed writer left is removed by the next one, under a lock that the server holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, LiteralString, TypeVar

from neo4j import ManagedTransaction, Record

from graph.errors import EdgeNotFound, NodeNotFound, NoGraph, StoreDamaged, StoreUnavailable
from graph.generation import generation_of
from graph.model import Edge, Graph, Node
from graph.neo4j import index_queries as index_cypher
from graph.neo4j import queries as cypher
from graph.neo4j.connection import Connection, Lock, values_of
from graph.neo4j.errors import Access, WritersBusy
from graph.neo4j.reading import Neo4jQueries, complete
from graph.neo4j.rows import check, rows_of, to_edge, to_file, to_node, to_relation
from graph.reader import GraphReader
from graph.stored_reader import Queries, StoredReader

T = TypeVar("T")

PAGE = 2_000
"""Nodes or relations read by one query."""
PAGE_OF_FILES = 10
SOURCES_AT_ONCE = 500
"""Nodes whose edges are read by one query."""
REMOVED_AT_ONCE = 2_000
SCHEMA_SECONDS = 300
"""How long an index of a database with much in it may take to be built."""
PATIENCE_OF_DISCARD = 2.0
"""Seconds that removing waits for a writer; the next writer removes what is left."""


class Neo4jStore:
    """``GraphStore`` in a database of its own of a Neo4j 5.26 or newer.

    The first ``put`` makes constraints and indexes. Raises ``StoreUnavailable`` where the server
    cannot be reached, refuses or is too old, or where another process writes for too long;
    ``StoreDamaged`` where a generation is not what was put.
    """

    def __init__(self, access: Access) -> None:
        self._db = Connection(access)
        self._name = access.name
        self._prepared = False

    def live(self) -> str | None:
        """Return the live generation, None where nothing was published."""
        return self._store()[1]

    def generations(self) -> tuple[str, ...]:
        """Return all whole generations, sorted."""
        self._store()
        return tuple(sorted(values_of(self._db.read(cypher.GENERATIONS))))

    def put(self, graph: Graph) -> None:
        """Write a generation in batches, visible with the last one; one that is there stays.

        Raises ``ValueError`` for a graph whose edges name nodes or relations that it lacks.
        """
        check(graph)
        self._prepare()
        with self._db.locked() as lock:
            self._remove_leftovers(lock)
            if not self._is_whole(graph.generation):
                self._remove(graph.generation, lock)  # rows whose ``Generation`` is lost
                self._write(graph, lock)

    def activate(self, generation: str) -> None:
        """Make a generation the live one; raises ``NoGraph`` if it is not there."""
        self._store()

        def switch(tx: ManagedTransaction) -> bool:
            found = tx.run(cypher.LOCK_STORE).single()
            if found is None or tx.run(cypher.IS_WHOLE, generation=generation).single() is None:
                return False
            tx.run(cypher.ACTIVATE, generation=generation).consume()
            return True

        if not self._db.together(switch):
            raise self._no_graph(generation)

    def load(self, generation: str) -> Graph:
        """Return a generation, checked against its hash."""
        self._store()
        if not self._is_whole(generation):
            raise self._no_graph(generation)
        try:
            graph = self._load(generation)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self._check_still_there(generation)
            raise self._damaged(f"an entry is malformed: {error}") from error
        self._check_still_there(generation)
        if generation_of(graph) != generation:
            raise self._damaged("its content does not match its hash")
        return graph

    def reader(self, generation: str) -> GraphReader:
        """Return what reads parts of a generation; each question is a transaction of its own.

        The rows of an earlier version are completed first, which takes the right to write.
        """
        self._store()
        found = values_of(self._db.read(cypher.FORMAT_OF, generation=generation))
        if not found:
            raise self._no_graph(generation)
        if found != [cypher.FORMAT]:
            complete(self._db, generation)

        def ask(job: Callable[[Queries], T], /) -> T:
            return self._ask(generation, job)

        return StoredReader(generation, ask)

    def _ask(self, generation: str, job: Callable[[Queries], T]) -> T:
        def asked(tx: ManagedTransaction) -> tuple[T] | None:
            found = job(Neo4jQueries(tx, generation))
            # Asked last: what was read while another process removed it is not the generation.
            is_whole = tx.run(cypher.IS_WHOLE, generation=generation).single() is not None
            return (found,) if is_whole else None

        try:
            found = self._db.look(asked)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self._check_still_there(generation)
            raise self._damaged(f"an entry is malformed: {error}") from error
        except (NodeNotFound, EdgeNotFound):
            self._check_still_there(generation)
            raise
        if found is None:
            raise self._no_graph(generation)
        return found[0]

    def discard(self, generation: str) -> None:
        """Remove a generation; raises ``ValueError`` for the live one.

        It is out of sight at once. While another process writes, its rows stay until the next put.
        """
        self._store()

        def hide(tx: ManagedTransaction) -> None:
            found = tx.run(cypher.LOCK_STORE).single()
            if found is not None and found["live"] == generation:
                raise ValueError(f"generation {generation} is live; activate another one first")
            tx.run(cypher.HIDE_GENERATION, generation=generation).consume()

        self._db.together(hide)
        if not self._db.read(cypher.LEFTOVERS):
            return
        try:
            with self._db.locked(PATIENCE_OF_DISCARD) as lock:
                self._remove_leftovers(lock)
        except WritersBusy:
            return

    def reset(self) -> None:
        """Remove all generations and indexes, in whatever state; what is not ours stays."""
        self._store()
        self._db.write(cypher.ADD_STORE, version=cypher.VERSION)
        with self._db.locked() as lock:
            self._db.write(cypher.FORGET_LIVE)
            for statement in (*cypher.RESET, *index_cypher.RESET):
                while sum(values_of(self._db.write(statement, limit=REMOVED_AT_ONCE))):
                    _keep(lock)
        self._prepared = False

    def close(self) -> None:
        """Close the connections; the store cannot be used afterwards."""
        self._db.close()

    def _store(self) -> tuple[bool, str | None]:
        """Tell whether the database is a store of ours already, and its live generation."""
        found = self._db.read(cypher.STORE)
        if not found:
            return False, None
        version = found[0]["version"]
        if not isinstance(version, int) or version > cypher.VERSION:
            raise StoreUnavailable(
                f"The store in {self._name} was written by a newer Designbook (format {version},"
                f" this one knows {cypher.VERSION}); upgrade, or use another database."
            )
        return True, found[0]["live"]

    def _prepare(self) -> None:
        """Make constraints, indexes and the store's own nodes, unless they are there."""
        is_there, _ = self._store()
        if self._prepared:
            return
        if not is_there or values_of(self._db.read(cypher.HAS_SCHEMA)) != [len(cypher.SCHEMA)]:
            for statement in cypher.SCHEMA:
                self._db.write(statement)
            self._db.read(cypher.AWAIT_SCHEMA, seconds=SCHEMA_SECONDS)
            self._db.write(cypher.ADD_STORE, version=cypher.VERSION)
        self._prepared = True

    def _is_whole(self, generation: str) -> bool:
        return bool(self._db.read(cypher.IS_WHOLE, generation=generation))

    def _write(self, graph: Graph, lock: Lock) -> None:
        generation = graph.generation
        self._db.write(cypher.ADD_GENERATION, generation=generation)
        for statement, rows in rows_of(graph):
            _keep(lock)
            written = values_of(self._db.write(statement, generation=generation, rows=rows))
            if written != [len(rows)]:
                raise self._damaged("rows vanished while they were written")
        # On the transaction that holds the lock: who has lost it publishes nothing.
        finish = {"generation": generation, "format": cypher.FORMAT}
        if not lock.run(cypher.FINISH_GENERATION, **finish):
            raise self._damaged("the generation vanished while it was written")

    def _remove_leftovers(self, lock: Lock) -> None:
        """Remove what was left half written or half removed; the caller holds the lock."""
        for generation in values_of(self._db.read(cypher.LEFTOVERS)):
            self._remove(generation, lock)

    def _remove(self, generation: str, lock: Lock) -> None:
        """Remove all that is of a generation, itself last."""
        for statement in (cypher.REMOVE_NODES, cypher.REMOVE_RELATIONS, cypher.REMOVE_FILES):
            while sum(self._removed(statement, generation)):
                _keep(lock)
        self._db.write(cypher.REMOVE_GENERATION, generation=generation)

    def _removed(self, statement: LiteralString, generation: str) -> list[int]:
        found = self._db.write(statement, generation=generation, limit=REMOVED_AT_ONCE)
        return values_of(found)

    def _load(self, generation: str) -> Graph:
        """Read page by page; what is sorted here is in the order of ``graph.model``."""
        nodes = self._pages(cypher.NODES, to_node, "id", generation, PAGE)
        relations = self._pages(cypher.RELATIONS, to_relation, "name", generation, PAGE)
        files = self._pages(cypher.FILES, to_file, "path", generation, PAGE_OF_FILES)
        edges = self._edges(generation, nodes)
        return Graph(
            generation,
            tuple(sorted(nodes, key=lambda node: node.id)),
            tuple(sorted(edges, key=lambda edge: edge.key)),
            tuple(sorted(relations)),
            tuple(sorted(files, key=lambda file: file.path)),
        )

    def _pages(
        self,
        query: LiteralString,
        read: Callable[[Record], T],
        key: str,
        generation: str,
        limit: int,
    ) -> list[T]:
        found: list[T] = []
        first: Any = ""
        while True:
            page = self._db.read(query, generation=generation, first=first, limit=limit)
            found += map(read, page)
            if len(page) < limit:
                return found
            first = page[-1][key] + "\0"  # the next text that there can be

    def _edges(self, generation: str, nodes: Sequence[Node]) -> Iterator[Edge]:
        for start in range(0, len(nodes), SOURCES_AT_ONCE):
            ids = [node.id for node in nodes[start : start + SOURCES_AT_ONCE]]
            yield from map(to_edge, self._db.read(cypher.EDGES, generation=generation, ids=ids))

    def _check_still_there(self, generation: str) -> None:
        """Raise ``NoGraph`` for a generation that was discarded while it was read."""
        if not self._is_whole(generation):
            raise self._no_graph(generation)

    def _no_graph(self, generation: str) -> NoGraph:
        return NoGraph(
            f"{self._name} holds no generation {generation}; run `designbook ingest` first."
        )

    def _damaged(self, why: str) -> StoreDamaged:
        return StoreDamaged(
            f"The store in {self._name} cannot be read ({why}); run `designbook ingest` again to"
            " rebuild it."
        )


def _keep(lock: Lock) -> None:
    """Use the lock's transaction, so that its connection does not look idle; notice its loss."""
    lock.run(cypher.STILL_THERE)
