import re

import httpx
import pytest
from playwright.sync_api import Frame, Page, expect

pytestmark = pytest.mark.e2e

READY = "html[data-ready]"


@pytest.fixture
def graph(server) -> dict:
    return httpx.get(f"{server}/graph", timeout=30).json()


@pytest.fixture
def explorer(server, visit) -> Page:
    """The explorer on its own, ready."""
    page = visit(f"{server}/explorer")
    expect(page.locator(READY)).to_be_attached()
    return page


def node_id(graph: dict, name: str) -> str:
    return next(node["id"] for node in graph["nodes"] if node["name"].lower() == name.lower())


def names(graph: dict) -> dict[str, str]:
    return {node["id"]: node["name"] for node in graph["nodes"]}


def select(page: Page, node: str) -> None:
    page.evaluate("(id) => window.designbook.select(id)", node)
    page.evaluate("window.designbook.settled()")


def free_node(frame: Frame | Page) -> tuple[str, float, float]:
    """Return a node whose centre the drawing shows and nothing else covers, with its place."""
    return frame.evaluate(
        """() => {
          const canvas = document.getElementById("canvas");
          for (const [id, { x, y }] of Object.entries(window.designbook.positions())) {
            if (canvas.contains(document.elementFromPoint(x, y))) return [id, x, y];
          }
        }"""
    )


def test_it_says_how_much_of_the_graph_it_shows(explorer, graph):
    nodes, edges = len(graph["nodes"]), len(graph["edges"])
    expected = f"{nodes} of {graph['total_nodes']} nodes, {edges} of {graph['total_edges']} edges"
    expect(explorer.locator("#counts")).to_have_text(expected)


def test_the_legend_counts_and_switches_kinds(explorer, graph):
    kind, count = graph["kinds"][0]["kind"], graph["kinds"][0]["count"]
    legend = explorer.locator("#legend-list .switch")
    expect(legend).to_have_count(len(graph["kinds"]))
    expect(legend.first).to_contain_text(str(count))
    legend.first.click()
    expect(legend.first).to_have_attribute("aria-pressed", "false")
    left = len(graph["nodes"]) - count
    expect(explorer.locator("#counts")).to_contain_text(f"{left} of {len(graph['nodes'])} nodes")
    shown = explorer.evaluate("Object.keys(window.designbook.positions())")
    hidden = {node["id"] for node in graph["nodes"] if node["kind"] == kind}
    assert not hidden.intersection(shown)
    legend.first.click()
    expect(explorer.locator("#counts")).to_contain_text(f"{len(graph['nodes'])} of")


def test_every_kind_shown_has_a_look_of_its_own(explorer, graph):
    icons = explorer.locator("#legend-list polygon").all()
    looks = {(icon.get_attribute("points"), icon.get_attribute("fill")) for icon in icons}
    shapes = {points for points, _ in looks}
    assert len(shapes) == len(graph["kinds"])


def test_search_suggests_and_shows_a_node_with_its_facts(explorer):
    search = explorer.get_by_role("combobox", name="Search the graph")
    search.press_sequentially("demand")
    expect(explorer.get_by_role("option").first).to_contain_text(
        re.compile("demand planning", re.I)
    )
    search.press("ArrowDown")
    search.press("Enter")
    facts = explorer.get_by_role("complementary")
    expect(facts.get_by_role("heading", level=2)).to_have_text(re.compile("demand planning", re.I))
    expect(facts).to_contain_text("Prophet")
    assert explorer.url.endswith("explorer?node=" + explorer.url.rpartition("=")[2])
    search.fill("no such thing")
    expect(explorer.locator("#search-list")).to_contain_text("Nothing of that name")


def test_a_mouse_click_on_a_node_shows_facts_that_open_their_lines(explorer, graph):
    node, x, y = free_node(explorer)
    explorer.mouse.click(x, y)
    facts = explorer.locator("#facts")
    expect(facts.locator("#facts-name")).to_have_text(names(graph)[node])
    place = facts.locator(".place").first
    expect(place).to_contain_text(re.compile(r"small_handbook\.md, lines? \d+"))
    place.click()
    expect(facts.locator(".db-cited").first).to_be_visible()
    place.click()
    expect(facts.locator(".db-cited")).to_have_count(0)
    explorer.keyboard.press("Escape")
    expect(facts).to_be_hidden()


@pytest.mark.parametrize("_", range(3))
def test_a_click_made_as_soon_as_the_frame_is_ready_is_not_lost(server, visit, graph, _):
    page = visit(server)
    page.get_by_role("tab", name="Graph").click()
    inside = page.frame_locator("#explorer")
    expect(inside.locator(READY)).to_be_attached()
    frame = page.frame(url=re.compile("/explorer"))
    corner = page.locator("#explorer").bounding_box()
    node, x, y = free_node(frame)
    page.mouse.click(corner["x"] + 1 + x, corner["y"] + 1 + y)
    expect(inside.locator("#facts-name")).to_have_text(names(graph)[node])


def test_clicks_still_hit_after_the_frame_was_hidden_and_resized(server, visit, graph):
    page = visit(server)
    page.get_by_role("tab", name="Graph").click()
    inside = page.frame_locator("#explorer")
    expect(inside.locator(READY)).to_be_attached()
    page.get_by_role("tab", name="Ask").click()
    page.set_viewport_size({"width": 1000, "height": 700})
    page.get_by_role("tab", name="Graph").click()
    frame = page.frame(url=re.compile("/explorer"))
    frame.evaluate("window.designbook.settled()")
    corner = page.locator("#explorer").bounding_box()
    node, x, y = free_node(frame)
    page.mouse.click(corner["x"] + 1 + x, corner["y"] + 1 + y)
    expect(inside.locator("#facts-name")).to_have_text(names(graph)[node])


def test_facts_read_on_from_the_name_and_lines_along_their_arrows(explorer, server, graph):
    use_case, model = node_id(graph, "Demand planning"), node_id(graph, "Prophet")
    select(explorer, use_case)
    words = explorer.locator("#facts .fact", has_text="Prophet").first
    edge = next(e for e in graph["edges"] if (e["source"], e["target"]) == (use_case, model))
    expect(words).to_have_text(f"{edge['label']} Prophet")
    assert edge["label"] in explorer.evaluate("window.designbook.written()")["relations"]
    words.get_by_role("button").click()
    expect(explorer.locator("#facts-name")).to_have_text("Prophet")
    back = httpx.get(f"{server}/nodes/{model}/relations", timeout=30).json()["items"]
    seen = next(r for r in back if r["node"]["id"] == use_case)
    assert seen["label"] != edge["label"]
    fact = explorer.locator("#facts .fact", has_text=re.compile("demand planning", re.I)).first
    expect(fact).to_have_text(re.compile(f"{seen['label']} demand planning", re.I))


def test_a_link_opens_at_its_node(server, visit, graph):
    node = node_id(graph, "Prophet")
    page = visit(f"{server}/explorer?node={node}")
    expect(page.locator("#facts-name")).to_have_text("Prophet")
    unknown = visit(f"{server}/explorer?node=tool:no-such-thing")
    expect(unknown.locator("#counts")).to_contain_text("There is no node tool:no-such-thing")


def test_the_list_holds_every_node_for_the_keyboard(explorer, graph):
    explorer.get_by_role("button", name="List", exact=True).click()
    listed = explorer.locator("#list-view .node-name")
    expect(listed).to_have_count(len(graph["nodes"]))
    listed.first.press("Enter")
    expect(explorer.locator("#facts-name")).to_be_focused()
    explorer.get_by_role("button", name="Graph", exact=True).click()
    expect(explorer.locator("#canvas")).to_be_visible()


def test_it_follows_a_change_to_dark(explorer):
    before = explorer.locator("#canvas").screenshot()
    explorer.emulate_media(color_scheme="dark")
    explorer.evaluate("window.designbook.settled()")
    assert explorer.locator("#canvas").screenshot() != before
    background = explorer.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(20, 25, 31)"


def test_a_narrow_screen_shows_drawing_and_facts(server, visit):
    page = visit(f"{server}/explorer", viewport={"width": 390, "height": 844})
    expect(page.locator(READY)).to_be_attached()
    _, x, y = free_node(page)
    page.mouse.click(x, y)
    expect(page.locator("#facts-name")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_its_policy_allows_nothing_but_its_own_files(server, visit):
    page = visit(f"{server}/explorer")
    expect(page.locator(READY)).to_be_attached()
    policy = page.request.get(f"{server}/explorer").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    outside = page.request.get(f"{server}/static/designbook/..%2f..%2fpage.py")
    assert outside.status == 404


def test_a_handbook_of_prose_alone_shows_its_sections(
    run, serving, new_folder, prose_handbook, visit
):
    data = new_folder("prose")
    assert run("ingest", prose_handbook, "--data", data).returncode == 0
    with serving(data) as address:
        explorer = visit(f"{address}/explorer")
        expect(explorer.locator("#counts")).to_have_text("4 of 4 nodes, 3 of 3 edges")
        page = visit(address)
        expect(page.get_by_role("textbox", name="Question")).to_be_enabled()
        expect(page.locator(".example")).to_have_count(0)
        # Before the service ends: an open page goes on asking it.
        page.close()
        explorer.close()
