"""What is written into a year's books: given, agreed, planned, spent, corrected, set aside; and a file of all of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.common.pounds import pounds
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.listed import list_as_csv
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.money import payers
from handrail.service.arrangements.forms.money import (
    AgreedForm,
    CorrectForm,
    FundFileForm,
    GiveForm,
    LineForm,
    ServedForm,
    WhyForm,
    YearDaysForm,
)
from handrail.service.arrangements.fund import Means, Of, What, before, year_of
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.arrangements.money_doors import keeps, the_budget, the_entry
from handrail.service.arrangements.money_file import COLUMNS, LARGEST, read_money, table_of
from handrail.service.arrangements.serving import served_in
from handrail.service.arrangements.views.asking import Page, ask, typed
from handrail.service.arrangements.views.money import own_partners, to_budget


def trail_of_money(found: Budget | None = None) -> list[tuple[str, str]]:
    whole = [("What is due", reverse("cases:due")), ("Money", reverse("arrangements:money"))]
    return [*whole, (str(found), to_budget(found))] if found else whole


def _page(found: Budget, title: str, press: str, says: list[str], *, upload: bool = False) -> Page:
    over = f"{found.partnership}, {found}"
    return Page(title, over, trail_of_money(found), to_budget(found), press, says=says, upload=upload)


@signed_in
@require_http_methods(["GET", "POST"])
def change_days(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_budget(person, budget_id, to_keep=True)
    form = YearDaysForm(typed(request), initial={"from_on": found.from_on, "until_on": found.until_on})

    def done() -> str:
        return f"It is now the money of {act.change_days(found, by=person, **form.cleaned_data)}."

    says = ["For a year that was begun with wrong days. What was entered in it stays as it is."]
    return ask(request, _page(found, "Change the days of this year", "Change the days", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def contribute(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_budget(person, budget_id, to_keep=True)
    form = GiveForm(typed(request), bodies=payers(found))

    def done() -> str:
        made = act.contribute(found, body=form.chosen, by=person, **form.said())
        return f"It is recorded: {made}."

    says = ["Leave the lines on what is given in kind empty for cash."]
    return ask(request, _page(found, "Record what is expected or paid", "Record it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def agree_to_pay(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    """Whoever keeps the books records anyone's word; a safeguarding partner gives their own body's."""
    person = person_of(request)
    found = the_budget(person, budget_id)
    bodies = payers(found) if keeps(person, found.partnership) else own_partners(person, found)
    if not bodies:
        raise Http404
    form = AgreedForm(typed(request), bodies=bodies)

    def done() -> str:
        made = act.contribute(found, body=form.chosen, what=What.AGREED, by=person, **form.said())
        return f"It is recorded that {made.body} agreed."

    return ask(
        request, _page(found, "Record what a body agreed to give", "Record it", _stands(found, form)), form, done
    )


def _stands(found: Budget, form: AgreedForm) -> list[str]:
    """Beside the question, what is expected and agreed already of those who may be chosen."""
    said = ["Nought is an answer too: a body may agree that it gives nothing."]
    for one in year_of(found).accounts:
        if str(one.body.pk) not in form.bodies or (one.expects is None and one.agrees is None):
            continue
        expected = f"expected {pounds(one.expects)}" if one.expects is not None else "nothing said to be expected"
        agreed = f"agreed {pounds(one.agrees)}" if one.agrees is not None else "not agreed yet"
        said.append(f"{one.body}: {expected}, {agreed}.")
    return said


@signed_in
@require_http_methods(["GET", "POST"])
def plan_or_spend(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_budget(person, budget_id, to_keep=True)
    rows = FundLine.objects.filter(partnership=found.partnership_id).values_list("heading", flat=True)
    last = before(found)
    left = year_of(last).left if last else None
    carried = request.GET.get("what") == Of.CARRIED_IN and left is not None
    first: dict[str, Any] = {"what": Of.CARRIED_IN, "amount": left, "words": f"From {last}"} if carried else {}
    form = LineForm(typed(request), headings=sorted(set(rows)), initial=first)

    def done() -> str:
        made = act.plan_or_spend(found, by=person, **form.said())
        return f"It is recorded: {made}."

    says = [f"The books of {last} leave {pounds(left)}."] if left is not None else []
    return ask(request, _page(found, "Record what is planned, spent or carried in", "Record it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def correct_entry(request: HttpRequest, book: str, fund_entry_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    entry = the_entry(person, book, fund_entry_id)
    form = CorrectForm(typed(request), entry=entry)

    def done() -> str:
        act.correct(entry, why=form.cleaned_data["why"], by=person, **form.said())
        return "It is corrected. What it said before stays to be read."

    says = [f"{entry}: {_told(entry)}.", "The entry as it is now is set aside, and another stands in its place."]
    return ask(request, _page(entry.budget, "Correct an entry", "Correct it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def set_entry_aside(request: HttpRequest, book: str, fund_entry_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    entry = the_entry(person, book, fund_entry_id)
    form = WhyForm(typed(request))

    def done() -> str:
        act.set_aside(entry, why=form.cleaned_data["why"], by=person)
        return "It is set aside. It stays to be read, and counts for nothing."

    says = [f"{entry}: {_told(entry)}."]
    return ask(request, _page(entry.budget, "Set an entry aside", "Set it aside", says), form, done)


def _told(entry: FundContribution | FundLine) -> str:
    amount = "without a value" if entry.amount is None else pounds(entry.amount)
    kind = isinstance(entry, FundContribution) and entry.means == Means.KIND
    return f"{entry.given}, {amount}" if kind else amount  # type: ignore[union-attr]


@signed_in
@require_http_methods(["GET", "POST"])
def children_served(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_budget(person, budget_id, to_keep=True)
    bodies = payers(found)
    form = ServedForm(typed(request), bodies=bodies)

    def done() -> str:
        act.children_served(found, body=form.chosen, by=person, **form.said())
        return "The number is entered. It stands until another is."

    served = served_in(found, bodies)
    says = [
        "Without a number entered here, an authority has the published one, and a force or board that of all the "
        "authorities whose area it takes in. Enter one where a body serves a part of an area.",
        *(f"{body}: {served[body.pk].children:,} ({served[body.pk].source})." for body in bodies if body.pk in served),
    ]
    page = _page(found, "Enter how many children a body serves", "Enter it", says)
    page = Page(page.title, page.over, page.trail, reverse("arrangements:equity", args=[found.pk]), page.press, says)
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def load_money(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_budget(person, budget_id, to_keep=True)
    form = FundFileForm(typed(request), request.FILES or None)
    reading = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content: bytes = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            form.add_error(
                "file", f"The file is larger than {LARGEST // 1024 // 1024} MB. Save this year’s money alone."
            )
        else:
            reading = read_money(file.name, content, payers(found))
            if reading.faults:
                said = "Nothing was loaded. Mend the lines that are named below, and load it again."
                form.add_error("file", said)

    def done() -> str:
        assert reading is not None
        came = act.load_money(found, reading.rows, name=form.cleaned_data["file"].name[:200], by=person)
        passed = f" Set aside in the file, and passed over: {reading.passed}." if reading.passed else ""
        return "The file is loaded: " + ", ".join(f"{number} {words}" for words, number in came.items()) + f".{passed}"

    says = [
        f"It has these columns, in any order: {', '.join(COLUMNS[:-2])}. The first is one of Expected, Agreed, Paid, "
        "Planned, Spent and Carried in. “Take it away as a spreadsheet” gives a file of this shape.",
        "A line whose body or heading is “Total” is checked against the lines, and is not loaded itself.",
        "Where a sum differs from the one in the books, the entry is corrected: what it said stays to be read. What is "
        "in the books and not in the file stays as it is.",
    ]
    page = _page(found, "Load a year’s money from a spreadsheet", "Load it", says, upload=True)
    return ask(request, page, form, done, faults=reading.faults if reading else ())


@signed_in
@require_http_methods(["GET"])
def money_csv(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    """Everything in the year's books, what was set aside as well."""
    found = the_budget(person_of(request), budget_id)
    given = list(FundContribution.objects.filter(budget=found).select_related("body"))
    lines = list(FundLine.objects.filter(budget=found))
    return list_as_csv(f"money-{found.from_on}", COLUMNS, table_of(given, lines))
