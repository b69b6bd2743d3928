"""Reads a line of a table as a review or as an action, and says everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.guidance import spoken
from handrail.guidance.law import NEW_LAW_BEGAN
from handrail.service.incidents.models import Nature
from handrail.service.law.kept import kept_working_days
from handrail.service.learning.tracker.columns import ACTIONS, REVIEWS, plain
from handrail.service.learning.tracker.days import NotADay, day_in
from handrail.service.learning.tracker.tables import Row
from handrail.service.partnerships.models import Body

HEADINGS = {
    "reviews": {column.key: column.heading for column in REVIEWS},
    "actions": {column.key: column.heading for column in ACTIONS},
}
NATURES = {
    Nature.DEATH: ("death", "died", "fatal", "child death", "death of child", "death of a child", "a child has died"),
    Nature.SERIOUS_HARM: (
        "serious harm", "serious injury", "injury", "harm", "non fatal", "seriously harmed",
        "a child has been seriously harmed",
    ),
    Nature.OTHER: ("other", "something else"),
}  # fmt: skip
UNDECIDED = ("", "tbc", "tba", "not yet", "n a", "na", "pending", "undecided", "awaited", "not yet decided")
LONGEST = {"reference": 60, "national_reference": 60, "owner": 200, "action": 300}
SMALL_WORDS = {
    "council",
    "borough",
    "county",
    "city",
    "metropolitan",
    "district",
    "london",
    "royal",
    "of",
    "the",
    "unitary",
}


@dataclass(frozen=True, slots=True)
class Review:
    """A review as a tracker has it."""

    reference: str
    national_reference: str
    authority: Body
    nature: Nature
    happened_on: date | None
    aware_on: date | None
    notified_on: date | None
    completed_on: date | None
    sent_on: date | None
    local_review: bool | None
    lead: str
    notes: str


@dataclass(frozen=True, slots=True)
class TrackedAction:
    """An action as a tracker has it. `owner` is the body, where the words name one."""

    reference: str
    title: str
    owner: Body | None
    owner_words: str
    due_on: date | None
    done_on: date | None
    evidence: str


class Faults(list[str]):
    """What is wrong with one line, as sentences, and what is worth saying though it is not wrong."""

    def __init__(self, row: Row) -> None:
        super().__init__([row.fault] if row.fault else [])
        self.notes: list[str] = []

    def unless(self, right: bool, sentence: str) -> None:
        if not right:
            self.append(sentence)


def read_review(row: Row, authorities: Sequence[Body], today: date) -> tuple[Review | None, Faults]:
    faults = Faults(row)
    reference = _words(row, "reference", "reviews", faults, needed=True)
    authority = _authority(row.text("authority"), authorities, faults)
    nature = _nature(row.text("nature"), faults)
    days = {
        key: _day(row, key, "reviews", faults, until=today)
        for key in ("happened_on", "aware_on", "notified_on", "completed_on", "sent_on")
    }
    local_review = _yes_or_no(row.text("local_review"), faults)
    national = _words(row, "national_reference", "reviews", faults)
    _judge(days, local_review, faults)
    _text_cells(row, faults)
    if faults or authority is None or nature is None:
        return None, faults
    if days["completed_on"] is None and days["sent_on"] is not None:
        days["completed_on"] = days["sent_on"]
        faults.notes.append("No day of completion is given: the day it was sent stands for it.")
    if days["aware_on"] is None:
        faults.notes.append("No day is given on which the authority became aware, so no time to notify is counted.")
    review = Review(
        reference=reference, national_reference=national, authority=authority, nature=nature,
        local_review=local_review, lead=row.text("lead"), notes=row.text("notes"), **days,
    )  # fmt: skip
    return review, faults


def read_action(row: Row, members: Sequence[Body], today: date) -> tuple[TrackedAction | None, Faults]:
    faults = Faults(row)
    reference = _words(row, "reference", "actions", faults, needed=True)
    title = _words(row, "action", "actions", faults, needed=True)
    words = _words(row, "owner", "actions", faults)
    due_on = _day(row, "due_on", "actions", faults)
    done_on = _day(row, "done_on", "actions", faults, until=today)
    _text_cells(row, faults)
    if faults:
        return None, faults
    owner = body_named(words, members) if words else None
    if words and owner is None:
        faults.notes.append(
            f"“{words}” is no body of this partnership: kept as the name of the person, for the partnership."
        )
    evidence = row.text("evidence")
    return TrackedAction(reference, title, owner, words if owner is None else "", due_on, done_on, evidence), faults


def body_named(words: str, bodies: Sequence[Body]) -> Body | None:
    """The one body that the words name, whether or not they say “Council”; None where none or several fit."""
    steps: tuple[Callable[[str], frozenset[str]], ...] = (
        lambda name: frozenset({plain(name)}),
        lambda name: frozenset(plain(name).split()) - SMALL_WORDS,
    )
    for step in steps:
        fit = [body for body in bodies if step(words) and step(words) in (step(body.name), step(body.short_name))]
        if len(fit) == 1:
            return fit[0]
    return None


def _judge(days: dict[str, date | None], local_review: bool | None, faults: Faults) -> None:
    """What cannot be so, though each cell can be read."""
    aware, notified, completed, sent = (days[key] for key in ("aware_on", "notified_on", "completed_on", "sent_on"))
    faults.unless(
        not (aware and notified and notified < aware),
        "The Panel was notified before the authority became aware. Check both days.",
    )
    faults.unless(
        not (days["happened_on"] and aware and aware < days["happened_on"]),
        "The authority became aware before it happened. Check both days.",
    )
    faults.unless(
        not (aware and completed and completed < aware),
        "The rapid review was completed before the authority became aware. Check both days.",
    )
    faults.unless(
        not (completed and sent and sent < completed),
        "The rapid review was sent before it was completed. Check both days.",
    )
    earliest = min((day for day in (completed, sent) if day), default=None)
    faults.unless(
        earliest is None or earliest >= NEW_LAW_BEGAN,
        f"There were no rapid reviews before {spoken(NEW_LAW_BEGAN)}. Check the year.",
    )
    faults.unless(
        local_review is None or completed is not None or sent is not None,
        "A decision is given, and no day on which the rapid review was completed. Give the day, or leave the decision "
        "empty.",
    )
    faults.unless(
        aware is not None or notified is not None or bool(faults),
        "Give the day the authority became aware, or the day the Panel was notified: the clocks count from them.",
    )


def _words(row: Row, key: str, of: str, faults: Faults, *, needed: bool = False) -> str:
    heading, words = HEADINGS[of][key], row.text(key)
    if needed and not words and not row.fault:
        faults.append(f"{heading} is empty. Fill it in.")
    longest = LONGEST[key]
    faults.unless(len(words) <= longest, f"{heading} is longer than {longest} letters. Shorten it.")
    return words


def _day(row: Row, key: str, of: str, faults: Faults, *, until: date | None = None) -> date | None:
    heading = HEADINGS[of][key]
    try:
        day = day_in(row.cells.get(key), heading, row.epoch)
    except NotADay as fault:
        faults.append(str(fault))
        return None
    if day is None:
        return None
    calendar = kept_working_days()
    faults.unless(
        day >= calendar.known_from,
        f"{heading}: {spoken(day)} is before {calendar.known_from.year}, the first year whose bank holidays are known. "
        "Check the year.",
    )
    faults.unless(until is None or day <= until, f"{heading}: {spoken(day)} is in the future. Check the year.")
    faults.unless(day.year < 2100, f"{heading}: {spoken(day)} is too far ahead. Check the year.")
    return day


def _text_cells(row: Row, faults: Faults) -> None:
    """A formula without a result, in a cell that holds words; those in days were said already."""
    faults.extend(says for says in row.no_results if says not in faults)


def _authority(words: str, authorities: Sequence[Body], faults: Faults) -> Body | None:
    if not words and len(authorities) == 1:
        return authorities[0]
    names = ", ".join(body.name for body in authorities)
    if not words:
        faults.append(f"Local authority is empty. Write one of: {names}.")
        return None
    found = body_named(words, authorities)
    if found is None:
        faults.append(f"“{words[:60]}” is not a local authority of this partnership. Write one of: {names}.")
    return found


def _nature(words: str, faults: Faults) -> Nature | None:
    for nature, names in NATURES.items():
        if plain(words) in names:
            return Nature(nature)
    given = f"“{words[:40]}” is not a nature we know" if words else "Nature is empty"
    faults.append(f"{given}. Write death, serious harm or other.")
    return None


def _yes_or_no(words: str, faults: Faults) -> bool | None:
    said = plain(words)
    first = said.split(" ")[0]
    if said in UNDECIDED:
        return None
    if first in ("yes", "y", "true") or said in ("lcspr", "cspr", "local review"):
        return True
    if first in ("no", "n", "false", "none"):
        return False
    faults.append(f"Local review: “{words[:40]}” is neither yes nor no. Write one of them, or leave it empty.")
    return None
