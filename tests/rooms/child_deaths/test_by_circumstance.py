"""What follows from how, where and at what age a child died."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions import meet, situate
from handrail.service.child_deaths.actions.correct import correct
from handrail.service.child_deaths.actions.happened import record_event
from handrail.service.child_deaths.happenings import AWAITED
from handrail.service.child_deaths.models import Birth, Death, ReviewMeeting
from handrail.service.child_deaths.next_steps import awaited_by
from handrail.service.child_deaths.situations import SPECIALS
from handrail.service.child_deaths.views.asking import page
from handrail.service.child_deaths.views.lists import waiting_for
from handrail.service.meetings.models import Meeting
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import DIED, MEETS_AT, as_person, duties, known, met, tell_of, teller
from tests.rooms.child_deaths.test_what_follows import all_no, decided

pytestmark = pytest.mark.django_db
REGISTRAR = next(one for one in AWAITED if one.slug == "registrar")
UNATTENDED: dict[str, Any] = {
    "born": Birth.STILLBIRTH_UNATTENDED,
    "known": known(born_on=DIED, nhs_number=""),
    "died_time": None,
}


def again(death: Death) -> Death:
    return Death.objects.get(pk=death.pk)


def test_a_stillbirth_that_nobody_attended_ends_with_a_final_case_discussion(cast: Cast, client: Client) -> None:
    death = tell_of(cast, **UNATTENDED)
    by = cast["coordinator"]
    with pytest.raises(NotDone, match="no meeting to plan"):
        met(death, kind="final case discussion")
    decided(death, called_for=True, answers=all_no(death, joint_response_stillbirth="yes"))
    client.force_login(by)
    assert "Plan the final case discussion" in client.get(page(death)).text
    as_person(by)
    made = met(again(death), kind="final case discussion")
    assert Meeting.objects.get(pk=made.meeting_id).purpose == Meeting.For.FINAL_CASE_DISCUSSION
    Meeting.objects.filter(pk=made.meeting_id).update(held_at=MEETS_AT)
    with pytest.raises(NotDone, match="nothing is reported"):
        meet.report(made, on=date(2024, 9, 5), by=by)
    assert not {"report_review_meeting", "review_at_overview_panel", "give_notice_of_review_meeting"} & duties(death)
    client.force_login(by)
    shown = client.get(page(death)).text
    assert "Record that the report went" not in shown


@pytest.mark.parametrize(("day", "named"), [(date(2016, 5, 20), False), (DIED, True)])
def test_an_unattended_stillbirth_calls_for_a_joint_response_only_where_the_guidance_of_its_day_says_so(
    cast: Cast, day: date, named: bool
) -> None:
    """Until the area's child death arrangements began the one criterion was that the death was unexpected."""
    death = tell_of(cast, **UNATTENDED | {"known": known(born_on=day, nhs_number="")}, died_on=day,
                    teller=teller(told_at=day))  # fmt: skip
    reasons = death.scope_decisions.get().reasons
    assert ("decide on that first" in reasons) == named
    assert ("does not name that" in reasons) != named


@pytest.mark.parametrize(("born", "concerned"), [(date(2022, 3, 1), False), (date(2014, 3, 1), True), (None, True)])
def test_the_learning_disability_programme_is_told_of_children_from_4_to_17(
    cast: Cast, born: date | None, concerned: bool
) -> None:
    death = tell_of(cast, known=known(born_on=born), learning_disability="yes")
    special = SPECIALS["special_learning_disability"]
    assert bool(special.told_of(death)) == concerned
    assert meet.expected_kind(death) != ReviewMeeting.Kind.LEARNING_DISABILITY
    assert meet.needs_no_reason(death, ReviewMeeting.Kind.LEARNING_DISABILITY) == concerned
    situation = situate.add_situation(death, special.key, by=cast["coordinator"])
    if not concerned:
        with pytest.raises(NotDone, match="Choose who is told"):
            situate.tell(situation, "programme", name="The contact", how="By telephone", by=cast["coordinator"])


def test_no_registrar_is_awaited_for_a_death_abroad_or_in_scotland(cast: Cast) -> None:
    death = tell_of(cast, died_in="abroad", country="Portugal")
    by = cast["coordinator"]
    assert REGISTRAR not in awaited_by(death, [])
    assert list(waiting_for(by, REGISTRAR)) == []
    correct(death, "died_in", now="here", reason="It was at home.", by=by)
    assert REGISTRAR in awaited_by(again(death), [])
    assert list(waiting_for(by, REGISTRAR)) == [death]
    correct(death, "died_in", now="united kingdom", reason="In Wales.", by=by)
    assert list(waiting_for(by, REGISTRAR)) == []
    registered = record_event(death, "child_death_registered", at=DIED, by=by)
    assert REGISTRAR in awaited_by(again(death), [registered])
    assert list(waiting_for(by, REGISTRAR)) == [death]
