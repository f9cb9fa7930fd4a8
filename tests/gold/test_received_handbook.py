"""The handbook as received, damage included: every fact, and none that it does not state."""

from pathlib import Path

import pytest

from graph.build import build_graph
from ingest.reader import read
from tests.gold.scoring import read_gold, score

ROOT = Path(__file__).parents[2]
RECEIVED = ROOT.parent / "shared" / "handbook" / "handbook.md"
GOLD = ROOT / "tests" / "data" / "gold" / "received_handbook.tsv"


@pytest.mark.skipif(not RECEIVED.exists(), reason="the received handbook is not beside the project")
def test_every_fact_and_no_other() -> None:
    result = score(build_graph(read([RECEIVED])).graph, read_gold(GOLD))

    assert result.recall == 1.0, result
    assert result.precision == 1.0, result
