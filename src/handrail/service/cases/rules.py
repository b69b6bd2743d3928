"""The rule behind a kept clock: its words, how strongly it binds, and how far it has been confirmed."""

from __future__ import annotations

from functools import lru_cache

from handrail.guidance.edition import Force, Seen
from handrail.guidance.law import Version, law_in
from handrail.service.cases.models import ASKED, KeptClock
from handrail.service.law.kept import kept_working_days

FORCES = {
    Force.MUST.value: "must",
    Force.SHOULD.value: "should",
    Force.EXPECTED.value: "expected",
    Force.MAY.value: "may",
    ASKED: "asked",
}


def source_of(clock: KeptClock) -> str:
    """Force and source: "should – Working Together to Safeguard Children 2023, chapter 5", "asked by ..."."""
    return clock.source if clock.instrument == ASKED else f"{FORCES[clock.force]} – {clock.source}"


def marks_of(clock: KeptClock) -> tuple[str, ...]:
    """What a reader has to know before relying on the day."""
    version = version_of(clock)
    if version is None:
        return ()
    marks = []
    if clock.due_on is not None and kept_working_days().provisional(clock.due_on):
        marks.append("provisional")
    if version.unread_on(clock.started_on) is not None:
        marks.append("newer rule not read")
    if version.duty.seen is not Seen.TEXT:
        marks.append("not checked")
    return tuple(marks)


MARKS = {
    "provisional": "The bank holidays of that year are not published yet: the day may still move.",
    "newer rule not read": "A newer edition was published and Handrail has not read it: check the day against it.",
    "not checked": "The rule was not checked against the published text.",
}


def version_of(clock: KeptClock) -> Version | None:
    """The edition's own words for a clock; None for what was asked for, which no edition lays down."""
    return _versions().get((clock.instrument, clock.edition, clock.duty))


@lru_cache(maxsize=1)
def _versions() -> dict[tuple[str, str, str], Version]:
    """Every duty of every edition that can govern. The words are the same in each area; only the days differ."""
    return {(v.edition.instrument, v.edition.key, v.duty.key): v for v in law_in().versions()}


def duties() -> list[tuple[str, str]]:
    """Every duty there is, by its key, with its latest title; for choosing one."""
    titles = {key: v.duty.title for (_, _, key), v in sorted(_versions().items())}
    return sorted(titles.items(), key=lambda pair: pair[1])
