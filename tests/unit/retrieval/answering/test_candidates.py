import pytest

from graph.schema import Kind
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.candidates import Candidate, Enumerator, Shape
from retrieval.queries.catalogue import Catalogue
from retrieval.question.intent import read
from retrieval.question.link import Names
from retrieval.text.words import Vocabulary


@pytest.fixture(scope="module")
def ask(studio_snapshot, studio_index):
    names = Names(
        studio_snapshot.graph.nodes, Vocabulary(entry.text for entry in studio_index.entries)
    )
    enumerator = Enumerator(studio_snapshot, AnswerSets(studio_snapshot), names)

    def candidates(question: str, found=None) -> list[tuple[Shape, str, list[str]]]:
        made = enumerator.candidates(read(question), names.mentions(question).links, found or {})
        return [(c.shape, *told(c, studio_snapshot)) for c in made]

    return candidates


def told(candidate: Candidate, snapshot) -> tuple[str, list[str]]:
    """The first set's anchor and all sets' targets, by name."""
    anchor = snapshot.node(candidate.sets[0].anchor).name
    return anchor, [snapshot.node(t).name for s in candidate.sets for t in s.targets]


def test_one_hop_in_both_directions(ask):
    found = ask("porcelain")
    assert (Shape.ONE_HOP, "Porcelain", ["Mugs", "Lamps"]) in found
    assert (Shape.ONE_HOP, "Mugs", ["Stoneware", "Porcelain"]) in ask("mugs")


def test_two_hops_go_on_from_each_answer(ask):
    assert (Shape.TWO_HOPS, "Mugs", ["Electric Firing"]) in ask("Which pattern suits stoneware?")


def test_a_second_hop_does_not_lead_back(ask):
    assert not any(
        shape is Shape.TWO_HOPS and "Stoneware" in targets for shape, _, targets in ask("stoneware")
    )


def test_what_several_bridges_lead_to_is_united(ask):
    united = [
        targets
        for shape, _, targets in ask("Which tools suit porcelain?")
        if shape is Shape.TWO_HOPS and "Electric Firing" in targets
    ]
    assert united


def test_answers_are_cut_to_the_kinds_asked_for(ask):
    found = ask("Which tools does watching the kiln use?")
    tools = ["Pyrometer", "Witness Cones", "Orton Logger"]
    assert (Shape.ONE_HOP, "Watching the Kiln", tools) in found


def test_all_of_a_kind(ask, studio_snapshot):
    listed = next(t for shape, _, t in ask("List all steps") if shape is Shape.LIST_ALL)
    assert listed == ["Loading", "Ramping", "Soaking", "Cooling"]
    catalogue = Catalogue(studio_snapshot, AnswerSets(studio_snapshot))
    tools = [t for s in catalogue.of(Kind.TOOL) for t in s.targets]
    assert len(tools) == len(set(tools)) == 5
    assert catalogue.of(Kind.METRIC) == catalogue.of(Kind.METRIC)
    assert catalogue.of(Kind.MODEL) == ()


def test_only_a_question_that_lists_or_counts_lists_all(ask):
    assert all(shape is not Shape.LIST_ALL for shape, _, _ in ask("the steps of loading"))


def test_two_things_are_put_side_by_side(ask):
    found = ask("difference between overfiring and thermal shock")
    assert (Shape.PAIR, "Overfiring", ["Glaze runs", "Cracked rims"]) in found


def test_two_things_that_one_edge_joins(ask):
    found = ask("thick walls vs thin walls")
    assert (Shape.EDGE, "Thick walls", ["thin walls"]) in found


def test_a_flow_goes_in_the_direction_asked_for(ask):
    after = [x for x in ask("What comes after throwing?") if x[0] is Shape.FLOW]
    before = [x for x in ask("What comes before throwing?") if x[0] is Shape.FLOW]
    assert (Shape.FLOW, "Throwing", ["Trimming"]) in after
    assert (Shape.FLOW, "Throwing", ["Wedging"]) in before


def test_a_sequence_one_a_line_is_a_flow(ask):
    found = ask("What comes after soaking?")
    assert (Shape.FLOW, "Firing Plan", ["Cooling"]) in found
    assert not any("Loading" in t for s, _, t in ask("before loading") if s is Shape.FLOW)


def test_found_nodes_are_starting_points_too(ask, studio_snapshot):
    lamps = next(node.id for node in studio_snapshot.graph.nodes if node.name == "Lamps")
    assert (Shape.ONE_HOP, "Lamps", ["Porcelain"]) in ask("what glows?", {lamps: 0.5})


def test_candidates_are_distinct(ask):
    found = [str(x) for x in ask("mugs porcelain stoneware")]
    assert found
    assert ask("") == []
