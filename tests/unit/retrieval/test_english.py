import pytest

from retrieval.text.english import join, number, plural, sentence, singular


@pytest.mark.parametrize(
    ("items", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_joined_without_the_oxford_comma(items, joined):
    assert join(items) == joined


def test_join_takes_another_last_word():
    assert join(["a", "b"], "or") == "a or b"


@pytest.mark.parametrize(
    ("count", "words"), [(1, "one"), (12, "twelve"), (20, "twenty"), (21, "21")]
)
def test_small_numbers_are_words(count, words):
    assert number(count) == words


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("tool", "tools"),
        ("use case", "use cases"),
        ("category", "categories"),
        ("batch", "batches"),
        ("analysis", "analyses"),
        ("day", "days"),
    ],
)
def test_plural_and_singular_are_inverse(one, many):
    assert plural(one) == many
    assert singular(many) == one


@pytest.mark.parametrize(
    ("many", "one"),
    [("GPUs", "GPU"), ("Use Cases", "Use Case"), ("Categories", "Category"), ("caches", "cache")],
)
def test_a_singular_keeps_its_case(many, one):
    assert singular(many) == one


@pytest.mark.parametrize("noun", ["Kubernetes", "data", "tools", "training data"])
def test_what_has_no_plural_or_is_one_stays(noun):
    assert plural(noun) == noun


@pytest.mark.parametrize("noun", ["class", "status", "basis"])
def test_what_only_ends_like_a_plural_is_singular(noun):
    assert singular(noun) == noun


@pytest.mark.parametrize(
    ("text", "raised"),
    [("after that", "After that"), ("iOS apps", "iOS apps"), ("5 steps", "5 steps"), ("", "")],
)
def test_a_sentence_begins_with_a_capital(text, raised):
    assert sentence(text) == raised
