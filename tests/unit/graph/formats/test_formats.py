"""What is each format's own, and what its readers refuse."""

from __future__ import annotations

import json
import xml.dom.minidom
from urllib.parse import unquote

import igraph
import pytest

from graph.errors import BadGraphFile
from graph.formats import cypher_literals, cypher_script, neo4j_csv
from graph.formats.escapes import NOT_IN_XML, escape, unescape
from graph.formats.json_ld import CONTEXT
from graph.formats.parts import Malformed
from graph.formats.registry import Format, read, write


def text_of(graph, form) -> str:
    return "".join(write(graph, form))


def object_of(graph) -> dict:
    """What JSON says of a graph."""
    return json.loads(text_of(graph, Format.JSON))


def test_json_has_each_node_and_edge_in_order(small_graph):
    found = object_of(small_graph)
    assert found["directed"] is found["multigraph"] is True
    assert [node["id"] for node in found["nodes"]] == [node.id for node in small_graph.nodes]
    ends = [(edge["source"], edge["relation"], edge["target"]) for edge in found["edges"]]
    assert ends == [edge.key for edge in small_graph.edges]
    labels = {relation.name: relation.label for relation in small_graph.relations}
    assert all(edge["label"] == labels[edge["relation"]] for edge in found["edges"])


def test_igraph_reads_the_graphml(small_graph, tmp_path):
    path = tmp_path / "graph.graphml"
    path.write_text(text_of(small_graph, Format.GRAPHML))
    found = igraph.Graph.Read_GraphML(str(path))
    assert found.is_directed()
    assert (found.vcount(), found.ecount()) == (len(small_graph.nodes), len(small_graph.edges))
    assert found.vs["id"] == [node.id for node in small_graph.nodes]
    assert found.vs["label"] == [node.name for node in small_graph.nodes]
    assert found.vs["kind"] == [node.kind.value for node in small_graph.nodes]
    ends = [(found.vs[e.source]["id"], e["relation"], found.vs[e.target]["id"]) for e in found.es]
    assert ends == [edge.key for edge in small_graph.edges]
    evidence = json.loads(found.es[0]["evidence"])
    assert evidence[0]["line_start"] == small_graph.edges[0].evidence[0].line_start
    assert found["generation"] == small_graph.generation


def test_igraph_reads_nasty_graphml(nasty_graph, tmp_path):
    path = tmp_path / "graph.graphml"
    path.write_bytes(text_of(nasty_graph, Format.GRAPHML).encode())
    found = igraph.Graph.Read_GraphML(str(path))
    assert (found.vcount(), found.ecount()) == (len(nasty_graph.nodes), len(nasty_graph.edges))
    assert [unescape(name) for name in found.vs["label"]] == [n.name for n in nasty_graph.nodes]


def test_graphml_is_read_under_the_ids_that_another_program_gives_to_keys(small_graph, tmp_path):
    text = text_of(small_graph, Format.GRAPHML)
    for number, name in enumerate(("graph.files", "node.kind", "node.label", "edge.relation")):
        text = text.replace(f'id="{name}"', f'id="d{number}"')
        text = text.replace(f'key="{name}"', f'key="d{number}"')
    path = tmp_path / "graph.graphml"
    path.write_text(text)
    assert read(path, Format.GRAPHML) == small_graph


def test_graphml_is_well_formed_and_typed(nasty_graph):
    document = xml.dom.minidom.parseString(text_of(nasty_graph, Format.GRAPHML).encode())  # noqa: S318 (our own text)
    keys = document.getElementsByTagName("key")
    assert {key.getAttribute("attr.type") for key in keys} == {"string"}
    assert len(document.getElementsByTagName("node")) == len(nasty_graph.nodes)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<graphml ", '<!DOCTYPE a [<!ENTITY b "c">]><graphml ', "document type"),
        ("<node id=", "<node name=", "has no id"),
        ("<edge source=", "<edge from=", "has no source"),
        ("<edge source=", '<hyperedge id="x"/><edge source=', "hyperedge"),
        ("</node>", '<graph id="x"/></node>', "stands within <node>"),
        ('<data key="node.kind">', '<data key="x">', "no 'kind'"),
        ('<data key="node.aliases">', '<data key="node.aliases">x', "not JSON"),
        ("</graph>", "", "not XML"),
    ],
)
def test_graphml_that_is_refused(small_graph, tmp_path, old, new, why):
    path = tmp_path / "graph.graphml"
    path.write_text(text_of(small_graph, Format.GRAPHML).replace(old, new, 1))
    with pytest.raises(BadGraphFile, match=why):
        read(path, Format.GRAPHML)


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_", "a\x00b", "_", "_x", "__x0041__", "\ufffe"])
def test_escapes(text):
    written = escape(text, NOT_IN_XML)
    assert unescape(written) == text
    assert not set(written) & {"\x00", "\ufffe"}
    assert (written == text) is (NOT_IN_XML.search(text) is None)


def test_cypher_has_labels_types_and_constraints(small_graph):
    text = text_of(small_graph, Format.CYPHER)
    assert text.count("CREATE CONSTRAINT") == 5
    assert text.count("IF NOT EXISTS") == 6
    assert "SET n:`Tool`, n = row;" in text
    assert "-[r:`FEEDS_INTO` {" in text


def test_cypher_can_be_cut_at_the_ends_of_its_statements(nasty_graph):
    for statement in text_of(nasty_graph, Format.CYPHER).split(";\n")[:-1]:
        first = statement.removeprefix(statement[: statement.find("\n") + 1])
        head = first if statement.startswith("//") else statement
        assert head.startswith(("CREATE ", "MERGE ", "UNWIND ", "MATCH "))


def test_long_rows_make_more_statements(nasty_graph, monkeypatch):
    monkeypatch.setattr(cypher_script, "ROWS", 3)
    monkeypatch.setattr(cypher_script, "CHARACTERS", 5_000)
    parts = cypher_script.read(text_of(nasty_graph, Format.CYPHER))
    assert tuple(parts.edges) != ()
    assert {edge.key for edge in parts.edges} == {edge.key for edge in nasty_graph.edges}


@pytest.mark.parametrize("value", ["", "'\\\n", [], {}, {"a": ["'", {"b_2": -7}]}, ["\u2028\x00"]])
def test_literals(value):
    written = cypher_literals.literal(value)
    assert "\n" not in written
    assert cypher_literals.parse(written) == value


@pytest.mark.parametrize("name", ["`", "a\\u0060b", "line\nbreak", "Tool"])
def test_names_stay_between_their_backticks(name):
    written = cypher_literals.quoted(name)[1:-1]
    assert "`" not in written.replace("``", "")
    assert "\\u0060" not in written
    assert "\n" not in written


@pytest.mark.parametrize(
    "text",
    ["", "'", "'a", "{a 1}", "{1: 2}", "[1 2]", "[,]", "1 2", "a", "'\\q'", "{a: }", "@", "[" * 99],
)
def test_literals_that_are_refused(text):
    with pytest.raises(Malformed):
        cypher_literals.parse(text)


def test_a_literal_of_something_else():
    with pytest.raises(TypeError, match="no literal"):
        cypher_literals.literal(1.5)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("MERGE (n:SourceFile", "MERGE (n:Other", "not of a script"),
        ("SET g.state = 'whole'", "SET g.state = 'done'", "last statement"),
        ("source: '", "from: '", "no 'source'"),
        ("properties: {", "other: {", "should"),
    ],
)
def test_cypher_that_is_refused(small_graph, tmp_path, old, new, why):
    path = tmp_path / "graph.cypher"
    path.write_text(text_of(small_graph, Format.CYPHER).replace(old, new))
    with pytest.raises(BadGraphFile, match=why):
        read(path, Format.CYPHER)


def test_csv_has_the_headers_of_the_importer(small_graph):
    files = {name: "".join(pieces) for name, pieces in neo4j_csv.write(small_graph)}
    assert files["nodes.csv"].startswith("id:ID(Entity),:LABEL,")
    assert files["relationships.csv"].startswith(":START_ID(Entity),:TYPE,:END_ID(Entity),")
    assert '"Entity\tTool"' in files["nodes.csv"]
    assert files["after.cypher"].count(";\n") == 10


@pytest.mark.parametrize(
    ("file", "change", "why"),
    [
        ("nodes.csv", ("id:ID(Entity)", "id"), "begins with"),
        ("nodes.csv", ('"Component"', '"Component",""'), "fields"),
        ("nodes.csv", ('","', '" ","'), "stray quote"),
        ("nodes.csv", ('"Component"', ""), "'kind' is None"),
        ("generation.csv", ("whole", 'whole"\n"Generation","b","whole'), "2 generations"),
        ("relationships.csv", ('""line_start"": ', '""line"": '), "line_start"),
    ],
)
def test_csv_that_is_refused(small_graph, tmp_path, file, change, why):
    for name, pieces in neo4j_csv.write(small_graph):
        text = "".join(pieces)
        (tmp_path / name).write_text(text.replace(*change, 1) if name == file else text)
    with pytest.raises(BadGraphFile, match=why):
        read(tmp_path, Format.CSV)


def test_json_ld_has_iris_and_reified_evidence(small_graph):
    document = json.loads(text_of(small_graph, Format.JSONLD))
    assert document["@context"] == CONTEXT
    things = {entry["id"]: entry for entry in document["@graph"] if "id" in entry}
    edge = small_graph.edges[0]
    source = things[f"node:{edge.source}"]
    assert {"id": f"node:{edge.target}"} in source[f"relation:{edge.relation}"]
    statements = [entry for entry in document["@graph"] if entry["type"] == "rdf:Statement"]
    assert len(statements) == len(small_graph.edges)
    assert statements[0]["evidence"][0]["line_start"] == edge.evidence[0].line_start


def test_json_ld_has_no_character_that_an_iri_cannot_hold(nasty_graph):
    document = json.loads(text_of(nasty_graph, Format.JSONLD))
    for entry in document["@graph"]:
        for iri in (entry.get(key, "") for key in ("id", "subject", "predicate", "object")):
            assert iri.isascii()
            assert not set(iri) & set(' <>"{}|\\^`\n\t/@#?')
    subjects = {unquote(entry.get("subject", "")) for entry in document["@graph"]}
    assert subjects - {""} == {f"node:{edge.source}" for edge in nasty_graph.edges}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"type": "rdf:Statement"', '"type": "rdf:Other"', "no type"),
        ('"subject": "node:', '"subject": "thing:', "does not begin"),
        ('"id": "node:', '"id": "node:%FF', "no UTF-8"),
        ('"type": "kind:Tool"', '"type": "kind:Gadget"', "no kind"),
    ],
)
def test_json_ld_that_is_refused(small_graph, tmp_path, old, new, why):
    path = tmp_path / "graph.jsonld"
    text = text_of(small_graph, Format.JSONLD)
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(BadGraphFile, match=why):
        read(path, Format.JSONLD)


def changed(node_link, path, value):
    *way, last = path
    place = node_link
    for step in way:
        place = place[step]
    if value is DELETED:
        del place[last]
    else:
        place[last] = value
    return node_link


DELETED = object()


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("nodes",), [], "no node"),
        (("nodes",), 7, "instead of a list"),
        (("nodes", 0), 7, "where an object should"),
        (("nodes", 0, "id"), 7, "instead of a text"),
        (("nodes", 0, "id"), DELETED, "has no 'id'"),
        (("nodes", 0, "id"), "", "has no id"),
        (("nodes", 0, "id"), "\ud800", "no Unicode"),
        (("nodes", 0, "kind"), "Gadget", "no kind"),
        (("nodes", 0, "aliases"), [7], "list of texts"),
        (("nodes", 0, "evidence", 0, "line_start"), True, "whole number"),
        (("nodes", 0, "evidence", 0, "line_start"), 0, "cannot be"),
        (("nodes", 0, "evidence", 0, "path"), "absent.md", "which it lacks"),
        (("edges", 0, "evidence"), [], "no evidence"),
        (("edges", 0, "evidence", 0, "path"), "absent.md", "which it lacks"),
        (("edges", 0, "target"), "tool:absent", "that it lacks"),
        (("edges", 0, "relation"), "ABSENT", "that it lacks"),
        (("graph", "relations", 0, "name"), "", "cannot be a relation"),
        (("graph", "generation"), "0" * 16, "changed after its export"),
        (("graph", "files"), [], "which it lacks"),
        (("graph",), None, "where an object should"),
    ],
)
def test_entries_that_are_refused(small_graph, tmp_path, path, value, why):
    file = tmp_path / "graph.json"
    file.write_text(json.dumps(changed(object_of(small_graph), path, value)))
    with pytest.raises(BadGraphFile, match=why):
        read(file, Format.JSON)


@pytest.mark.parametrize("what", ["nodes", "edges"])
def test_a_thing_that_is_there_twice(small_graph, tmp_path, what):
    values = object_of(small_graph)
    values[what].append(values[what][0])
    file = tmp_path / "graph.json"
    file.write_text(json.dumps(values))
    with pytest.raises(BadGraphFile, match="is there twice"):
        read(file, Format.JSON)


def test_without_a_generation_a_changed_graph_is_taken_as_it_is(small_graph, tmp_path):
    values = object_of(small_graph)
    del values["graph"]["generation"]
    values["nodes"][0]["name"] = "Another"
    file = tmp_path / "graph.json"
    file.write_text(json.dumps(values))
    found = read(file, Format.JSON)
    assert found.nodes[0].name == "Another"
    assert found.generation != small_graph.generation
