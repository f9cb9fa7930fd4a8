from retrieval.answer import Status
from retrieval.answerer import Answerer


def test_an_answer_is_explained_only_on_request(bundled: Answerer):
    question = "Which pattern suits fraud detection?"
    plain, told = bundled.answer(question), bundled.answer(question, explain=True)
    assert plain.explanation is None
    assert told.explanation is not None
    assert (plain.answer, plain.citations) == (told.answer, told.citations)
    assert plain.evidence == told.evidence


def test_what_was_linked_is_told_with_how_and_how_surely(bundled: Answerer):
    explanation = bundled.answer("Which patern suits fraud detection?", explain=True).explanation
    assert explanation is not None
    (part,) = explanation.parts
    best = part.links[0]
    assert (best.span, best.node_id, best.reason) == (
        *("fraud detection", "use-case:fraud-detection", "name"),
    )
    assert best.score == 1.0
    assert [link.score for link in part.links] == sorted(
        (link.score for link in part.links), reverse=True
    )
    assert {link.reason for link in part.links} >= {"name", "part of the name", "gloss"}


def test_queries_show_their_path_their_features_and_what_they_gave(bundled: Answerer):
    explanation = bundled.answer("Which pattern suits fraud detection?", explain=True).explanation
    assert explanation is not None
    best = explanation.parts[0].queries[0]
    assert (best.shape, best.starts, best.relations) == (
        "one hop",
        ("fraud detection",),
        ("<SUITS",),
    )
    assert "Real-Time API" in best.text
    assert best.features["kind"] == 1.0
    assert all(best.features.values())
    hops = [query for query in explanation.parts[0].queries if query.shape == "two hops"]
    assert hops
    assert all(len(query.relations) >= 1 and query.starts for query in hops)


def test_the_subgraph_holds_what_is_stated_and_both_ends_of_every_edge(bundled: Answerer):
    explanation = bundled.answer("Which pattern suits fraud detection?", explain=True).explanation
    assert explanation is not None
    edges = explanation.subgraph.edges
    assert (edges[0].source, edges[0].label, edges[0].target) == (
        *("pattern:real-time-api", "suits", "use-case:fraud-detection"),
    )
    ids = {node.id for node in explanation.subgraph.nodes}
    assert {end for edge in edges for end in (edge.source, edge.target)} <= ids


def test_each_part_is_explained_and_a_declined_one_shows_its_score(bundled: Answerer):
    answer = bundled.answer(
        "Which pattern suits fraud detection, and who invented Kafka?", explain=True
    )
    assert answer.status is Status.PARTIAL
    assert answer.explanation is not None
    first, second = answer.explanation.parts
    assert (first.status, second.status) == ("answered", "not_covered")
    assert first.score >= first.least > second.score


def test_a_design_is_explained_too(bundled: Answerer):
    answer = bundled.answer("How would you design real-time fraud detection?", explain=True)
    assert answer.explanation is not None
    assert len(answer.explanation.subgraph.edges) > 30
