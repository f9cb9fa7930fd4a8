"""The signals of the decision, on the pottery studio's handbook."""

import pytest

from retrieval.clock import Clock
from retrieval.ranking.cover import COVER


@pytest.fixture
def support(studio):
    def signals(question: str):
        _, findings = studio.find(question, (), Clock())
        return findings[0].support

    return signals


def test_each_signal_has_a_coefficient(support):
    assert support("Which clay suits mugs?").keys() == COVER.keys() - {"bias", "answered"}


@pytest.mark.parametrize(
    ("sign", "asks_for_it", "does_not"),
    [
        ("head_unborne", "Which licence has porcelain?", "Which clay suits mugs?"),
        ("head_last", "Which Porcelain shrinkage is best?", "Which porcelain mugs are there?"),
        ("narrowed", "Which clay suits travel mugs?", "Which clay suits mugs?"),
        ("undefined", "How is overfiring defined exactly?", "What is overfiring watched by?"),
        ("denied", "Does porcelain attract lightning?", "Is porcelain for mugs?"),
        ("other_sort", "How often is Porcelain delivered?", "Which clay suits mugs?"),
        ("choice_open", "Stoneware or Raku for mugs?", "Stoneware or porcelain for mugs?"),
        ("head_unborne", "Name the drawbacks of Porcelain.", "Name the uses of Porcelain."),
        ("figure_open", "Do I need eight kilns for Porcelain?", "What is Porcelain for?"),
        ("subject_open", "How are raku on mugs fired?", "How are mugs fired?"),
        ("seldom_named", "What is the price of Porcelain?", "What is Porcelain for?"),
        ("seldom_head", "Who is the author of all this?", "What is all this for?"),
        ("opposite", "When does cooling let the door close?", "When does cooling let it open?"),
    ],
)
def test_signs_against_an_answer_are_seen_where_they_are(support, sign, asks_for_it, does_not):
    assert support(asks_for_it)[sign] == 1.0
    assert support(does_not)[sign] == 0.0


def test_a_further_question_may_be_the_one_that_is_answered(support):
    one, two = "For porcelain: which licence is it under", "how quickly does it dry when it cracks"
    assert support(f"{one}?")["head_unborne"] == 1.0
    assert support(f"{one}, and {two}?")["head_unborne"] == 0.0


def test_a_word_written_as_a_name_is_named_where_no_node_has_it_alone(support):
    named = support("what is orton good for")
    assert named["covered_named"] > 0.5
    assert named["best_unnamed"] < support("what is wedging good for someone")["best"]


def test_what_the_answer_leaves_out_of_a_name_counts_in_part(support):
    assert support("Which clay suits mugs?")["named_out"] == 0.0
