"""Entries: what can be found, in which order, and with which source."""

from graph.model import Graph
from graph.snapshot import Snapshot
from graph.verbalize import say
from retrieval.indexing.entries import WORDED, Channel, entries, fingerprint, ranges
from retrieval.indexing.field_words import Absent, Field
from retrieval.lexicon.glosses import Meaning


def refs(snapshot: Snapshot, channel: Channel) -> list[str]:
    return [entry.ref for entry in entries(snapshot) if entry.channel is channel]


def test_channels_follow_one_another_in_the_order_of_the_graph(snapshot: Snapshot):
    found = entries(snapshot)
    assert ranges(found) == {
        Channel.FACT: range(2),
        Channel.PASSAGE: range(2, 4),
        Channel.NODE: range(4, 10),
        Channel.SENTENCE: range(10, 10),
        Channel.GLOSS: range(10, 10),
    }
    assert [entry.channel for entry in found] == [Channel.FACT] * 2 + [Channel.PASSAGE] * 2 + [
        Channel.NODE
    ] * 6


def test_facts_are_what_the_handbook_states(snapshot: Snapshot):
    assert refs(snapshot, Channel.FACT) == [
        "usecase:forecasting TYPICAL_MODEL model:prophet",
        "usecase:fraud TYPICAL_MODEL model:first",
    ]


def test_a_fact_is_a_sentence_behind_its_section_with_the_first_evidence(snapshot: Snapshot):
    entry = entries(snapshot)[0]
    edge = snapshot.out("usecase:forecasting")[0]
    assert entry.text == f"Models: {say(edge, snapshot)}"
    assert entry.source == edge.evidence[0]
    assert entry.node_ids == ("usecase:forecasting", "model:prophet")


def test_a_title_is_not_said_twice(snapshot: Snapshot):
    texts = {entry.ref: entry.text for entry in entries(snapshot)}
    assert texts["passage:1"] == "Models: Fraud: CatBoost"
    assert texts["passage:2"] == "Models for time series"


def test_a_node_is_its_name_with_its_other_wordings(snapshot: Snapshot):
    texts = {entry.ref: entry.text for entry in entries(snapshot)}
    assert texts["model:first"] == "CatBoost"
    assert texts["model:prophet"] == "Prophet (FB Prophet)"


def test_a_node_without_lines_takes_those_of_its_edge(snapshot: Snapshot):
    found = {entry.ref: entry for entry in entries(snapshot)}
    assert found["section:book"].source.line_start == 3


def test_what_cannot_be_cited_is_no_entry(snapshot: Snapshot):
    assert snapshot.node("section:empty")
    assert "section:empty" not in refs(snapshot, Channel.NODE)


def test_the_fingerprint_is_of_the_texts(snapshot: Snapshot):
    found = entries(snapshot)
    assert fingerprint(found) == fingerprint(entries(snapshot))
    assert fingerprint(found) != fingerprint(found[:-1])


def test_an_empty_graph_has_no_entries():
    found = entries(Snapshot(Graph("0" * 16, (), (), (), ())))
    assert found == ()
    assert set(ranges(found).values()) == {range(0)}


def test_what_the_field_says_comes_last_and_is_not_searched_for_words(snapshot: Snapshot):
    field = Field(
        (
            Meaning(("model:none",), ("?",), ()),
            Meaning(("model:prophet",), ("adds up trend and season", "seasons"), ("season",)),
        ),
        (Absent("kiln", ("oven",)),),
    )
    last = entries(snapshot, field)[-1]
    assert (last.channel, last.ref) == (Channel.GLOSS, "1 1")
    assert last.node_ids == ("model:prophet",)
    assert last.channel not in WORDED
    assert len(entries(snapshot, field)) == len(entries(snapshot)) + 2
