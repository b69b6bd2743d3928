"""The Panel's report on a year: its own words before the counts, approved in meeting, and kept as it was approved."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.national_panel.actions import meetings
from handrail.service.national_panel.actions.reporting import approve_report, take_approval_back, write_report
from handrail.service.national_panel.models import Member, PanelMeeting, PanelReport
from handrail.service.national_panel.report import PARTS
from handrail.service.one_text import as_read
from handrail.service.partnerships.actions import NotDone
from tests.house.wall import acting_as
from tests.rooms.cast import Cast
from tests.rooms.national_panel.outside import secretariat
from tests.rooms.national_panel.test_the_panel import member

TODAY = timezone.localdate
WORDS = {"introduction": "A hard year.", "learnt": "Calls are missed\nwhere one line serves three teams."}


@pytest.fixture
def sorley(cast: Cast) -> Person:
    person = secretariat()
    name_actor(person)
    return person


def held(by: Person) -> PanelMeeting:
    meeting = meetings.plan(on=TODAY(), place="Sanctuary Buildings", by=by)
    meetings.hold(meeting, [Member.objects.first() or member(by)], by=by)
    meeting.refresh_from_db()
    return meeting


def of_this_year(name: str, **more: object) -> str:
    return reverse(f"national_panel:{name}", kwargs={"panel_year": TODAY().year, **more})


def given(client: Client) -> tuple[list[str], str]:
    word = Document(BytesIO(client.get(of_this_year("year_file", slug="word")).content))
    pdf = PdfReader(BytesIO(client.get(of_this_year("year_file", slug="pdf")).content))
    return [line.text for line in word.paragraphs], "\n".join(page.extract_text() for page in pdf.pages)


def test_it_is_written_approved_in_meeting_and_given_out_as_it_was_approved(client: Client, sorley: Person) -> None:
    client.force_login(sorley)
    assert client.post(of_this_year("write_year"), WORDS).status_code == 302
    word, pdf = given(client)
    assert word.index("A hard year.") < word.index("What the Panel was told")
    assert "not approved" in pdf
    name_actor(sorley)
    meeting = held(sorley)
    shown = client.post(of_this_year("approve_year"), {"meeting": str(meeting.pk)}, follow=True).content.decode()
    assert "Approved by the Panel" in shown
    refused = client.post(
        of_this_year("write_year"), {"introduction": "Another year.", "as_read": as_read(WORDS)}
    ).content.decode()
    assert "Take the approval back first" in refused
    before = client.get(of_this_year("year_file", slug="pdf")).content
    name_actor(sorley)
    held(sorley)
    assert client.get(of_this_year("year_file", slug="pdf")).content == before, "it is not counted anew"
    assert "Approved by the Panel at its meeting of" in given(client)[1]
    assert client.post(of_this_year("take_approval_back"), {"why": "A wrong figure."}).status_code == 302
    assert "not approved" in given(client)[1]


def test_of_two_who_write_at_it_neither_loses_a_word(client: Client, sorley: Person) -> None:
    write_report(TODAY().year, WORDS, by=sorley)
    client.force_login(sorley)
    page = client.get(of_this_year("write_year")).content.decode()
    assert f'value="{as_read(WORDS)}"' in page
    write_report(TODAY().year, {**WORDS, "asked": "That every call is answered."}, by=sorley)
    mine = {**WORDS, "introduction": "A long year.", "as_read": as_read(WORDS)}
    shown = client.post(of_this_year("write_year"), mine).content.decode()
    assert "That every call is answered." in shown
    assert "A long year." in shown
    name_actor(sorley)
    held_now = PanelReport.objects.get()
    assert (held_now.introduction, held_now.asked) == (WORDS["introduction"], "That every call is answered.")
    now = as_read({name: getattr(held_now, name) for name, _ in PARTS})
    assert f'value="{now}"' in shown
    again = {**mine, "asked": "That every call is answered.", "as_read": now}
    assert client.post(of_this_year("write_year"), again).status_code == 302
    name_actor(sorley)
    assert PanelReport.objects.get().introduction == "A long year."
    with pytest.raises(NotDone, match="Somebody saved this text after you opened the page"):
        write_report(TODAY().year, WORDS, over=now, by=sorley)


def test_only_what_is_written_is_approved_and_only_in_a_meeting_that_was_held(sorley: Person) -> None:
    report = write_report(TODAY().year, {}, by=sorley)
    with pytest.raises(NotDone, match="Nothing is written"):
        approve_report(report, held(sorley), by=sorley)
    write_report(TODAY().year, WORDS, by=sorley)
    coming = meetings.plan(on=TODAY() + timedelta(days=1), place="Sanctuary Buildings", by=sorley)
    with pytest.raises(NotDone, match="not recorded as held"):
        approve_report(report, coming, by=sorley)
    with pytest.raises(NotDone, match="not approved"):
        take_approval_back(report, why="x", by=sorley)


def test_nobody_but_the_panels_own_people_reads_it(client: Client, cast: Cast, sorley: Person) -> None:
    write_report(TODAY().year, WORDS, by=sorley)
    with acting_as(cast["coordinator"]):
        assert not PanelReport.objects.exists()
    client.force_login(cast["coordinator"])
    for name in ("write_year", "approve_year", "take_approval_back"):
        assert client.get(of_this_year(name)).status_code == 404
