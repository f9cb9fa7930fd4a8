import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

QUESTION = "Which models are typical for demand planning?"
OFF_TOPIC = "How do I bake a sourdough bread?"
ROW = "| Demand planning | Prophet, DeepAR |"
HOSTILE = (
    "Prophet <img src=http://198.51.100.1/x.png onerror=alert(1)> **b** "
    "![i](http://198.51.100.1/y.png) [l](javascript:alert(1)) $x$ ${7*7} <script>alert(1)</script>"
)


def box(page: Page):
    return page.get_by_role("textbox", name="Question")


def ask(page: Page, question: str) -> None:
    expect(box(page)).to_be_enabled()
    answers = page.locator(".answer").count()
    box(page).fill(question)
    box(page).press("Enter")
    expect(page.locator(".answer")).to_have_count(answers + 1)
    expect(box(page)).to_be_enabled()


def test_it_loads_with_a_title_a_heading_and_examples(server, visit):
    page = visit(server)
    expect(page).to_have_title("Designbook")
    expect(page.get_by_role("heading", level=1)).to_have_text("Designbook")
    expect(page.locator(".example").first).to_be_visible()
    expect(page.locator("footer")).to_have_count(0)


def test_an_example_is_asked_by_a_click_and_answered(server, visit):
    page = visit(server)
    example = page.locator(".example").first
    question = example.inner_text().strip()
    example.click()
    expect(page.locator(".question")).to_have_text(question)
    expect(page.locator(".status")).to_contain_text("Answered")


def test_a_citation_opens_its_lines_beside_the_chat(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    answer = page.locator(".answer")
    expect(answer).to_contain_text("Prophet")
    expect(answer.locator(".status")).to_contain_text("Answered")
    answer.locator("p a.cite").first.click()
    panel = page.get_by_role("complementary")
    expect(panel).to_contain_text("small_handbook.md")
    expect(panel).to_contain_text("Choosing a model")
    cited = panel.locator(".db-cited")
    expect(cited.first).to_contain_text(ROW)
    expect(cited.first).to_be_in_viewport()
    assert panel.locator("li").count() > cited.count()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(answer.locator("p a.cite").first).to_be_focused()


def test_the_keyboard_alone_opens_a_citation(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    page.locator(".answer p a.cite").first.press("Enter")
    expect(page.locator("#sources .db-cited").first).to_contain_text(ROW)


def test_a_follow_up_is_understood_from_the_turn_before(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    ask(page, "And for ticket routing?")
    expect(page.locator(".answer").last).to_contain_text("DistilBERT")
    expect(page.locator(".answer").last.locator(".understood")).to_contain_text("icket routing")


def test_off_topic_is_said_to_be_not_covered(server, visit):
    page = visit(server)
    ask(page, OFF_TOPIC)
    expect(page.locator(".status")).to_contain_text("Not covered")
    expect(page.locator(".answer a.cite")).to_have_count(0)


def test_a_suggestion_is_asked_by_a_click(server, visit):
    page = visit(server)
    ask(page, OFF_TOPIC)
    suggestion = page.locator("#chat .option").first
    text = suggestion.inner_text().strip()
    suggestion.click()
    expect(page.locator(".question").last).to_have_text(text)
    expect(page.locator(".answer")).to_have_count(2)


def test_an_answer_offers_questions_that_go_on_from_it(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    suggestion = page.locator("#chat .option").first
    text = suggestion.inner_text().strip()
    assert text.endswith("?")
    suggestion.click()
    expect(page.locator(".question").last).to_have_text(text)
    expect(page.locator(".status").last).to_contain_text("Answered")


def test_a_design_is_a_numbered_outline(server, visit):
    page = visit(server)
    ask(page, "How would you design demand planning?")
    points = page.locator(".answer").last.locator("ol li")
    assert points.count() >= 3
    expect(points.first.locator("a.cite").first).to_be_visible()


def test_a_long_answer_is_shown_from_its_start(server, visit):
    page = visit(server, viewport={"width": 900, "height": 480})
    ask(page, QUESTION)
    ask(page, "How would you design demand planning?")
    answer = page.locator(".answer").last
    log = page.locator("#chat [role=log]")
    sizes = "(log) => [log.scrollHeight, log.clientHeight]"
    content, room = log.evaluate(sizes)
    assert content > 2 * room
    expect(answer.locator(".status")).to_be_in_viewport()
    expect(page.locator(".question").last).to_be_in_viewport()
    expect(page.locator(".question").first).not_to_be_in_viewport()
    page.reload()
    expect(answer.locator(".status")).to_be_in_viewport()


def test_numbers_of_a_list_stand_inside_the_answer(server, visit):
    page = visit(server)
    ask(page, "How would you design demand planning?")
    points = page.locator(".answer ol li")
    left = "(element) => element.getBoundingClientRect().left"
    inset = points.first.evaluate(left) - page.locator(".answer").evaluate(left)
    assert inset >= 2 * points.first.evaluate("(li) => parseFloat(getComputedStyle(li).fontSize)")


def test_the_whole_file_opens_at_the_cited_lines(server, visit, small_handbook):
    page = visit(server)
    ask(page, QUESTION)
    page.locator(".answer p a.cite").first.click()
    panel = page.get_by_role("complementary")
    panel.get_by_role("button", name="Open the whole file").click()
    lines = small_handbook.read_text(encoding="utf-8").splitlines()
    expect(panel.locator("li")).to_have_count(len(lines))
    expect(panel.locator(".db-cited").first).to_be_in_viewport()
    expect(panel.get_by_role("button", name="Open the whole file")).to_have_count(0)
    assert [row.inner_text() for row in panel.locator(".db-text").all()[:5]] == lines[:5]


def test_an_answer_is_copied_with_its_sources(server, visit):
    page = visit(server, permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.get_by_role("button", name="Copy answer").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Prophet" in copied
    assert "[1]" in copied
    assert re.search(r"Sources:\n\[1\] .*Choosing a model.*line.* small_handbook\.md", copied)
    assert "Answered from" not in copied


def test_the_link_of_a_question_asks_it_once(server, visit):
    page = visit(server, permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.get_by_role("link", name="Copy link").click()
    expect(page.get_by_role("link", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(link)
    expect(other.locator(".question")).to_have_text(QUESTION)
    expect(other.locator(".status")).to_contain_text("Answered")
    expect(other).to_have_url(f"{server}/")
    other.reload()
    expect(other.locator(".status")).to_contain_text("Answered")
    expect(box(other)).to_be_enabled()
    expect(other.locator(".question")).to_have_count(1)


def test_a_question_sent_twice_at_once_is_asked_once(server, visit):
    page = visit(server)
    expect(box(page)).to_be_enabled()
    box(page).fill(QUESTION)
    box(page).press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(1)
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    expect(page.locator(".question")).to_have_count(1)


def test_a_reload_keeps_the_chat_and_its_sources(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    page.reload()
    expect(page.locator(".question")).to_have_text(QUESTION)
    page.locator(".answer p a.cite").first.click()
    expect(page.locator("#sources .db-cited").first).to_contain_text(ROW)
    ask(page, "And for ticket routing?")
    expect(page.locator(".answer").last).to_contain_text("DistilBERT")


def test_a_new_chat_is_empty_and_stays_so(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".question")).to_have_count(0)
    page.reload()
    expect(page.locator(".example").first).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)


def test_what_is_typed_stays_text(server, visit):
    page = visit(server)
    ask(page, HOSTILE)
    expect(page.locator(".question")).to_have_text(HOSTILE)
    assert page.locator(".question *").count() == 0
    assert page.locator(".answer img, .answer script").count() == 0


def test_a_node_of_the_answer_opens_in_the_graph(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    link = page.locator(".answer a.node").first
    name = link.inner_text()
    link.click()
    expect(page.frame_locator("#explorer").locator("#facts-name")).to_have_text(name)
    page.get_by_role("tab", name="Ask").click()
    other = page.locator(".answer a.node").nth(1)
    name = other.inner_text()
    other.click()
    expect(page.frame_locator("#explorer").locator("#facts-name")).to_have_text(name)


def test_a_failure_is_a_sentence_and_the_question_stays(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    expect(box(page)).to_be_enabled()
    too_long = "Which models? " * 200
    box(page).fill(too_long)
    box(page).press("Enter")
    notice = page.locator(".db-notice")
    expect(notice).to_contain_text(re.compile(r"^[A-Z].*characters.*\.$"))
    expect(box(page)).to_have_value(too_long.strip())
    expect(page.locator(".question")).to_have_text(QUESTION)
    ask(page, "And for ticket routing?")
    expect(notice).to_have_count(0)


def test_a_narrow_screen_is_not_scrolled_sideways(server, visit):
    page = visit(server, viewport={"width": 390, "height": 844})
    ask(page, QUESTION)
    page.locator(".answer p a.cite").first.click()
    expect(page.locator("#sources .db-cited").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_policy_forbids_other_hosts_and_inline_scripts(server, visit):
    page = visit(server)
    expect(box(page)).to_be_enabled()
    response = page.request.get(server)
    policy = response.headers["content-security-policy"]
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe-eval" not in policy
    assert "connect-src 'self'" in policy
    assert "<script>" not in response.text()


def test_buttons_and_messages_have_names(server, visit):
    page = visit(server)
    ask(page, QUESTION)
    expect(page.get_by_role("group", name="Answer", exact=True)).to_be_visible()
    named = "(b) => (b.getAttribute('aria-label') || b.textContent).trim()"
    for button in page.get_by_role("button").all():
        assert button.evaluate(named)
