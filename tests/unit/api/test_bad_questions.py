"""Questions that are none, or not in English, over HTTP: "not covered", or a clear error."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings


@pytest.fixture(scope="module")
def client(ingested: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data_dir=ingested)), raise_server_exceptions=False) as it:
        yield it


def ask(client: TestClient, question: str):
    # Lone surrogates have no UTF-8, but JSON can write them.
    body = json.dumps({"question": question})
    return client.post("/ask", content=body, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "question",
    [
        "🙂🙃🤖",
        "👩‍💻👨🏽‍🚀🏳️‍🌈",
        "?????!!!,,,",
        "4711 0815",
        "∑∏∂ ∞ ≈",
        "(((((((((((((((",
        "x" * 2000,
        "and " * 400,
        "Welche Werkzeuge überwachen Modelle im Betrieb?",
        "Model izleme için hangi araçlar var?",
        "¿Qué herramientas sirven para vigilar los modelos?",
        "特征存储有什么用？",
        "ما هو مخزن الميزات؟",
        "Какие модели подходят для прогноза?",
        "ฟีเจอร์สโตร์คืออะไร",
        "\u202ehcihw sloot\u202c",
        "\ud83d\ude42\ud800",
    ],
)
def test_what_the_handbook_cannot_answer_is_not_covered(client: TestClient, question: str):
    response = ask(client, question)
    assert response.status_code == 200
    answer = response.json()
    assert answer["status"] == "not_covered"
    assert answer["citations"] == []


def test_orders_to_a_database_are_text(client: TestClient):
    answer = ask(client, "'; DROP TABLE nodes; --").json()
    assert answer["status"] == "not_covered"
    assert ask(client, "Which models are typical for churn prediction?").json()["citations"]


@pytest.mark.parametrize(
    "question",
    [
        "Which models\x00 are\x07 typical\x1b for churn\x9f prediction?",
        "Which mo\u200bdels are typ\u200dical for churn predic\u2060tion?",
        "Which ｍｏｄｅｌｓ　ａｒｅ　ｔｙｐｉｃａｌ　ｆｏｒ churn prediction？",
        "  Which\nmodels\tare\r\ntypical for\u00a0churn prediction?  ",
        "WHICH MODELS ARE TYPICAL FOR CHURN PREDICTION???!!!",
        "Which models are typical for churn prediction? 🙂",
        "Which models are typical for churn prediction? \ud800",
    ],
)
def test_a_question_behind_odd_characters_is_answered(client: TestClient, question: str):
    answer = ask(client, question).json()
    assert answer["status"] == "answered", answer
    assert "LightGBM" in answer["answer"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "empty"),
        (" \n\t\u00a0", "empty"),
        ("\x00\x07\x1b", "empty"),
        ("\u200b\u200d\u2060\ufeff", "empty"),
        ("a" * 100_000, "2000"),
        ("drift " * 20_000, "2000"),
    ],
)
def test_no_question_is_an_error_with_a_remedy(client: TestClient, question: str, says: str):
    response = ask(client, question)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.json()["detail"]
