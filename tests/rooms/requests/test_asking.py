"""Asking: one request for each body, a key to its own contribution, and a message that gives nothing away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Grant
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.models import KeptClock
from handrail.service.children.models import Child
from handrail.service.outbox.models import Message
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.requests.asking import ABOUT_WHOM, a_folder, an_incident_on, ask, ask_one, working_days_from_today


def test_each_body_asked_owes_its_own_summary_by_the_day(cast: Cast) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.school, cast.trust)
    owed = KeptClock.objects.filter(case=case, duty="asked")
    assert {(clock.owed_by, clock.due_on, clock.ended) for clock in owed} == {
        (cast.school, working_days_from_today(8), False),
        (cast.trust, working_days_from_today(8), False),
    }


def test_a_body_that_is_asked_holds_the_key_to_its_own_contribution_and_to_nothing_else(cast: Cast) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.school)
    assert [grant.opens for grant in Grant.objects.filter(folder=case.folder, body=cast.school)] == ["own contribution"]


def test_the_mailbox_the_contact_and_the_deputy_are_written_to(cast: Cast) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.school)
    people = {contact.email for contact in cast.school.contacts.all()}
    assert len(people) == 2
    assert {message.to for message in Message.objects.all()} == {cast.school.mailbox, *people}


def test_a_contact_who_has_left_is_not_written_to(cast: Cast) -> None:
    case = a_folder(cast)
    gone = cast.school.contacts.filter(deputy=False).get()
    gone.until_on = timezone.localdate() - timedelta(days=1)
    gone.save()
    ask(cast, case, cast.school)
    assert not Message.objects.filter(to=gone.email).exists()


def test_the_message_carries_the_reference_and_the_page_and_nothing_of_the_child(cast: Cast) -> None:
    case = a_folder(cast)
    asked = ask_one(cast, case, cast.school)
    for message in Message.objects.all():
        assert case.reference in message.subject
        assert f"/cases/{case.pk}/requests/{asked.pk}/" in message.text
        said = message.subject + message.text
        for word in [*ABOUT_WHOM.replace(",", "").split(), "Please send a summary", cast.trust.name]:
            assert word not in said or word in ("of", "3", "4")


def test_a_body_asked_twice_is_refused_with_the_day_on_which_it_was_asked(cast: Cast) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.school)
    with pytest.raises(NotDone, match=f"Otter Lane Primary School was asked on {spoken(timezone.localdate())}"):
        ask(cast, case, cast.school, cast.trust)
    assert not Request.objects.filter(body=cast.trust).exists()


def test_a_body_may_be_asked_about_a_second_incident_on_the_same_folder(cast: Cast) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.school)
    ask(cast, case, cast.school, about=an_incident_on(case))
    assert Request.objects.filter(body=cast.school).count() == 2


def test_a_day_that_is_past_is_refused(cast: Cast) -> None:
    case = a_folder(cast)
    with pytest.raises(NotDone, match="past"):
        ask(cast, case, cast.school, due_on=timezone.localdate() - timedelta(days=1))


def test_nobody_is_asked_on_a_closed_folder(cast: Cast) -> None:
    case = a_folder(cast)
    close_case(case, why="opened in error", by=cast["notifier"])
    with pytest.raises(NotDone, match="closed"):
        ask(cast, case, cast.school)


def posted(cast: Cast, **more: object) -> dict[str, object]:
    due = working_days_from_today(8)
    return {
        "bodies": [str(cast.school.pk), str(cast.trust.pk)],
        "children_named": ABOUT_WHOM,
        "what": "Please send a summary.",
        "due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year,
    } | more  # fmt: skip


def page_for_asking(cast: Cast, client: Client) -> str:
    client.force_login(cast["coordinator"])
    return f"/cases/{a_folder(cast).pk}/requests/ask"


def test_the_coordinator_asks_on_one_page(cast: Cast, client: Client) -> None:
    address = page_for_asking(cast, client)
    answer = client.post(address, posted(cast), follow=True)
    assert "Asked for a summary by" in answer.text
    assert {asked.body for asked in Request.objects.all()} == {cast.school, cast.trust}


def test_the_page_offers_the_children_of_the_folder_and_the_eighth_working_day(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    Child.objects.create(folder=case.folder, given_names="Wilf", family_name="Testerton", also_known_as="Wilfie")
    client.force_login(cast["coordinator"])
    page = client.get(f"/cases/{case.pk}/requests/ask").text
    assert "Wilf Testerton, also known as Wilfie" in page
    assert f'value="{working_days_from_today(8).day}"' in page


def test_the_legal_basis_is_added_where_the_coordinator_wants_it(cast: Cast, client: Client) -> None:
    client.post(page_for_asking(cast, client), posted(cast, legal=["16H"]))
    assert all("section 16H of the Children Act 2004" in asked.what for asked in Request.objects.all())


def test_without_it_no_legal_basis_is_claimed(cast: Cast, client: Client) -> None:
    client.post(page_for_asking(cast, client), posted(cast))
    assert Request.objects.count() == 2
    assert not Request.objects.filter(what__contains="16H").exists()


def test_a_saturday_is_questioned_once_and_kept_if_it_is_meant(cast: Cast, client: Client) -> None:
    address = page_for_asking(cast, client)
    saturday = timezone.localdate() + timedelta(days=(5 - timezone.localdate().weekday()) % 7 + 7)
    typed = posted(cast, due_on_day=saturday.day, due_on_month=saturday.month, due_on_year=saturday.year)
    questioned = client.post(address, typed)
    assert "is not a working day: it is" in questioned.text
    assert "Keep this day all the same" in questioned.text
    assert not Request.objects.exists()
    client.post(address, typed | {"keep": ["yes"]})
    assert {asked.due_on for asked in Request.objects.all()} == {saturday}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"bodies": []}, "Tick at least one agency to ask"),
        ({"bodies": ["not-a-body"]}, "Choose from the answers shown"),
        ({"children_named": "  "}, "Say who it is about"),
        ({"what": ""}, "Say what is asked"),
        ({"due_on_year": "2018"}, "The due day must be today or later"),
        ({"due_on_year": "2099"}, "within a year"),
        ({"due_on_month": "13"}, "must be a real date"),
        ({"due_on_day": "", "due_on_month": "", "due_on_year": ""}, "Enter the day by which it is wanted"),
    ],
)
def test_what_is_wrong_on_the_page_is_said_and_what_was_typed_is_kept(
    cast: Cast, client: Client, typed: dict[str, object], said: str
) -> None:
    answer = client.post(page_for_asking(cast, client), posted(cast, **typed))
    assert said in answer.text
    assert answer.text.count("Error: ") >= 1
    assert not Request.objects.exists()


def test_a_body_asked_by_a_colleague_meanwhile_is_said_beside_the_form(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.school)
    client.force_login(cast["coordinator"])
    answer = client.post(f"/cases/{case.pk}/requests/ask", posted(cast))
    assert "Otter Lane Primary School was asked on" in answer.text
    assert Request.objects.count() == 1


def test_an_agency_without_any_address_is_named_so_that_it_is_telephoned(cast: Cast, client: Client) -> None:
    cast.school.contacts.update(email="")
    cast.school.mailbox = ""
    cast.school.save()
    answer = client.post(page_for_asking(cast, client), posted(cast), follow=True)
    assert "No e-mail address is known for Otter Lane Primary School" in answer.text
