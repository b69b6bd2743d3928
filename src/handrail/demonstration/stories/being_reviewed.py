"""Folders whose rapid review is under way, or was sent a little while ago. Days are counted back from today."""

from __future__ import annotations

from handrail.demonstration.answering import (
    Typed,
    chased,
    locked_for_the_review,
    summaries_asked,
    summary_begun,
    summary_sent,
    typed,
)
from handrail.demonstration.hour import hour_of
from handrail.demonstration.meeting import held, planned
from handrail.demonstration.notifying import (
    BOY,
    GIRL,
    call,
    child,
    decided,
    harm,
    led_by_the_coordinator,
    notified,
    recorded,
)
from handrail.demonstration.reviewing import PARTNERS, Words, approved, review_of, reviewed
from handrail.demonstration.telling import Telling
from handrail.service.access.grounds import MEETING
from handrail.service.incidents.actions import correct, share_with
from handrail.service.incidents.models import Incident, Outcome, YesNo
from handrail.service.learning.actions.tracked import add_action, record_done, write_progress
from handrail.service.meetings.actions.holding import decide
from handrail.service.reviews.actions import begin_rapid_review, write_page


def sent_to_the_panel_in_time(wv: Telling) -> Incident:
    """The review was sent in time. What the Panel asks of it is told with the Panel's own work."""
    known = wv.back(32)
    incident = recorded(wv, known, "11:10", harm(
        "Ivo was seriously harmed by another child. Both had been known to several agencies for years.",
        child("Ivo Woodlark", wv.years_ago(14), BOY, lives_at="6 Pattern House"),
        aware=hour_of(known, "10:20"), abuse="Exploitation, sexual or criminal", happened_on=known, place="A park",
        police_investigating=YesNo.YES,
    ))  # fmt: skip
    led_by_the_coordinator(wv, incident.case, known, "13:00")
    decided(wv, incident, wv.back(31), "09:45", Outcome.Decided.NOTIFY)
    notified(wv, incident, wv.back(30), "15:20", reference="SIN-0417")
    reviewed(wv, incident, Words(
        facts="Both children had left school places within a month. Each had a plan; the plans did not meet.",
        improvements="Children who may harm one another are talked about at one table.",
        next_steps="The two plans are joined, and one practitioner leads.",
        met={"local_agencies": "Two teams of one council planned apart."},
    ), wv.back(16))  # fmt: skip
    _actions(wv, incident)
    return incident


def _actions(wv: Telling, incident: Incident) -> None:
    source = "Rapid review"
    with wv.acting("coordinator", wv.back(16), "16:20") as cora:
        done = add_action(
            incident.case, title="Tell every school which children have no place this week", owner=wv.cast.council,
            owner_name="Admissions team", due_on=wv.back(4), source=source, by=cora,
        )  # fmt: skip
        late = add_action(
            incident.case, title="Hold one planning meeting for children who may harm one another",
            owner=wv.cast.council, owner_name="", due_on=wv.back(2), source=source, by=cora,
        )  # fmt: skip
        add_action(
            incident.case, title="Tell wards whom to ring when a hurt child knows the child who hurt them",
            owner=wv.cast.trust, owner_name="Named nurse", due_on=wv.ahead(12), source=source, by=cora,
        )  # fmt: skip
    with wv.acting("coordinator", wv.back(4), "11:30") as cora:
        record_done(done, done_on=wv.back(5), evidence="The first list went to thirty-one schools.", by=cora)
    with wv.acting("notifier", wv.back(3), "14:45") as norris:
        write_progress(late, text="The chair is off sick; a deputy is being found.", by=norris)


def notified_late_after_the_day_was_corrected(wv: Telling) -> Incident:
    """The day was first recorded too late; put right, it moved the due day. Notified late, with the reason."""
    known = wv.back(16)
    incident = recorded(wv, wv.back(14), "10:00", harm(
        "Elowen is in hospital, badly burnt. What the adults say does not fit.",
        child("Elowen Foxglove", wv.years_ago(3), GIRL, lives_at="14 Example Row"),
        aware=hour_of(wv.back(14), "09:25"), happened_on=known, place="At home",
    ))  # fmt: skip
    with wv.acting("notifier", wv.back(13), "15:15") as norris:
        correct(
            incident, "became_aware", now=hour_of(known, "17:05").isoformat(), by=norris,
            reason="The out-of-hours team took the hospital's call two days before it reached us.",
        )  # fmt: skip
    notified(wv, incident, wv.back(8), "10:50", reference="SIN-0431", late_reason=(
        "The out-of-hours team's note lay unread for two days, and the director was away. It is now read each morning."
    ))  # fmt: skip
    led_by_the_coordinator(wv, incident.case, wv.back(8), "12:00")
    with wv.acting("coordinator", wv.back(7), "09:30") as cora:
        begin_rapid_review(incident.case, [incident], by=cora)
        add_action(
            incident.case, title="Read the out-of-hours notes by nine each morning", owner=wv.cast.council,
            owner_name="Duty manager", due_on=wv.ahead(3), source="Late notification", by=cora,
        )  # fmt: skip
    return incident


READY = Words(
    facts="Rory was left with a neighbour for most of a month. Two agencies had been told, by two different people.",
    improvements="What neighbours tell an agency is written down as what it is: somebody seeing a child.",
    next_steps="The front door and the housing office try a shared form for three months.",
    family="Rory's mother was seen on Tuesday. She asked that his grandmother be heard, and she will be.",
    met={
        "local_agencies": "Two agencies each knew a half.",
        "local_improvements": "The same was recommended to the housing office in 2023.",
    },
    hold=True,
    why="The recommendation of 2023 was accepted and not carried out. A local review can find out why.",
)
READY_MINUTES = (
    "All on the list came.",
    "The ground rules were read.",
    "Rory is three. He is with his grandmother, and sleeps through.",
    "What happened between the second and the sixth is still not known.",
    "The police and the hospital have sent summaries.",
    "Safe. His cousin is to be seen this week.",
    "Neighbours spoke up. What they said was filed as a complaint about noise.",
    "The family do not speak English at home; no interpreter was asked for.",
    "Agencies together; improvements found before.",
    "Hold a local review.",
    "The social worker and an interpreter see his mother on Tuesday.",
)


def ready_for_the_third_approval(wv: Telling) -> Incident:
    """Met, minuted, written, and approved by the council and the police; health has still to approve."""
    known = wv.back(13)
    incident = recorded(wv, known, "12:50", harm(
        "Rory was found alone in a neighbour's flat, hungry and cold.",
        child("Rory Bramblewick", wv.years_ago(3), BOY, lives_at="19 Sample Street"),
        aware=hour_of(known, "12:00"), happened_on=known, place="A neighbour's flat",
    ))  # fmt: skip
    led_by_the_coordinator(wv, incident.case, known, "15:00", "RR 7")
    notified(wv, incident, wv.back(11), "11:30", reference="SIN-0436")
    bodies = (wv.cast.police, wv.cast.trust)
    asked = summaries_asked(wv, incident, bodies, wv.back(10), "09:20", due_on=wv.back(5))
    for part, body in zip(("police author", "hospital lead"), bodies, strict=True):
        pages = _whole_summary("Seen once this year, for something else.", "K. Lantern, head of safeguarding")
        summary_sent(wv, asked[body], part, wv.back(7), "14:00", pages)
    locked_for_the_review(wv, asked.values(), wv.back(6), "09:40")
    starts = (wv.back(4), "10:00")
    parts = (*PARTNERS, "police author", "hospital lead")
    meeting = planned(wv, incident, wv.back(6), "10:30", starts=starts, parts=parts, papers=asked.values())
    held(wv, meeting, wv.back(4), "13:10", READY_MINUTES)
    with wv.acting("coordinator", wv.back(4), "13:30") as cora:
        decide(
            meeting, text="See Rory's cousin at home.", immediate_action=True, owner=wv.cast.council,
            due_on=wv.ahead(1), by=cora,
        )  # fmt: skip
    review = review_of(wv, [incident], READY, wv.back(3), "09:50")
    approved(wv, review, wv.back(1), "12:15", ("council partner", "police partner"))
    return incident


def _whole_summary(involvement: str, agreed: str) -> Typed:
    return typed(
        involvement=involvement, at_once="Staff who know the family were told whom to ring.",
        worked_well="What was seen was written down on the day.", approved_by=agreed,
    )  # fmt: skip


def of_a_child_who_lives_in_farrowdale(wv: Telling) -> Incident:
    """It happened here and the child lives next door: two partnerships on one review."""
    known = wv.back(7)
    incident = recorded(wv, known, "14:10", harm(
        "Jem, who lives in Farrowdale, was hurt while staying with a relative here.",
        child("Jem Sedgeby", wv.years_ago(9), BOY, lives_at="2 Far Lane, Farrowdale"),
        aware=hour_of(known, "13:20"), abuse="Physical abuse", happened_on=known, place="A relative's house",
        elsewhere=wv.cast.neighbour_council, police_investigating=YesNo.YES,
    ))  # fmt: skip
    notified(wv, incident, wv.back(5), "10:40", reference="SIN-0440")
    with wv.acting("coordinator", wv.back(5), "11:30") as cora:
        why = "Jem lives in Farrowdale; they take part in the review."
        share_with(incident, wv.cast.neighbour, why=why, ground=MEETING, by=cora)
    call(wv, incident.case, "coordinator", wv.back(4), "10:15", "Stan Gerrard-Elsewhere, Farrowdale", (
        "We lead, because it happened here. Farrowdale's agencies send what they hold through Stan, and he joins the "
        "meeting. They will tell Jem's school."
    ))  # fmt: skip
    with wv.acting("deputy coordinator", wv.back(3), "09:35") as desmond:
        review = begin_rapid_review(incident.case, [incident], by=desmond)
        write_page(review, "facts", {"facts_of_case": (
            "Jem lives with his father in Farrowdale and was staying with his aunt in Upper Wend for the holidays."
        )}, by=desmond)  # fmt: skip
    return incident


def four_agencies_asked_for_summaries(wv: Telling) -> Incident:
    """Notified three days ago: one summary has come, one is half written, one was not opened, one is overdue."""
    known = wv.back(6)
    incident = recorded(wv, known, "09:40", harm(
        "Marigold was found to be seriously neglected after her school raised the alarm.",
        child("Marigold Cowslip", wv.years_ago(6), GIRL, nhs_number="9990000026"),
        aware=hour_of(known, "09:00"), happened_when="Over several months", place="At home",
        made_safe="Marigold is with foster carers.",
    ))  # fmt: skip
    led_by_the_coordinator(wv, incident.case, known, "11:00")
    decided(wv, incident, wv.back(4), "16:30", Outcome.Decided.NOTIFY)
    notified(wv, incident, wv.back(3), "09:50", reference="SIN-0444")
    cast, due = wv.cast, wv.ahead(5)
    asked = summaries_asked(wv, incident, (cast.police, cast.school, cast.trust), wv.back(3), "11:15", due_on=due)
    asked |= summaries_asked(wv, incident, (cast.probation,), wv.back(3), "11:25", due_on=wv.back(1))
    planned(wv, incident, wv.back(2), "14:20", starts=(wv.ahead(4), "10:00"), parts=(*PARTNERS, "school lead"))
    summary_sent(wv, asked[cast.police], "police author", wv.back(1), "10:40", _whole_summary(
        "Two calls to the address this year, both about noise. Marigold was seen at the second.",
        "Superintendent O. Brace",
    ))  # fmt: skip
    summary_begun(wv, asked[cast.school], "school lead", wv.back(1), "15:25", typed(
        involvement="On the roll since September last year. Her class teacher wrote down eleven things that she",
        at_once="Her teacher has been told that she did right.",
    ))  # fmt: skip
    chased(wv, asked[cast.probation], wv.back(1), "16:00")
    return incident
