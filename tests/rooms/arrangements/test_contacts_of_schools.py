"""A register's file is loaded again: what somebody entered of whom to reach is not written over, and they decide."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.demonstration.arranging import CODES
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import School
from handrail.service.audit.actions import name_actor
from handrail.service.partnerships.actions import NotDone
from tests.rooms.arrangements.test_schools import loaded
from tests.rooms.cast import Cast

DECIDE = "with another contact in the file, to decide"
OURS = {"contact_name": "Ada Fell", "contact_job": "Head", "contact_email": "ada@mill.example", "contact_telephone": ""}


def line(name: str = "", email: str = "", urn: str = "199101", before: str = "") -> str:
    return f"{urn},{CODES[0]},Mill Lane School,Community school,Open,Secondary,4001,WD9 1AA,{before},{name},{email}"


def entered(cast: Cast, **other: str) -> School:
    """Loaded with nobody, and then somebody of the partnership says whom to reach."""
    loaded(cast, line())
    school, by = School.objects.get(), cast["coordinator"]
    said = OURS | other
    act.say_of_school(school, engages=School.Engages.NOT_ASKED, way=None, by=by, **said)
    return School.objects.get()


@pytest.mark.parametrize(("name", "email"), [("", ""), ("Ada Fell", ""), ("", "ADA@mill.example")])
def test_what_the_file_leaves_empty_or_says_as_well_changes_nothing(cast: Cast, name: str, email: str) -> None:
    entered(cast)
    assert DECIDE not in loaded(cast, line(name, email))
    held = School.objects.get()
    assert (held.contact_name, held.contact_email, held.offered) == ("Ada Fell", "ada@mill.example", "")


def test_another_contact_is_offered_and_somebody_takes_it(cast: Cast, client: Client) -> None:
    entered(cast)
    assert loaded(cast, line("Ben Low", "ben@mill.example"))[DECIDE] == 1
    held = School.objects.get()
    assert (held.contact_name, held.contact_email) == ("Ada Fell", "ada@mill.example")
    client.force_login(cast["coordinator"])
    listed = client.get(reverse("arrangements:schools")).content.decode()
    assert "1 school has another contact in the file" in listed
    assert "Mill Lane" in client.get(reverse("arrangements:schools"), {"show": "offered"}).content.decode()
    assert "Ben Low, ben@mill.example" in client.get(reverse("arrangements:school", args=[held.pk])).content.decode()
    page = reverse("arrangements:decide_contact", args=[held.pk])
    assert "Entered here: Ada Fell, ada@mill.example." in client.get(page).content.decode()
    assert client.post(page, {"take": "yes", "offered": "Ben Low, ben@mill.example"}).status_code == 302
    name_actor(cast["coordinator"])
    held = School.objects.get()
    assert (held.contact_name, held.contact_email, held.contact_job) == ("Ben Low", "ben@mill.example", "")
    assert (held.offered, held.contact_entered) == ("", False)


def test_what_was_decided_against_is_not_asked_again_and_another_is(cast: Cast) -> None:
    school, by = entered(cast), cast["coordinator"]
    loaded(cast, line("Ben Low", "ben@mill.example"))
    act.decide_contact(school, take=False, read="Ben Low, ben@mill.example", by=by)
    assert DECIDE not in loaded(cast, line("Ben Low", "ben@mill.example"))
    assert School.objects.get().contact_email == "ada@mill.example"
    assert loaded(cast, line("Ben Low", "b.low@mill.example"))[DECIDE] == 1
    with pytest.raises(NotDone, match="decided or changed meanwhile"):
        act.decide_contact(school, take=True, read="Ben Low, ben@mill.example", by=by)


def test_an_address_that_is_missing_is_filled_from_the_file(cast: Cast) -> None:
    entered(cast, contact_email="")
    loaded(cast, line("Ada Fell", "ada@mill.example"))
    held = School.objects.get()
    assert (held.contact_email, held.offered) == ("ada@mill.example", "")


def test_what_an_earlier_file_gave_gives_way_to_a_later_one(cast: Cast) -> None:
    loaded(cast, line("Ada Fell", "ada@mill.example"))
    assert DECIDE not in loaded(cast, line("Ben Low", "ben@mill.example"))
    assert School.objects.get().contact_email == "ben@mill.example"
    loaded(cast, line())
    assert School.objects.get().contact_email == "ben@mill.example"


def test_a_school_under_a_new_number_keeps_the_contact_that_was_entered(cast: Cast) -> None:
    entered(cast)
    came = loaded(cast, line("Ben Low", "ben@mill.example", urn="199201", before="199101"))
    assert (came["renumbered"], came[DECIDE]) == (1, 1)
    held = School.objects.get()
    assert (held.urn, held.contact_email, held.offered_email) == ("199201", "ada@mill.example", "ben@mill.example")


def test_what_somebody_enters_afterwards_settles_it(cast: Cast) -> None:
    school, by = entered(cast), cast["coordinator"]
    loaded(cast, line("Ben Low", "ben@mill.example"))
    said = OURS | {"contact_name": "Cy Moor", "contact_email": "cy@mill.example"}
    act.say_of_school(school, engages=School.Engages.NOT_ASKED, way=None, by=by, **said)
    assert School.objects.get().offered == ""
