"""The pages of records, as a coordinator and a second person walk through them."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Grant, Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import file_note
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.records.models import AccessRequest, Deletion, Hold, Match, Period
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.records.going import make_due


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    Child.objects.create(folder=case.folder, given_names="Wren", family_name="Fairlight")
    return case


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["coordinator"])
    return client


@pytest.fixture
def second(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["senior officer"])
    return client


def typed(name: str, days_from_now: int = 0) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days_from_now)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def at(url: str, case: Case) -> str:
    return reverse(f"records:{url}", kwargs={"case_id": case.pk})


def test_without_a_period_the_page_says_that_nothing_falls_due(coordinator: Client, case: Case) -> None:
    assert "no period is entered" in coordinator.get(reverse("records:records")).content.decode()
    assert "entered no period" in coordinator.get(at("folder", case)).content.decode()


def test_a_period_is_entered_with_its_source(coordinator: Client, cast: Cast) -> None:
    said = {
        "partnership": str(cast.partnership.pk), "runs_from": "closed", "years": "35", "months": "",
        "source": "Retention policy 4.2", "agreed_by_name": "The executive", **typed("agreed_on"), **typed("from_on"),
    }  # fmt: skip
    without = coordinator.post(reverse("records:enter_period"), {**said, "source": ""})
    assert "Say what rule or decision" in without.content.decode()
    assert coordinator.post(reverse("records:enter_period"), said).status_code == 302
    assert Period.objects.get().in_words == "35 years after: The folder was closed"
    page = coordinator.get(reverse("records:records")).content.decode()
    assert "35 years after" in page
    assert "Retention policy 4.2" in page


def test_a_hold_stands_at_the_head_of_the_folders_page_until_it_is_lifted(coordinator: Client, case: Case) -> None:
    said = {"reason": "The inquiry asked.", "asked_by": "inquiry", "asked_by_name": "IICSA 12/3"}
    coordinator.post(at("hold", case), said)
    folder = reverse("cases:case", kwargs={"case_id": case.pk})
    assert "Legal hold" in coordinator.get(folder).content.decode()
    hold = Hold.objects.get()
    lift = reverse("records:lift", kwargs={"case_id": case.pk, "hold_id": hold.pk})
    assert "Say why" in coordinator.post(lift, {"why": ""}).content.decode()
    coordinator.post(lift, {"why": "It has ended."})
    assert "Legal hold" not in coordinator.get(folder).content.decode()
    assert "IICSA 12/3" in coordinator.get(at("folder", case)).content.decode()


def test_a_hold_over_all_stands_on_every_folder(coordinator: Client, cast: Cast, case: Case) -> None:
    said = {"partnership": str(cast.partnership.pk), "reason": "An inquiry.", "asked_by": "nobody"}
    coordinator.post(reverse("records:hold_all"), said)
    folder = reverse("cases:case", kwargs={"case_id": case.pk})
    assert "over every folder" in coordinator.get(folder).content.decode()


def test_one_proposes_another_confirms_with_the_second_factor_and_anyone_objects(
    coordinator: Client, second: Client, cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_due(case, cast)
    assert case.reference in coordinator.get(reverse("records:records")).content.decode()
    coordinator.post(at("propose", case))
    monkeypatch.setattr("handrail.service.access.factor.fresh", lambda _: True)
    assert "Somebody else has to" in coordinator.post(at("confirm", case)).content.decode()
    second.post(at("confirm", case))
    assert Deletion.objects.get().confirmed_by == cast["senior officer"]
    notifier = Client()
    notifier.force_login(cast["notifier"])
    notifier.post(at("object_to", case), {"why": "A brother has come to notice."})
    assert "A brother has come to notice." in coordinator.get(at("folder", case)).content.decode()


def test_confirming_asks_for_the_second_factor_first(
    second: Client, cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import HttpResponse

    make_due(case, cast)
    coordinator = Client()
    coordinator.force_login(cast["coordinator"])
    coordinator.post(at("propose", case))
    monkeypatch.setattr("handrail.service.access.factor.fresh", lambda _: False)
    monkeypatch.setattr("handrail.service.access.factor.ask", lambda _: HttpResponse("Your second factor, please"))
    assert second.post(at("confirm", case)).content == b"Your second factor, please"
    assert Deletion.objects.get().confirmed_by is None


def test_a_request_to_see_is_answered_from_the_first_page_to_the_last(
    coordinator: Client, second: Client, cast: Cast, case: Case
) -> None:
    name_actor(cast["coordinator"])
    file_note(
        case, of="note", happened_at=timezone.now(), with_whom="Sister Quillfeather", text="Her mother rang.",
        by=cast["coordinator"],
    )  # fmt: skip
    said = {
        "partnership": str(cast.partnership.pk), "about_name": "Wren Fairlight", "asks": "self",
        "asked_by_name": "Wren Fairlight", "identity_how": "A passport.", **typed("received_on", -3),
    }  # fmt: skip
    assert coordinator.post(reverse("records:new_request"), said).status_code == 302
    asked = AccessRequest.objects.get()
    here = {"asked_id": asked.pk}
    found = coordinator.get(reverse("records:match", kwargs=here), {"name": "WREN"}).content.decode()
    assert "This is the person" in found
    coordinator.post(reverse("records:match", kwargs=here), {"child": str(Child.objects.get().pk)})
    coordinator.post(reverse("records:gather", kwargs=here))
    assert coordinator.get(reverse("records:answer", kwargs={**here, "kind": "pdf"})).status_code == 404
    for extract in asked.extracts.filter(to_decide=True):
        page = reverse("records:decide", kwargs={**here, "extract_id": extract.pk})
        assert coordinator.get(page).status_code == 200
        chosen = {f"passage_{one.pk}": "third party" for one in extract.passages.all()}
        assert coordinator.post(page, chosen).status_code == 302
    assert "worked on this answer" in coordinator.post(reverse("records:check", kwargs=here)).content.decode()
    for kind in ("docx", "pdf"):
        assert second.get(reverse("records:answer", kwargs={**here, "kind": kind})).content[:2] in (b"PK", b"%P")
    second.post(reverse("records:check", kwargs=here))
    second.post(reverse("records:answered", kwargs=here), typed("answered_on"))
    asked.refresh_from_db()
    assert asked.checked_by == cast["senior officer"]
    assert asked.answered_on == timezone.localdate()
    assert "answered on" in coordinator.get(reverse("records:requests")).content.decode()


def test_who_may_not_open_the_folder_found_does_not_see_the_request(cast: Cast, case: Case) -> None:
    name_actor(cast["coordinator"])
    asked = AccessRequest.objects.create(
        partnership=cast.partnership, asked_by_name="W", about_name="W", received_on=timezone.localdate(), asks="self",
        identity_how="Known.", recorded_by=cast["coordinator"],
    )  # fmt: skip
    stranger = Client()
    stranger.force_login(cast["stranger"])
    assert stranger.get(reverse("records:request", kwargs={"asked_id": asked.pk})).status_code == 404


def test_a_folder_that_the_database_hides_shuts_the_request_it_was_found_for(cast: Cast, case: Case) -> None:
    name_actor(cast["coordinator"])
    asked = AccessRequest.objects.create(
        partnership=cast.partnership, asked_by_name="W", about_name="W", received_on=timezone.localdate(), asks="self",
        identity_how="Known.", recorded_by=cast["coordinator"],
    )  # fmt: skip
    child = Child.objects.create(folder=case.folder, given_names="Wren")
    officer = Client()
    officer.force_login(cast["senior officer"])
    page = reverse("records:request", kwargs={"asked_id": asked.pk})
    assert officer.get(page).status_code == 200
    Match.objects.create(request=asked, child=child, matched_by=cast["coordinator"])
    Grant.objects.filter(folder=case.folder).update(until_at=timezone.now() - timedelta(hours=1))
    assert officer.get(page).status_code == 404


@pytest.mark.parametrize("down", ["neither", "the database", "the list"])
def test_the_list_of_requests_leaves_out_those_of_a_folder_that_is_shut_to_whoever_asks(
    cast: Cast, case: Case, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, down: str
) -> None:
    name_actor(cast["coordinator"])
    for name, folder in (("Wren Fairlight", case), ("Ann Other", open_folder_for(cast))):
        name_actor(cast["coordinator"])
        asked = AccessRequest.objects.create(
            partnership=cast.partnership, asked_by_name="W", about_name=name, received_on=timezone.localdate(),
            asks="self", identity_how="Known.", recorded_by=cast["coordinator"],
        )  # fmt: skip
        child = Child.objects.create(folder=folder.folder, given_names=name)
        Match.objects.create(request=asked, child=child, matched_by=cast["coordinator"])
    uncle = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    name_actor(cast["coordinator"])
    shut_out(case, Named(("Uncle Wend",), (), Exclusion.Stands.RELATIVE), why="Uncle", by=cast["coordinator"])
    client = Client()
    client.force_login(uncle)
    with ExitStack() as taken:
        if down == "the database":
            taken.enter_context(second_wall_down(cluster))
        elif down == "the list":
            monkeypatch.setattr("handrail.service.records.views.seeing.openable", _every_request)
        shown = client.get(reverse("records:requests")).content.decode()
    assert "Ann Other" in shown
    assert "Wren Fairlight" not in shown


def _every_request(_: Person) -> QuerySet[AccessRequest]:
    return AccessRequest.objects.select_related("partnership")


def test_everything_shared_is_listed_with_why_and_what_allows_it(coordinator: Client, case: Case) -> None:
    page = coordinator.get(at("shares", case)).content.decode()
    assert "Children Act 2004 section 16E(1)" in page
    assert "a safeguarding partner for the area" in page
