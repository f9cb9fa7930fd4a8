"""The bundled handbook: every fact of the lines that were read by hand, and no other there."""

from dataclasses import replace
from pathlib import Path

from graph.build import build_graph
from ingest.reader import read
from tests.gold.scoring import read_gold, score

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "gold" / "bundled_handbook.tsv"
FIRST, LAST = 18, 201
"""The sampled lines."""


def test_every_fact_of_the_sample_and_no_other() -> None:
    result = score(build_graph(read([ROOT / "handbook"])).graph, read_gold(GOLD))
    inside = tuple(line for line in result.wrong if FIRST <= int(line.split("-")[0]) <= LAST)
    result = replace(result, wrong=inside)

    assert result.recall == 1.0, result
    assert result.precision == 1.0, result
