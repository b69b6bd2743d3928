"""Whoever is shut out of a folder after a form was sent to them by name reads no word more, is told nothing, and is
noticed; the body is asked in their place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Attempt, Exclusion, TurnedAway
from handrail.service.access.practitioners import Practitioner
from handrail.service.access.shut import may_not_hear
from handrail.service.audit.actions import Job, act_as, name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import join_folders
from handrail.service.cases.attempts import look_at_turned_away
from handrail.service.cases.models import Draft
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.requests import letters, naming
from handrail.service.requests.in_their_place import ask_bodies_in_place
from handrail.service.requests.models import Request
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.asking import ABOUT_WHOM, a_folder, ask_one
from tests.rooms.requests.by_code import (
    EMAIL,
    NAME,
    a_minute_passes,
    ask_for_code,
    code_in,
    is_open,
    mails_to,
    name_one,
    open_form,
    post,
)

FORGOT = "handrail.service.requests.letters_by_code.is_shut_out"


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, a_folder(cast), cast.school)


@pytest.fixture
def named(cast: Cast, asked: Request) -> Practitioner:
    return name_one(cast, asked)


def shut(cast: Cast, asked: Request, name: str = NAME, emails: tuple[str, ...] = ()) -> Exclusion:
    """By their name alone: addresses need not be known."""
    by = cast["coordinator"]
    name_actor(by)
    who = Named((name,) if name else (), emails, Exclusion.Stands.PROFESSIONAL)
    return shut_out(asked.case, who, why="Something is alleged against them.", by=by)


def rows_of_the_form(named: Practitioner) -> int:
    with unit_of_work(named):
        return Request.objects.count() + Practitioner.objects.count()


@pytest.mark.parametrize("how", [{}, {"name": "", "emails": (EMAIL,)}, {"name": "SEDGE, Ms. Bryony"}])
def test_the_form_shuts_at_once_by_name_and_by_address(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client,
    how: dict[str, object],
) -> None:  # fmt: skip
    open_form(client, named, office, server)
    assert is_open(client)
    assert rows_of_the_form(named) == 2
    shut(cast, asked, **how)  # type: ignore[arg-type]
    assert rows_of_the_form(named) == 0
    shown = client.get("/form/open/").text
    assert "Your form is shut" in shown
    assert ABOUT_WHOM not in shown


def test_the_application_alone_holds_it(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client,
    cluster: Cluster,
) -> None:  # fmt: skip
    open_form(client, named, office, server)
    shut(cast, asked)
    with second_wall_down(cluster):
        assert not is_open(client)


def test_the_database_alone_holds_it(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    open_form(client, named, office, server)
    shut(cast, asked)
    monkeypatch.setattr(FORGOT, lambda *_: False)
    assert not is_open(client)
    act_as(named)
    assert not Draft.objects.exists()
    act_as(Job("tests"))


def test_a_folder_joined_to_another_that_is_shut_shuts_the_form_too(
    cast: Cast, asked: Request, named: Practitioner
) -> None:
    other, by = a_folder(cast), cast["coordinator"]
    name_actor(by)
    who = Named((NAME,), (), Exclusion.Stands.PROFESSIONAL)
    shut_out(other, who, why="Something is alleged against them.", by=by)
    assert rows_of_the_form(named) == 2
    name_actor(by)
    join_folders(asked.case, other, why="One school.", by=by)
    assert rows_of_the_form(named) == 0


def test_the_body_is_asked_in_their_place_and_the_coordinator_is_told(
    cast: Cast, asked: Request, named: Practitioner, client: Client
) -> None:
    shut(cast, asked)
    Message.objects.all().delete()
    assert ask_bodies_in_place() == 1
    assert ask_bodies_in_place() == 0
    name_actor(Job("tests"))
    ended = Practitioner.objects.get(pk=named.pk)
    assert (ended.ended_at is not None, ended.ended_why) == (True, Practitioner.Ended.MAY_NOT)
    assert not Request.objects.get(pk=asked.pk).by_code
    told = {one.to: one.subject for one in Message.objects.all()}
    assert EMAIL not in told
    assert "something is asked of you" in told[cast.school.mailbox.lower()]
    assert "asked in place of a practitioner" in told[cast["coordinator"].email.lower()]
    assert not [one for one in Message.objects.all() if NAME in one.text + one.subject]
    assert Entry.objects.filter(case_id=asked.case_id, did__contains="asked Otter Lane").exists()
    client.force_login(cast["coordinator"])
    page = client.get(reverse("requests:request", args=[asked.case_id, asked.pk])).text
    assert "Ended: they cannot be asked about this folder" in page


def test_nobody_else_is_asked_in_place_and_no_form_of_another_folder_is_shut(
    cast: Cast, asked: Request, named: Practitioner
) -> None:
    elsewhere = name_one(cast, ask_one(cast, a_folder(cast), cast.school))
    other = name_one(cast, ask_one(cast, asked.case, cast.college), "Orla Finch", "orla@wendcollege.example", "Rang.")
    shut(cast, asked)
    assert ask_bodies_in_place() == 1
    name_actor(Job("tests"))
    assert {*Practitioner.objects.live()} == {elsewhere, other}


def test_until_then_the_body_is_reminded_and_not_the_practitioner(
    cast: Cast, asked: Request, named: Practitioner
) -> None:
    shut(cast, asked)
    name_actor(cast["coordinator"])
    Message.objects.all().delete()
    asked = Request.objects.select_related("body", "case__partnership").get(pk=asked.pk)
    assert EMAIL not in letters.remind(asked)
    assert EMAIL not in letters.tell_due_day_moved(asked)
    assert not Message.objects.filter(to=EMAIL).exists()
    assert Message.objects.filter(to__iexact=cast.school.mailbox).count() == 2


def test_what_was_written_to_them_before_is_not_sent_after(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer
) -> None:
    shut(cast, asked)
    a_minute_passes(server)
    assert not mails_to(office, EMAIL, "")
    name_actor(Job("tests"))
    assert Message.objects.get(to=EMAIL).withheld_at is not None
    assert not may_not_hear(EMAIL, [asked.case_id], kind="reminder"), "it is an address of the body's as well"


def attempts(asked: Request) -> list[str]:
    look_at_turned_away()
    name_actor(Job("tests"))
    return [one.who for one in Attempt.objects.filter(folder=asked.case_id)]


def test_asking_for_the_open_form_is_an_attempt_and_whoever_leads_is_told(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    open_form(client, named, office, server)
    shut(cast, asked)
    Message.objects.all().delete()
    client.get("/form/open/")
    assert attempts(asked) == [str(named)]
    assert Message.objects.filter(subject__contains="please open the folder", about=[asked.case_id]).exists()
    client.force_login(cast["coordinator"])
    assert f"{named} asked for a page of the folder" in client.get(reverse("cases:shut_out", args=[asked.case_id])).text


def test_so_it_is_after_the_form_was_ended(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    open_form(client, named, office, server)
    shut(cast, asked)
    ask_bodies_in_place()
    client.get("/form/open/")
    assert attempts(asked) == [str(named)]


@pytest.mark.parametrize("ended", [False, True])
def test_asking_for_a_code_is_an_attempt_and_sends_none(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client, ended: bool
) -> None:
    shut(cast, asked)
    if ended:
        ask_bodies_in_place()
    ask_for_code(client, named)
    a_minute_passes(server)
    assert not mails_to(office, EMAIL)
    assert attempts(asked) == [str(named)]


def test_typing_a_code_that_came_before_is_an_attempt(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    shut(cast, asked)
    assert post(client, "/form/code", {"code": code_in(office)}).status_code == 200
    assert attempts(asked) == [str(named)]


def test_a_form_that_opens_no_more_for_another_cause_is_no_attempt(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    open_form(client, named, office, server)
    name_actor(cast["coordinator"])
    naming.withdraw(asked, by=cast["coordinator"])
    client.get("/form/open/")
    name_actor(Job("tests"))
    assert TurnedAway.objects.count() == 1
    assert attempts(asked) == []
    assert not TurnedAway.objects.exists()


def test_an_attempt_is_somebodys(asked: Request) -> None:
    name_actor(Job("tests"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(folder_id=asked.case_id, way="asked", at=timezone.now() - timedelta(hours=1))
