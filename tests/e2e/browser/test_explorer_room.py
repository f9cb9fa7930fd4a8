"""Where the explorer and the chat put things: what fills the screen, and what covers nothing."""

import json
import re
from functools import partial

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browser.test_explorer import READY, explorer, graph, select
from tests.e2e.browser.test_explorer_views import PHONE, busiest, shown

__all__ = ["explorer", "graph"]

pytestmark = pytest.mark.e2e

ROW = 30
"""Nodes in a row of the made picture."""
ACROSS, DOWN = 100.0, 60.0
"""Between its nodes."""
BOXES = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return [left, top, right, bottom];
})"""


def picture(rows: int) -> dict:
    """Return a graph of the explorer: a wide grid, each node joined to one of the first row."""
    nodes = [
        {"id": f"tool:{n}", "kind": "Tool", "name": f"Tool {n}", "section": "Tools"}
        | {"degree": 1, "x": ACROSS * (n % ROW), "y": DOWN * (n // ROW)}
        for n in range(ROW * rows)
    ]
    edges = [
        {"source": f"tool:{n % ROW}", "target": f"tool:{n}", "relation": "USES", "label": "uses"}
        for n in range(ROW, ROW * rows)
    ]
    for edge in edges:
        nodes[int(edge["source"].removeprefix("tool:"))]["degree"] += 1
    counts = {"total_nodes": len(nodes), "total_edges": len(edges)}
    kinds = [{"kind": "Tool", "count": len(nodes)}]
    return {"generation": "0", "nodes": nodes, "edges": edges, "kinds": kinds, **counts}


def fulfil(answer: dict, route: Route) -> None:
    route.fulfill(content_type="application/json", body=json.dumps(answer))


def phone(server, visit, made: dict) -> Page:
    page = visit(f"{server}/explorer", viewport=PHONE)
    node = {"name": "", "kind": "Tool", "aliases": [], "text": "", "evidence": []}
    answers = {
        r"/graph$": made,
        # Its nodes are in no store.
        r"/nodes/[^/]+$": node,
        r"/relations\?": {"items": [], "total": 0},
    }
    for address, answer in answers.items():
        page.route(re.compile(address), partial(fulfil, answer))
    page.reload()
    expect(page.locator(READY)).to_be_attached()
    return page


def extent(page: Page) -> tuple[float, float]:
    """Return how wide and high the shown nodes lie apart, in pixels."""
    places = page.evaluate("Object.values(window.designbook.positions())")
    across, down = [p["x"] for p in places], [p["y"] for p in places]
    return max(across) - min(across), max(down) - min(down)


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_a_wide_picture_fills_a_phone(server, visit):
    page = phone(server, visit, picture(rows=2))
    width, height = extent(page)
    assert width > 0.75 * PHONE["width"]
    assert height > 2.5 * width * DOWN / (ACROSS * (ROW - 1))
    assert page.get_by_role("button", name="Show all").is_hidden()


def test_a_phone_opens_with_the_most_linked_nodes_and_says_so(server, visit):
    page = phone(server, visit, picture(rows=6))
    assert {f"tool:{n}" for n in range(ROW)} < shown(page)
    assert len(shown(page)) < ROW * 6
    expect(page.locator("#counts")).to_contain_text(f"{ROW * 2} most linked of {ROW * 6}")
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator("#counts")).to_contain_text(f"{ROW * 6} of {ROW * 6} nodes")
    expect(page.locator("#list-view li:not([hidden])")).to_have_count(ROW * 6)
    page.get_by_role("button", name="Graph", exact=True).click()
    last = ROW * 6 - 1
    select(page, f"tool:{last}")
    assert {f"tool:{last}", f"tool:{last % ROW}"} <= shown(page)
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == ROW * 6
    expect(page.locator("#counts")).not_to_contain_text("linked")


def test_what_only_leaves_is_brought_close(explorer, graph):
    kind = graph["kinds"][1]["kind"]
    ids = [node["id"] for node in graph["nodes"] if node["kind"] == kind]
    assert len(ids) > 1
    apart = "(ids) => ids.map((id) => window.designbook.positions()[id])"
    before = explorer.evaluate(apart, ids)
    row = explorer.locator("#legend-list .row", has=explorer.locator(f"[data-key={kind}]"))
    row.hover()
    row.locator(".only").click()
    explorer.evaluate("window.designbook.settled()")
    after = explorer.evaluate(apart, ids)
    assert distance(after) > distance(before)
    written = explorer.evaluate("window.designbook.written()")["names"]
    assert len(written) == len(ids)


def distance(places: list[dict[str, float]]) -> float:
    first, *others = places
    return max(abs(p["x"] - first["x"]) + abs(p["y"] - first["y"]) for p in others)


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE], ids=["desk", "phone"])
def test_the_legend_lies_over_no_column_of_the_list(server, visit, size):
    page = visit(f"{server}/explorer", viewport=size)
    expect(page.locator(READY)).to_be_attached()
    page.get_by_role("button", name="List", exact=True).click()
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    (legend,) = page.evaluate(BOXES, "#legend")
    (view,) = page.evaluate(BOXES, "#list-view")
    assert not overlap(legend, view)
    assert min(view[2] - view[0], view[3] - view[1]) > 200
    expect(page.locator("#list-view .node-name").first).to_be_in_viewport()


def test_a_panel_names_each_place_once(explorer, graph):
    select(explorer, busiest(graph))
    places = explorer.locator("#facts .place")
    expect(places.first).to_be_visible()
    expect(explorer.locator("#facts .fact").nth(4)).to_be_visible()
    texts = places.all_inner_texts()
    assert len(set(texts)) == len(texts)


def test_a_match_tells_its_kind_and_its_section(explorer, graph):
    node = next(node for node in graph["nodes"] if node["section"] and node["kind"] == "Model")
    explorer.get_by_role("combobox", name="Search the graph").fill(node["name"])
    option = explorer.get_by_role("option").filter(has_text=node["name"]).first
    expect(option).to_contain_text(f"Model in {node['section']}")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 500}, PHONE], ids=["desk", "phone"])
def test_the_arrow_to_the_end_covers_no_words(server, visit, size):
    page = visit(f"{server}/?q=Which+models+are+typical+for+demand+planning%3F", viewport=size)
    expect(page.locator(".answer")).to_have_count(1)
    page.set_viewport_size({"width": size["width"], "height": 380})
    log = page.locator("#chat [role=log]")
    log.evaluate("(log) => { log.scrollTop = log.scrollHeight; }")
    expect(log).not_to_have_js_property("scrollTop", 0)
    log.evaluate("(log) => { log.scrollTop = 0; }")
    arrow = page.get_by_role("button", name="Scroll down")
    expect(arrow).to_be_visible()
    (words,) = page.evaluate(BOXES, "#chat [role=log]")
    (button,) = page.evaluate(BOXES, "#chat .scroll-down-button-container")
    assert not overlap(words, button)
