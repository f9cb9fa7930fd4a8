import pytest

from retrieval.question.address import direct


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Hi, quick question: what is slip?", "what is slip?"),
        ("Hey there! Which glazes are dull, please?", "Which glazes are dull?"),
        ("ok. and the second kiln?", "and the second kiln?"),
        ("cool, how are they fired then?", "how are they fired then?"),
        ("As your examiner: how would you fire it?", "how would you fire it?"),
        ("As a beginner, what should I buy first?", "what should I buy first?"),
        ("As a student I would ask: what is slip?", "what is slip?"),
        ("My teacher asks at which heat clay melts.", "at which heat clay melts."),
        (
            "my aunt asked me about kilns, which ones are cheap?",
            "about kilns, which ones are cheap?",
        ),
        (
            "Could you please tell me which clay the potter uses?",
            "which clay the potter uses?",
        ),
        ("I'd like to know which clays crack. Thanks!", "which clays crack"),
        ("Hi Maria, hope you are well. Can you tell me when to fire?", "when to fire?"),
        ("list the glazes pls", "list the glazes"),
    ],
)
def test_what_only_addresses_somebody_is_taken_away(question, left):
    assert direct(question) == left


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Do you know what slip is?", "what is slip?"),
        ("could you tell me what the glaze is for", "what is the glaze for?"),
        ("i wonder what bisque means", "what does bisque mean?"),
    ],
)
def test_an_indirect_question_is_asked_directly(question, left):
    assert direct(question) == left


@pytest.mark.parametrize(
    "question",
    [
        "Why?",
        "ok thanks",
        "Good clays for cups?",
        "Next step after firing?",
        "Is it cold?",
        "Say the kiln cracks, what helps?",
        "As a first step, what is wedged?",
        "Which potter asks for slip?",
        "",
    ],
)
def test_what_may_be_the_question_stays(question):
    assert direct(question) == question
