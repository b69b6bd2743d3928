"""What a journey stands on: a fresh database, the whole site, and a browser that reports its own errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from handrail.demonstration.wend_valley import Cast, wend_valley
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.web.postgres import Cluster
from tests.journeys.browser import ARGUMENTS, chromium
from tests.journeys.database import fresh_database
from tests.journeys.hands import sign_in
from tests.journeys.server import serving
from tests.journeys.ways import BY_KEYBOARD, BY_MOUSE, WITHOUT_SCRIPT, lay_the_mouse_aside, runs_script
from tests.rooms.outbox.post_office import PostOffice, open_post_office

NO_STORY = {"test_every_page", "test_ways_in_look_right", "test_lost_page", "test_without_script_and_mouse"}
"""What looks at pages, or is about the ways themselves."""
PASSKEYS = "the browser gives passkeys to scripts alone; an app needs none"
NEEDS_SCRIPT = {
    "test_a_passkey_is_made_and_then_signs_in_alone_and_shows_again_that_it_is_she": PASSKEYS,
    "test_a_passkey_is_the_second_factor_after_a_password": PASSKEYS,
    "test_a_passkey_of_nobody_here_is_refused_in_words": PASSKEYS,
    "test_continue_pressed_while_it_is_being_saved_goes_on": "saving while one types; the buttons keep it without",
    "test_whoever_saves_second_is_shown_both_texts": "that somebody else is typing; what comes of it needs none",
}
"""Journeys that cannot be made without script, and why that shuts nobody out."""
PATIENCE = 60_000  # milliseconds the browser waits for what a test expects to see


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each story is told in each way; two of the three with the slow tests."""
    told = metafunc.module.__name__.rpartition(".")[2] not in NO_STORY and "new_window" in metafunc.fixturenames
    if not told or "way" in metafunc.fixturenames:
        return
    ways = [BY_MOUSE, pytest.param(BY_KEYBOARD, marks=pytest.mark.full)]
    if metafunc.function.__name__ not in NEEDS_SCRIPT:
        ways.append(pytest.param(WITHOUT_SCRIPT, marks=pytest.mark.full))
    metafunc.fixturenames.append("way")
    metafunc.parametrize("way", ways)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium()
    # Playwright keeps an event loop in this thread: Django then looks elsewhere for its connections, so those
    # of earlier tests are closed while they can still be found; and it must be told that nothing is asynchronous.
    connections.close_all()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(
    browser: Browser, cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of the whole site on a database that nobody has touched; a journey's own rows go there too."""
    with django_db_blocker.unblock(), fresh_database(cluster), serving() as address:
        yield address


@pytest.fixture
def new_window(
    browser: Browser, site: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Page]]:
    """Opens a window for one person: another window is another person's computer."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    way = request.getfixturevalue("way") if "way" in request.fixturenames else BY_MOUSE
    if way == BY_KEYBOARD:
        lay_the_mouse_aside(monkeypatch)

    def open_window(**options: object) -> Page:
        if way == WITHOUT_SCRIPT:
            options["java_script_enabled"] = False
        context = browser.new_context(base_url=site, locale="en-GB", timezone_id="Europe/London", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not complaints, "the browser reported errors"


@pytest.fixture
def page(new_window: Callable[..., Page]) -> Page:
    """A window at the site."""
    return new_window()


@pytest.fixture
def cast(site: str) -> Cast:
    """Wend Valley and its neighbour, in the site's own database."""
    with unit_of_work(Job("demonstration")):
        return wend_valley()


@pytest.fixture
def at_work(new_window: Callable[..., Page], cast: Cast) -> Callable[..., Page]:
    """Opens a window at which one of the cast is signed in."""

    def open_window(part: str, **options: object) -> Page:
        window = new_window(**options)
        sign_in(window, cast[part])
        return window

    return open_window


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Asserts that the accessibility checker finds nothing wrong with the page now open."""

    def check(page: Page) -> None:
        # Not with a function in the page: where it must be asked again, the page's own policy forbids it.
        page.wait_for_load_state("load")
        if not runs_script(page):
            return  # nor can the checker; the same page is checked when the story is told as most live it
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check


def _complaint(message: ConsoleMessage) -> list[str]:
    """An error on the console, save the browser's remark that a page was answered 4xx, which a journey may want."""
    wanted = message.type == "error" and "Failed to load resource" not in message.text
    return [message.text] if wanted else []


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office
