import pytest

from retrieval.answer import Status
from retrieval.ranking.cover import COVER, decide, is_name, unknown_words
from retrieval.text.words import Vocabulary, words

VOCABULARY = Vocabulary(["The kiln fires glaze", "Clay needs a slow drying rack", "Kiln wash"])
SILENT = dict.fromkeys(set(COVER) - {"bias", "answered"}, 0.0)
STRONG = {
    **SILENT,
    "cosine": 0.75,
    "best": 0.75,
    "covered_named": 1.0,
    "target": 1.0,
    "kind": 0.5,
}
WEAK = {**SILENT, "cosine": 0.12, "best": 0.12, "unknown": 1.0, "foreign": 1.0}


def cover(question, support):
    return decide(question, words(question), support, VOCABULARY)


def test_what_the_evidence_explains_is_answered():
    found = cover("What does the kiln fire?", STRONG)
    assert found.status is Status.ANSWERED
    assert found.score > 0.9
    assert found.missing == ()


def test_what_nothing_explains_is_not_covered():
    found = cover("Who won the league last year?", WEAK)
    assert found.status is Status.NOT_COVERED
    assert found.score < 0.25
    assert found.missing == ("Who", "won", "league")


def test_a_term_of_the_field_that_the_handbook_lacks_counts_against_it():
    near_miss = {**STRONG, "silent": 1.0}
    assert cover("kiln glaze", near_miss).score < cover("kiln glaze", STRONG).score


def test_an_unknown_name_makes_a_good_answer_partial():
    found = cover("Does the kiln fire glaze like a Skutt?", STRONG)
    assert found.status is Status.PARTIAL
    assert found.missing == ("Skutt",)


def test_a_question_without_a_topic_is_not_covered():
    assert cover("🚀", STRONG).status is Status.NOT_COVERED
    assert cover("What is it?", STRONG).status is Status.NOT_COVERED


@pytest.mark.parametrize(
    ("question", "word", "name"),
    [
        ("Does Skutt help?", "Skutt", True),
        ("Skutt kilns", "Skutt", False),
        ("which eBay kiln", "eBay", True),
        ("a raku kiln", "raku", False),
        ("DOES RAKU HELP", "RAKU", False),
        ("It broke. Should glaze run?", "Should", False),
        ("Is it fired on Monday?", "Monday", False),
    ],
)
def test_names_are_told_by_their_capitals(question, word, name):
    found = next(w for w in words(question) if w.text == word)
    assert is_name(found, question) is name


def test_unknown_words_leave_out_function_words():
    found = unknown_words(words("Which raku kiln is it?"), VOCABULARY)
    assert [w.text for w in found] == ["raku"]
