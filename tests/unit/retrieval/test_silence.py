from retrieval.indexing.field_words import Absent, Field, from_json, to_json
from retrieval.lexicon.glosses import Meaning
from retrieval.question.intent import read
from retrieval.ranking.left import BACKGROUND
from retrieval.ranking.silence import SYNONYM, Silence
from retrieval.text.words import words

FIELD = Field(
    (Meaning(("tool:oven",), ("it bakes", "hot"), ("bake", "hot")),),
    (
        Absent("sourdough starter", ("levain", "mother")),
        Absent("steam injection", ()),
        Absent("dough rest", ()),
        Absent("loaf", ("round of bread",)),
        Absent("steam vs rest", ()),
    ),
    {"bake": 1.5},
    4.0,
)
SILENCE = Silence(FIELD, ["The dough is kneaded", "let the loaf rest", "steam injection helps"])


def weight(question: str) -> float:
    return SILENCE.weight(read(question))


def test_a_term_that_the_handbook_lacks_is_heard():
    question = "How do I feed a sourdough starter?"
    assert SILENCE.terms(question, words(question)) == ("sourdough starter",)
    assert weight(question) == 1.0


def test_a_term_in_the_text_is_not_absent():
    assert weight("What is steam injection?") == 0.0


def test_two_known_sides_are_hardly_silent():
    assert weight("steam vs rest?") == SYNONYM


def test_another_wording_of_what_the_text_names_is_not_absent():
    assert weight("How heavy is a round of bread?") == 0.0


def test_what_only_the_situation_names_counts_in_part():
    assert weight("I have a sourdough starter. How long is it kneaded?") == BACKGROUND


def test_everyday_senses_count_less():
    assert weight("Does my mother bake?") == SYNONYM
    assert weight("How long is the dough rest?") == SYNONYM


def test_a_field_survives_being_stored():
    assert from_json(to_json(FIELD)) == FIELD
