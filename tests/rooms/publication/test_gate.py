"""Nothing leaves while a condition of the gate is open, and what leaves is what was approved."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.rebuild import differs
from handrail.service.children.models import Child
from handrail.service.outbox.models import Message
from handrail.service.publication import actions
from handrail.service.publication.gate import conditions, current, latest_release, unmet
from handrail.service.publication.models import Approval, Hold, Mark, Publication, Release, Version, Withdrawal
from handrail.service.publication.rounds import release_due
from handrail.service.publication.written import Section, Text
from handrail.service.reviews import actions as reviews
from handrail.service.reviews.models import FinalReport, Step
from tests.rooms.cast import Cast, employ
from tests.rooms.publication.publishing import (
    AT_TEN,
    LEAVES,
    NOW,
    PLANNED,
    TEXT,
    approved,
    begun,
    called,
    planned,
    ready,
    second_approver,
    set_to_leave,
    write,
    written,
)
from tests.rooms.reviews.longer_reviews import clock

TELLING = Text("Child Q", "", (Section("What happened", "Jasper fell on 3 March 2024."),))


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def open_conditions(publication: Publication) -> set[str]:
    return {one.key for one in unmet(publication_now(publication))}


def test_at_the_beginning_everything_but_the_holds_is_open(cast: Cast) -> None:
    publication, _ = begun(cast)
    assert open_conditions(publication) == {
        "agreed", "written", "approved", "planned", "noticed", "family", "set",
    }  # fmt: skip


def test_it_leaves_by_itself_on_the_planned_day_when_everything_is_met(cast: Cast) -> None:
    publication = set_to_leave(cast)
    assert not unmet(publication)
    assert release_due() == 0, "its time has not come"
    with time_machine.travel(LEAVES + timedelta(minutes=1), tick=False):
        assert release_due() == 1
        assert release_due() == 0, "it leaves once"
    name_actor(cast["coordinator"])
    (release,) = Release.objects.all()
    told = json.loads(release.document)
    assert (told["title"], told["published_on"], told["version"]) == (TEXT.title, "2024-09-16", 1)
    assert told["available_until"] == "2025-09-16"
    assert clock(publication.case, "publish_local_review").stopped_on == PLANNED
    assert Entry.objects.filter(actor="publication", did__startswith="released version").exists()
    assert not differs(publication.case_id)


def test_of_a_report_that_may_not_be_published_the_improvements_are(cast: Cast) -> None:
    text = Text(
        "What is to improve", "", (Section("Calls", "They are read together."),), (), "It would tell who it is."
    )
    set_to_leave(cast, text, "improvements")
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
    told = json.loads(Release.objects.get().document)
    assert (told["kind"], told["why_not_the_report"]) == ("improvements", "It would tell who it is.")
    step = Step.objects.get(what=Step.What.PUBLISHED)
    assert (step.whole, step.improvements) == (False, "They are read together.")


Undo = Callable[[Cast, Publication], object]
UNDONE: dict[str, Undo] = {
    "agreed": lambda cast, one: reviews.set_part_aside(
        one.case, one.review, _agreed(one), why="Wrong", by=cast["coordinator"]
    ),
    "checked": lambda cast, one: write(cast, one, TELLING),
    "approved": lambda cast, one: write(cast, one, Text("Child Q, again", "", TEXT.sections)),
    "held": lambda cast, one: actions.put_on_hold(one, ground="criminal", reason="The trial.", by=cast["coordinator"]),
    "planned": lambda cast, one: reviews.set_step_aside(_step(one, "planned"), why="Wrong", by=cast["coordinator"]),
    "noticed": lambda cast, one: reviews.set_step_aside(_step(one, "given"), why="Wrong", by=cast["coordinator"]),
    "set": lambda cast, one: actions.stop_leaving(one, by=cast["coordinator"]),
    "stands": lambda cast, one: close_case(one.case, why="Done", by=cast["coordinator"]),
}


def _agreed(publication: Publication) -> FinalReport:
    return FinalReport.objects.get(review=publication.review)


def _step(publication: Publication, what: str) -> Step:
    return Step.objects.filter(review=publication.review, what=what).order_by("pk")[0]


@pytest.mark.parametrize("key", UNDONE)
def test_nothing_leaves_while_a_condition_is_open(cast: Cast, key: str) -> None:
    publication = set_to_leave(cast)
    UNDONE[key](cast, publication)
    assert key in open_conditions(publication)
    with time_machine.travel(LEAVES + timedelta(minutes=1), tick=False):
        assert release_due() == 0
    assert not Release.objects.exists()


def test_a_report_that_was_not_given_in_does_not_leave(cast: Cast) -> None:
    publication = set_to_leave(cast)
    reviews.set_step_aside(_step(publication, "received"), why="Wrong", by=cast["coordinator"])
    assert open_conditions(publication) == {"agreed"}


@pytest.mark.parametrize("kind", ["national", "good practice", "near miss"])
@pytest.mark.parametrize("what", ["report", "improvements"])
def test_a_review_that_no_edition_speaks_of_is_published_without_notice(cast: Cast, kind: str, what: str) -> None:
    publication, going = called(cast, kind, what)
    if what == "improvements":
        write(cast, publication, replace(TEXT, why_not_the_report="It would tell who it is."))
    approved(cast, publication)
    planned(cast, publication, going)
    actions.record_family(publication, why_not="The school told them all along.", by=cast["coordinator"])
    actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])
    assert "noticed" not in {one.key for one in conditions(publication)}
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
    told = json.loads(Release.objects.get().document)
    assert (told["kind"], told["review"]["kind"]) == (what, str(going).lower())
    assert Step.objects.get(what=Step.What.PUBLISHED).whole is (what == "report")
    assert not differs(publication.case_id)


def test_whoever_approved_it_can_take_that_back_and_it_stays(cast: Cast) -> None:
    publication = set_to_leave(cast)
    officer = cast["senior officer"]
    name_actor(officer)
    with pytest.raises(NotDone, match="Say why"):
        actions.take_back(publication, why=" ", by=officer)
    actions.take_back(publication, why="The village would know.", by=officer)
    with pytest.raises(NotDone, match="You took your approval"):
        actions.approve(publication, number=current(publication).number, body=cast.council, by=officer)
    with pytest.raises(NotDone, match="No approval of yours stands"):
        actions.take_back(publication, why="Again.", by=officer)
    name_actor(cast["coordinator"])
    assert open_conditions(publication) == {"approved"}
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 0
    name_actor(cast["coordinator"])
    third = employ("Ada Third", "senior officer", cast.council, cast.partnership)
    approved(cast, publication, third)
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
    name_actor(officer)
    with pytest.raises(NotDone, match="It has left"):
        actions.take_back(publication_now(publication), why="Late.", by=officer)


@pytest.mark.parametrize("part", ["coordinator", "senior officer", "police partner"])
def test_each_who_approves_can_hold_stop_and_withdraw_it_by_both_walls(cast: Cast, client: Client, part: str) -> None:
    publication = set_to_leave(cast)
    client.force_login(cast[part])
    pages = {name: reverse(f"publication:{name}", args=[publication.case_id, publication.pk]) for name in STOPS}
    assert client.post(pages["stop"], {"sure": "yes"}).status_code == 302
    name_actor(cast["coordinator"])
    actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
        client.force_login(cast[part])
        assert client.post(pages["hold"], {"ground": "other", "reason": "The family asked."}).status_code == 302
        assert client.post(pages["withdraw"], {"why": "The family asked for it."}).status_code == 302
    name_actor(cast["coordinator"])
    assert Withdrawal.objects.get().withdrawn_by == cast[part]
    assert Hold.objects.get().put_on_by == cast[part]


STOPS = ("stop", "hold", "withdraw")


def test_without_a_word_to_the_family_or_a_reason_it_cannot_be_set_to_leave(cast: Cast) -> None:
    publication, going = written(cast)
    approved(cast, publication)
    planned(cast, publication, going)
    with pytest.raises(NotDone, match="The family was told, or there is a reason: not yet"):
        actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])
    actions.record_family(publication, why_not="They cannot be found.", by=cast["coordinator"])
    actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])
    assert not unmet(publication_now(publication))


def publication_now(publication: Publication) -> Publication:
    return Publication.objects.select_related("review", "case__folder__partnership", "set_by").get(pk=publication.pk)


def test_what_the_case_learns_meanwhile_is_looked_for_before_it_leaves(cast: Cast) -> None:
    text = Text("Child Q", "", (Section("What was learnt", "A neighbour, Wilhelmina, rang twice."),))
    publication = set_to_leave(cast, text)
    Child.objects.create(folder=publication.case.folder, given_names="Wilhelmina")
    assert "checked" in open_conditions(publication)
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 0
    assert actions.check_again(publication, by=cast["coordinator"]) == 1
    assert Mark.objects.get().words == "Wilhelmina"


def test_who_hears_of_the_folder_is_told_once_that_it_stayed(cast: Cast) -> None:
    publication = set_to_leave(cast)
    actions.put_on_hold(publication, ground="inquest", reason="The inquest.", by=cast["coordinator"])
    with time_machine.travel(LEAVES, tick=False):
        release_due()
        release_due()
    messages = list(Message.objects.filter(kind="publication"))
    assert len(messages) == len({message.to for message in messages}) > 0
    assert {message.subject for message in messages} == {f"Not published: {publication.case.reference}"}
    assert not [message for message in messages if "Jasper" in message.text]
    assert "No legal hold stands: not yet." in publication_now(publication).stayed_why


def test_a_mark_is_resolved_by_a_named_person_with_a_reason(cast: Cast) -> None:
    written(cast, TELLING)
    mark = Mark.objects.get(kind="name")
    with pytest.raises(NotDone, match="Say why"):
        actions.let_stay(mark, because=" ", by=cast["coordinator"])
    actions.let_stay(mark, because="It is a street’s name.", by=cast["coordinator"])
    mark.refresh_from_db()
    assert (mark.resolved_by, mark.stays_because) == (cast["coordinator"], "It is a street’s name.")


def test_a_new_version_opens_its_marks_again_and_offers_the_earlier_answer(cast: Cast) -> None:
    publication, _ = written(cast, TELLING)
    for mark in Mark.objects.all():
        actions.let_stay(mark, because="Agreed.", by=cast["coordinator"])
    write(cast, publication, Text("Child R", "", TELLING.sections))
    version = current(publication)
    assert version.marks.filter(resolved_at__isnull=True).count() == version.marks.count() == 2
    keys = [str(mark.pk) for mark in version.marks.all()]
    assert actions.let_stay_again(publication, marks=keys, by=cast["coordinator"]) == 2
    assert not version.marks.filter(resolved_at__isnull=True).exists()


def test_a_new_version_needs_its_approvals_anew(cast: Cast) -> None:
    publication, _ = written(cast)
    approved(cast, publication)
    assert "approved" not in open_conditions(publication)
    write(cast, publication, Text("Child R", "", TEXT.sections))
    assert "approved" in open_conditions(publication)


def test_one_person_does_not_approve_twice(cast: Cast) -> None:
    publication, _ = written(cast)
    approved(cast, publication, cast["senior officer"])
    assert "approved" in open_conditions(publication)
    with pytest.raises(NotDone, match="A second person has to"):
        approved(cast, publication, cast["senior officer"])


def test_whoever_wrote_any_of_it_approves_none_of_it(cast: Cast) -> None:
    publication, _ = begun(cast)
    senior = cast["senior officer"]
    name_actor(senior)
    actions.write(publication, TEXT, over=1, by=senior)
    write(cast, publication, Text("Child R", "", TEXT.sections))
    with pytest.raises(NotDone, match="You wrote some of this text"):
        approved(cast, publication, senior)


def test_the_database_too_lets_nobody_approve_what_they_wrote(cast: Cast) -> None:
    publication, _ = written(cast)
    with pytest.raises(DatabaseError, match="nobody approves what they wrote"), transaction.atomic():
        Approval.objects.create(version=current(publication), approved_by=cast["coordinator"], body=cast.council)


def test_a_text_with_an_open_mark_is_not_approved(cast: Cast) -> None:
    publication, _ = written(cast, TELLING)
    with pytest.raises(NotDone, match="Marks are still open"):
        approved(cast, publication)


def test_a_version_overtaken_while_it_was_read_is_not_approved(cast: Cast) -> None:
    publication, _ = written(cast)
    write(cast, publication, Text("Child R", "", TEXT.sections))
    name_actor(cast["senior officer"])
    with pytest.raises(NotDone, match="Read that one"):
        actions.approve(publication, number=2, body=cast.council, by=cast["senior officer"])


def test_whoever_saves_second_is_told_and_nothing_is_lost(cast: Cast) -> None:
    publication, _ = written(cast)
    with pytest.raises(NotDone, match="saved version 2 a moment ago"):
        actions.write(publication, TELLING, over=1, by=cast["coordinator"])
    assert current(publication).number == 2


def test_notice_that_came_too_late_for_the_day_keeps_it_back(cast: Cast) -> None:
    publication, going = written(cast)
    planned(cast, publication, going)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        reviews.plan_publication(publication.case, going, on=date(2024, 9, 6), by=cast["coordinator"])
    noticed = next(one for one in conditions(publication_now(publication)) if one.key == "noticed")
    assert not noticed.met
    assert "Set a later day" in noticed.says


def test_a_day_moved_after_it_was_set_to_leave_has_it_set_again(cast: Cast) -> None:
    publication, going = ready(cast)
    publication = actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        reviews.plan_publication(publication.case, going, on=date(2024, 9, 18), by=cast["coordinator"])
    assert "set" in open_conditions(publication)


def test_a_hold_is_lifted_by_somebody_for_a_reason(cast: Cast) -> None:
    publication = set_to_leave(cast)
    hold = actions.put_on_hold(publication, ground="criminal", reason="The trial.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="Say why it is lifted"):
        actions.lift_hold(hold, why="", by=cast["coordinator"])
    actions.lift_hold(hold, why="The trial is over.", by=cast["coordinator"])
    assert not Hold.objects.filter(lifted_at__isnull=True).exists()
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda: Release.objects.update(document="{}"),
        lambda: Release.objects.all().delete(),
        lambda: Version.objects.update(number=99),
    ],
)
def test_the_database_keeps_what_was_released_and_written_as_it_was(cast: Cast, change: Callable[[], object]) -> None:
    set_to_leave(cast)
    with time_machine.travel(LEAVES, tick=False):
        release_due()
    name_actor(Job("tests"))
    with pytest.raises(DatabaseError, match="stands as it was"), transaction.atomic():
        change()


def test_a_revision_goes_through_the_gate_again_and_takes_the_next_number(cast: Cast) -> None:
    publication = set_to_leave(cast)
    with time_machine.travel(LEAVES, tick=False):
        release_due()
    with time_machine.travel(LEAVES + timedelta(days=1), tick=False):
        write(cast, publication, Text("Child Q, revised", "", TEXT.sections))
        with pytest.raises(NotDone, match="why it is revised"):
            actions.set_to_leave(publication_now(publication), at=None, by=cast["coordinator"])
        text = Text("Child Q, revised", "", TEXT.sections, (), "", "A date was wrong.")
        write(cast, publication, text)
        approved(cast, publication, cast["senior officer"], second_approver(cast))
        actions.set_to_leave(publication_now(publication), at=None, by=cast["coordinator"])
        assert release_due() == 1
    last = latest_release(publication)
    assert last is not None
    told = json.loads(last.document)
    assert (told["version"], told["revised_why"], told["address"]) == (2, "A date was wrong.", publication.address)
    assert Step.objects.filter(what=Step.What.PUBLISHED).count() == 1


def test_a_review_recorded_as_published_elsewhere_is_not_published_here_too(cast: Cast) -> None:
    publication, going = ready(cast)
    reviews.record_published(
        publication.case, going, on=NOW.date(), whole=True, where="Elsewhere", by=cast["coordinator"]
    )
    assert "stands" in open_conditions(publication)
    with pytest.raises(NotDone, match="recorded as published"):
        actions.set_to_leave(publication_now(publication), at=AT_TEN, by=cast["coordinator"])


def test_a_review_has_one_publication_at_a_time(cast: Cast) -> None:
    publication, going = begun(cast)
    with pytest.raises(NotDone, match="begun already"):
        actions.begin(publication.case, going, what="report", by=cast["coordinator"])
    actions.give_up(publication, why="The report may not be published.", by=cast["coordinator"])
    actions.begin(publication.case, going, what="improvements", by=cast["coordinator"])
