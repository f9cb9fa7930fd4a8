import pytest

from retrieval.question.asking import divide


@pytest.mark.parametrize(
    ("question", "situation", "clause"),
    [
        ("Which kiln is hot?", "", "Which kiln is hot?"),
        ("My pots crack overnight. What helps?", "My pots crack overnight.", "What helps?"),
        ("Which kinds of clay exist? give all", "", "Which kinds of clay exist? give all"),
        ("The pot broke, so I glued it. Term?", "The pot broke, so I glued it.", "Term?"),
        (
            "Somebody opened the door: which damage does that do?",
            "Somebody opened the door,",
            "which damage does that do?",
        ),
        (
            "If the glaze runs, which clay should I take?",
            "If the glaze runs,",
            "which clay should I take?",
        ),
        (
            "We have a kiln, which is old, what is it worth?",
            "We have a kiln, which is old,",
            "what is it worth?",
        ),
        (
            "Slip seems to be named twice. As what kind of clay, and for which wheel?",
            "Slip seems to be named twice.",
            "As what kind of clay, and for which wheel?",
        ),
        ("Which clay is best? I make cups.", "I make cups.", "Which clay is best?"),
        (
            "I have an exam and they ask how to fire clay.",
            "I have an exam and",
            "how to fire clay.",
        ),
        (
            "Did the potter ever sign it? What do you call that?",
            "Did the potter ever sign it?",
            "What do you call that?",
        ),
        ("Is the kiln warm, and by how much?", "", "Is the kiln warm, and by how much?"),
        ("the mug has no handle left", "", "the mug has no handle left"),
        ("My mug is cold. The cure?", "My mug is cold.", "The cure?"),
        ("", "", ""),
    ],
)
def test_the_situation_is_told_from_what_is_asked(question, situation, clause):
    posed = divide(question)
    assert (posed.situation, posed.clause) == (situation, clause)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("For cups, which clay is best?", "For cups"),
        ("Old kilns: which fuel, and why is it dear?", "Old kilns"),
        ("Which clay is best for cups?", ""),
    ],
)
def test_a_topic_before_the_question_belongs_to_it(question, topic):
    posed = divide(question)
    assert (posed.topic, posed.clause, posed.situation) == (topic, question, "")
    assert posed.about == topic


def test_a_correction_joins_what_it_corrects():
    assert divide("Where is slip used? I mean in which steps?").clause == (
        "Where is slip used, in which steps?"
    )


def test_which_ones_are_named_by_the_phrase_before():
    clause = divide("My aunt told me about gas kilns. Which ones are cheap?").clause
    assert clause == "Which gas kilns are cheap?"


def test_the_whole_text_begins_with_the_situation():
    assert divide("Which clay? I make cups.").text == "I make cups. Which clay?"
