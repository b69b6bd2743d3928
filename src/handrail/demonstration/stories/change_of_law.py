"""Days on which the law was changing: in England in June 2018, in this area in September 2019, in December 2023."""

from __future__ import annotations

from datetime import date

from handrail.demonstration.hour import hour_of
from handrail.demonstration.longer_reviews import chair_decided
from handrail.demonstration.notifying import BOY, GIRL, child, closed, harm, notified, recorded
from handrail.demonstration.panels_table import agreed
from handrail.demonstration.reviewing import Words, reviewed
from handrail.demonstration.stories.learnt_before import one_chart, taken_down
from handrail.demonstration.telling import Telling
from handrail.service.incidents.models import Incident

LEARNT = "The rapid review was sent, and its actions are done."


def the_panel_notified_while_the_board_lived_on(wv: Telling) -> Incident:
    """In Marlbrook in July 2018 the new duty to notify and the board's old duty to decide run side by side."""
    known, told = date(2018, 7, 10), date(2018, 7, 16)
    incident = recorded(wv, known, "12:30", harm(
        "Perrin was brought to hospital very underweight. Several agencies had been visiting the family.",
        child("Perrin Stonecrop", date(2017, 9, 14), BOY, lives_at="Flat 2, Pattern House, Marlbrook"),
        aware=hour_of(known, "11:15"), happened_on=known, place="At home, in Marlbrook",
    ), part="other notifier")  # fmt: skip
    notified(wv, incident, told, "10:30", part="other notifier", reference="SIN-2018-00031")
    reviewed(wv, incident, Words(
        facts="Five agencies visited in eight weeks. Each recorded a weight; nobody put the weights side by side.",
        improvements="A growth chart that goes with the child, and one practitioner who is known to hold it.",
        next_steps="Health visitors and the hospital agree who plots the chart. The board decides on its own review.",
        met={
            "serious_case_harm": "He was seriously harmed, and five agencies did not put together what they knew.",
            "local_agencies": "Five agencies saw him and none saw the whole.",
        },
    ), date(2018, 8, 3))  # fmt: skip
    chair_decided(
        wv, incident, date(2018, 8, 9), "11:00", hold=True, told=date(2018, 8, 13),
        reasons="Five agencies weighed him and nobody put the weights side by side. The new Panel was told.",
        met={"serious_case_harm": "He was seriously harmed, and five agencies did not put together what they knew."},
    )  # fmt: skip
    agreed(wv, incident.case, date(2018, 9, 12), "Neglect of infants")
    publication = one_chart(wv, incident.case, "The first reviewer fell ill and another began anew in January.")
    closed(wv, incident.case, date(2019, 6, 14), "The board's serious case review was published on 7 June 2019.")
    taken_down(wv, publication)
    return incident


def in_the_week_before_the_area_changed_its_law(wv: Telling) -> Incident:
    """Notified on the last working day of August 2019: the board ended before it had decided on a review."""
    known, told = date(2019, 8, 28), date(2019, 8, 30)
    incident = recorded(wv, known, "09:50", harm(
        "Tamsin was hurt at home. There had been three calls to the police in a year.",
        child("Tamsin Bilberry", date(2012, 5, 30), GIRL, lives_at="31 Specimen Lane, Upper Wend"),
        aware=hour_of(known, "09:10"), abuse="Domestic abuse", happened_on=date(2019, 8, 27), place="At home",
    ))  # fmt: skip
    notified(wv, incident, told, "16:00", reference="SIN-2019-00207")
    reviewed(wv, incident, Words(
        facts="The police sent three notices to children's services. Each was read by itself and closed.",
        improvements="A third notice about one address in a year is read together with the two before it.",
        next_steps="The front door changes how notices are read, by the end of October.",
        met={"local_improvements": "Notices read one at a time were found in a review two years ago."},
    ), date(2019, 9, 19))  # fmt: skip
    agreed(wv, incident.case, date(2019, 10, 9), "Notices read one at a time")
    closed(wv, incident.case, date(2019, 11, 29), LEARNT)
    return incident


def the_day_after_the_area_changed_its_law(wv: Telling) -> Incident:
    """Known on 3 September 2019, when the partnership's own arrangements had begun: no board decides any more."""
    known, told = date(2019, 9, 3), date(2019, 9, 6)
    incident = recorded(wv, known, "14:40", harm(
        "Corin was found badly dehydrated. He had missed four appointments.",
        child("Corin Toadflax", date(2018, 1, 11), BOY, lives_at="8 Model Way, Upper Wend"),
        aware=hour_of(known, "13:25"), happened_on=date(2019, 9, 2), place="At home",
    ))  # fmt: skip
    notified(wv, incident, told, "11:45", reference="SIN-2019-00211")
    reviewed(wv, incident, Words(
        facts="Missed appointments were recorded as the parents' choice. Nobody asked how they were to get there.",
        improvements="A missed appointment of a small child is followed up as something that happened to the child.",
        next_steps="Three services change the word they use, and what they do when it is used.",
        met={"local_themes": "Children who are not brought are a theme in other areas."},
    ), date(2019, 9, 26))  # fmt: skip
    agreed(wv, incident.case, date(2019, 10, 23), "Children who are not brought")
    closed(wv, incident.case, date(2019, 12, 13), LEARNT)
    return incident


def on_the_last_day_of_the_2018_guidance(wv: Telling) -> Incident:
    """Known and notified on 14 December 2023: the fifteen days are still the Panel's expectation."""
    day = date(2023, 12, 14)
    incident = recorded(wv, day, "10:10", harm(
        "Merrin was hurt while in the care of a family friend.",
        child("Merrin Whinchat", date(2021, 3, 19), GIRL, lives_at="12 Example Row, Upper Wend"),
        aware=hour_of(day, "09:20"), abuse="Physical abuse", happened_on=date(2023, 12, 13), place="A friend's house",
    ))  # fmt: skip
    notified(wv, incident, day, "16:15", reference="SIN-2023-00388")
    reviewed(wv, incident, Words(
        facts="Two agencies knew that the friend was caring for Merrin most days; neither had asked who he was.",
        improvements="Practitioners ask who looks after a child, every day of the week, and write it down.",
        next_steps="A prompt in two records systems, by February.",
    ), date(2024, 1, 8))  # fmt: skip
    agreed(wv, incident.case, date(2024, 1, 24), "Who looks after a child")
    closed(wv, incident.case, date(2024, 3, 15), LEARNT)
    return incident


def on_the_first_day_of_the_2023_guidance(wv: Telling) -> Incident:
    """Known and notified on 15 December 2023: from this day the fifteen days stand in the guidance itself."""
    day = date(2023, 12, 15)
    incident = recorded(wv, day, "11:35", harm(
        "Lowen was seriously harmed at home and is in hospital. He had asked for help at school in October.",
        child("Lowen Sandpiper", date(2008, 6, 2), BOY, lives_at="5 Sample Street, Nether Wend"),
        aware=hour_of(day, "10:50"), abuse="Emotional abuse", happened_on=date(2023, 12, 14), place="At home",
    ))  # fmt: skip
    notified(wv, incident, day, "15:45", reference="SIN-2023-00391")
    reviewed(wv, incident, Words(
        facts="Lowen asked for help in October. The waiting list was fourteen weeks; nobody told him so.",
        improvements="A young person who waits is told how long, and by whom they can be seen meanwhile.",
        next_steps="The board and the schools agree what is offered during a wait.",
        good_practice="His form tutor wrote down his own words and passed them on the same day.",
    ), date(2024, 1, 10))  # fmt: skip
    agreed(wv, incident.case, date(2024, 2, 7), "Waiting for help")
    closed(wv, incident.case, date(2024, 4, 12), LEARNT)
    return incident
