"""``designbook ask`` with a language model: the answer, and who worded it."""

import json

import pytest

from tests.llm.scripted import fails, says
from ui.commands import ask

QUESTION = "Which models are typical for forecasting?"
HONEST = "Typical models for forecasting are Prophet, ARIMA, LSTM and TCN [1]."


@pytest.fixture
def asked(bundled, running, monkeypatch):
    monkeypatch.setenv("LLM_MODEL", "openai:scripted")
    monkeypatch.setenv("OPENAI_BASE_URL", running.address)

    def ask_(*, json: bool = False) -> str:
        return ask.run(QUESTION, explain=False, data=bundled, embedder=None, json=json)[0]

    return ask_


def test_the_last_line_says_who_worded_the_answer(asked, model):
    model.script = says(HONEST)
    first, *_, last = asked().splitlines()
    assert first == HONEST
    assert last == "(Worded by openai:scripted, each sentence checked against its lines)"
    model.script = fails(401)
    first, *_, last = asked().splitlines()
    assert first != HONEST
    assert last == "(Composed from the handbook: openai:scripted could not be reached)"


def test_the_object_has_it_too(asked, model):
    model.script = says(HONEST)
    answer = json.loads(asked(json=True))
    assert answer["llm_generated"] is True
    assert answer["wording"]["model"] == "openai:scripted"


def test_a_key_alone_asks_no_model(asked, model, monkeypatch):
    monkeypatch.setenv("LLM_MODEL", "")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-program")
    assert "orded by" not in asked()
    assert model.asked == []
