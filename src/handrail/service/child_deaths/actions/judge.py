"""What cannot be so of a death, each with a sentence that says how to mend it; and what is so and is not for review."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from handrail.guidance import At, london_day, spoken
from handrail.guidance.days import LONDON
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.models import Birth, Lived, NoNumber, ScopeDecision
from handrail.service.child_deaths.told import Told

GROWN = 18
"""Years. The law's child is under eighteen: Children Act 1989 section 105(1)."""


def told(said: Told) -> None:
    """Raises NotDone for what cannot be so."""
    died = at_of(said.died_on, said.died_time)
    days(born_on=said.known.born_on, died=died, event_on=said.event_on, born=said.born)
    teller(said.teller.by_name, said.teller.told_at, died)
    if not said.circumstances.strip():
        raise NotDone("Say what is known of what happened, even if it is little.", "circumstances")
    if said.born == Birth.ALIVE:
        number(said.known.nhs_number, said.no_number_because)


def days(*, born_on: date | None, died: At, event_on: date | None, born: str) -> None:
    if in_future(died):
        raise NotDone(f"The day or hour of the death, {spoken(died)}, is still to come. Correct it.", "died_on")
    day = london_day(died)
    if born_on is not None and day < born_on:
        raise NotDone(
            f"The date of death, {spoken(day)}, is before the date of birth, {spoken(born_on)}. Correct one of them.",
            "died_on",
        )
    if born != Birth.ALIVE and born_on is not None and born_on != day:
        raise NotDone(
            "A child who was not born alive has one day, that of the birth. Give it as both, or correct how the child "
            "was born.",
            "died_on",
        )
    if event_on is not None and event_on > day:
        raise NotDone(
            f"What led to the death is said to have happened on {spoken(event_on)}, after the death on {spoken(day)}. "
            "Correct one of them.",
            "event_on",
        )


def teller(by_name: str, told_at: At, died: At) -> None:
    if not by_name.strip():
        raise NotDone("Say who told of the death.", "by_name")
    if in_future(told_at):
        raise NotDone("The notification cannot have come in the future. Correct its day or hour.", "told_on")
    if before(told_at, died):
        raise NotDone(
            f"The notification is said to have come on {spoken(told_at)}, before the death on {spoken(died)}. "
            "Correct one of them.",
            "told_on",
        )


def number(nhs_number: str, no_number_because: str) -> None:
    if not nhs_number.strip() and not no_number_because:
        raise NotDone(
            "Give the NHS number, or say why there is none: without it one death may be counted twice.", "nhs_number"
        )
    if nhs_number.strip() and no_number_because:
        because = NoNumber(no_number_because).label
        raise NotDone(f"You gave an NHS number, and also said “{because}”. Take one of the two out.", "nhs_number")


def birthday(born_on: date, years: int) -> date:
    """Who was born on 29 February comes of age on 1 March of a year that has no such day."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def before(one: At, other: At) -> bool:
    """Earlier by the hour where both are known, else by the day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return london_day(one) < london_day(other)


def in_future(at: At) -> bool:
    return at > timezone.now() if isinstance(at, datetime) else at > timezone.localdate()


def at_of(day: date, hour: time | None) -> At:
    return datetime.combine(day, hour, LONDON) if hour else day


def scope_of(born: str, born_on: date | None, died_on: date, lived: str) -> ScopeDecision.Why:
    """What the definition makes of it, and the duty to review those who normally lived here. It is recorded as a
    decision, and people may decide otherwise."""
    of_birth = {
        Birth.STILLBIRTH_ATTENDED: ScopeDecision.Why.STILLBIRTH,
        Birth.STILLBIRTH_UNATTENDED: ScopeDecision.Why.UNATTENDED,
        Birth.LATE_LOSS: ScopeDecision.Why.LATE_LOSS,
        Birth.TERMINATION: ScopeDecision.Why.TERMINATION,
    }
    if born in of_birth:
        return of_birth[Birth(born)]
    if born_on is not None and died_on >= birthday(born_on, GROWN):
        return ScopeDecision.Why.ADULT
    if lived in (Lived.ENGLAND, Lived.OUTSIDE):
        return ScopeDecision.Why.AWAITS
    return ScopeDecision.Why.CHILD_DEATH


IN_WORDS = {
    ScopeDecision.Why.CHILD_DEATH: "Born alive, and had not reached the 18th birthday.",
    ScopeDecision.Why.AWAITS: "The child normally lived elsewhere. The partners of the child's own area must review "
    "the death where that is in England; those here may. Decide with them who reviews it.",
    ScopeDecision.Why.UNATTENDED: "A stillbirth is no child death, and no healthcare professional was present.",
    ScopeDecision.Why.STILLBIRTH: "A stillbirth with a healthcare professional present is not reviewed as a child "
    "death. The hospital's own perinatal review looks into it.",
    ScopeDecision.Why.LATE_LOSS: "A pregnancy that ended before 24 weeks without a sign of life is not reviewed as a "
    "child death.",
    ScopeDecision.Why.TERMINATION: "A lawful termination is not reviewed as a child death, even where a sign of life "
    "followed.",
    ScopeDecision.Why.ADULT: "The 18th birthday had been reached, so it is not a child's death. Another review may "
    "be due, such as one for an adult with a learning disability or a care leaver.",
}
"""The reasons that stand with what the definition alone decides."""
