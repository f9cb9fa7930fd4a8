"""Answerer and retriever as LangChain's parts, the retriever held to LangChain's own tests."""

import asyncio
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable
from langchain_tests.integration_tests import RetrieversIntegrationTests

from api.langchain import open_answerer, open_retriever
from retrieval.errors import BadQuestion
from retrieval.langchain.answerer import HandbookAnswerer
from retrieval.langchain.retriever import HandbookRetriever
from tests.llm.scripted import says

QUESTION = "Which models are typical for forecasting?"
HONEST = "Typical models for forecasting are Prophet, ARIMA, LSTM and TCN [1]."
OFF_TOPIC = "What is the capital of France?"


@pytest.fixture(scope="module")
def ask(bundled: Path):
    return open_retriever(bundled).ask


@pytest.fixture(scope="module")
def answerer(bundled: Path) -> HandbookAnswerer:
    return open_answerer(bundled)


class TestStandard(RetrieversIntegrationTests):
    """LangChain's standard tests."""

    @pytest.fixture(autouse=True)
    def _opened(self, ask):
        self.ask = ask

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return HandbookRetriever

    @property
    def retriever_constructor_params(self) -> dict:
        return {"ask": self.ask}

    @property
    def retriever_query_example(self) -> str:
        return QUESTION


def test_a_document_says_where_it_stands(ask):
    documents = HandbookRetriever(ask=ask, k=3).invoke(QUESTION)
    first = documents[0]
    assert "Prophet" in first.page_content
    assert first.metadata["file"] == "ml-system-design.md"
    assert first.metadata["section"].endswith("Choosing a Model")
    assert first.metadata["cited_text"] == "| Forecasting | Prophet, ARIMA, LSTM, TCN |"
    start, end = first.metadata["lines"]
    lines = (Path(__file__).parents[2] / "handbook/ml-system-design.md").read_text().splitlines()
    assert "\n".join(lines[start - 1 : end]) == first.metadata["cited_text"]
    assert first.metadata["id"] == first.id
    assert len({document.id for document in documents}) == 3
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)
    assert [d.id for d in HandbookRetriever(ask=ask, k=3).invoke(QUESTION)] == [
        document.id for document in documents
    ]


def test_what_is_not_covered_is_said_or_left_out(ask):
    (document,) = HandbookRetriever(ask=ask, k=1).invoke(OFF_TOPIC)
    assert document.metadata["status"] == "not_covered"
    assert HandbookRetriever(ask=ask, covered_only=True).invoke(OFF_TOPIC) == []
    assert HandbookRetriever(ask=ask, covered_only=True).invoke(QUESTION)


def without_times(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "timings_ms"}


def test_all_ways_of_asking_give_one_answer(answerer: HandbookAnswerer):
    assert isinstance(answerer, Runnable)
    answer = answerer.invoke(QUESTION)
    assert answer["status"] == "answered"
    assert "Prophet" in answer["answer"]
    assert answer["llm_generated"] is False
    assert answer["citations"][0]["source"]["line_start"] == 106
    summed = None
    for part in answerer.stream({"question": QUESTION}):
        summed = part if summed is None else summed + part
    assert without_times(summed) == without_times(answer)
    both = answerer.batch([QUESTION, OFF_TOPIC])
    assert without_times(both[0]) == without_times(answer)
    assert both[1]["status"] == "not_covered"

    async def asynchronous():
        alone, many = await answerer.ainvoke(QUESTION), await answerer.abatch([QUESTION])
        parts = [part async for part in answerer.astream(QUESTION)]
        return alone, many[0], parts

    alone, one, parts = asyncio.run(asynchronous())
    assert without_times(alone) == without_times(one) == without_times(answer)
    assert "".join(part.get("answer", "") for part in parts) == answer["answer"]


@pytest.mark.parametrize(
    "history",
    [
        [("human", QUESTION), ("ai", "Prophet and ARIMA [1].")],
        [HumanMessage(QUESTION), AIMessage("Prophet and ARIMA [1].")],
        [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "Prophet [1]."}],
    ],
)
def test_a_conversation_is_understood_in_any_form_of_messages(answerer, history):
    answer = answerer.invoke({"question": "And for fraud?", "history": history})
    assert "CatBoost" in answer["answer"]


def test_it_is_a_part_of_a_chain(answerer, ask):
    chain = answerer | (lambda answer: answer["answer"].upper())
    assert "PROPHET" in chain.invoke(QUESTION)
    found = HandbookRetriever(ask=ask, k=2) | len
    assert found.invoke(QUESTION) == 2


@pytest.mark.parametrize("asked", [{}, {"question": 1}, 3, " "])
def test_what_is_no_question_is_refused(answerer, asked):
    with pytest.raises(BadQuestion):
        answerer.invoke(asked)


def test_a_stream_has_the_model_s_checked_words(service, model):
    model.script = says(
        f"ARIMA is free of charge [1]. {HONEST} Prophet is the best [1].", pause=0.01
    )
    parts = list(HandbookAnswerer(service.stream).stream(QUESTION))
    assert parts[0] == {"answer": HONEST}
    assert "".join(part.get("answer", "") for part in parts) == HONEST
    assert parts[-1]["llm_generated"] is True
    assert parts[-1]["wording"]["removed"] == 2
