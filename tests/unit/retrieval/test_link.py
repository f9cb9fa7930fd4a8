from graph.model import Node
from graph.schema import Kind
from retrieval.question.link import Link, Names, Reason, best_of_each, by_meaning
from retrieval.text.words import Vocabulary

NODES = [
    Node("tool:kiln", Kind.TOOL, "Kiln"),
    Node("tool:c", Kind.TOOL, "C++"),
    Node("concept:glaze", Kind.CONCEPT, "Glaze", aliases=("Vitreous coat",)),
    Node("concept:glaze-firing", Kind.CONCEPT, "Glaze firing"),
    Node("step:slow-glaze-firing", Kind.STEP, "Slow glaze firing"),
    Node("tool:glaze", Kind.TOOL, "Glaze"),
    Node("concept:a", Kind.CONCEPT, "A"),
    Node("passage:1", Kind.PASSAGE, "Kiln", text="A kiln."),
]
NAMES = Names(NODES, Vocabulary([*(node.name for node in NODES), "Vitreous coat"]))


def links(question: str) -> dict[str, tuple[float, Reason]]:
    return {k.node_id: (k.score, k.reason) for k in NAMES.mentions(question).links}


def test_a_name_is_linked_whatever_its_case_and_number():
    assert links("What are KILNS for?") == {"tool:kiln": (1.0, Reason.NAME)}


def test_a_passage_is_never_linked():
    assert "passage:1" not in links("kiln")


def test_an_alias_is_linked():
    assert links("the vitreous coat")["concept:glaze"] == (1.0, Reason.NAME)


def test_all_things_of_a_name_are_linked():
    found = links("glaze")
    assert found["concept:glaze"] == found["tool:glaze"] == (1.0, Reason.NAME)


def test_the_longest_name_wins_and_parts_score_less():
    found = links("How long is glaze firing?")
    assert found["concept:glaze-firing"] == (1.0, Reason.NAME)
    assert found["step:slow-glaze-firing"][1] is Reason.PART
    assert 0.3 < found["step:slow-glaze-firing"][0] < 0.8


def test_symbols_belong_to_a_name():
    assert links("Is it written in C++?") == {"tool:c": (1.0, Reason.NAME)}
    assert links("Is it written in C?") == {}


def test_the_letter_a_is_a_name_where_it_is_no_article():
    assert "concept:a" in links("Which glazes are of class A?")
    assert "concept:a" in links("which glazes are class a")
    assert "concept:a" not in links("A kiln is what?")
    assert "concept:a" not in links("what is a kiln?")


def test_a_misspelt_name_is_linked_and_mended():
    mentions = NAMES.mentions("How hot is the klin?")
    assert [(k.node_id, k.reason) for k in mentions.links] == [("tool:kiln", Reason.SPELLING)]
    assert mentions.corrected == {"klin": "kiln"}
    assert NAMES.mended("How hot is the klin?", mentions.corrected) == "How hot is the kiln?"


def test_a_link_keeps_its_span():
    link = NAMES.mentions("Is a kiln hot?").links[0]
    assert (link.span, link.start, link.end) == ("kiln", 5, 9)


def test_kin_share_all_words_of_the_shorter_name():
    assert NAMES.kin("concept:glaze") == (
        "concept:glaze-firing",
        "step:slow-glaze-firing",
        "tool:glaze",
    )
    assert NAMES.kin("tool:kiln") == ()
    assert NAMES.kin("tool:nothing") == ()


def test_meaning_links_what_is_near_enough():
    found = by_meaning("oven", [("tool:kiln", 0.8), ("tool:c", 0.1)])
    assert [(k.node_id, k.score, k.reason) for k in found] == [("tool:kiln", 0.6, Reason.MEANING)]


def test_the_best_link_of_each_node_is_kept_best_first():
    one = Link("a", "n:1", 0.4, Reason.PART)
    two = Link("b", "n:1", 0.9, Reason.NAME)
    three = Link("c", "n:2", 0.5, Reason.PART)
    assert best_of_each([one, two, three]) == (two, three)


def test_a_question_without_words_mentions_nothing():
    mentions = NAMES.mentions("🚀 ?!")
    assert (mentions.links, mentions.corrected) == ((), {})


def test_code_is_linked_without_the_word_of_its_sort():
    node = Node("concept:alarm", Kind.CONCEPT, "Alarm: KilnTooHot")
    names = Names([node], Vocabulary([node.name]))
    assert [k.node_id for k in names.mentions("Is KilnTooHot urgent?").links] == [node.id]
    plain = Node("concept:note", Kind.CONCEPT, "Note: glaze")
    assert not Names([plain], Vocabulary([plain.name])).exact("glaze")


def test_a_name_with_a_capital_inside_is_no_slip_of_an_everyday_word():
    names = Names(NODES, Vocabulary(["serve the glaze"]), frozenset({"serve"}))
    assert names.mentions("is kserve good?").corrected == {"kserve": "serve"}
    assert names.mentions("is KServe good?").corrected == {}


def test_things_of_a_kind_whose_names_end_alike_are_told():
    nodes = [
        Node("concept:ash-glaze", Kind.CONCEPT, "Ash glaze"),
        Node("concept:salt-glaze", Kind.CONCEPT, "Salt glaze"),
        Node("tool:slip-glaze", Kind.TOOL, "Slip glaze"),
        Node("concept:glaze", Kind.CONCEPT, "Glaze"),
    ]
    names = Names(nodes, Vocabulary(node.name for node in nodes))
    assert names.alike("concept:ash-glaze") == ("Salt glaze",)
    assert names.alike("concept:glaze") == ()
