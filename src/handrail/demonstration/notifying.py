"""What most stories begin with: an incident becomes known, the partners give their views, people are told."""

from __future__ import annotations

from datetime import date
from typing import Any

from handrail.demonstration.hour import hour_of, later
from handrail.demonstration.telling import Telling
from handrail.guidance import At
from handrail.service.cases.actions import change_details, close_case, file_note
from handrail.service.cases.models import Case, Note
from handrail.service.children.actions import Known
from handrail.service.children.models import Child
from handrail.service.incidents.actions import decide, give_view, record_incident, record_notice, sign_off
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Nature, Notice, Outcome, YesNo
from handrail.service.incidents.told import Told, ToldChild

ON_THE_SITE = "on the national site"
GIRL, BOY = Child.Sex.FEMALE, Child.Sex.MALE


def child(name: str, born_on: date | None = None, sex: str = Child.Sex.NOT_KNOWN, **more: Any) -> ToldChild:
    """A child by "Given Family"; seriously harmed, unless said otherwise."""
    given, _, family = name.rpartition(" ")
    about = {key: more.pop(key) for key in list(more) if key in Known.__dataclass_fields__}
    known = Known(given_names=given, family_name=family, born_on=born_on, sex=sex, **about)
    return ToldChild(known=known, **{"outcome": Nature.SERIOUS_HARM, "known_to_agencies": YesNo.YES, **more})


def harm(known: str, *children: ToldChild, aware: At | None, **more: Any) -> Told:
    """Serious harm in the authority's area, unless said otherwise."""
    said = {"nature": Nature.SERIOUS_HARM, "limb": Limb.IN_AREA, "abuse": "Neglect", **more}
    return Told(what_is_known=known, children=children, became_aware=aware, **said)


def recorded(
    wv: Telling, on: date, hour: str, told: Told, *, part: str = "notifier", case: Case | None = None
) -> Incident:
    """A local authority records an incident, in a new folder or in one that it has."""
    with wv.acting(part, on, hour) as notifier:
        return record_incident(
            told, partnership=wv.cast.partnership, authority=notifier.bodies[0], by=notifier, case=case, invented=True
        )


def told_of(
    wv: Telling, incident: Incident, to: str, on: date, hour: str, *, part: str = "notifier", how: str = "by e-mail",
    reference: str = "", late_reason: str = "", involved: InvolvedChild | None = None,
) -> Notice:  # fmt: skip
    """Somebody was told at an hour, and it is recorded then."""
    with wv.acting(part, on, hour) as notifier:
        return record_notice(
            incident, to=to, at=hour_of(on, hour), by_name=notifier.name, by=notifier, how=how,
            national_reference=reference, late_reason=late_reason, involved=involved,
        )  # fmt: skip


def notified(
    wv: Telling, incident: Incident, on: date, hour: str, *, reference: str, part: str = "notifier",
    late_reason: str = "",
) -> None:  # fmt: skip
    """The Panel is notified on the national site; ten minutes later the safeguarding partners have a copy."""
    told_of(
        wv, incident, Notice.To.PANEL, on, hour, part=part, how=ON_THE_SITE, reference=reference,
        late_reason=late_reason,
    )  # fmt: skip
    told_of(
        wv, incident, Notice.To.SAFEGUARDING_PARTNERS, on, later(hour, 10), part=part, late_reason=late_reason,
        how="by e-mail, with a copy of what was sent",
    )  # fmt: skip


def view(wv: Telling, incident: Incident, part: str, on: date, hour: str, says: str, reasons: str) -> None:
    """A safeguarding partner says whether the Panel should be notified."""
    with wv.acting(part, on, hour) as partner:
        give_view(incident, body=partner.bodies[0], view=says, reasons=reasons, by=partner)


def decided(wv: Telling, incident: Incident, on: date, hour: str, what: str, reasons: str = "") -> None:
    """The senior officer records what was decided of an incident; to notify is signed off in the same hour."""
    with wv.acting("senior officer", on, hour) as officer:
        decide(incident, decided=what, reasons=reasons, decided_on=on, by=officer)
        if what == Outcome.Decided.NOTIFY:
            sign_off(incident, words="Read with the notifier.", by=officer)


def call(wv: Telling, case: Case, part: str, on: date, hour: str, with_whom: str, text: str) -> None:
    """A telephone call, noted as it ends."""
    with wv.acting(part, on, hour) as person:
        file_note(case, of=Note.Of.CALL, happened_at=hour_of(on, hour), with_whom=with_whom, text=text, by=person)


def note(wv: Telling, case: Case, on: date, hour: str, text: str) -> None:
    with wv.acting("coordinator", on, hour) as cora:
        file_note(case, of=Note.Of.NOTE, happened_at=hour_of(on, hour), with_whom="", text=text, by=cora)


def led_by_the_coordinator(wv: Telling, case: Case, on: date, hour: str, local_reference: str = "") -> None:
    with wv.acting("coordinator", on, hour) as cora:
        change_details(case, lead=cora, local_reference=local_reference, by=cora)


def closed(wv: Telling, case: Case, on: date, why: str) -> None:
    with wv.acting("coordinator", on, "16:30") as cora:
        close_case(case, why=why, by=cora)
