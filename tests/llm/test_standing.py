"""A sentence that opens with a pronoun stands where the pronoun is clear, or nowhere."""

import pytest

from retrieval.wording.material import sentences_of
from retrieval.wording.said import Said
from tests.llm.scripted import says

DRIFT = "what's concept drift"
DRIFTS = (
    "Concept drift is a change in what it means: the same input now calls for another answer [1]."
)
ITS_SIGN = "It is also monitored by watching changes of the target behavior [2]."
EDGE = "Edge inference vs hybrid: what is each for?"
SUITS = (
    "The Edge Inference pattern suits IoT devices, drones and mobile apps [1], while the Hybrid "
)
SUITS += "(Feature Precompute + Realtime) pattern suits Personalization and ads [2]."
WEAK = "Edge inference is used for devices with a weak connection [3]."
PRIVATE = "It also keeps private data on the device"
COMBINES = "The Hybrid (Feature Precompute + Realtime) pattern combines Feature Precompute and "
COMBINES += "real-time [2]."
STAGES = "How is the first stage of ranking judged?"


def ask(service, model, said, question):
    model.script = says(said)
    return service.ask(question)


def plain(service, question):
    return sentences_of(service.ask(question, llm=False).answer)


def test_the_composed_answers_are_what_these_tests_rest_on(service):
    assert plain(service, DRIFT) == [DRIFTS, ITS_SIGN]
    assert plain(service, EDGE) == [SUITS, WEAK, f"{PRIVATE} [4]."]
    assert plain(service, STAGES)[1].startswith("The first stage is judged by what it misses")


def test_what_leans_on_a_reworded_sentence_is_put_right_behind_it(service, model):
    answer = ask(service, model, f"According to the handbook: {DRIFTS}", DRIFT)
    assert answer.llm_generated
    assert answer.answer.endswith(f"calls for another answer [1]. {ITS_SIGN}")
    assert [c.id for c in answer.citations] == ["1", "2"]


def test_behind_another_thing_the_pronoun_is_written_out(service, model):
    other = "Data drift is a change in what comes in [1]."
    answer = ask(service, model, f"{DRIFTS} {other}", DRIFT)
    assert answer.answer == (
        f"{DRIFTS} {other} Concept Drift is also monitored by watching changes of the target "
        "behavior [2]."
    )
    assert "target behavior" in answer.citations[1].cited_text


def test_the_model_cannot_move_a_pronoun_to_another_thing(service, model):
    other = "Data drift is a change in what comes in [1]."
    answer = ask(service, model, f"{DRIFTS} {other} {ITS_SIGN}", DRIFT)
    assert f"{other} It" not in answer.answer
    assert "Concept Drift is also monitored by watching changes of the target" in answer.answer


def test_a_pronoun_cannot_open_an_answer_that_does_not_open_with_one(service, model):
    answer = ask(service, model, ITS_SIGN, DRIFT)
    assert answer.wording.fallback == "unsupported"
    answer = ask(service, model, f"{ITS_SIGN} {DRIFTS}", DRIFT)
    assert answer.answer == f"{DRIFTS} {ITS_SIGN}"
    assert (answer.wording.kept, answer.wording.removed) == (1, 1)


def test_an_answer_that_is_composed_with_a_pronoun_may_open_with_it(service, model):
    question = "When is a feature store worth its cost?"
    (composed, *_) = plain(service, question)
    assert composed.startswith("It is worth the cost when")
    answer = ask(service, model, composed, question)
    assert answer.llm_generated
    assert answer.answer.startswith(composed)


def test_prose_stays_behind_the_sentence_that_it_leans_on(service, model):
    answer = ask(service, model, f"{SUITS} {WEAK}", EDGE)
    assert f"connection [3]. {PRIVATE} [4]." in answer.answer
    answer = ask(service, model, f"{SUITS} The Edge Inference pattern is {WEAK[18:]}", EDGE)
    assert answer.wording.kept == 2
    assert f"connection [3]. {PRIVATE} [4]." in answer.answer


def test_prose_whose_place_is_taken_and_that_no_fact_states_is_left_out(service, model):
    answer = ask(service, model, f"{SUITS} {WEAK} {COMBINES}", EDGE)
    assert answer.wording.kept == 3
    assert PRIVATE not in answer.answer


def test_prose_without_a_name_stands_only_behind_its_own_words(service, model):
    first, second, *_ = plain(service, STAGES)
    answer = ask(service, model, first, STAGES)
    assert answer.answer.startswith(f"{first} {second}")
    answer = ask(service, model, f"{first} Ranking is combined in retrieval + ranking [3].", STAGES)
    assert second.split(" [")[0] not in answer.answer


def test_examples_are_said_to_be_of_something(service, model):
    question = "Please what is meaning of online learning?"
    first, second, third, *related = plain(service, question)
    assert third.startswith("Examples are incremental")
    answer = ask(service, model, f"{first} {second}", question)
    assert answer.answer == " ".join([first, second, third, *related])
    other = "Offline learning is weighed against online learning [2]."
    answer = ask(service, model, f"{first} {other} {third}", question)
    assert f"{other} Examples of online learning are incremental and streaming" in answer.answer


def test_what_the_handbook_does_not_say_stays_said(service, model):
    question = "Performance drops and we retrain. Which component gets the trained model, and "
    question += "what does it keep?"
    first, second, third, *_ = plain(service, question)
    assert second == "It does not say which of them belong to Performance drops."
    answer = ask(service, model, f"{first} {third}", question)
    assert answer.llm_generated
    assert answer.answer.startswith(f"{first} {third}")
    assert answer.answer.endswith(f" The handbook{second[2:]}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The budget is 50 ms [1].", True),
        ("Within the budget of 50 ms, it has to answer [1].", True),
        ("The budget is 100 ms [1].", False),
        ("The budget is small [1].", False),
    ],
)
def test_a_number_is_part_of_what_is_said(text, said):
    composed = "The budget is 50 ms [1]."
    assert Said(composed, ()).is_said(composed, text) is said


def test_a_thing_that_is_named_is_not_yet_what_is_said_of_it(service, model):
    said = "Concept drift is monitored by watching changes of the target behavior [2]."
    answer = ask(service, model, said, DRIFT)
    assert answer.wording.removed == 0
    assert answer.wording.fallback == "unsupported"


def test_a_quotation_within_a_sentence_does_not_end_it(service, model):
    question = "Which questions does the Model Strategy step ask?"
    composed = service.ask(question, llm=False).answer
    assert "?” and “" in composed
    answer = ask(service, model, composed, question)
    assert answer.llm_generated
    assert answer.answer == composed
    assert answer.wording.removed == 0
