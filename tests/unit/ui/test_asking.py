"""The page's states and example questions, over the real service and the small handbook."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from api.app import create_app
from api.ingestion import ingest
from api.settings import Settings
from ui.asking import Asker, State
from ui.client import ServiceClient
from ui.examples import Guides, read_guide

BUNDLED = Path(__file__).parents[3] / "handbook" / "ml-system-design.md"


@asynccontextmanager
async def service(data: Path) -> AsyncIterator[ServiceClient]:
    app = create_app(Settings(data_dir=data))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as http,
    ):
        yield ServiceClient(http)


def with_service(data: Path, use: Callable[[ServiceClient], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with service(data) as client:
            return await use(client)

    return asyncio.run(run())


async def states(asker: Asker, question: str, before=(), draft: str = "") -> list[State]:
    return [state async for state in asker.answered(question, before, draft)]


def test_a_question_waits_and_is_answered(ingested):
    async def use(client: ServiceClient) -> tuple[list[State], State]:
        asker = Asker(client)
        first = await states(asker, " Which models are typical for demand planning? ")
        after = await states(asker, "And for ticket routing?", first[-1].exchanges, "draft")
        return first, after[-1]

    (waiting, *said, answered), follow_up = with_service(ingested, use)
    assert waiting.busy
    assert waiting.exchanges is None
    assert said
    assert all(state.busy and state.exchanges is None for state in said)
    assert "Prophet" in said[-1].messages[-1]["content"]
    assert not answered.busy
    assert (answered.box, answered.notice) == ("", "")
    assert answered.exchanges[0].question == "Which models are typical for demand planning?"
    assert answered.exchanges[0].reply.status == "answered"
    assert follow_up.box == "draft"
    assert "DistilBERT" in follow_up.exchanges[1].reply.answer


def test_the_question_of_a_link_is_asked_unless_it_was_the_last(ingested):
    async def use(client: ServiceClient) -> tuple[list[State], list[State], list[State]]:
        asker = Asker(client)
        asked = [state async for state in asker.linked(" What is a feature table? ", ())]
        before = asked[-1].exchanges
        again = [state async for state in asker.linked("What is a feature table?", before)]
        return asked, again, [state async for state in asker.linked(" ", before)]

    asked, again, none = with_service(ingested, use)
    assert asked[-1].exchanges[0].question == "What is a feature table?"
    assert again == none == []


def test_a_blank_question_changes_nothing(ingested):
    (state,) = with_service(ingested, lambda client: states(Asker(client), "  \n"))
    assert (state.messages, state.busy, state.exchanges) == ([], False, None)


def test_a_failure_gives_the_question_back_with_a_notice(new_folder):
    use = lambda client: states(Asker(client), "Which models?")  # noqa: E731
    waiting, failed = with_service(new_folder("empty"), use)
    assert waiting.busy
    assert failed.box == "Which models?"
    assert "designbook ingest" in failed.notice
    assert failed.exchanges is None
    assert failed.messages == []


def test_an_empty_chat_opens_with_questions_that_are_answered(ingested):
    async def use(client: ServiceClient) -> tuple[list[str], list[str]]:
        shown, questions = await Asker(client).opened(())
        assert shown == []
        return questions, [(await client.ask(text, ())).status for text in questions]

    questions, statuses = with_service(ingested, use)
    assert 2 <= len(questions) <= 4
    assert set(statuses) == {"answered"}


def test_the_bundled_handbook_opens_with_one_question_of_each_sort(new_folder):
    folder = new_folder("bundled")
    ingest(Settings(data_dir=folder), [BUNDLED])

    async def use(client: ServiceClient) -> tuple[list[str], list[str]]:
        _, questions = await Asker(client).opened(())
        return questions, [(await client.ask(text, ())).status for text in questions]

    (design, tradeoff, tools, process), statuses = with_service(folder, use)
    assert design.startswith("How would you design a system for ")
    assert tradeoff.endswith(" tradeoff weigh?")
    assert "tools" in tools
    assert process.startswith("What are the steps of ")
    assert set(statuses) == {"answered"}


def test_a_guide_is_read_once_for_a_generation(ingested):
    async def use(client: ServiceClient) -> None:
        guides = Guides(client)
        first = await guides.current()
        assert await guides.current() is first
        again = await read_guide(client)
        assert again == first
        assert "Prophet" in first.names.values()

    with_service(ingested, use)


def test_without_a_graph_the_guide_is_empty(new_folder):
    guide = with_service(new_folder("empty"), lambda client: Guides(client).current())
    assert (guide.names, guide.questions) == ({}, ())
