import pytest

from retrieval.question.intent import read
from retrieval.ranking.said import Said
from retrieval.ranking.sort import Told, is_of_another_sort
from retrieval.text.words import Vocabulary, stem


def other(question: str, said: str, explained=(), *, listed=0) -> bool:
    told = Told(said, lambda word: stem(word) in explained, listed)
    return is_of_another_sort(read(question), told)


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        ("How much does a kiln cost?", "A kiln fires clay", True),
        ("How much does a kiln cost?", "A kiln costs 900 coins", False),
        ("How much do we lose with 4 shelves?", "4 shelves are an example", True),
        ("How much do we lose at 4bit?", "8bit is an example", True),
        ("How hot is it?", "A kiln fires clay", True),
        ("How hot is it?", "It fires at 1240°C", False),
        ("How large is a shelf?", "Forty centimetres", False),
        ("How long does it dry?", "Clay dries on a rack", True),
        ("In what ratio are they mixed?", "Clay and sand are mixed", True),
        ("In what ratio are they mixed?", "Clay and sand are mixed 2:1", False),
        ("By how many points does it shrink?", "Clay shrinks", True),
        ("What heat is good enough for mugs?", "Heat is watched at the kiln", True),
        ("What heat is good enough for mugs?", "Mugs take 1100 degrees", False),
        ("How long does it dry?", "Clay dries for three days", False),
        ("How long does it dry?", "Two mugs dry at the same time", True),
        ("How long does the nightly firing take?", "The kiln is fired nightly", True),
        ("How long does it dry?", "It dries until the rim is pale", False),
        ("How many hours does it fire?", "It fires 40 mugs at 1240°C", True),
        ("How many hours does it fire?", "It fires 40 mugs within 9 h", False),
        ("How many hours does it fire?", "| Kiln | Hours | | Big | 14 |", False),
        ("We fire 9 hours. How many days does it cool?", "Fired for 9 hours", True),
        ("How long may a label be?", "A label has 30 characters at most", False),
        ("How long may a label be?", "A label is as pale as an ad", True),
        ("How wide is the shelf, in metres?", "The shelf holds 40 mugs", True),
        ("How many euros does a mug cost?", "A mug costs €14", False),
        ("How quickly do I answer?", "Within 15 minutes", False),
        ("How much notice do I give?", "Three weeks", False),
        ("How often is it checked?", "It is checked every quarter", False),
        ("How often is it checked?", "It is checked by the potter", True),
        ("When was it built?", "It was built in 1931", False),
        ("When was it built?", "It was built of bricks", True),
        ("Which company makes it?", "Skutt is a kiln", True),
        ("Who invented porcelain?", "Porcelain is a clay", True),
        ("and by whom?", "Porcelain is a clay", True),
        ("Who uses porcelain?", "Porcelain is for cups", False),
        ("Who decides?", "The owner of the studio has the last word", False),
        ("How much do we pay the potter for a mug?", "200 mugs for a start", True),
        ("How much do we pay the potter for a mug?", "4 euros for each", False),
        ("What does a kiln cost?", "A kiln fires clay at 1240", True),
        ("Who is the outside member of the panel?", "Panel: five members, one from outside", True),
        ("Who is the head of the studio?", "the head of the studio is Ida Holm", False),
        ("Who is Ida Holm?", "Ida Holm is listed under “Treasurer”", False),
        ("Who is the treasurer?", "The treasurer keeps the till", True),
        ("Who teaches throwing?", "Four Wednesdays, taught by Ida", False),
        ("Who teaches throwing?", "Four Wednesdays, taught by hand", True),
        ("Which part helps those who throw?", "The wheel", False),
    ],
)
def test_the_sort_that_is_asked_for_has_to_be_said(question, said, expected):
    assert other(question, said) is expected


def test_what_is_counted_needs_no_number_where_it_is_listed():
    assert not other("How many clays are there?", "porcelain, stoneware", listed=2)
    assert other("How many clays are there?", "porcelain", listed=1)


def test_who_asks_for_no_person_where_its_verb_is_explained():
    assert not other("Who fires the mugs?", "The kiln fires mugs", {"fire"})
    assert not other("Who may fire mugs?", "Throwers may fire mugs", {"fire"})
    assert other("Who may fire mugs?", "Mugs are glazed")


def test_another_degree_of_a_word_explains_it():
    vocabulary = Vocabulary(["the cheapest clay"])
    said = Said("the cheapest clay", frozenset({"cheapest", "clay"}), 0.5)
    assert said.explains("cheaper", vocabulary)
    assert not said.explains("faster", vocabulary)


def test_an_equation_says_how_something_is_computed():
    vocabulary = Vocabulary(["the area"])
    said = Said("area", frozenset({"area"}), 0.5, lines="area = width times height")
    assert said.explains(stem("computed"), vocabulary)
    assert not Said("area", frozenset({"area"}), 0.5).explains(stem("computed"), vocabulary)
