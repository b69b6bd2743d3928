"""The pages on which bodies outside read what they were told, and take it away."""

from __future__ import annotations

import csv
from io import StringIO

from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Exclusion
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.national_panel.bodies import OFSTED, PANEL
from handrail.service.national_panel.models import Timeliness, Told
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.national_panel.outside import scrutineer, secretariat, told, works_at
from tests.rooms.reviews.reviewing import incident_of, sent


def page(client: Client, name: str, **kwargs: object) -> str:
    answer = client.get(reverse(f"national_panel:{name}", kwargs=kwargs))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_secretariat_reads_what_came_and_what_is_still_expected(client: Client, cast: Cast) -> None:
    sent(cast)
    notice, review = told()
    client.force_login(secretariat())
    listed = page(client, "told")
    assert "CSI-0001" in listed
    assert str(cast.partnership) in listed
    for word in ("Jaz", "Fictionby", "WV-"):
        assert word not in listed
    one = page(client, "told_one", told_id=review.pk)
    assert "28 March 2024" in one
    assert "A local review is to be held" in one
    assert "Still expected from the partnership" in page(client, "told_one", told_id=notice.pk)


def test_each_look_is_recorded(client: Client, cast: Cast) -> None:
    sent(cast)
    reader = secretariat()
    client.force_login(reader)
    page(client, "told")
    page(client, "told_one", told_id=told()[0].pk)
    page(client, "told_csv")
    looks = Entry.objects.filter(actor=reader.actor_key, looked=True)
    assert looks.count() == 3


def test_what_another_body_was_told_is_not_there(client: Client, cast: Cast) -> None:
    sent(cast)
    row = told()[0]
    client.force_login(works_at(OFSTED, "Orla Inspector"))
    assert "recorded that it sent you anything" in page(client, "told")
    assert client.get(reverse("national_panel:told_one", kwargs={"told_id": row.pk})).status_code == 404


def test_the_list_to_take_away_holds_no_formula(client: Client, cast: Cast) -> None:
    incident_of(open_folder_for(cast), cast)
    Told.objects.update(national_reference="=1+1")
    client.force_login(secretariat())
    rows = list(csv.reader(StringIO(page(client, "told_csv"))))
    assert len(rows) == 2
    assert rows[1][2] == "'=1+1"


def test_a_scrutineer_reads_days_and_counts_and_which_folder_nobody_could_say(client: Client, cast: Cast) -> None:
    review = sent(cast)
    client.force_login(scrutineer(cast))
    seen = page(client, "times")
    assert "28 March 2024" in seen
    for word in (review.case.reference, str(review.case_id), "Jaz", str(Timeliness.objects.all()[0].mark_id)):
        assert word not in seen
    rows = list(csv.DictReader(StringIO(page(client, "times_csv"))))
    assert {row["Folder, by its place in this list"] for row in rows} == {"1"}
    assert len(rows) == Timeliness.objects.count()
    assert client.get(reverse("national_panel:told")).status_code == 200


def test_folders_are_counted_in_the_order_in_which_they_began(client: Client, cast: Cast) -> None:
    sent(cast)
    incident_of(open_folder_for(cast), cast)
    client.force_login(scrutineer(cast))
    rows = list(csv.DictReader(StringIO(page(client, "times_csv"))))
    places = [int(row["Folder, by its place in this list"]) for row in rows]
    assert places == sorted(places)
    assert set(places) == {1, 2}


def test_somebody_shut_out_of_the_folder_reads_nothing_that_was_told_of_it(client: Client, cast: Cast) -> None:
    incident_of(open_folder_for(cast), cast)
    row = told()[0]
    reader = works_at(PANEL, "Perdita Marsh")
    name_actor(cast["coordinator"])
    shut_out(
        Case.objects.get(), Named((reader.name,), (), Exclusion.Stands.RELATIVE), why="An aunt", by=cast["coordinator"]
    )
    with acting_as(reader):
        assert not Told.objects.exists()
    assert not Told.objects.visible_to(type(reader).objects.get(pk=reader.pk)).exists()
    client.force_login(reader)
    assert client.get(reverse("national_panel:told_one", kwargs={"told_id": row.pk})).status_code == 404


def test_nobody_else_finds_these_pages(client: Client, cast: Cast) -> None:
    sent(cast)
    for part in ("coordinator", "administrator", "police partner"):
        client.force_login(cast[part])
        for name in ("told", "told_csv", "times", "times_csv"):
            assert client.get(reverse(f"national_panel:{name}")).status_code == 404
