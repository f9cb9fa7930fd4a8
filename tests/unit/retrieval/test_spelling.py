import pytest

from retrieval.text.spelling import Speller

SPELLER = Speller(["kafka", "forecasting", "monitoring", "data", "bert", "drift", "retrieval"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kafak", "kafka"),
        ("forcasting", "forecasting"),
        ("monitering", "monitoring"),
        ("bret", "bert"),
        ("RETREIVAL", "retrieval"),
        ("adta", "data"),
    ],
)
def test_slips_are_mended(written, meant):
    correction = SPELLER.correct(written)
    assert correction is not None
    assert correction.meant == meant
    assert correction.written == written


@pytest.mark.parametrize(
    "word", ["kafka", "Drift", "date", "pizza", "the", "learning", "abc", "données", "自動"]
)
def test_right_strange_and_short_words_stay(word):
    assert SPELLER.correct(word) is None


def test_of_two_equally_near_words_the_first_by_letter_is_taken():
    found = Speller(["cartes", "carter"]).correct("cartex")
    assert found is not None
    assert found.meant == "carter"


def test_without_words_nothing_is_mended():
    assert Speller([]).correct("anything") is None
