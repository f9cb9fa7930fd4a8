import pytest

from graph.model import Node
from graph.schema import Kind
from retrieval.answer import Turn
from retrieval.question.conversation import resolve
from retrieval.question.link import Names
from retrieval.text.words import Vocabulary

NODES = [
    Node("usecase:bread", Kind.USE_CASE, "Bread"),
    Node("usecase:cake", Kind.USE_CASE, "Cake"),
    Node("tool:oven", Kind.TOOL, "Oven"),
    Node("tool:mixer", Kind.TOOL, "Mixer"),
    Node("tool:proofing-box", Kind.TOOL, "Proofing box"),
    Node("step:kneading", Kind.STEP, "Kneading"),
    Node("concept:sweet-dough", Kind.CONCEPT, "Sweet dough"),
    Node("concept:sour-dough", Kind.CONCEPT, "Sour dough"),
    Node("passage:1", Kind.PASSAGE, "1", text="Bread needs an oven."),
]
NAMES = Names(NODES, Vocabulary(node.name for node in NODES))


def turns(*contents: str) -> list[Turn]:
    """Turns that begin with the user and alternate."""
    roles = ("user", "assistant")
    return [Turn(roles[n % 2], content) for n, content in enumerate(contents)]


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("And for cake?", "Which tools suit cake?"),
        ("what about Cake", "Which tools suit Cake?"),
        ("and cake?", "Which tools suit cake?"),
        ("Same for cake", "Which tools suit cake?"),
        ("and for caek?", "Which tools suit caek?"),
        ("And the steps?", "Which steps suit bread?"),
        ("And for spaceships?", "Which tools suit spaceships?"),
        ("why?", "Why Oven and Mixer for bread?"),
        ("And why?", "Why Oven and Mixer for bread?"),
        ("Which steps suit cake?", "Which steps suit cake?"),
    ],
)
def test_a_follow_up_is_written_out_from_the_last_question(question, understood):
    history = turns("Which tools suit bread?", "Bread uses the tools Oven and Mixer [1].")
    assert resolve(question, history, NAMES) == understood


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("Which gas tools are named?", "and the electric ones?", "Which electric tools are named?"),
        (
            "What is the slow proofing step for?",
            "ok. and the quick one?",
            "What is the quick step for?",
        ),
        ("Which tools suit bread?", "and the cheap ones?", "Which cheap tools suit bread?"),
        ("List all the tools", "only the electric ones", "List all the electric tools"),
    ],
)
def test_ones_are_of_the_kind_that_was_asked_for(before, question, understood):
    assert resolve(question, turns(before, "The oven [1]."), NAMES) == understood


def test_without_turns_a_question_stays_as_it_is():
    assert resolve("And for cake?", [], NAMES) == "And for cake?"


def test_a_chain_of_follow_ups_holds():
    history = turns("Which tools suit bread?", "The oven [1].", "and cake?", "The mixer [1].")
    assert resolve("And the steps?", history, NAMES) == "Which steps suit cake?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("What is it used for?", "What is bread used for?"),
        ("Which of these is cheaper?", "Which of Oven, Mixer and Proofing box is cheaper?"),
        ("Compare the first two", "Compare Oven and Mixer"),
        ("What does the second do?", "What does Mixer do?"),
        ("Tell me more about the last one", "Tell me more about Proofing box"),
        ("Does kneading change it?", "Does kneading change bread?"),
        ("Is kneading cold and does it last?", "Is kneading cold and does it last?"),
    ],
)
def test_pronouns_stand_for_what_was_named(question, understood):
    answer = "Bread uses the tools Oven, Mixer and Proofing box [1]."
    assert resolve(question, turns("Which tools suit bread?", answer), NAMES) == understood


def test_a_follow_up_without_anything_named_replaces_the_last_phrase():
    history = turns("What do I need for camping?", "The handbook does not cover this question.")
    assert resolve("And for fishing?", history, NAMES) == "What do I need for fishing?"


def test_a_pronoun_that_stands_for_nothing_stays():
    assert resolve("What is it?", turns("Hello there", "Hello."), NAMES) == "What is it?"


def test_a_topic_without_a_preposition_is_added_to_the_question():
    assert resolve("and fishing?", turns("Camping gear", "No."), NAMES) == "Camping gear: fishing?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("And after that?", "What comes after Oven?"),
        ("what comes next?", "What comes after Oven?"),
        ("and before that?", "What comes before Oven?"),
        ("What does the third one do?", "What does Proofing box do?"),
        ("What does the former cost?", "What does Oven cost?"),
        ("And what is the latter?", "what is Proofing box?"),
        ("Give me the price of each.", "Give me the price of Oven, Mixer and Proofing box."),
        ("any other of that kind?", "What are all the examples of Oven?"),
        ("and which temperature?", "which temperature for bread?"),
        ("compare the last two", "compare Mixer and Proofing box"),
    ],
)
def test_a_follow_up_takes_its_words_from_the_last_answer(question, understood):
    answer = "Bread uses the tools Oven, Mixer and Proofing box [1]."
    assert resolve(question, turns("Which tools suit bread?", answer), NAMES) == understood


def test_a_pronoun_stands_for_the_one_thing_that_was_asked_for():
    history = turns("Which step does bread begin with?", "Bread begins with Kneading [1].")
    assert resolve("How long does it take?", history, NAMES) == "How long does Kneading take?"
    assert resolve("Who does that step?", history, NAMES) == "Who does Kneading?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("what does the next one need?", "what does the step after kneading need?"),
        (
            "And the next step, what does that one need?",
            "Which step comes after kneading, and what does that one need?",
        ),
        ("who does the previous step?", "who does the step before kneading?"),
    ],
)
def test_the_next_step_is_asked_for_from_the_one_spoken_of(question, understood):
    history = turns("What does kneading need?", "Kneading needs a mixer.")
    assert resolve(question, history, NAMES) == understood


def test_what_is_indefinite_picks_nothing_from_a_list():
    history = turns("Which tools suit bread?", "Oven and Mixer suit bread.")
    question = "Which oven makes a good first loaf of bread?"
    assert resolve(question, history, NAMES) == question


def test_the_something_is_asked_of_what_was_spoken_of():
    before = turns("Why is the oven good for bread?", "It is hot [1].")
    assert resolve("ok and the downside?", before, NAMES) == "What is the downside of bread?"


@pytest.mark.parametrize("question", ["how many is that?", "And how many are there in all?"])
def test_the_number_of_what_was_listed_is_asked_of_the_last_question(question):
    history = turns("Which tools suit bread?", "Oven and Mixer suit Bread [1].")
    assert resolve(question, history, NAMES) == "Which tools suit bread, and how many are these?"


@pytest.mark.parametrize(
    "question", ["and the other kind of dough?", "The other dough?", "what of the other one?"]
)
def test_the_other_of_two_alike_takes_the_place_of_the_one(question):
    history = turns("What is sour dough for?", "Sour dough suits Bread [1].")
    assert resolve(question, history, NAMES) == "What is Sweet dough for?"


def test_the_other_thing_of_another_noun_is_left_to_the_rest():
    history = turns("What is sour dough for?", "Sour dough suits Bread [1].")
    assert "Sweet dough" not in resolve("and the other oven?", history, NAMES)


def test_what_is_to_be_designed_next_is_no_part_of_what_was_spoken_of():
    history = turns("What is sour dough for?", "Sour dough suits Bread [1].")
    question = "How would you design pastry delivery?"
    assert resolve(question, history, NAMES) == question


LISTED = ("Which tools suit bread?", "Bread uses the tools Oven, Mixer and Proofing box [1].")
REFUSED = "The handbook does not cover this question. What comes nearest: Cake needs an oven [1]."


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("How do I knead rye?", "How do I knead rye?"),
        ("and how warm is the rye cellar?", "how warm is the rye cellar?"),
        ("what's the last shelf", "what's the last shelf"),
        ("how often?", "how often for bread?"),
        ("what are the downsides", "what are the downsides for bread?"),
        ("and when do I start then?", "when do I start for bread?"),
        ("how do I store it", "how do I store bread"),
        ("what about cost", "What is the cost of bread?"),
        ("and should?", "Which tools suit should?"),
        ("and if the rye cellar is cold?", "What if the rye cellar is cold?"),
        ("and if that doesn't help?", "What is the next step for bread?"),
        ("which is cheapest?", "Which of Oven, Mixer and Proofing box is cheapest?"),
        ("cheaper one?", "Which of Oven, Mixer and Proofing box is cheaper?"),
        ("no, I meant cake", "cake"),
    ],
)
def test_only_what_has_no_subject_of_its_own_leans(question, understood):
    """Words of the handbook that are nobody's name are a subject too."""
    names = Names(NODES, Vocabulary([*(node.name for node in NODES), "knead rye cellar shelf"]))
    assert resolve(question, turns(*LISTED), names) == understood


@pytest.mark.parametrize(
    "question",
    [
        "which flour for the second batch",
        "how was the last week of baking?",
        "who was first at the shop today?",
        "which of my loaves is the last",
    ],
)
def test_an_ordinal_that_tells_of_something_else_picks_nothing(question):
    picked = resolve(question, turns("What is bread?", "Bread needs an Oven [1]."), NAMES)
    assert "Oven" not in picked


def test_an_ordinal_picks_from_what_the_last_answer_listed():
    history = turns(*LISTED)
    assert resolve("which flour for the second", history, NAMES) == "which flour for Mixer"


def test_a_refusal_gives_no_topic():
    history = turns("Who sells pewter?", REFUSED)
    assert resolve("how often?", history, NAMES) == "how often: Who sells pewter?"


def test_what_leans_on_a_comparison_is_asked_of_both():
    history = turns("Compare oven and mixer", "Oven is hot [1], while Mixer turns [2].")
    assert resolve("who gets told", history, NAMES) == "who gets told for oven and mixer?"
    assert resolve("which has the bigger drum?", history, NAMES) == (
        "Which of oven and mixer has the bigger drum?"
    )


def test_a_pronoun_for_a_person_is_replaced_by_the_name():
    names = Names(
        [Node("concept:ada", Kind.CONCEPT, "Ada"), Node("concept:bo", Kind.CONCEPT, "Bo")],
        Vocabulary(["Ada", "Bo"]),
    )
    history = turns("Who is Ada?", "Ada bakes [1].", "which shift is she on", "The late one [1].")
    assert resolve("and bo?", history, names) == "which shift is bo on"


def test_something_is_asked_of_all_that_was_spoken_of():
    history = turns("Who sells the oven and the mixer?", "A shop [1].")
    assert resolve("and the price?", history, NAMES) == "What is the price of mixer?"
    history = turns("Who sells oven and mixer?", "A shop [1].")
    assert resolve("and the prices?", history, NAMES) == "What are the prices of oven and mixer?"


STATED = Names(
    [
        *NODES,
        Node("concept:ada", Kind.CONCEPT, "Ada"),
        Node("concept:shift-2", Kind.CONCEPT, "Shift 2"),
        Node("step:check", Kind.STEP, "Check that the oven is cold"),
    ],
    Vocabulary(
        [
            *(node.name for node in NODES),
            "flour starter MixerJam jam fuse buns cellar sourdough spelt rye reasons shifts Monday",
            "aniseed caraway batch lid",
        ]
    ),
)


@pytest.mark.parametrize(
    ("before", "answer", "question", "understood"),
    [
        ("Which flour do we use?", "The flour is rye-1150.", "and why that one?", "why rye-1150?"),
        (
            "which oven lid is our default?",
            "The oven lids include our default. Our default is deck one: leave it shut.",
            "why this one?",
            "why deck one?",
        ),
        (
            "what does MixerJam mean?",
            "The mixer stands still, usually because of its fuse.",
            "ok and what do i do about it",
            "what do i do about MixerJam",
        ),
        ("what does MixerJam mean", "It stands.", "how do i fix that", "how do i fix MixerJam"),
        ("who owns the oven?", "Ada.", "what else does she own?", "what else does Ada own?"),
        ("who feeds the starter?", "Ada, at noon.", "how do i reach them?", "how do i reach Ada?"),
        ("who feeds the buns?", "Ada.", "how hot are they?", "how hot are buns?"),
        ("where is the spelt kept?", "In the cellar.", "how do i get there", None),
        ("where are the buns kept?", "In the cellar.", "how big is it?", "how big is cellar?"),
        ("what is a mixer?", "A tool.", "Does kneading spoil it?", "Does kneading spoil mixer?"),
        (
            "what are the flours?",
            "Rye, the spelt and white flour.",
            "what is the second one bad at?",
            "what is spelt bad at?",
        ),
        (
            "Give me a sour dough.",
            "Rye.",
            "So is 'spelt' one of these two types, or another?",
            "Which type is 'spelt'?",
        ),
        ("where do the buns lie?", "In the cellar.", "how many of them are there?", None),
    ],
)
def test_a_reference_stands_for_what_fits_it(before, answer, question, understood):
    places = {
        "how do i get there": "how do i get to cellar",
        "how many of them are there?": "How many buns are there?",
    }
    expected = understood or places[question]
    assert resolve(question, turns(before, answer), STATED) == expected


@pytest.mark.parametrize(
    ("before", "answer", "question", "understood"),
    [
        ("Who bakes at shift 2?", "Ada, the lead.", "and after her?", "Who bakes at shift 3?"),
        ("Who bakes at shift 2?", "Ada.", "and the shift before that?", "Who bakes at shift 1?"),
        (
            "what is the first step of baking?",
            "To wait.",
            "and then?",
            "what is the second step of baking?",
        ),
        (
            "what do i do when i bake?",
            "Check that the oven is cold.",
            "and then?",
            "What comes after Check that the oven is cold?",
        ),
        ("what comes after shift 2?", "A long rest.", "and next?", "What comes after long rest?"),
        ("how hot is the first batch?", "Very.", "and the second?", "how hot is the second batch?"),
    ],
)
def test_what_comes_next_is_the_one_behind_what_was_answered(before, answer, question, understood):
    assert resolve(question, turns(before, answer), STATED) == understood


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("who can add aniseed?", "and caraway?", "who can add caraway?"),
        ("When is the oven on Mondays?", "and on sundays?", "When is the oven on sundays?"),
        ("how many buns come from the cellar?", "and from spelt?", None),
        ("what is shelf A for?", "and B?", "what is shelf B for?"),
        ("what happens with a P1?", "and p3?", "what happens with a p3?"),
        ("how warm at 80 %?", "and at 100%?", "how warm at 100%?"),
        ("what does the mixer take for rye?", "and to knead buns there?", None),
        ("when is the mixer on?", "and the cellar one?", "when is the cellar on?"),
        ("how hot is the oven?", "and the one for rye?", "how hot is the tool used for rye?"),
    ],
)
def test_a_like_takes_the_place_of_what_is_no_name(before, question, understood):
    written = {
        "and from spelt?": "how many buns come from spelt?",
        "and to knead buns there?": "what does the mixer take to knead buns?",
    }
    expected = understood or written[question]
    assert resolve(question, turns(before, "So it is."), STATED) == expected


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        (
            "so what do we use instead and who is the owner",
            "what do we use instead of Mixer and who is the owner",
        ),
        (
            "and in which cellar did you try it? how good was it",
            "in which cellar did you try Mixer? how good was it",
        ),
        ("what is rye and who bakes it?", "what is rye and who bakes it?"),
    ],
)
def test_only_the_first_of_several_questions_leans_on_the_turn_before(question, understood):
    history = turns("Why was the Mixer sold?", "Because of the noise.")
    assert resolve(question, history, STATED) == understood


def test_pronouns_of_different_number_stand_for_different_things():
    history = turns("Which tool do we use for buns?", "The oven.")
    question = "how hot are they and who sells it"
    assert resolve(question, history, STATED) == "how hot are buns and who sells oven"


PROCEDURE = (
    "how do i bake rye?",
    "Under “Rye” the handbook gives three points: Sift it. Twice; Rest it for a day; Heat it.",
)


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("what is the last step?", "What is the last step of rye?"),
        ("and the second one, how long is it?", "Rest it for a day, how long is it?"),
        ("how hot is the first step", "how hot is Sift it"),
    ],
)
def test_a_step_is_one_of_the_procedure_that_was_told(question, understood):
    assert resolve(question, turns(*PROCEDURE), STATED) == understood


def test_the_title_of_a_section_is_not_what_was_answered():
    names = Names(
        [*NODES, Node("section:rye", Kind.SECTION, "Rye day")], Vocabulary(["Rye day", "oven"])
    )
    history = turns("when do we bake?", "Under “Rye day” the handbook lists the oven.")
    assert resolve("and after that?", history, names) == "What comes after oven?"


def test_what_goes_on_from_a_turn_leans_on_it():
    history = turns("what happens at shift 2?", "The oven is cold.")
    assert resolve("who decides then?", history, STATED) == "who decides for shift 2?"


def test_that_is_what_an_answer_gave():
    history = turns("what lid does the mixer have?", "Rye-lid 3.")
    assert resolve("is that a problem?", history, STATED) == "is Rye-lid 3 a problem?"


@pytest.mark.parametrize(
    "question", ["what's the difference", "and how do they differ?", "ok, compare the two"]
)
def test_what_differs_are_the_last_two_that_were_spoken_of(question):
    history = turns("What is the oven for?", "Heat [1].", "and the mixer?", "It turns [2].")
    understood = "What is the difference between oven and mixer?"
    assert resolve(question, history, STATED) == understood


def test_what_differs_is_what_the_last_answer_listed():
    history = turns("Which doughs are there?", "Sweet dough and sour dough [1].")
    understood = "What is the difference between Sweet dough and sour dough?"
    assert resolve("what is the difference?", history, STATED) == understood


def test_the_one_that_was_given_is_not_what_was_asked_about():
    history = turns("which tool is for kneading?", "Kneading needs one of the Oven and the Mixer.")
    assert resolve("why that one?", history, NAMES) == "why Oven?"
