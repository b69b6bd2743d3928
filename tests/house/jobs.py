"""Every job that the worker knows, found where jobs are declared, and something for each to do in the scene."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from handrail.service.access.models import BrokenGlass, Exclusion, ShutOut, TurnedAway
from handrail.service.access.practitioners import FormCode, Practitioner
from handrail.service.arrangements.models import AreaDay, Transition
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases import holidays
from handrail.service.cases.actions import open_case
from handrail.service.child_deaths.models import BroughtFile, Death
from handrail.service.children.models import Child
from handrail.service.chronologies.models import Chronology
from handrail.service.law.actions import keep_installed
from handrail.service.law.kept import kept_working_days
from handrail.service.learning.models import Addressee, Meaning, Spreadsheet
from handrail.service.national_panel.models import PanelDecision, PublishedFinding
from handrail.service.outbox.models import DailyRound, Message
from handrail.service.outbox.rounds import make_round, rounds
from handrail.service.outbox.sending import send_waiting
from handrail.service.overview_panels.models import Guard
from handrail.service.partnerships.models import Body, Kind
from handrail.service.publication.models import Publication
from handrail.service.records.models import Hold
from handrail.service.reports.actions import begin_report
from handrail.service.reports.models import DeathReport, YearReport, YearSent
from handrail.service.requests.models import Request
from handrail.service.room import Room
from handrail.service.scrutiny.models import Finding
from handrail.service.tellings.models import Telling
from handrail.service.web.models import Answer
from tests.house.scene import Scene
from tests.house.scene_tellings import nobody_came_back, somebody_asked
from tests.rooms.cases.holidays import WITH, WITHOUT, file_of, first_list, taken_in, under_review
from tests.rooms.records.going import agree, make_due, wait_out
from tests.rooms.reports.a_year import published as a_year_published

NOT_LOOKED_AT = ("audit_entry", "access_password")
"""The words themselves, and what nobody reads."""
LONG_AGO = datetime(2019, 4, 1, tzinfo=UTC)
SENDING = "outbox.go_round"
"""It makes every round as well: here, the sending that comes after them."""


class Row(NamedTuple):
    """A row of the database: its table, a digest of all that it holds, and the folder it names, if it names one."""

    table: str
    digest: str
    folder: str | None


def every_job() -> list[str]:
    """What the worker is given to do: by the clock, once a day, and each minute."""
    tasks = [task.task.name for task in app.periodic_registry.periodic_tasks.values()]
    return sorted({*tasks, *rounds(), *each_minute()})


def each_minute() -> Iterator[str]:
    for room in apps.get_app_configs():
        yield from room.each_minute if isinstance(room, Room) else ()


def run(name: str, scene: Scene) -> None:
    """As the worker does it: nobody is named before."""
    day = _a_day_worked()
    with nobody_named():
        if name == SENDING:
            send_waiting(None)
        elif name in rounds():
            make_round(name, day)
        elif name in app.tasks:
            app.tasks[name].func(timestamp=0)
        else:
            import_string(name)()


@contextmanager
def nobody_named() -> Iterator[None]:
    """The tests have a name of their own between two units of work. The worker has none."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('handrail.actor', true)")
        (before,) = cursor.fetchone()
        cursor.execute("select set_config('handrail.actor', '', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("select set_config('handrail.actor', %s, true)", [before])


def rows_now() -> set[Row]:
    """Everything that our rooms hold."""
    tables = sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    )
    parts = [
        f"select '{table}', md5(t::text), coalesce(to_jsonb(t) ->> 'case_id', to_jsonb(t) ->> 'folder_id') "  # noqa: S608
        f"from {table} t"
        for table in tables
        if not table.startswith(("auth_", "django_content", "procrastinate_")) and table not in NOT_LOOKED_AT
    ]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts))
        return {Row(*row) for row in cursor.fetchall()}


def _a_day_worked() -> date:
    """Some weeks on, so that what is owed is late by then."""
    day = timezone.localdate() + timedelta(days=30)
    days = kept_working_days()
    return day if days.includes(day) else days.after(day, 1)


def _a_code_was_asked_for(scene: Scene) -> None:
    FormCode.objects.create(door="of nobody", place="somewhere")


def _who_is_asked_is_shut_out(scene: Scene) -> None:
    """A form waits for somebody of the name of one who is shut out of the folder."""
    named = Exclusion.objects.filter(folder=scene.case.pk, ended_at__isnull=True)[0].names[0]
    Practitioner.objects.create(
        folder=scene.case.folder, paper_id=scene.things["request_id"], body=scene.cast.trust, full_name=named,
        email="somebody@wendvale-trust.example", number="12345678", door="a door", asked_by=scene.cast["coordinator"],
    )  # fmt: skip


def _somebody_shut_out_asked(scene: Scene) -> None:
    shut = ShutOut.objects.filter(folder=scene.case.pk)[0]
    TurnedAway.objects.create(person=shut.person, folder_id=scene.case.pk)


def _a_folder_is_agreed_to_go(scene: Scene) -> None:
    cast = scene.cast
    name_actor(cast["coordinator"])
    case = open_case(partnership=cast.partnership, authority=cast.council, by=cast["coordinator"])
    Hold.objects.update(lifted_at=timezone.now(), lifted_by=cast["coordinator"], lifted_why="Over")
    make_due(case, cast)
    wait_out(agree(case, cast))


def _a_list_was_taken_in(scene: Scene) -> None:
    first_list(WITHOUT)
    name_actor(scene.cast["notifier"])
    under_review(scene.cast)
    taken_in(WITH)


def _a_list_is_published(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    first_list(WITHOUT)
    monkeypatch.setattr(settings, "ASK_GOVUK", True)
    monkeypatch.setattr(holidays, "fetch", lambda: file_of(WITH))


def _something_is_set_to_leave(scene: Scene) -> None:
    past = timezone.now() - timedelta(hours=1)
    Publication.objects.filter(pk=scene.things["publication_id"]).update(
        goes_at=past, goes_version=2, set_by=scene.cast["coordinator"], set_at=past
    )


def _a_session_has_ended(scene: Scene) -> None:
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=LONG_AGO)


def _an_answer_is_old(scene: Scene) -> None:
    Answer.objects.create(actor="somebody", key="a-key-of-24-letters-long", at=LONG_AGO)


def _a_report_waits(scene: Scene) -> None:
    DeathReport.objects.filter(approved_at=None).update(counted_at=timezone.now())
    elsewhere, by = (
        Body.objects.create(kind=Kind.PARTNERSHIP, name="Partnership of the Reach"),
        scene.cast["coordinator"],
    )
    name_actor(by)
    begin_report(elsewhere, 2025, drafted={}, by=by)


def _a_tracker_was_forgotten(scene: Scene) -> None:
    Spreadsheet.objects.create(
        partnership=scene.cast.partnership, name="tracker.csv", sha256="", held=b"x", sent_in_at=LONG_AGO,
        sent_in_by=scene.cast["coordinator"],
    )  # fmt: skip


def _a_file_of_deaths_was_forgotten(scene: Scene) -> None:
    BroughtFile.objects.filter(pk=scene.things["brought_id"]).update(sent_in_at=LONG_AGO)


def _somebody_broke_the_glass(scene: Scene) -> None:
    BrokenGlass.objects.filter(folder=scene.case.folder).update(reviewed_at=None, escalated_at=None)


def _a_plan_has_its_last_day(scene: Scene) -> None:
    plan = Transition.objects.filter(pk=scene.things["transition_id"])
    plan.update(due_on=date(2019, 9, 30), done_on=None, done_by=None, begun_at=LONG_AGO)


def _days_were_given(scene: Scene) -> None:
    AreaDay.objects.create(
        transition_id=scene.things["transition_id"], authority=scene.cast.council, began_on=date(2019, 6, 3),
        given_by=scene.cast["coordinator"],
    )  # fmt: skip


def _a_document_is_public_no_longer(_: Scene) -> None:
    PublishedFinding.objects.create(
        address="reviews/gone", version=1, place=1, title="Gone", publisher="Somebody", published_on=LONG_AGO,
        words="Nobody rang back.",
    )  # fmt: skip


def _a_year_was_published(scene: Scene) -> None:
    a_year_published(scene.cast, YearReport.objects.get(pk=scene.things["year_report_id"]))


def _a_report_on_deaths_was_published(scene: Scene) -> None:
    """The one that the scene has approved, by the steps that the database lets it go."""
    held = DeathReport.objects.filter(approved_at__isnull=False)
    said = {"title": "Child deaths", "summary": "", "sections": [], "child_deaths": {}}
    held.update(second_at=timezone.now(), document=said)
    held.update(published_at=timezone.now())


def _a_letter_left(scene: Scene) -> None:
    message = Message.objects.all()[0]
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
    YearSent.objects.create(
        report_id=scene.things["year_report_id"], to="Foundations", message_key=message.pk,
        recorded_by=scene.cast["coordinator"],
    )  # fmt: skip


def _all(model: type[Any], **given: object) -> Callable[[Scene], None]:
    def prepare(scene: Scene) -> None:
        model.objects.update(**given)

    return prepare


def _a_letter_of_the_panel_may_leave(scene: Scene) -> None:
    by = scene.cast["coordinator"]
    PanelDecision.objects.update(given_at=None, not_given_why="", released_at=LONG_AGO, released_by=by)


ROOMS = "handrail.service."
TO_DO: dict[str, Callable[..., None]] = {
    SENDING: lambda scene: None,  # the scene has messages that wait
    "cases.look_at_turned_away": _somebody_shut_out_asked,
    "cases.reach_folders": _a_list_was_taken_in,
    "chronologies.read_waiting": _all(Chronology, compared_at=None),
    "publication.release_due": _something_is_set_to_leave,
    "records.let_go": _a_folder_is_agreed_to_go,
    "web.forget_ended_sessions": _a_session_has_ended,
    "web.forget_old_answers": _an_answer_is_old,
    ROOMS + "arrangements.reminders.write_due_reminders": _a_plan_has_its_last_day,
    ROOMS + "arrangements.rounds.write_what_was_given": _days_were_given,
    ROOMS + "cases.digest.write_digests": lambda scene: None,  # much is owed
    ROOMS + "cases.glass.escalate_unreviewed": _somebody_broke_the_glass,
    ROOMS + "cases.holidays.ask_govuk": _a_list_is_published,
    ROOMS + "child_deaths.actions.alike.look_for_likenesses": _all(Death, compared_at=None),
    ROOMS + "child_deaths.actions.match.empty_forgotten": _a_file_of_deaths_was_forgotten,
    ROOMS + "learning.actions.meanings.make_vectors": _all(Meaning, made_by="", vector=None, signature=None),
    ROOMS + "learning.reminders.write_due_reminders": _all(Addressee, carried_out_on=None, recorded_at=LONG_AGO),
    ROOMS + "learning.tracker.taking_in.empty_forgotten": _a_tracker_was_forgotten,
    ROOMS + "national_panel.actions.answering.give_answers": _a_letter_of_the_panel_may_leave,
    ROOMS + "national_panel.published.keep_published": _a_document_is_public_no_longer,
    ROOMS + "overview_panels.actions.carrying.carry": _all(Guard, made_at=LONG_AGO),
    ROOMS + "reports.counting.count_what_waits": _a_report_waits,
    ROOMS + "reports.looking.look_through_what_waits": lambda _: None,  # the scene's words were never looked through
    ROOMS + "reports.releasing.release_what_was_published": _a_report_on_deaths_was_published,
    ROOMS + "reports.year.gathering.gather_what_waits": _all(YearReport, gathered_at=None, checked=""),
    ROOMS + "reports.year.releasing.day_letters": _a_letter_left,
    ROOMS + "reports.year.releasing.release_what_was_published": _a_year_was_published,
    ROOMS + "requests.in_their_place.ask_bodies_in_place": _who_is_asked_is_shut_out,
    ROOMS + "requests.naming.look_for_asked_codes": _a_code_was_asked_for,
    ROOMS + "same_child.actions.comparing.compare_children": _all(Child, compared_at=None),
    ROOMS + "requests.reminders.write_due_reminders": _all(Request, asked_at=LONG_AGO),
    ROOMS + "scrutiny.reminders.write_due_reminders": _all(Finding, recorded_at=LONG_AGO),
    ROOMS + "tellings.actions.codes.write_codes": somebody_asked,
    ROOMS + "tellings.actions.comparing.compare_tellings": _all(Telling, compared_at=None),
    ROOMS + "tellings.actions.forgetting.forget": nobody_came_back,
}
"""By the name of each job, what gives it something to do."""


def give_it_something_to_do(name: str, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = TO_DO[name]
    DailyRound.objects.all().delete()
    if prepare not in (_a_list_is_published, _a_list_was_taken_in):
        name_actor(Job("tests"))
        keep_installed(Job("tests"))  # so that whoever asks for a working day asks for rows
    (partial(prepare, monkeypatch=monkeypatch) if prepare is _a_list_is_published else prepare)(scene)
