"""Responses of an application in the same process are read while they are made."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request
from starlette.responses import StreamingResponse

from ui.in_process import InProcessTransport


def application(more: asyncio.Event, left: list[str]) -> FastAPI:
    app = FastAPI()

    @app.post("/stream")
    async def stream(body: dict) -> StreamingResponse:
        async def sent() -> AsyncIterator[str]:
            try:
                yield body["first"]
                await more.wait()
                yield "second"
            finally:
                left.append("left")

        return StreamingResponse(sent())

    @app.get("/echo")
    async def echo(request: Request) -> dict:
        return {"query": request.url.query, "host": request.headers["host"]}

    @app.get("/broken")
    async def broken() -> None:
        raise ValueError

    return app


def run(use):
    async def inside():
        more, left = asyncio.Event(), []
        transport = InProcessTransport(application(more, left))
        async with httpx.AsyncClient(transport=transport, base_url="http://designbook") as http:
            return await use(http, more, left)

    return asyncio.run(inside())


def test_the_first_part_is_there_before_the_second_is_made():
    async def use(http, more, _):
        async with http.stream("POST", "/stream", json={"first": "one"}) as response:
            parts = response.aiter_text()
            first = await anext(parts)
            assert not more.is_set()
            more.set()
            return first, [part async for part in parts]

    assert run(use) == ("one", ["second"])


def test_a_reader_that_leaves_is_noticed():
    async def use(http, _, left):
        async with http.stream("POST", "/stream", json={"first": "one"}) as response:
            await anext(response.aiter_text())
        return left

    assert run(use) == ["left"]


def test_a_whole_response():
    async def use(http, *_):
        return (await http.get("/echo", params={"a": "b c"})).json()

    assert run(use) == {"query": "a=b+c", "host": "designbook"}


@pytest.mark.parametrize(("path", "status"), [("/broken", 500), ("/nowhere", 404)])
def test_what_fails_has_a_status(path, status):
    async def use(http, *_):
        return (await http.get(path)).status_code

    assert run(use) == status
