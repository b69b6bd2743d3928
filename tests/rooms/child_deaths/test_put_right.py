"""An answer put right counts from then on wherever the death is read, and what follows from it is said."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions.alike import look_for_likenesses
from handrail.service.child_deaths.actions.correct import correct, set_child_right
from handrail.service.child_deaths.actions.draft import form_of
from handrail.service.child_deaths.models import Likeness, NoNumber
from handrail.service.child_deaths.views.asking import page
from handrail.service.children.models import Child
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import NUMBER, OTHER_NUMBER, known, tell_of, teller

EARLIER = date(2024, 5, 18)


def test_the_day_put_right_stands_in_the_lists_and_with_the_child(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    correct(death, "died_on", now=EARLIER, reason="A slip.", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    for name in ("deaths", "waiting"):
        shown = client.get(reverse(f"child_deaths:{name}")).text
        assert "18 May 2024" in shown
        assert "20 May 2024" not in shown
    assert Child.objects.get(pk=death.child_id).died_on == EARLIER


def test_a_second_notification_is_found_once_the_day_is_put_right(cast: Cast) -> None:
    none = {"no_number_because": NoNumber.NOT_AVAILABLE}
    tell_of(cast, known=known(nhs_number=""), **none)
    on = date(2024, 6, 20)
    far = tell_of(cast, known=known(nhs_number=""), died_on=on, teller=teller(told_at=on), **none)
    name_actor(Job("tests"))
    assert look_for_likenesses() == 0
    name_actor(cast["coordinator"])
    correct(far, "died_on", now=date(2024, 5, 21), reason="The wrong month.", by=cast["coordinator"])
    name_actor(Job("tests"))
    assert look_for_likenesses() == 1
    assert Likeness.objects.get().how == Likeness.How.NAME_AND_DAYS


def test_a_birth_put_right_that_makes_an_adult_of_the_child_asks_for_another_decision(
    cast: Cast, client: Client
) -> None:
    death = tell_of(cast)
    client.force_login(cast["coordinator"])
    asks = "the definition says otherwise"
    assert asks not in client.get(page(death)).text
    name_actor(cast["coordinator"])
    set_child_right(death, known(born_on=date(2005, 1, 3)), by=cast["coordinator"])
    assert asks in client.get(page(death)).text


def test_a_twins_number_is_refused_also_where_the_child_is_set_right(cast: Cast) -> None:
    tell_of(cast)
    death = tell_of(cast, known=known(given_names="Robin", nhs_number=OTHER_NUMBER))
    with pytest.raises(NotDone, match="already stands"):
        set_child_right(death, known(given_names="Robin", nhs_number=NUMBER), by=cast["coordinator"])
    set_child_right(death, known(given_names="Robyn", nhs_number=OTHER_NUMBER), by=cast["coordinator"])
    assert Child.objects.get(pk=death.child_id).given_names == "Robyn"


def test_an_old_deaths_draft_analysis_has_the_domains_of_the_form_of_its_day(cast: Cast) -> None:
    on = date(2018, 5, 20)
    death = tell_of(cast, died_on=on, known=known(born_on=date(2018, 1, 3)), teller=teller(told_at=on))
    assert [key for key, _ in form_of(death).domains] == [
        "intrinsic", "family_and_environment", "parenting_capacity", "service_provision",
    ]  # fmt: skip
    assert form_of(death).modifiable == "Factors that could be changed so as to lower the risk of future child deaths."
