"""What prose says that a thing does, what is done to it, and what is advised."""

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
        ("Events are stored in Kafka.", [("Events", "is stored in", "Kafka")]),
        (
            "Metrics are collected by Prometheus and shown in Grafana.",
            [("Metrics", "is collected by", "Prometheus"), ("Metrics", "is shown in", "Grafana")],
        ),
        (
            "Late rows are written to a side table and merged every hour.",
            [("Late rows", "is written to", "side table")],
        ),
        ("Jobs are run at night.", []),
        ("The job is run by hand.", []),
    ],
)
def test_what_is_done_to_a_thing(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Feature stores need an index.", [("Feature stores", "need", "index")]),
        ("A feature store serves training.", [("feature store", "serves", "training")]),
        ("Redis supports RESP only.", [("Redis", "supports", "RESP")]),
        ("Airflow uses a database to keep state.", [("Airflow", "uses", "database")]),
        ("Caching reduces load on the database.", [("Caching", "reduces", "load on the database")]),
        ("Unlike Redis, Kafka needs a disk.", [("Kafka", "needs", "disk")]),
        ("By default, Kafka uses batches.", [("Kafka", "uses", "batches")]),
        ("Redis uses memory for keys, disk for logs.", []),
        ("Training data is stored in S3.", [("Training data", "is stored in", "S3")]),
        ("Load balancers use probes.", [("Load balancers", "use", "probes")]),
        ("Using Redis requires care.", []),
        (
            "RAG is best for facts that change; tuning is best for style.",
            [("RAG", "is best for", "facts that change"), ("tuning", "is best for", "style")],
        ),
    ],
)
def test_what_a_thing_does(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Use Kafka when events must be replayed.",
            [("Kafka", "use when", "events must be replayed")],
        ),
        (
            "Use Redis for sessions and counters.",
            [("Redis", "is used for", "sessions"), ("Redis", "is used for", "counters")],
        ),
        ("Prefer Parquet over CSV.", [("Parquet", "is preferred over", "CSV")]),
        ("Avoid Redis when data is large.", [("Redis", "avoid when", "data is large")]),
        ("For small teams, choose SQLite.", [("SQLite", "is used for", "small teams")]),
        ("If data is relational, use Postgres.", [("Postgres", "use when", "data is relational")]),
        ("Use it when you must.", []),
        ("Pull is better when jobs live long.", [("Pull", "use when", "jobs live long")]),
    ],
)
def test_advice(text, expected):
    assert told(text) == expected


def test_advice_in_a_list_names_what_it_is_about():
    assert told("- Use Kafka when order matters\n- Use **redis** for caches") == [
        ("H", "includes", "Kafka"),
        ("Kafka", "use when", "order matters"),
        ("H", "includes", "redis"),
        ("redis", "is used for", "caches"),
    ]
    assert told("- Use caching for hot keys") == [("H", "includes", "Use caching for hot keys")]


def test_an_item_that_is_a_sentence_about_a_marked_name():
    assert told("- **Parquet** supports compression. It needs a schema.") == [
        ("H", "includes", "Parquet"),
        ("Parquet", "supports", "compression"),
        ("Parquet", "needs", "schema"),
    ]
    assert told("- **CSV** has no types") == [("H", "includes", "CSV"), ("CSV", "has", "no types")]
    assert told("- **Kafka** keeps a log") == [
        ("H", "includes", "Kafka"),
        ("Kafka", "is", "keeps a log"),
    ]
    assert told("- [Soda](https://s.io) runs checks") == [
        ("H", "includes", "Soda"),
        ("Soda", "links to", "https://s.io"),
        ("Soda", "is", "runs checks"),
    ]


def test_the_sentences_behind_a_definition():
    assert told("**Pruning**: skipping files. Also called elimination.") == [
        ("H", "includes", "Pruning"),
        ("Pruning", "is", "skipping files"),
        ("Pruning", "also called", "elimination"),
    ]


def test_examples_end_behind_the_last_of_them():
    assert told("Table formats, such as Iceberg and Hudi, track files.") == [
        ("Table formats", "track", "files"),
        ("Table formats", "example", "Iceberg"),
        ("Table formats", "example", "Hudi"),
    ]
    assert told("We use tests such as the KS test and the PSI.") == [
        ("tests", "example", "KS test"),
        ("tests", "example", "PSI"),
    ]


def test_what_an_answer_depends_on():
    assert told("**How often?**\n\nIt depends on drift, delay and cost.")[2:] == [
        ("How often?", "depends on", "drift"),
        ("How often?", "depends on", "delay"),
        ("How often?", "depends on", "cost"),
    ]


def test_what_several_names_are():
    assert told("vLLM (open source), TGI and Triton are servers. vLLM supports LoRA.") == [
        ("vLLM", "is", "servers"),
        ("TGI", "is", "servers"),
        ("Triton", "is", "servers"),
        ("vLLM", "supports", "LoRA"),
    ]
    assert told("Latency and cost are goals.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Elasticsearch and OpenSearch are built on Lucene.",
            [
                ("Elasticsearch", "is built on", "Lucene"),
                ("OpenSearch", "is built on", "Lucene"),
            ],
        ),
        (
            "Redis and Memcached support TTLs.",
            [("Redis", "support", "TTLs"), ("Memcached", "support", "TTLs")],
        ),
        ("Meili (Rust) supports facets.", [("Meili", "supports", "facets")]),
        ("Passwords are hashed with Argon2.", [("Passwords", "is hashed with", "Argon2")]),
        ("Users are interested in maps.", []),
    ],
)
def test_subjects_of_a_sentence(text, expected):
    assert told(text) == expected


def test_a_marked_name_and_any_verb():
    assert told("- **BM25** rewards rare terms") == [
        ("H", "includes", "BM25"),
        ("BM25", "is", "rewards rare terms"),
    ]
    assert told("- **Redis** clusters in three zones") == [
        ("H", "includes", "Redis clusters in three zones")
    ]


def test_objects_that_count_or_deny():
    assert told("Pull requests require one approval.") == [
        ("Pull requests", "require", "one approval")
    ]
    assert told("Replication improves read throughput.") == [
        ("Replication", "improves", "read throughput")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Table formats, such as Iceberg and Hudi, need a catalog.",
            [
                ("Table formats", "need", "catalog"),
                ("Table formats", "example", "Iceberg"),
                ("Table formats", "example", "Hudi"),
            ],
        ),
        ("State is backed up to S3.", [("State", "is backed up to", "S3")]),
        ("Flink is preferred over Spark.", [("Flink", "is preferred over", "Spark")]),
        (
            "Streams is a library; it needs no cluster.",
            [("Streams", "is", "a library"), ("Streams", "needs", "no cluster")],
        ),
        ("Lag is information that leaks.", []),
    ],
)
def test_insertions_particles_and_pronouns(text, expected):
    assert told(text) == expected


def test_what_the_title_is():
    assert told("## Leakage\n\nLeakage is information that leaks.") == [
        ("Leakage", "is", "information that leaks")
    ]
