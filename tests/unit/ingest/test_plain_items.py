"""What is read at a glance is what the grammar reads."""

import random
import re

import pytest

from ingest.document import Text
from ingest.grammar import items
from ingest.grammar.items import read_items
from ingest.grammar.plain_items import plain_items

WORDS = re.findall(
    r"\S+",
    """
    a the is store use uses deploy Kafka S3 LTR ranking model batch offline index v2 100 ms only for
    with such no other logs monitor and or vs etc which who learning to rank A B CI write high-load
    my_table durable active GPU fast it this tools needs get data support supports Q so
    """,
)
JOINTS = [
    ", ",
    ",",
    " and ",
    " or ",
    ", and ",
    " vs ",
    " (",
    ") ",
    " / ",
    "\n",
    ",\n",
    " - ",
    ": ",
    "; ",
]


def made(chance: random.Random) -> str:
    """Put words and joints together, often with a parenthesis behind."""
    parts = [name(chance)]
    for _ in range(chance.randint(0, 3)):
        parts += [chance.choice(JOINTS), name(chance)]
    if chance.random() < 0.4:
        inner = chance.choice([", ", " / "]).join(name(chance) for _ in range(chance.randint(1, 3)))
        parts.append(f" ({inner})")
    return "".join(parts).strip()


def name(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.choice([1, 1, 2, 2, 3, 6])))


@pytest.mark.parametrize("conjunctions", [False, True])
@pytest.mark.parametrize("slashes", [False, True])
def test_plain_texts_are_read_as_the_grammar_reads_them(
    *, conjunctions: bool, slashes: bool, monkeypatch: pytest.MonkeyPatch
):
    chance = random.Random(5)  # noqa: S311 (texts, not secrets)
    texts = [made(chance) for _ in range(5_000)]
    plain = {t: found for t in texts if (found := plain_items(t, 0, conjunctions=conjunctions))}
    assert len(plain) > 300
    monkeypatch.setattr("ingest.grammar.items.plain_items", lambda *_, **__: None)
    monkeypatch.setattr("ingest.grammar.items._remembered_items", items._items)
    for text, found in plain.items():
        grammar = read_items(Text(text), conjunctions=conjunctions, slashes=slashes)
        assert found == grammar, text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kafka, Apache Pulsar", ["Kafka", "Apache Pulsar"]),
        ("Kafka, Pulsar and\nSolace", ["Kafka", "Pulsar", "Solace"]),
        ("batch jobs vs online jobs", ["batch jobs", "online jobs"]),
        ("Brokers (Kafka, Pulsar)", ["Brokers"]),
        ("Brokers (Kafka / Pulsar)", ["Brokers"]),
    ],
)
def test_common_forms_are_read_at_a_glance(text: str, names: list[str]):
    found = plain_items(text, 0, conjunctions=True)
    assert found
    assert [item.text for item in found.items] == names


@pytest.mark.parametrize(
    "text",
    ["It is fast", "Ranking model (LTR)", "C++, Go", "a: b", "Use it, Go", "Go (fast)", ""],
)
def test_other_texts_are_left_to_the_grammar(text: str):
    assert plain_items(text, 0, conjunctions=False) is None
