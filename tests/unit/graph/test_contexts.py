"""Titles that several sections share: what stands below them is told of what it belongs to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import build_graph
from graph.mapping_file import load_mapping
from graph.structure import STRUCTURAL
from ingest.reader import join, read

Triples = set[tuple[str, str, str]]

MAILER = """
# Mailer
## Options
- `--fast`: sends without a queue
- `--port`: port to listen on
## Notes
Owner: Tom
## Trouble
| Symptom | Fix |
|---|---|
| Slow start | open the pool early |
## Rolling back
1. Stop the senders
2. Restore the queue
"""
RESIZER = """
# Resizer
## Options
- `--fast`: skips the second pass
## Notes
Owner: Ida
## Trouble
| Symptom | Fix |
|---|---|
| Slow start | warm the cache |
## Rolling back
1. Stop the workers
2. Restore the bucket
"""


@pytest.fixture
def stated(tmp_path: Path) -> Callable[..., Triples]:
    def read_files(*texts: str, overrides: str = "") -> Triples:
        for at, text in enumerate(texts):
            (tmp_path / f"part{at}.md").write_text(text.lstrip("\n"), encoding="utf-8")
        override = tmp_path / "designbook.toml"
        override.write_text(overrides, encoding="utf-8")
        graph = build_graph(read([tmp_path]), load_mapping(override)).graph
        name = {node.id: node.name for node in graph.nodes}
        return {
            (name[edge.source], edge.relation, name[edge.target])
            for edge in graph.edges
            if edge.relation not in STRUCTURAL
        }

    return read_files


def test_an_attribute_below_a_shared_title_is_its_owners(stated):
    told = stated(MAILER, RESIZER)
    assert ("Mailer", "OWNED_BY", "Tom") in told
    assert ("Resizer", "OWNED_BY", "Ida") in told
    assert not {triple for triple in told if "Notes" in triple}


def test_a_shared_title_is_the_relation_of_what_stands_below_it(stated):
    told = stated(MAILER, RESIZER)
    assert ("Mailer", "HAS_OPTION", "--port") in told
    assert not {triple for triple in told if triple[0] in {"Options", "Trouble"}}


def test_a_key_that_two_owners_explain_is_one_thing_for_each(stated):
    told = stated(MAILER, RESIZER)
    assert ("--fast (Mailer)", "DEFINED_AS", "sends without a queue") in told
    assert ("--fast (Resizer)", "DEFINED_AS", "skips the second pass") in told
    assert ("Slow start (Mailer)", "FIXED_BY", "open the pool early") in told


def test_a_title_that_is_no_relation_is_a_thing_of_each_owner(stated):
    told = stated(MAILER, RESIZER)
    assert ("Rolling back (Mailer)", "INCLUDES", "Stop the senders") in told
    assert ("Resizer", "INCLUDES", "Rolling back (Resizer)") in told
    assert ("Rolling back (Mailer)", "INCLUDES", "Stop the workers") not in told


def test_a_code_in_front_of_the_owner_is_no_abbreviation(stated):
    texts = [
        f"# ADR-{n}\n## How we got here\n- Point {n}\n## Context\n- Load {n}\n" for n in (1, 2, 3)
    ]
    told = stated(*texts)
    assert ("How we got here", "INCLUDES", "Point 1") not in told
    assert {source for source, _, target in told if target == "Load 2"} == {"ADR-2"}


def test_a_known_thing_is_one_and_what_is_said_of_it_is_told_with_its_place(stated, tmp_path):
    text = (
        "# {0}\n## Context\n- Old\n## Alternatives\n| Option | Why not |\n|-|-|\n| MySQL | {1} |\n"
    )
    told = stated(text.format("Orders", "too old"), text.format("Stock", "too dear"))
    assert ("MySQL", "HAS_WHY_NOT", "too old") in told
    edges = build_graph(read([tmp_path])).graph.edges
    said = {edge.qualifiers for edge in edges if edge.relation == "HAS_WHY_NOT"}
    assert said == {("Orders",), ("Stock",)}


def test_a_thing_that_comes_up_in_two_chapters_is_one(stated):
    told = stated(
        "# Book\n## Training\n### Label Desk\n- Guidelines\n### Data splits\n- By time\n"
        "## Serving\n### Label Desk\n- Spot checks\n### Canary\n- One percent\n"
    )
    assert ("Label Desk", "INCLUDES", "Guidelines") in told
    assert ("Label Desk", "INCLUDES", "Spot checks") in told


def test_a_title_without_a_heading_above_belongs_to_its_file(stated):
    text = "---\ntitle: {0}\n---\n## Description\n- Prints {0}\n## Synopsis\n- {0} now\n"
    told = stated(text.format("show-cache"), text.format("clear-cache"))
    assert {source for source, _, target in told if target == "Prints show-cache"} == {"show-cache"}


def test_notes_that_stand_once_give_their_attributes_to_the_heading_above(stated):
    assert ("Mailer", "OWNED_BY", "Tom") in stated(MAILER)
    assert ("Options", "INCLUDES", "--port") in stated(MAILER)


def test_an_override_keeps_a_title_one_thing(stated):
    told = stated(MAILER, RESIZER, overrides='[names]\nsame = [["Trouble", "Incidents"]]\n')
    assert {source for source, relation, _ in told if relation == "COVERS"} == {"Trouble"}


def test_the_order_of_files_changes_nothing(tmp_path):
    for name, text in (("a", MAILER), ("b", RESIZER)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    one, two = (read([tmp_path / f"{name}.md"]) for name in "ab")
    whole = build_graph(join([one, two])).graph
    assert build_graph(read([tmp_path / "b.md", tmp_path / "a.md"])).graph == whole


def test_a_section_is_about_what_its_facts_are_told_of(tmp_path):
    for name, text in (("a", MAILER), ("b", RESIZER)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    graph = build_graph(read([tmp_path])).graph
    about = {edge.source: edge.target for edge in graph.edges if edge.relation == "ABOUT"}
    assert about["section:a-mailer-note"] == "concept:mailer"
    assert about["section:b-resizer-rolling-back"] == "concept:rolling-back-resizer"
