"""The register: who is on it, and what they declare."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.reviewers import actions
from handrail.service.reviewers.models import Interest, Reviewer
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviewers.pool import a_firm, appointed, in_days, on_the_register, said


def test_somebody_is_put_on_the_register_of_one_partnership(cast: Cast) -> None:
    reviewer = on_the_register(cast, declared=False)
    assert reviewer.partnership == cast.partnership
    assert reviewer.knows == ["Babies and infants", "Neglect"]
    assert reviewer.declared_on is None
    assert Entry.objects.filter(did="put Imogen Farthing, Alder Lane Reviews on the register of reviewers").exists()


def test_nobody_is_on_a_register_twice_until_they_were_taken_off(cast: Cast) -> None:
    reviewer, by = on_the_register(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="on the register already"):
        actions.add_reviewer(cast.partnership, said(email="IMOGEN@alderlane.example"), by=by)
    actions.take_off_register(reviewer, on=in_days(0), why="Retired.", by=by)
    assert actions.add_reviewer(cast.partnership, said(), by=by).left_on is None


def test_a_reviewer_works_at_a_body_of_reviewers(cast: Cast) -> None:
    with pytest.raises(NotDone, match="independent reviewers"):
        on_the_register(cast, body=cast.council)


def test_who_takes_one_later_says_from_which_day(cast: Cast) -> None:
    with pytest.raises(NotDone, match="from which they can take"):
        on_the_register(cast, available="later")
    assert on_the_register(cast, available="later", available_on=in_days(30)).available_on == in_days(30)


def test_what_the_register_says_is_changed(cast: Cast) -> None:
    reviewer = on_the_register(cast)
    actions.change_reviewer(reviewer, said(available="no", in_pool=False, telephone="0111"), by=cast["coordinator"])
    reviewer.refresh_from_db()
    assert (reviewer.available, reviewer.in_pool, reviewer.telephone) == ("no", False, "0111")


def test_somebody_with_a_commission_does_not_change_firms(cast: Cast) -> None:
    """Their keys were given to the one they worked at."""
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    appointed(cast, case, reviewer)
    with pytest.raises(NotDone, match="End the commission first"):
        actions.change_reviewer(reviewer, said(body=a_firm("Beck and Daughters")), by=cast["coordinator"])


def test_a_declaration_is_dated_by_the_newest(cast: Cast) -> None:
    reviewer, by = on_the_register(cast, declared=False), cast["coordinator"]
    for on in (in_days(-3), in_days(-9)):
        actions.declare_interest(reviewer, tie="worked", body=cast.trust, words="Audits", declared_on=on, by=by)
    reviewer.refresh_from_db()
    assert reviewer.declared_on == in_days(-3)
    with pytest.raises(NotDone, match="today or in the past"):
        actions.declare_nothing_more(reviewer, declared_on=in_days(1), by=by)


def test_an_interest_ends_after_it_begins(cast: Cast) -> None:
    with pytest.raises(NotDone, match="comes after the first"):
        actions.declare_interest(
            on_the_register(cast), tie="employed", body=cast.trust, words="Nurse", from_on=in_days(-3),
            until_on=in_days(-4), declared_on=in_days(0), by=cast["coordinator"],
        )  # fmt: skip


def test_an_interest_recorded_in_error_is_set_aside_and_stays(cast: Cast) -> None:
    reviewer, by = on_the_register(cast), cast["coordinator"]
    interest = actions.declare_interest(
        reviewer, tie="related", body=cast.police, words="Sister of an officer", declared_on=in_days(0), by=by
    )
    actions.set_interest_aside(interest, why="Another force.", by=by)
    kept = Interest.objects.get(pk=interest.pk)
    assert kept.set_aside_why == "Another force."
    with pytest.raises(NotDone, match="already"):
        actions.set_interest_aside(interest, why="Again.", by=by)


def test_who_is_off_the_register_is_changed_no_more(cast: Cast) -> None:
    reviewer, by = on_the_register(cast), cast["coordinator"]
    actions.take_off_register(reviewer, on=in_days(0), why="Retired.", by=by)
    with pytest.raises(NotDone, match="off the register"):
        actions.declare_nothing_more(reviewer, declared_on=in_days(0), by=by)


def test_the_pages_of_the_register(cast: Cast, client: Client) -> None:
    firm = a_firm()
    client.force_login(cast["coordinator"])
    assert "Nobody is on the register yet" in client.get(reverse("reviewers:register")).content.decode()
    entered = {
        "name": "Imogen Farthing", "email": "imogen@alderlane.example", "body": str(firm.pk), "pools": ["in_pool"],
        "expertise": ["neglect"], "available": "later",
    }  # fmt: skip
    asked = client.post(reverse("reviewers:add"), entered).content.decode()
    assert "Enter the day from which they can take a review" in asked
    client.post(reverse("reviewers:add"), entered | {"available": "now"})
    reviewer = Reviewer.objects.get()
    page = client.get(reverse("reviewers:reviewer", args=[reviewer.pk])).content.decode()
    assert "They have not declared their interests" in page
    day = in_days(0)
    typed = {"declared_on_day": day.day, "declared_on_month": day.month, "declared_on_year": day.year}
    declared = {"tie": "employed", "body": str(cast.trust.pk), "words": "Designated nurse", **typed}
    client.post(reverse("reviewers:declare", args=[reviewer.pk]), declared)
    client.post(reverse("reviewers:nothing_more", args=[reviewer.pk]), typed)
    page = client.get(reverse("reviewers:reviewer", args=[reviewer.pk])).content.decode()
    assert "Designated nurse" in page
    assert "They have not declared" not in page
    change = client.get(reverse("reviewers:change", args=[reviewer.pk])).content.decode()
    assert 'value="Imogen Farthing"' in change


def test_the_register_is_asked_who_knows_something(cast: Cast, client: Client) -> None:
    on_the_register(cast)
    client.force_login(cast["coordinator"])
    page = reverse("reviewers:register")
    assert "Imogen Farthing" in client.get(page, {"knows": "neglect", "available": ""}).content.decode()
    assert "Imogen Farthing" not in client.get(page, {"knows": "police", "available": ""}).content.decode()
    assert client.get(page, {"knows": "horses"}).status_code == 404
