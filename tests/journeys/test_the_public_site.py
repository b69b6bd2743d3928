"""Somebody signed in nowhere finds a report, reads it, prints it, and later learns that it was withdrawn: without
a script, with the keyboard alone, on the narrowest phone. Nothing here needs a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.public.bundles import Bundle, document, paragraph, section, tombstone
from tests.public.running import Running, running

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="what was started is found in /proc")
NARROW = {"width": 320, "height": 640}
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
FURTHEST = 60
"""Key presses after which something on a page counts as out of reach."""
PAGES = (
    "/", "/documents", "/documents/2", "/reviews/child-k", "/reviews/long", "/reviews/improve", "/reviews/gone",
    "/withdrawn", "/search", "/search?q=agencies", "/search?q=agencies&page=2", "/search?q=zebra",
    "/search?q=notes+zebra", f"/search?q={LONG}", "/about", "/accessibility", "/nothing-here", "/years/2026",
    "/publishers/wend-valley-safeguarding-children-partnership", "/themes/information-sharing",
)  # fmt: skip

Open = Callable[..., Page]


def documents() -> list[dict[str, object]]:
    more = [document(f"reviews/r{number}", title=f"Review {number}", summary="Another.") for number in range(60)]
    long = document(
        "reviews/long", title=LONG, summary=LONG, publisher={"name": LONG}, themes=[LONG],
        sections=[section("s1", LONG, paragraph(LONG), {"kind": "list", "ordered": True, "items": [LONG]})] + [
            section(f"s{place}", LONG, {"kind": "quotation", "text": LONG}) for place in (2, 3)],
        recommendations=[{"number": "1", "addressed_to": [LONG], "text": LONG}],
    )  # fmt: skip
    revised = {"version": 2, "revised_on": "2026-11-19", "revised_why": "A date was wrong."}
    improve = document(
        "reviews/improve", kind="improvements", title="Review M", summary="", why_not_the_report="A court ordered it.",
        **revised,
    )  # fmt: skip
    return [document(), long, improve, *more]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    made = Bundle(tmp_path_factory.mktemp("journey") / "bundle", documents(), [tombstone("reviews/gone")])
    made.write()
    return made


@pytest.fixture(scope="module")
def here(bundle: Bundle) -> Iterator[Running]:
    with running(bundle.folder, bundle.folder.with_name("site"), "--contact", "site@wendvalley.example") as here:
        yield here


@pytest.fixture
def opened(browser: Browser, here: Running) -> Iterator[Open]:
    """Opens a window at the site; whatever the browser complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(**options: object) -> Page:
        context = browser.new_context(base_url=here.address, locale="en-GB", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if said.type == "error" and "Failed to load resource" not in said.text
                else None
            ),
        )
        return page

    yield open_window
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert not complaints
    assert not cookies


def test_every_kind_of_page_is_without_fault(opened: Open, accessible: Callable[[Page], None]) -> None:
    page = opened()
    for path in PAGES:
        page.goto(path)
        accessible(page)


def test_no_page_is_wider_than_the_narrowest_phone(opened: Open, accessible: Callable[[Page], None]) -> None:
    page = opened(viewport=NARROW)
    for path in PAGES:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{path} is wider than 320 pixels"
    page.goto("/reviews/long")
    accessible(page)


@pytest.mark.parametrize("state", [{"forced_colors": "active"}, {"reduced_motion": "reduce", "color_scheme": "dark"}])
def test_colours_of_the_readers_own_change_nothing(
    opened: Open, accessible: Callable[[Page], None], state: dict[str, str]
) -> None:
    page = opened(**state)
    for path in ("/", "/reviews/child-k", "/search?q=agencies"):
        page.goto(path)
        accessible(page)


def test_a_report_is_found_and_read_without_script(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Search the words of every document").fill("baby notes telephone")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    expect(page.get_by_label("Search the words of every document")).to_have_value("baby notes telephone")
    page.get_by_role("link", name="Local child safeguarding practice review: Child K").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Local child safeguarding practice review: Child K")
    page.get_by_role("link", name="Recommendations").click()
    expect(page.get_by_role("heading", name="Recommendation 1")).to_be_visible()
    page.get_by_role("link", name="Wend Valley Safeguarding Children Partnership").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wend Valley Safeguarding Children Partnership")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("page 2")


def tab_to(page: Page, role: str, name: str) -> None:
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _ in range(FURTHEST):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"No number of presses on Tab leads to the {role} “{name}”.")


def test_a_report_is_found_and_read_without_a_mouse(opened: Open) -> None:
    page = opened()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "searchbox", "Search the words of every document")
    page.keyboard.type("baby notes telephone")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    tab_to(page, "link", "Local child safeguarding practice review: Child K")
    page.keyboard.press("Enter")
    tab_to(page, "link", "What was learnt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What was learnt")).to_be_in_viewport()


def test_the_place_of_the_keyboard_is_always_to_be_seen(opened: Open) -> None:
    page = opened()
    page.goto("/reviews/child-k")
    for _ in range(20):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const one = document.activeElement, look = getComputedStyle(one);"
            " return one === document.body || look.outlineStyle !== 'none' || look.boxShadow !== 'none' }"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_on_paper_there_is_the_report_and_where_it_stands(opened: Open, here: Running) -> None:
    page = opened(viewport={"width": 700, "height": 1000})
    page.goto("/reviews/child-k")
    page.emulate_media(media="print")
    expect(page.get_by_text("Agencies did not read their notes together.")).to_be_visible()
    expect(page.get_by_text(f"Published at {here.address}/reviews/child-k")).to_be_visible()
    for gone in (page.get_by_role("navigation").first, page.get_by_text("Also as"), page.get_by_role("contentinfo")):
        expect(gone).to_be_hidden()
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_every_link_of_every_page_leads_somewhere(opened: Open, here: Running) -> None:
    page = opened()
    links: set[str] = set()
    for path in PAGES:
        page.goto(path)
        links.update(page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"))
    wrong = [link for link in sorted(links) if link.startswith("/") and here.ask(link)[0] != 200]
    assert not wrong
    assert len(links) > 80


def test_a_reader_with_the_page_open_learns_that_it_was_withdrawn(
    opened: Open, bundle: Bundle, here: Running, accessible: Callable[[Page], None]
) -> None:
    page = opened()
    page.goto("/reviews/r1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review 1")
    bundle.documents = [one for one in bundle.documents if one["address"] != "reviews/r1"]
    bundle.withdrawn.append(tombstone("reviews/r1", "It told too much."))
    bundle.write()
    here.wait_for(lambda: here.ask("/reviews/r1")[0] == 410)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("This document was withdrawn")
    expect(page.get_by_text("It told too much.")).to_be_visible()
    expect(page.get_by_text("20 November 2026")).to_be_visible()
    expect(page.get_by_text("Review 1", exact=True)).to_have_count(0)
    accessible(page)
