"""Whoever a folder of a death names is held against what leaves it for the panel: in whichever field they stand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from handrail.service import child_deaths
from handrail.service.access.models import Exclusion
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.child_deaths.actions.alike import join, undo
from handrail.service.child_deaths.models import (
    Correction,
    Death,
    Event,
    JointDecision,
    KnownTo,
    Notification,
    ReviewMeeting,
    ScopeDecision,
    Situation,
    SituationTold,
    TimeSpent,
    WrittenAccount,
)
from handrail.service.children.models import Child
from handrail.service.meetings.models import Meeting
from handrail.service.overview_panels.actions import sitting, speaking
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay, marks_of
from handrail.service.overview_panels.guarding import WouldTell
from handrail.service.overview_panels.models import PanelDeath
from handrail.service.overview_panels.named import agencies_in, people_in
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.overview_panels.panels import DIED, a_death, before_the_panel, day, retyped, sits, the_panel

WHO = "Tabitha Greene"


def notified(cast: Cast, case: Case, **more: Any) -> Death:
    child = Child.objects.filter(folder=case.folder).first() or Child.objects.create(folder=case.folder, sex="male")
    given = {"circumstances": "At home."} | more
    return Death.objects.create(
        case=case, child=child, sent_by=cast.trust, born="alive", died_on=DIED, recorded_by=cast["coordinator"], **given
    )


def refused(cast: Cast, case: Case, text: str) -> None:
    with pytest.raises(NotDone, match="would tell whose death it is"):
        lay(retyped(cast, case, f"A child died. {text}"), let_stand=True, by=cast["coordinator"])


def test_who_cared_for_the_child_and_what_knew_it_reaches_no_panel(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    death = notified(cast, case, carers="Marta Kowalczyk, mother", other_children="Ottilie, 4")
    KnownTo.objects.create(death=death, name="Larkbeck Primary School", added_by=by)
    KnownTo.objects.create(death=death, name="Tabitha Greene, health visitor", added_by=by)
    for text in (
        "Marta Kowalczyk rang for an ambulance.", "The child went to Larkbeck Primary School.",
        "The sister, Ottilie, was safe.", "Tabitha Greene, health visitor, had weighed the child.",
    ):  # fmt: skip
        refused(cast, case, text)
    carry()
    assert not PanelDeath.objects.exists()
    lay(retyped(cast, case, "The mother rang. A health visitor from a primary school came."), let_stand=False, by=by)


def joint(field: str) -> Callable[[Death, Any], object]:
    return lambda death, by: JointDecision.objects.create(
        death=death, called_for=True, decided_on=DIED, reasons=".", recorded_by=by, **{field: f"{WHO}, on call"}
    )


def told(field: str) -> Callable[[Death, Any], object]:
    return lambda death, by: Notification.objects.create(
        death=death, on=DIED, recorded_by=by, **({"by_name": "Somebody"} | {field: WHO})
    )


def account(death: Death, by: Any) -> object:
    meeting = Meeting.objects.create(case=death.case, about="x", starts_at=timezone.now(), place="Here", recorded_by=by)
    review = ReviewMeeting.objects.create(death=death, meeting=meeting, kind=ReviewMeeting.Kind.OTHER, recorded_by=by)
    return WrittenAccount.objects.create(review_meeting=review, name=WHO, absence_known_on=DIED, recorded_by=by)


def because(death: Death, by: Any) -> object:
    special = Situation.objects.create(death=death, key="custody", recorded_by=by)
    return SituationTold.objects.create(situation=special, name=WHO, on=DIED, recorded_by=by)


PLANTED: dict[str, Callable[[Death, Any], object]] = {
    "Death.carers": lambda death, by: Death.objects.filter(pk=death.pk).update(carers=f"Mother; {WHO}"),
    "Death.other_children": lambda death, by: Death.objects.filter(pk=death.pk).update(other_children=f"A girl, {WHO}"),
    "Event.who": lambda death, by: Event.objects.create(
        death=death, kind="scene_visited", on=DIED, who=f"DI {WHO}", recorded_by=by
    ),
    **{f"JointDecision.{field}": joint(field) for field in ("health", "police", "social_care")},
    "KnownTo.name": lambda death, by: KnownTo.objects.create(death=death, name=WHO, added_by=by),
    "KnownTo.part": lambda death, by: KnownTo.objects.create(death=death, name="A.", part=f"to {WHO}", added_by=by),
    **{f"Notification.{field}": told(field) for field in ("by_name", "job", "agency")},
    "ScopeDecision.decided_by_name": lambda death, by: ScopeDecision.objects.create(
        death=death, why="child death", decided_on=DIED, decided_by_name=WHO, recorded_by=by
    ),
    "SituationTold.name": because,
    "TimeSpent.by_name": lambda death, by: TimeSpent.objects.create(
        death=death, step="other", minutes=5, on=DIED, by_name=WHO, recorded_by=by
    ),
    "WrittenAccount.name": account,
}


def test_every_field_that_is_said_to_name_people_is_planted() -> None:
    table = Path(child_deaths.__file__).parent / "fields.csv"
    with table.open(encoding="utf-8", newline="") as file:
        said = {f"{line['model']}.{line['field']}" for line in csv.DictReader(file) if line["why"].startswith("names ")}
    assert set(PLANTED) == said


@pytest.mark.parametrize("field", PLANTED)
def test_a_name_in_each_field_that_names_people_reaches_no_panel(cast: Cast, field: str) -> None:
    case = a_death(cast)
    PLANTED[field](notified(cast, case), cast["coordinator"])
    refused(cast, case, "Greene rang.")
    refused(cast, case, "Then Tabitha came.")


def test_a_correction_of_who_cared_for_the_child_is_known_too(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    Correction.objects.create(
        death=notified(cast, case), field="carers", was="Not known", now="Aunt, Hesper", reason="A slip.", made_by=by
    )
    refused(cast, case, "Her aunt, Hesper, came.")


def test_whoever_was_asked_by_code_or_shut_out_is_known_too(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    surgery = Body.objects.create(kind=Kind.RELEVANT_AGENCY, name="Thornmere Surgery")
    Practitioner.objects.create(
        folder=case.folder, paper_id=case.pk, body=surgery, full_name="Ambrose Tickell", email="a@thornmere.example",
        number="12345678", door="d", asked_by=by,
    )  # fmt: skip
    Exclusion.objects.create(folder=case.folder, names=["Corvin Vayle"], stands="relative", why="A threat.", made_by=by)
    for text in ("Then Tickell rang.", "The Thornmere practice rang.", "Vayle came."):
        refused(cast, case, text)


def test_a_body_that_knew_the_child_and_holds_no_key_is_known(cast: Cast) -> None:
    case = a_death(cast)
    school = Body.objects.create(kind=Kind.RELEVANT_AGENCY, name="Larkbeck Academy")
    KnownTo.objects.create(death=notified(cast, case), body=school, added_by=cast["coordinator"])
    refused(cast, case, "The child was at Larkbeck.")


def test_a_name_in_running_text_is_marked_and_let_stand_only_once_it_was_read(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    notified(cast, case, circumstances="At home. A neighbour, Ysolde, had rung.")
    pack = retyped(cast, case, "A child died. A neighbour, Ysolde, rang.")
    assert [(mark.flag.words, mark.refuses) for mark in marks_of(pack)] == [("Ysolde", False)]
    with pytest.raises(NotDone, match="Read each of the words marked"):
        lay(pack, let_stand=False, by=by)
    lay(pack, let_stand=True, by=by)


def test_what_was_retyped_is_not_held_against_itself(cast: Cast) -> None:
    case = a_death(cast)
    assert marks_of(retyped(cast, case, "A child died. A neighbour, Ysolde, rang.")) == []


def test_at_the_panel_a_name_in_running_text_is_marked_too(cast: Cast) -> None:
    case = a_death(cast)
    notified(cast, case, circumstances="At home. A neighbour, Ysolde, had rung.", carers="Marta Kowalczyk")
    death = before_the_panel(cast, case)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    sitting.put_on(death, sitting.plan(the_panel(), on=day(0), theme="", joined_by="", by=chair), by=chair)
    with pytest.raises(WouldTell, match="Ysolde.*say below that it tells nobody"):
        speaking.keep_minutes(death, "The neighbour, Ysolde, was thanked.", let_stand=False, by=chair)
    speaking.keep_minutes(death, "The neighbour, Ysolde, was thanked.", let_stand=True, by=chair)
    with pytest.raises(WouldTell, match="Kowalczyk"):
        speaking.keep_minutes(death, "Mrs Kowalczyk was thanked.", let_stand=True, by=chair)


def test_what_the_folder_of_a_second_notification_knows_counts_while_the_two_are_joined(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    first, other = notified(cast, case), open_folder_for(cast)
    name_actor(by)
    second = notified(cast, other, place="Thornmere Weir", circumstances="The neighbour, Ysolde, had rung.")
    KnownTo.objects.create(death=second, name="Tabitha Greene, health visitor", added_by=by)
    joining = join(first, second, why="The same child.", by=by)
    for text in ("Tabitha Greene rang.", "It was at Thornmere Weir."):
        refused(cast, case, text)
    assert [mark.flag.words for mark in marks_of(retyped(cast, case, "The neighbour, Ysolde, rang."))] == ["Ysolde"]
    undo(joining, why="Two children.", by=by)
    assert marks_of(retyped(cast, case, "It was at Thornmere Weir.")) == []


@pytest.mark.parametrize(
    ("line", "people", "agencies"),
    [
        ("Marta Kowalczyk, mother", ["Marta Kowalczyk"], []), ("Ottilie, 4; and Rose, 6", ["Ottilie", "Rose"], []),
        ("Mother (Marta)", ["Marta"], []), ("The duty team, and DI Cordelia Vayle", ["Cordelia Vayle"], []),
        ("Larkbeck Primary School", [], ["Larkbeck Primary School"]), ("Named Nurse", [], []), ("Duty Team", [], []),
        ("Consultant Neonatologist", [], []), ("Children’s Services", [], []), ("Detective Sergeant", [], []),
        ("Lives with grandmother. Safe.", [], []), ("Midwife at Rose Hill Surgery", [], ["Rose Hill Surgery"]),
    ],
)  # fmt: skip
def test_a_line_names_people_and_agencies_and_not_what_somebody_is(
    line: str, people: list[str], agencies: list[str]
) -> None:
    assert sorted(people_in(line, of_the_family=True)) == sorted(people)
    assert list(agencies_in(line)) == agencies
