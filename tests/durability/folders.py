"""What must be true of a data folder at any moment, and what an undisturbed ingest leaves."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing

from neo4j import GraphDatabase

from api.doctor.finding import Level
from api.doctor.folder import leftovers
from api.history import generation_before
from api.local_index import open_local
from api.service import live_snapshot
from api.settings import GraphBackend, Settings
from api.views import answer_out
from api.wiring import open_indexes, open_store
from retrieval.answerer import Answerer
from retrieval.embedding.embedder import Embedder
from tests.durability.editions import QUESTIONS, marks_in

STRAY = (
    "MATCH (n) WHERE n.generation IS NOT NULL AND NOT n.generation IN $kept"
    " RETURN labels(n) AS labels, n.generation AS generation, count(*) AS rows",
    "MATCH (n:SearchIndex|Generation) WHERE n.state <> 'whole' RETURN properties(n) AS found",
    "MATCH (n:IndexEntry) WHERE NOT EXISTS { MATCH (:SearchIndex {id: n.index}) }"
    " RETURN n.index AS index, count(*) AS rows",
)
"""What finds rows in a Neo4j that belong to nothing that is in use."""


def served(settings: Settings, embedder: Embedder) -> tuple[str, str]:
    """Answer from the folder as a service does; give generation and mark of the answers.

    The store's graph has its hash, the index that of its manifest, and all answers carry one mark.
    """
    snapshot = live_snapshot(settings)
    with closing(open_indexes(settings)) as indexes:
        index, _ = open_local(settings, indexes, snapshot, embedder)
        assert index.manifest.generation == snapshot.generation
        answerer = Answerer(snapshot, index, embedder)
        found = {
            answered(answer_out(answerer.answer(question)).model_dump_json())
            for question in QUESTIONS
        }
    assert len(found) == 1, f"answers of several generations: {found}"
    return snapshot.generation, found.pop()


def check_rows(settings: Settings, kept: Collection[str | None]) -> None:
    """See that a Neo4j holds no row of another generation, nor of an index that is not whole."""
    auth = (settings.neo4j_username, settings.neo4j_password.get_secret_value())
    with GraphDatabase.driver(settings.neo4j_uri, auth=auth) as driver:
        for query in STRAY:
            found = driver.execute_query(query, kept=list(kept)).records
            assert not found, (query, [record.values() for record in found])


def answered(response: str) -> str:
    """Return the mark of an answer; fails for a mixture and for an answer without one."""
    marks = marks_in(response)
    assert len(marks) == 1, f"not of one generation: {marks}: {response}"
    return marks.pop()


def check_tidy(settings: Settings) -> None:
    """See that the folder holds the live generation, the one before it, and nothing half done."""
    with closing(open_store(settings)) as store:
        live = store.live()
        generations = store.generations()
        kept = (live, generation_before(settings, store))
    finding = leftovers(settings, generations, kept)
    assert finding.level is Level.OK, finding.says
    if settings.graph_backend is GraphBackend.NEO4J:
        check_rows(settings, kept)
    hidden = [p for p in settings.data_dir.rglob(".*") if "models" not in p.parts]
    assert not hidden, hidden
