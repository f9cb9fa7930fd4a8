"""What parentheses, counted labels and the opening of a value say of a thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import Text
from ingest.facts import Fact, Said
from ingest.grammar.items import read_items
from ingest.reader import read


@pytest.fixture
def facts(tmp_path: Path):
    def read_text(text: str) -> dict[tuple[str, str, str], Fact]:
        path = tmp_path / "handbook.md"
        path.write_text(text, encoding="utf-8")
        return {(f.subject.text, f.relation, f.object.text): f for f in read([path]).facts}

    return read_text


@pytest.mark.parametrize("title", ["Vendors we asked", "Tools", "Popular libraries"])
def test_plain_words_behind_a_made_thing_are_a_remark(facts, title: str):
    found = facts(f"# {title}\n\n- Loom (warp and weft counts)\n- Skein (yarn stock)\n")
    assert found[title, Said.INCLUDES, "Loom"].qualifiers == ("warp and weft counts",)
    assert found[title, Said.INCLUDES, "Skein"].qualifiers == ("yarn stock",)
    assert len(found) == 2


def test_so_they_are_in_a_column(facts):
    table = "# Mill\n\n| Area | Tool |\n|---|---|\n| Cloth | Loom (warp and weft counts), Pin |\n"
    found = facts(table)
    assert found["Cloth", "Tool", "Loom"].qualifiers == ("warp and weft counts",)
    assert ("Cloth", "Tool", "Pin") in found


@pytest.mark.parametrize(
    "text",
    [
        "# Tools\n\n- Looms (hand looms, power looms)\n- Brokers (message queues)\n",
        "# Fibres\n\n- Wool (lamb and goat hair)\n",
        "# Tools\n\n- Weaving (Loom, Shed)\n",
        "# Tools\n\n- Brokers (kafka, nats)\n",
    ],
)
def test_elsewhere_they_are_examples(facts, text: str):
    assert any(relation == Said.EXAMPLE for _, relation, _ in facts(text))


def test_a_counted_label_names_what_it_counts(facts):
    found = facts("# Watch\n\n- Two people: a primary and a shadow\n- Logs: paper\n")
    assert ("Watch", "People", "a primary") in found
    assert ("Watch", "People", "a shadow") in found


@pytest.mark.parametrize(
    ("item", "relation", "told"),
    [
        ("Saga: use when teams differ", "use when", "teams differ"),
        ("**Saga** – avoid if teams share one database", "avoid if", "teams share one database"),
        ("Saga: good for long chains of orders", "good for", "long chains of orders"),
    ],
)
def test_a_value_may_open_with_its_use(facts, item: str, relation: str, told: str):
    assert ("Saga", relation, told) in facts(f"# Ways\n\n- {item}\n- Queue: first in, first out\n")


def test_things_before_one_noun_are_one():
    def names(text: str) -> list[str]:
        return [item.text for item in read_items(Text(text), conjunctions=True).items]

    assert names("mixed text, audio and image files") == ["mixed text, audio and image files"]
    assert names("mixed precision, pruning and distillation") == [
        "mixed precision",
        "pruning",
        "distillation",
    ]
    assert names("text, audio and image files") == ["text", "audio", "image files"]
