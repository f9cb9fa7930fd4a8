"""The budget: a day's tokens of one process, and the calls at once."""

from contextlib import ExitStack

import pytest

from retrieval.langchain.chat_model import open_chat_model
from retrieval.wording.budget import MOST_AT_ONCE, Budget
from retrieval.wording.writer import Writer
from tests.llm.scripted import fails, raw, says

QUESTION = "Which models are typical for forecasting?"
HONEST = "Typical models for forecasting are Prophet, ARIMA, LSTM and TCN [1]."
DAY = 86_400


class Clock:
    def __init__(self) -> None:
        self.now = 20_000.0 * DAY

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def word(service, model):
    """Word the answer to a question with the scripted model, within a budget."""

    def word_(budget: Budget, script):
        model.script = script
        chat = open_chat_model(
            "openai:scripted", api_key="", base_url=model.address, seconds=10, most_tokens=100
        )
        writer = Writer(chat, seconds=10, most_tokens=100, budget=budget)
        return writer.word(service.ask(QUESTION, llm=False), service.current().snapshot)

    return word_


def test_calls_begin_while_tokens_of_the_day_are_left(word):
    clock = Clock()
    budget = Budget(200, clock)
    assert word(budget, says(HONEST)).llm_generated
    assert budget.spent == 150
    assert word(budget, says(HONEST)).llm_generated
    assert budget.spent == 300
    assert word(budget, says(HONEST)).wording.fallback == "budget_spent"
    clock.now += DAY
    assert budget.spent == 0
    assert word(budget, says(HONEST)).llm_generated


@pytest.mark.parametrize("script", [fails(500), raw("data: {nothing\n\n")], ids=["500", "no JSON"])
def test_what_a_broken_call_took_is_estimated_and_counted(word, script):
    budget = Budget(1_000_000)
    answer = word(budget, script)
    assert not answer.llm_generated
    assert answer.wording.usage.estimated
    assert budget.spent == answer.wording.usage.total_tokens > 100


def test_without_a_limit_all_is_counted_and_nothing_refused(word):
    budget = Budget()
    assert word(budget, says(HONEST)).llm_generated
    assert budget.is_left
    assert budget.spent == 150


def test_more_calls_at_once_than_there_is_room_for(word, model):
    budget = Budget()
    with ExitStack() as held:
        assert all(held.enter_context(budget.call()) for _ in range(MOST_AT_ONCE))
        assert word(budget, says(HONEST)).wording.fallback == "busy"
        assert model.asked == []
    assert word(budget, says(HONEST)).llm_generated
