import json
import signal
import subprocess
import time

import httpx
import pytest

pytestmark = pytest.mark.e2e

QUESTION = {"question": "Which models are typical for demand planning?"}


def wait_for(condition, seconds: float = 60.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    pytest.fail("it did not happen in time")


def test_ready_answers_and_page(server):
    with httpx.Client(base_url=server, timeout=30) as client:
        assert client.get("/health").json()["status"] == "ready"
        answer = client.post("/ask", json=QUESTION).json()
        assert answer["status"] == "answered"
        assert answer["citations"][0]["source"]["path"] == "small_handbook.md"
        assert client.get("/docs").status_code == 200
        page = client.get("/")
        assert page.headers["content-type"].startswith("text/html")


def test_the_same_object_as_the_command_line(server, run, ingested):
    over_http = httpx.post(f"{server}/ask", json=QUESTION, timeout=30).json()
    printed = json.loads(run("ask", QUESTION["question"], "--data", ingested, "--json").stdout)
    for answer in (over_http, printed):
        answer.pop("timings_ms")
        for evidence in answer["evidence"]:
            evidence["score"] = pytest.approx(evidence["score"], abs=1e-4)
    assert over_http == printed


def test_problems_over_the_wire(server):
    nowhere = httpx.get(f"{server}/nowhere")
    assert nowhere.status_code == 404
    assert nowhere.headers["content-type"] == "application/problem+json"
    empty = httpx.post(f"{server}/ask", json={"question": ""})
    assert empty.status_code == 422
    assert empty.headers["content-type"] == "application/problem+json"
    large = httpx.post(f"{server}/ask", content=b"x" * 1_100_000)
    assert large.status_code == 413
    assert large.json()["status"] == 413
    secret = httpx.get(f"{server}/sources/..%2F..%2Fgraph.sqlite")
    assert secret.status_code == 404


def test_addresses_beside_the_page_keep_their_methods(server):
    with httpx.Client(base_url=server, timeout=30) as client:
        for method, path, allowed in (
            ("GET", "/ask", "POST"),
            ("DELETE", "/nodes", "GET, HEAD"),
            ("PUT", "/explorer", "GET, HEAD"),
        ):
            refused = client.request(method, path)
            assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
            assert refused.headers["content-type"] == "application/problem+json"
        for path in ("/nodes", "/graph", "/explorer", "/"):
            head = client.head(path)
            assert (head.status_code, head.content) == (200, b"")
        packed = client.get("/graph")
        assert packed.headers["content-encoding"] == "gzip"
        again = client.get("/graph", headers={"if-none-match": packed.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_new_ingest_is_served_without_a_restart(
    serving, run, new_folder, small_handbook, tmp_path
):
    data = new_folder("data")
    run("ingest", small_handbook, "--data", data)
    with serving(data) as address:
        before = httpx.get(f"{address}/health").json()["generation"]
        copy = tmp_path / small_handbook.name
        copy.write_text(small_handbook.read_text().replace("DeepAR", "N-BEATS"))
        run("ingest", copy, "--data", data)
        wait_for(lambda: httpx.get(f"{address}/health").json()["generation"] != before)
        assert "N-BEATS" in httpx.post(f"{address}/ask", json=QUESTION, timeout=30).json()["answer"]
        (tmp_path / "empty.md").write_text("")
        assert run("ingest", tmp_path / "empty.md", "--data", data).returncode == 1
        assert "N-BEATS" in httpx.post(f"{address}/ask", json=QUESTION, timeout=30).json()["answer"]


def test_it_stops_when_it_is_told_to(program, ingested):
    process = subprocess.Popen(
        [program, "serve", "--data", ingested, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "ready" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, log = process.communicate(timeout=30)
    assert "Traceback" not in log
