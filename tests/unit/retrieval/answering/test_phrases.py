from pathlib import Path

import pytest

from graph.model import Edge, Evidence, Graph, Node, Relation
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.composing.agreement import agree
from retrieval.composing.phrases import Phraser
from retrieval.composing.subjects import kind_noun, name_of, subject
from retrieval.queries.answer_sets import AnswerSets

SHAPES = Path(__file__).parents[3] / "data" / "shapes"
PLACE = (Evidence("book.md", 1, 1, "a, b, c"),)


def phrase(
    label: str,
    targets: list[Node],
    anchor: Node | None = None,
    qualifiers: tuple[str, ...] = (),
    inverse: str = "is related to",
    **how,
) -> str:
    """The clause of a set of one relation from an anchor to the targets."""
    anchor = anchor or Node("concept:anchor", Kind.CONCEPT, "Anchor")
    relation = Relation("R", label, inverse)
    edges = tuple(Edge(anchor.id, "R", t.id, PLACE, qualifiers) for t in targets)
    snapshot = Snapshot(Graph("g", (anchor, *targets), edges, (relation,), ()))
    return Phraser(snapshot).clause(AnswerSets(snapshot).of(anchor.id)[0], **how)


def nodes(*names: str, kind: Kind = Kind.OPTION) -> list[Node]:
    return [Node(f"{kind}:{name}", kind, name) for name in names]


@pytest.mark.parametrize(
    ("label", "names", "clause"),
    [
        ("feeds into", ["b"], "Anchor feeds into b"),
        ("typically uses", ["a", "b", "c"], "Anchor typically uses a, b and c"),
        ("has option", ["a", "b"], "Anchor has the options a and b"),
        ("has option", ["b"], "Anchor has the option b"),
        ("uses the tool", ["a", "b"], "Anchor uses the tools a and b"),
    ],
)
def test_a_set_is_one_clause(label, names, clause):
    assert phrase(label, nodes(*names)) == clause


def test_a_count_is_said_in_words():
    assert phrase("has option", nodes("a", "b"), count=True) == "Anchor has two options: a and b"
    assert phrase("covers", nodes("a", "b"), count=True) == "Anchor covers two: a and b"
    tools = nodes("a", "b", "c", kind=Kind.TOOL)
    assert phrase("covers", tools, counted=Kind.TOOL) == "Anchor covers three tools: a, b and c"


def test_also_stands_where_english_puts_it():
    assert phrase("is fed by", nodes("b"), also=True) == "Anchor is also fed by b"
    assert phrase("suits", nodes("b"), also=True) == "Anchor also suits b"


def test_conditions_follow_in_parentheses():
    assert phrase("suits", nodes("b"), qualifiers=("if cold",)) == "Anchor suits b (if cold)"


def test_the_verb_agrees_with_its_subject():
    many = Node("concept:glazes", Kind.CONCEPT, "Glazes")
    assert phrase("is set on", nodes("b"), many) == "Glazes are set on b"
    framed = Node("usecase:mugs", Kind.USE_CASE, "Mugs")
    assert phrase("is set on", nodes("b"), framed) == "the Mugs use case is set on b"
    tool = Node("tool:cones", Kind.TOOL, "Cones")
    assert phrase("is set on", nodes("b"), tool) == "Cones is set on b"


def test_a_passive_is_turned_unless_it_goes_on_about_its_subject():
    assert phrase("is fed by", nodes("a", "b"), inverse="feeds into") == "a and b feed into Anchor"
    assert phrase("is fed by", nodes("b"), inverse="feeds into") == "b feeds into Anchor"
    assert phrase("is fed by", nodes("b"), also=True) == "Anchor is also fed by b"


def test_a_title_in_the_plural_names_its_members():
    title = Node("concept:t", Kind.CONCEPT, "Kiln Tools")
    said = phrase("includes", nodes("a", "b", "c", kind=Kind.TOOL), title)
    assert said == "the handbook lists three kiln tools: a, b and c"
    assert phrase("includes", nodes("a", "b"), title) == "the kiln tools are a and b"


def test_a_tradeoff_is_between_two_and_examples_are_called_so():
    tradeoff = Node("tradeoff:t", Kind.TRADEOFF, "Latency")
    assert phrase("has option", nodes("a", "b"), tradeoff) == (
        "the Latency tradeoff is between a and b"
    )
    assert phrase("has example", nodes("a", "b")) == "examples of Anchor are a and b"
    assert phrase("has example", nodes("a"), also=True) == "an example is a"
    feature = Node("feature:f", Kind.FEATURE, "Dynamic")
    assert phrase("has example", nodes("a"), feature) == "an example of dynamic features is a"


def test_a_question_is_answered_rather_than_addressed():
    question = Node("question:q", Kind.QUESTION, "How to scale")
    assert phrase("is addressed by", nodes("a", "b"), question) == (
        "to “How to scale” the handbook answers: a and b"
    )


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("is an example of", "are examples of"),
        ("is the owner of", "are the owner of"),
        ("has option", "have option"),
        ("typically uses", "typically use"),
        ("carries", "carry"),
        ("watches", "watch"),
        ("is watched for", "are watched for"),
    ],
)
def test_verbs_in_the_plural(one, many):
    assert agree(one, many=True) == many
    assert agree(one, many=False) == one


def test_a_section_lists():
    section = Node("section:s", Kind.SECTION, "Kilns")
    tools = nodes("a", "b", kind=Kind.TOOL)
    assert phrase("uses the tool", tools, section) == (
        "under “Kilns” the handbook lists two tools: a and b"
    )
    assert phrase("covers", nodes("b"), section) == "under “Kilns” the handbook lists one item: b"
    assert phrase("precedes", nodes("b"), section) == "the section “Kilns” precedes b"


@pytest.mark.parametrize(
    ("name", "kind", "inside"),
    [
        ("Glaze runs", Kind.METRIC, "glaze runs"),
        ("Real-Time API", Kind.PATTERN, "Real-Time API"),
        ("Witness cones", Kind.TOOL, "Witness cones"),
        ("GPU cost", Kind.METRIC, "GPU cost"),
        ("Offline & Online store", Kind.CONCEPT, "Offline & Online store"),
        ("Is it dry?", Kind.QUESTION, "“Is it dry?”"),
    ],
)
def test_names_inside_a_sentence(name, kind, inside):
    assert name_of(Node("x:y", kind, name)) == inside


def test_a_name_that_ends_in_the_word_of_its_kind_needs_no_other():
    assert subject(Node("p:x", Kind.PATTERN, "Saga pattern")) == "Saga pattern"
    assert kind_noun(Kind.CONCEPT) == "thing"


def test_a_column_that_tells_by_whom_is_said_as_a_passive():
    said = phrase("has maintained by", nodes("Team Quay", kind=Kind.CONCEPT))
    assert said == "Anchor is maintained by Team Quay"


def test_a_value_with_a_verb_of_its_own_takes_no_other(ask_about):
    answer = ask_about(SHAPES / "data_glossary.md").answer("What is the latency of pull?").answer
    assert answer.startswith("For Pull, the latency depends on polling")
