"""The pages of bodies: an administrator keeps them, a coordinator keeps whom to reach at the members."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Post
from handrail.service.partnerships.models import AreaDates, Body, BodyCode, Contact, Coverage, Kind, Membership
from tests.rooms.cast import Cast

BODIES = reverse("access:bodies")


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast["administrator"])
    return client


@pytest.fixture
def cora(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["coordinator"])
    return client


def page(body: Body, name: str = "body", **more: Any) -> str:
    return reverse(f"access:{name}", kwargs={"body_id": body.pk, **more})


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_the_list_is_searched_by_name_and_by_code_and_narrowed_by_kind(ada: Client, cast: Cast) -> None:
    BodyCode.objects.create(body=cast.council, scheme="ons", code="E10000901")
    for asked in ({"words": "wendshire"}, {"words": "e10000901"}, {"kind": Kind.LOCAL_AUTHORITY}):
        text = ada.get(BODIES, asked).text
        assert "Wendshire Council" in text
        assert "Otter Lane Primary School" not in text


def test_a_body_that_ended_is_shown_only_when_asked_for(ada: Client, cast: Cast) -> None:
    Body.objects.create(name="Old Trust", kind=Kind.RELEVANT_AGENCY, until_on=date(2020, 3, 31))
    assert "Old Trust" not in ada.get(BODIES).text
    text = ada.get(BODIES, {"ended": "yes"}).text
    assert "Old Trust" in text
    assert "until 31 March 2020" in text


def test_a_long_list_has_pages_that_keep_the_search(ada: Client, cast: Cast) -> None:
    Body.objects.bulk_create(Body(name=f"Marsh School {n:03d}", kind=Kind.RELEVANT_AGENCY) for n in range(60))
    text = ada.get(BODIES, {"words": "Marsh"}).text
    assert "Marsh School 049" in text
    assert "Marsh School 050" not in text
    assert "words=Marsh&amp;page=2" in text
    assert "Marsh School 050" in ada.get(BODIES, {"words": "Marsh", "page": "2"}).text
    assert "Marsh School 059" in ada.get(BODIES, {"words": "Marsh", "page": "900"}).text


def test_a_coordinator_sees_the_partnership_and_its_members_alone(cora: Client, cast: Cast) -> None:
    text = cora.get(BODIES).text
    assert "Otter Lane Primary School" in text
    assert "Farrowdale" not in text
    assert cora.get(page(cast.neighbour_council)).status_code == 404
    assert cora.get(page(cast.school)).status_code == 200


def test_a_coordinator_adds_and_ends_a_contact_of_a_member(cora: Client, cast: Cast) -> None:
    said = {"name": "Otto Lane", "job": "Head", "email": "otto@otter-lane.example", "deputy": "yes"}
    cora.post(page(cast.school, "add_contact"), said)
    contact = Contact.objects.get(name="Otto Lane")
    assert contact.deputy
    last = timezone.localdate() - timedelta(days=1)
    cora.post(page(cast.school, "change_contact", contact_id=contact.pk), {**said, **day("until_on", last)})
    contact.refresh_from_db()
    assert contact.until_on == last
    assert "Ended" in cora.get(page(cast.school)).text


def test_a_coordinator_changes_nothing_else(cora: Client, cast: Cast) -> None:
    for name in ("change_body", "add_successor"):
        assert cora.get(page(cast.school, name)).status_code == 404
    for name in ("add_member", "area_dates"):
        assert cora.post(page(cast.partnership if name == "add_member" else cast.council, name)).status_code == 404
    text = cora.get(page(cast.school)).text
    assert "Change or end this body" not in text
    assert "Add a contact" in text


def test_a_contact_is_found_only_through_its_own_body(cora: Client, cast: Cast) -> None:
    contact = Contact.objects.create(body=cast.neighbour_council, name="Far Away", email="far@away.example")
    assert cora.get(page(cast.school, "change_contact", contact_id=contact.pk)).status_code == 404


def test_an_administrator_reads_every_body_and_changes_those_of_their_partnership(ada: Client, cast: Cast) -> None:
    assert ada.get(page(cast.neighbour_council)).status_code == 200
    assert ada.get(page(cast.neighbour_council, "change_body")).status_code == 404
    assert ada.get(page(cast.neighbour, "add_member")).status_code == 404
    assert ada.get(page(cast.council, "change_body")).status_code == 200
    alone = Body.objects.create(name="A new school", kind=Kind.RELEVANT_AGENCY)
    assert ada.get(page(alone, "change_body")).status_code == 200


def test_a_body_is_added_and_changed(ada: Client, cast: Cast) -> None:
    answer = ada.post(reverse("access:add_body"), {"name": "Heron School", "kind": Kind.RELEVANT_AGENCY}, follow=True)
    assert "Heron School is added." in answer.text
    body = Body.objects.get(name="Heron School")
    said = {"name": "Heron Academy", "category": "Academy school", "mailbox": "dsl@heron.example"}
    ada.post(page(body, "change_body"), said)
    body.refresh_from_db()
    assert (body.name, body.category, body.mailbox) == ("Heron Academy", "Academy school", "dsl@heron.example")


def test_a_category_in_older_words_is_kept(ada: Client, cast: Cast) -> None:
    Body.objects.filter(pk=cast.trust.pk).update(category="acute hospital")
    ada.post(page(cast.trust, "change_body"), {"name": cast.trust.name, "category": "acute hospital"})
    assert Body.objects.get(pk=cast.trust.pk).category == "acute hospital"


def test_whoever_adds_a_partnership_looks_after_it(ada: Client, cast: Cast) -> None:
    ada.post(reverse("access:add_body"), {"name": "Marl Partnership", "short_name": "MP", "kind": Kind.PARTNERSHIP})
    partnership = Body.objects.get(short_name="MP")
    assert Post.objects.get(partnership=partnership).person == cast["administrator"]
    assert ada.get(page(partnership, "add_member")).status_code == 200


def test_a_member_is_added_and_its_membership_ended(ada: Client, cast: Cast) -> None:
    school = Body.objects.create(name="Heron School", kind=Kind.RELEVANT_AGENCY)
    ada.post(page(cast.partnership, "add_member"), {"body": school.pk, "place": "relevant agency"})
    membership = Membership.objects.get(body=school)
    said = {"place": "relevant agency", **day("until_on", date(2026, 7, 31))}
    ada.post(page(cast.partnership, "change_membership", membership_id=membership.pk), said)
    membership.refresh_from_db()
    assert membership.until_on == date(2026, 7, 31)


def test_an_area_is_added_to_a_force_and_ended(ada: Client, cast: Cast) -> None:
    Coverage.objects.all().delete()
    ada.post(page(cast.police, "add_coverage"), {"authority": cast.council.pk})
    coverage = Coverage.objects.get()
    assert "Wend Valley Police" in ada.get(page(cast.council)).text
    ada.post(page(cast.police, "end_coverage", coverage_id=coverage.pk), day("until_on", date(2026, 3, 31)))
    coverage.refresh_from_db()
    assert coverage.until_on == date(2026, 3, 31)
    assert ada.get(page(cast.school, "add_coverage")).status_code == 404


def test_a_successor_is_recorded_from_the_page(ada: Client, cast: Cast) -> None:
    said = {"after": cast.other_icb.pk, **day("on", date(2026, 4, 1))}
    ada.post(page(cast.icb, "add_successor"), said)
    text = " ".join(ada.get(page(cast.icb)).text.split())
    assert "took over on 1 April 2026" in text
    assert "until 31 March 2026" in text


def test_area_dates_are_changed_and_a_wrong_one_is_refused_at_its_field(ada: Client, cast: Cast) -> None:
    AreaDates.objects.all().delete()
    answer = ada.post(page(cast.council, "area_dates"), day("began_on", date(2018, 6, 1)))
    assert 'href="#id_began_on_day">The new law began on 29 June 2018' in " ".join(answer.text.split())
    answer = ada.post(page(cast.council, "area_dates"), day("began_on", date(2019, 9, 1)), follow=True)
    assert "the clocks of 0 folders were counted anew" in answer.text
    assert AreaDates.objects.get(authority=cast.council).safeguarding_began_on == date(2019, 9, 1)
    assert ada.get(page(cast.school, "area_dates")).status_code == 404


def test_an_end_before_the_beginning_is_refused_at_its_field(ada: Client, cast: Cast) -> None:
    days = {**day("from_on", date(2026, 5, 2)), **day("until_on", date(2026, 5, 1))}
    answer = ada.post(page(cast.school, "change_body"), {"name": "Otter Lane Primary School", **days})
    text = " ".join(answer.text.split())
    assert 'href="#id_until_on_day">The last day must be the same as or after the first day.' in text
    assert "<title>Error: " in text
