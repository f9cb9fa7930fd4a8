"""The CSV export in ``neo4j-admin database import full``, as the documentation says it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.formats.registry import write_folder
from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.neo4j.store import Neo4jStore
from graph.schema import Kind
from tests.durability.conftest import Campaign
from tests.neo4j_servers import VERSIONS, Servers

ROOT = Path(__file__).parents[2]
TEXTS = ("plain", 'a "quoted", one', "two\nlines\r\n", "a\ttab", "数据 → 🚀", "`) DELETE", "", " ")
LISTED = tuple(text for text in TEXTS if text and "\t" not in text)
"""A tab within an item of a list stays escaped in the database, as the documentation says."""


def graph() -> Graph:
    said = tuple(Evidence("book.md", 1, 2, text, (text,)) for text in TEXTS)
    nodes = tuple(
        Node(f"tool:{number}", Kind.TOOL, f"n{text}", LISTED if number % 2 else (), text, said)
        for number, text in enumerate(TEXTS)
    )
    edges = tuple(
        Edge(node.id, "FEEDS_INTO", nodes[0].id, said, LISTED if i % 2 else (), ())
        for i, node in enumerate(nodes)
    )
    relations = (Relation("FEEDS_INTO", 'feeds "into"', "is fed by"),)
    files = (SourceFile("book.md", "Book", "0" * 64, "\n".join(TEXTS)),)
    return with_generation(Graph("", nodes, edges, relations, files))


def documented() -> list[str]:
    """Return the command of docs/EXPORT.md, in words."""
    text = (ROOT / "docs" / "EXPORT.md").read_text("utf-8")
    found = re.search(r"neo4j-admin (database import full neo4j (?:.*\\\n)+.*)", text)
    assert found
    return shlex.split(found[1].replace("\\\n", " "))


@pytest.mark.parametrize("version", VERSIONS)
def test_the_documented_command(campaign: Campaign, version: str, tmp_path: Path):
    if campaign.is_short:
        pytest.skip("`make durability` imports into servers of its own")
    folder = tmp_path / "csv"
    folder.mkdir()
    whole = graph()
    for name, pieces in write_folder(whole):
        (folder / name).write_bytes(b"".join(piece.encode() for piece in pieces))
    servers = Servers(tmp_path)
    home = {"VERSION": version, "NEO4J_HOME": str(tmp_path / version)}
    command = [ROOT / "scripts" / "neo4j", "admin", *documented()]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **home}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    try:
        access = servers.get(version)
        after = (folder / "after.cypher").read_text("utf-8")
        with GraphDatabase.driver(access.uri, auth=(access.user, access.password)) as driver:
            for statement in after.split(";\n"):
                if statement.strip():
                    driver.execute_query(statement)
        with closing(Neo4jStore(access)) as store:
            assert store.load(whole.generation) == whole
            store.put(whole)
            store.activate(whole.generation)
            assert store.live() == whole.generation
    finally:
        servers.stop()
