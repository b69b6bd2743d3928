"""Who reads which lines: an agency its own, those who review what was sent, and nobody what is not sent yet."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import give_key
from handrail.service.chronologies import seeing
from handrail.service.chronologies.actions import weighing, writing
from handrail.service.chronologies.models import Chronology, Delivery, KeyEvent, Line, Tie, Unread
from handrail.service.partnerships.models import Body, Kind
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast, employ
from tests.rooms.chronologies.telling import ask_one, begun, csv_of, give, said, tell
from tests.rooms.records.going import see_off


@pytest.fixture
def chronology(cast: Cast) -> Chronology:
    return begun(cast)


@pytest.fixture
def school(cast: Cast, chronology: Chronology) -> Request:
    return ask_one(cast, chronology, cast.school)


@pytest.fixture
def trust(cast: Cast, chronology: Chronology) -> Request:
    return ask_one(cast, chronology, cast.trust)


def page(client: Client, person: Person, name: str, **at: object) -> tuple[int, str]:
    client.force_login(person)
    answer = client.get(reverse(f"chronologies:{name}", kwargs=at))
    return answer.status_code, answer.content.decode()


def whole(chronology: Chronology) -> dict[str, uuid.UUID]:
    return {"case_id": chronology.case_id, "chronology_id": chronology.pk}


def own(asked: Request) -> dict[str, uuid.UUID]:
    return {"case_id": asked.case_id, "request_id": asked.pk}


def test_what_is_not_sent_is_on_no_page_of_those_who_review(
    client: Client, cast: Cast, chronology: Chronology, school: Request
) -> None:
    name_actor(cast["school lead"])
    draft = writing.write_line(school, said("Half a thought"), by=cast["school lead"])
    for name in ("chronology", "gaps", "together", "ties", "picture"):
        assert "Half a thought" not in page(client, cast["coordinator"], name, **whole(chronology))[1]
    assert page(client, cast["coordinator"], "line", line_id=draft.pk, **whole(chronology))[0] == 404
    assert not seeing.lines_of(chronology, seeing.Filter()).lines


def test_an_agency_reads_its_own_lines_and_nobody_elses(
    client: Client, cast: Cast, chronology: Chronology, school: Request, trust: Request
) -> None:
    (of_school,) = tell(school, cast["school lead"], said("Seen at school"))
    (of_trust,) = tell(trust, cast["hospital lead"], said("Seen on the ward"))
    status, words = page(client, cast["hospital lead"], "ours", **own(trust))
    assert (status, "Seen on the ward" in words, "Seen at school" in words) == (200, True, False)
    assert page(client, cast["hospital lead"], "ours", **own(school))[0] == 404
    assert page(client, cast["hospital lead"], "chronology", **whole(chronology))[0] == 404
    assert page(client, cast["hospital lead"], "change_line", line_id=of_school.pk, **own(trust))[0] == 404
    assert page(client, cast["hospital lead"], "change_line", line_id=of_trust.pk, **own(trust))[0] == 200


def test_a_reviewer_reads_the_whole_by_the_key_of_the_commission_and_weighs_it(
    client: Client, cast: Cast, chronology: Chronology, school: Request
) -> None:
    (line,) = tell(school, cast["school lead"], said("Seen at school"))
    firm = Body.objects.create(kind=Kind.REVIEWERS, name="Alder Lane Reviews")
    reviewer = employ("Rowan Alder", "reviewer", firm, cast.partnership)
    assert page(client, reviewer, "chronology", **whole(chronology))[0] == 404
    name_actor(cast["coordinator"])
    give_key(chronology.case, firm, opens="chronologies", why="commissioned", ground=ASKING, by=cast["coordinator"])
    status, words = page(client, reviewer, "chronology", **whole(chronology))
    assert (status, "Seen at school" in words) == (200, True)
    assert f'href="/cases/{chronology.case_id}/"' not in words
    client.post(
        reverse("chronologies:mark", kwargs={"line_id": line.pk, **whole(chronology)}),
        {"why": "The first sign", "once": "a-key-of-this-form"},
    )
    name_actor(cast["coordinator"])
    assert line.marks.get().marked_by == reviewer


def test_what_an_agency_typed_is_words_on_every_page(
    client: Client, cast: Cast, chronology: Chronology, school: Request
) -> None:
    tell(school, cast["school lead"], said("<script>alert(1)</script>", about="<b>Wilf</b>"))
    for name in ("chronology", "gaps", "picture"):
        words = page(client, cast["coordinator"], name, **whole(chronology))[1]
        assert "<script>alert" not in words
        assert "<b>Wilf" not in words


def test_without_a_filter_lines_of_every_weight_are_there(cast: Cast, chronology: Chronology, school: Request) -> None:
    """Lines whose significance nobody said are of a weight with no name, as an empty filter has none."""
    plain = said("Joined the reception class.")
    tell(
        school, cast["school lead"], plain, replace(plain, happened="Came in with a bruise.", significance="Key: seen")
    )
    assert seeing.lines_of(chronology, seeing.Filter()).lines.count() == 2
    (key,) = seeing.lines_of(chronology, seeing.Filter(weight="key")).lines
    assert key.happened == "Came in with a bruise."


def test_the_list_says_who_has_not_sent_yet(
    client: Client, cast: Cast, chronology: Chronology, school: Request, trust: Request
) -> None:
    tell(school, cast["school lead"], said("Joined the reception class."))
    _, text = page(client, cast["coordinator"], "chronologies", case_id=chronology.case_id)
    assert f"not sent yet by {trust.body}" in text
    assert f"{school.body}" not in text


def test_rows_to_mend_can_be_taken_as_a_spreadsheet(client: Client, cast: Cast, school: Request) -> None:
    give(school, csv_of("12/03/2019,Visit", "never,A call"), cast["school lead"])
    client.force_login(cast["school lead"])
    answer = client.get(reverse("chronologies:to_mend", kwargs=own(school)))
    assert answer["Content-Disposition"] == 'attachment; filename="to mend.xlsx"'
    assert answer.content.startswith(b"PK")


def test_a_line_that_was_corrected_can_still_be_read(
    client: Client, cast: Cast, chronology: Chronology, school: Request
) -> None:
    (line,) = tell(school, cast["school lead"], said("Seen at school"))
    new = writing.change_line(line, said("Seen at the gate"), why="Wrong row", by=cast["school lead"])
    name_actor(cast["coordinator"])
    words = page(client, cast["coordinator"], "line", line_id=new.pk, **whole(chronology))[1]
    assert "Seen at school" in words
    assert "Wrong row" in words
    old = page(client, cast["coordinator"], "line", line_id=line.pk, **whole(chronology))[1]
    assert "This line no longer stands" in old
    assert Line.objects.filter(chronology=chronology).count() == 2


def test_all_of_it_goes_with_its_folder(cast: Cast, chronology: Chronology, school: Request, trust: Request) -> None:
    (line,) = tell(school, cast["school lead"], said("Seen at school"))
    writing.change_line(line, said("Seen at the gate"), why="Wrong row", by=cast["school lead"])
    give(school, csv_of("12/03/2019,Visit", "never,A call"), cast["school lead"])
    (other,) = tell(trust, cast["hospital lead"], said("Seen on the ward"))
    name_actor(cast["coordinator"])
    weighing.mark(other, why="", by=cast["coordinator"])
    weighing.tie(other, Line.objects.get(happened="Seen at the gate"), by=cast["coordinator"])
    see_off(chronology.case, cast)
    assert not [model for model in (Chronology, Delivery, Line, Unread, KeyEvent, Tie) if model.objects.exists()]
