"""The pages of money: who sees what, what reviews cost beside it, and what each page asks and says."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.demonstration.figures import figures_published
from handrail.demonstration.stories.paid_for import two_years_of_the_fund
from handrail.demonstration.telling import Telling
from handrail.service.access.models import Person
from handrail.service.arrangements.models import Budget, ChildrenServed, FundContribution, FundLine
from handrail.service.audit.actions import Job, name_actor
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviewers import actions as fees
from handrail.service.reviewers.costs import costs
from tests.rooms.arrangements.money.books import FIRST, begun, cash, kind, line
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.reviewers.pool import appointed, on_the_register

today = timezone.localdate


def on_today() -> dict[str, str]:
    day = today()
    return {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}


def shown(client: Client, person: Person, name: str, *args: object) -> str:
    client.force_login(person)
    return client.get(reverse(f"arrangements:{name}", args=args)).content.decode()


def test_a_contributor_sees_their_own_body_and_the_totals_and_no_other(cast: Cast, client: Client) -> None:
    year = begun(cast)
    cash(cast, year, cast.trust, "agreed", "2500.00")
    cash(cast, year, cast.police, "agreed", "31234.00")
    kind(cast, year, cast.trust, "The room", None, reckoned="Nobody is charged")
    page = shown(client, cast["hospital lead"], "budget", year.pk)
    assert "£2,500.00" in page
    assert "The room" in page
    assert "£33,734.00" in page
    assert "31,234" not in page
    assert cast.police.name not in page
    for name in ("equity", "shortfall", "money_csv", "agree_to_pay"):
        assert client.get(reverse(f"arrangements:{name}", args=[year.pk])).status_code == 404


def test_a_scrutineer_reads_all_of_it_and_writes_nothing(cast: Cast, client: Client) -> None:
    year = begun(cast)
    cash(cast, year, cast.police, "agreed", "31234.00")
    una = employ(
        "Una Farsight", "outside reader", Body.objects.create(kind=Kind.SCRUTINEER, name="F"), cast.partnership
    )
    page = shown(client, una, "budget", year.pk)
    assert "£31,234.00" in page
    assert "Correct" not in page
    assert client.get(reverse("arrangements:contribute", args=[year.pk])).status_code == 404


def test_a_partner_agrees_for_their_own_body_alone(cast: Cast, client: Client) -> None:
    year = begun(cast)
    client.force_login(cast["police partner"])
    page = reverse("arrangements:agree_to_pay", args=[year.pk])
    given = {"means": "cash", "amount": "£28,500", "agreed_by_name": "Ruth Denholm", **on_today()}
    refused = client.post(page, {**given, "body": str(cast.icb.pk)})
    assert "Choose the body" in refused.content.decode()
    assert client.post(page, {**given, "body": str(cast.police.pk)}).status_code == 302
    made = FundContribution.objects.get()
    assert (made.body, made.amount, made.recorded_by) == (cast.police, Decimal("28500.00"), cast["police partner"])


def test_what_is_typed_wrongly_is_said_at_its_field_and_kept(cast: Cast, client: Client) -> None:
    year = begun(cast)
    client.force_login(cast["coordinator"])
    page = client.post(reverse("arrangements:contribute", args=[year.pk]), {
        "body": str(cast.police.pk), "what": "paid", "means": "kind", "amount": "12.5", **on_today(),
    }).content.decode()  # fmt: skip
    assert "Enter the amount in pounds and pence, such as 1,250.00" in page
    assert 'value="12.5"' in page
    page = client.post(reverse("arrangements:contribute", args=[year.pk]), {
        "body": str(cast.police.pk), "what": "paid", "means": "kind", "amount": "12.50", **on_today(),
    }).content.decode()  # fmt: skip
    assert "Say what is given in kind." in page


def test_an_entry_is_corrected_and_set_aside_from_its_pages(cast: Cast, client: Client) -> None:
    year = begun(cast)
    first = cash(cast, year, cast.police, "paid", "100.00")
    client.force_login(cast["coordinator"])
    page = reverse("arrangements:correct_entry", args=["contribution", first.pk])
    assert 'value="100.00"' in client.get(page).content.decode()
    answer = client.post(page, {"amount": "110.00", "why": "A slip", **on_today()})
    assert answer.status_code == 302
    second = FundContribution.objects.standing().get()
    assert second.amount == 110
    assert client.get(page).status_code == 404
    aside = reverse("arrangements:set_entry_aside", args=["contribution", second.pk])
    assert client.post(aside, {"why": "Of another year"}).status_code == 302
    assert not FundContribution.objects.standing().exists()
    held = shown(client, cast["coordinator"], "budget", year.pk)
    assert "Of another year" in held
    assert "A slip" in held


def test_what_is_carried_in_is_offered_from_the_year_before(cast: Cast, client: Client) -> None:
    last, year = begun(cast, FIRST.replace(year=2025)), begun(cast)
    cash(cast, last, cast.police, "paid", "100.00")
    line(cast, last, "spent", "Training", "130.50")
    page = shown(client, cast["coordinator"], "budget", year.pk)
    assert "The books of 2025–26 leave −£30.50" in page
    asked = reverse("arrangements:plan_or_spend", args=[year.pk])
    assert 'value="-30.50"' in client.get(f"{asked}?what=carried in").content.decode()
    said = {"what": "carried in", "heading": "", "other_heading": "", "amount": "-30.50", **on_today()}
    assert client.post(asked, said).status_code == 302
    assert FundLine.objects.get(what="carried in").amount == Decimal("-30.50")
    spent = client.post(asked, {**said, "what": "spent", "amount": "3.00"}).content.decode()
    assert "Choose one heading, or write another." in spent


def test_fees_of_reviews_stand_beside_the_year_for_those_who_may_open_their_folders(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    commission = appointed(cast, case, on_the_register(cast, in_panels_pool=True))
    by = cast["coordinator"]
    shares = {cast.council.pk: Decimal("6000.00"), cast.police.pk: Decimal("4000.00")}
    name_actor(by)
    fees.agree_fee(commission, shares=shares, on=today(), by=by)
    fees.record_invoice(commission, body=cast.police, amount=Decimal("1500.00"), on=today(), reference="7", by=by)
    year = begun(cast, from_on=today() - timedelta(days=30), until_on=today() + timedelta(days=300))
    page = shown(client, by, "budget", year.pk)
    assert case.reference in page
    assert "£10,000.00" in page
    assert "£1,500.00" in page
    una = employ(
        "Una Farsight", "outside reader", Body.objects.create(kind=Kind.SCRUTINEER, name="F"), cast.partnership
    )
    odo = employ("Odo Lane", "safeguarding partner", cast.other_council, cast.partnership)
    for person in (una, odo, cast["senior officer"]):
        assert case.reference not in shown(client, person, "budget", year.pk)
    name_actor(Job("tests"))  # which sees every row: what is left is the code's own wall
    asked = (cast.partnership, year.from_on, year.until_on)
    assert [len(costs(person, *asked)) for person in (by, odo)] == [1, 0]
    name_actor(by)
    later = begun(cast, from_on=today() + timedelta(days=301), until_on=today() + timedelta(days=600))
    assert "No fee of a review" in shown(client, by, "budget", later.pk)


def test_a_shortfall_is_asked_for_in_the_address_and_shown_in_every_way(cast: Cast, client: Client) -> None:
    year = begun(cast)
    line(cast, year, "planned", "Training", "100.00")
    cash(cast, year, cast.police, "agreed", "90.00")
    page = shown(client, cast["police partner"], "shortfall", year.pk)
    assert "£10.00 is missing" in page
    assert 'data-label="Equally"' in page
    assert 'data-label="As agreed this year"' in page
    assert "Nothing of the year before is recorded." in page
    assert "none of these is its advice" in page
    asked = reverse("arrangements:shortfall", args=[year.pk])
    among = [str(cast.council.pk), str(cast.police.pk), str(cast.icb.pk)]
    shared = client.get(asked, {"amount": "10", "among": among}).content.decode()
    assert "£3.34" in shared
    assert "Enter the amount in pounds and pence" in client.get(asked, {"amount": "ten"}).content.decode()


def test_how_even_it_is_has_its_numbers_under_each_chart(cast: Cast, client: Client) -> None:
    year = two_years_of_the_fund(Telling(cast, today()))
    figures_published(cast)
    page = shown(client, cast["coordinator"], "equity", year.pk)
    assert page.count('aria-label="Chart: ') == 2
    assert "79,850" in page
    assert "Wend Valley Probation" in page
    assert "Only expected, and not agreed" in page
    asked = reverse("arrangements:children_served", args=[year.pk])
    said = {"body": str(cast.icb.pk), "children": "30000", "source": "Its own count"}
    assert client.post(asked, said).status_code == 302
    assert ChildrenServed.objects.get().children == 30_000
    assert "Enter a whole number" in client.post(asked, {**said, "children": "many"}).content.decode()


def test_a_file_with_faults_is_answered_with_all_of_them(cast: Cast, client: Client) -> None:
    year = begun(cast)
    client.force_login(cast["coordinator"])
    held = b"What,Body or heading,Amount,Day\nPaid,Nobody,5,4/5/2026\nPaid,Wend Valley Police,5,4/5/2026\n"
    asked = reverse("arrangements:load_money", args=[year.pk])
    page = client.post(asked, {"file": SimpleUploadedFile("m.csv", held)}).content.decode()
    assert "Nothing was loaded" in page
    assert "Line 2: “Nobody” has no place in this partnership" in page
    good = held.replace(b"Paid,Nobody,5,4/5/2026\n", b"")
    assert client.post(asked, {"file": SimpleUploadedFile("m.csv", good)}).status_code == 302
    assert FundContribution.objects.get().from_file == "m.csv"
    sheet = client.get(reverse("arrangements:money_csv", args=[year.pk])).content.decode()
    assert "Paid or given,Wend Valley Police,In cash,5.00" in sheet


def test_a_year_is_begun_from_the_first_page(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    page = reverse("arrangements:money")
    assert "No year is begun yet" in client.get(page).content.decode()
    first = {"from_on_day": "1", "from_on_month": "4", "from_on_year": "2026"}
    wrong = client.post(page, {**first, "as_last_year": "yes"}).content.decode()
    assert "Nothing was agreed for the year before" in wrong
    assert client.post(page, {**first, "as_last_year": "no"}).status_code == 302
    assert str(Budget.objects.get().until_on) == "2027-03-31"
    assert "2026–27" in shown(client, cast["school lead"], "money")
