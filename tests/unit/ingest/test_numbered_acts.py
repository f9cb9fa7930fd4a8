"""Numbered lists without the word "steps": which are an order, and which only count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.grammar.clauses import are_acts, bids, is_clause
from ingest.reader import read
from ingest.readers.place import FOLLOWED_BY

Order = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def order(tmp_path: Path) -> Order:
    def read_text(text: str) -> list[tuple[str, str]]:
        path = tmp_path / "handbook.md"
        path.write_text(text, encoding="utf-8")
        return [
            (f.subject.text, f.object.text) for f in read([path]).facts if f.relation == FOLLOWED_BY
        ]

    return read_text


def test_acts_one_after_the_other_are_an_order(order: Order):
    text = "# Turning the mill\n\n1. Loosen the brake\n2. Turn the cap\n3. If it sticks, wait\n"
    assert order(text) == [
        ("Loosen the brake", "Turn the cap"),
        ("Turn the cap", "If it sticks, wait"),
    ]


def test_acts_below_an_announcement_are_an_order(order: Order):
    text = "# Mill\n\nTo stop in a storm:\n\n1. Release the sails.\n2. Lock the brake.\n"
    assert order(text) == [("Release the sails", "Lock the brake")]


@pytest.mark.parametrize(
    "text",
    [
        "# Ten rules\n\n1. Check the wind\n2. Lock the brake\n",
        "# Common mistakes\n\n1. Open the sluice late\n2. Forget the brake\n",
        "# Thoughts\n\n1. Keep the stones dry\n2. Prefer oak to pine\n3. Avoid wet grain\n",
        "# Parts\n\n1. Cap\n2. Sails\n3. Millstones\n",
        "# Turning the mill\n\n- Loosen the brake\n- Turn the cap\n",
        "# Questions\n\n1. Who locks the brake?\n2. Where is the key?\n",
    ],
)
def test_what_is_only_counted_has_no_order(order: Order, text: str):
    assert not order(text)


def test_what_bids():
    assert all(map(bids, ("Restart it", "drain the node", "Whisk the eggs", "Revoke the old key")))
    assert not any(map(bids, ("The old key", "Pliers", "Grinding the flour", "Sails all torn", "")))


def test_conditions_alone_are_no_acts():
    assert not are_acts(["If it rains", "When it snows"])
    assert not are_acts(["Open the sluice"])


def test_what_is_a_clause():
    clauses = ("order matters", "domains are mature", "you need replay", "teams share a database")
    assert all(map(is_clause, clauses))
    assert not any(map(is_clause, ("replay", "small data", "bursts of orders", "low latency")))
