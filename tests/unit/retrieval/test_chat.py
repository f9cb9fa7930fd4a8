import pytest

from retrieval.question.chat import Chat, chat


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hi", Chat.GREETING),
        ("Hello there!", Chat.GREETING),
        ("thanks", Chat.THANKS),
        ("thank you, great", Chat.THANKS),
        ("ok, thanks a lot for your help!", Chat.THANKS),
        ("Got it 👍", Chat.ASSENT),
        ("cool :)", Chat.ASSENT),
        ("thanks, bye", Chat.FAREWELL),
        ("help", Chat.HELP),
        ("What can you do?", Chat.HELP),
        ("hey, what can I ask you?", Chat.HELP),
        ("Summarize the handbook", Chat.OVERVIEW),
        ("Could you give me a summary of this document, please?", Chat.OVERVIEW),
        ("What is this about?", Chat.OVERVIEW),
        ("what are the main topics?", Chat.OVERVIEW),
        ("What topics do you cover?", Chat.OVERVIEW),
        ("Which chapters are there?", Chat.OVERVIEW),
    ],
)
def test_what_is_no_question_about_a_subject_is_told(text: str, said: Chat):
    assert chat(text) is said


@pytest.mark.parametrize(
    "text",
    [
        "why?",
        "next",
        "ok and for bread?",
        "great, which ovens?",
        "thanks, how long does it bake?",
        "Which topics are there?",
        "Summarize the oven",
        "What is an overview?",
        "Who wrote this handbook?",
        "?!",
    ],
)
def test_questions_about_a_subject_are_left(text: str):
    assert chat(text) is None


def test_a_pronoun_stands_for_the_whole_text_only_at_the_beginning():
    assert chat("What is it about?") is Chat.OVERVIEW
    assert chat("What is it about?", first=False) is None
    assert chat("What is this handbook about?", first=False) is Chat.OVERVIEW
