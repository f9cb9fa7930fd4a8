"""Questions of several hops over small made-up collections, embedded by the real model."""

from dataclasses import replace

import numpy as np
import pytest

from graph.build import build_graph
from graph.model import Graph
from graph.schema import Kind
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.embedding.embedder import Embedder
from retrieval.indexing.entries import Channel
from retrieval.indexing.index import build_index, open_index
from retrieval.indexing.vector_cache import VectorCache
from retrieval.passages.index import PassageIndex, from_snapshot
from retrieval.passages.question import best
from retrieval.passages.ranker import FEATURES

HARBOURS = [
    ("Marrow Lantern", "Marrow Lantern is a lighthouse on the east side of Quillon Bay."),
    (
        "Quillon Bay",
        "Quillon Bay was charted by Odile Farrant, who drew most of the northern coast.",
    ),
    ("Odile Farrant", "Odile Farrant studied in Tessel and kept bees until her death at 81."),
    ("Dunmere Light", "Dunmere Light is a lighthouse that was moved inland after a storm."),
    ("Skerry Light", "Skerry Light is a lighthouse whose keepers rowed out each week."),
    ("Lighthouses", "A lighthouse on a bay is seen farther when its lamp stands high."),
    ("Lamps", "Lamps of a lighthouse burned oil before they were electric."),
    ("Ottar Bay", "Ottar Bay is shallow; its side towards the sea is closed in winter."),
    ("Charts", "Whoever charted a bay measured its depth with a line."),
    ("Coast guards", "Coast guards watch the bay from the lighthouse at night."),
    ("Fog horns", "A fog horn helps where a lighthouse cannot be seen."),
    ("Harbour dues", "Harbour dues are paid by every ship that anchors in a bay."),
]
SERVICES = [
    ("Checkout", "Checkout writes every order through Palehorse before it answers."),
    ("Palehorse", "Palehorse is a queue that keeps its segments on Granite Volumes."),
    ("Granite Volumes", "Granite Volumes are encrypted and copied to a second site each hour."),
    ("Orders", "An order is written once; a retry finds the order that stands there."),
    ("Checkout page", "The page of the checkout shows the sum of an order."),
    ("Payments", "A payment is checked before the order is confirmed."),
    ("Backups", "Every order is part of the nightly backup of its table."),
    ("Retries", "A client that hears nothing writes its order again."),
    ("Receipts", "A receipt is sent for each order that was paid."),
    ("Catalogue", "The catalogue is read a hundred times for every order written."),
]


def build(passages: list[tuple[str, str]], minilm: Embedder) -> PassageIndex:
    texts = [f"{title}\n{text}" if title else text for title, text in passages]
    return PassageIndex(passages, minilm.embed(texts))


def ranked(index: PassageIndex, question: str, minilm: Embedder, k: int) -> list[int]:
    return [hit.passage for hit in index.rank(question, minilm.embed([question])[0], k)]


def dense(passages: list[tuple[str, str]], question: str, minilm: Embedder, k: int) -> list[int]:
    rows = minilm.embed([f"{title}\n{text}" if title else text for title, text in passages])
    return best(rows @ minilm.embed([question])[0], k).tolist()


@pytest.mark.parametrize(
    ("passages", "question", "needed"),
    [
        (
            HARBOURS,
            "Who charted the bay on whose side the lighthouse Marrow Lantern stands?",
            {0, 1},
        ),
        (SERVICES, "On what are the segments kept that Checkout writes orders through?", {0, 1}),
    ],
)
def test_second_hop_is_found_where_the_embedding_alone_misses_it(
    passages, question, needed, minilm
):
    assert not needed <= set(dense(passages, question, minilm, 2))
    assert set(ranked(build(passages, minilm), question, minilm, 2)) == needed


def test_third_hop_is_found_from_the_second(minilm):
    question = "Where did the person study who charted the bay of the lighthouse Marrow Lantern?"
    assert 2 not in dense(HARBOURS, question, minilm, 3)
    assert set(ranked(build(HARBOURS, minilm), question, minilm, 3)) == {0, 1, 2}


def test_hop_is_found_with_titles_hidden(minilm):
    hidden = [("", text) for _, text in HARBOURS]
    question = "Who charted the bay on whose side the lighthouse Marrow Lantern stands?"
    assert set(ranked(build(hidden, minilm), question, minilm, 2)) == {0, 1}


def test_hit_says_what_it_was_made_from_and_where_it_was_reached_from(minilm):
    question = "Who charted the bay on whose side the lighthouse Marrow Lantern stands?"
    hits = build(HARBOURS, minilm).rank(question, minilm.embed([question])[0], 3)
    assert all(tuple(hit.features) == FEATURES for hit in hits)
    second = next(hit for hit in hits if hit.passage == 1)
    assert second.after == 0
    assert second.features["answers_left"] > 0
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_comparison_follows_both_beginnings(minilm):
    passages = [
        *HARBOURS,
        ("Vessel Amaranth", "Vessel Amaranth was built by Juno Pell."),
        ("Juno Pell", "Juno Pell was born in 1804 in Tessel."),
        ("Vessel Corvane", "Vessel Corvane was built by Aldous Rime."),
        ("Aldous Rime", "Aldous Rime was born in 1811 in Quern."),
    ]
    question = "Whose builder was born earlier, Vessel Amaranth's or Vessel Corvane's?"
    assert set(ranked(build(passages, minilm), question, minilm, 4)) == {12, 13, 14, 15}


def test_same_question_gives_the_same_ranking(minilm):
    question = "On what are the segments kept that Checkout writes orders through?"
    vector = minilm.embed([question])[0]
    first, second = build(SERVICES, minilm), build(SERVICES, minilm)
    assert first.rank(question, vector, 10) == second.rank(question, vector, 10)


def test_one_passage_is_enough(minilm):
    index = build([("Quillon Bay", "Quillon Bay is deep.")], minilm)
    assert ranked(index, "How deep is Quillon Bay?", minilm, 5) == [0]


@pytest.mark.parametrize("question", ["", "???", "\x00", "海辺の灯台", "bay " * 25_000])
def test_any_text_is_a_question(question, minilm):
    index = build(HARBOURS, minilm)
    assert len(ranked(index, question, minilm, 5)) <= 5


def test_nothing_in_common_finds_nothing():
    index = PassageIndex([("", "alpha"), ("", "beta")], np.eye(2, 3, dtype=np.float32))
    assert index.rank("gamma", np.asarray([0, 0, 1], dtype=np.float32), 5) == []


def opened(graph: Graph, folder, minilm):
    snapshot = Snapshot(graph)
    with VectorCache(folder / "vectors.sqlite") as cache:
        build_index(snapshot, minilm, cache, folder / "index")
    return snapshot, open_index(folder / "index", snapshot, minilm)


def test_handbook_is_searched_with_its_headings_as_titles(tmp_path, minilm):
    handbook = tmp_path / "handbook.md"
    chapters = "".join(f"## {title}\n\n{text}\n\n" for title, text in SERVICES)
    handbook.write_text(f"# Services\n\n{chapters}", encoding="utf-8")
    snapshot, index = opened(build_graph(read([handbook])).graph, tmp_path, minilm)
    passages = from_snapshot(snapshot, index)
    assert passages is not None
    question = "On what are the segments kept that Checkout writes orders through?"
    start = index.positions(Channel.PASSAGE).start
    found = [index.entries[start + at].source for at in ranked(passages, question, minilm, 2)]
    assert {source.heading_path[-1] for source in found} == {"Checkout", "Palehorse"}


def test_handbook_without_passages_has_no_passage_index(tmp_path, minilm, snapshot):
    kept = tuple(node for node in snapshot.graph.nodes if node.kind is not Kind.PASSAGE)
    ids = {node.id for node in kept}
    edges = tuple(e for e in snapshot.graph.edges if {e.source, e.target} <= ids)
    bare = replace(snapshot.graph, nodes=kept, edges=edges)
    assert from_snapshot(*opened(bare, tmp_path, minilm)) is None
