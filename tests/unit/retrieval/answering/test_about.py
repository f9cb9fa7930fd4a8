import re
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status, Turn
from retrieval.answerer import Answerer


@pytest.mark.parametrize("text", ["thanks", "ok", "hi", "thank you, great", "bye"])
def test_what_asks_nothing_is_not_answered_from_the_turns_before(studio: Answerer, text: str):
    asked = studio.answer("Which clay is typical for mugs?")
    history = [Turn("user", "Which clay is typical for mugs?"), Turn("assistant", asked.answer)]
    answer = studio.answer(text, history)
    assert answer.status is Status.NOT_COVERED
    assert answer.question == text
    assert len(answer.answer.split()) <= 12
    assert (answer.citations, answer.suggestions, answer.evidence) == ((), (), ())


def test_a_follow_up_leans_on_what_was_spoken_of_before_the_thanks(studio: Answerer):
    history = [
        Turn("user", "Which clay is typical for mugs?"),
        Turn("assistant", studio.answer("Which clay is typical for mugs?").answer),
        Turn("user", "thanks!"),
        Turn("assistant", studio.answer("thanks!").answer),
    ]
    answer = studio.answer("And for planters?", history)
    assert "Earthenware" in answer.answer


@pytest.mark.parametrize("text", ["Summarize the handbook", "what are the main topics?", "help"])
def test_the_whole_is_told_by_title_first_sentence_and_sections(studio: Answerer, text: str):
    answer = studio.answer(text, explain=True)
    assert answer.status is Status.ANSWERED
    for words in ("Studio Handbook: how our pottery studio works", "seven sections", "Firing Plan"):
        assert words in answer.answer
    assert {c.id for c in answer.citations} == set(re.findall(r"\[(\d+)\]", answer.answer))
    assert answer.citations[0].cited_text.startswith("How our pottery studio works")
    for suggestion in answer.suggestions:
        assert studio.answer(suggestion).status is Status.ANSWERED
    assert answer.suggestions


def test_many_documents_are_told_by_their_titles(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    for number in range(5):
        text = f"# Book {number}\n\nOwner: Ida\n\n## Ovens\n\nAn oven {number} bakes bread well.\n"
        (tmp_path / f"b{number}.md").write_text(text, encoding="utf-8")
    answer = ask_about(tmp_path).answer("What is this about?")
    assert answer.answer.startswith("The handbook has five documents: Book 0 [1]; Book 1 [2];")
