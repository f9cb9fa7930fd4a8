import pytest

from retrieval.answerer import Answerer


@pytest.mark.parametrize(
    "question",
    [
        "What lies between Throwing and Drying?",
        "whats sitting between Drying and Throwing",
        "How does clay get from Throwing to Drying?",
    ],
)
def test_what_lies_between_is_told_with_both_steps(studio: Answerer, question):
    answer = studio.answer(question).answer
    assert answer.startswith("Throwing feeds into Trimming [1]. Trimming feeds into Drying")


def test_between_does_not_ask_what_lies_there_where_things_are_compared(studio: Answerer):
    answer = studio.answer("What is the difference between Loading and Soaking?").answer
    assert "Loading" in answer
    assert ", while the Soaking step" in answer


def test_rows_lie_between_each_other_too(studio: Answerer):
    assert "Ramping" in studio.answer("Which step is between Loading and Soaking?").answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the last step of the firing plan?", "The last step is: Cooling"),
        ("What is step 2 of the firing plan?", "The second step under “Firing Plan” is Ramping"),
        ("Which step is second in the firing plan?", "Ramping"),
        (
            "What is the last box of the mind map?",
            "The last item under “Mind Map” is Feedback Loop & Retraining",
        ),
        ("What is the first box of the mind map?", "The first item under “Mind Map” is Business"),
    ],
)
def test_a_place_under_a_title(studio: Answerer, bundled: Answerer, question, answer):
    handbook = bundled if "mind map" in question else studio
    assert answer in handbook.answer(question).answer


def test_that_type_is_what_the_answer_calls_the_thing(studio: Answerer):
    asked = "Porcelain: what kind of thing is it, and which patterns suit that kind?"
    assert "Mugs" in studio.answer(asked).answer


def test_another_flow_is_no_answer_to_what_comes_after_a_thing(studio: Answerer):
    answer = studio.answer("What does the pyrometer feed into?").answer
    assert not answer.startswith("Wedging feeds into")


def test_of_two_that_are_weighed_only_the_one_that_is_named_is_told(bundled: Answerer):
    assert "BigQuery" not in bundled.answer("Which tools are used for streaming?").answer
