"""A real browser for the page's tests.

Whatever a page does in any of these tests, it logs no error and asks no host but its own.
"""

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REMEDY = (
    "no Chromium can be started: install the package chromium (or google-chrome), "
    "or run `python -m playwright install chromium`"
)


expect.set_options(timeout=30_000)
"""Milliseconds: a busy machine draws slowly."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium of the machine, else Playwright's own; a failure names the remedy."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    try:
        started = playwright.chromium.launch(executable_path=found, args=OPTIONS)
    except Error as e:
        pytest.fail(f"{REMEDY}\n{e}")
    yield started
    started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """``visit(address, **context options)`` opens a page in a browser without a past."""
    errors: list[str] = []
    asked: list[tuple[str, str]] = []
    contexts: list[BrowserContext] = []

    def opened(address: str, **options) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = browser.new_context(**options)
        contexts.append(context)
        own = urlsplit(address).netloc
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.on("request", lambda r: asked.append((own, r.url)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    foreign = [url for own, url in asked if is_foreign(url, own)]
    assert foreign == []
    assert errors == []


def is_foreign(url: str, own: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "about") and parts.netloc != own
