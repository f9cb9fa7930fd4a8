import pytest

from retrieval.question.aspects import several
from retrieval.question.parts import asks_for_thing, parts


@pytest.mark.parametrize(
    ("clause", "about", "asked"),
    [
        (
            "Name the tools and the steps of a wedding cake",
            "",
            ("Which tools for a wedding cake?", "Which steps for a wedding cake?"),
        ),
        (
            "which models, patterns and one metric?",
            "For bread",
            ("Which models for bread?", "Which patterns for bread?", "Which metric for bread?"),
        ),
        (
            "For a pie tell me the tools and the steps.",
            "",
            ("Which tools for a pie?", "Which steps for a pie?"),
        ),
        ("Name the tools of bakers and cooks", "", ()),
        ("What are the pros and cons of rye?", "", ()),
        ("Which tools and steps are there?", "", ()),
        ("how do tools and steps for rye differ", "", ()),
    ],
)
def test_several_kinds_of_things_are_asked_for_one_by_one(clause, about, asked):
    assert several(clause, about) == asked


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "What does the step that sits between kneading and baking need?",
            ("Which step sits between kneading and baking?", "What does that step need?"),
        ),
        (
            "What does the step after kneading need?",
            ("Which step comes after kneading?", "What does that step need?"),
        ),
        (
            "How many rolls does the oven that suits a bakery hold at once?",
            ("How many rolls does the oven that suits a bakery hold at once?",),
        ),
    ],
)
def test_a_thing_is_asked_for_by_its_clause_or_neighbours(question, texts):
    assert parts(question).texts == texts


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Which pattern suits rolls", True),
        ("what comes after kneading", True),
        ("What is the pattern for rolls", True),
        ("How are rolls baked", False),
        ("What is rye", False),
        ("whats rye good for", False),
        ("Is rye dear", False),
    ],
)
def test_it_is_the_answer_only_of_a_question_for_a_thing(question, thing):
    assert asks_for_thing(question) is thing
