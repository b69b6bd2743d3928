"""Recording an incident, raising one, and taking up what was raised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handrail.guidance.days import LONDON
from handrail.service.access.models import Grant
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.drafts import AlreadySubmitted, begin_draft
from handrail.service.cases.models import Case, KeptFact
from handrail.service.children.actions import Known
from handrail.service.children.models import Child
from handrail.service.incidents.actions import record_incident, take_up
from handrail.service.incidents.models import Incident, Limb, Nature, YesNo
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import AWARE, DUE, TAM, as_person, clock, duties, raise_incident, record, told


def test_recording_opens_a_folder_names_the_child_and_sets_the_working_days_running(cast: Cast) -> None:
    incident = record(cast)
    assert incident.case.authority == cast.council
    assert [str(one) for one in incident.involved.all()] == ["Tam Underbridge"]
    assert clock(incident, "notify_panel").due_on == DUE
    assert clock(incident, "tell_safeguarding_partners").due_on == DUE
    assert Entry.objects.filter(did="recorded an incident", case_id=incident.case_id).exists()


def test_a_second_incident_in_a_folder_may_be_about_the_same_child(cast: Cast) -> None:
    first = record(cast)
    tam = Child.objects.get()
    second = record_incident(
        told(became_aware=date(2024, 6, 3), happened_on=None, children=(replace(TAM, already=tam),)),
        partnership=cast.partnership, authority=cast.council, by=cast["notifier"], case=first.case,
    )  # fmt: skip
    assert second.case == first.case
    assert Child.objects.count() == 1
    assert clock(second, "notify_panel").due_on == date(2024, 6, 10)
    assert clock(first, "notify_panel").due_on == DUE


def test_a_closed_folder_takes_no_further_incident(cast: Cast) -> None:
    first = record(cast)
    close_case(first.case, why="Nothing more to do", by=cast["notifier"])
    with pytest.raises(NotDone, match="Reopen it first"):
        record_incident(
            told(), partnership=cast.partnership, authority=cast.council, by=cast["notifier"], case=first.case
        )
    assert Incident.objects.count() == 1


def test_what_is_known_now_can_go_with_everything_else_unknown(cast: Cast) -> None:
    incident = record(cast, happened_on=None, children=())
    assert clock(incident, "notify_panel").due_on == DUE


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"became_aware": date(2999, 1, 1)}, "in the future"),
        ({"became_aware": datetime(2999, 1, 1, tzinfo=UTC)}, "in the future"),
        ({"became_aware": date(1907, 5, 1), "happened_on": None}, "Check the year"),
        ({"became_aware": None}, "when the authority became aware"),
        ({"limb": ""}, "why the incident may have to be notified"),
        ({"happened_on": date(2024, 5, 21)}, "before it happened"),
        ({"happened_on": date(2999, 1, 1)}, "today or in the past"),
        ({"what_is_known": "  "}, "even if it is little"),
        ({"children": (TAM,) * 5}, "up to four children"),
        ({"limb": Limb.LOOKED_AFTER}, "has died and was looked after"),
        ({"limb": Limb.CARE_LEAVER}, "were a care leaver"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_sentence(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotDone, match=sentence):
        record(cast, **wrong)
    assert not Case.objects.exists()


def test_a_death_before_birth_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    known = Known(born_on=date(2024, 2, 1), died_on=date(2024, 1, 31))
    with pytest.raises(NotDone, match="Child 1: The date of death is before the date of birth"):
        record(cast, children=(replace(TAM, known=known, outcome=Nature.DEATH),))
    assert not Case.objects.exists()
    assert not Child.objects.exists()


def test_an_authority_may_have_become_aware_before_an_estimated_day(cast: Cast) -> None:
    incident = record(cast, happened_on=date(2024, 5, 21), happened_on_is_estimated=True)
    assert clock(incident, "notify_panel").due_on == DUE


def test_the_hour_is_kept_where_it_is_known(cast: Cast) -> None:
    hour = datetime(2024, 5, 20, 16, 45, tzinfo=LONDON)
    incident = record(cast, became_aware=hour)
    assert (incident.became_aware_on, incident.became_aware_at) == (AWARE, hour)
    assert KeptFact.objects.get(kind="incident_known").at == hour


def test_a_looked_after_childs_death_without_suspicion_goes_to_the_secretary_of_state_and_not_the_panel(
    cast: Cast,
) -> None:
    child = replace(TAM, outcome=Nature.DEATH, looked_after=YesNo.YES)
    incident = record(cast, nature=Nature.DEATH, limb=Limb.LOOKED_AFTER, children=(child,))
    assert duties(incident) == {"notify_looked_after_child_death"}
    involved = incident.involved.get()
    assert clock(incident, "notify_looked_after_child_death", f"child-{involved.pk}").due_on == DUE


def test_the_same_draft_makes_one_paper_only(cast: Cast) -> None:
    as_person(cast["notifier"])
    draft = begin_draft("incident", body=cast.council, partnership=cast.partnership, by=cast["notifier"])
    words = {"partnership": cast.partnership, "authority": cast.council, "by": cast["notifier"], "draft": draft}
    incident = record_incident(told(), **words)  # type: ignore[arg-type]
    with pytest.raises(AlreadySubmitted):
        record_incident(told(), **words)  # type: ignore[arg-type]
    assert Incident.objects.get() == incident
    draft.refresh_from_db()
    assert draft.paper_id == incident.pk


def test_a_school_raises_an_incident_and_no_day_runs_until_it_is_taken_up(cast: Cast) -> None:
    incident = raise_incident(cast)
    assert incident.waits_to_be_taken_up
    assert duties(incident) == set()
    assert KeptFact.objects.get(case=incident.case).kind == "incident_raised"
    grant = Grant.objects.get(folder=incident.case_id, body=cast.school)
    assert grant.opens == "own contribution"


def test_the_authority_is_told_that_something_waits_and_not_what_it_is(cast: Cast) -> None:
    incident = raise_incident(cast)
    message = Message.objects.get(kind="incident raised")
    assert message.to == cast.council.mailbox
    assert incident.case.reference in message.subject
    assert "Tam" not in message.subject + message.text


def test_a_raiser_cannot_say_when_the_authority_became_aware(cast: Cast) -> None:
    as_person(cast["school lead"])
    incident = record_incident(
        told(), partnership=cast.partnership, authority=cast.council, by=cast["school lead"], raised_by=cast.school
    )
    assert (incident.limb, incident.became_aware_on) == ("", None)


def test_the_police_hold_the_key_already_and_get_no_second_one(cast: Cast) -> None:
    incident = raise_incident(cast, by="police partner")
    assert [g.opens for g in Grant.objects.filter(folder=incident.case_id, body=cast.police)] == ["all"]


def test_taking_up_starts_the_working_days_from_when_the_authority_became_aware(cast: Cast) -> None:
    incident = raise_incident(cast)
    as_person(cast["notifier"])
    taken = take_up(incident, became_aware=AWARE, limb=Limb.IN_AREA, by=cast["notifier"])
    assert taken.taken_up_by == cast["notifier"]
    assert taken.was_raised
    assert not taken.waits_to_be_taken_up
    assert clock(incident, "notify_panel").due_on == DUE


def test_an_incident_is_taken_up_once(cast: Cast) -> None:
    incident = raise_incident(cast)
    as_person(cast["notifier"])
    take_up(incident, became_aware=AWARE, limb=Limb.UNCERTAIN, by=cast["notifier"])
    with pytest.raises(NotDone, match=f"This incident is taken up already, by {cast['notifier']}"):
        take_up(incident, became_aware=AWARE, limb=Limb.IN_AREA, by=cast["notifier"])
    incident.refresh_from_db()
    assert incident.limb == Limb.UNCERTAIN


def test_taking_up_refuses_a_day_before_it_happened_and_a_day_to_come(cast: Cast) -> None:
    incident = raise_incident(cast)
    as_person(cast["notifier"])
    with pytest.raises(NotDone, match="before it happened"):
        take_up(incident, became_aware=date(2024, 5, 18), limb=Limb.IN_AREA, by=cast["notifier"])
    with pytest.raises(NotDone, match="in the future"):
        take_up(incident, became_aware=date(2999, 1, 1), limb=Limb.IN_AREA, by=cast["notifier"])


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"born_on": date(2999, 1, 1)}, "The date of birth is in the future"),
        ({"died_on": date(2999, 1, 1)}, "The date of death must be today or in the past"),
    ],
)
def test_a_child_who_cannot_be_so_is_told_by_their_place_and_nothing_is_recorded(
    cast: Cast, known: dict[str, Any], sentence: str
) -> None:
    second = replace(TAM, known=Known(given_names="Ria", family_name="Underbridge", **known))
    with pytest.raises(NotDone, match=f"^Child {2}: {sentence}"):
        record(cast, children=(TAM, second))
    assert not Incident.objects.exists()
    assert not Child.objects.exists()
