"""Folders that went all the way: one that the Panel challenged, one that was later found not to meet the criteria."""

from __future__ import annotations

from datetime import date

from handrail.demonstration.answering import locked_for_the_review, summaries_asked, summary_sent, typed
from handrail.demonstration.hour import hour_of
from handrail.demonstration.longer_reviews import reviewer_at_work
from handrail.demonstration.meeting import held, minutes_agreed, planned
from handrail.demonstration.notifying import (
    BOY,
    GIRL,
    call,
    child,
    closed,
    decided,
    harm,
    led_by_the_coordinator,
    notified,
    recorded,
    view,
)
from handrail.demonstration.panels_table import Considered, View, met, told_by
from handrail.demonstration.reviewing import PARTNERS, Words, approved, completed_and_sent, review_of
from handrail.demonstration.stories.learnt_of_tansy import (
    her_work_is_done,
    isolde_leads_it,
    published_on_the_public_site,
    what_was_found_and_recommended,
)
from handrail.demonstration.telling import Telling
from handrail.service.incidents.models import Incident, Outcome, PartnerView, YesNo
from handrail.service.learning.actions.tracked import add_action, record_done
from handrail.service.meetings.actions.holding import decide
from handrail.service.meetings.actions.holding import record_done as decision_done
from handrail.service.meetings.models import Meeting
from handrail.service.requests.models import Request
from handrail.service.reviews.actions import answer_panel, decide_local_review_again, record_panel_message
from handrail.service.reviews.models import PanelMessage, RapidReview

NOTIFY = PartnerView.View.NOTIFY
WHAT_IS_KNOWN = "Tansy was found unwell and alone at a friend's flat. She had been missed from college for eleven days."
REVIEW = Words(
    facts="Tansy was missed from college on a Monday. Four agencies each thought that another was looking for her.",
    improvements="One agency is named, on the first day, as the one that looks for a missing young person.",
    next_steps="College and police agree who is told on the first day. The family are seen again in November.",
    good_practice="The college tutor kept ringing, and wrote down each time what was said.",
    met={
        "local_agencies": "Four agencies each thought that another was looking for her.",
        "local_themes": "Older children who go missing were a theme of a review in 2022.",
    },
    why="The four agencies have already agreed what changes, and a further review would delay it.",
)
SUMMARIES = (
    (
        "police author",
        "police",
        "Reported missing on the second day, and graded as low risk.",
        "Chief Inspector R. Quoin",
    ),
    ("hospital lead", "trust", "Seen once in the summer for an unrelated illness.", "Dr M. Ember, named doctor"),
    ("school lead", "school", "Tansy left this school in 2019. Her brother is in year four.", "H. Plume, head teacher"),
)
MINUTES = (
    "Those on the list, but for health, whose apologies came with a written view.",
    "The ground rules were read. The police have asked that the friend's name is not shared.",
    "Tansy lives with her mother and brother. She likes her course and wants to go back to it.",
    "Eleven days are accounted for but two.",
    "Three summaries were read. The college had nothing beyond its own record of calls.",
    "Her brother is seen each day at school. Nobody else is at risk.",
    "Persistence by the tutor; no one agency in the lead.",
    "Her age made adults slower to look for her.",
    "Local: agencies together, and a recurrent theme. No view for a national one.",
    "The review is written by Monday and approved by Wednesday.",
    "The social worker tells the family on Friday.",
)


def challenged_by_the_panel_and_changed_to_a_local_review(wv: Telling) -> Incident:
    """Autumn 2024, complete: notified, summaries, meeting, review; challenged; the partners decided again."""
    known = date(2024, 9, 23)
    incident = recorded(wv, known, "10:45", harm(
        WHAT_IS_KNOWN,
        child("Tansy Pimpernel", date(2007, 4, 16), GIRL, lives_at="3 Model Way, Upper Wend", nhs_number="9990000018"),
        aware=hour_of(known, "09:55"), happened_on=date(2024, 9, 22), place="A flat in Upper Wend",
        abuse="Exploitation, sexual or criminal", police_investigating=YesNo.YES,
    ))  # fmt: skip
    led_by_the_coordinator(wv, incident.case, known, "12:00", "RR 24/07")
    for part, hour in (("council partner", "13:30"), ("police partner", "14:10"), ("health partner", "16:00")):
        view(wv, incident, part, known, hour, NOTIFY, "She was seriously harmed, and exploitation is suspected.")
    decided(wv, incident, date(2024, 9, 24), "11:00", Outcome.Decided.NOTIFY)
    notified(wv, incident, date(2024, 9, 26), "10:20", reference="SIN-2024-00301")
    asked = _summaries(wv, incident)
    _meeting(wv, incident, asked)
    review = review_of(wv, [incident], REVIEW, date(2024, 10, 14), "09:30")
    approved(wv, review, date(2024, 10, 16), "11:20")
    review = completed_and_sent(wv, review, date(2024, 10, 17), "14:40")
    _dialogue(wv, review)
    _actions(wv, incident)
    commission = isolde_leads_it(wv, incident.case)
    reviewer_at_work(
        wv, incident.case, checked=date(2025, 2, 12), received=date(2025, 4, 8),
        found="It keeps to its time. The college is to be asked again for its record of the eleven days.",
    )  # fmt: skip
    published_on_the_public_site(wv, incident.case)
    what_was_found_and_recommended(wv, incident.case)
    her_work_is_done(wv, commission)
    closed(wv, incident.case, date(2025, 5, 15), "The local review was published, and its actions are done.")
    return incident


def _summaries(wv: Telling, incident: Incident) -> list[Request]:
    bodies = [getattr(wv.cast, word) for _, word, _, _ in SUMMARIES]
    asked = summaries_asked(wv, incident, bodies, date(2024, 9, 27), "09:15", due_on=date(2024, 10, 8))
    for day, (part, word, involvement, agreed) in zip((3, 4, 7), SUMMARIES, strict=True):
        pages = typed(
            involvement=involvement, at_once="Records were kept safe, and those who know her brother were told.",
            worked_well="People answered one another on the day.", approved_by=agreed,
        )  # fmt: skip
        summary_sent(wv, asked[getattr(wv.cast, word)], part, date(2024, 10, day), "15:30", pages)
    locked_for_the_review(wv, asked.values(), date(2024, 10, 8), "10:30")
    return list(asked.values())


def _meeting(wv: Telling, incident: Incident, papers: list[Request]) -> Meeting:
    starts, parts = (date(2024, 10, 10), "13:30"), (*PARTNERS, *(part for part, _, _, _ in SUMMARIES))
    meeting = planned(wv, incident, date(2024, 10, 8), "11:00", starts=starts, parts=parts, papers=papers)
    held(wv, meeting, date(2024, 10, 10), "16:20", MINUTES, away="Hetty Welby")
    with wv.acting("coordinator", date(2024, 10, 10), "16:40") as cora:
        seen = decide(
            meeting, text="See Tansy's brother on his own, and ask him who looks after him.", immediate_action=True,
            owner=wv.cast.council, due_on=date(2024, 10, 14), by=cora,
        )  # fmt: skip
        decide(meeting, text="No local review.", immediate_action=False, owner=None, due_on=None, by=cora)
    with wv.acting("coordinator", date(2024, 10, 14), "09:10") as cora:
        decision_done(seen, done_on=date(2024, 10, 11), by=cora)
    minutes_agreed(wv, meeting, date(2024, 10, 16), "15:00")
    return meeting


def _dialogue(wv: Telling, review: RapidReview) -> None:
    says = PanelMessage.Says
    with wv.acting("coordinator", date(2024, 10, 22), "09:20") as cora:
        record_panel_message(review, says=says.ACKNOWLEDGES, dated_on=date(2024, 10, 21), text="Received.", by=cora)
    met(wv, date(2024, 10, 30), date(2024, 11, 6), Considered(
        told=told_by(review), view=View.CHALLENGES, wanted_by=date(2024, 11, 27),
        reasons="The theme was found in 2022 and has come again. The Panel asks the partners to think again about a "
        "local review, and to say what became of the actions of 2022.",
        themes=("Older children who go missing", "Learning that did not last"),
    ))  # fmt: skip
    challenge = PanelMessage.objects.get(review=review, says=says.CHALLENGES)
    with wv.acting("coordinator", date(2024, 11, 18), "16:10") as cora:
        decision = decide_local_review_again(
            review, hold=True, decided_on=date(2024, 11, 18), by=cora,
            reasons="Two of the actions of 2022 were never carried out. A local review can ask why.",
        )  # fmt: skip
    with wv.acting("coordinator", date(2024, 11, 20), "10:00") as cora:
        reply = answer_panel(
            challenge, dated_on=date(2024, 11, 20), tells=decision, by=cora,
            text="The partners have decided to hold a local review. It begins with the actions of 2022.",
        )  # fmt: skip
    met(wv, date(2024, 11, 27), date(2024, 12, 4), Considered(
        told=told_by(reply), reasons="The Panel is glad that the actions of 2022 are where the review begins.",
    ))  # fmt: skip


def _actions(wv: Telling, incident: Incident) -> None:
    with wv.acting("coordinator", date(2024, 10, 17), "15:30") as cora:
        action = add_action(
            incident.case, title="Name one agency, on the first day, that looks for a missing young person",
            owner=wv.cast.police, owner_name="Missing people team", due_on=date(2025, 1, 31), by=cora,
            source="Rapid review of October 2024",
        )  # fmt: skip
    with wv.acting("coordinator", date(2025, 2, 4), "14:00") as cora:
        record_done(
            action, done_on=date(2025, 1, 29), by=cora,
            evidence="The protocol was signed by the college and the police; ten reports since name the lead.",
        )  # fmt: skip


def notified_and_later_found_not_to_meet_the_criteria(wv: Telling) -> Incident:
    """Spring 2025: the harm turned out to come from an illness, so nothing is owed any more."""
    known = date(2025, 3, 3)
    incident = recorded(wv, known, "09:30", harm(
        "Hale was brought in with bruises that nobody could explain.",
        child("Hale Moorhen", date(2024, 6, 12), BOY, lives_at="9 Sample Street, Upper Wend"),
        aware=hour_of(known, "09:05"), abuse="Physical abuse", happened_on=date(2025, 3, 2),
    ))  # fmt: skip
    notified(wv, incident, date(2025, 3, 5), "12:25", reference="SIN-2025-00066")
    call(wv, incident.case, "notifier", date(2025, 3, 19), "16:05", "The consultant", (
        "The tests are back. The bruises come from an illness of the blood, and nobody hurt him."
    ))  # fmt: skip
    decided(wv, incident, date(2025, 3, 20), "10:15", Outcome.Decided.NOT_MET, (
        "The doctors are agreed that the harm comes from an illness. No abuse or neglect is known or suspected."
    ))  # fmt: skip
    closed(wv, incident.case, date(2025, 3, 24), "Found not to meet the criteria; the Panel's office was told.")
    return incident
