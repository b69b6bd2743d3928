"""What this person can do next about an incident, most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.incidents import doors
from handrail.service.incidents.actions.decide import signed_as_it_stands
from handrail.service.incidents.ahead import Wanted, wanted_by_law
from handrail.service.incidents.facts import partners_agree
from handrail.service.incidents.models import Incident, Notice, Outcome
from handrail.service.incidents.slugs import slug_of


@dataclass(frozen=True)
class Step:
    """Something to do, and where; `late` is what is already overdue. Without `href` it waits for somebody else."""

    words: str
    href: str = ""
    late: bool = False


def steps(incident: Incident, person: Person, now: datetime) -> list[Step]:
    last = incident.outcomes.last()
    if last is not None and last.decided != Outcome.Decided.NOTIFY:
        running = [wanted for wanted in wanted_by_law(incident) if wanted.running]
        return [*_notices(incident, person, now, running), *_ended(incident, person, last)]
    if incident.waits_to_be_taken_up:
        return [*_taking_up(incident, person), *_view(incident, person)]
    running = [wanted for wanted in wanted_by_law(incident) if wanted.running]
    to_panel = any(wanted.to == Notice.To.PANEL for wanted in running)
    return [
        *_notices(incident, person, now, running),
        *(_view(incident, person) if to_panel else ()),
        *(_decision(incident, person, last) if to_panel else ()),
        *(_signature(incident, person) if running else ()),
    ]


def page(incident: Incident, name: str, **more: object) -> str:
    return reverse(f"incidents:{name}", kwargs={"case_id": incident.case_id, "incident_id": incident.pk, **more})


def notice_page(incident: Incident, wanted: Wanted) -> str:
    if wanted.involved is None:
        return page(incident, "record_notice", slug=slug_of(wanted.to))
    return page(incident, "record_notice_of_child", slug=slug_of(wanted.to), involved_id=wanted.involved.pk)


def _ended(incident: Incident, person: Person, last: Outcome) -> Iterator[Step]:
    words = f"{last.get_decided_display()} on {spoken(last.decided_on)}. If the facts change, record another decision."
    yield Step(words, page(incident, "decide") if doors.can(person, incident, doors.DECIDE) else "")


def _taking_up(incident: Incident, person: Person) -> Iterator[Step]:
    if doors.can(person, incident, doors.RECORD):
        words = f"{incident.raised_by} asks {incident.authority} to consider this. Read it, then take it up."
        yield Step(words, page(incident, "take_up"))
        if doors.can(person, incident, doors.DECIDE):
            yield Step("Or decide that it is not one to notify, with the reasons.", page(incident, "decide"))
    else:
        yield Step(f"It waits for {incident.authority} to take it up.")


def _notices(incident: Incident, person: Person, now: datetime, running: list[Wanted]) -> Iterator[Step]:
    for wanted in sorted(running, key=lambda w: london_day(w.due) if w.due else now.date()):
        by = f" by the end of {spoken(london_day(wanted.due))}" if wanted.due else " promptly"
        who = f" of {wanted.involved.child}" if wanted.involved else ""
        late = wanted.overdue(now)
        words = f"{_VERBS[wanted.to]}{who}{by}{', which has passed' if late else ''}."
        if not doors.can(person, incident, doors.NOTIFY):
            yield Step(f"{incident.authority} is to do this: {words[0].lower()}{words[1:]}", late=late)
        elif wanted.to == Notice.To.PANEL:
            yield Step(words, page(incident, "notify"), late)
        else:
            yield Step(words, notice_page(incident, wanted), late)


_VERBS = {
    Notice.To.PANEL: "Notify the Panel on the national site",
    Notice.To.SAFEGUARDING_PARTNERS: "Tell the safeguarding partners",
    Notice.To.LOOKED_AFTER: "Tell the Secretary of State and Ofsted of the death",
    Notice.To.CARE_LEAVER: "Tell the Secretary of State and Ofsted of the death",
    Notice.To.OFSTED_AND_LSCB: "Notify Ofsted and the LSCB",
}


def _view(incident: Incident, person: Person) -> Iterator[Step]:
    given = set(incident.views.values_list("body_id", flat=True))
    for body in doors.speaks_for(person, incident):
        if body.pk not in given:
            yield Step(f"Say whether {body} agrees that it be notified.", page(incident, "give_view"))


def _decision(incident: Incident, person: Person, last: Outcome | None) -> Iterator[Step]:
    agree = partners_agree(incident)
    if last is not None or not doors.can(person, incident, doors.DECIDE):
        return
    if agree is None:
        yield Step("Record the decision, once the safeguarding partners have spoken.", page(incident, "decide"))
    elif agree:
        yield Step("The three partners agree that it be notified. Record the decision.", page(incident, "decide"))
    else:
        yield Step("The partners differ. Talk it through, then record the decision.", page(incident, "decide"))


def _signature(incident: Incident, person: Person) -> Iterator[Step]:
    if signed_as_it_stands(incident) is not None:
        return
    recorded = person.pk in {incident.recorded_by_id, incident.taken_up_by_id}
    if doors.can(person, incident, doors.SIGN_OFF) and not recorded:
        yield Step("Read the answers, then sign them off.", page(incident, "sign_off"))
    else:
        yield Step("A senior officer, other than the one who recorded it, has still to sign it off.")
