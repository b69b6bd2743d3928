"""The report on what leaves: what is missing, does not fit, is awaited, or is not confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handrail.guidance import spoken
from handrail.guidance.edition import Seen
from handrail.service.child_deaths.standing import born_alive
from handrail.service.children.identifiers import NotAnNhsNumber, nhs_number
from handrail.service.reporting_forms.national import HELD_OF_DEATH, Item, Record
from handrail.service.reporting_forms.written import Kind

MISSING, INCONSISTENT, AWAITED, NOT_HELD, NOT_CONFIRMED = (
    "Missing", "Inconsistent", "Awaited", "Not kept in Handrail", "Not confirmed",
)  # fmt: skip
KINDS = (MISSING, INCONSISTENT, AWAITED, NOT_HELD, NOT_CONFIRMED)


@dataclass(frozen=True)
class Finding:
    """One line of the report: of which kind, where, and what to do."""

    kind: str
    where: str
    says: str


def report_on(record: Record, today: date) -> list[Finding]:
    """Every finding on one death, the gravest kind first."""
    found = [*_missing(record), *_inconsistent(record, today), *_awaited(record), *_not_held(record)]
    return sorted([*found, *_not_confirmed(record)], key=lambda one: KINDS.index(one.kind))


def _missing(record: Record) -> Iterator[Finding]:
    for item in record.items:
        if item.source != HELD_OF_DEATH or item.value or not item.question.needed:
            continue
        if item.question.key == "nhs_number" and record.notified("no_nhs_number_because"):
            continue
        yield Finding(MISSING, item.question.asks, "It is not known here. Ask those who notified the death.")
    if not record.asked:
        yield Finding(MISSING, record.version.reporting.title, "No agency has been asked for its form yet.")


def _not_held(record: Record) -> Iterator[Finding]:
    held = {item.question.key for item in record.items if item.source == HELD_OF_DEATH}
    for _, question in record.version.notification.questions():
        if question.key not in held:
            says = "The form asks it, and Handrail keeps no such answer. Enter it on the national site yourself."
            yield Finding(NOT_HELD, question.asks, says)
    for item in record.found:
        if item.question.needed and not item.value:
            says = "The analysis form asks it, and Handrail keeps no such answer. Enter it on the national site."
            yield Finding(NOT_HELD, item.question.asks, says)


def _inconsistent(record: Record, today: date) -> Iterator[Finding]:
    child = record.death.child
    if child.born_on and child.born_on > record.died_on and born_alive(record.death):
        yield _bad("Date of birth", f"{spoken(child.born_on)} is after the day of the death, {spoken(record.died_on)}.")
    if record.died_on > today:
        yield _bad("Day of the death", f"{spoken(record.died_on)} is in the future.")
    told = record.notified("notified_on")
    if told and date.fromisoformat(told) < record.died_on:
        yield _bad("Day of the notification", "It is before the day of the death.")
    yield from _of_number(record)
    yield from (
        _bad(item.question.asks, _after(item, record.died_on))
        for item in record.told
        if _is_after(item, record.died_on)
    )
    yield from _of_agencies(record)


def _of_number(record: Record) -> Iterator[Finding]:
    number, why = record.notified("nhs_number"), record.notified("no_nhs_number_because")
    try:
        nhs_number(number)
    except NotAnNhsNumber as fault:
        yield _bad("NHS number", str(fault))
    if number and why:
        says = f"There is a number, and it is said why there is none: “{why}”. Correct the reason to “None”."
        yield _bad("NHS number", says)


def _of_agencies(record: Record) -> Iterator[Finding]:
    for page in record.pages:
        for row in page.differing:
            told = "; ".join(f"{one.agency}: {one.words}" for one in row.given)
            yield _bad(row.question.asks, f"Agencies answer differently. {told}. Ask those who know.")
    unexpected = record.notified("unexpected")
    for item in record.told:
        if item.question.key == "expected" and {item.value, unexpected} in ({"Yes"}, {"No"}):
            says = f"{item.source} answers {item.value}, and the notification says unexpected: {unexpected}."
            yield _bad(item.question.asks, says)


def _is_after(item: Item, died_on: date) -> bool:
    if item.question.kind is not Kind.DAY or not item.value[:4].isdecimal():
        return False
    return date.fromisoformat(item.value) > died_on


def _after(item: Item, died_on: date) -> str:
    day = spoken(date.fromisoformat(item.value))
    return f"{item.source} gives {day}, which is after the day of the death, {spoken(died_on)}."


def _bad(where: str, says: str) -> Finding:
    return Finding(INCONSISTENT, where, says)


def _awaited(record: Record) -> Iterator[Finding]:
    for one in record.asked:
        if one.waits:
            when = "was wanted by" if one.overdue else "is wanted by"
            says = f"Its form {when} {spoken(one.due_on)}{', and has not come' if one.overdue else ''}."
            yield Finding(AWAITED, str(one.body), says)
        elif hasattr(one, "contribution") and one.contribution.after_review:
            yield Finding(AWAITED, str(one.body), f"Its form came after {one.after_what}. See what it changes.")
    if not record.found and born_alive(record.death):
        yield Finding(AWAITED, "Analysis form", "The overview panel has not completed this death yet.")


def _not_confirmed(record: Record) -> Iterator[Finding]:
    counted = Counter(item.question.seen for item in record.items if item.value)
    for seen in (Seen.RESTATED, Seen.SEED, Seen.RECALLED):
        if counted[seen]:
            yield Finding(NOT_CONFIRMED, f"{counted[seen]} of {counted.total()} answers", seen.sentence)
    if record.version.supplementary and record.version.not_named:
        says = f"{record.version.supplementary.says} {record.version.not_named} are not here."
        yield Finding(NOT_CONFIRMED, "Supplementary forms", says)
    if not record.pinned:
        says = f"No form has been asked for, so it is shown as {record.version.title} have it."
        yield Finding(NOT_CONFIRMED, "Version of the forms", says)
