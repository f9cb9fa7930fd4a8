from pathlib import Path

import pytest

from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.indexing.entries import Channel, entries

TEXT = """\
# Decisions

## One oven for both shops

### Consequences

Bread travels by bicycle each morning.

## No more sugar flowers

### Consequences

Cakes are finished an hour earlier.

## Prices

A loaf costs four coins in both shops.
"""


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    (tmp_path / "decisions.md").write_text(TEXT, "utf-8")
    return Snapshot(build_graph(read([tmp_path])).graph)


def test_a_title_that_sections_share_stands_behind_the_one_above_it(snapshot):
    titles = snapshot.titles
    told = {
        node.text: titles.of(node.evidence[0])
        for node in snapshot.graph.nodes
        if node.kind == "Passage"
    }
    assert told == {
        "Bread travels by bicycle each morning.": "One oven for both shops, Consequences",
        "Cakes are finished an hour earlier.": "No more sugar flowers, Consequences",
        "A loaf costs four coins in both shops.": "Prices",
    }


def test_what_stands_below_it_is_found_behind_both(snapshot):
    texts = {e.text for e in entries(snapshot) if e.channel is Channel.SENTENCE}
    assert "No more sugar flowers, Consequences: Cakes are finished an hour earlier." in texts
