"""The practice reviews of every folder on one page: what is overdue first, and none that its reader may not open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Grant
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.reviews import actions
from handrail.service.reviews.every_review import Line, Stage, every_review
from handrail.service.reviews.models import Step
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.reviews.in_full import review_of, terms, write
from tests.rooms.reviews.longer_reviews import decide, going_in, noticed

LIST = reverse("reviews:every_review")
WHO: dict[str, Any] = {"reviewer": "Imogen Farthing", "appointed_by_name": "All"}


def held(cast: Cast, kind: str, case: Case | None = None, *, days_ago: int = 0) -> tuple[Case, UnderWay]:
    """A review that no clock of the editions counts, held since today or since some days ago."""
    case = case or open_folder_for(cast)
    by, on = cast["coordinator"], timezone.localdate() - timedelta(days_ago)
    name_actor(by)
    actions.call_review(case, kind=kind, decided_on=on, decided_by_name="All", reasons="To learn.", by=by)
    return case, going_in(case)


def seen_by(cast: Cast, part: str) -> list[Line]:
    name_actor(cast[part])
    return every_review(cast[part])


def test_every_kind_is_listed_and_what_is_overdue_stands_first(cast: Cast) -> None:
    near, going = held(cast, "near miss")
    actions.check_progress(
        near, going, found="Well.", on=timezone.localdate(), next_on=timezone.localdate() + timedelta(9),
        by=cast["coordinator"],
    )  # fmt: skip
    held(cast, "national", days_ago=30)
    held(cast, "good practice")
    local, of_local = review_of(cast)
    incident = noticed(cast)
    decide(cast, incident)
    lines = seen_by(cast, "coordinator")
    assert [line.kind for line in lines] == ["serious case", "local", "near miss", "national", "good practice"]
    assert [line.overdue for line in lines] == [True, True, False, False, False]
    assert (lines[1].pk, lines[1].case) == (of_local.pk, local)
    assert lines[1].due_on is not None
    assert (lines[2].due, lines[2].due_on) == (
        "Look at a review’s time and quality", timezone.localdate() + timedelta(9),
    )  # fmt: skip
    assert {line.stage for line in lines} == {Stage.DECIDED}


def test_the_stage_follows_the_steps_that_stand(cast: Cast) -> None:
    case, going = held(cast, "near miss")
    by, today = cast["coordinator"], timezone.localdate()
    step = actions.appoint_reviewer(case, going, on=today, by=by, **WHO)
    (line,) = seen_by(cast, "coordinator")
    assert (line.stage, line.reviewer) == (Stage.APPOINTED, "Imogen Farthing")
    name_actor(by)
    actions.set_step_aside(step, why="She declined.", by=by)
    (line,) = seen_by(cast, "coordinator")
    assert (line.stage, line.reviewer) == (Stage.DECIDED, "")
    name_actor(by)
    actions.receive_report(case, going, on=today, by=by)
    actions.plan_publication(case, going, on=today + timedelta(30), by=by)
    (line,) = seen_by(cast, "coordinator")
    assert (line.stage, line.due, line.due_on) == (
        Stage.RECEIVED, "The day set for publication", today + timedelta(30),
    )  # fmt: skip
    name_actor(by)
    actions.record_published(case, going, on=today, whole=True, where="Our pages.", by=by)
    (line,) = seen_by(cast, "coordinator")
    assert (line.stage, line.due_on) == (Stage.PUBLISHED, None)
    name_actor(by)
    actions.record_taken_down(case, going, on=today, reasons="Moved.", by=by)
    assert [one.stage for one in seen_by(cast, "coordinator")] == [Stage.TAKEN_DOWN]


def test_one_that_was_called_off_after_something_was_written_stays_on_the_list(cast: Cast) -> None:
    case, going = held(cast, "near miss")
    by = cast["coordinator"]
    write(cast, case, going, terms())
    assert going.called is not None
    actions.set_called_aside(going.called, why="Nothing to learn.", by=by)
    assert [one.stage for one in seen_by(cast, "coordinator")] == [Stage.CALLED_OFF]
    assert Step.objects.count() == 0


def test_a_partner_is_shown_those_of_the_folders_that_they_may_open(cast: Cast) -> None:
    case, going = review_of(cast)
    theirs = open_case(partnership=cast.partnership, authority=cast.council, by=cast["coordinator"])
    held(cast, "near miss", theirs)
    Grant.objects.filter(folder=theirs.folder, body=cast.police).update(until_at=timezone.now())
    assert {line.case for line in seen_by(cast, "coordinator")} == {case, theirs}
    assert [line.pk for line in seen_by(cast, "police partner")] == [going.pk]
    stranger = employ("Sal Elsewhere", "coordinator", cast.neighbour, cast.neighbour)
    name_actor(stranger)
    assert every_review(stranger) == []


def test_who_may_not_open_a_further_folder_of_a_review_does_not_find_it(cast: Cast) -> None:
    case, going = review_of(cast)
    by = cast["coordinator"]
    write(cast, case, going, terms())
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    actions.cover_folder(case, going, other, why="One household.", by=by)
    assert [line.others for line in seen_by(cast, "coordinator")] == [(other.reference,)]
    assert len(seen_by(cast, "police partner")) == 1
    name_actor(by)
    Grant.objects.filter(folder=other.folder, body=cast.police).update(until_at=timezone.now())
    assert seen_by(cast, "police partner") == []


def test_who_is_shut_out_of_a_folder_finds_nothing_of_it(cast: Cast, client: Client) -> None:
    case, _ = held(cast, "near miss")
    by = cast["coordinator"]
    second = employ("Sid Otherway", "coordinator", cast.partnership, cast.partnership)
    client.force_login(second)
    assert case.reference in client.get(LIST).content.decode()
    name_actor(by)
    shut_out(case, Named((second.name,), (), Exclusion.Stands.RELATIVE), why="An uncle", by=by)
    told = client.get(LIST).content.decode()
    assert case.reference not in told
    assert "There is none yet" in told


def test_the_page_is_narrowed_by_kind_and_stage_and_is_written_down_as_a_list(cast: Cast, client: Client) -> None:
    near, going = held(cast, "near miss")
    national, _ = held(cast, "national")
    local, _ = review_of(cast)
    actions.record_published(near, going, on=timezone.localdate(), whole=True, where="Ours.", by=cast["coordinator"])
    client.force_login(cast["coordinator"])

    def shown(**asked: str) -> set[str]:
        page = client.get(LIST, asked).content.decode()
        return {name for name, one in (("near", near), ("national", national), ("local", local))
                if one.reference in page}  # fmt: skip

    assert shown() == {"near", "national", "local"}
    assert shown(kind="national") == {"national"}
    assert shown(stage="under-way") == {"national", "local"}
    assert shown(stage="published", kind="near miss") == {"near"}
    assert shown(kind="no such kind") == {"near", "national", "local"}
    page = client.get(LIST).content.decode()
    assert "3 reviews, of 1 of them something is overdue" in page
    assert page.index(local.reference) < page.index(national.reference)
    assert "No review is like that" in client.get(LIST, {"stage": "taken-down"}).content.decode()
    name_actor(cast["coordinator"])
    assert Entry.objects.filter(paper="List", did__contains="looked at a list").exists()


def test_it_is_for_who_coordinates_and_for_partners(cast: Cast, client: Client) -> None:
    for part, answer in (("coordinator", 200), ("police partner", 200), ("notifier", 404), ("school lead", 404)):
        client.force_login(cast[part])
        assert client.get(LIST).status_code == answer, part
