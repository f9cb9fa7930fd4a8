import json
from dataclasses import replace

import pytest

from graph.build import build_graph
from graph.errors import EmptyGraph
from graph.formats.registry import Format, write
from graph.generation import generation_of
from graph.ledger import MergeReason, RefusalReason
from graph.mapping_file import load_mapping
from graph.schema import Kind
from graph.snapshot import Snapshot
from ingest.document import Passage, Span
from ingest.facts import Reading, Role, Said

TEXT = """
# Serving Patterns
| Pattern | Use Case |
| Batch Scoring | Credit risk |
| Real-Time API | Fraud, chatbots (fast) |
## Tradeoffs
| Accuracy | Deep nets vs rules (XGBoost vs Drools) |
## Monitoring
Accuracy, AUC, ROI
## Tools
Kafka feeds the Feature Store; kafka again
"""


def built(make_reading, *stated, passages=(), mapping=None):
    return build_graph(make_reading(TEXT, *stated, passages=passages), mapping)


def edges(build):
    return {edge.key for edge in build.graph.edges}


def test_table_row(make_reading):
    build = built(
        make_reading,
        (3, "Serving Patterns", Role.HEADING, Said.ROW, "Batch Scoring", "Pattern"),
        (3, "Batch Scoring", "Pattern", "Use Case", "Credit risk", "Use Case"),
        (4, "Real-Time API", "Pattern", "Use Case", "chatbots", "Use Case", "fast"),
    )
    assert ("pattern:batch-scoring", "SUITS", "use-case:credit-risk") in edges(build)
    assert ("concept:serving-pattern", "COVERS", "pattern:batch-scoring") in edges(build)
    assert ("section:book-serving-pattern", "ABOUT", "concept:serving-pattern") in edges(build)
    snapshot = Snapshot(build.graph)
    (edge,) = snapshot.out("pattern:real-time-api")
    assert edge.qualifiers == ("fast",)
    assert edge.readers == ("hand",)
    (evidence,) = edge.evidence
    assert (evidence.path, evidence.line_start, evidence.line_end) == ("book.md", 4, 4)
    assert evidence.text == "| Real-Time API | Fraud, chatbots (fast) |"
    assert evidence.heading_path == ("Serving Patterns",)
    heading = snapshot.node("concept:serving-pattern")
    assert [item.line_start for item in heading.evidence] == [1]


def test_frames_stay_apart_from_things(make_reading):
    build = built(
        make_reading,
        (6, "Accuracy", "Tradeoff", "Options", "Deep nets", "Options"),
        (8, "Performance", "Type", "What to Monitor", "Accuracy", "What to Monitor"),
    )
    kinds = {node.kind for node in build.graph.nodes if node.name == "Accuracy"}
    assert kinds == {Kind.TRADEOFF, Kind.METRIC}


def test_parts_of_a_frames_cell_are_no_frames(make_reading):
    build = built(
        make_reading,
        (6, "Cost vs Scale", "Tradeoff", "Options", "GPUs", "Options"),
        (6, "Cost vs Scale", "Tradeoff", Said.OPTION, "Cost", "Tradeoff"),
        (6, "Cost", "Tradeoff", Said.VERSUS, "Scale", "Tradeoff"),
    )
    assert {node.id for node in build.graph.nodes if node.kind is Kind.TRADEOFF} == {
        "tradeoff:cost-vs-scale"
    }
    assert ("tradeoff:cost-vs-scale", "WEIGHS", "concept:cost") in edges(build)


def test_cells_under_questions_are_questions_only_where_they_ask(make_reading):
    build = built(
        make_reading,
        (3, "Framing", "Step", "Key Questions", "Latency?", "Key Questions"),
        (3, "Framing", "Step", "Key Questions", "ETL", "Key Questions"),
        (4, "Handling drift", "Question", "Core Idea", "A/B", "Core Idea"),
        (4, "What is it", Role.QUESTION, Said.ANSWER, "A thing.", Role.PROSE),
    )
    assert ("step:framing", "ASKS", "question:latency") in edges(build)
    assert ("step:framing", "CONSIDERS", "concept:etl") in edges(build)
    assert ("question:handling-drift", "ADDRESSED_BY", "concept:a-b-testing") in edges(build)
    assert Snapshot(build.graph).node("question:what-is-it").kind is Kind.QUESTION


def test_a_number_as_header_names_no_relation(make_reading):
    build = built(
        make_reading,
        (3, "Batch Scoring", "Pattern", "103.5", "32", "103.5"),
        (3, "Batch Scoring", "Pattern", "2024", "33", "2024"),
    )
    told = {edge.relation: edge.qualifiers for edge in build.graph.edges if edge.qualifiers}
    assert told == {"HAS_VALUE": ("103.5",)}
    assert "HAS_2024" in {edge.relation for edge in build.graph.edges}


def test_examples_inherit_a_kind_and_the_field_knows_its_own(make_reading):
    build = built(
        make_reading,
        (8, "KPIs", "What to Monitor", Said.EXAMPLE, "bounces", "What to Monitor"),
        (8, "bounces", "What to Monitor", Said.EXAMPLE, "exits", "What to Monitor"),
        (6, "rules", "Options", Said.EXAMPLE, "Drools", "Options"),
        (6, "Deep nets", "Options", Said.EXAMPLE, "XGBoost", "Options"),
        (10, "Stream", "Data Sources", Said.EXAMPLE, "Kafka", "Data Sources"),
    )
    ids = {node.id for node in build.graph.nodes}
    assert {"metric:bounce", "metric:exit", "concept:drool", "model:xgboost", "tool:kafka"} <= ids
    assert {m.reason for m in build.ledger.merges} >= {MergeReason.FIELD_KIND}


def test_generic_header_asks_the_title(make_reading):
    build = built(make_reading, (10, "Drools", "Name", "Owner", "Team B", "Owner"))
    assert ("tool:drool", "OWNED_BY", "concept:team-b") in edges(build)


def test_merges_are_recorded(make_reading):
    build = built(
        make_reading,
        (10, "Feature Store", Role.DIAGRAM, Said.FEEDS, "Ranking model (LTR)", Role.PROSE),
        (10, "feature stores", "Core Idea", Said.FEEDS, "LTR", Role.PROSE),
        (4, "NLP", "Use Case", "Typical Models", "Two-Tower", "Typical Models"),
        (4, "Ads", "Question", "Core Idea", "two-tower models", "Core Idea"),
        (3, "Batch Scoring", "Pattern", "Use Case", "Credit risk", "Use Case"),
        (4, "Ads", "Question", "Core Idea", "batch scoring pattern", "Core Idea"),
        (4, "Ads", "Question", "Core Idea", "W&B", "Core Idea"),
        (4, "Ads", "Question", "Core Idea", "Weights&Biases", "Core Idea"),
    )
    nodes = {node.id: node for node in build.graph.nodes}
    assert nodes["component:feature-store"].aliases == ("feature stores",)
    ranking = nodes["concept:ranking-model"]
    assert ranking.name == "Ranking model"
    assert ranking.aliases == ("LTR", "Ranking model (LTR)")
    assert "two-tower models" in nodes["model:two-tower"].aliases
    assert "tool:weights-and-biases" in nodes
    assert nodes["pattern:batch-scoring"].aliases == ("batch scoring pattern",)
    reasons = build.ledger.merged()
    assert set(reasons) == {
        MergeReason.SPELLING,
        MergeReason.ABBREVIATION,
        MergeReason.KIND_WORD,
        MergeReason.FIELD_NAME,
        MergeReason.KIND,
        MergeReason.FIELD_KIND,
    }
    spelled = [m for m in build.ledger.merges if m.wording == "feature stores"]
    assert [m.reason for m in spelled] == [MergeReason.SPELLING, MergeReason.KIND]
    assert spelled[0].evidence.line_start == 10


def test_an_abbreviation_of_two_things_joins_neither(make_reading):
    build = built(
        make_reading,
        (3, "Mean time (MT)", Role.PROSE, "has", "MT", Role.PROSE),
        (4, "Machine text (MT)", Role.PROSE, "has", "x y", Role.PROSE),
    )
    assert {"concept:mt", "concept:mean-time", "concept:machine-text"} <= {
        node.id for node in build.graph.nodes
    }


def test_another_name_is_the_same_node(make_reading):
    build = built(
        make_reading,
        (3, "Windowing", Role.PROSE, Said.ALIAS, "bucketing", Role.PROSE),
        (4, "bucketing", Role.PROSE, Said.TRAIT, "cheap", Role.PROSE),
    )
    nodes = {node.id: node for node in build.graph.nodes}
    assert nodes["concept:windowing"].aliases == ("bucketing",)
    assert "concept:bucketing" not in nodes
    assert ("concept:windowing", "HAS_TRAIT", "concept:cheap") in edges(build)
    (merge,) = [m for m in build.ledger.merges if m.reason is MergeReason.OTHER_NAME][:1]
    assert (merge.wording, merge.evidence.line_start) == ("bucketing", 3)
    assert not build.ledger.refusals


def test_another_name_of_two_things_is_an_edge_of_each(make_reading):
    build = built(
        make_reading,
        (3, "Windowing", Role.PROSE, Said.ALIAS, "buckets", Role.PROSE),
        (4, "Histogram", Role.PROSE, Said.ALIAS, "buckets", Role.PROSE),
    )
    assert ("concept:windowing", "KNOWN_AS", "concept:bucket") in edges(build)
    assert ("concept:histogram", "KNOWN_AS", "concept:bucket") in edges(build)


def test_an_abbreviation_in_front_of_what_it_stands_for(make_reading):
    build = built(
        make_reading,
        (3, "EQRS (extra query read side)", Role.PROSE, "has", "reads", Role.PROSE),
        (4, "EQRS", Role.PROSE, "has", "writes", Role.PROSE),
    )
    node = next(n for n in build.graph.nodes if "EQRS" in n.aliases)
    assert node.name == "extra query read side"


def test_pins_of_the_handbooks_own_file(make_reading, tmp_path):
    file = tmp_path / "designbook.toml"
    file.write_text('[names]\nsame = [["Real-Time API", "Serving API"]]\napart = ["Batch"]')
    build = built(
        make_reading,
        (3, "Batch", "Data Sources", Said.INCLUDES, "Serving API", Role.DIAGRAM),
        (4, "Batch", "Options", Said.INCLUDES, "Real-Time API", "Pattern"),
        mapping=load_mapping(file),
    )
    assert {"data-source:batch", "option:batch", "pattern:real-time-api"} <= {
        node.id for node in build.graph.nodes
    }
    assert MergeReason.PINNED in build.ledger.merged()


def test_refusals_are_counted(make_reading):
    reading = make_reading(
        TEXT,
        (3, "Feature Store", Role.HEADING, Said.INCLUDES, "feature stores", Role.NONE),
        (3, "—", Role.NONE, Said.INCLUDES, "x y", Role.NONE),
        (99, "a b", Role.NONE, Said.INCLUDES, "x y", Role.NONE),
        (3, "a b", Role.NONE, Said.INCLUDES, "x y", Role.NONE),
    )
    elsewhere = reading.facts[3]._replace(span=Span("other.md", 1, 1))
    build = build_graph(replace(reading, facts=(*reading.facts, elsewhere)))
    assert build.ledger.refused() == {
        RefusalReason.SELF_LOOP: 1,
        RefusalReason.NO_NAME: 1,
        RefusalReason.NO_SOURCE: 2,
    }


def test_opposition_is_stored_once_in_the_order_of_the_text(make_reading):
    build = built(
        make_reading,
        (6, "rules", Role.NONE, Said.VERSUS, "nets", Role.NONE),
        (8, "nets", Role.NONE, Said.VERSUS, "rules", Role.NONE),
    )
    (edge,) = [edge for edge in build.graph.edges if edge.relation == "VERSUS"]
    assert edge.key == ("concept:rule", "VERSUS", "concept:net")
    assert [item.line_start for item in edge.evidence] == [6, 8]


def test_a_long_wording_is_shortened_and_kept(make_reading):
    long = "A very long sentence " * 20
    build = built(make_reading, (3, "Thing", Role.PROSE, Said.DEFINITION, long, Role.PROSE))
    (node_id,) = build.ledger.shortened
    node = Snapshot(build.graph).node(node_id)
    assert len(node.name) <= 200
    assert node.text == long.strip()


def test_passages_mention_things(make_reading):
    passages = (
        Passage("Accuracy, AUC and kafka's Feature Stores; a bolt", (), Span("book.md", 8, 8)),
        Passage("Accuracy, AUC, ROI", (), Span("book.md", 8, 8)),
        Passage("Accuracy, AUC, ROI", (), Span("book.md", 8, 8)),
        Passage("nowhere", (), Span("book.md", 80, 80)),
    )  # fmt: skip
    build = built(
        make_reading,
        (6, "Accuracy", "Tradeoff", "Options", "Deep nets", "Options"),
        (8, "Performance", "Type", "What to Monitor", "Accuracy", "What to Monitor"),
        (8, "Performance", "Type", "What to Monitor", "BOLT", "What to Monitor"),
        (10, "Kafka", Role.NONE, Said.FEEDS, "Feature Store", Role.NONE),
        (10, "Feature", Role.NONE, Said.FEEDS, "a", Role.NONE),
        passages=passages,
    )
    snapshot = Snapshot(build.graph)
    ids = [node.id for node in snapshot.nodes((Kind.PASSAGE,)).items]
    assert len(ids) == 3
    first = next(i for i in ids if "kafka" in snapshot.node(i).text)
    mentioned = {edge.target for edge in snapshot.out(first) if edge.relation == "MENTIONS"}
    assert mentioned == {"metric:accuracy", "tool:kafka", "concept:feature-store"}
    assert {edge.source for edge in snapshot.into(first)} == {
        "section:book-serving-pattern-monitoring"
    }


def test_a_frame_is_mentioned_on_its_own_lines(make_reading):
    build = built(
        make_reading,
        (6, "Accuracy", "Tradeoff", "Options", "Deep nets", "Options"),
        passages=(
            Passage("Tradeoff: Accuracy", (), Span("book.md", 6, 6)),
            Passage("Accuracy", (), Span("book.md", 8, 8)),
        ),
    )
    found = [edge for edge in build.graph.edges if edge.relation == "MENTIONS"]
    assert [edge.evidence[0].line_start for edge in found] == [6]


def test_sections_form_a_tree(make_reading):
    build = built(make_reading, (3, "a b", Role.NONE, Said.INCLUDES, "x y", Role.NONE))
    found = {key for key in edges(build) if key[1] == "HAS_SECTION"}
    top = "section:book-serving-pattern"
    assert found == {
        (top, "HAS_SECTION", f"{top}-{name}") for name in ("tradeoff", "monitoring", "tool")
    }


def test_text_before_the_first_heading_has_a_section(make_reading):
    reading = make_reading("intro\n# One\na: b\n# One\n", (3, "a x", "", "is", "b x", ""))
    ids = {node.id: node.name for node in build_graph(reading).graph.nodes}
    assert ids["section:book"] == "Book"
    assert {"section:book-one", "section:book-one-2"} <= set(ids)


def test_nothing_to_publish(make_reading):
    with pytest.raises(EmptyGraph, match=r"book\.md no fact was found and no text .* give a"):
        build_graph(make_reading(TEXT))
    with pytest.raises(EmptyGraph, match="the handbook"):
        build_graph(Reading((), (), ()))
    with pytest.raises(EmptyGraph, match="all 1 facts were refused"):
        build_graph(make_reading(TEXT, (99, "a b", "", "is", "c d", "")))


def test_prose_alone_is_a_graph_of_sections_and_passages(make_reading):
    prose = Passage("Accuracy, AUC, ROI", ("Serving Patterns",), Span("book.md", 8, 8))
    build = built(make_reading, passages=(prose,))
    assert {node.kind for node in build.graph.nodes} == {Kind.SECTION, Kind.PASSAGE}
    assert {key[1] for key in edges(build)} == {"HAS_SECTION", "HAS_PASSAGE"}
    assert not build.ledger.refusals


def test_order_of_facts_and_files_changes_nothing(make_reading):
    reading = make_reading(
        TEXT,
        (3, "Batch Scoring", "Pattern", "Use Case", "Credit risk", "Use Case"),
        (4, "Real-Time API", "Pattern", "Use Case", "chatbots", "Use Case"),
        (10, "Kafka", Role.NONE, Said.FEEDS, "Feature Store", Role.DIAGRAM),
    )
    graph = build_graph(reading).graph
    turned = build_graph(replace(reading, facts=reading.facts[::-1])).graph
    assert graph == turned
    assert len(graph.generation) == 16
    assert list(graph.nodes) == sorted(graph.nodes, key=lambda node: node.id)
    assert list(graph.edges) == sorted(graph.edges, key=lambda edge: edge.key)


def test_ids_do_not_depend_on_the_rest(make_reading):
    fact = (3, "Batch Scoring", "Pattern", "Use Case", "Credit risk", "Use Case")
    alone = {n.id for n in built(make_reading, fact).graph.nodes}
    more = {
        n.id
        for n in built(
            make_reading, fact, (10, "Kafka", "", Said.FEEDS, "Feature Store", "")
        ).graph.nodes
    }
    assert alone < more


def test_names_with_one_slug_get_two_ids(make_reading):
    build = built(make_reading, (3, "GPT-3.5", "", Said.FEEDS, "GPT 3 5", ""))
    assert len([node for node in build.graph.nodes if node.id.startswith("concept:gpt-3-5")]) == 2


def test_node_link(make_reading):
    build = built(make_reading, (3, "Batch", "Pattern", "Use Case", "Credit risk", "Use Case"))
    data = json.loads("".join(write(build.graph, Format.JSON)))
    assert data["directed"]
    assert data["multigraph"]
    assert data["graph"]["generation"] == build.graph.generation
    edge = next(edge for edge in data["edges"] if edge["relation"] == "SUITS")
    assert edge["label"] == "suits"
    assert edge["evidence"][0]["line_start"] == 3
    assert edge["evidence"][0]["heading_path"] == ["Serving Patterns"]
    node = next(node for node in data["nodes"] if node["id"] == edge["source"])
    assert node["kind"] == "Pattern"
    assert node["name"] == "Batch"
    assert node["aliases"] == []


def test_values_are_things_of_their_header_only(make_reading):
    build = built(
        make_reading,
        (3, "Kafka", "Broker", "Open source", "yes", "Open source"),
        (4, "NATS", "Broker", "Open source", "Yes", "Open source"),
        (4, "NATS", "Broker", "Managed", "yes", "Managed"),
        (4, "NATS", "Broker", "Latency", "5 ms", "Latency"),
        (4, "NATS", "Broker", "Codec", "H264", "Codec"),
    )
    assert {
        "concept:open-source-yes", "concept:managed-yes", "concept:latency-5-ms", "concept:h264",
    } <= {node.id for node in build.graph.nodes}  # fmt: skip
    found = [edge for edge in build.graph.edges if edge.target == "concept:open-source-yes"]
    assert [edge.source for edge in found] == ["tool:kafka", "tool:nats"]


def test_items_of_a_runbook_are_steps(make_reading):
    build = built(make_reading, (3, "Lag", Role.HEADING, Said.INCLUDES, "Restart", "Runbook: lag"))
    assert "step:restart" in {node.id for node in build.graph.nodes}


def test_generation_covers_every_field(make_reading):
    graph = built(make_reading, (3, "a b", "", Said.INCLUDES, "x y", "", "if")).graph
    node, edge, relation, file = graph.nodes[0], graph.edges[0], graph.relations[0], graph.files[0]
    changed = [
        replace(graph, nodes=(replace(node, **{name: value}), *graph.nodes[1:]))
        for name, value in (
            ("id", "x"), ("kind", Kind.TOOL), ("name", "x"), ("aliases", ("x",)), ("text", "x"),
            ("evidence", ()), ("evidence", (replace(node.evidence[0], heading_path=("x",)),)),
        )
    ]  # fmt: skip
    changed += [
        replace(graph, edges=(replace(edge, **{name: value}), *graph.edges[1:]))
        for name, value in (
            ("source", "x"), ("relation", "x"), ("target", "x"), ("qualifiers", ("x",)),
            ("readers", ("x",)), ("evidence", (replace(edge.evidence[0], line_end=9),)),
        )
    ]  # fmt: skip
    changed += [
        replace(graph, relations=(replace(relation, inverse="x"), *graph.relations[1:])),
        replace(graph, files=(replace(file, text="x"),)),
        graph,
    ]
    assert len({generation_of(one) for one in changed}) == len(changed)
    assert generation_of(graph) == graph.generation


def test_who_makes_a_tool_is_no_example_of_it(make_reading):
    build = build_graph(
        make_reading(
            TEXT,
            (3, "MLflow", Role.NONE, Said.EXAMPLE, "Databricks", Role.NONE),
            (3, "Gradle", Role.NONE, Said.EXAMPLE, "Gradle Inc", Role.NONE),
            (3, "Search engines", Role.NONE, Said.EXAMPLE, "Google", Role.NONE),
        )
    )
    assert build.ledger.refused() == {RefusalReason.ORGANISATION: 2}
