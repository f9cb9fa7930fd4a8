"""What the page lets in and what it does not, over the wire."""

import re

import httpx
import pytest

from ui.page import CLOSED

pytestmark = pytest.mark.e2e


def test_each_inline_script_of_the_page_is_known_and_no_other_gets_in(server: str):
    response = httpx.get(f"{server}/?x=<script>evil()</script>", timeout=60)
    nonce = re.search("'nonce-([^']+)'", response.headers["content-security-policy"])[1]
    tags = re.findall(r"<script[^>]*>", response.text)
    inline = [tag for tag in tags if "src=" not in tag]
    assert len(inline) > 3
    assert all(f'nonce="{nonce}"' in tag for tag in inline)
    assert not [tag for tag in tags if "src=" in tag and "nonce" in tag]


@pytest.mark.parametrize("name", CLOSED)
@pytest.mark.parametrize("end", ["", "/", "?upload_id=1"])
def test_nobody_can_leave_a_file(server: str, name: str, end: str):
    address = f"{server}/gradio_api/{name}{end}"
    response = httpx.post(address, files={"files": b"x"}, timeout=60, follow_redirects=True)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/gradio_api/info", "/explorer", "/sources"])
def test_a_page_of_another_host_reads_nothing(server: str, path: str):
    response = httpx.get(f"{server}{path}", headers={"Host": "evil.example"}, timeout=60)
    assert response.status_code == 400
    assert "ALLOWED_HOSTS" in response.json()["detail"]
