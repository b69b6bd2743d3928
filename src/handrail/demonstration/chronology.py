"""What a story tells of a combined chronology: begun, agencies asked, their files given, lines mended and sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handrail.demonstration.telling import Telling
from handrail.guidance import spoken
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.chronologies.actions import asking, delivering, weighing, writing
from handrail.service.chronologies.forms import ASKED
from handrail.service.chronologies.models import Chronology, Delivery
from handrail.service.chronologies.reading.columns import COLUMNS
from handrail.service.chronologies.sheets import book_of
from handrail.service.partnerships.models import Body
from handrail.service.requests.actions import first_opened
from handrail.service.requests.models import Request
from handrail.service.requests.wording import UNDER_16H, who_it_is_about

Row = tuple[date | str, str, str, str, str, str, str]
"""Day (or, to be mended, what stands in its place), hour, who it is about, where it is recorded, what happened, what
the agency did, significance."""
FILLED = ("from", "time", "about", "source", "happened", "did", "significance")


def begun(wv: Telling, case: Case, scope: asking.Scope, on: date, hour: str) -> Chronology:
    with wv.acting("coordinator", on, hour) as cora:
        return asking.begin(case, scope, by=cora)


def asked(
    wv: Telling, chronology: Chronology, bodies: Iterable[Body], on: date, hour: str, due_on: date
) -> dict[Body, Request]:
    with wv.acting("coordinator", on, hour) as cora:
        requests = asking.ask(
            chronology, bodies=bodies, what=f"{ASKED}\n\n{UNDER_16H}", due_on=due_on, by=cora,
            children_named=who_it_is_about(Child.objects.filter(folder=chronology.case_id)),
        )  # fmt: skip
    return {one.body: one for one in requests}


def filled_in(rows: Iterable[Row]) -> bytes:
    """The empty spreadsheet that agencies are given, filled in."""
    headings = [(column.heading, column.width) for column in COLUMNS]
    return book_of("Chronology", headings, (_cells(row) for row in rows))


def _cells(row: Row) -> list[str]:
    day, *words = row
    by_key = dict(zip(FILLED, (day if isinstance(day, str) else spoken(day), *words), strict=True))
    return [by_key.get(column.key, "") for column in COLUMNS]


def file_given(
    wv: Telling, request: Request, part: str, on: date, hour: str, name: str, rows: Iterable[Row]
) -> Delivery:
    with wv.acting(part, on, hour) as author:
        first_opened(request, by=author)
        return delivering.deliver(request, name, filled_in(rows), how=Delivery.How.ADD, by=author)


def sent(wv: Telling, request: Request, part: str, on: date, hour: str, agreed_by: str, searched: str = "") -> None:
    with wv.acting(part, on, hour) as author:
        writing.send(request, writing.Declared(agreed_by, searched), by=author)


def compared(wv: Telling, chronology: Chronology, on: date, hour: str) -> None:
    """As the worker does: lines that may tell of one event are brought together."""
    with wv.acting("coordinator", on, hour):
        weighing.compare(chronology)
