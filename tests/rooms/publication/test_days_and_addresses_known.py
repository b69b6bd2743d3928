"""The identity check knows when and where things happened from every room: the chronology, other proceedings, meetings,
the addresses that the family is written to, and a child's death."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.guidance.days import LONDON
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Birth, Correction, Death
from handrail.service.children.models import Child
from handrail.service.chronologies.models import KeyEvent, Line
from handrail.service.families import actions as families
from handrail.service.families.models import Reach
from handrail.service.meetings.models import Meeting
from handrail.service.publication.knowing import known_of, marks_in
from handrail.service.publication.models import Mark, Publication
from handrail.service.publication.written import Section, Text
from handrail.service.reviews import actions as reviews
from handrail.service.reviews.models import Proceeding, ProceedingNews
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import about_month, ask_one, begun, said, tell
from tests.rooms.families.people import one_of, reached_by
from tests.rooms.publication.publishing import NOW, write, written
from tests.rooms.reviews.in_full import write as write_part
from tests.rooms.reviews.in_full import write_under


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def going(cast: Cast) -> tuple[Publication, UnderWay]:
    return written(cast)


def known_days(publication: Publication) -> dict[date, str]:
    return {day.on: day.what for day in known_of(publication).days if day.many or "led to" in day.what}


def marked(cast: Cast, publication: Publication, words: str) -> set[str]:
    version = write(cast, publication, Text("Child Q", "", (Section("What happened", words),)))
    return set(Mark.objects.filter(version=version).values_list("words", flat=True))


def test_the_exact_days_of_what_agencies_sent_are_known_and_of_key_events_as_such(
    cast: Cast, going: tuple[Publication, UnderWay], client: Client
) -> None:
    publication, _ = going
    lines = ask_one(cast, begun(cast, publication.case), cast.school)
    told = tell(
        lines, cast["school lead"], said("A call.", date(2019, 3, 12)), said("A visit.", date(2019, 4, 2)),
        said("A fall.", date(2019, 5, 7)), about_month("Seen about."),
    )  # fmt: skip
    Line.objects.filter(pk=told[-1].pk).update(ended_at=timezone.now())
    a_visit = next(one for one in told if one.happened == "A visit.")
    KeyEvent.objects.create(case=publication.case, line=a_visit, marked_by=cast["coordinator"])
    standing = {line.from_on: line.happened for line in told if line.pk != told[-1].pk}
    days = known_days(publication)
    assert days[date(2019, 3, 12)] == "a day of the chronology"
    assert days[date(2019, 4, 2)] == "the day of a key event of the chronology"
    assert date(2019, 5, 7) not in days, "it was taken out"
    assert date(2019, 3, 1) not in days, "nobody knows on which day of the month"
    assert date(2019, 3, 12) in standing
    text = "On 12 March 2019 somebody rang. On 2 April they came. In March 2019 it was cold, and on the 12th too."
    assert marked(cast, publication, text) == {"12 March 2019", "2 April"}
    client.force_login(cast["coordinator"])
    page = client.get(reverse("publication:known", args=[publication.case.pk, publication.pk])).content.decode()
    assert "a day of the chronology: 1" in page
    assert "12 March 2019" not in page, "a long chronology would hide the rest"
    assert "12 March 2019" in {flag.words for flag in marks_in(publication.case, text)}


def test_the_days_of_other_proceedings_and_of_meetings_that_were_held_are_known(
    cast: Cast, going: tuple[Publication, UnderWay]
) -> None:
    publication, review = going
    case = publication.case
    trial = write_part(
        cast, case, review,
        Proceeding(kind="criminal", led_by="The police", known_on=date(2024, 5, 2), until_on=date(2024, 9, 16)),
    )  # fmt: skip
    write_under(cast, case, review, ProceedingNews(on=date(2024, 6, 13), text="Charged.", proceeding=trial), trial)
    wrong = write_part(cast, case, review, Proceeding(kind="inquest", led_by="The coroner", known_on=date(2024, 5, 21)))
    reviews.set_part_aside(case, trial.review, wrong, why="There is none.", by=cast["coordinator"])
    held, not_held = (met(cast, case, day) for day in (8, 9))
    Meeting.objects.filter(pk=held.pk).update(held_at=held.starts_at)
    days = known_days(publication)
    for on in (date(2024, 5, 2), date(2024, 9, 16), date(2024, 6, 13)):
        assert days[on] == "a day of other proceedings"
    assert date(2024, 5, 21) not in days, "it was set aside"
    assert days[date(2024, 7, 8)] == "the day of a meeting about the case"
    assert not_held.starts_at.date() not in days
    assert marked(cast, publication, "He was charged on 13 June 2024.") == {"13 June 2024"}


def met(cast: Cast, case: Case, day: int) -> Meeting:
    return Meeting.objects.create(
        case=case, about="review", place="Here", starts_at=datetime(2024, 7, day, 10, tzinfo=LONDON),
        recorded_by=cast["coordinator"],
    )  # fmt: skip


def test_where_one_of_the_family_is_written_to_is_known(cast: Cast, going: tuple[Publication, UnderWay]) -> None:
    publication, _ = going
    mother = one_of(cast, publication.case)
    written_to = reached_by(cast, mother, "4 Plumtree Snicket, Eddleford", how=Reach.How.POST)
    reached_by(cast, mother, "Through Hattersby Hall", how=Reach.How.THROUGH)
    name_actor(cast["coordinator"])
    families.set_aside(publication.case, written_to, why="She moved.", by=cast["coordinator"])
    addresses = known_of(publication).addresses
    assert "4 Plumtree Snicket, Eddleford" in addresses, "they lived there"
    assert "Through Hattersby Hall" not in addresses
    assert marked(cast, publication, "They lived near the snicket in Eddleford.") >= {"Eddleford"}


def test_where_and_when_a_child_died_is_known_as_notified_and_as_put_right(
    cast: Cast, going: tuple[Publication, UnderWay]
) -> None:
    publication, _ = going
    death = a_death(
        cast, publication.case, died_on=date(2024, 2, 6), event_on=date(2024, 1, 30), event_place="Marlwick Weir",
        lives_at="9 Plumtree Snicket", place="Hattersby Infirmary",
    )  # fmt: skip
    Correction.objects.create(
        death=death, field="event_place", was="Marlwick Weir", now="Oxley Weir", reason="Two weirs.",
        made_by=cast["coordinator"],
    )  # fmt: skip
    known = known_of(publication)
    assert "9 Plumtree Snicket" in known.addresses
    assert {"Marlwick Weir", "Oxley Weir", "Hattersby Infirmary"} <= set(known.places)
    assert {day.on: day.what for day in known.days}[date(2024, 2, 6)] == "the day of a child's death"
    assert known_days(publication)[date(2024, 1, 30)] == "the day of what led to a child's death"
    text = "On 30 January 2024 somebody fell at Oxley Weir."
    assert marked(cast, publication, text) == {"30 January 2024", "Oxley Weir"}


def a_death(cast: Cast, case: Case, **said_of: Any) -> Death:
    child = Child.objects.get(folder=case.folder, given_names="Jasper")
    return Death.objects.create(
        case=case, child=child, born=Birth.ALIVE, circumstances="A fall.", sent_by=cast.trust,
        recorded_by=cast["coordinator"], **said_of,
    )  # fmt: skip
