"""A pottery studio's handbook, read, indexed and ready to be asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.answerer import Answerer
from retrieval.embedding.embedder import Embedder
from retrieval.indexing.index import Index, build_index, open_index
from retrieval.indexing.vector_cache import VectorCache

HANDBOOK = """\
# Studio Handbook

How our pottery studio works, from raw clay to the finished pot.

## 1. Clay Bodies

| Use Case | Typical Clay |
|----------|--------------|
| Mugs | Stoneware, Porcelain |
| Planters | Earthenware, Terracotta |
| Lamps | Porcelain |

## 2. Workshop Layers

```
Wedging → Throwing → Trimming → Drying → Bisque Kiln
```

## 3. Firing Plan

| Step | Key Questions |
|------|---------------|
| Loading | Is every pot dry? Do shelves hold? |
| Ramping | How fast? Which cone? |
| Soaking | How long? |
| Cooling | When may the door open? |

## 4. Watching the Kiln

| Type | What to Monitor |
|------|-----------------|
| Overfiring | Glaze runs |
| Thermal shock | Cracked rims |

Tools: Pyrometer, Witness Cones, Orton Logger

Refiring Triggers:
- Pinholes in the glaze
- Underfired body
- Customer return

## 5. Kiln Patterns

| Pattern | Use Case |
|---------|----------|
| Electric Firing | Mugs, tiles |
| Wood Firing | Sculptures |

**Kiln Tools**: Skutt, Nabertherm

## 6. Tradeoffs

| Tradeoff | Options |
|----------|---------|
| Strength | Thick walls vs thin walls (Stoneware vs Porcelain) |
| Colour | Oxidation vs reduction |

## 7. Storage

Glaze buckets are stored in the cellar, because frost spoils them. Every bucket carries a label
with its recipe and the date of mixing. The cellar key hangs beside the pug mill.
"""


@pytest.fixture(scope="session")
def studio_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    file = tmp_path_factory.mktemp("studio") / "studio.md"
    file.write_text(HANDBOOK, encoding="utf-8")
    return Snapshot(build_graph(read([Path(file)])).graph)


@pytest.fixture(scope="session")
def studio_index(
    studio_snapshot: Snapshot, minilm: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Index:
    folder = tmp_path_factory.mktemp("studio-index")
    cache = VectorCache(folder / "vectors.sqlite")
    build_index(studio_snapshot, minilm, cache, folder / "index")
    return open_index(folder / "index", studio_snapshot, minilm)


@pytest.fixture(scope="session")
def studio(studio_snapshot: Snapshot, studio_index: Index, minilm: Embedder) -> Answerer:
    return Answerer(studio_snapshot, studio_index, minilm)


@pytest.fixture(scope="session")
def ask_about(
    minilm: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Answerer]:
    """Reads and indexes a handbook, each once for all tests."""
    known: dict[Path, Answerer] = {}

    def prepare(path: Path) -> Answerer:
        if path not in known:
            folder = tmp_path_factory.mktemp("asked")
            snapshot = Snapshot(build_graph(read([path])).graph)
            with VectorCache(folder / "vectors.sqlite") as cache:
                build_index(snapshot, minilm, cache, folder / "index")
            known[path] = Answerer(snapshot, open_index(folder / "index", snapshot, minilm), minilm)
        return known[path]

    return prepare


@pytest.fixture(scope="session")
def bundled(ask_about: Callable[[Path], Answerer]) -> Answerer:
    """The handbook that comes with the program."""
    return ask_about(Path(__file__).parents[4] / "handbook" / "ml-system-design.md")
