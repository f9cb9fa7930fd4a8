import pytest

from graph.model import Node
from graph.schema import Kind
from retrieval.answer import Turn
from retrieval.question.conversation import resolve
from retrieval.question.link import Names
from retrieval.text.words import Vocabulary

NODES = [
    Node("usecase:bread", Kind.USE_CASE, "Bread"),
    Node("usecase:cake", Kind.USE_CASE, "Cake"),
    Node("tool:oven", Kind.TOOL, "Oven"),
    Node("tool:mixer", Kind.TOOL, "Mixer"),
    Node("tool:proofing-box", Kind.TOOL, "Proofing box"),
    Node("step:kneading", Kind.STEP, "Kneading"),
    Node("concept:sweet-dough", Kind.CONCEPT, "Sweet dough"),
    Node("concept:sour-dough", Kind.CONCEPT, "Sour dough"),
    Node("passage:1", Kind.PASSAGE, "1", text="Bread needs an oven."),
]
NAMES = Names(NODES, Vocabulary(node.name for node in NODES))


def turns(*contents: str) -> list[Turn]:
    """Turns that begin with the user and alternate."""
    roles = ("user", "assistant")
    return [Turn(roles[n % 2], content) for n, content in enumerate(contents)]


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("And for cake?", "Which tools suit cake?"),
        ("what about Cake", "Which tools suit Cake?"),
        ("and cake?", "Which tools suit cake?"),
        ("Same for cake", "Which tools suit cake?"),
        ("and for caek?", "Which tools suit caek?"),
        ("And the steps?", "Which steps suit bread?"),
        ("And for spaceships?", "Which tools suit spaceships?"),
        ("why?", "Why Oven and Mixer for bread?"),
        ("And why?", "Why Oven and Mixer for bread?"),
        ("Which steps suit cake?", "Which steps suit cake?"),
    ],
)
def test_a_follow_up_is_written_out_from_the_last_question(question, understood):
    history = turns("Which tools suit bread?", "Bread uses the tools Oven and Mixer [1].")
    assert resolve(question, history, NAMES) == understood


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("Which gas tools are named?", "and the electric ones?", "Which electric tools are named?"),
        (
            "What is the slow proofing step for?",
            "ok. and the quick one?",
            "What is the quick step for?",
        ),
        ("Which tools suit bread?", "and the cheap ones?", "Which tools suit cheap ones?"),
    ],
)
def test_ones_are_of_the_kind_that_was_asked_for(before, question, understood):
    assert resolve(question, turns(before, "The oven [1]."), NAMES) == understood


def test_without_turns_a_question_stays_as_it_is():
    assert resolve("And for cake?", [], NAMES) == "And for cake?"


def test_a_chain_of_follow_ups_holds():
    history = turns("Which tools suit bread?", "The oven [1].", "and cake?", "The mixer [1].")
    assert resolve("And the steps?", history, NAMES) == "Which steps suit cake?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("What is it used for?", "What is bread used for?"),
        ("Which of these is cheaper?", "Which of Oven, Mixer and Proofing box is cheaper?"),
        ("Compare the first two", "Compare Oven and Mixer"),
        ("What does the second do?", "What does Mixer do?"),
        ("Tell me more about the last one", "Tell me more about Proofing box"),
        ("Does kneading change it?", "Does kneading change it?"),
    ],
)
def test_pronouns_stand_for_what_was_named(question, understood):
    answer = "Bread uses the tools Oven, Mixer and Proofing box [1]."
    assert resolve(question, turns("Which tools suit bread?", answer), NAMES) == understood


def test_a_follow_up_without_anything_named_replaces_the_last_phrase():
    history = turns("What do I need for camping?", "The handbook does not cover this question.")
    assert resolve("And for fishing?", history, NAMES) == "What do I need for fishing?"


def test_a_pronoun_that_stands_for_nothing_stays():
    assert resolve("What is it?", turns("Hello there", "Hello."), NAMES) == "What is it?"


def test_a_topic_without_a_preposition_is_added_to_the_question():
    assert resolve("and fishing?", turns("Camping gear", "No."), NAMES) == "Camping gear: fishing?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("And after that?", "What comes after Oven?"),
        ("what comes next?", "What comes after Oven?"),
        ("and before that?", "What comes before Oven?"),
        ("What does the third one do?", "What does Proofing box do?"),
        ("What does the former cost?", "What does Oven cost?"),
        ("And what is the latter?", "what is Proofing box?"),
        ("Give me the price of each.", "Give me the price of Oven, Mixer and Proofing box."),
        ("any other of that kind?", "What are all the examples of Oven?"),
        ("and which temperature?", "which temperature for bread?"),
        ("compare the last two", "compare Mixer and Proofing box"),
    ],
)
def test_a_follow_up_takes_its_words_from_the_last_answer(question, understood):
    answer = "Bread uses the tools Oven, Mixer and Proofing box [1]."
    assert resolve(question, turns("Which tools suit bread?", answer), NAMES) == understood


def test_a_pronoun_stands_for_the_one_thing_that_was_asked_for():
    history = turns("Which step does bread begin with?", "Bread begins with Kneading [1].")
    assert resolve("How long does it take?", history, NAMES) == "How long does Kneading take?"
    assert resolve("Who does that step?", history, NAMES) == "Who does Kneading?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("what does the next one need?", "what does the step after kneading need?"),
        (
            "And the next step, what does that one need?",
            "Which step comes after kneading, and what does that one need?",
        ),
        ("who does the previous step?", "who does the step before kneading?"),
    ],
)
def test_the_next_step_is_asked_for_from_the_one_spoken_of(question, understood):
    history = turns("What does kneading need?", "Kneading needs a mixer.")
    assert resolve(question, history, NAMES) == understood


def test_what_is_indefinite_picks_nothing_from_a_list():
    history = turns("Which tools suit bread?", "Oven and Mixer suit bread.")
    question = "Which oven makes a good first loaf of bread?"
    assert resolve(question, history, NAMES) == question


def test_the_something_is_asked_of_what_was_spoken_of():
    before = turns("Why is the oven good for bread?", "It is hot [1].")
    assert resolve("ok and the downside?", before, NAMES) == "What is the downside of bread?"


@pytest.mark.parametrize("question", ["how many is that?", "And how many are there in all?"])
def test_the_number_of_what_was_listed_is_asked_of_the_last_question(question):
    history = turns("Which tools suit bread?", "Oven and Mixer suit Bread [1].")
    assert resolve(question, history, NAMES) == "Which tools suit bread, and how many are these?"


@pytest.mark.parametrize(
    "question", ["and the other kind of dough?", "The other dough?", "what of the other one?"]
)
def test_the_other_of_two_alike_takes_the_place_of_the_one(question):
    history = turns("What is sour dough for?", "Sour dough suits Bread [1].")
    assert resolve(question, history, NAMES) == "What is Sweet dough for?"


def test_the_other_thing_of_another_noun_is_left_to_the_rest():
    history = turns("What is sour dough for?", "Sour dough suits Bread [1].")
    assert "Sweet dough" not in resolve("and the other oven?", history, NAMES)


def test_what_is_to_be_designed_next_is_no_part_of_what_was_spoken_of():
    history = turns("What is sour dough for?", "Sour dough suits Bread [1].")
    question = "How would you design pastry delivery?"
    assert resolve(question, history, NAMES) == question
