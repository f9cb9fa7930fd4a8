"""The page with a language model: it is said who worded an answer, and its links open as ever."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browser.test_page import QUESTION, ROW, ask, box
from tests.llm import scripted

pytestmark = pytest.mark.e2e

WORDS = "Typical models for demand planning are Prophet and DeepAR [1]."
INVENTED = "Demand planning was invented by Prophet in 1999 [1]. "


@pytest.fixture
def worded(new_folder, small_handbook: Path, serving) -> Iterator[tuple[str, scripted.Scripted]]:
    """Address of a service whose answers a scripted model words, and that model."""
    from api.ingestion import ingest  # noqa: PLC0415
    from api.settings import Settings  # noqa: PLC0415

    folder = new_folder("worded")
    ingest(Settings(data_dir=folder), [small_handbook])
    with ExitStack() as stack:
        model = stack.enter_context(scripted.serving())
        settings = {"OPENAI_BASE_URL": model.address, "LLM_MODEL": "openai:scripted"}
        yield stack.enter_context(serving(folder, **settings)), model


def test_the_page_shows_checked_words_and_who_worded_them(worded, visit):
    address, model = worded
    model.script = scripted.says(INVENTED + WORDS)
    page = visit(address)
    ask(page, QUESTION)
    answer = page.locator(".answer")
    expect(answer).to_contain_text("Typical models for demand planning are Prophet and DeepAR")
    expect(answer).not_to_contain_text("1999")
    expect(answer.locator(".worded")).to_contain_text("Worded by openai:scripted")
    answer.locator("p a.cite").first.click()
    expect(page.locator("#sources .db-cited").first).to_contain_text(ROW)
    page.keyboard.press("Escape")
    model.script = scripted.fails(500)
    ask(page, "And for ticket routing?")
    expect(page.locator(".answer").last).to_contain_text("DistilBERT")
    expect(page.locator(".answer").last.locator(".worded")).to_contain_text("could not be reached")


def test_an_answer_is_read_while_it_is_worded(worded, visit):
    address, model = worded
    more = "Demand planning typically uses Prophet and DeepAR [1]. "
    model.script = scripted.says(f"{WORDS} {more * 3}", size=4, pause=0.1)
    page = visit(address)
    expect(page.locator(".example").first).to_be_visible()
    assert model.asked == []
    box(page).fill(QUESTION)
    box(page).press("Enter")
    expect(page.locator(".pending.said")).to_contain_text("Prophet and DeepAR")
    expect(page.locator(".answer")).to_contain_text("Prophet and DeepAR", timeout=60_000)
