"""An answer put right counts from then on wherever the death is read, and what follows from it is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions.alike import look_for_likenesses
from handrail.service.child_deaths.actions.correct import correct, set_child_right
from handrail.service.child_deaths.actions.draft import form_of
from handrail.service.child_deaths.models import Death, Likeness, NoNumber
from handrail.service.child_deaths.standing import standing
from handrail.service.child_deaths.views.asking import page
from handrail.service.children.models import Child
from handrail.service.reporting_forms.checking import report_on
from handrail.service.reporting_forms.national import record_of
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


WITHOUT: dict[str, Any] = {"known": known(nhs_number=""), "no_number_because": NoNumber.NOT_AVAILABLE}


def why_none(death: Death) -> str:
    stands: str = standing(Death.objects.get(pk=death.pk), "no_number_because")
    return stands


def saved(client: Client, death: Death, **said: str) -> str:
    """The page "Set right the name, birth or NHS number", sent with what it held and this."""
    names = {"given_names": "Wren", "family_name": "Fairlight", "sex": "not known"}
    born = {"born_on_day": "3", "born_on_month": "1", "born_on_year": "2024"}
    address = reverse("child_deaths:child_names", args=[death.case_id, death.pk])
    return client.post(address, names | born | said, follow=True).text


def test_once_the_number_is_learnt_why_there_was_none_falls_away(cast: Cast, client: Client) -> None:
    death = tell_of(cast, **WITHOUT)
    client.force_login(cast["coordinator"])
    assert "is set right" in saved(client, death, nhs_number=NUMBER, no_number_because="not available")
    name_actor(cast["coordinator"])
    assert why_none(death) == ""
    made = death.corrections.get()
    assert (made.was, made.now, made.made_by) == ("not available", "", cast["coordinator"])
    assert Entry.objects.filter(did="corrected an answer of a death: why there is no NHS number").exists()
    assert not [one for one in record_faults(death) if "why there is none" in one]


def test_the_number_is_not_taken_out_without_saying_why_there_is_none(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    client.force_login(cast["coordinator"])
    assert "Give the NHS number, or say why there is none" in saved(client, death, nhs_number="")
    name_actor(cast["coordinator"])
    assert Child.objects.get(pk=death.child_id).nhs_number == NUMBER
    client.force_login(cast["coordinator"])
    saved(client, death, nhs_number="", no_number_because="non-resident")
    name_actor(cast["coordinator"])
    assert Child.objects.get(pk=death.child_id).nhs_number == ""
    assert why_none(death) == NoNumber.NON_RESIDENT


def test_a_number_and_another_reason_why_there_is_none_are_not_both_kept(cast: Cast, client: Client) -> None:
    death = tell_of(cast, **WITHOUT)
    client.force_login(cast["coordinator"])
    assert "Take one of the two out" in saved(client, death, nhs_number=NUMBER, no_number_because="non-resident")
    name_actor(cast["coordinator"])
    assert Child.objects.get(pk=death.child_id).nhs_number == ""


def test_a_reason_that_was_kept_beside_the_number_is_corrected_to_none(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    Death.objects.filter(pk=death.pk).update(no_number_because="not available")
    assert [one for one in record_faults(death) if "why there is none" in one]
    client.force_login(cast["coordinator"])
    address = reverse("child_deaths:correct", args=[death.case_id, death.pk, "no-number-because"])
    assert "None: the number is given" in client.get(address).text
    client.post(address, {"now": "", "reason": "The number is known."})
    name_actor(cast["coordinator"])
    assert why_none(death) == ""
    assert not [one for one in record_faults(death) if "why there is none" in one]


def test_a_reason_is_not_taken_away_while_there_is_no_number(cast: Cast) -> None:
    death = tell_of(cast, **WITHOUT)
    with pytest.raises(NotDone, match="say why there is none"):
        correct(death, "no_number_because", now="", reason="A slip.", by=cast["coordinator"])


def record_faults(death: Death) -> list[str]:
    """What the national record's report says of this death."""
    found = Death.objects.select_related("child", "case").get(pk=death.pk)
    return [one.says for one in report_on(record_of(found, timezone.localdate()), timezone.localdate())]
