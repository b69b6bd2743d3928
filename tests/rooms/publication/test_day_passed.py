"""A text leaves on the day that the family and the Panel were told, or waits for a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import LateReason
from handrail.service.publication import actions
from handrail.service.publication.gate import told_on_folder, unmet
from handrail.service.publication.models import Hold, Publication, Release
from handrail.service.publication.rounds import release_due
from handrail.service.publication.written import Text
from handrail.service.reviews import actions as reviews
from handrail.service.reviews.models import Step
from handrail.service.reviews.under_way import reviews_under_way
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import (
    AT_TEN,
    LEAVES,
    NOW,
    TEXT,
    approved,
    second_approver,
    set_to_leave,
    write,
)

WEEKS_LATER = LEAVES + timedelta(days=30)
NEW_DAY = date(2024, 10, 21)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def fresh(publication: Publication) -> Publication:
    return Publication.objects.select_related("review", "case__folder__partnership", "set_by").get(pk=publication.pk)


def held_on_its_day(cast: Cast) -> tuple[Publication, Hold]:
    """It stays on the planned day, for a hold."""
    publication = set_to_leave(cast)
    hold = actions.put_on_hold(publication, ground="criminal", reason="The trial.", by=cast["coordinator"])
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 0
    name_actor(cast["coordinator"])
    return publication, hold


def test_a_hold_lifted_weeks_later_publishes_nothing_until_a_new_day_is_set(cast: Cast) -> None:
    publication, hold = held_on_its_day(cast)
    with time_machine.travel(WEEKS_LATER, tick=False):
        actions.lift_hold(hold, why="The trial is over.", by=cast["coordinator"])
        assert release_due() == 0
        name_actor(cast["coordinator"])
        says = {one.key: one.says for one in unmet(fresh(publication))}
        assert set(says) == {"planned", "set"}
        assert says["planned"] == "16 September 2024 has passed. Set a new day."
        assert says["set"].endswith("that day has passed. Set a new day, and set it to leave again.")
        with pytest.raises(NotDone, match="16 September 2024 has passed"):
            actions.set_to_leave(fresh(publication), at=AT_TEN, by=cast["coordinator"])
    assert not Release.objects.exists()


def test_on_the_new_day_it_leaves_and_says_why_it_is_late(cast: Cast) -> None:
    publication, hold = held_on_its_day(cast)
    (going,) = reviews_under_way(publication.case)
    with time_machine.travel(WEEKS_LATER, tick=False):
        actions.lift_hold(hold, why="The trial is over.", by=cast["coordinator"])
        reviews.plan_publication(publication.case, going, on=NEW_DAY, by=cast["coordinator"])
        with pytest.raises(NotDone, match="Say why it is late"):
            actions.set_to_leave(fresh(publication), at=AT_TEN, by=cast["coordinator"])
        actions.set_to_leave(fresh(publication), at=AT_TEN, late_reason="The trial.", by=cast["coordinator"])
    with time_machine.travel(LEAVES.replace(month=NEW_DAY.month, day=NEW_DAY.day), tick=False):
        assert release_due() == 1
    name_actor(cast["coordinator"])
    assert Step.objects.get(what=Step.What.PUBLISHED).on == NEW_DAY
    assert LateReason.objects.get(duty="publish_local_review").reason == "The trial."


def approved_again(cast: Cast, publication: Publication) -> None:
    officer = cast["senior officer"]
    name_actor(officer)
    actions.take_back(publication, why="I had not read the end.", by=officer)
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 0
    with time_machine.travel(WEEKS_LATER, tick=False):
        approved(cast, publication, cast["police partner"])


def written_again(cast: Cast, publication: Publication) -> None:
    """Another text, set to leave for nobody: the one that was set was overtaken."""
    write(cast, publication, Text("Child R", "", TEXT.sections))
    with time_machine.travel(WEEKS_LATER, tick=False):
        approved(cast, publication)


@pytest.mark.parametrize("waited_for", [approved_again, written_again])
def test_nor_does_it_leave_by_what_else_it_waited_for(
    cast: Cast, waited_for: Callable[[Cast, Publication], None]
) -> None:
    publication = set_to_leave(cast)
    waited_for(cast, publication)
    with time_machine.travel(WEEKS_LATER, tick=False):
        assert release_due() == 0
        name_actor(cast["coordinator"])
        assert {one.key for one in unmet(fresh(publication))} == {"planned", "set"}


def test_on_the_planned_day_itself_it_leaves_within_a_minute_of_the_lifting(cast: Cast) -> None:
    publication, hold = held_on_its_day(cast)
    with time_machine.travel(LEAVES.replace(hour=23, minute=58), tick=False):
        actions.lift_hold(hold, why="The judge allows it.", by=cast["coordinator"])
        assert not unmet(fresh(publication))
        assert release_due() == 1


def test_a_revision_that_was_held_back_is_set_to_leave_again(cast: Cast) -> None:
    publication = set_to_leave(cast)
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
    with time_machine.travel(LEAVES + timedelta(hours=1), tick=False):
        write(cast, publication, Text("Child Q, revised", "", TEXT.sections, (), "", "A date was wrong."))
        approved(cast, publication, cast["senior officer"], second_approver(cast))
        actions.set_to_leave(fresh(publication), at=None, by=cast["coordinator"])
        hold = actions.put_on_hold(publication, ground="other", reason="The family asked.", by=cast["coordinator"])
        assert release_due() == 0
    with time_machine.travel(WEEKS_LATER, tick=False):
        name_actor(cast["coordinator"])
        actions.lift_hold(hold, why="They agree now.", by=cast["coordinator"])
        assert release_due() == 0
        name_actor(cast["coordinator"])
        (waits,) = unmet(fresh(publication))
        assert waits.says == "It was to leave on 16 September 2024, and that day has passed. Set it to leave again."
        actions.set_to_leave(fresh(publication), at=None, by=cast["coordinator"])
        assert release_due() == 1


@pytest.mark.parametrize(
    ("when", "says"),
    [
        (NOW, "It leaves by itself on 16 September 2024 at 10:00, if every condition is met then."),
        (LEAVES, "Once the hold is lifted it leaves within a minute or two"),
        (WEEKS_LATER, "That day has passed, so nothing is published until it is set to leave again."),
    ],
)
def test_the_page_says_what_lifting_the_hold_lets_happen(cast: Cast, client: Client, when: object, says: str) -> None:
    publication = set_to_leave(cast)
    hold = actions.put_on_hold(publication, ground="criminal", reason="The trial.", by=cast["coordinator"])
    with time_machine.travel(when, tick=False):  # type: ignore[arg-type]
        client.force_login(cast["coordinator"])
        page = client.get(reverse("publication:lift", args=[publication.case_id, publication.pk, hold.pk]))
    assert says in page.content.decode()


def test_where_nothing_is_set_to_leave_lifting_publishes_nothing(cast: Cast, client: Client) -> None:
    publication = set_to_leave(cast)
    hold = actions.put_on_hold(publication, ground="criminal", reason="The trial.", by=cast["coordinator"])
    actions.stop_leaving(publication, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    page = client.get(reverse("publication:lift", args=[publication.case_id, publication.pk, hold.pk]))
    assert "nothing is published by lifting it" in page.content.decode()


def test_the_folder_says_that_it_was_to_leave_and_has_not(cast: Cast) -> None:
    publication, _ = held_on_its_day(cast)
    assert told_on_folder(publication.case) == ["A public text is set to leave on 16 September 2024."]
    with time_machine.travel(WEEKS_LATER, tick=False):
        assert told_on_folder(publication.case) == ["A public text was to leave on 16 September 2024, and has not."]


def test_a_time_of_the_planned_day_that_has_passed_leaves_at_once(cast: Cast) -> None:
    publication = set_to_leave(cast)
    actions.stop_leaving(publication, by=cast["coordinator"])
    with time_machine.travel(LEAVES, tick=False):
        actions.set_to_leave(fresh(publication), at=time(9), by=cast["coordinator"])
        assert release_due() == 1
