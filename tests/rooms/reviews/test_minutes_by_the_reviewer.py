"""The reviewer writes the minutes of the review's own panel, while the commission lasts, and the text of the report."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import MEETING_PACK
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Draft
from handrail.service.meetings.actions import holding
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.meetings.minutes import notes_name
from handrail.service.meetings.minutes import slug_of as slug_of_item
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.reviews import actions
from handrail.service.reviews.models import ReportDraft
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import review_of, reviewer_of


def yesterday() -> datetime:
    return timezone.now() - timedelta(days=1)


@pytest.fixture
def panel(cast: Cast) -> tuple[Meeting, Person]:
    """A meeting of the review's panel, held yesterday, to which the reviewer was invited."""
    case, going = review_of(cast)
    person, by = reviewer_of(cast, case), cast["coordinator"]
    (body,) = person.bodies
    name_actor(by)
    meeting = actions.plan_panel_meeting(case, going, _yesterday(), by=by)
    Attendance.objects.create(meeting=meeting, body=body, name=person.name, told_at=yesterday())
    give_key(case, body, opens=MEETING_PACK, why="invited", ground=ASKING, by=by)
    return meeting, person


def _yesterday() -> Arrangement:
    at: datetime = yesterday()
    return Arrangement(starts_at=at, lasts_minutes=60, place="Room 1", chair="Ada")


def page(meeting: Meeting, name: str, **more: str) -> str:
    return reverse(f"meetings:{name}", kwargs={"case_id": meeting.case_id, "meeting_id": meeting.pk, **more})


def slug_of(meeting: Meeting) -> tuple[str, str]:
    item = meeting.agenda.all()[0]
    return slug_of_item(item), notes_name(item)


def typed(client: Client, meeting: Meeting, words: str) -> None:
    assert client.post(page(meeting, "begin_minutes")).status_code == 302
    slug, name = slug_of(meeting)
    assert client.post(page(meeting, "minutes", slug=slug), {name: words, "version": 0}).status_code == 302


def test_the_reviewer_types_them_and_puts_them_on_record_and_the_coordinator_has_them_agreed(
    client: Client, cast: Cast, panel: tuple[Meeting, Person]
) -> None:
    meeting, person = panel
    client.force_login(person)
    assert "Write the minutes" in client.get(page(meeting, "meeting")).content.decode()
    typed(client, meeting, "The panel heard the chronology.")
    assert client.post(page(meeting, "check_minutes"), {"declaration": "yes"}).status_code == 302
    assert client.post(page(meeting, "agree_minutes")).status_code == 404, "that they are agreed is not theirs to say"
    name_actor(cast["coordinator"])
    kept = Meeting.objects.get(pk=meeting.pk)
    assert kept.minutes_by == person
    assert kept.agenda.all()[0].notes == "The panel heard the chronology."
    holding.mark_held(kept, held_at=yesterday(), by=cast["coordinator"])
    holding.agree_minutes(kept, by=cast["coordinator"])


def test_the_coordinator_takes_over_what_was_typed_and_no_word_is_lost(
    client: Client, cast: Cast, panel: tuple[Meeting, Person]
) -> None:
    meeting, person = panel
    client.force_login(person)
    typed(client, meeting, "Half a sentence of the")
    slug, name = slug_of(meeting)
    client.force_login(cast["coordinator"])
    client.post(page(meeting, "begin_minutes"))
    assert "Half a sentence of the" in client.get(page(meeting, "minutes", slug=slug)).content.decode()
    assert Entry.objects.filter(did__contains="took over the minutes").exists()
    client.force_login(person)
    late = client.post(page(meeting, "minutes", slug=slug), {name: "and more", "version": 1, "autosave": "yes"})
    assert late.status_code == 409, "who was overtaken is told, and nothing is written over"
    assert (
        client.post(page(meeting, "begin_minutes"), follow=True).content.decode().count("is writing the minutes") == 1
    )
    name_actor(cast["coordinator"])
    assert Draft.objects.filter(paper_id=meeting.pk, submitted_at__isnull=True, discarded_at__isnull=True).count() == 1


@pytest.mark.parametrize("taken", ["reviews", MEETING_PACK])
def test_without_the_commission_or_the_invitation_there_are_no_minutes_to_write(
    client: Client, cast: Cast, panel: tuple[Meeting, Person], taken: str
) -> None:
    meeting, person = panel
    Grant.objects.filter(folder=meeting.case.folder, body__in=person.bodies, opens=taken).delete()
    client.force_login(person)
    assert client.post(page(meeting, "begin_minutes")).status_code == 404
    assert "Write the minutes" not in client.get(page(meeting, "meeting")).content.decode()


def test_of_another_meeting_of_the_folder_they_write_none(
    client: Client, cast: Cast, panel: tuple[Meeting, Person]
) -> None:
    meeting, person = panel
    Meeting.objects.filter(pk=meeting.pk).update(purpose=Meeting.For.RAPID_REVIEW)
    client.force_login(person)
    assert client.post(page(meeting, "begin_minutes")).status_code == 404
    assert client.get(page(meeting, "check_minutes")).status_code == 404


def test_another_invited_agency_writes_none(client: Client, cast: Cast, panel: tuple[Meeting, Person]) -> None:
    meeting, _ = panel
    name_actor(cast["coordinator"])
    Attendance.objects.create(meeting=meeting, body=cast.school, name="Hazel", told_at=yesterday())
    give_key(meeting.case, cast.school, opens=MEETING_PACK, why="invited", ground=ASKING, by=cast["coordinator"])
    client.force_login(cast["school lead"])
    assert client.get(page(meeting, "meeting")).status_code == 200
    assert client.post(page(meeting, "begin_minutes")).status_code == 404


def test_they_write_the_text_of_the_report(client: Client, cast: Cast, panel: tuple[Meeting, Person]) -> None:
    meeting, person = panel
    client.force_login(person)
    at = reverse("reviews:add_drafts", args=[meeting.case_id, meeting.about])
    said = {"text": "Why nobody compared notes.", "dated_on_day": 16, "dated_on_month": 4, "dated_on_year": 2024}
    assert client.post(at, said).status_code == 302
    name_actor(cast["coordinator"])
    assert ReportDraft.objects.get().recorded_by == person
