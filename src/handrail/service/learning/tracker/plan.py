"""Looks a tracker over: line by line, what will be made, what is there already, and what is wrong. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.opening import not_shut
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Notice
from handrail.service.learning.models import Action
from handrail.service.learning.tracker.lines import Review, TrackedAction, read_action, read_review
from handrail.service.learning.tracker.reading import read_sheets
from handrail.service.learning.tracker.tables import Row, Table, find_tables
from handrail.service.partnerships.models import Body, Kind, Membership


class Fate(Enum):
    """What becomes of a line."""

    NEW = "Will be made"
    THERE = "Already there"
    WRONG = "Wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the tracker, and what becomes of it."""

    sheet: str
    number: int
    of: str
    title: str
    fate: Fate
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    review: Review | None = None
    action: TrackedAction | None = None

    @property
    def place(self) -> str:
        return f"{self.sheet}, line {self.number}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking the tracker in would do."""

    partnership: Body
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def of(self, fate: Fate) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.fate is fate)

    @property
    def wrong(self) -> tuple[Line, ...]:
        return self.of(Fate.WRONG)

    @property
    def new(self) -> tuple[Line, ...]:
        return self.of(Fate.NEW)

    @property
    def there(self) -> tuple[Line, ...]:
        return self.of(Fate.THERE)


@dataclass
class Known:
    """What the partnership has already, and what earlier lines of the file bring."""

    partnership: Body
    authorities: list[Body]
    members: list[Body]
    folders: dict[str, Case]
    told: dict[str, str]
    actions: set[tuple[str, str]]
    lines: dict[str, Line] = field(default_factory=dict)
    seen: dict[tuple[str, ...], Line] = field(default_factory=dict)


def look_over(partnership: Body, name: str, content: bytes, by: Person) -> Plan:
    """What taking in this file would do. Raises NotRead where it cannot be read at all.

    A folder that the person is shut out of is not there: the tracker tells them nothing of it.
    """
    tables, passed_over = find_tables(read_sheets(name, content))
    known, today = _known(partnership, by), timezone.localdate()
    reviews = [_review(row, known, today) for table in tables if table.of == "reviews" for row in table.rows]
    actions = [_action(row, known, today) for table in tables if table.of == "actions" for row in table.rows]
    return Plan(partnership, (*reviews, *actions), tuple(_left_out(tables, passed_over)))


def folders_by_reference(partnership: Body, by: Person) -> dict[str, Case]:
    """The partnership's folders, by our reference and by the partnership's own."""
    there = Case.objects.filter(not_shut(by, folder="pk"), partnership=partnership)
    folders = list(there.select_related("partnership"))
    own = {case.local_reference.casefold(): case for case in folders if case.local_reference}
    return own | {case.reference.casefold(): case for case in folders}


def _known(partnership: Body, by: Person) -> Known:
    places = Membership.objects.filter(partnership=partnership).select_related("body")
    members = sorted({place.body for place in places}, key=lambda body: body.name)
    told = Notice.objects.filter(incident__case__partnership=partnership).exclude(national_reference="")
    told = told.filter(not_shut(by, folder="incident__case"))
    references = told.values_list("national_reference", "incident__case__reference")
    return Known(
        partnership=partnership,
        authorities=[body for body in members if body.kind == Kind.LOCAL_AUTHORITY],
        members=[*members, partnership],
        folders=folders_by_reference(partnership, by),
        told={national.casefold(): folder for national, folder in references},
        actions={
            (str(case), title.casefold())
            for case, title in Action.objects.filter(
                not_shut(by, folder="case"), case__partnership=partnership
            ).values_list("case", "title")
        },
    )


def _review(row: Row, known: Known, today: date) -> Line:
    review, faults = read_review(row, known.authorities, today)
    reference = row.text("reference")
    line = _line(row, "review", reference, faults, faults.notes)
    earlier = known.lines.get(reference.casefold()) if reference else None
    folder = known.folders.get(reference.casefold())
    national = row.text("national_reference").casefold()
    if earlier is not None:
        line = _wrong(line, f"Line {earlier.number} has the same reference. Give each review its own, or take one out.")
    elif folder is not None:
        line = replace(line, fate=Fate.THERE, faults=(), notes=(_is_there(folder),))
    elif national and national in known.told:
        line = _wrong(
            line,
            f"The national reference is on the folder {known.told[national]} already. If this is that folder, write "
            "its reference as the local reference; if not, check the national reference.",
        )
    elif review is not None and not line.faults:
        line = replace(line, fate=Fate.NEW, review=review)
    if reference and earlier is None:
        known.lines[reference.casefold()] = line
        if national and line.fate is Fate.NEW:
            known.told[national] = f"of line {row.number}"
    return line


def _action(row: Row, known: Known, today: date) -> Line:
    action, faults = read_action(row, known.members, today)
    line = _line(row, "action", row.text("action"), faults, faults.notes)
    if action is None:
        return line
    reference, title = action.reference.casefold(), action.title.casefold()
    review, folder = known.lines.get(reference), known.folders.get(reference)
    twin = known.seen.get((reference, title))
    if twin is not None:
        return _wrong(line, f"Line {twin.number} has the same action for the same review. Take one of them out.")
    known.seen[(reference, title)] = line
    if folder is not None and (str(folder.pk), title) in known.actions:
        return replace(
            line, fate=Fate.THERE, notes=(f"On the folder {folder.reference}. Handrail's own record stands.",)
        )
    if folder is None and review is None:
        return _wrong(
            line, f"No review has the reference “{action.reference}”, here or in Handrail. Check the reference."
        )
    if folder is None and review is not None and review.fate is Fate.WRONG:
        return _wrong(line, f"Its review, on line {review.number}, is wrong. Mend that line first.")
    return replace(line, fate=Fate.NEW, action=action)


def _line(row: Row, of: str, title: str, faults: list[str], notes: list[str]) -> Line:
    return Line(row.sheet, row.number, of, title, Fate.WRONG, tuple(faults), tuple(notes))


def _wrong(line: Line, sentence: str) -> Line:
    return replace(line, fate=Fate.WRONG, faults=(*line.faults, sentence))


def _is_there(folder: Case) -> str:
    return f"It is the folder {folder.reference}. Handrail's own record stands: nothing in it is changed."


def _left_out(tables: list[Table], passed_over: list[str]) -> Iterator[str]:
    for name in passed_over:
        yield f"The sheet “{name}” is passed over: it has no line of headings of reviews or of actions."
    for table in tables:
        if table.not_taken_in:
            named = ", ".join(f"“{heading}”" for heading in table.not_taken_in)
            yield f"In the sheet “{table.sheet}” these columns are not taken in: {named}."
        if not table.rows:
            yield f"The sheet “{table.sheet}” has headings and no lines below them."
