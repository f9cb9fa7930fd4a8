"""The answer as server-sent events, over a real socket."""

import json
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from api.app import create_app
from graph.errors import StoreAway
from tests.llm.scripted import fails, says

QUESTION = {"question": "Which models are typical for forecasting?"}
HONEST = "Typical models for forecasting are Prophet, ARIMA, LSTM and TCN [1]."


@pytest.fixture(scope="module")
def address(settings_for) -> Iterator[str]:
    config = uvicorn.Config(create_app(settings_for()), port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def events(address: str, body: dict) -> list[tuple[str, dict]]:
    found, name = [], ""
    with httpx.stream("POST", f"{address}/ask/stream", json=body, timeout=60) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        for line in response.iter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                found.append((name, json.loads(value)))
    return found


def test_checked_sentences_come_one_by_one_and_add_up(address, model):
    second = "Prophet is typically used for the Forecasting use case [1]."
    model.script = says(f"Meta made Prophet [1]. {HONEST} It is the best [1]. {second}")
    *pieces, (last, answer) = events(address, QUESTION)
    assert [name for name, _ in pieces] == ["piece", "piece"]
    assert pieces[0][1] == {"text": HONEST}
    assert last == "answer"
    assert answer["answer"] == f"{HONEST} {second}" == "".join(p["text"] for _, p in pieces)
    assert answer["llm_generated"] is True
    assert answer["usage"] == {
        "input_tokens": 120,
        "output_tokens": 30,
        "total_tokens": 150,
        "estimated": False,
    }
    assert answer["wording"] == {
        "model": "openai:scripted",
        "kept": 2,
        "removed": 2,
        "fallback": "",
    }


def test_the_first_piece_is_there_before_the_model_has_ended(address, model):
    more = "Forecasting typically uses Prophet, ARIMA, LSTM and TCN [1]. "
    model.script = says(f"{HONEST} {more}", size=20, pause=0.3)
    with httpx.stream("POST", f"{address}/ask/stream", json=QUESTION, timeout=60) as response:
        began = time.monotonic()
        lines = response.iter_lines()
        first = next(line for line in lines if line.startswith("data"))
        early = time.monotonic() - began
        rest = list(lines)
        whole = time.monotonic() - began
    assert HONEST in first
    assert any("answer" in line for line in rest)
    assert early < whole - 0.3


def test_a_failing_model_streams_the_composed_answer(address, model):
    model.script = fails(500)
    *pieces, (_, answer) = events(address, QUESTION)
    assert answer["llm_generated"] is False
    assert answer["wording"]["fallback"] == "failed"
    assert "".join(piece["text"] for _, piece in pieces) == answer["answer"]
    composed = httpx.post(f"{address}/ask", json={**QUESTION, "llm": False}, timeout=60).json()
    assert answer["answer"] == composed["answer"]
    assert composed["wording"] is composed["usage"] is None


def test_a_request_can_keep_the_model_out(address, model):
    *_, (_, answer) = events(address, {**QUESTION, "llm": False})
    assert answer["wording"] is None
    assert model.asked == []


def test_the_whole_answer_without_streaming(address, model):
    model.script = says(HONEST)
    answer = httpx.post(f"{address}/ask", json=QUESTION, timeout=60).json()
    assert answer["answer"] == HONEST
    assert answer["llm_generated"] is True


@pytest.mark.parametrize("body", [{}, {"question": " "}, {"question": "x" * 3000}])
def test_what_cannot_be_asked_is_a_problem_before_any_event(address, body):
    response = httpx.post(f"{address}/ask/stream", json=body, timeout=60)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_a_stream_that_breaks_off_ends_with_a_problem(address, model, monkeypatch):
    def broken(*_):
        raise KeyError("a secret of the program")

    monkeypatch.setattr("retrieval.wording.writer.Writer._finished", broken)
    model.script = says(HONEST)
    *pieces, (last, problem) = events(address, QUESTION)
    assert pieces == [("piece", {"text": HONEST})]
    assert last == "error"
    assert (problem["status"], problem["type"]) == (500, "about:blank")
    assert "log" in problem["detail"]
    assert "secret" not in json.dumps(problem)


def test_a_stream_that_is_refused_on_the_way_ends_with_its_problem(address, model, monkeypatch):
    def away(*_):
        raise StoreAway("The store is away: try again.")

    monkeypatch.setattr("retrieval.wording.writer.Writer._finished", away)
    model.script = says(HONEST)
    *_, (last, problem) = events(address, QUESTION)
    assert last == "error"
    assert problem["type"] == "urn:designbook:problem:store-away"
