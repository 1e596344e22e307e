"""Real pages in the system's Chromium, with every complaint of the browser a failure."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError
from pytest_django.live_server_helper import LiveServer

from tools import chromium

AXE = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chromium.find():
        return
    reason = f"no Chromium here: {chromium.HOW_TO_GET_IT}"
    if chromium.in_ci():
        raise pytest.UsageError(f"In CI nothing is skipped; {reason}")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # As root Chromium refuses its own sandbox.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def expected_complaints() -> list[str]:
    """A test that provokes an error adds words from the complaint here: `status of 422`.

    Each must come true, so that none outlives its reason.
    """
    return []


@pytest.fixture
def complaints(expected_complaints: list[str]) -> Iterator[list[str]]:
    """What the browser complained of, in every window of the test; at the end it must be empty."""
    found: list[str] = []
    yield found
    for words in expected_complaints:
        assert any(words in complaint for complaint in found), f"never came: {words}"
    unexpected = [c for c in found if not any(words in c for words in expected_complaints)]
    assert not unexpected, "\n".join(["The browser complained:", *unexpected])


def watch(context: BrowserContext, own_host: str, found: list[str]) -> None:
    """Writes down console errors, uncaught exceptions and requests to anybody else."""

    def on_console(message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        # axe tries out inline styles, which the policy rightly refuses. What it does has no
        # address, because it comes in through `evaluate`; a page or a script of ours has one.
        of_axe = "Applying inline style" in message.text and not where
        # Chromium asks for this one by itself where an answer is no page.
        if message.type == "error" and not of_axe and not where.endswith("/favicon.ico"):
            found.append(f"console: {message.text} ({where})")

    def on_error(error: WebError) -> None:
        found.append(f"exception: {error.error}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != own_host:
            found.append(f"request to another host: {request.url}")

    context.on("console", on_console)
    context.on("weberror", on_error)
    context.on("request", on_request)


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, complaints: list[str]
) -> Callable[..., BrowserContext]:
    """A window with cookies of its own: one for each person in a test. `page` is in one of these.

    Without JavaScript: `new_context(java_script_enabled=False)`; a phone:
    `new_context(viewport={"width": 390, "height": 844})`.
    """

    def make(**options: Any) -> BrowserContext:
        context = new_context(base_url=live_server.url, **options)
        watch(context, urlsplit(live_server.url).netloc, complaints)
        return context

    return make


@pytest.fixture(scope="session")
def axe_source() -> str:
    return AXE.read_text()


@pytest.fixture
def axe(axe_source: str) -> Callable[[Page], None]:
    """`axe(page)` fails with a readable list when the page is hard to use for somebody.

    `evaluate` is not subject to the page's own content policy, so the page is tried as it is. The
    window is made tall meanwhile: what lies half under a sticky bar at this moment of scrolling
    can be scrolled from under it, and axe does not scroll.
    """

    def scan(page: Page) -> None:
        size = page.viewport_size or {"width": 1280, "height": 720}
        page.set_viewport_size({"width": size["width"], "height": 8000})
        try:
            look(page)
        finally:
            page.set_viewport_size({"width": size["width"], "height": size["height"]})

    def look(page: Page) -> None:
        # Until the style sheet is there, every target is small and everything is visible.
        page.wait_for_load_state("load")
        page.evaluate(axe_source)
        result = page.evaluate(
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS
        )
        lines = [
            f"{violation['id']} ({violation['help']}): {node['html'][:200]}\n"
            f"    {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
        assert not lines, "\n".join([f"axe on {page.url}:", *lines])

    return scan
