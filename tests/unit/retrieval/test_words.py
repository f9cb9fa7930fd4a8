import pytest

from retrieval.text.words import GENERAL_WEIGHT, Vocabulary, content_stems, is_general, stem, words

VOCABULARY = Vocabulary(["real-time glaze", "glaze kiln", "kiln temperature", "use the kiln"])


def test_words_keep_their_places():
    found = words("Real-time A/B's, isn't")
    assert [w.text for w in found] == ["Real", "time", "A", "B's", "isn't"]
    assert [(w.start, w.end) for w in found] == [(0, 4), (5, 9), (10, 11), (12, 15), (17, 22)]
    assert [w.lower for w in found] == ["real", "time", "a", "b", "isn"]


def test_other_scripts_are_words_and_pictures_are_none():
    assert [w.text for w in words("質問 🚀 вопрос")] == ["質問", "вопрос"]


def test_stems_join_the_forms_of_a_word():
    assert stem("Monitoring") == stem("monitors") == "monitor"


def test_the_plural_of_an_abbreviation_is_the_same_word():
    pairs = [("GPUs", "gpu"), ("kpis", "KPI"), ("SLOs", "SLO"), ("LSTMs", "lstm"), ("vms", "VM")]
    assert all(stem(many) == stem(one) for many, one in pairs)
    assert stem("class") != stem("clas")


def test_content_stems_leave_out_function_words_and_repeats():
    assert content_stems("What is the kiln, and which kilns are there?") == ("kiln",)


def test_a_rare_word_weighs_more_than_a_common_one():
    assert VOCABULARY.weight("temperatur") > VOCABULARY.weight("kiln")


def test_an_unknown_word_weighs_as_much_as_one_used_once():
    assert VOCABULARY.weight("spaceship") == VOCABULARY.weight("temperatur")
    assert "spaceship" not in VOCABULARY


def test_everyday_words_weigh_a_quarter():
    assert is_general("use")
    assert VOCABULARY.weight("use") == VOCABULARY.weight("temperatur") * GENERAL_WEIGHT


@pytest.mark.parametrize(
    ("covered", "terms", "share"),
    [({"kiln"}, ["kiln"], 1.0), (set(), ["kiln"], 0.0), ({"kiln"}, [], 0.0)],
)
def test_share(covered, terms, share):
    assert VOCABULARY.share(covered, terms) == share


def test_a_compound_is_split_as_the_handbook_writes_it():
    assert VOCABULARY.split_compounds(["realtim", "kiln"]) == ("real", "time", "kiln")


def test_a_vocabulary_of_nothing():
    assert Vocabulary([]).weight("kiln") == 1.0


def test_an_auxiliary_with_its_not_carries_no_topic():
    assert [word.is_stop for word in words("aren't don’t kilns")] == [True, True, False]
