"""A reviewer signed in sees their commissions, terms, days and what is owed to them, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Grant, Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.reviewers import actions
from handrail.service.reviewers.models import Commission
from handrail.service.reviewers.views.mine import commissions_of
from handrail.service.reviews.actions import cover_folder, decide_local_review_again
from handrail.service.reviews.models import RapidReview
from tests.rooms.cast import Cast, employ
from tests.rooms.reviewers.pool import a_firm, appointed, in_days, on_the_register
from tests.rooms.reviews.longer_reviews import called_for, going_in


def signed_in(cast: Cast, client: Client) -> tuple[Case, Commission, Person]:
    review, going = called_for(cast)
    case, reviewer = review.case, on_the_register(cast)
    commission = appointed(
        cast, case, reviewer, terms="Four months, and a report.", review_id=going.pk, about=going.about
    )
    actions.agree_fee(commission, shares={cast.council.pk: Decimal("7000.50")}, on=in_days(0), by=cast["coordinator"])
    actions.supervise(commission, on=in_days(0), by_name="Ada", agreed="Not for the reviewer.", by=cast["coordinator"])
    person = employ("Imogen Farthing", "reviewer", reviewer.body, cast.partnership)
    client.force_login(person)
    return case, commission, person


def shown(client: Client) -> str:
    return client.get(reverse("reviewers:mine")).content.decode()


def test_they_see_terms_days_and_what_is_owed(cast: Cast, client: Client) -> None:
    _, commission, _ = signed_in(cast, client)
    page = shown(client)
    for words in ("Four months, and a report.", commission.title, "£7,000.50", "Go to the review"):
        assert words in page
    assert "Not for the reviewer." not in page


def test_they_reach_none_of_the_partnerships_own_pages(cast: Cast, client: Client) -> None:
    case, commission, _ = signed_in(cast, client)
    for address in (
        reverse("reviewers:register"), reverse("reviewers:reviewer", args=[commission.reviewer_id]),
        reverse("reviewers:commissions", args=[case.pk]),
        *(reverse(f"reviewers:{name}", args=[case.pk, commission.pk]) for name in ("commission", "agree_fee")),
    ):  # fmt: skip
        assert client.get(address).status_code == 404


def test_the_way_back_leads_to_no_page_that_is_not_there_for_them(cast: Cast, client: Client) -> None:
    case, _, _ = signed_in(cast, client)
    folder = f'href="{reverse("cases:case", args=[case.pk])}"'
    for page in ("reviews:practice_reviews", "chronologies:chronologies"):
        client.force_login(Person.objects.get(name="Imogen Farthing"))
        read = client.get(reverse(page, args=[case.pk]), follow=True).content.decode()
        assert case.reference in read
        assert folder not in read, page
        client.force_login(cast["coordinator"])
        assert folder in client.get(reverse(page, args=[case.pk]), follow=True).content.decode(), page


def test_after_the_end_they_see_what_is_owed_and_the_way_in_is_gone(cast: Cast, client: Client) -> None:
    _, commission, _ = signed_in(cast, client)
    name_actor(cast["coordinator"])
    actions.end(commission, how="done", on=in_days(0), why="Done.", by=cast["coordinator"])
    page = shown(client)
    assert "no longer opens to you" in page
    assert "£7,000.50" in page
    assert "Go to the review" not in page


def test_after_the_last_day_the_way_in_is_gone_though_nobody_ended_it(cast: Cast, client: Client) -> None:
    _, commission, _ = signed_in(cast, client)
    name_actor(cast["coordinator"])
    Commission.objects.filter(pk=commission.pk).update(appointed_on=in_days(-40), last_on=in_days(-1))
    Grant.objects.filter(body=a_firm()).update(until_at=timezone.now() - timedelta(hours=1))
    page = shown(client)
    assert "ask the partnership to move the last day" in page
    assert "Go to the review" not in page


def test_who_is_shut_out_of_the_folder_sees_nothing_of_its_commission(cast: Cast, client: Client) -> None:
    case, commission, person = signed_in(cast, client)
    name_actor(cast["coordinator"])
    named = Named((person.name,), (), Exclusion.Stands.RELATIVE)
    shut_out(case, named, why="An aunt of the child", by=cast["coordinator"])
    page = shown(client)
    assert commission.title not in page
    assert "Nothing is commissioned from you" in page


def test_another_firm_sees_none_of_it(cast: Cast, client: Client) -> None:
    _, commission, _ = signed_in(cast, client)
    client.force_login(employ("Osric Lamb", "reviewer", a_firm("Beck and Daughters"), cast.partnership))
    assert commission.title not in shown(client)


def test_a_coordinator_has_no_such_page(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    assert client.get(reverse("reviewers:mine")).status_code == 404


def test_the_list_itself_leaves_it_out_also_where_the_database_would_show_it(cast: Cast, client: Client) -> None:
    """The second wall hides the row too; here it is down, so that the room's own condition is seen by itself."""
    case, commission, person = signed_in(cast, client)
    assert commission in commissions_of(person)
    named = Named((person.name,), (), Exclusion.Stands.RELATIVE)
    name_actor(cast["coordinator"])
    shut_out(case, named, why="An aunt of the child", by=cast["coordinator"])
    assert Commission.objects.filter(pk=commission.pk).exists(), "the wall is down"
    assert commission not in commissions_of(person)


def links(client: Client) -> list[str]:
    """Where the page itself leads, without what stands on every page."""
    main = shown(client).partition("<main")[2].partition("</main>")[0]
    return re.findall(r'href="(/[^"]*)"', main)


def test_every_link_leads_to_what_they_may_open(cast: Cast, client: Client) -> None:
    case, _, _ = signed_in(cast, client)
    found = links(client)
    assert len(found) == 2
    assert [client.get(address, follow=True).status_code for address in found] == [200, 200]
    name_actor(cast["coordinator"])
    Grant.objects.filter(folder=case.folder, body=a_firm(), opens="learning").update(until_at=timezone.now())
    found = links(client)
    assert [client.get(address).status_code for address in found] == [200]


def test_a_review_that_is_also_of_a_folder_which_they_may_not_open_is_not_offered(cast: Cast, client: Client) -> None:
    case, _, _ = signed_in(cast, client)
    by = cast["coordinator"]
    name_actor(by)
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    cover_folder(case, going_in(case), other, why="One household.", by=by)
    assert [client.get(address).status_code for address in links(client)] == [200, 200]
    name_actor(by)
    Grant.objects.filter(folder=other.folder, body=a_firm()).update(until_at=timezone.now())
    assert links(client) == []
    assert "does not open to you at present" in shown(client)


def test_of_a_review_that_was_called_off_before_anything_was_written_no_way_is_offered(
    cast: Cast, client: Client
) -> None:
    case, _, _ = signed_in(cast, client)
    by = cast["coordinator"]
    name_actor(by)
    decide_local_review_again(
        RapidReview.objects.get(case=case), hold=False, reasons="Nothing more to learn.", decided_on=in_days(0), by=by
    )
    assert links(client) == []
