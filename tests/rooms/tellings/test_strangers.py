"""Whoever comes to the open page to flood it, to fill a mailbox, or to learn what is known, gets nothing by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.service.access.practitioners import FormCode, Teller
from handrail.service.audit.actions import Job, act_as, name_actor, unit_of_work
from handrail.service.child_deaths.models import Notification
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.records.models import Hold
from handrail.service.requests.models import Request
from handrail.service.tellings.actions import limits
from handrail.service.tellings.actions.codes import write_codes
from handrail.service.tellings.actions.forgetting import DAY, forget
from handrail.service.tellings.actions.taking import take_in
from handrail.service.tellings.models import OpenPage, Telling
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import tell_of
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.by_code import code_in, mails_to, post
from tests.rooms.tellings.by_telling import (
    EMAIL,
    OTHERWISE,
    a_minute_passes,
    come,
    open_it,
    opened,
    the_teller,
    told,
)
from tests.tokens import without_tokens

pytestmark = pytest.mark.django_db
TOO_OFTEN = "This page has been used too often of late."


def came(page: OpenPage, number: int, **other: object) -> None:
    """So many who asked for a code and never typed it."""
    given = {"full_name": "Nobody", "job": "None", "employer": "None", "number": "00000000", "door": "x", **other}
    Teller.objects.bulk_create(
        Teller(partnership=page.partnership, **{"email": f"n{one}@wend.example", "place": f"p{one}", **given})
        for one in range(number)
    )


def test_one_mailbox_is_not_filled(cast: Cast, client: Client) -> None:
    opened(cast)
    for one in range(3):
        assert come(Client(), f"192.0.2.{one}").status_code == 302
    answer = come(client, "192.0.2.77", email=EMAIL.upper())
    assert TOO_OFTEN in answer.text
    assert OTHERWISE in answer.text
    Teller.objects.update(asked_at=timezone.now() - limits.HOUR)
    assert come(client, "192.0.2.77").status_code == 302


def test_one_place_does_not_flood_it(cast: Cast, client: Client) -> None:
    page = opened(cast)
    came(page, limits.FROM_PLACE[0].most, place="address 192.0.2.9", opened_at=timezone.now())
    assert TOO_OFTEN in come(client, "192.0.2.9").text
    assert come(client, "192.0.2.10").status_code == 302


def test_many_places_flood_it_until_the_limit_and_the_partnership_is_told_once(cast: Cast, client: Client) -> None:
    page = opened(cast)
    came(page, limits.OF_PARTNERSHIP[0].most)
    assert TOO_OFTEN in come(client).text
    for _ in range(2):
        write_codes()
    told_of_it = Message.objects.filter(subject__startswith="Your open page")
    assert told_of_it.count() == (1 if cast.partnership.mailbox else 0)
    Teller.objects.update(opened_at=timezone.now())
    assert come(client).status_code == 302, "whoever proved their address does not count"


def test_the_answer_and_the_work_are_the_same_whether_the_child_is_known_or_not(cast: Cast) -> None:
    opened(cast)
    answers = []
    for known in (False, True):
        if known:
            tell_of(cast)
        client = Client()
        with CaptureQueriesContext(connection) as asked:
            first = come(client, f"192.0.2.{known + 1}", email=f"one{known:d}@wend-hospital.example")
        answers.append(
            (first.status_code, first["Location"], len(asked), without_tokens(client.get(first["Location"]).text))
        )
    assert answers[0] == answers[1]


def test_going_back_to_what_nobody_began_is_answered_as_if_somebody_had(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    open_it(client, office, server)
    answers = []
    for number in (the_teller().number, "12345678"):
        other = Client()
        with CaptureQueriesContext(connection) as asked:
            answer = post(other, "/tell-of-a-death/again", {"number": number, "email": EMAIL})
        answers.append((answer["Location"], len(asked), without_tokens(other.get(answer["Location"]).text)))
    assert answers[0] == answers[1]
    before = len(mails_to(office, EMAIL))
    a_minute_passes(server)
    assert len(mails_to(office, EMAIL)) == before + 1


def test_the_database_shows_a_teller_their_own_and_nothing_else(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    told(client, office, server)
    tell_of(cast)
    other = Client()
    open_it(other, office, server, email="ash@wend-hospital.example")
    theirs = the_teller()
    for actor in (theirs, None):
        with unit_of_work(None):
            act_as(actor)
            seen = Telling.objects.count()
            assert seen == (1 if actor else 0), actor
            for table in ("cases_case", "children_child", "child_deaths_death", "access_folder", "cases_draft"):
                assert _rows(table) == 0, table
            assert Request.objects.count() == 0
    with unit_of_work(None):
        act_as(theirs)
        assert Telling.objects.filter(sent_at__isnull=False).update(answers={}) == 0
    name_actor(Job("tests"))
    assert Telling.objects.get(sent_at__isnull=False).answers


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # noqa: S608 names of our own tables
        return int(cursor.fetchone()[0])


def test_a_code_for_one_kind_of_form_opens_no_other(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    come(client)
    a_minute_passes(server)
    post(client, "/form/code", {"code": code_in(office, EMAIL)})
    assert client.get("/form/open/").status_code == 302
    assert Telling.objects.count() == 0
    assert the_teller().opened_at is None


def days(number: int, minutes: int = 1) -> timedelta:
    return timedelta(days=number, minutes=minutes)


def test_what_strangers_left_is_let_go(cast: Cast, client: Client, office: PostOffice, server: MailServer) -> None:
    opened(cast)
    come(Client(), email="nobody@wend-hospital.example")
    a_minute_passes(server)
    open_it(client, office, server)
    Teller.objects.update(asked_at=timezone.now() - DAY - timedelta(minutes=1))
    forget(timezone.localdate())
    assert [one.email for one in Teller.objects.all()] == [EMAIL]
    assert not Message.objects.filter(to="nobody@wend-hospital.example").exists()
    Telling.objects.update(saved_at=timezone.now() - days(14, -5))
    forget(timezone.localdate())
    assert Telling.objects.exists()
    Telling.objects.update(saved_at=timezone.now() - days(14))
    forget(timezone.localdate())
    assert not (Teller.objects.exists())
    assert not (Telling.objects.exists())
    assert not (FormCode.objects.exists())


def refused(cast: Cast, client: Client, office: PostOffice, server: MailServer, before: timedelta) -> None:
    told(client, office, server)
    Telling.objects.update(
        refused_at=timezone.now() - before, refused_by=cast["coordinator"], refused_words="Nobody knows Fairlight."
    )


def test_what_was_refused_goes_whole_when_the_days_of_the_partnership_are_over(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    refused(cast, client, office, server, days(90, -5))
    forget(timezone.localdate())
    assert Telling.objects.get().answers
    Telling.objects.update(refused_at=timezone.now() - days(90))
    forget(timezone.localdate())
    assert not (Teller.objects.exists())
    assert not (Telling.objects.exists())


def test_where_the_partnership_entered_no_days_nothing_is_let_go(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    refused(cast, client, office, server, days(4000))
    OpenPage.objects.update(keeps_unsent=None, keeps_refused=None)
    forget(timezone.localdate())
    assert Telling.objects.get().answers


def test_a_hold_over_all_of_a_partnership_holds_what_was_told_by_code_too(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    refused(cast, client, office, server, days(91))
    hold = Hold.objects.create(partnership=cast.partnership, reason="An inquiry.", put_on_by=cast["coordinator"])
    forget(timezone.localdate())
    assert Telling.objects.get().answers
    Hold.objects.filter(pk=hold.pk).update(lifted_by=cast["coordinator"], lifted_at=timezone.now(), lifted_why="Over.")
    forget(timezone.localdate())
    assert not Telling.objects.exists()


def test_what_was_taken_in_leaves_nothing_here_the_day_after(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    telling = told(client, office, server)
    name_actor(cast["coordinator"])
    take_in(telling, made_sure="Telephoned the ward.", into=None, by=cast["coordinator"])
    forget(timezone.localdate())
    assert Telling.objects.exists()
    Telling.objects.update(taken_in_at=timezone.now() - days(1))
    forget(timezone.localdate())
    assert not (Teller.objects.exists())
    assert not (Telling.objects.exists())
    assert "Telephoned the ward." in Notification.objects.get().said
