"""What is next in a death's review, in the order in which it is done; each step leads to where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from handrail.service.cases.models import KeptFact
from handrail.service.child_deaths.actions.judge import scope_of
from handrail.service.child_deaths.actions.meet import may_meet
from handrail.service.child_deaths.happenings import AWAITED, NOT_REGISTERED_HERE, Awaited
from handrail.service.child_deaths.models import Death, Event, ReviewMeeting, ScopeDecision
from handrail.service.child_deaths.situations import suggested_by
from handrail.service.child_deaths.standing import abuse_suspected, born_alive, decisions_of, standing
from handrail.service.meetings.models import Attendance


@dataclass(frozen=True)
class Step:
    words: str
    href: str = ""


def awaited_by(death: Death, events: list[Event]) -> list[Awaited]:
    """What this death waits for, from what is recorded of it."""
    kinds = {event.kind for event in events if event.set_aside_at is None}
    facts = facts_about(death)
    found = []
    for one in AWAITED:
        begun = bool(kinds & one.begun_by) or (not one.begun_by and registered_here(death, kinds))
        over = kinds & one.until or facts & one.over_with or _each_answered(one, events)
        if begun and not over and (one.begun_by or born_alive(death)):
            found.append(one)
    return found


def _each_answered(awaited: Awaited, events: list[Event]) -> bool:
    """Where several may be waited for: one came at least, and none is left."""
    if awaited.each is None:
        return False
    came = any(event.kind == awaited.each[1] and event.set_aside_at is None for event in events)
    return came and not left_of(awaited, events)


def left_of(awaited: Awaited, events: list[Event]) -> list[Event]:
    """Those of several that are waited for still. An answer that was recorded of none in particular answers all that
    had begun by its day."""
    if awaited.each is None:
        return []
    first, answer = awaited.each
    came = [event for event in events if event.kind == answer and event.set_aside_at is None]
    begun = {event.pk: event for event in events if event.kind == first and event.set_aside_at is None}
    return [
        event for event in begun.values()
        if not any(one.of_id == event.pk or (one.of_id not in begun and one.on >= event.on) for one in came)
    ]  # fmt: skip


def registered_here(death: Death, kinds: set[str]) -> bool:
    """Whether a registrar here sends particulars: not of a death abroad or in another country of the United Kingdom."""
    return standing(death, "died_in") not in NOT_REGISTERED_HERE or "child_death_registered" in kinds


def facts_about(death: Death) -> set[str]:
    """The kinds of fact that stand of this death, in whichever room they were recorded."""
    held = KeptFact.objects.filter(case=death.case_id, about=str(death.pk), replaced_at__isnull=True)
    return set(held.values_list("kind", flat=True))


def steps_of(death: Death, events: list[Event]) -> Iterator[Step]:
    """What somebody who works on it does next. Nothing of it is required by being listed."""
    kinds = {event.kind for event in events if event.set_aside_at is None}
    scope = list(death.scope_decisions.all())
    if scope and _speaks_against(death, scope[-1]):
        yield Step(
            "As it is recorded now, the definition says otherwise: decide again whether it is reviewed here",
            _at(death, "decide_scope"),
        )
    elif scope and scope[-1].awaits:
        says = "The child lived elsewhere: decide, with the partners there, who reviews the death"
        yield Step(says, _at(death, "decide_scope"))
    if scope and not scope[-1].for_review and scope[-1].why not in GOES_ON:
        return
    yield from _responding(death, kinds)
    if born_alive(death):
        yield from _telling(death, kinds)
        yield from _gathering(death)
    if may_meet(death):
        yield from _meeting(death)
        yield from _absent(death)
    if born_alive(death):
        yield from _family(death)
        yield from _panel(death, events)


def _speaks_against(death: Death, stands: ScopeDecision) -> bool:
    """A birth or a day was put right since, and makes something else of it than what was decided."""
    born_on, day = death.child.born_on, standing(death, "died_on")
    says = scope_of(standing(death, "born"), born_on, day, standing(death, "lived"))
    held = ScopeDecision.Why.AWAITS if stands.why == ScopeDecision.Why.VISITING else stands.why
    return held in THE_DEFINITIONS and says != held


THE_DEFINITIONS = (
    ScopeDecision.Why.CHILD_DEATH, ScopeDecision.Why.UNATTENDED, ScopeDecision.Why.STILLBIRTH,
    ScopeDecision.Why.LATE_LOSS, ScopeDecision.Why.TERMINATION, ScopeDecision.Why.ADULT, ScopeDecision.Why.AWAITS,
)  # fmt: skip
"""What follows from how the child was born and how old it was; the others are people's own decisions."""


GOES_ON = (ScopeDecision.Why.UNATTENDED, ScopeDecision.Why.AWAITS)
"""Not reviewed here, or not yet, and responded to all the same."""


def _at(death: Death, name: str, **more: object) -> str:
    return reverse(f"child_deaths:{name}", kwargs={"case_id": death.case_id, "death_id": death.pk, **more})


def _responding(death: Death, kinds: set[str]) -> Iterator[Step]:
    decisions = decisions_of(death)
    if not decisions:
        yield Step("Record whether it calls for a joint agency response", _at(death, "decide_together"))
    elif decisions[-1].called_for:
        if "initial_information_shared" not in kinds:
            at = _at(death, "record_event", happening="initial-information-shared")
            yield Step("Record the first meeting to share information", at)
        if not kinds & {"scene_visited", "scene_visit_decided_against"}:
            yield Step(
                "Record the visit to the place of the death", _at(death, "record_event", happening="scene-visited")
            )
            at = _at(death, "record_event", happening="scene-visit-decided-against")
            yield Step("Or record why no visit was made", at)


def _telling(death: Death, kinds: set[str]) -> Iterator[Step]:
    if "child_death_sent_to_database" not in kinds:
        at = _at(death, "record_event", happening="child-death-sent-to-database")
        yield Step("Enter it on the national database, and record that", at)
    held = {one.key for one in death.situations.all() if one.set_aside_at is None}
    if suggested_by(death) - held:
        yield Step("Say whether a special situation applies: the answers point to one", _at(death, "situations"))
    if abuse_suspected(death) and "authority_told_of_suspicion" not in kinds:
        yield Step("Abuse or neglect is known or suspected: tell the local authority", _at(death, "suspicion"))


def _meeting(death: Death) -> Iterator[Step]:
    meetings = [one for one in death.review_meetings.all() if one.meeting.cancelled_at is None]
    if not meetings:
        what = "child death review meeting" if born_alive(death) else "final case discussion"
        yield Step(f"Plan the {what}", _at(death, "plan_review_meeting"))
    elif born_alive(death) and meetings[-1].meeting.held_at and meetings[-1].reported_on is None:
        at = _at(death, "report", review_meeting_id=meetings[-1].pk)
        yield Step("Send the meeting’s report to the overview panel, and record that", at)


def _elsewhere(death: Death, name: str) -> str:
    """A page of another room on the same folder."""
    return reverse(name, kwargs={"case_id": death.case_id})


def _gathering(death: Death) -> Iterator[Step]:
    facts = facts_about(death)
    for kind, words, where in (
        ("child_death_forms_sent_out", "Ask the agencies that knew the child for their reporting forms",
         "reporting_forms:of_folder"),
        ("key_worker_named", "Name a key worker for the family", "families:family"),
        ("bereavement_guide_offered", "Offer the family the guide for bereaved families, and record that",
         "families:family"),
    ):  # fmt: skip
        if kind not in facts:
            yield Step(words, _elsewhere(death, where))


def absent_without_account(death: Death) -> list[tuple[ReviewMeeting, Attendance]]:
    """Who was asked to the review meeting, sent apologies or did not come, and is not on record as owing an account."""
    found = []
    for one in death.review_meetings.filter(meeting__cancelled_at__isnull=True):
        known = {(account.body_id, account.name) for account in one.accounts.filter(set_aside_at=None)}
        missed = Attendance.objects.filter(meeting=one.meeting_id, came__in=ABSENT).select_related("body")
        found += [(one, who) for who in missed if (who.body_id, who.name) not in known]
    return found


ABSENT = (Attendance.Came.APOLOGIES, Attendance.Came.DID_NOT_COME)


def _absent(death: Death) -> Iterator[Step]:
    for meeting, who in absent_without_account(death):
        at = _at(death, "add_absent", review_meeting_id=meeting.pk)
        yield Step(
            f"{who} was not at the review meeting: ask for a written account, and record that", f"{at}?of={who.pk}"
        )


def _family(death: Death) -> Iterator[Step]:
    """The guidance has the family told before the meeting and after it."""
    facts = facts_about(death)
    for after, kind, words in (
        ("child_death_review_meeting_arranged", "family_told_of_review_meeting",
         "Tell the family of the review meeting and ask for its questions, and record that"),
        ("child_death_review_meeting_held", "family_told_after_review_meeting",
         "Tell the family what came of the review meeting, and record that"),
    ):  # fmt: skip
        if after in facts and kind not in facts:
            yield Step(words, _at(death, "record_event", happening=kind.replace("_", "-")))


def _panel(death: Death, events: list[Event]) -> Iterator[Step]:
    """An inquest is to come while the panel's weeks run: whether it waits is somebody's decision, recorded here."""
    facts = facts_about(death)
    to_come = any(one.slug == "inquest" for one in awaited_by(death, events))
    held = facts & {"overview_panel_waits_for_inquest", "child_death_held_for_themed_meeting"}
    reported = "child_death_review_meeting_reported" in facts and "child_death_review_completed" not in facts
    if to_come and reported and not held:
        at = _at(death, "record_event", happening="overview-panel-waits-for-inquest")
        yield Step("An inquest is still to come: record it if the overview panel waits for it", at)
    if reported:
        yield Step("Put it to the overview panel without names, and see how far it got", _elsewhere(death, PACKS))
    sent = "child_death_analysis_sent_to_database"
    if "child_death_review_completed" in facts and sent not in facts:
        words = "Send the analysis form to the national database, and record that"
        yield Step(words, _at(death, "record_event", happening=sent.replace("_", "-")))


PACKS = "overview_panels:packs"
