import numpy as np
import pytest

from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read as read_files
from retrieval.answer import Status
from retrieval.answerer import Answerer
from retrieval.composing.compose import Composer
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.candidates import Candidate, Shape
from retrieval.question.intent import read
from retrieval.ranking.cover import Cover
from retrieval.ranking.finding import Finding, Linked
from retrieval.ranking.prose import Prose, Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import Found
from retrieval.text.sentences import sentences
from retrieval.text.words import Vocabulary

COVERED = Cover(Status.ANSWERED, 0.9, ())
VOCABULARY = Vocabulary(["glaze buckets in the cellar", "a label with a recipe"])
NOTHING = Found({}, {}, 0.0, (), {}, 0.0)


def composer(snapshot):
    return Composer(snapshot, Prose(snapshot, VOCABULARY))


def finding(question, ranked, quote=None, cover=COVERED):
    asked = read(question)
    linked = Linked(asked, (), asked.terms, 1.0, np.zeros(3, np.float32), {})
    prose = quote is not None
    return Finding(linked, NOTHING, ranked, (), (), quote, prose, {}, cover)


def tell(snapshot, question, ranked):
    return composer(snapshot).compose([finding(question, ranked)])


def one(snapshot, name, relation=None, direction="out"):
    """A ranked one-hop candidate: the node's set of that relation, or its first."""
    node_id = next(node.id for node in snapshot.graph.nodes if node.name == name)
    found = next(
        s
        for s in AnswerSets(snapshot).of(node_id)
        if s.direction == direction and relation in {None, s.relation}
    )
    return Scored(Candidate(Shape.ONE_HOP, (found,), 1.0), 3.0, {"structure": 0.0, "linking": 0.0})


def test_what_was_asked_is_said_first_and_cited(studio_snapshot):
    told = tell(
        studio_snapshot,
        "What does watching use?",
        [one(studio_snapshot, "Watching the Kiln", "USES_TOOL")],
    )
    tools = "Pyrometer, Witness Cones and Orton Logger"
    assert told.text == f"Watching the Kiln uses the tools {tools} [1]."
    assert [c.id for c in told.citations] == ["1"]
    assert told.citations[0].cited_text.startswith("Tools: ")


WHOLE_CHAIN = "Related: Workshop Layers: Wedging → Throwing → Trimming → Drying → Bisque Kiln [1]."
"""The diagram that a step was read from."""


def test_more_of_the_same_thing_is_added(studio_snapshot):
    first = one(studio_snapshot, "Throwing", "FEEDS_INTO")
    second = one(studio_snapshot, "Throwing", "FEEDS_INTO", "in")
    told = tell(studio_snapshot, "throwing", [first, second])
    assert told.text == (
        f"Throwing feeds into Trimming [1]. It is also fed by Wedging [1]. {WHOLE_CHAIN}"
    )
    assert len(told.citations) == 1


def test_what_bears_on_something_else_is_told_as_related_alone(studio_snapshot):
    ranked = [one(studio_snapshot, "Throwing"), one(studio_snapshot, "Lamps")]
    told = tell(studio_snapshot, "throwing", ranked)
    answer, lead, related = told.text.partition(" Related: ")
    assert "Throwing" in answer
    assert "Lamps" not in answer
    assert lead
    assert related.startswith("for the Lamps use case, the Typical Clay is Porcelain [2].")


def test_what_is_far_behind_is_not_told(studio_snapshot):
    far = one(studio_snapshot, "Lamps")._replace(score=1.5)
    ranked = [one(studio_snapshot, "Throwing"), far]
    assert "Lamps" not in tell(studio_snapshot, "throwing", ranked).text


def test_nothing_is_said_twice(studio_snapshot):
    ranked = [one(studio_snapshot, "Throwing"), one(studio_snapshot, "Throwing")]
    told = tell(studio_snapshot, "throwing", ranked)
    assert told.text == f"Throwing feeds into Trimming [1]. {WHOLE_CHAIN}"


def test_a_partial_answer_says_first_what_is_missing(studio_snapshot):
    cover = Cover(Status.PARTIAL, 0.6, ("Rohde",))
    best = [one(studio_snapshot, "Throwing")]
    told = composer(studio_snapshot).compose([finding("throwing", best, cover=cover)])
    assert told.text.startswith("The handbook does not mention Rohde. Throwing")


def test_prose_is_quoted_sentence_by_sentence_with_its_lines(studio_snapshot):
    prose = Prose(studio_snapshot, VOCABULARY)
    best = next(s for s in sentences(studio_snapshot) if "recipe" in s.text)
    quote = prose.quote(["bucket", "label", "recip"], best.ref)
    told = composer(studio_snapshot).compose([finding("buckets", (), quote=quote)])
    assert told.text.startswith("Every bucket carries a label with its recipe and the date")
    assert told.citations[0].source == best.source
    assert told.citations[0].source.line_start < told.citations[0].source.line_end


def test_what_leans_on_its_title_is_quoted_behind_it(leaning):
    snapshot, quote = leaning
    told = composer(snapshot).compose([finding("worth", (), quote=quote)])
    assert told.text == (
        "To the question “When is a wheel worth it?” the handbook says:"
        " it pays when pots are round [1]."
    )


@pytest.fixture
def leaning(tmp_path):
    path = tmp_path / "wheel.md"
    path.write_text("# Wheels\n\n## When is a wheel worth it?\n\nIt pays when pots are round.\n")
    snapshot = Snapshot(build_graph(read_files([path])).graph)
    only = sentences(snapshot)[0]
    return snapshot, Quote((only,), 1.0)


def test_each_part_is_answered_in_turn_and_a_silent_one_is_named(studio_snapshot):
    parts = [
        finding("throwing", [one(studio_snapshot, "Throwing", "FEEDS_INTO")]),
        finding("who threw it?", [], cover=Cover(Status.NOT_COVERED, 0.1, ())),
    ]
    told = composer(studio_snapshot).compose(parts)
    assert told.text == (
        "Throwing feeds into Trimming [1]. The handbook does not say: “who threw it”."
        f" {WHOLE_CHAIN}"
    )


def test_what_a_later_part_refers_to_are_names_alone(studio_snapshot):
    found = finding("throwing", [one(studio_snapshot, "Throwing", "FEEDS_INTO")])
    assert composer(studio_snapshot).named(found) == "Trimming"


def test_not_covered_offers_the_nearest_topics(studio_snapshot):
    composed = composer(studio_snapshot)
    assert composed.not_covered(["A", "B"]).text == (
        "The handbook does not cover this question. The nearest topics in it are A and B."
    )
    assert composed.not_covered([]).text == "The handbook does not cover this question."


def test_the_number_that_is_asked_for_beside_the_list_is_said(studio: Answerer):
    answer = studio.answer("Which refiring triggers are there, and how many are these?")
    assert answer.answer.startswith("The handbook lists three refiring triggers: ")
