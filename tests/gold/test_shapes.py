"""Handbooks of many shapes: the graph holds the facts written down by hand, and no others."""

from pathlib import Path

import pytest

from graph.build import build_graph
from ingest.reader import read
from tests.gold.scoring import read_gold, score

SHAPES = sorted((Path(__file__).parent.parent / "data" / "shapes").glob("*.tsv"))


@pytest.mark.parametrize("gold", SHAPES, ids=lambda path: path.stem)
def test_facts_of_a_shape(gold: Path) -> None:
    result = score(build_graph(read([gold.with_suffix(".md")])).graph, read_gold(gold))

    assert result.recall >= 0.95, result
    assert result.precision >= 0.97, result
