import pytest

from retrieval.question.parts import by_most, parts, uncounted


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Which oven bakes rye?", ["Which oven bakes rye?"]),
        ("Which oven bakes rye, and why is it dear?", ["Which oven bakes rye", "why is it dear?"]),
        ("rye: which oven and why", ["which oven", "why"]),
        (
            "Explain proofing and tell where it is used.",
            ["Explain proofing", "tell where it is used."],
        ),
        ("The rye is flat. Which flour helps?", ["The rye is flat. Which flour helps?"]),
        ("Bread and butter, which first?", ["Bread and butter, which first?"]),
        ("Which ovens bake rye? Name them all.", ["Which ovens bake rye? Name them all."]),
        ("It went flat overnight. Name?", ["It went flat overnight. Name?"]),
        (
            "What is rye? What is spelt? What is oat? What is corn?",
            ["What is rye? What is spelt? What is oat? What is corn?"],
        ),
    ],
)
def test_a_question_is_cut_where_it_asks_again(question, texts):
    assert list(parts(question).texts) == texts
    assert not parts(question).nested


def test_a_question_inside_is_asked_first():
    cut = parts("Which flour suits the pattern that fits weddings?")
    assert cut.texts == ("Which pattern fits weddings?", "Which flour suits that pattern?")
    assert cut.nested


def test_a_clause_about_no_kind_of_thing_is_left_in_place():
    question = "What happens to the dough that was left outside?"
    assert parts(question).texts == (question,)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("I bake rye. Which oven is best, and which flour is best?", "I bake rye."),
        ("For rye: which oven and why", "For rye"),
        ("What is rye and what is spelt?", ""),
    ],
)
def test_the_parts_share_what_they_are_about(question, about):
    assert parts(question).about == about


@pytest.mark.parametrize(
    ("question", "inner"),
    [
        ("Who sells the tool used for glazing?", "Which tool is used for glazing?"),
        ("What does the step done by hand need?", "Which step is done by hand?"),
    ],
)
def test_what_is_done_with_a_thing_is_asked_first(question: str, inner: str):
    found = parts(question)
    assert found.nested
    assert found.texts[0] == inner


def test_a_thing_that_is_itself_asked_for_is_no_part():
    assert parts("What is the tool used for glazing?").texts == (
        "What is the tool used for glazing?",
    )


@pytest.mark.parametrize(
    ("question", "inner"),
    [
        ("What is the price of the driest clay?", "Which clay is the driest?"),
        ("Who sells the clay with the most iron?", "Which clay has the most iron?"),
        ("What fuel does the most expensive kiln take?", "Which kiln is the most expensive?"),
    ],
)
def test_the_most_of_something_is_asked_first(question: str, inner: str):
    found = by_most(question)
    assert found is not None
    assert found[0] == inner


@pytest.mark.parametrize("question", ["What is the driest clay?", "Where is the first kiln?"])
def test_what_is_asked_for_alone_is_not_asked_twice(question: str):
    assert by_most(question) is None


def test_a_part_without_a_verb_takes_that_of_the_first():
    assert parts("What do we do against moths and what against mice?").texts == (
        "What do we do against moths",
        "What do we do against mice?",
    )


def test_which_thing_has_the_most_is_asked_once():
    assert by_most("Which clay has the most iron?") is None


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("Which ovens bake rye, and how many are these?", "Which ovens bake rye?"),
        ("Which ovens are there and how many?", "Which ovens are there?"),
        ("Name the ovens, and how many are there in total?", "Name the ovens?"),
    ],
)
def test_the_number_of_what_is_asked_for_is_no_part(question: str, bare: str):
    assert uncounted(question) == bare


@pytest.mark.parametrize(
    "question", ["How hot is it, and how many ovens are there?", "And how many?", "Which oven?"]
)
def test_other_numbers_are_left(question: str):
    assert uncounted(question) == question
