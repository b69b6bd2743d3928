"""Working days that are hard to count: across Easter 2019, and in the spring of 2020."""

from __future__ import annotations

from datetime import date

from handrail.demonstration.hour import hour_of
from handrail.demonstration.longer_reviews import chair_decided
from handrail.demonstration.notifying import BOY, GIRL, call, child, closed, harm, notified, recorded
from handrail.demonstration.panels_table import agreed
from handrail.demonstration.reviewing import Words, reviewed
from handrail.demonstration.telling import Telling
from handrail.service.incidents.models import Incident


def notified_and_reviewed_across_easter_2019(wv: Telling) -> Incident:
    """Known a week before Good Friday; the fifteen days take in Easter and the early May bank holiday."""
    known, told, sent = date(2019, 4, 12), date(2019, 4, 16), date(2019, 5, 9)
    incident = recorded(wv, known, "15:20", harm(
        "Bryony fell from a window that had been reported as unsafe. She is badly hurt.",
        child("Bryony Harebell", date(2016, 11, 8), GIRL, lives_at="22 Pattern House, Upper Wend"),
        aware=hour_of(known, "14:00"), happened_on=known, place="At home",
    ))  # fmt: skip
    notified(wv, incident, told, "13:05", reference="SIN-2019-00094")
    reviewed(wv, incident, Words(
        facts="The landlord, the health visitor and a support worker each reported the window to somebody.",
        improvements="A danger in a home with small children is reported to one place, which answers.",
        next_steps="The district's housing team joins the front door on two mornings a week.",
        met={"local_agencies": "Three agencies reported the same thing to three places."},
    ), sent)  # fmt: skip
    chair_decided(
        wv, incident, date(2019, 5, 14), "10:30", hold=False, told=date(2019, 5, 16),
        reasons="Her parents had done what they could. Neglect is no longer suspected, so no criterion is met.",
    )  # fmt: skip
    agreed(wv, incident.case, date(2019, 6, 12), "Dangers in the home")
    closed(wv, incident.case, date(2019, 8, 30), "The rapid review was sent, and its actions are done.")
    return incident


def five_days_stood_and_fifteen_were_relaxed(wv: Telling) -> Incident:
    """Spring 2020: the five days for notifying stood over Easter; the fifteen for the review were relaxed."""
    known, told, sent = date(2020, 4, 6), date(2020, 4, 14), date(2020, 5, 22)
    incident = recorded(wv, known, "12:15", harm(
        "Silvan was hurt at home. Nobody outside the family had seen him for three weeks.",
        child("Silvan Lapwing", date(2014, 7, 27), BOY, lives_at="40 Specimen Lane, Upper Wend"),
        aware=hour_of(known, "11:40"), abuse="Physical abuse", happened_on=date(2020, 4, 5), place="At home",
    ))  # fmt: skip
    notified(wv, incident, told, "17:10", reference="SIN-2020-00118")
    call(wv, incident.case, "coordinator", date(2020, 4, 15), "10:00", "The Panel's office", (
        "They do not look for the fifteen working days at present; a review is still wanted, when it can be done."
    ))  # fmt: skip
    reviewed(wv, incident, Words(
        facts="Silvan had a place at school kept open for him. The offer was made by letter and nobody rang.",
        improvements="A place that is not taken up is followed by a call, and then by a visit to the door.",
        next_steps="Schools and social workers share one list of children whom nobody has seen for a week.",
    ), sent)  # fmt: skip
    agreed(wv, incident.case, date(2020, 6, 17), "Children whom nobody sees")
    closed(wv, incident.case, date(2020, 9, 30), "The rapid review was sent, and its actions are done.")
    return incident
