"""Inviting, choosing papers and sending: what the invited see, and that they see nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.access.models import Grant
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.documents.actions import store
from handrail.service.meetings.actions import holding, inviting
from handrail.service.meetings.models import Attendance, Meeting, PackItem
from handrail.service.outbox.models import Message
from handrail.service.requests.models import Contribution, Request
from tests.rooms.cast import Cast
from tests.rooms.meetings.meeting import (
    PLACE,
    hospital_summary,
    in_hours,
    invite,
    page_of,
    plan,
    send_pack,
    status,
)
from tests.rooms.requests.asking import TYPED


def with_hospital_summary(cast: Cast) -> tuple[Meeting, Request]:
    """The school is invited; the hospital's summary is in the pack; the pack is sent."""
    meeting = plan(cast)
    asked = hospital_summary(cast, meeting.case)
    invite(cast, meeting, cast.school)
    inviting.choose_papers(meeting, requests=[asked], documents=[], by=cast["coordinator"])
    send_pack(cast, meeting)
    Contribution.objects.filter(request=asked).update(
        questions=[["involvement", "Your part", "Your part"], ["limits", "Who agreed it", "What may not be shared"]],
        answers={"involvement": TYPED["involvement"]["involvement"][0], "limits": "Not while the police are at work."},
    )
    return meeting, asked


def test_contacts_are_ticked_and_others_typed(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    known = cast.school.contacts.filter(deputy=False).get()
    client.force_login(cast["coordinator"])
    typed = {"known": [str(known.pk)], "body": str(cast.college.pk), "name": "Philippa Stagg", "job": "Principal"}
    client.post(page_of(meeting, "invite"), typed)
    assert {(one.body, one.name) for one in Attendance.objects.all()} == {
        (cast.school, known.name),
        (cast.college, "Philippa Stagg"),
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Tick someone, or type a name"),
        ({"name": "Philippa Stagg"}, "Choose the agency this person comes from"),
        ({"job": "Principal"}, "Enter the name of the person to invite"),
        ({"name": "Philippa Stagg", "body": "nowhere"}, "Choose from the list"),
        ({"known": ["999999"]}, "Choose from the answers shown"),
        ({"name": "Philippa Stagg", "email": "not an address"}, "valid email address"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said(
    cast: Cast, client: Client, typed: dict[str, object], said: str
) -> None:
    meeting = plan(cast)
    client.force_login(cast["coordinator"])
    assert said in client.post(page_of(meeting, "invite"), typed).text
    assert not Attendance.objects.exists()


def test_nobody_is_invited_twice(cast: Cast) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school)
    with pytest.raises(NotDone, match="Already invited: Guest of Otter Lane"):
        invite(cast, meeting, cast.school)


def test_sending_opens_the_pack_to_each_body_and_writes_to_each_person(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school, cast.trust)
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "pack/send"))
    meeting.refresh_from_db()
    assert meeting.pack_sent_at is not None
    assert {grant.body for grant in Grant.objects.filter(opens="meeting pack")} == {cast.school, cast.trust}
    assert Message.objects.filter(kind="meeting").count() == 2
    for message in Message.objects.all():
        assert meeting.case.reference in message.subject
        assert page_of(meeting) in message.text
        assert PLACE not in message.text


def test_a_pack_for_nobody_is_not_sent(cast: Cast) -> None:
    meeting = plan(cast)
    with pytest.raises(NotDone, match="Nobody is invited"):
        inviting.send_pack(meeting, by=cast["coordinator"])


def test_someone_without_an_address_is_written_to_at_the_mailbox_or_named(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    cast.college.mailbox = ""
    cast.college.save()
    guests = [inviting.Guest(cast.school, "No Address"), inviting.Guest(cast.college, "Nor Mailbox")]
    inviting.invite(meeting, guests, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    answer = client.post(page_of(meeting, "pack/send"), follow=True)
    assert Message.objects.get().to == cast.school.mailbox
    assert "No e-mail address is known for Nor Mailbox, Wend Valley College" in answer.text


def test_the_invited_see_nothing_before_it_is_sent(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school)
    assert status(client, cast, "school lead", page_of(meeting)) == 404
    assert "There is no meeting for you" in client.get("/meetings/").text


def test_the_invited_see_the_agenda_and_the_papers_and_nothing_else(cast: Cast, client: Client) -> None:
    meeting, asked = with_hospital_summary(cast)
    invite(cast, meeting, cast.police)
    client.force_login(cast["school lead"])
    page = client.get(page_of(meeting)).text
    assert "Inequality and protected characteristics" in page
    assert PLACE in page
    assert "Summary from Wend Valley Hospitals NHS Trust" in page
    assert cast.police.name not in page
    assert "Minutes" not in page
    paper = client.get(page_of(meeting, f"pack/summary/{asked.pk}"))
    assert TYPED["involvement"]["involvement"][0] in paper.text
    assert "Not while the police are at work" not in paper.text
    elsewhere = [
        f"/cases/{meeting.case_id}/",
        f"/cases/{meeting.case_id}/meetings/",
        f"/cases/{meeting.case_id}/requests/",
        f"/cases/{meeting.case_id}/requests/{asked.pk}/",
        page_of(meeting, "invite"),
        page_of(meeting, "pack"),
        page_of(meeting, "minutes/check"),
        page_of(meeting, "decide"),
    ]
    assert [address for address in elsewhere if client.get(address).status_code != 404] == []


def test_a_summary_that_is_not_in_the_pack_does_not_open(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    asked = hospital_summary(cast, meeting.case)
    invite(cast, meeting, cast.school)
    send_pack(cast, meeting)
    assert status(client, cast, "school lead", page_of(meeting, f"pack/summary/{asked.pk}")) == 404


def test_a_paper_chosen_after_sending_opens_only_with_the_next_sending(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    asked = hospital_summary(cast, meeting.case)
    invite(cast, meeting, cast.school)
    send_pack(cast, meeting)
    inviting.choose_papers(meeting, requests=[asked], documents=[], by=cast["coordinator"])
    paper = page_of(meeting, f"pack/summary/{asked.pk}")
    assert status(client, cast, "school lead", paper) == 404
    assert status(client, cast, "coordinator", paper) == 200
    send_pack(cast, meeting)
    assert status(client, cast, "school lead", paper) == 200


def test_a_document_of_the_pack_opens_and_another_of_the_folder_does_not(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    by = cast["coordinator"]
    shown = store(meeting.case.folder, "timeline.txt", b"one line\n", by=by)
    kept = store(meeting.case.folder, "advice.txt", b"legal advice\n", by=by)
    invite(cast, meeting, cast.school)
    inviting.choose_papers(meeting, requests=[], documents=[shown], by=by)
    send_pack(cast, meeting)
    assert status(client, cast, "school lead", page_of(meeting, f"pack/document/{shown.pk}")) == 200
    assert status(client, cast, "school lead", page_of(meeting, f"pack/document/{kept.pk}")) == 404


def test_what_went_with_a_summary_goes_into_the_pack_with_it(cast: Cast, client: Client) -> None:
    meeting, asked = with_hospital_summary(cast)
    name_actor(cast["hospital lead"])
    document = store(
        meeting.case.folder, "chart.txt", b"a chart\n", by=cast["hospital lead"], opens="own contribution",
        for_body=cast.trust,
    )  # fmt: skip
    Contribution.objects.filter(request=asked).update(document=document)
    client.force_login(cast["school lead"])
    address = page_of(meeting, f"pack/document/{document.pk}")
    assert address in client.get(page_of(meeting, f"pack/summary/{asked.pk}")).text
    assert client.get(address).status_code == 200


def test_the_coordinator_chooses_among_summaries_that_have_come(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    asked = hospital_summary(cast, meeting.case)
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "pack"), {"requests": [str(asked.pk)]})
    assert PackItem.objects.get(meeting=meeting).request == asked
    client.post(page_of(meeting, "pack"), {})
    assert not PackItem.objects.exists()


def test_somebody_elses_document_cannot_be_put_in_the_pack(cast: Cast, client: Client) -> None:
    meeting, other = plan(cast), plan(cast)
    document = store(other.case.folder, "other.txt", b"another folder\n", by=cast["coordinator"])
    store(meeting.case.folder, "own.txt", b"this folder\n", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    answer = client.post(page_of(meeting, "pack"), {"documents": [str(document.pk)]})
    assert "Choose from the answers shown" in answer.text
    assert not PackItem.objects.exists()


def test_whoever_is_taken_off_the_list_is_told_and_their_agency_loses_the_key(cast: Cast, client: Client) -> None:
    meeting, _ = with_hospital_summary(cast)
    Message.objects.all().delete()
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "invite"), {"remove": meeting.attendance.get().pk})
    assert "you are not needed" in Message.objects.get().subject
    assert status(client, cast, "school lead", page_of(meeting)) == 404
    assert not Grant.objects.live().filter(body=cast.school, opens="meeting pack").exists()


def test_a_body_invited_to_one_meeting_does_not_open_another_on_the_folder(cast: Cast, client: Client) -> None:
    meeting, _ = with_hospital_summary(cast)
    second = plan(cast, meeting.case)
    assert status(client, cast, "school lead", page_of(second)) == 404


def test_a_closed_folder_shuts_the_meeting_to_the_invited(cast: Cast, client: Client) -> None:
    meeting, _ = with_hospital_summary(cast)
    name_actor(cast["coordinator"])
    close_case(meeting.case, why="All is done.", by=cast["coordinator"])
    assert status(client, cast, "school lead", page_of(meeting)) == 404
    assert status(client, cast, "coordinator", page_of(meeting)) == 200


def test_strangers_find_no_meeting(cast: Cast, client: Client) -> None:
    meeting, _ = with_hospital_summary(cast)
    for part in ("stranger", "administrator", "hospital lead"):
        assert status(client, cast, part, page_of(meeting)) == 404


def test_an_agency_sees_what_the_meeting_asked_of_it_and_of_nobody_else(cast: Cast, client: Client) -> None:
    meeting, _ = with_hospital_summary(cast)
    by = cast["coordinator"]
    name_actor(by)
    for owner, text in ((cast.school, "Walk her home each day."), (cast.police, "Visit the address tonight.")):
        holding.decide(meeting, text=text, immediate_action=True, owner=owner, due_on=None, by=by)
    client.force_login(cast["school lead"])
    page = client.get(page_of(meeting)).text
    assert "Walk her home each day." in page
    assert "Visit the address tonight." not in page


def test_the_list_of_meetings_holds_the_next_one_first(cast: Cast, client: Client) -> None:
    later, sooner = plan(cast, starts_at=in_hours(200)), plan(cast, starts_at=in_hours(50))
    client.force_login(cast["coordinator"])
    page = client.get("/meetings/").text
    assert page.index(sooner.case.reference) < page.index(later.case.reference)
