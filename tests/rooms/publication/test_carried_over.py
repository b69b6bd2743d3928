"""The public text begins with what was agreed and recorded of the review: as structured text, and never as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.documents.actions import store
from handrail.service.learning.actions.recommending import Found, Whence, recommend, record_finding
from handrail.service.learning.models import Addressee
from handrail.service.publication import actions
from handrail.service.publication.carrying import by_when, sections_of
from handrail.service.publication.gate import current
from handrail.service.publication.models import Publication
from handrail.service.publication.written import Recommendation, Section, read
from handrail.service.reviews.actions import consider_contents, receive_report, write_of
from handrail.service.reviews.actions.contents import list_for, wanted_in
from handrail.service.reviews.models import FinalReport
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import NOW
from tests.rooms.reviews.in_full import ON, draft, review_of, write

REPORT = """The partners held this review.

What happened

Jasper was seen by three agencies.
Nobody compared notes.

2.1 The school's part

- It rang.
- It wrote.

What is to improve

1. Calls are read together.

2. Notes are compared."""


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def agreed(cast: Cast, text: str = REPORT, document: bytes | None = None) -> tuple[Case, UnderWay]:
    case, going = review_of(cast)
    Child.objects.create(folder=case.folder, given_names="Jasper", family_name="Fairlight")
    name_actor(cast["coordinator"])
    kept = store(case.folder, "report.txt", document, by=cast["coordinator"], opens="reviews") if document else None
    version = write(cast, case, going, draft(text=text, document=kept))
    wanted = [replace(one, answer="yes") for one in wanted_in(case, list_for(going), going.since)]
    consider_contents(case, going, version, wanted, by=cast["coordinator"])
    receive_report(case, going, on=ON, by=cast["coordinator"])
    final = FinalReport(draft=version, agreed_on=ON, agreed_by_name="The partners", quality="Read by two.", lacks="–")
    write_of(case, going, final, by=cast["coordinator"])
    return case, going


def begin(cast: Cast, case: Case, going: UnderWay, what: str = "report") -> Publication:
    return actions.begin(case, going, what=what, by=cast["coordinator"], carry=True)


def test_headings_sections_and_lists_of_a_typed_report_are_told_apart() -> None:
    assert list(sections_of(REPORT)) == [
        Section("Introduction", "The partners held this review."),
        Section("What happened", "Jasper was seen by three agencies.\nNobody compared notes."),
        Section("The school's part", "- It rang.\n- It wrote.", 3),
        Section("What is to improve", "1. Calls are read together.\n\n2. Notes are compared."),
    ]
    assert [one.heading for one in sections_of("# Method\n\nTalks.\n\n3. Findings\n\nText.")] == ["Method", "Findings"]
    assert list(sections_of("  \n\n ")) == []
    (one,) = sections_of("1. Ring back\n\n2. Write down\n\n3. Tell")
    assert one.heading == "Introduction", "a list whose items stand apart"


def test_the_agreed_report_and_what_was_recommended_are_carried_over_and_held_against_the_case(cast: Cast) -> None:
    case, going = agreed(cast)
    recommend(
        case, text="Read calls together.", made_on=ON, whence=Whence("This review", going.pk), by=cast["coordinator"]
    )
    recommend(case, text="Of another review.", made_on=ON, whence=Whence("Another"), by=cast["coordinator"])
    version = current(begin(cast, case, going))
    text = read(version.text)
    assert text.sections[1].body.startswith("Jasper was seen")
    assert text.recommendations == (Recommendation("Read calls together."),)
    assert "Jasper" in {one.words for one in version.marks.all()}


def test_a_recommendation_says_by_when_to_all_or_to_each() -> None:
    soon, later = date(2024, 9, 27), date(2024, 12, 2)
    one, other = (Addressee(to="outside", name=name, due_on=soon) for name in ("A club", "A church"))
    assert by_when([one, other]) == " By 27 September 2024."
    other.due_on = later
    assert by_when([one, other]) == " A club by 27 September 2024; A church by 2 December 2024."
    one.due_on = other.due_on = None
    assert by_when([one, other]) == by_when([]) == ""


def test_a_version_that_was_not_agreed_or_was_set_aside_is_not_carried(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, draft(text=REPORT))
    text = read(current(begin(cast, case, going)).text)
    assert not any(one.body for one in text.sections)
    assert text.sections[0].heading == "Introduction"


def test_a_report_that_was_agreed_as_a_file_is_never_carried(client: Client, cast: Cast) -> None:
    case, going = agreed(cast, text="", document=b"Jasper was seen.")
    client.force_login(cast["coordinator"])
    page = client.get(reverse("publication:begin", args=[case.pk, going.pk])).content.decode()
    assert "It is kept as a file" in page
    assert not any(one.body for one in read(current(begin(cast, case, going)).text).sections)


def test_a_learning_document_begins_with_the_findings_and_why(cast: Cast) -> None:
    case, going = agreed(cast)
    found = Found("improvement", "Calls went unanswered.", "Jasper rang.", "One line.", "It is so still.", "", ON)
    record_finding(case, found, whence=Whence("This review", going.pk), by=cast["coordinator"])
    for what in ("learning", "improvements"):
        text = read(current(begin(cast, case, going, what)).text)
        assert text.sections == (Section("Calls went unanswered", "One line.\n\nIt is so still."),), what


def test_the_page_asks_what_to_begin_with_and_begins_so(client: Client, cast: Cast) -> None:
    case, going = agreed(cast)
    client.force_login(cast["coordinator"])
    page = reverse("publication:begin", args=[case.pk, going.pk])
    assert "Version 1 was agreed as the report on 15 April 2024" in client.get(page).content.decode()
    assert b"Choose what it begins with" in client.post(page, {"what": "report"}).content
    client.post(page, {"what": "report", "start": "carried"})
    publication = Publication.objects.get()
    assert read(current(publication).text).sections[1].heading == "What happened"
    told = client.get(page).content.decode()
    assert 'value="learning"' in told
    assert 'value="report"' not in told, "what is begun is not begun again"
