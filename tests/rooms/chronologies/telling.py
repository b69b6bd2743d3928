"""What tests of chronologies share: one begun, agencies asked, files given, lines sent."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.chronologies.actions import asking, delivering, writing
from handrail.service.chronologies.models import Chronology, Delivery, Line
from handrail.service.chronologies.reading.values import Sure, When
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.requests.asking import ABOUT_WHOM, working_days_from_today

SCOPE = asking.Scope("rapid review", "", "The first year", date(2019, 1, 1), date(2019, 12, 31), 28)
AGREED = writing.Declared("Hazel Plume, head teacher", "The school's own records")


def begun(cast: Cast, case: Case | None = None) -> Chronology:
    case = case or open_folder_for(cast)
    name_actor(cast["coordinator"])
    return asking.begin(case, SCOPE, by=cast["coordinator"])


def ask_one(cast: Cast, chronology: Chronology, body: Body) -> Request:
    name_actor(cast["coordinator"])
    (asked,) = asking.ask(
        chronology, bodies=[body], children_named=ABOUT_WHOM, what="Your lines, please.",
        due_on=working_days_from_today(8), by=cast["coordinator"],
    )  # fmt: skip
    return asked


def said(happened: str, day: date = date(2019, 3, 12), about: str = "Wilf", comment: str = "") -> writing.Words:
    return writing.Words(When(day, day), about=about, source="File", happened=happened, comment=comment)


def about_month(happened: str) -> writing.Words:
    return writing.Words(When(date(2019, 3, 1), date(2019, 3, 31), Sure.WITHIN), "Wilf", "File", happened)


def give(asked: Request, content: bytes, by: Person, name: str = "lines.csv", how: str = Delivery.How.ADD) -> Delivery:
    name_actor(by)
    return delivering.deliver(asked, name, content, how=how, by=by)


def tell(asked: Request, by: Person, *told: writing.Words) -> list[Line]:
    """Write these lines and send them."""
    name_actor(by)
    for words in told:
        writing.write_line(asked, words, by=by)
    writing.send(asked, AGREED, by=by)
    return list(Line.objects.filter(request=asked).standing().sent().placed())


def csv_of(*rows: str) -> bytes:
    return "\n".join(["Date from,What happened", *rows]).encode()


def today() -> date:
    return timezone.localdate()
