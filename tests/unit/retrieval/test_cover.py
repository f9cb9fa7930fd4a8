import pytest

from retrieval.answer import Status
from retrieval.cover import Support, decide, is_name, unknown_words
from retrieval.words import Vocabulary, content_stems, words

VOCABULARY = Vocabulary(["The kiln fires glaze", "Clay needs a slow drying rack", "Kiln wash"])
STRONG = Support(cosine=0.75, covered=1.0, named=1.0)
WEAK = Support(cosine=0.12, covered=0.0, target=0.0)


def cover(question: str, support: Support):
    return decide(question, content_stems(question), support, VOCABULARY)


def test_what_the_evidence_explains_is_answered():
    found = cover("What does the kiln fire?", STRONG)
    assert found.status is Status.ANSWERED
    assert found.score > 0.9
    assert found.missing == ()


def test_what_nothing_explains_is_not_covered():
    found = cover("Who won the league last year?", WEAK)
    assert found.status is Status.NOT_COVERED
    assert found.score < 0.1
    assert found.missing == ("Who", "won", "league")


def test_a_known_name_beside_unknown_words_is_not_enough():
    near_miss = Support(cosine=0.45, covered=0.33, named=1.0, target=0.3)
    assert cover("How do I insure the kiln abroad?", near_miss).status is Status.NOT_COVERED


def test_an_unknown_name_makes_a_good_answer_partial():
    found = cover("Does the kiln fire glaze like a Skutt?", STRONG)
    assert found.status is Status.PARTIAL
    assert found.missing == ("Skutt",)


def test_the_score_grows_with_every_signal():
    middle = Support(cosine=0.45, covered=0.5, target=0.5)
    base = cover("glaze drying", middle).score
    for better in (
        Support(cosine=0.6, covered=0.5, target=0.5),
        Support(cosine=0.45, covered=0.8, target=0.5),
        Support(cosine=0.45, covered=0.5, target=0.9),
    ):
        assert cover("glaze drying", better).score > base


def test_a_named_thing_is_held_to_a_higher_standard():
    unnamed = Support(cosine=0.5, covered=0.2)
    named = Support(cosine=0.5, covered=0.2, named=1.0)
    assert cover("glaze insurance", unnamed).score > cover("glaze insurance", named).score


def test_a_comparison_with_an_unknown_side_is_partial():
    half = Support(cosine=0.5, covered=0.5, named=1.0, target=0.5)
    question = "The kiln vs Skutt"
    compared = decide(question, content_stems(question), half, VOCABULARY, compares=True)
    assert compared.status is Status.PARTIAL
    assert compared.missing == ("Skutt",)
    assert cover(question, half).status is Status.NOT_COVERED


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
    ],
)
def test_names_are_told_by_their_capitals(question, word, name):
    found = next(w for w in words(question) if w.text == word)
    assert is_name(found, question) is name


def test_unknown_words_leave_out_function_words():
    found = unknown_words(words("Which raku kiln is it?"), VOCABULARY)
    assert [w.text for w in found] == ["raku"]
