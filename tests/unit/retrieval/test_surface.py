import pytest

from graph.model import Node
from graph.schema import Kind
from retrieval.question.link import Names
from retrieval.question.surface import enumerated, given, is_several, leading, steps_of, topic
from retrieval.text.words import Vocabulary

NODES = [
    Node("tool:mixer", Kind.TOOL, "Mixer"),
    Node("concept:ada", Kind.CONCEPT, "Ada"),
    Node("concept:bo", Kind.CONCEPT, "Bo"),
]
SAID = "sourdough starter filter rye oven door deck buns keys cellar Mixer Ada Bo MixerJam React"
NAMES = Names(NODES, Vocabulary([*(node.name for node in NODES), SAID]))


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What is in the sourdough starter?", "sourdough starter"),
        ("what does MixerJam mean?", "MixerJam"),
        ("What does the filter remove?", "filter"),
        ("where do the buns hang?", "buns"),
        ("where are the cellar keys kept", "cellar keys"),
        ("who feeds the sourdough starter", "sourdough starter"),
        ("Which oven bakes the rye buns?", "rye buns"),
        ("who may handle rye?", "rye"),
        ("Why did you give up React for the oven?", "React"),
        ("how often?", ""),
        ("where is the moon?", ""),
    ],
)
def test_what_a_question_is_about_stands_in_its_own_words(question, about):
    assert topic(question, NAMES) == about


@pytest.mark.parametrize(
    ("question", "answer", "thing"),
    [
        ("Which flour do we use?", "The flour is rye-1150.", "rye-1150"),
        ("Which flour do we use?", "Rye-1150.", "Rye-1150"),
        ("Who feeds the starter?", "Only Ada, by hand.", "Ada"),
        ("What comes after kneading?", "A two-hour rest.", "two-hour rest"),
        ("How long?", "1,200 hours.", "1,200 hours"),
        ("Which oven is the default?", "Ovens come in sizes. The default is deck one.", "deck one"),
        ("deck or stone oven?", "Stone oven.", "Stone oven"),
        ("Why was it sold?", "Because the door fell off.", ""),
        ("What is used for bread?", "Bread uses the oven.", ""),
    ],
)
def test_a_short_answer_gives_a_thing(question, answer, thing):
    assert given(question, answer) == thing


@pytest.mark.parametrize(
    ("answer", "things"),
    [
        ("Rye, the white flour and spelt.", ["Rye", "white flour", "spelt"]),
        ("The flours are rye and spelt.", ["rye", "spelt"]),
        ("Ada, head of baking.", []),
        ("The dough rose over the rim, the oven went out and we all went home.", []),
        ("Rye.", []),
    ],
)
def test_a_list_of_short_names_is_enumerated(answer, things):
    assert enumerated(answer) == things


@pytest.mark.parametrize(
    ("name", "several"),
    [("buns", True), ("rye and spelt", True), ("glass", False), ("Redis", False), ("oven", False)],
)
def test_a_plural_is_no_single_thing(name, several):
    assert is_several(name) is several


@pytest.mark.parametrize(
    ("answer", "steps"),
    [
        ("It has two steps: (1) Heat the oven. Wait; (2) Add buns.", ["Heat the oven", "Add buns"]),
        (
            "Under “Rye” the handbook gives two points: Sift it. Twice; Rest it for a day.",
            ["Sift it", "Rest it for a day"],
        ),
        ("Heat the oven; add buns.", []),
    ],
)
def test_the_steps_of_a_procedure_are_taken_from_an_answer(answer, steps):
    assert steps_of(answer) == steps


def test_what_leads_a_question_is_its_subject():
    assert leading("how does sourdough differ from rye?", NAMES)[0] == "sourdough"
    assert leading("what is the deck of the oven?", NAMES)[0] == ""
