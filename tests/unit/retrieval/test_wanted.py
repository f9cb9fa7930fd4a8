import pytest

from retrieval.question.wanted import wanted


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("What causes cracks?", "what causes cracks"),
        ("What is the cause of the cracks?", "what causes the cracks"),
        ("How do I prevent a crack?", "how to prevent a crack"),
        ("How can we get rid of slugs?", "how to get rid of slugs"),
        ("What is the cost of a kiln?", "what the cost of a kiln is"),
        ("How much does a kiln cost?", "what the cost of a kiln is"),
        ("What are the drawbacks of wood firing?", "what the drawbacks of wood firing are"),
    ],
)
def test_what_is_asked_of_a_thing_is_told(question: str, unsaid: str):
    sought = wanted(question)
    assert sought is not None
    assert sought.unsaid == unsaid


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote this handbook?",
        "Who is the author?",
        "Who wrote it?",
        "When was this guide written?",
    ],
)
def test_who_made_the_text_is_asked_of_no_thing(question: str):
    sought = wanted(question)
    assert sought is not None
    assert (sought.thing, sought.unsaid) == ("", "")
    assert not sought.held.search("Rules are enough when experts can write the decision down")
    assert sought.held.search("Written by Ida")


@pytest.mark.parametrize(
    "question", ["What is a crack?", "Which kilns are cheap?", "Who fires it?"]
)
def test_other_questions_are_left(question: str):
    assert wanted(question) is None
