"""What an overview panel's room refuses, in the words that whoever asks is told; and nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.service.access.models import Exclusion
from handrail.service.audit.actions import name_actor
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.outbox.models import Message
from handrail.service.overview_panels.actions import sharing, sitting, speaking
from handrail.service.overview_panels.actions.giving import lay
from handrail.service.overview_panels.actions.letters import send_letter
from handrail.service.overview_panels.models import Joining, PanelDeath, Sitting
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import (
    a_death,
    before_the_panel,
    completed,
    day,
    found,
    retyped,
    sits,
    the_panel,
)
from tests.rooms.overview_panels.test_letters import written
from tests.rooms.overview_panels.test_shared_meetings import from_the_moor, neighbour
from tests.rooms.refused import refused

Asked = Callable[[], object]
OUTSIDE = "alba@reader.example"


def at_the_panel(cast: Cast) -> PanelDeath:
    return before_the_panel(cast, a_death(cast))


def over(meeting: Sitting) -> Sitting:
    Sitting.objects.filter(pk=meeting.pk).update(until_at=timezone.now() - timedelta(minutes=1))
    return Sitting.objects.get(pk=meeting.pk)


def a_neighbours_meeting_that_is_over(cast: Cast) -> Asked:
    death, (chair, _), (moira, _) = at_the_panel(cast), sits(cast), from_the_moor(cast, "Moira Fell")
    theirs = sitting.plan(neighbour(), on=timezone.localdate(), theme="Sleep", joined_by="", by=moira)
    ends = timezone.now() + timedelta(seconds=30)
    sharing.share(theirs, the_panel(), who=Joining.Who.MEMBERS, until_at=ends, by=moira)
    theirs = over(theirs)
    name_actor(chair)
    return lambda: sitting.put_on(death, theirs, by=chair)


def a_member_of_another_panel(cast: Cast) -> Asked:
    death, (_, theirs), (chair, _) = at_the_panel(cast), from_the_moor(cast, "Moira Fell"), sits(cast)
    return lambda: sitting.withdraw(death, theirs, why="Knew the child.", by=chair)


def completing(cast: Cast, said: Callable[[sitting.Found], sitting.Found]) -> Asked:
    death, (chair, _) = at_the_panel(cast), sits(cast, office="chair")
    sitting.put_on(death, sitting.plan(the_panel(), on=day(0), theme="", joined_by="", by=chair), by=chair)
    sitting.analyse(death, said(found(death)), by=chair)
    return lambda: sitting.complete(death, on=day(0), by=chair)


def a_form_without_a_category(cast: Cast) -> Asked:
    return completing(cast, lambda whole: replace(whole, applies=[]))


def a_form_without_a_cause(cast: Cast) -> Asked:
    return completing(cast, lambda whole: replace(whole, cause=""))


def a_form_without_an_outcome(cast: Cast) -> Asked:
    return completing(cast, lambda whole: replace(whole, modifiable=""))


def a_form_with_a_domain_left_out(cast: Cast) -> Asked:
    return completing(cast, lambda whole: replace(whole, graded=dict(list(whole.graded.items())[1:])))


def a_form_with_a_domain_not_graded(cast: Cast) -> Asked:
    def said(whole: sitting.Found) -> sitting.Found:
        return replace(whole, graded={**whole.graded, next(iter(whole.graded)): ("", "Low mood.", "")})

    return completing(cast, said)


def sharing_a_meeting_that_is_over(cast: Cast) -> Asked:
    chair, _ = sits(cast)
    meeting = over(sitting.plan(the_panel(), on=timezone.localdate(), theme="Sleep", joined_by="", by=chair))
    later = timezone.now() + timedelta(seconds=30)
    return lambda: sharing.share(meeting, neighbour(), who=Joining.Who.MEMBERS, until_at=later, by=chair)


def withdrawing_twice(cast: Cast) -> Asked:
    death, (moira, seat), (chair, _) = at_the_panel(cast), from_the_moor(cast, "Moira Fell"), sits(cast)
    meeting = sitting.plan(the_panel(), on=timezone.localdate(), theme="Sleep", joined_by="", by=chair)
    sitting.put_on(death, meeting, by=chair)
    name_actor(moira)
    sharing.withdraw_at(meeting, death, seat, why="Knew the family.", by=moira)
    return lambda: sharing.withdraw_at(meeting, death, seat, why="Knew the child.", by=moira)


def a_letter_to_somebody_who_is_shut_out(cast: Cast) -> Asked:
    case, by = a_death(cast), cast["coordinator"]
    letter = written(cast, completed(cast, case), email=OUTSIDE)
    shut_out(case, Named(("Alba Reader",), (OUTSIDE,), Exclusion.Stands.RELATIVE), why="An aunt.", by=by)
    return lambda: send_letter(letter, how="e-mail", on=day(0), let_stand=True, by=by)


def minutes_ahead_of_the_meeting(cast: Cast) -> Asked:
    death, (chair, _) = at_the_panel(cast), sits(cast)
    sitting.put_on(death, sitting.plan(the_panel(), on=day(1), theme="", joined_by="", by=chair), by=chair)
    return lambda: speaking.keep_minutes(death, "A long talk.", let_stand=False, by=chair)


def marked_words_that_nobody_said_they_read(cast: Cast) -> Asked:
    pack = retyped(cast, a_death(cast), "A child died. Things grew worse in March 2026.")
    return lambda: lay(pack, let_stand=False, by=cast["coordinator"])


def off_the_agenda_that_it_is_not_on(cast: Cast) -> Asked:
    death, (chair, _) = at_the_panel(cast), sits(cast)
    return lambda: sitting.take_off(death, why="Waits.", by=chair)


def off_the_agenda_for_no_reason(cast: Cast) -> Asked:
    death, (chair, _) = at_the_panel(cast), sits(cast)
    sitting.put_on(death, sitting.plan(the_panel(), on=day(1), theme="", joined_by="", by=chair), by=chair)
    return lambda: sitting.take_off(death, why="", by=chair)


REFUSED: dict[str, Callable[[Cast], Asked]] = {
    "That meeting is over. Choose one that is still to be held": a_neighbours_meeting_that_is_over,
    "Choose a member of this panel": a_member_of_another_panel,
    "does not say yet: at least one category of death": a_form_without_a_category,
    "does not say yet: the cause of death": a_form_without_a_cause,
    "does not say yet: whether factors": a_form_without_an_outcome,
    "does not say yet: a grade in every domain. Fill": a_form_with_a_domain_left_out,
    "does not say yet: a grade in every domain": a_form_with_a_domain_not_graded,
    "nobody reads another panel's deaths by it any more": sharing_a_meeting_that_is_over,
    "You have withdrawn from this death already": withdrawing_twice,
    "Handrail sends nothing about this folder to that address": a_letter_to_somebody_who_is_shut_out,
    "It is on no agenda": off_the_agenda_that_it_is_not_on,
    "Say why it is taken off": off_the_agenda_for_no_reason,
    "That meeting is still to be held": minutes_ahead_of_the_meeting,
    "Read each of the words marked": marked_words_that_nobody_said_they_read,
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_it_is_refused_and_nothing_is_changed(cast: Cast, sentence: str) -> None:
    asked, messages = REFUSED[sentence](cast), Message.objects.count()
    with refused(sentence, "overview_panels", "cases"):
        asked()
    assert Message.objects.count() == messages
