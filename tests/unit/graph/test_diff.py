from dataclasses import replace

import pytest

from graph.build import build_graph
from graph.diff import Rename, difference
from ingest.reader import read

TEXT = """# Store

A store is a place for data.

## Tools

| Tool | Owner |
|---|---|
| Kafka | Ann |
| Flink | Ben |

Retraining Triggers:

- Periodic (weekly)
- Drift
"""


@pytest.fixture
def graph_of(tmp_path):
    def make(text=TEXT, name="book.md", **more):
        for file in tmp_path.glob("*.md"):
            file.unlink()
        for file, content in {name: text, **more}.items():
            (tmp_path / file).write_text(content)
        return build_graph(read([tmp_path])).graph

    return make


def keys(edges):
    return [edge.key for edge in edges]


def test_a_graph_and_itself_do_not_differ(graph_of):
    found = difference(graph_of(), graph_of())
    assert found.is_empty
    assert not any(
        (found.files_added, found.files_removed, found.files_changed, found.nodes_added,
         found.nodes_removed, found.nodes_changed, found.edges_added, found.edges_removed,
         found.edges_changed, found.edges_moved)
    )  # fmt: skip
    assert (found.structure_edges.added, found.structure_edges.removed) == (0, 0)


def test_without_an_earlier_graph_all_is_added(graph_of):
    graph = graph_of()
    found = difference(None, graph)
    assert found.before is None
    assert not found.is_empty
    assert found.files_added == ("book.md",)
    assert {node.name for node in found.nodes_added} >= {"Kafka", "Ann", "Drift"}
    assert not {"Section", "Passage"} & {node.kind for node in found.nodes_added}
    assert found.structure_nodes.added + len(found.nodes_added) == len(graph.nodes)
    assert found.structure_edges.added + len(found.edges_added) == len(graph.edges)


def test_a_file_of_the_same_content_is_renamed(graph_of):
    twin = "# Twin\n\n- Ceph\n"
    before = graph_of(**{"a.md": twin, "z.md": twin, "gone.md": "# Gone\n\n- Kafka\n"})
    after = graph_of(**{"b.md": twin, "c.md": twin, "new.md": "# New\n\n- Kafka\n"})
    found = difference(before, after)
    assert found.files_renamed == (Rename("a.md", "b.md"), Rename("z.md", "c.md"))
    assert (found.files_added, found.files_removed) == (("new.md",), ("gone.md",))
    copied = difference(before, graph_of(**{"a.md": twin, "b.md": twin, "z.md": twin}))
    assert (copied.files_renamed, copied.files_added) == ((), ("b.md",))


def test_an_edited_cell_adds_and_removes(graph_of):
    before, after = graph_of(), graph_of(TEXT.replace("Ben", "Cleo"))
    found = difference(before, after)
    assert found.files_changed == ("book.md",)
    assert [node.name for node in found.nodes_added] == ["Cleo"]
    assert [node.name for node in found.nodes_removed] == ["Ben"]
    assert [target for _, _, target in keys(found.edges_added)] == ["concept:cleo"]
    assert [target for _, _, target in keys(found.edges_removed)] == ["concept:ben"]
    assert "tool:flink" in {edge.after.target for edge in found.edges_changed}
    assert not found.edges_moved
    back = difference(after, before)
    assert (back.nodes_added, back.nodes_removed) == (found.nodes_removed, found.nodes_added)


def test_a_new_line_above_moves_facts_and_changes_none(graph_of):
    before, after = graph_of(), graph_of("\n\n" + TEXT)
    found = difference(before, after)
    stated = [
        edge for edge in before.edges if edge.key in keys(e.before for e in found.edges_moved)
    ]
    assert len(found.edges_moved) == len(stated) > 5
    assert not found.edges_added + found.edges_removed + found.edges_changed
    assert not found.nodes_added + found.nodes_removed + found.nodes_changed
    moved = found.edges_moved[0]
    assert moved.after.evidence[0].line_start == moved.before.evidence[0].line_start + 2


def test_a_renamed_file_moves_its_facts(graph_of):
    found = difference(graph_of(), graph_of(name="new.md"))
    assert found.files_renamed == (Rename("book.md", "new.md"),)
    assert not found.files_added + found.files_removed
    assert found.edges_moved
    assert not found.edges_added + found.edges_removed + found.edges_changed


def test_a_deleted_file_takes_its_facts_along(graph_of):
    more = {"more.md": "# More\n\n| Tool | Owner |\n|---|---|\n| Kafka | Ann |\n| Ceph | Dan |\n"}
    both = graph_of(**more)
    found = difference(both, graph_of())
    assert found.files_removed == ("more.md",)
    assert {"Ceph", "Dan"} <= {node.name for node in found.nodes_removed}
    # Kafka's owner is still stated by the other file.
    assert "tool:kafka" not in {node.id for node in found.nodes_removed}
    owner = next(edge for edge in found.edges_changed if edge.after.target == "concept:ann")
    assert [e.path for e in owner.after.evidence] == ["book.md"]


def test_a_new_condition_changes_a_fact(graph_of):
    graph = graph_of()
    edge = next(edge for edge in graph.edges if edge.relation == "INCLUDES")
    other = replace(edge, qualifiers=("on Mondays",))
    edges = tuple(other if e is edge else e for e in graph.edges)
    found = difference(graph, replace(graph, generation="other", edges=edges))
    assert [(c.before, c.after) for c in found.edges_changed] == [(edge, other)]
    renamed = replace(edge, readers=("another",))
    edges = tuple(renamed if e is edge else e for e in graph.edges)
    assert not difference(graph, replace(graph, edges=edges)).edges_changed


def test_a_new_alias_changes_a_node(graph_of):
    before, after = graph_of(), graph_of(TEXT + "\n- Kafkas\n- KAFKA\n")
    (change,) = difference(before, after).nodes_changed
    assert change.after.name == "Kafka"
    assert set(change.after.aliases) - set(change.before.aliases) >= {"KAFKA"}


def test_the_order_is_that_of_the_graph(graph_of):
    found = difference(None, graph_of())
    assert list(found.nodes_added) == sorted(found.nodes_added, key=lambda node: node.id)
    assert list(found.edges_added) == sorted(found.edges_added, key=lambda edge: edge.key)
