import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.known_scripts import KnownScripts
from ui.policy import EXPLORER, PagePolicy

TEMPLATE = "<script>start({{ config }});</script><script data-x>1</script><script src=x></script>"
HTML = (
    '<!doctype html><script>start({"a": "<b>"});</script><SCRIPT data-x>1</SCRIPT>'
    "<script src=x></script><scripty>é<script>evil()</script>"
)


def application() -> Starlette:
    async def page(_):
        return HTMLResponse(HTML)

    async def pieces(_):
        return StreamingResponse(iter([HTML[:20], HTML[20:]]), media_type="text/html")

    async def text(_):
        return PlainTextResponse("<script>")

    routes = [Route("/", page), Route("/pieces", pieces), Route("/text", text)]
    return Starlette(
        routes=routes, middleware=[Middleware(PagePolicy, known=KnownScripts(TEMPLATE))]
    )


def test_each_known_script_has_the_nonce_of_the_policy():
    with TestClient(application()) as client:
        for path in ("/", "/pieces"):
            response = client.get(path)
            nonce = re.search("'nonce-([^']+)'", response.headers["content-security-policy"])[1]
            plain = response.text.replace(f' nonce="{nonce}"', "")
            assert plain == HTML
            assert response.text.count(f'<script nonce="{nonce}">start(') == 1
            assert response.text.count(f'<SCRIPT nonce="{nonce}" data-x>1') == 1
            assert response.text.count(nonce) == 2
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


@pytest.mark.parametrize(
    "script",
    [
        "<script>evil()</script>",
        "<script>start({});evil()</script>",
        "<script>start({}, evil());</script>",
        "<script>start(evil());</script>",
        "<script>evil();start({});</script>",
        "<script>1 </script>",
        "<script src=https://evil.example/x.js>1</script>",
        "<script\nsrc='x'>1</script>",
        "<script>",
        "<script >2</script >",
    ],
)
def test_no_other_script_has_it(script: str):
    assert KnownScripts(TEMPLATE).marked(script, "n") == script


def test_a_known_script_has_it_once():
    marked = KnownScripts(TEMPLATE).marked("<script>1</script>" * 2, "n")
    assert marked == '<script nonce="n">1</script><script>1</script>'
