"""A Neo4j in which somebody has changed what Designbook wrote: an ingest alone mends it."""

from __future__ import annotations

from pathlib import Path

from neo4j import GraphDatabase

from api.settings import Settings, read_settings
from tests.durability.conftest import Campaign, GiveNeo4j
from tests.durability.editions import QUESTION
from tests.durability.folders import check_tidy
from tests.durability.nursery import Nursery
from tests.durability.said import check_health, check_refusal, mark_of

DAMAGE = (
    "MATCH (i:SearchIndex) DELETE i",
    "MATCH (i:SearchIndex) SET i.manifest = '{'",
    "MATCH (n:IndexEntry) WHERE n.position % 2 = 0 DELETE n",
    "MATCH (n:Entity) SET n.name = 'forged'",
    "MATCH (n:Entity:Tool) DETACH DELETE n",
    "MATCH (:Entity)-[r]->(:Entity) SET r.evidence = ['{']",
    "MATCH (n:SourceFile) SET n.text = 1",
    "MATCH (g:Generation) DELETE g",
)


def test_an_ingest_alone_mends_it(
    *,
    campaign: Campaign,
    program: Nursery,
    books: dict[str, Path],
    settings: Settings,
    server: str,
    give_neo4j: GiveNeo4j,
):
    variables = {"DATA_DIR": str(settings.data_dir), **give_neo4j(server, "neo4j")}
    auth = ("neo4j", variables["NEO4J_PASSWORD"])
    assert program.run("ingest", books["Amber"], **variables).wait() == 0
    statements = campaign.random.sample(DAMAGE, 1) if campaign.is_short else DAMAGE
    with GraphDatabase.driver(variables["NEO4J_URI"], auth=auth) as driver:
        driver.execute_query("CREATE (:Theirs {name: 'left alone'})-[:KNOWS]->(:Entity)")
        for statement in statements:
            driver.execute_query(statement)
            check_refusal(program.run("ask", QUESTION, **variables))
            for mark in ("Birch", "Amber"):
                ingest = program.run("ingest", books[mark], **variables)
                assert ingest.wait() == 0, (statement, ingest.stderr)
                assert mark_of(program, **variables) == mark, statement
            check_health(program, **variables)
            check_tidy(read_settings(**{name.lower(): v for name, v in variables.items()}))
        left = driver.execute_query("MATCH (n:Theirs)-[:KNOWS]->(:Entity) RETURN n.name")
    assert [record.value() for record in left.records] == ["left alone"]
