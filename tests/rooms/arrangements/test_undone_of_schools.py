"""What was said of schools in error is undone: that two are one, what a way was called, and that it ended."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.arrangements import actions as act
from handrail.service.arrangements.doors import ways_of
from handrail.service.arrangements.doubles import doubles_in
from handrail.service.arrangements.models import School, Way
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.actions import NotDone
from tests.rooms.arrangements.test_schools import AFTER, BEFORE, loaded
from tests.rooms.cast import Cast


def two(cast: Cast) -> tuple[School, School]:
    """Two numbers that look like one school; the first takes part, has a contact, and was tried."""
    by = cast["coordinator"]
    loaded(cast, BEFORE.replace("Closed", "Open"), AFTER.replace("199101,,", ",,"))
    first, second = School.objects.order_by("urn")
    contact = {"contact_name": "Ada Marsh", "contact_job": "Head", "contact_email": "", "contact_telephone": ""}
    act.say_of_school(first, engages=School.Engages.YES, way=a_way(cast), by=by, **contact)
    act.tried(first, on=timezone.localdate(), how="A call", came_of_it="No answer.", by=by)
    return School.objects.get(pk=first.pk), second


def a_way(cast: Cast, name: str = "Heads’ forum") -> Way:
    name_actor(cast["coordinator"])
    return act.add_way(cast.partnership, name=name, says="It speaks for them.", by=cast["coordinator"])


def as_it_is(one: School) -> tuple[object, ...]:
    one = School.objects.get(pk=one.pk)
    return (one.urn, one.earlier_urns, one.closed, one.way_id, one.engages, one.contact_name, one.contact_entered,
            one.attempts.count())  # fmt: skip


def test_two_that_were_said_to_be_one_are_two_again_each_with_its_own(cast: Cast, client: Client) -> None:
    first, second = two(cast)
    was = as_it_is(first), as_it_is(second)
    by = cast["coordinator"]
    act.is_the_same(first, second, same=True, by=by)
    assert as_it_is(second) != was[1]
    client.force_login(by)
    page = reverse("arrangements:part_schools", args=[first.pk])
    for one in (first, second):
        assert page in client.get(reverse("arrangements:school", args=[one.pk])).content.decode()
    assert "Say why" in client.post(page, {"why": ""}).content.decode()
    assert client.post(page, {"why": "Two sites."}).status_code == 302
    name_actor(by)
    assert (as_it_is(first), as_it_is(second)) == was
    did = "said that 199101 and 199201 are two schools after all: Two sites."
    assert Entry.objects.filter(did=did, actor=by.actor_key).count() == 1
    assert doubles_in(School.objects.filter(closed=False)) == [], "and are not asked about again"


def test_what_was_said_of_the_school_since_it_was_joined_stays(cast: Cast) -> None:
    first, second = two(cast)
    by = cast["coordinator"]
    kept = act.is_the_same(first, second, same=True, by=by)
    other = {"contact_name": "Bea Weir", "contact_job": "", "contact_email": "", "contact_telephone": ""}
    act.say_of_school(kept, engages=School.Engages.NO, way=None, by=by, **other)
    act.tried(kept, on=timezone.localdate(), how="A visit", came_of_it="No.", by=by)
    act.part_again(first, why="Two sites.", by=by)
    second.refresh_from_db()
    assert (second.engages, second.contact_name, second.attempts.count()) == ("no", "Bea Weir", 1)
    first.refresh_from_db()
    assert (first.engages, first.contact_name, first.attempts.count()) == ("yes", "Ada Marsh", 1)


def test_schools_that_were_not_joined_or_were_joined_again_are_not_parted(cast: Cast) -> None:
    first, second = two(cast)
    by = cast["coordinator"]
    with pytest.raises(NotDone, match="was not joined"):
        act.part_again(first, why="A slip.", by=by)
    third = School.objects.create(partnership=cast.partnership, authority=cast.council, urn="199301", name="Mill Lane")
    act.is_the_same(first, second, same=True, by=by)
    act.is_the_same(second, third, same=True, by=by)
    with pytest.raises(NotDone, match="Part those two first"):
        act.part_again(first, why="A slip.", by=by)
    with pytest.raises(NotDone, match="Say why they are two schools"):
        act.part_again(second, why=" ", by=by)


def test_a_way_is_called_otherwise_with_a_reason_and_its_earlier_name_stays(cast: Cast, client: Client) -> None:
    way, by = a_way(cast), cast["coordinator"]
    a_way(cast, "Trusts’ forum")
    client.force_login(by)
    page = reverse("arrangements:change_way", args=[way.pk])
    said = {"name": "Primary heads’ forum", "says": way.says}
    assert "Say why" in client.post(page, said | {"why": ""}).content.decode()
    taken = client.post(page, {"name": "TRUSTS’ FORUM", "says": "x", "why": "A slip."}).content.decode()
    assert "There is a way of that name" in taken
    shown = client.post(page, said | {"why": "Primary alone."}, follow=True).content.decode()
    assert "Heads’ forum. Changed because: Primary alone." in shown
    name_actor(by)
    assert Entry.objects.filter(did__contains="Heads’ forum: Primary alone.").count() == 1
    with pytest.raises(NotDone, match="Nothing is changed"):
        act.change_way(way, name="Primary heads’ forum", says=way.says, why="A slip.", by=by)


def test_a_way_that_ended_leaves_its_schools_without_one_and_taken_up_again_has_them_back(
    cast: Cast, client: Client
) -> None:
    first, second = two(cast)
    way, other, by = Way.objects.get(), a_way(cast, "Trusts’ forum"), cast["coordinator"]
    contact = {f"contact_{name}": "" for name in ("name", "job", "email", "telephone")}
    act.say_of_school(second, engages=School.Engages.YES, way=way, by=by, **contact)
    client.force_login(by)
    client.post(reverse("arrangements:end_way", args=[way.pk]), {"why": "It meets no more."})
    name_actor(by)
    assert not School.objects.filter(way=way).exists()
    assert ways_of(cast.partnership) == [other]
    listed = client.get(reverse("arrangements:schools")).content.decode()
    assert "It meets no more." in listed
    name_actor(by)
    second.refresh_from_db()
    act.say_of_school(second, engages=School.Engages.YES, way=other, by=by, **contact)
    client.post(reverse("arrangements:take_up_way", args=[way.pk]), {"why": "It does."})
    name_actor(by)
    assert list(School.objects.filter(way=way)) == [first], "the other has another way by now"
    assert {one.name for one in ways_of(cast.partnership)} == {"Heads’ forum", "Trusts’ forum"}
    for words in ("ended a way in which schools take part, Heads’ forum: It meets no more.",
                  "took up again a way in which schools take part, Heads’ forum: It does."):  # fmt: skip
        assert Entry.objects.filter(did=words).count() == 1


def test_a_way_ends_once_and_only_what_ended_is_taken_up_again(cast: Cast) -> None:
    way, by = a_way(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="has not ended"):
        act.take_up_way(way, why="A slip.", by=by)
    act.end_way(way, why="It meets no more.", by=by)
    with pytest.raises(NotDone, match="ended already"):
        act.end_way(way, why="Again.", by=by)


def test_a_school_that_closed_before_another_took_over_is_asked_about_with_it(cast: Cast, client: Client) -> None:
    """In one file, and the file does not say that the one comes after the other, as the register's does not."""
    by = cast["coordinator"]
    loaded(cast, BEFORE.replace("Closed", "Open"))
    first, contact = School.objects.get(), {f"contact_{name}": "" for name in ("job", "email", "telephone")}
    way = a_way(cast)
    act.say_of_school(first, engages=School.Engages.YES, way=way, by=by, contact_name="Ada Marsh", **contact)
    act.tried(first, on=timezone.localdate(), how="A call", came_of_it="No answer.", by=by)
    came = loaded(cast, BEFORE, AFTER.replace("199101,,", ",,"))
    assert (came["closed"], came["new"]) == (1, 1)
    client.force_login(by)
    second = School.objects.get(closed=False)
    page = reverse("arrangements:same_school", args=[first.pk, second.pk])
    assert page in client.get(reverse("arrangements:schools")).content.decode()
    assert ", closed" in client.get(page).content.decode()
    client.post(page, {"same": "yes"})
    name_actor(by)
    second.refresh_from_db()
    assert (second.way, second.engages, second.contact_name, second.attempts.count()) == (way, "yes", "Ada Marsh", 1)
    assert doubles_in(School.objects.all()) == []


def test_schools_of_one_phase_at_one_postcode_are_asked_about_where_one_has_closed(cast: Cast) -> None:
    """A sponsored academy is given another name and another establishment number as well."""
    loaded(cast, BEFORE.replace("Closed", "Open"))
    other = f"199202,{AFTER.split(',')[1]},Weir Academy,Academy,Open,Secondary,4900,WD9 1AA,,,"
    loaded(cast, BEFORE.replace("Closed", "Open"), other)
    assert doubles_in(School.objects.all()) == []
    loaded(cast, BEFORE, other)
    (double,) = doubles_in(School.objects.all())
    assert (double.first.urn, double.second.urn, double.by) == ("199101", "199202", "one postcode and phase")
    assert doubles_in(School.objects.filter(closed=True)) == []
