import pytest

from graph.model import Node
from graph.schema import Kind
from retrieval.question.link import Names
from retrieval.question.persons import persons
from retrieval.text.words import Vocabulary

NODES = [
    Node("tool:mixer", Kind.TOOL, "Mixer"),
    Node("concept:ada", Kind.CONCEPT, "Ada"),
    Node("concept:bo", Kind.CONCEPT, "Bo"),
]
NAMES = Names(NODES, Vocabulary([*(node.name for node in NODES), "buns MixerJam"]))


@pytest.mark.parametrize(
    ("question", "answer", "people"),
    [
        ("who owns the Mixer?", "Ada owns the Mixer [1].", ["Ada"]),
        ("who may bake?", "Only Bo or Dr. Lund.", ["Bo", "Dr. Lund"]),
        ("Who is at shift 2?", "Ada, the lead, by phone. Bo after her.", ["Ada"]),
        ("Which shift does Ada have?", "The late one, after Bo.", ["Ada"]),
        ("what is it for?", "Buns. It is owned by Ada.", ["Ada"]),
        ("who tells MixerJam?", "Usually an alarm.", []),
    ],
)
def test_persons_are_those_whom_the_answer_gives(question, answer, people):
    assert persons(question, answer, NAMES) == people
