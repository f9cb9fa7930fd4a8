import pytest

from graph.build import build_graph
from graph.snapshot import Snapshot
from graph.verbalize import is_plural, say
from graph.verbs import for_many
from ingest.facts import Role, Said


def said(make_reading, *fact):
    graph = build_graph(make_reading("# T\na line\n", (2, *fact))).graph
    snapshot = Snapshot(graph)
    edge = next(edge for edge in graph.edges if edge.readers == ("hand",))
    return (
        say(edge, snapshot),
        say(edge, snapshot, inverse=False),
        say(edge, snapshot, inverse=True),
    )


@pytest.mark.parametrize(
    ("fact", "forward", "backward"),
    [
        (
            ("Fraud", "Use Case", "Typical Models", "CatBoost", "Typical Models"),
            "The Fraud use case typically uses CatBoost.",
            "CatBoost is typically used for the Fraud use case.",
        ),
        (
            ("Batch Scoring", "Pattern", "Use Case", "credit risk", "Use Case", "monthly", "EU"),
            "The Batch Scoring pattern suits the credit risk use case (monthly; EU).",
            "The credit risk use case is suited by the Batch Scoring pattern (monthly; EU).",
        ),
        (
            ("Problem Framing", "Step", "Key Questions", "Is it needed?", "Key Questions"),
            "The Problem Framing step asks the question “Is it needed?”.",
            "The question “Is it needed?” is asked in the Problem Framing step.",
        ),
        (
            ("Data Sources", Role.DIAGRAM, Said.FEEDS, "Feature Store", Role.DIAGRAM),
            "Data Sources feed into Feature Store.",
            "Feature Store is fed by Data Sources.",
        ),
        (
            ("Business Goals", Role.TREE, Said.BRANCH, "gRPC layer", Role.TREE),
            "Business Goals branch into gRPC layer.",
            "gRPC layer branches from Business Goals.",
        ),
        (
            ("Redis", "Store", "Latency (ms)", "0.5", "Latency (ms)"),
            "Redis has latency (ms): 0.5.",
            "0.5 is a latency (ms) of Redis.",
        ),
        (
            ("GPUs", "Item", "Rack unit", "two", "Rack unit"),
            "GPUs have rack unit: two.",
            "Two is a rack unit of GPUs.",
        ),
        (
            ("Kafka", "Tool", "Pick when", "order matters", Role.PROSE),
            "Kafka is chosen when order matters.",
            "Order matters is a case for Kafka.",
        ),
        (
            ("Kafka", "Tool", "Pick when", "replay", Role.PROSE),
            "Kafka is meant for replay.",
            "Replay calls for Kafka.",
        ),
        (
            ("Saga", "Way", "Avoid when", "teams share a database", Role.PROSE),
            "Saga is avoided when teams share a database.",
            "Teams share a database is a case against Saga.",
        ),
        (
            ("Bursts", "Situation", "Reach for", "Kafka", "Reach for"),
            "Bursts call for Kafka.",
            "Kafka is called for by Bursts.",
        ),
        (
            ("Mould", "Case", "calls for", "throw it away", Role.PROSE),
            "Mould calls for: throw it away.",
            "Throw it away is called for by Mould.",
        ),
        (
            ("Jonas", Role.NONE, "is responsible for", "shaping", Role.PROSE),
            "Jonas is responsible for shaping.",
            "Shaping is the responsibility of Jonas.",
        ),
        (
            ("Last review", Role.NONE, Said.DEFINITION, "May", Role.PROSE),
            "Last review is May.",
            "May describes Last review.",
        ),
        (
            ("Find the jar", Role.NONE, Said.DEFINITION, "LIST JARS", Role.PROSE),
            "Find the jar: LIST JARS.",
            "LIST JARS describe Find the jar.",
        ),
        (
            ("Lost badge", "Case", "calls for", "ask the porter", Role.PROSE),
            "Lost badge calls for: ask the porter.",
            "Ask the porter is called for by Lost badge.",
        ),
        (
            ("the pump is hot", "Case", "calls for", "wait", Role.PROSE),
            "If the pump is hot: wait.",
            "Wait is called for by the pump is hot.",
        ),
        (
            ("Keys", Role.PROSE, Said.DEFINITION, "ask the porter, never the guard", Role.PROSE),
            "Keys: ask the porter, never the guard.",
            "Ask the porter, never the guard describes Keys.",
        ),
        (
            ("kiln_log", Role.PROSE, Said.DEFINITION, "must be closed by noon", Role.PROSE),
            "kiln_log must be closed by noon.",
            "Must be closed by noon describes kiln_log.",
        ),
        (
            ("Rules", Role.HEADING, Said.INCLUDES, "Never leave the kiln alone at night", ""),
            "Under “Rules”: Never leave the kiln alone at night.",
            "Never leave the kiln alone at night is part of Rules.",
        ),
        (
            ("Kilns", Role.HEADING, Said.NOTE, "Two of them are old", ""),
            "Kilns have the note: Two of them are old.",
            "Two of them are old is a note on Kilns.",
        ),
        (
            ("Close the lid", "", "precedes", "Open the vent", ""),
            "“Close the lid” precedes “Open the vent”.",
            "“Open the vent” follows “Close the lid”.",
        ),
        (
            ("Open the vent", "", "Command", "kilnctl vent", ""),
            "Open the vent: kilnctl vent.",
            "Kilnctl vent runs Open the vent.",
        ),
        (
            ("Overheating", "", "Remedy", "Open the vent", ""),
            "Overheating is addressed by: Open the vent.",
            "Open the vent addresses Overheating.",
        ),
        (
            ("k6", Role.PROSE, Said.DEFINITION, "a load tester.", Role.PROSE),
            "k6 is a load tester.",
            "A load tester. describes k6.",
        ),
        (
            ("Ingest pattern", "Pattern", "is faster than", "real-time features", "Feature"),
            "The Ingest pattern is faster than real-time features.",
            "Real-time features are slower than the Ingest pattern.",
        ),
    ],
)
def test_both_ways(make_reading, fact, forward, backward):
    natural, outward, inward = said(make_reading, *fact)
    assert (outward, inward) == (forward, backward)
    assert natural == forward


def test_options_and_examples_read_from_their_own_end(make_reading):
    natural, forward, _ = said(
        make_reading, "Latency", "Tradeoff", "Options", "Light models", "Options"
    )
    assert natural == "Light models are an option of the Latency tradeoff."
    assert forward == "The Latency tradeoff has option: Light models."


def test_a_passage_is_quoted_in_short(make_reading):
    graph = build_graph(
        make_reading("# T\n# U\na\n", (3, "T", Role.HEADING, "is", "x y", ""))
    ).graph
    about = next(edge for edge in graph.edges if edge.relation == "ABOUT")
    assert say(about, Snapshot(graph)) == "The section “T” is about T."


def test_nothing_is_no_subject(make_reading):
    natural, _, _ = said(make_reading, "Logbook", "Tool", "Alternatives", "none", "Alternatives")
    assert natural == "Logbook has alternative: none."


@pytest.mark.parametrize(
    "name", ["GPUs", "Data Sources", "Metrics", "Points (in a plane)", "Types of fog"]
)
def test_plural(name):
    assert is_plural(name)


@pytest.mark.parametrize(
    "name",
    [
        *("GPU", "Kubernetes", "Analysis", "bus", "Access", "News", "", "Position bias"),
        *("kiln_logs", "mart.routes", "KilnDoors", "Share of readers", "How a letter travels"),
        "Pause the kilns",
    ],
)
def test_no_plural(name):
    assert not is_plural(name)


@pytest.mark.parametrize(
    ("one", "many"),
    [("uses", "use"), ("carries", "carry"), ("caches", "cache"), ("goes", "go"), ("is", "are")],
)
def test_a_verb_agrees_with_many(one, many):
    assert for_many(one) == many
