"""The book of fees: shares to the penny, invoices and payments by body, and their sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from handrail.common.pounds import NotAnAmount, pounds, read_pounds
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviewers import actions
from handrail.service.reviewers.actions.fees import payers
from handrail.service.reviewers.models import Commission, FeeEntry
from handrail.service.reviewers.money import accounts, all_together, share_equally
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviewers.pool import appointed, in_days, on_the_register

FEE = Decimal("10000.00")


def commissioned(cast: Cast, **other: str) -> Commission:
    return appointed(cast, open_folder_for(cast), on_the_register(cast, in_panels_pool=True), **other)


def agreed(cast: Cast, commission: Commission) -> None:
    shares = {
        cast.council.pk: Decimal("4000.00"),
        cast.police.pk: Decimal("3000.50"),
        cast.icb.pk: Decimal("2999.50"),
    }
    actions.agree_fee(commission, shares=shares, on=in_days(0), by=cast["coordinator"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1250", "1250.00"), ("£1,250.50", "1250.50"), (" 1,250,000.05 ", "1250000.05"), ("0.01", "0.01")],
)
def test_pounds_are_read_as_they_are_written(typed: str, read: str) -> None:
    assert read_pounds(typed) == Decimal(read)


@pytest.mark.parametrize(
    "typed", ["", "0", "-5", "1.5", "12,50.00", "1e3", "1,0000", "ten", "1.250,00", "99999999", "٣"]
)
def test_what_is_no_amount_is_refused_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(NotAnAmount, match="Enter"):
        read_pounds(typed)


def test_the_pennies_left_over_go_to_the_first() -> None:
    assert share_equally(FEE, 3) == [Decimal("3333.34"), Decimal("3333.33"), Decimal("3333.33")]
    for pence in range(1, 200):
        total = Decimal(pence) / 100
        shares = share_equally(total, 7)
        assert sum(shares) == total
        assert max(shares) - min(shares) <= Decimal("0.01")


def test_pounds_are_shown_with_pence_and_commas() -> None:
    assert [pounds(Decimal(one)) for one in ("1234567.5", "0", "-3")] == ["£1,234,567.50", "£0.00", "−£3.00"]


def test_each_body_has_its_account_and_all_together_theirs(cast: Cast) -> None:
    commission, by = commissioned(cast), cast["coordinator"]
    agreed(cast, commission)
    actions.record_invoice(
        commission, body=cast.council, amount=Decimal("1500.25"), on=in_days(0), reference="A1", by=by
    )
    actions.record_payment(
        commission, body=cast.council, amount=Decimal("1000.00"), on=in_days(0), reference="P1", by=by
    )
    each = accounts(commission.fees.select_related("body"))
    council = next(one for one in each if one.body == cast.council)
    assert (council.agreed, council.invoiced, council.paid) == (Decimal(4000), Decimal("1500.25"), Decimal(1000))
    assert (council.owing, council.to_come) == (Decimal("500.25"), Decimal("2499.75"))
    whole = all_together(each)
    assert (whole.agreed, whole.owing) == (FEE, Decimal("500.25"))


def test_for_a_local_review_the_safeguarding_partners_alone_pay(cast: Cast) -> None:
    """Section 16I lets relevant agencies pay for the arrangements; not for reviews."""
    commission = commissioned(cast)
    who = set(payers(commission.case, "local"))
    assert who >= {cast.council, cast.police, cast.icb}
    assert not who & {cast.other_council, cast.trust, cast.school}
    with pytest.raises(NotDone, match="who may pay"):
        actions.agree_fee(commission, shares={cast.trust.pk: FEE}, on=in_days(0), by=cast["coordinator"])


def test_the_secretary_of_state_may_pay_for_a_national_review(cast: Cast) -> None:
    commission = commissioned(cast, kind="national")
    department = Body.objects.create(kind=Kind.NATIONAL, name="Department for Education")
    name_actor(cast["coordinator"])
    assert department in payers(commission.case, "national")
    assert cast.council not in payers(commission.case, "national")


def test_those_with_a_seat_on_the_lscb_may_pay_for_a_serious_case_review(cast: Cast) -> None:
    assert cast.trust in payers(commissioned(cast, kind="serious case").case, "serious case")


def test_more_than_was_agreed_is_invoiced_with_the_reason(cast: Cast) -> None:
    commission, by = commissioned(cast), cast["coordinator"]
    agreed(cast, commission)
    more = {"body": cast.council, "amount": Decimal("4000.01"), "on": in_days(0), "reference": "A1", "by": by}
    with pytest.raises(NotDone, match=r"agreed to pay £4,000\.00"):
        actions.record_invoice(commission, **more)  # type: ignore[arg-type]
    assert actions.record_invoice(commission, words="Two days more.", **more).amount == Decimal("4000.01")  # type: ignore[arg-type]


def test_no_more_is_paid_than_was_invoiced(cast: Cast) -> None:
    commission, by = commissioned(cast), cast["coordinator"]
    agreed(cast, commission)
    with pytest.raises(NotDone, match=r"owes £0\.00"):
        actions.record_payment(commission, body=cast.police, amount=Decimal(1), on=in_days(0), reference="", by=by)


def test_a_wrong_entry_is_set_aside_and_counts_no_more(cast: Cast) -> None:
    commission, by = commissioned(cast), cast["coordinator"]
    agreed(cast, commission)
    sent = actions.record_invoice(commission, body=cast.council, amount=Decimal(10), on=in_days(0), reference="", by=by)
    paid = actions.record_payment(commission, body=cast.council, amount=Decimal(4), on=in_days(0), reference="", by=by)
    with pytest.raises(NotDone, match="Set the payment aside first"):
        actions.set_entry_aside(sent, why="Twice.", by=by)
    actions.set_entry_aside(paid, why="Another review's.", by=by)
    actions.set_entry_aside(sent, why="Twice.", by=by)
    assert all_together(accounts(commission.fees.select_related("body"))).invoiced == 0
    assert FeeEntry.objects.filter(set_aside_at__isnull=False).count() == 2


def test_fees_are_settled_after_the_commission_and_the_folder_are_closed(cast: Cast) -> None:
    commission, by = commissioned(cast), cast["coordinator"]
    agreed(cast, commission)
    actions.end(commission, how="done", on=in_days(0), why="Done.", by=by)
    close_case(commission.case, why="All is done.", by=by)
    actions.record_invoice(commission, body=cast.police, amount=Decimal(5), on=in_days(0), reference="A2", by=by)
    assert all_together(accounts(commission.fees.select_related("body"))).invoiced == 5


def test_the_pages_of_fees(cast: Cast, client: Client) -> None:
    commission = commissioned(cast)
    client.force_login(cast["coordinator"])
    here = [commission.case_id, commission.pk]
    day = in_days(0)
    on = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    agree = reverse("reviewers:agree_fee", args=here)
    wrong = client.post(agree, {"total": "100", "share_0": "60", "share_1": "30", **on}).content.decode()
    assert "The shares make £90.00, and the whole is £100.00" in wrong
    client.post(agree, {"total": "£100.01", **on})
    shares = sorted(FeeEntry.objects.values_list("amount", flat=True))
    assert shares == [Decimal("25.00"), Decimal("25.00"), Decimal("25.00"), Decimal("25.01")]
    invoice = {"body": str(cast.council.pk), "amount": "25", "reference": "A1", **on}
    client.post(reverse("reviewers:record_invoice", args=here), invoice)
    refused = client.post(reverse("reviewers:record_payment", args=here), invoice | {"amount": "40"}).content.decode()
    assert "Check the amount" in refused
    client.post(reverse("reviewers:record_payment", args=here), invoice)
    page = client.get(reverse("reviewers:commission", args=here)).content.decode()
    assert "£100.01" in page
    assert "£25.00" in page
