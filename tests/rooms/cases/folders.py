"""Folders with something in them, for tests of the screens: facts and requests put in by hand."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from django.test import Client
from django.utils import timezone

from handrail.guidance import At, london_day
from handrail.guidance.days import LONDON
from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import give_key, open_case
from handrail.service.cases.filing import Asked
from handrail.service.cases.finding import searchable
from handrail.service.cases.models import Case, KeptClock, KeptFact, PaperLine
from handrail.service.cases.reckon import asked_row, reckon
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast

LONG_AGO = timedelta(days=60)


def today() -> date:
    return timezone.localdate()


def london(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """An instant by the clock in London."""
    return datetime.combine(date(year, month, day), time(hour, minute, second), LONDON)


def happened(case: Case, kind: str, at: At, about: str = "incident") -> KeptFact:
    """A fact that some paper told of, and the clocks it sets running or stops."""
    fact = KeptFact.objects.create(
        case=case, paper_id=uuid.uuid4(), kind=kind, about=about, on=london_day(at),
        at=at if isinstance(at, datetime) else None, recorded_at=timezone.now(),
    )  # fmt: skip
    reckon(case, "it was recorded", timezone.now())
    return fact


def asked_of(
    case: Case, body: Body, due_on: date | None, by: Person, title: str = "Send the agency summary"
) -> KeptClock:
    """A body is asked for something and given the key to its own contribution."""
    name_actor(by)
    paper_id = uuid.uuid4()
    give_key(case, body, opens=CONTRIBUTION, why="asked for a summary", ground=ASKING, by=by)
    filed(case, title, opens=CONTRIBUTION, for_body=body, paper_id=paper_id)
    asked = Asked(title, body, "the partnership", str(paper_id), timezone.now(), due_on)
    return KeptClock.objects.create(
        case=case, partnership=case.partnership, paper_id=paper_id, **asked_row(case, asked)
    )


def filed(
    case: Case, title: str, *, found_by: tuple[str, ...] = (), opens: str = ALL, for_body: Body | None = None,
    paper_id: uuid.UUID | None = None,
) -> PaperLine:  # fmt: skip
    """The line of a paper of another room."""
    return PaperLine.objects.create(
        case=case, paper_id=paper_id or uuid.uuid4(), room="incidents", title=title, url_name="nowhere:yet",
        opens=opens, for_body=for_body, filed_at=timezone.now(), found_by=searchable(*found_by),
    )  # fmt: skip


def next_doors_folder(cast: Cast) -> Case:
    """A folder of Farrowdale, the neighbouring partnership."""
    name_actor(cast["strange notifier"])
    return open_case(partnership=cast.neighbour, authority=cast.neighbour_council, by=cast["strange notifier"])


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def page(client: Client, address: str) -> str:
    """The words of a page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())
