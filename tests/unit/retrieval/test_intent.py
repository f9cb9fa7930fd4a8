import pytest

from graph.schema import Kind
from retrieval.question.intent import (
    Intent,
    find_kinds,
    kind_stems,
    question_vocabulary,
    read,
    wordings,
)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("How many steps are there?", Intent.COUNT),
        ("List the tools", Intent.LIST),
        ("Red vs blue", Intent.COMPARE),
        ("What is the difference between red and blue?", Intent.COMPARE),
        ("What comes after cleaning?", Intent.AFTER),
        ("What does cleaning feed into?", Intent.AFTER),
        ("What comes before cleaning?", Intent.BEFORE),
        ("What feeds into cleaning?", Intent.BEFORE),
        ("What is a kiln used for?", Intent.REVERSE),
        ("Where does clay appear?", Intent.REVERSE),
        ("Why is it cold?", Intent.WHY),
        ("What is a kiln?", Intent.DEFINE),
        ("Give examples of glazes", Intent.EXAMPLE),
        ("How do I fire a pot?", Intent.HOW),
        ("How do I handle cracks?", Intent.REMEDY),
        ("The pot has cracks. What should I do?", Intent.REMEDY),
    ],
)
def test_intents(question, intent):
    assert intent in read(question).intents
    assert read(question).wants(intent)


def test_a_time_that_has_passed_is_nothing_that_something_comes_after():
    assert Intent.AFTER not in read("What if it cracks after two days?").intents
    assert Intent.AFTER in read("What comes after two firings?").intents


def test_what_feeds_into_something_asks_for_what_is_before_it():
    assert Intent.AFTER not in read("What feeds into cleaning?").intents


def test_before_at_the_end_names_no_place():
    assert not read("Is it different from before?").wants(Intent.BEFORE)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Which monitoring tools are there?", {Kind.TOOL}),
        ("Which models suit the use case of the tools?", {Kind.MODEL}),
        ("What are the main steps of firing?", {Kind.STEP}),
        ("Which use cases does it suit?", {Kind.USE_CASE}),
        ("Which feature types exist?", {Kind.FEATURE}),
        ("What triggers a rerun?", {Kind.TRIGGER}),
        ("tools for glazing", {Kind.TOOL}),
        ("What does the feature store support?", set()),
        ("What is a tradeoff study room?", set()),
        ("How do I monitor the models in my shop?", set()),
    ],
)
def test_kinds_asked_for_stand_at_the_head_of_the_asked_phrase(question, kinds):
    assert read(question).kinds == kinds


def test_kinds_that_are_only_mentioned_are_kept_apart():
    question = "Which models suit the use case of these tools?"
    assert read(question).kinds == {Kind.MODEL}
    assert find_kinds(question) == {Kind.MODEL, Kind.USE_CASE, Kind.TOOL}


def test_terms_leave_out_function_words():
    assert read("What is the colour of the glaze?").terms == ("colour", "glaze")


def test_a_question_without_words_asks_for_nothing():
    asked = read("?!")
    assert (asked.terms, asked.kinds, asked.target) == ((), frozenset(), ())


def test_word_lists_are_stems():
    assert find_kinds("data sources and metrics") == {Kind.DATA_SOURCE, Kind.METRIC}
    assert "tool" in kind_stems(Kind.TOOL)
    assert wordings()["watch"] == "monitor"
    assert "tools" in question_vocabulary()


def test_what_is_asked_for_is_read_from_the_asking_clause_alone():
    asked = read("We compare two tools before the firing. Which model is it?")
    assert asked.kinds == {Kind.MODEL}
    assert not asked.wants(Intent.COMPARE, Intent.BEFORE)
    assert asked.situation == "We compare two tools before the firing."
    assert "fire" in asked.terms


def test_a_noun_for_what_the_situation_tells_is_no_topic():
    asked = read("The mug has two colours. Word?")
    assert asked.terms == ("mug", "two", "colour")
    assert asked.target == ()


def test_what_is_listed_can_be_counted_as_well():
    asked = read("How many looms are in the hall? which ones?")
    assert asked.wants(Intent.LIST)
    assert asked.wants(Intent.COUNT)
