"""The screens: asking agencies, who has sent, answers side by side, and the form as the one who fills it in has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.child_deaths.actions.situate import add_situation
from handrail.service.child_deaths.models import Death, KnownTo, ReviewMeeting
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.outbox.mail_server import MailServer
from handrail.service.reporting_forms.shelf import every_version
from handrail.service.requests.actions import let_go
from handrail.service.requests.models import Contribution, Request
from tests.rooms.cast import Cast
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.reporting_forms.knowing import AGREED, DIED_ON, a_death, ask, ask_one, forms_of, put, send
from tests.rooms.requests.asking import ask_one as ask_for_summary
from tests.rooms.requests.by_code import is_open, name_one, open_form


def as_coordinator(cast: Cast, client: Client) -> Client:
    client.force_login(cast["coordinator"])
    return client


def ask_page(death: Death) -> str:
    return f"/cases/{death.case_id}/reporting-forms/ask/{death.pk}"


def page_of(death: Death, end: str = "") -> str:
    return f"/cases/{death.case_id}/reporting-forms/{forms_of(death).pk}/{end}"


def typed(**more: object) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=21)
    return {
        "version": "2022", "children_named": "Robin Fairlight", "what": "Please.", "way": "account", "keep": ["yes"],
        "due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year, **more,
    }  # fmt: skip


def test_those_who_knew_the_child_are_ticked_and_those_not_on_the_list_are_named(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    for known in ({"body": cast.school}, {"name": "St Botolph's youth club"}):
        KnownTo.objects.create(death=death, added_by=cast["coordinator"], **known)
    page = as_coordinator(cast, client).get(ask_page(death)).text
    ticked = page.split(f'value="{cast.school.pk}"')[1].split(">")[0]
    assert "checked" in ticked
    assert "St Botolph&#39;s youth club" in page
    assert "No law or guidance gives a number of days" in page


def test_what_the_situation_of_the_death_asks_is_put_to_the_agencies_too(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    assert "saw or wrote online" not in as_coordinator(cast, client).get(ask_page(death)).text
    add_situation(death, "special_suicide", by=cast["coordinator"])
    assert "- What is known of what the child saw or wrote online" in client.get(ask_page(death)).text


def test_agencies_are_asked_with_the_version_and_the_supplementary_forms_chosen(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    said = typed(bodies=[str(cast.school.pk), str(cast.trust.pk)], supplements=["2022:drowning"])
    answer = as_coordinator(cast, client).post(ask_page(death), said, follow=True)
    assert "Asked for the reporting form by" in answer.text
    assert "2 of 2 still awaited" in answer.text
    assert answer.text.count("Drowning") == 2
    assert {one.sheet["version"] for one in Request.objects.filter(of=Request.Of.REPORTING_FORM)} == {"2022"}


def test_a_supplementary_form_of_another_version_is_refused(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    said = typed(bodies=[str(cast.school.pk)], supplements=["2008:poisoning"])
    assert (
        "Tick only supplementary forms of the version you chose"
        in as_coordinator(cast, client).post(ask_page(death), said).text
    )
    assert not Request.objects.filter(of=Request.Of.REPORTING_FORM).exists()


def test_what_an_agency_told_already_stands_by_its_name_and_asks_for_a_reason(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    ask_for_summary(cast, death.case, cast.school)
    assert "Agency summary asked for on" in as_coordinator(cast, client).get(ask_page(death)).text
    said = typed(bodies=[str(cast.school.pk)])
    refused = client.post(ask_page(death), said)
    assert f"{cast.school} told something already. Say why it is asked again, or untick it." in refused.text
    client.post(ask_page(death), {**said, "again": "For his swimming."})
    asked = Request.objects.get(of=Request.Of.REPORTING_FORM)
    assert asked.sheet["asked_again_because"] == "For his swimming."
    assert "What agencies told already" in client.get(page_of(death)).text


def test_who_asks_for_summaries_sees_which_agency_tells_on_its_form(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    ask(cast, death, cast.school)
    page = as_coordinator(cast, client).get(f"/cases/{death.case_id}/requests/ask").text
    assert "Reporting form asked for on" in page


def test_who_has_sent_and_who_has_not(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    school, _ = ask(cast, death, cast.school, cast.trust)
    send(school, cast["school lead"])
    page = as_coordinator(cast, client).get(page_of(death)).text
    assert "1 of 2 still awaited" in page
    assert "Received and locked" in page
    assert "Remind<span" in page


def test_side_by_side_marks_what_differs_and_what_is_not_confirmed(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    school, trust = ask(cast, death, cast.school, cast.trust)
    lead = next(one for one in cast.people.values() if cast.trust in one.bodies)
    for asked, by, smoke in ((school, cast["school lead"], "No"), (trust, lead, "Yes")):
        send(asked, by, {"social-environment": {"smoking": [smoke], "poverty": ["No"]}})
    page = as_coordinator(cast, client).get(page_of(death, "answers")).text
    assert "Agencies differ on 1 question." in page
    assert page.count("They differ") == 1
    assert "Not confirmed: recalled" in page
    only = client.get(page_of(death, "answers") + "?only=differing").text
    assert "Did anybody in the home smoke?" in only
    assert "Did poverty or deprivation" not in only


def test_who_cannot_come_to_the_meeting_is_shown_with_the_form_that_stands_in(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    ask(cast, death, cast.school)
    name_actor(cast["coordinator"])
    meeting = Meeting.objects.create(
        case=death.case, about=str(death.pk), starts_at=timezone.now(), place="Room 1", recorded_by=cast["coordinator"]
    )
    ReviewMeeting.objects.create(
        death=death, meeting=meeting, kind=ReviewMeeting.Kind.OTHER, recorded_by=cast["coordinator"]
    )
    for body, name in ((cast.school, "Bryony Sedge"), (cast.police, "Kit Marl")):
        Attendance.objects.create(meeting=meeting, body=body, name=name, came=Attendance.Came.APOLOGIES)
    page = as_coordinator(cast, client).get(page_of(death)).text
    assert "Bryony Sedge" in page
    assert "the form is wanted by" in page
    assert "their agency has not been asked for its form" in page


def test_a_folder_without_a_death_says_what_to_do_first(cast: Cast, client: Client) -> None:
    case = ask_for_summary(cast, a_death(cast).case, cast.school).case
    Death.objects.all().delete()
    page = as_coordinator(cast, client).get(f"/cases/{case.pk}/reporting-forms/").text
    assert "No death of a child is recorded on this folder" in page


def test_what_the_forms_ask_can_be_read_by_whoever_is_signed_in(cast: Cast, client: Client) -> None:
    client.force_login(cast["school lead"])
    assert "Forms of April 2021" in client.get("/reporting-forms/versions").text
    page = client.get("/reporting-forms/versions/2022").text
    assert "13 of 20 are not here" in page
    assert "Not confirmed: recalled" in page
    assert client.get("/reporting-forms/versions/2030").status_code == 404


def test_the_agency_fills_its_form_in_and_sends_it_with_an_account(cast: Cast, client: Client) -> None:
    asked = ask_one(cast, a_death(cast), cast.school, put("2022", "drowning"))
    client.force_login(cast["school lead"])
    here = f"/cases/{asked.case_id}/requests/{asked.pk}/"
    assert "asks your agency for a reporting form by" in client.get(here).text
    first = client.post(f"{here}begin")
    assert first["Location"] == f"{here}summary/agency"
    page = client.get(first["Location"]).text
    assert "Not confirmed (recalled)." in page
    client.post(f"{here}summary/drowning-water", {"drowning__swim": "Yes", "version": "0"})
    client.post(f"{here}summary/approved", {"approved_by": AGREED["approved"]["approved_by"][0], "version": "1"})
    assert "Drowning: the water and who was there" in client.get(f"{here}summary/check").text
    sent = client.post(f"{here}summary/check", follow=True)
    assert "Your form was received. Thank you." in sent.text
    assert Contribution.objects.get(request=asked).answers["drowning__swim"] == "Yes"
    assert client.post(f"{here}summary/check").status_code == 302
    assert Contribution.objects.count() == 1


def test_another_agency_finds_no_such_page(cast: Cast, client: Client) -> None:
    asked, _ = ask(cast, a_death(cast), cast.school, cast.trust)
    other = next(one for one in cast.people.values() if cast.trust in one.bodies)
    client.force_login(other)
    here = f"/cases/{asked.case_id}/requests/{asked.pk}/"
    assert [client.get(here).status_code, client.post(f"{here}summary/check").status_code] == [404, 404]


def test_a_practitioner_with_a_code_fills_leaves_comes_back_elsewhere_and_sends(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    asked = ask_one(cast, a_death(cast), cast.school)
    named = name_one(cast, asked)
    open_form(client, named, office, server)
    assert "asks for a reporting form by" in client.get("/form/open/").text
    client.post("/form/open/begin")
    client.post("/form/open/pages/child", {"height": "112.5", "version": "0", "leave": "yes"})
    elsewhere = Client()
    open_form(elsewhere, named, office, server)
    assert not is_open(client), "a code used in a second place shuts the first"
    assert 'value="112.5"' in elsewhere.get("/form/open/pages/child").text
    elsewhere.post("/form/open/pages/approved", {"approved_by": "Hedda Masterson, head", "version": "1"})
    sent = elsewhere.post("/form/open/check")
    assert "Your answer was received" in sent.text
    assert Contribution.objects.get(request=asked).sent_by_practitioner == named
    assert not is_open(elsewhere)


@pytest.mark.parametrize(
    ("day", "version"), [(date(2020, 6, 1), "2019"), (date(2007, 5, 1), "2008"), (DIED_ON, "2022")]
)
def test_the_page_begins_with_the_version_of_the_day_of_the_death(
    cast: Cast, client: Client, day: date, version: str
) -> None:
    page = as_coordinator(cast, client).get(ask_page(a_death(cast, died_on=day))).text
    (ticked,) = [one for one in every_version() if "checked" in page.split(f'value="{one.key}"')[1].split(">")[0]]
    assert ticked.key == version


def changed(client: Client, death: Death, version: str = "2019", why: str = "An old case.") -> str:
    return client.post(page_of(death, "change-version"), {"version": version, "why": why}, follow=True).text


def test_the_version_is_changed_with_a_reason_once_nobody_is_asked(cast: Cast, client: Client) -> None:
    death = a_death(cast, died_on=date(2020, 6, 1))
    asked = ask_one(cast, death, cast.trust, put("2022", "drowning"))
    as_coordinator(cast, client)
    assert f"Still asked for a form of the version that stands: {cast.trust}" in changed(client, death)
    name_actor(cast["coordinator"])
    assert forms_of(death).version == "2022"
    let_go(asked, why="Asked for with the wrong forms.", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    assert "That is the version already" in changed(client, death, "2022")
    assert "Say why it is changed" in changed(client, death, why=" ")
    shown = changed(client, death)
    assert "The version is changed" in shown
    assert "An old case." in shown
    assert "Drowning" in shown, "what was asked for in the other version can still be read"
    name_actor(cast["coordinator"])
    held = forms_of(death)
    assert (held.version, held.was_version, held.changed_why) == ("2019", "2022", "An old case.")
    did = Entry.objects.filter(did__startswith="changed the reporting forms of this death from").get().did
    assert "An old case" not in did
    again = ask_one(cast, death, cast.trust, put("2022"))
    assert again.sheet["version"] == "2019"


def test_the_version_stays_once_a_form_has_come(cast: Cast, client: Client) -> None:
    death = a_death(cast)
    send(ask_one(cast, death, cast.school), cast["school lead"])
    as_coordinator(cast, client)
    assert "Change the version" not in client.get(page_of(death)).text
    assert "has come, so this death keeps its version" in changed(client, death)
    name_actor(cast["coordinator"])
    assert forms_of(death).version == "2022"
