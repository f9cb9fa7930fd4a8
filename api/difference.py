"""What an ingest changed, or would change: which two generations are compared."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from api.errors import NoSuchGeneration
from api.handbook import Handbook, build
from api.history import generation_before
from api.settings import Settings
from api.wiring import open_store
from graph.diff import Difference, difference
from graph.errors import NoGraph
from graph.model import Graph
from graph.store import GraphStore
from ingest.gather import Failure


@dataclass(frozen=True, slots=True)
class Compared:
    """Two generations and what differs between them."""

    before: Graph | None
    after: Graph
    difference: Difference
    failures: tuple[Failure, ...] = ()
    """Files that were left out of the later one."""


def between(settings: Settings, earlier: str | None = None, later: str | None = None) -> Compared:
    """Compare two generations of the store.

    Args:
        settings: name the store.
        earlier: a generation or its first digits; None for the one before the live one.
        later: the same; None for the live one.

    Raises:
        NoGraph: nothing has been ingested.
        NoSuchGeneration: the store holds none of this name, or none before the live one.
    """
    with closing(open_store(settings)) as store:
        live = store.live()
        if live is None:
            raise NoGraph(
                f"Nothing has been ingested into {settings.data_dir} yet: "
                "run `designbook ingest PATH` first."
            )
        after = store.load(_named(store, later) if later else live)
        start = _named(store, earlier) if earlier else generation_before(settings, store)
        if start is None:
            raise NoSuchGeneration(
                "No earlier generation is kept: ingest a changed handbook first, or compare with "
                "one that is not ingested yet by `designbook diff PATH`."
            )
        before = store.load(start)
    return Compared(before, after, difference(before, after))


def would_change(settings: Settings, handbook: Handbook) -> Compared:
    """Compare the live generation with what an ingest of the handbook would make; write nothing.

    Raises:
        IngestError: a path cannot be read as Markdown.
        GraphError: the handbook states nothing, or its mapping file is wrong.
    """
    gathered, built = build(handbook)
    with closing(open_store(settings)) as store:
        live = store.live()
        before = store.load(live) if live else None
    return Compared(before, built.graph, difference(before, built.graph), gathered.failures)


def _named(store: GraphStore, name: str) -> str:
    """Return the one generation of the store that begins with a name."""
    kept = store.generations()
    found = [generation for generation in kept if generation.startswith(name)]
    if len(found) != 1:
        what = "several generations that begin" if found else "no generation that begins"
        raise NoSuchGeneration(
            f"The store holds {what} with {name!r}: name one of {', '.join(kept)}."
        )
    return found[0]
