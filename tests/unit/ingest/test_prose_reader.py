"""The few forms that prose is read in, and many that it is not."""

import pytest

from ingest.document import Document
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def told(text):
    facts = read_facts(Document("t.md", "T", parse(f"# H\n\n{text}\n", "t.md"), (), "")).facts
    return [(f.subject.text, f.relation, f.object.text) for f in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A feature store is a system that keeps features.",
            ("feature store", "is", "a system that keeps features"),
        ),
        ("Redis is an in-memory store.", ("Redis", "is", "an in-memory store")),
        ("PSI means population stability index.", ("PSI", "is", "population stability index")),
        ("Redis supports streams.", ("Redis", "supports", "streams")),
        ("Hashing is commonly used for sharding.", ("Hashing", "is used for", "sharding")),
        ("ONNX is faster than PyTorch.", ("ONNX", "is faster than", "PyTorch")),
        ("SQL is more mature than NoSQL for joins.", ("SQL", "is more mature than", "NoSQL")),
        ("We deploy message brokers such as Kafka.", ("message brokers", "example", "Kafka")),
    ],
)
def test_statements(text, expected):
    assert told(text) == [expected]


def test_lists_in_sentences():
    assert told("Vector stores such as Milvus, Qdrant and Faiss reduce work.") == [
        ("Vector stores", "example", "Milvus"),
        ("Vector stores", "example", "Qdrant"),
        ("Vector stores", "example", "Faiss"),
    ]
    assert told("Embeddings are used for search and ranking.") == [
        ("Embeddings", "is used for", "search"),
        ("Embeddings", "is used for", "ranking"),
    ]
    assert told("A guide for engineers, covering cost, scale and drift.") == [
        ("H", "covers", "cost"),
        ("H", "covers", "scale"),
        ("H", "covers", "drift"),
    ]


def test_the_condition_of_a_comparison():
    facts = read_facts(
        Document("t.md", "T", parse("# H\n\nA1 is cheaper than B1, if idle.\n", "t.md"), (), "")
    ).facts
    assert facts[0].qualifiers == ("if idle",)


@pytest.mark.parametrize(
    "text",
    [
        "This is a test.",
        "It is a queue.",
        "There is a limit.",
        "The goal is a simple system.",
        "In practice this is a problem.",
        "If load is a concern, scale out.",
        "What is a queue?",
        "Latency is low.",
        "We have used it for years.",
        "Teams that grow fast usually have no time.",
        "It is faster than before.",
    ],
)
def test_what_prose_does_not_state(text):
    assert told(text) == []


def test_each_sentence_has_its_lines():
    text = "# H\n\nWe begin here. Redis is\na store. More follows.\n"
    (fact,) = read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts
    assert (fact.span.line_start, fact.span.line_end) == (3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PII is any data that points to one person.",
            ("PII", "is", "any data that points to one person"),
        ),
        (
            "A leak is information in the training data.",
            ("leak", "is", "information in the training data"),
        ),
        ("CDC stands for change data capture.", ("CDC", "is", "change data capture")),
        ("Drift is a change in meaning: the label moves.", ("Drift", "is", "a change in meaning")),
        ("The model registry is a catalogue.", ("model registry", "is", "a catalogue")),
        (
            "Edge inference is used for cars and for data at home.",
            ("Edge inference", "is used for", "cars and for data at home"),
        ),
    ],
)
def test_definitions_of_many_forms(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A flag is visible in the cluster.",
        "A shard is part of an index.",
        "The main reason is a lock.",
        "The result is a list.",
        "The cost of disks is a concern.",
    ],
)
def test_what_defines_nothing(text):
    assert told(text) == []


def test_it_is_what_the_sentence_before_defines():
    assert told("Redis is a store. It supports streams and scripts.")[1:] == [
        ("Redis", "supports", "streams"),
        ("Redis", "supports", "scripts"),
    ]
    assert told("Nobody knows. It supports streams.") == []


def test_another_name_in_prose():
    assert told("Windowing, also called bucketing, is a way to group events.") == [
        ("Windowing", "also called", "bucketing"),
        ("Windowing", "is", "a way to group events"),
    ]


def test_examples_end_before_the_verb():
    assert told("Caches such as Redis and Memcached keep hot feeds in memory.") == [
        ("Caches", "example", "Redis"),
        ("Caches", "example", "Memcached"),
    ]


def test_use_it_to_do_something_says_what_for():
    assert told("Use Rosin to wake the bow.") == [("Rosin", "is used for", "wake the bow")]


def test_what_is_done_with_a_thing_is_its_condition_and_no_further_thing():
    trained = "Kilnstat uses a small network, GlazeNet, trained each Sunday on old firings."
    assert told(trained) == [
        ("Kilnstat", "uses", "small network"),
        ("Kilnstat", "uses", "GlazeNet"),
    ]
    keeping = "Kilnlog uses PostgreSQL, keeping the rows for a year."
    assert told(keeping) == [("Kilnlog", "uses", "PostgreSQL")]
    assert told("Potter supports batching, tracing and caching.") == [
        ("Potter", "supports", "batching"),
        ("Potter", "supports", "tracing"),
        ("Potter", "supports", "caching"),
    ]
