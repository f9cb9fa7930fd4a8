import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import names


@pytest.mark.parametrize(
    "wordings",
    [
        ("Real-time", "real time", "Realtime", "REAL-TIME"),
        ("Weights & Biases", "Weights&Biases", "weights and biases"),
        ("Feature Stores", "feature store", "Feature-Store", "“Feature store”"),
        ("GPUs", "GPU", "gpu"),
        ("Caches", "cache"),
        ("batches", "Batch"),
        ("Queries", "query"),
        ("Cookies", "cookie"),
        ("A/B test", "A/B tests", "AB test"),
        ("Kafka™", "kafka"),
        ("don’t", "don't"),
        ("8-bit", "8Bit"),
    ],
)
def test_one_key(wordings):
    assert len({names.key(wording) for wording in wordings}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("C", "C++"),
        ("C", "C#"),
        ("1", "-1"),
        ("3 5", "35"),
        ("3.5", "35"),
        ("1:1", "11"),
        ("GPU", "GPU $"),
        ("5", "5%"),
        ("-v", "-V"),
        ("r", "R"),
        ("कि", "का"),
        ("Stream", "Streaming"),
        ("status", "stat"),
        ("x", "x²"),
        ("✓", "✗"),
    ],
)
def test_two_keys(left, right):
    assert names.key(left) != names.key(right)


@pytest.mark.parametrize("word", ["bus", "Kubernetes", "Redis", "access", "analysis", "Analytics"])
def test_not_every_s_is_a_plural(word):
    assert names.singular(word) == word.casefold()


def test_abbreviation_is_taken_off():
    assert names.read_name("Ranking  model (LTR)") == names.Name("Ranking model", "LTR")
    assert names.read_name("Ranking model (monthly)") == names.Name("Ranking model (monthly)")
    assert names.read_name("Batch (S3, GCS)").short == ""


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kafka", "kafka"),
        ("Data Sources", "data-source"),
        ("C++", "c-plus-plus"),
        ("GPU $", "gpu-usd"),
        ("A/B testing", "a-b-testing"),
        ("GPT-3.5", "gpt-3-5"),
    ],
)
def test_slug(name, slug):
    assert names.slug(name) == slug


def test_what_ascii_cannot_hold_gets_a_hash():
    assert names.slug("Überwachung").startswith("uberwachung-")
    assert names.slug("数据") == names.digest("数据")
    long = "word " * 60
    assert len(names.slug(long)) <= names.LONGEST_SLUG + 9
    assert names.slug(long) != names.slug(long + "more")


@given(st.text(min_size=1))
def test_any_text_has_a_key_and_an_ascii_slug(text):
    if text.strip():
        assert names.key(text)
        assert names.key(text) == names.key(f"  {text} ")
        assert names.slug(text).isascii()
        assert names.slug(text)


@given(st.text())
def test_shortened_text_fits(text):
    assert len(names.shorten(text, 20)) <= 20


def test_shorten_cuts_at_a_word():
    assert names.shorten("one two, three", 10) == "one two…"
    assert names.shorten("one  two", 10) == "one two"
