from graph.model import Evidence
from retrieval.answer import Status
from retrieval.answer_sets import AnswerSets
from retrieval.candidates import Candidate, Shape
from retrieval.compose import Composer
from retrieval.cover import Cover
from retrieval.intent import read
from retrieval.rank import Scored

COVERED = Cover(Status.ANSWERED, 0.9, ())


def one(snapshot, name, relation=None, direction="out"):
    """A ranked one-hop candidate: the node's set of that relation, or its first."""
    node_id = next(node.id for node in snapshot.graph.nodes if node.name == name)
    found = next(
        s
        for s in AnswerSets(snapshot).of(node_id)
        if s.direction == direction and relation in {None, s.relation}
    )
    return Scored(Candidate(Shape.ONE_HOP, (found,), 1.0), 3.0, {"structure": 0.0})


def test_what_was_asked_is_said_first_and_cited(studio_snapshot):
    told = Composer(studio_snapshot).from_facts(
        read("What does watching use?"),
        [one(studio_snapshot, "Watching the Kiln", "USES_TOOL")],
        COVERED,
    )
    tools = "Pyrometer, Witness Cones and Orton Logger"
    assert told.text == f"Watching the Kiln uses the tools {tools} [1]."
    assert [c.id for c in told.citations] == ["1"]
    assert told.citations[0].cited_text.startswith("Tools: ")


def test_more_of_the_same_thing_is_added(studio_snapshot):
    first = one(studio_snapshot, "Throwing", "FEEDS_INTO")
    second = one(studio_snapshot, "Throwing", "FEEDS_INTO", "in")
    told = Composer(studio_snapshot).from_facts(read("throwing"), [first, second], COVERED)
    assert told.text == "Throwing feeds into Trimming [1]. Throwing is also fed by Wedging [1]."
    assert len(told.citations) == 1


def test_what_bears_on_something_else_is_not_added(studio_snapshot):
    ranked = [one(studio_snapshot, "Throwing"), one(studio_snapshot, "Lamps")]
    told = Composer(studio_snapshot).from_facts(read("throwing"), ranked, COVERED)
    assert "Lamps" not in told.text


def test_nothing_is_said_twice(studio_snapshot):
    ranked = [one(studio_snapshot, "Throwing"), one(studio_snapshot, "Throwing")]
    told = Composer(studio_snapshot).from_facts(read("throwing"), ranked, COVERED)
    assert told.text.count("Trimming") == 1


def test_a_partial_answer_says_first_what_is_missing(studio_snapshot):
    cover = Cover(Status.PARTIAL, 0.6, ("Rohde",))
    told = Composer(studio_snapshot).from_facts(
        read("throwing"), [one(studio_snapshot, "Throwing")], cover
    )
    assert told.text.startswith("The handbook does not mention Rohde. Throwing")


def test_a_passage_is_quoted_from_the_sentence_that_fits(studio_snapshot):
    place = Evidence("studio.md", 1, 2, "lines")
    text = "Pots dry slowly. The kiln is red. " + "Words follow on and on. " * 20
    told = Composer(studio_snapshot).from_passage("Which colour has the kiln?", text, place)
    assert told.text.startswith("The kiln is red. Words follow")
    assert told.text.endswith("[1].")
    assert len(told.text.split()) <= 42
    assert told.citations[0].source == place


def test_one_long_sentence_is_cut(studio_snapshot):
    place = Evidence("studio.md", 1, 1, "line")
    told = Composer(studio_snapshot).from_passage("clay", "clay " * 80, place)
    assert "…" in told.text
    assert len(told.text.split()) <= 43


def test_not_covered_offers_the_nearest_topics(studio_snapshot):
    composer = Composer(studio_snapshot)
    assert composer.not_covered(["A", "B"]) == (
        "The handbook does not cover this question. The nearest topics in it are A and B."
    )
    assert composer.not_covered([]) == "The handbook does not cover this question."
