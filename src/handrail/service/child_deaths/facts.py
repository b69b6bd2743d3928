"""What the guidance needs to know of a death."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handrail.guidance import At, london_day
from handrail.service.cases.filing import Filing, Happened
from handrail.service.child_deaths.happenings import KINDS, TELLS_OF_ANOTHER
from handrail.service.child_deaths.models import Death, Event, Lived, Notification, ScopeDecision, YesNo
from handrail.service.child_deaths.standing import born_alive, decisions_of, died_at, standing
from handrail.service.child_deaths.standing_in import form_for

THE_LAW_COUNTS = frozenset(
    {
        "child_death_registered", "child_death_registration_notified", "child_death_entry_corrected",
        "child_death_correction_notified", "no_liability_certificate_issued", "no_liability_certificate_notified",
        "coroner_told_of_death", "coroner_investigation_decided", "post_mortem_directed", "coroner_notice_given",
        "coroner_investigation_transferred", "coroner_transfer_told", "body_released", "inquest_day_set",
        "inquest_day_told", "inquest_altered", "inquest_alteration_told", "inquest_completed",
        "prevention_report_made", "prevention_report_copied", "joint_response_begun", "initial_information_shared",
        "scene_visited", "scene_visit_decided_against", "child_death_sent_to_database", "staff_support_offered",
        "family_told_of_review_meeting", "family_told_after_review_meeting", "overview_panel_waits_for_inquest",
        "child_death_held_for_themed_meeting", "body_in_coroner_area", "delay_in_release_explained",
        "prevention_report_sent", "prevention_report_answered", "child_death_information_requested",
        "child_death_information_given", "child_death_analysis_sent_to_database",
        "partners_told_of_suspected_abuse", "certifier_told_of_wrong_cause",
    }
)  # fmt: skip
"""The kinds of event that an edition counts from or to; the others are only waited for."""


NO_CHILD_DIED = (ScopeDecision.Why.ADULT, ScopeDecision.Why.IN_ERROR)


LIVED_ELSEWHERE = (Lived.ENGLAND, Lived.OUTSIDE)


def filing_of(death: Death) -> Filing:
    child = death.child
    names = (child.given_names, child.family_name, child.also_known_as)
    return Filing(
        title=f"{death}, joined to another folder" if death.superseded_at else str(death),
        url_name="child_deaths:death",
        filed_at=death.recorded_at,
        facts=() if death.superseded_at else tuple(_facts(death)),
        found_by=tuple(one for one in (*names, child.nhs_number, death.brought_from) if one),
        in_short=_in_short(death),
    )


def _in_short(death: Death) -> str:
    """Initials and the year: tells the folder from others, and names nobody."""
    child = death.child
    initials = "".join(part[0] for part in (child.given_names, child.family_name) if part)
    return " ".join(part for part in (initials, f"died {died_day(death):%Y}") if part)


def died_day(death: Death) -> date:
    return london_day(died_at(death))


def _facts(death: Death) -> Iterator[Happened]:
    about = str(death.pk)
    scope = list(death.scope_decisions.all())
    if born_alive(death) and not (scope and scope[-1].why in NO_CHILD_DIED):
        yield Happened("child_died", died_at(death), about)
        if standing(death, "lived") in LIVED_ELSEWHERE:
            yield Happened("child_lived_elsewhere", died_at(death), about)
        if standing(death, "unexpected") == YesNo.YES:
            yield Happened("child_died_unexpectedly", died_at(death), about)
        if told := first_told(death):
            yield Happened("child_death_notified", told, about)
    if scope and not scope[-1].for_review and not scope[-1].awaits:
        yield Happened("child_death_not_for_review", scope[-1].decided_on, about)
    yield from _joint(death, about)
    filed = [*_events(death, about), *_meetings(death, about)]
    yield from filed
    yield from _held(filed, about)


def first_told(death: Death) -> At | None:
    """When the overview panel's people were first told of it, whoever told them."""
    standing_ones: list[Notification] = [one for one in death.notifications.all() if one.set_aside_at is None]
    told = [one.at or one.on for one in standing_ones]
    return min(told, key=lambda at: (london_day(at), at.isoformat())) if told else None


def _joint(death: Death, about: str) -> Iterator[Happened]:
    """The first decision is when it was decided; whether a response is called for is what the last one says."""
    decisions = decisions_of(death)
    if not decisions:
        return
    yield Happened("joint_response_decided", decisions[0].decided_at or decisions[0].decided_on, about)
    last = decisions[-1]
    if last.called_for:
        yield Happened("joint_response_called_for", last.decided_at or last.decided_on, about)


def _events(death: Death, about: str) -> Iterator[Happened]:
    standing_ones = [one for one in death.events.all() if one.set_aside_at is None]
    for event in standing_ones:
        if event.kind in THE_LAW_COUNTS:
            yield Happened(event.kind, event.at or event.on, about_of(event, standing_ones, about))


HOLDS_THE_PANEL = {
    "overview_panel_waits_for_inquest": frozenset({"child_death_review_meeting_reported"}),
    "child_death_held_for_themed_meeting": frozenset({"child_death_review_meeting_reported", "inquest_completed"}),
}
"""A decision to wait, and what would set the panel's six weeks running while it stands."""


def _held(filed: list[Happened], about: str) -> Iterator[Happened]:
    """A decision that the panel waits holds back a count which begins after it as well, from the day it begins."""
    for decided in [one for one in filed if one.kind in HOLDS_THE_PANEL]:
        for one in filed:
            if one.kind in HOLDS_THE_PANEL[decided.kind] and london_day(one.at) > london_day(decided.at):
                yield Happened(decided.kind, one.at, about)


def about_of(event: Event, among: list[Event], about: str) -> str:
    """The death itself; but a second post-mortem, with the notice of it, is a thing of its own."""
    asked = next((one for one in among if one.pk == event.of_id), None)
    thing = asked if asked is not None and KINDS[event.kind].answers else event
    if thing.kind in TELLS_OF_ANOTHER:
        first = next(one for one in among if one.kind == thing.kind)
        if thing.pk != first.pk:
            return str(thing.pk)
    return about


def _meetings(death: Death, about: str) -> Iterator[Happened]:
    for one in death.review_meetings.all():
        if one.reported_on is not None:
            yield Happened("child_death_review_meeting_reported", one.reported_on, about)
        for account in (each for each in one.accounts.all() if each.set_aside_at is None):
            yield Happened("review_meeting_absence_known", account.absence_known_on, str(account.pk))
            if came := account.sent_on or form_for(account, death):
                yield Happened("review_meeting_account_sent", came, str(account.pk))
