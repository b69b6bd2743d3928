"""In a closed folder nothing is done about an incident, whatever is posted; what is shared can still be ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.guidance.days import earliest_instant
from handrail.service.access.grounds import MEETING
from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone, close_case, reopen_case
from handrail.service.children.actions import Known
from handrail.service.incidents import actions
from handrail.service.incidents.actions.share import shared_with
from handrail.service.incidents.models import Correction, Incident, Limb, Notice, Outcome, PartnerView
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import AWARE, as_person, raise_incident, record, told

Act = Callable[[Cast, Incident], Any]
NOTICE: dict[str, Any] = {"to": Notice.To.PANEL, "at": AWARE, "by_name": "Norris Tiffin"}


def as_(part: str, cast: Cast) -> Person:
    return as_person(cast[part])


ACTS: dict[str, Act] = {
    "correct": lambda cast, incident: actions.correct(
        incident, "place", now="The flat", reason="Learnt since.", by=as_("notifier", cast)
    ),
    "correct_child": lambda cast, incident: actions.correct_child(
        incident,
        incident.involved.get(),
        {"looked_after": "yes"},
        reason="Learnt since.",
        by=as_("notifier", cast),
    ),
    "set_child_right": lambda cast, incident: actions.set_child_right(
        incident, incident.involved.get().child, Known(given_names="Tamsin"), by=as_("notifier", cast)
    ),
    "decide": lambda cast, incident: actions.decide(
        incident,
        decided=Outcome.Decided.NOTIFY,
        reasons="It is met.",
        decided_on=AWARE,
        by=as_("council partner", cast),
    ),
    "give_view": lambda cast, incident: actions.give_view(
        incident,
        body=cast.police,
        view=PartnerView.View.NOTIFY,
        reasons="It is met.",
        by=as_("police partner", cast),
    ),
    "sign_off": lambda cast, incident: actions.sign_off(incident, by=as_("senior officer", cast)),
    "record_notice": lambda cast, incident: actions.record_notice(incident, **NOTICE, by=as_("notifier", cast)),
    "set_aside": lambda cast, incident: actions.set_aside(
        incident.notices.get(), why="Recorded in error.", by=as_("notifier", cast)
    ),
    "share_with": lambda cast, incident: actions.share_with(
        incident, cast.neighbour, ground=MEETING, by=as_("coordinator", cast)
    ),
    "record_incident": lambda cast, incident: actions.record_incident(
        told(), partnership=cast.partnership, authority=cast.council, by=as_("notifier", cast), case=incident.case
    ),
    "take_up": lambda cast, incident: actions.take_up(
        incident, became_aware=earliest_instant(AWARE), limb=Limb.IN_AREA, by=as_("notifier", cast)
    ),
}
GOES_ON = {"end_sharing"}
"""A key that was given is ended at any time."""


def as_it_stood(cast: Cast, act: str) -> Incident:
    """The incident to which the act could be done while its folder was open."""
    incident = raise_incident(cast) if act == "take_up" else record(cast)
    if act == "set_aside":
        actions.record_notice(incident, **NOTICE, by=cast["notifier"])
    return incident


def closed(incident: Incident, cast: Cast) -> None:
    close_case(incident.case, why="Nothing more is to be done.", by=as_person(cast["coordinator"]))


def test_every_action_is_here() -> None:
    assert {*ACTS, *GOES_ON} == {name for name in actions.__all__ if name[0].islower()}


@pytest.mark.parametrize("act", ACTS)
def test_it_is_refused_until_the_folder_is_reopened(cast: Cast, act: str) -> None:
    incident = as_it_stood(cast, act)
    closed(incident, cast)
    with pytest.raises(NotDone, match="This folder is closed"):
        ACTS[act](cast, incident)
    reopen_case(incident.case, why="There is more to do.", by=as_person(cast["coordinator"]))
    ACTS[act](cast, Incident.objects.get(pk=incident.pk))


def test_sharing_is_ended_in_a_closed_folder_and_not_begun(cast: Cast, client: Client) -> None:
    incident = record(cast)
    actions.share_with(incident, cast.neighbour, ground=MEETING, by=as_person(cast["coordinator"]))
    closed(incident, cast)
    client.force_login(cast["coordinator"])
    page = reverse("incidents:incident", args=[incident.case_id, incident.pk])
    shown = client.get(page).content.decode()
    assert "End sharing with Farrowdale" in shown
    assert "Share with another partnership" not in shown
    client.post(reverse("incidents:end_sharing", args=[incident.case_id, incident.pk, cast.neighbour.pk]))
    assert not shared_with(incident)


def test_who_posts_to_a_closed_folder_is_told_and_loses_no_words(cast: Cast, client: Client) -> None:
    incident = record(cast)
    closed(incident, cast)
    client.force_login(cast["notifier"])
    page = reverse("incidents:correct", args=[incident.case_id, incident.pk, "place"])
    answer = client.post(page, {"now": "The flat above the shop", "reason": "Learnt since."}).content.decode()
    assert "This folder is closed, so nothing is changed or recorded in it." in answer
    assert "The flat above the shop" in answer
    assert not Correction.objects.exists()
