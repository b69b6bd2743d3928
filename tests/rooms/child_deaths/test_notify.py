"""Notifying a death: the clocks it starts, what is out of scope, and what cannot be so."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from handrail.guidance.days import LONDON
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.child_deaths.actions.correct import correct, decide_scope
from handrail.service.child_deaths.actions.judge import birthday
from handrail.service.child_deaths.actions.notify import add_notification
from handrail.service.child_deaths.models import Birth, Death, NoNumber, ScopeDecision
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import (
    DIED,
    NUMBER,
    as_person,
    clock,
    duties,
    known,
    open_duties,
    tell_of,
    teller,
)

pytestmark = pytest.mark.django_db


def test_the_forty_eight_hours_to_the_database_run_from_the_hour_of_the_death(cast: Cast) -> None:
    death = tell_of(cast)
    due = clock(death, "send_death_to_database")
    assert due.due_at == datetime(2024, 5, 22, 6, 30, tzinfo=LONDON)
    assert due.source.startswith("National Child Mortality Database")


def test_a_death_sets_the_duties_of_its_review_running(cast: Cast) -> None:
    death = tell_of(cast)
    assert {
        "decide_on_joint_response", "hold_child_death_review_meeting", "send_death_to_database", "name_key_worker",
        "ask_for_reporting_forms", "identify_modifiable_factors",
    } <= open_duties(death)  # fmt: skip
    assert clock(death, "notify_child_death").stopped_on == DIED


def test_the_police_hold_no_key_to_it_and_the_two_review_partners_do(cast: Cast) -> None:
    death = tell_of(cast)
    holders = set(Grant.objects.live().filter(folder=death.case.folder, opens=ALL).values_list("body", flat=True))
    assert holders == {cast.council.pk, cast.icb.pk, cast.other_icb.pk}
    police = Person.objects.get(pk=cast["police partner"].pk)
    assert not Case.objects.visible_to(police, {ALL}).filter(pk=death.case_id).exists()


def test_a_hospital_that_notifies_sees_what_it_sent_and_the_partnership_is_told(cast: Cast) -> None:
    cast.partnership.mailbox = "reviews@wendvalley.example"
    cast.partnership.save(update_fields=["mailbox"])
    death = tell_of(cast, by="hospital lead")
    lead = Person.objects.get(pk=cast["hospital lead"].pk)
    assert may_open(lead, death.case, what=CONTRIBUTION)
    assert not may_open(lead, death.case, what=ALL)
    message = Message.objects.get(kind="child death notified")
    assert "Fairlight" not in f"{message.subject}{message.text}"


def test_one_who_was_born_alive_for_a_moment_at_any_gestation_counts(cast: Cast) -> None:
    death = tell_of(cast, known=known(born_on=DIED))
    assert death.scope_decisions.get().for_review


OUT_OF_SCOPE = {
    Birth.STILLBIRTH_ATTENDED: ScopeDecision.Why.STILLBIRTH,
    Birth.LATE_LOSS: ScopeDecision.Why.LATE_LOSS,
    Birth.TERMINATION: ScopeDecision.Why.TERMINATION,
}


@pytest.mark.parametrize("born", OUT_OF_SCOPE)
def test_what_is_no_child_death_is_recorded_with_the_reason_and_starts_nothing(cast: Cast, born: Birth) -> None:
    death = tell_of(cast, born=born, known=known(born_on=None, nhs_number=""))
    decision = death.scope_decisions.get()
    assert decision.why == OUT_OF_SCOPE[born]
    assert decision.reasons
    assert open_duties(death) == set()
    assert Death.objects.get(pk=death.pk).circumstances == "Found in the cot."


def test_a_stillbirth_that_nobody_attended_is_kept_for_a_joint_response(cast: Cast) -> None:
    death = tell_of(cast, born=Birth.STILLBIRTH_UNATTENDED, known=known(born_on=None, nhs_number=""))
    assert death.scope_decisions.get().why == ScopeDecision.Why.UNATTENDED
    assert "send_death_to_database" not in duties(death)


def test_the_day_before_the_eighteenth_birthday_counts_and_the_birthday_does_not(cast: Cast) -> None:
    child = tell_of(cast, known=known(born_on=date(2006, 5, 21)))
    assert child.scope_decisions.get().why == ScopeDecision.Why.CHILD_DEATH
    grown = tell_of(cast, known=known(born_on=date(2006, 5, 20), nhs_number=""), no_number_because="not available")
    assert grown.scope_decisions.get().why == ScopeDecision.Why.ADULT
    assert open_duties(grown) == set()


def test_one_born_on_a_leap_day_comes_of_age_on_the_first_of_march() -> None:
    assert birthday(date(2004, 2, 29), 18) == date(2022, 3, 1)


CANNOT_BE: list[tuple[dict[str, Any], str]] = [
    ({"known": known(born_on=date(2024, 5, 21))}, "before the date of birth"),
    ({"teller": teller(told_at=date(2024, 5, 19))}, "before the death"),
    ({"teller": teller(told_at=datetime(2024, 5, 20, 6, 0, tzinfo=LONDON))}, "before the death"),
    ({"event_on": date(2024, 5, 21)}, "after the death"),
    ({"known": known(nhs_number="")}, "Give the NHS number, or say why"),
    ({"no_number_because": NoNumber.NON_RESIDENT}, "Take one of the two out"),
    ({"known": known(nhs_number="9990001236")}, "last figure does not fit"),
    ({"circumstances": " "}, "Say what is known"),
    ({"teller": teller(by_name="")}, "Say who told"),
]


@pytest.mark.parametrize(("said", "sentence"), CANNOT_BE)
def test_what_cannot_be_so_is_refused_in_a_sentence_and_nothing_is_opened(
    cast: Cast, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotDone, match=sentence):
        tell_of(cast, **said)
    assert not Case.objects.exists()


def test_a_death_still_to_come_is_refused(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(NotDone, match="still to come"):
        tell_of(cast, died_on=tomorrow, died_time=None, teller=teller(told_at=timezone.localdate()))


def test_a_notification_still_to_come_is_refused(cast: Cast) -> None:
    with pytest.raises(NotDone, match="in the future"):
        tell_of(cast, teller=teller(told_at=timezone.now() + timedelta(hours=1)))


def test_twins_with_one_number_typed_for_both_are_told_apart(cast: Cast) -> None:
    first = tell_of(cast)
    with pytest.raises(NotDone, match=f"already stands in {first.case}.*If it is a twin"):
        tell_of(cast, known=known(given_names="Robin"))
    second = tell_of(
        cast, known=known(given_names="Robin", nhs_number=""), no_number_because=NoNumber.NOT_AVAILABLE
    )  # fmt: skip
    assert second.case_id != first.case_id


def test_who_may_not_open_the_other_folder_is_told_nothing_of_its_number(cast: Cast) -> None:
    tell_of(cast)
    death = tell_of(cast, by="school lead")
    assert death.child.nhs_number == NUMBER


def test_the_first_of_several_notifications_is_when_it_was_first_known(cast: Cast) -> None:
    death = tell_of(cast, teller=teller(told_at=date(2024, 5, 22)))
    add_notification(death, teller(by_name="A ward", told_at=date(2024, 5, 21)), by=cast["coordinator"])
    assert clock(death, "notify_child_death").stopped_on == date(2024, 5, 21)


def test_a_corrected_hour_moves_the_day_and_what_was_recorded_stays(cast: Cast) -> None:
    death = tell_of(cast)
    correct(death, "died_time", now=time(7, 45), reason="The ambulance’s own record.", by=cast["coordinator"])
    assert clock(death, "send_death_to_database").due_at == datetime(2024, 5, 22, 7, 45, tzinfo=LONDON)
    assert Death.objects.get(pk=death.pk).died_time == time(6, 30)


def test_a_correction_to_a_day_that_cannot_be_is_refused(cast: Cast) -> None:
    death = tell_of(cast)
    with pytest.raises(NotDone, match="before the date of birth"):
        correct(death, "died_on", now=date(2023, 5, 20), reason="A slip.", by=cast["coordinator"])


def test_a_death_that_another_area_reviews_runs_no_clock_here(cast: Cast) -> None:
    death = tell_of(cast)
    by = as_person(cast["coordinator"])
    with pytest.raises(NotDone, match="Choose whose"):
        decide_scope(death, why="elsewhere", reasons="Lived there.", decided_on=DIED, decided_by_name="A", by=by)
    decide_scope(
        death, why="elsewhere", reasons="Lived there.", decided_on=DIED + timedelta(days=1), decided_by_name="A", by=by,
        elsewhere=cast.neighbour_council,
    )  # fmt: skip
    assert "send_death_to_database" not in open_duties(death)
    assert clock(death, "send_death_to_database").fell_away_on == DIED + timedelta(days=1)
