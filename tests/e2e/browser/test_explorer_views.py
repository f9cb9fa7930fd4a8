"""The explorer's views of a part of the graph, and the way back from each."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser.test_explorer import READY, explorer, graph, names, node_id, select

__all__ = ["explorer", "graph"]

pytestmark = pytest.mark.e2e

PHONE = {"width": 390, "height": 844}
UNCOVERED = """(ids) => {
  const canvas = document.getElementById("canvas");
  const places = window.designbook.positions();
  return ids.filter((id) => {
    const { x, y } = places[id];
    return canvas.contains(document.elementFromPoint(x, y));
  });
}"""


def neighbours(graph: dict, node: str) -> set[str]:
    ends = [(edge["source"], edge["target"]) for edge in graph["edges"]]
    return {end for pair in ends if node in pair for end in pair}


def busiest(graph: dict) -> str:
    return max(graph["nodes"], key=lambda node: node["degree"])["id"]


def shown(page: Page) -> set[str]:
    return set(page.evaluate("Object.keys(window.designbook.positions())"))


def test_back_goes_from_node_to_node(explorer, graph):
    first, second = node_id(graph, "Demand planning"), node_id(graph, "Prophet")
    select(explorer, first)
    select(explorer, second)
    heading = explorer.locator("#facts-name")
    expect(heading).to_have_text("Prophet")
    explorer.go_back()
    expect(heading).to_have_text(names(graph)[first])
    explorer.go_back()
    expect(explorer.locator("#facts")).to_be_hidden()
    explorer.go_forward()
    expect(heading).to_have_text(names(graph)[first])


def test_back_goes_from_the_graph_to_the_chat_and_a_reload_keeps_the_node(server, visit, graph):
    page = visit(server)
    ask, tab = (page.get_by_role("tab", name=name) for name in ("Ask", "Graph"))
    tab.click()
    inside = page.frame_locator("#explorer")
    expect(inside.locator(READY)).to_be_attached()
    frame = page.frame(url=re.compile("/explorer"))
    select(frame, node_id(graph, "Demand planning"))
    select(frame, node_id(graph, "Prophet"))
    heading = inside.locator("#facts-name")
    expect(heading).to_have_text("Prophet")
    page.go_back()
    expect(heading).to_have_text(re.compile("demand planning", re.I))
    page.reload()
    expect(heading).to_have_text(re.compile("demand planning", re.I))
    page.go_back()
    expect(inside.locator("#facts")).to_be_hidden()
    page.go_back()
    expect(ask).to_have_attribute("aria-selected", "true")
    page.go_forward()
    expect(tab).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE], ids=["desk", "phone"])
def test_a_selected_node_is_shown_with_all_its_neighbours(server, visit, graph, size):
    page = visit(f"{server}/explorer", viewport=size)
    expect(page.locator(READY)).to_be_attached()
    node = busiest(graph)
    select(page, node)
    near = neighbours(graph, node)
    assert len(near) > 5
    assert set(page.evaluate(UNCOVERED, sorted(near))) == near
    assert names(graph)[node] in page.evaluate("window.designbook.written()")["names"]


def test_the_whole_graph_has_names_however_small_it_is_shown(server, visit):
    page = visit(f"{server}/explorer", viewport={"width": 500, "height": 400})
    expect(page.locator(READY)).to_be_attached()
    assert len(page.evaluate("window.designbook.written()")["names"]) >= 5


def test_only_shows_one_kind_and_all_again(explorer, graph):
    kind = graph["kinds"][1]
    row = explorer.locator("#legend-list .row", has=explorer.locator(f"[data-key={kind['kind']}]"))
    only = row.locator(".only")
    row.hover()
    only.click()
    of_kind = {node["id"] for node in graph["nodes"] if node["kind"] == kind["kind"]}
    assert shown(explorer) == of_kind
    explorer.get_by_role("button", name="Show all").click()
    assert len(shown(explorer)) == len(graph["nodes"])
    expect(explorer.get_by_role("button", name="Show all")).to_be_hidden()


def test_only_one_relation_shows_what_it_joins(explorer, graph):
    relation = graph["edges"][0]["relation"]
    edges = [edge for edge in graph["edges"] if edge["relation"] == relation]
    explorer.get_by_text("Relations", exact=True).click()
    row = explorer.locator("#relation-list .row", has=explorer.locator(f"[data-key={relation}]"))
    row.hover()
    row.locator(".only").click()
    expect(explorer.locator("#counts")).to_contain_text(f" {len(edges)} of {len(graph['edges'])}")
    joined = {end for edge in edges for end in (edge["source"], edge["target"])}
    related = {end for edge in graph["edges"] for end in (edge["source"], edge["target"])}
    alone = {node["id"] for node in graph["nodes"]} - related
    assert shown(explorer) == joined | alone


def test_only_what_is_a_step_away_and_back(explorer, graph):
    node = node_id(graph, "Demand planning")
    select(explorer, node)
    explorer.get_by_role("button", name="Only 1 step").click()
    assert shown(explorer) == neighbours(graph, node)
    explorer.get_by_role("button", name="Only 2 steps").click()
    two = {far for near in neighbours(graph, node) for far in neighbours(graph, near)}
    assert shown(explorer) == two
    explorer.go_back()
    explorer.go_back()
    assert len(shown(explorer)) == len(graph["nodes"])
    expect(explorer.locator("#facts-name")).to_have_text(names(graph)[node])


def test_a_hidden_node_is_gone_until_all_is_shown(explorer, graph):
    node = node_id(graph, "Prophet")
    select(explorer, node)
    explorer.get_by_role("button", name="Hide", exact=True).click()
    expect(explorer.locator("#facts")).to_be_hidden()
    assert shown(explorer) == {each["id"] for each in graph["nodes"]} - {node}
    explorer.get_by_role("button", name="Show all").click()
    assert node in shown(explorer)


def test_a_path_is_shown_with_the_lines_of_each_step(explorer, graph):
    start, end = node_id(graph, "Prophet"), node_id(graph, "DeepAR")
    select(explorer, start)
    explorer.get_by_role("button", name="Path to…").click()
    search = explorer.get_by_role("combobox", name="Search the graph")
    expect(search).to_be_focused()
    search.fill("deepar")
    search.press("Enter")
    steps = explorer.locator("#facts .relations > li")
    expect(steps).to_have_count(2)
    for step in steps.all():
        expect(step).to_contain_text(re.compile("demand planning", re.I))
        expect(step.locator(".place").first).to_contain_text("small_handbook.md")
    explorer.evaluate("window.designbook.settled()")
    written = explorer.evaluate("window.designbook.written()")["names"]
    assert {names(graph)[start], names(graph)[end]} <= set(written)
    link = explorer.url
    explorer.reload()
    expect(steps).to_have_count(2)
    assert explorer.url == link
    explorer.go_back()
    expect(explorer.locator("#facts-name")).to_have_text("Prophet")


def test_spellings_that_differ_in_capitals_alone_are_no_other_names(explorer, server, graph):
    for node in graph["nodes"]:
        found = explorer.request.get(f"{server}/nodes/{node['id']}").json()
        if [alias.lower() for alias in found["aliases"]] == [found["name"].lower()]:
            break
    else:
        pytest.fail("the small handbook spells nothing in two ways")
    select(explorer, node["id"])
    expect(explorer.locator("#facts .kind")).to_be_visible()
    expect(explorer.locator("#facts")).not_to_contain_text("Also:")


@pytest.mark.parametrize("typed", ["planning demand", "demand-planning", "demnad planning"])
def test_search_finds_what_is_typed_loosely(explorer, typed):
    search = explorer.get_by_role("combobox", name="Search the graph")
    search.fill(typed)
    expect(explorer.get_by_role("option").first).to_contain_text(
        re.compile("demand planning", re.I)
    )
    search.press("Enter")
    expect(explorer.locator("#facts-name")).to_have_text(re.compile("demand planning", re.I))
