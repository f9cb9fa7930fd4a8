import re

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.policy import EXPLORER, PagePolicy

HTML = "<!doctype html><script>1</script><SCRIPT src=x></SCRIPT><scripty>é"


def application() -> Starlette:
    async def page(_):
        return HTMLResponse(HTML)

    async def pieces(_):
        return StreamingResponse(iter([HTML[:20], HTML[20:]]), media_type="text/html")

    async def text(_):
        return PlainTextResponse("<script>")

    routes = [Route("/", page), Route("/pieces", pieces), Route("/text", text)]
    return Starlette(routes=routes, middleware=[Middleware(PagePolicy)])


def test_each_script_has_the_nonce_of_the_policy():
    with TestClient(application()) as client:
        for path in ("/", "/pieces"):
            response = client.get(path)
            nonce = re.search("'nonce-([^']+)'", response.headers["content-security-policy"])[1]
            assert response.text.count(f'nonce="{nonce}"') == 2
            assert "<scripty>" in response.text
            assert int(response.headers["content-length"]) == len(response.content)


def test_each_response_has_a_nonce_of_its_own():
    with TestClient(application()) as client:
        policies = {client.get("/").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


def test_what_is_not_html_passes_untouched():
    with TestClient(application()) as client:
        response = client.get("/text")
    assert response.text == "<script>"
    assert "content-security-policy" not in response.headers


def test_the_explorer_needs_no_exception():
    assert "unsafe" not in EXPLORER
    assert "nonce" not in EXPLORER
