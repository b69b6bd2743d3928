"""Incidents of 2017, under the 2015 guidance: Ofsted and the board are told within five working days."""

from __future__ import annotations

from datetime import date

from handrail.demonstration.hour import hour_of
from handrail.demonstration.longer_reviews import chair_decided
from handrail.demonstration.notifying import BOY, GIRL, call, child, closed, harm, recorded, told_of
from handrail.demonstration.stories.learnt_before import four_agencies_in_one_winter
from handrail.demonstration.telling import Telling
from handrail.service.incidents.models import Incident, Nature, Notice

OFSTED_AND_LSCB = Notice.To.OFSTED_AND_LSCB
BY_FORM = "by the form for serious incidents, and by letter to the chair of the board"


def told_in_time_over_easter_2017(wv: Telling) -> Incident:
    """Known on the Monday before Easter: the long weekend takes two of the days away."""
    known, told = date(2017, 4, 10), date(2017, 4, 18)
    incident = recorded(wv, known, "11:20", harm(
        "Wren was found alone in a cold house and is seriously ill. Nobody can say how long she had been alone.",
        child("Wren Fairlight", date(2015, 2, 3), GIRL, lives_at="4 Example Row, Upper Wend"),
        aware=hour_of(known, "10:05"), happened_on=date(2017, 4, 9), place="At home, in Upper Wend",
        made_safe="Wren is in hospital and will not go home from there.",
    ))  # fmt: skip
    told_of(wv, incident, OFSTED_AND_LSCB, told, "15:10", how=BY_FORM, reference="2017/0412")
    chair_decided(
        wv, incident, date(2017, 5, 12), "10:00", hold=True, told=date(2017, 5, 15),
        reasons="Four agencies had been to the house that winter, and none of them knew of the others.",
        met={"serious_case_harm": "She was seriously harmed, and four agencies did not put together what they knew."},
    )  # fmt: skip
    four_agencies_in_one_winter(
        wv, incident.case, "The trial ended in January. Nothing could be published while it went on."
    )
    closed(wv, incident.case, date(2018, 3, 1), "The serious case review was published.")
    return incident


def told_late_in_november_2017_with_its_reason(wv: Telling) -> Incident:
    known, told = date(2017, 11, 6), date(2017, 11, 16)
    incident = recorded(wv, known, "16:45", harm(
        "Jory was hurt by an adult who was looking after him. He will recover.",
        child("Jory Larkspur", date(2016, 8, 21), BOY, lives_at="17 Sample Street, Nether Wend"),
        aware=hour_of(known, "15:30"), nature=Nature.SERIOUS_HARM, abuse="Physical abuse",
        happened_on=date(2017, 11, 5), place="A relative's house",
    ))  # fmt: skip
    call(wv, incident.case, "notifier", date(2017, 11, 8), "09:30", "The children's ward", (
        "The ward sister says the doctors disagree about the cause, and will meet again next week."
    ))  # fmt: skip
    told_of(wv, incident, OFSTED_AND_LSCB, told, "12:00", how=BY_FORM, reference="2017/1107", late_reason=(
        "We waited for a second medical opinion. We should have told what we knew and added to it."
    ))  # fmt: skip
    chair_decided(
        wv, incident, date(2017, 12, 8), "14:20", hold=False, told=date(2017, 12, 13),
        reasons="There is no concern about how the agencies worked together.",
    )  # fmt: skip
    closed(wv, incident.case, date(2018, 1, 15), "The board decided against a serious case review.")
    return incident
