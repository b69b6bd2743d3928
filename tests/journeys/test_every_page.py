"""Every page that the access tables name, as those who may open it see it: nothing wrong for a reader who cannot see
well, nothing that the page's own policy refuses, and nothing too wide for the narrowest phone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.actions import close_case
from handrail.service.cases.models import Case, Note
from handrail.service.children.models import Child
from handrail.service.incidents.models import Incident
from handrail.service.learning.models import Action
from handrail.service.meetings.models import AgendaItem, Meeting
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from handrail.service.web import policy
from tests.house.comes_to import Comer, Comers, browser_of, role_that_opens
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene, scene_of_wend_valley

NARROW = {"width": 320, "height": 256}
"""A page 1,280 wide and 1,024 high, enlarged four times."""
SAMPLE = 40
NO_PAGE = {"cases:feed", "documents:download", "law:file", "learning:tracker_template", "meetings:calendar"}
NO_PAGE |= {"meetings:pack_document", "cases:looked_as_csv", "records:answer", "records:shares_with"}
NO_PAGE |= {"national_panel:told_csv", "national_panel:times_csv", "learning:briefing_file", "chronologies:template"}
NO_PAGE |= {"national_panel:year_file"}
NO_PAGE |= {"chronologies:excel", "chronologies:word", "chronologies:to_mend", "child_deaths:template"}
NO_PAGE |= {"chronologies:copy"}
NO_PAGE |= {"reports:download", "reports:year_download", "reports:inventory_sheet", "arrangements:money_csv"}
NO_PAGE |= {"reports:posts_sheet", "scrutiny:set_as_sheet", "scrutiny:round_as_file"}
NO_PAGE |= {"overview_panels:letter_file", "reviews:letter_file", "reviews:message_file"}
NO_PAGE |= {"chronologies:form_to_mend", "chronologies:form_copy", "chronologies:form_template"}
NO_PAGE |= {"requests:form_answers_file", "requests:form_document"}
NO_PAGE |= {"reporting_forms:take_out", "reporting_forms:take_out_period"}
"""Addresses of files."""
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3


@dataclass(frozen=True)
class Visit:
    """A page, and who comes to it. No role, where it opens by a code or is for one person."""

    row: Row
    role: str
    relation: str


def visits() -> Iterator[Visit]:
    for row in rows():
        if row.method == "GET" and row.url not in NO_PAGE:
            for role in ROLES:
                for relation in RELATIONS:
                    if row.opens_to(role, relation):
                        yield Visit(row, role, relation)
            if role_that_opens(row) is None:
                yield Visit(row, "", "own")


def who_comes(scene: Scene, visit: Visit, comers: Comers) -> Comer:
    if visit.role:
        return scene.visitor(visit.role, visit.relation)
    with unit_of_work(Job("demonstration")):
        found = comers.whom(visit.row)
    assert found is not None, f"name somebody who gets {visit.row.url} in tests/house/comes_to.py"
    return found[0]


def one_for_each_page() -> list[Visit]:
    first: dict[str, Visit] = {}
    for visit in visits():
        first.setdefault(visit.row.url, visit)
    return list(first.values())


@pytest.fixture
def scene(cast: Cast) -> Scene:
    with unit_of_work(Job("demonstration")):
        return scene_of_wend_valley(cast)


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What browsers told the service that they refused."""
    told: list[bytes] = []

    def keep(body: bytes) -> bool:
        told.append(body)
        return True

    monkeypatch.setattr(policy, "tell", keep)
    return told


@pytest.fixture
def window_of(new_window: Callable[..., Page], site: str) -> Callable[..., Page]:
    """A window in which a person is signed in, kept for their next page."""
    windows: dict[object, Page] = {}

    def window(comer: Comer, **options: object) -> Page:
        key = (comer.pk, *sorted(options))
        if key not in windows:
            client = browser_of(comer)
            windows[key] = new_window(**options)
            cookie = client.cookies["sessionid"].value
            windows[key].context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        return windows[key]

    return window


def opened(page: Page, scene: Scene, visit: Visit) -> bool:
    """Whether the page itself was shown; some addresses lead on to another, which has a visit of its own."""
    address = reverse(visit.row.url, kwargs=scene.kwargs_of(visit.row.url, visit.relation))
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, f"{address} answered {answer.status}"
    page.wait_for_load_state("load")
    return page.url.split("?")[0].endswith(address)


def wrong_with(page: Page) -> list[str]:
    """What the accessibility checker finds, and whether the page is wider than its window."""
    found = Axe().run(page).response["violations"]
    wrong = [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append("it is wider than its window")
    return wrong


def crawl(scene: Scene, chosen: list[Visit], window_of: Callable[..., Page], **options: object) -> None:
    """Fails with a line for everything that is wrong."""
    wrong, comers = [], Comers(scene)
    for visit in chosen:
        page = window_of(who_comes(scene, visit, comers), **options)
        if opened(page, scene, visit):
            wrong += [f"{visit.row.url} as {visit.role}, {visit.relation}: {one}" for one in wrong_with(page)]
    assert not wrong, "\n".join(wrong)


def some(chosen: list[Visit], number: int) -> list[Visit]:
    return random.Random(1989).sample(chosen, min(number, len(chosen)))  # noqa: S311 the same sample each time


def test_a_sample_of_pages_is_without_fault(
    scene: Scene, window_of: Callable[..., Page], reported: list[bytes]
) -> None:
    chosen = some(one_for_each_page(), SAMPLE)
    crawl(scene, chosen[: SAMPLE // 2], window_of)
    lengthened(scene)
    crawl(scene, chosen[SAMPLE // 2 :], window_of, viewport=NARROW)
    assert not reported


def test_the_pages_that_open_by_a_code_or_to_one_person_are_without_fault(
    scene: Scene, window_of: Callable[..., Page], reported: list[bytes]
) -> None:
    chosen = [visit for visit in visits() if not visit.role]
    assert len(chosen) > 15
    crawl(scene, chosen, window_of)
    assert not reported


@pytest.mark.full
def test_every_page_is_without_fault_for_everybody_who_opens_it(
    scene: Scene, window_of: Callable[..., Page], reported: list[bytes]
) -> None:
    crawl(scene, list(visits()), window_of)
    assert not reported


@pytest.mark.full
@pytest.mark.parametrize("state", ["long words", "closed", "enlarged", "forced colours", "printed"])
def test_every_page_is_without_fault_in_every_state(
    scene: Scene, window_of: Callable[..., Page], reported: list[bytes], state: str
) -> None:
    if state == "long words":
        lengthened(scene)
    if state == "closed":
        closed(scene)
    options: dict[str, dict[str, object]] = {
        "long words": {"viewport": NARROW},
        "enlarged": {"viewport": NARROW},
        "forced colours": {"forced_colors": "active", "reduced_motion": "reduce"},
    }
    for_print = state == "printed"
    if for_print:
        window_of = printed(window_of)
    crawl(scene, one_for_each_page(), window_of, **options.get(state, {}))
    assert not reported


def printed(window_of: Callable[..., Page]) -> Callable[..., Page]:
    def window(comer: Comer, **options: object) -> Page:
        page = window_of(comer, **options)
        page.emulate_media(media="print")
        return page

    return window


def lengthened(scene: Scene) -> None:
    """Whatever people name, named by one long word."""
    with unit_of_work(Job("demonstration")):
        Case.objects.update(local_reference=LONG[:60])
        Incident.objects.update(what_is_known=LONG, place=LONG)
        Note.objects.update(text=LONG, with_whom=LONG)
        Child.objects.update(given_names=LONG[:120], family_name=LONG[:120], also_known_as=LONG)
        Action.objects.update(title=LONG, owner_name=LONG)
        Meeting.objects.update(place=LONG, chair=LONG)
        AgendaItem.objects.update(title=LONG)
        Request.objects.update(what=LONG, children_named=LONG)
        Body.objects.filter(pk__in=(scene.cast.school.pk, scene.cast.trust.pk)).update(name=LONG)


def closed(scene: Scene) -> None:
    with unit_of_work(scene.cast["coordinator"]):
        name_actor(scene.cast["coordinator"])
        close_case(Case.objects.get(pk=scene.case.pk), why="All is done.", by=scene.cast["coordinator"])


@pytest.mark.full
def test_every_form_sent_empty_says_so_without_fault(
    scene: Scene, window_of: Callable[..., Page], reported: list[bytes]
) -> None:
    wrong, judged, comers = [], 0, Comers(scene)
    for visit in one_for_each_page():
        page = window_of(who_comes(scene, visit, comers))
        address = reverse(visit.row.url, kwargs=scene.kwargs_of(visit.row.url, visit.relation))
        page.goto(address)
        form = page.locator("main form[method=post]:has(input:not([type=hidden]), textarea, select)").first
        if form.count() == 0:
            continue
        with page.expect_navigation():
            form.evaluate("form => form.submit()")
        page.wait_for_load_state("load")
        if page.locator(".govuk-error-summary").count():
            judged += 1
            wrong += [f"{visit.row.url} sent empty: {one}" for one in wrong_with(page)]
    assert not wrong, "\n".join(wrong)
    assert judged > 40
    assert not reported


def test_a_script_that_is_not_ours_is_neither_run_nor_left_unsaid(
    browser: Browser, site: str, reported: list[bytes]
) -> None:
    """The page as the service sends it, with a line put in on the way: the negative control of every crawl here."""
    context = browser.new_context(base_url=site)
    page = context.new_page()

    def put_in(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        words = answer.text().replace("</main>", "<script>window.ran = true</script></main>")
        route.fulfill(response=answer, body=words)  # type: ignore[attr-defined]

    page.route("**/law/", put_in)
    page.goto("/law/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran === undefined")
    put = "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')"
    assert page.evaluate(f"() => {{ try {{ {put}; return false }} catch {{ return true }} }}"), "words became markup"
    page.wait_for_load_state("networkidle")
    context.close()
    assert any(b"script-src" in one for one in reported)
