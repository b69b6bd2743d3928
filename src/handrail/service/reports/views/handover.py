"""The inventory of what is handed over in a change of law, and its receipts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person, Post
from handrail.service.arrangements.doors import READS, WRITES, partnerships_of, the_plan
from handrail.service.arrangements.forms.lines import WhyForm
from handrail.service.arrangements.models import Transition
from handrail.service.arrangements.staffing import HEAD, employers_of, rows_of, told_of_posts
from handrail.service.audit import actions as audit
from handrail.service.cases.acting import ask, once_answered
from handrail.service.national_panel.sheets import sheet_of
from handrail.service.partnerships.models import Body, Kind, Membership
from handrail.service.reports import handing_over as act
from handrail.service.reports.forms.handover import ANYBODY, AllLinesForm, LineForm, SignForm
from handrail.service.reports.holding import folders_of, held, not_in
from handrail.service.reports.models import HandoverLine


@signed_in
@require_http_methods(["GET"])
def inventory(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id)
    audit.looked(person, "the inventory of what is handed over", plan)
    writes = _writes(person, plan)
    lines = list(_lines(plan))
    words = {
        "plan": plan,
        "trail": _trail(plan),
        "lines": [(line, line.receipt if hasattr(line, "receipt") else None) for line in lines],
        "not_in": not_in(lines, held(plan, person)) if writes and lines else [],
        "aside": HandoverLine.objects.filter(transition=plan, set_aside_at__isnull=False),
        "waiting": sum(not hasattr(line, "receipt") for line in lines),
        "references": list(folders_of(plan, person).values_list("reference", flat=True)) if writes else [],
        "posts": told_of_posts(plan, timezone.localdate()),
        "may_write": writes,
        "person": person,
        "may_sign": act.may_sign,
    }
    return render(request, "reports/inventory.html", words)


def _lines(plan: Transition) -> Any:
    rows = HandoverLine.objects.filter(transition=plan, set_aside_at=None)
    return rows.select_related("before", "after", "receiver", "receipt__for_body", "receipt__signed_by")


def _writes(person: Person, plan: Transition) -> bool:
    return plan.given_up_at is None and plan.partnership in partnerships_of(person, WRITES)


def _trail(plan: Transition, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        ("What is due", reverse("cases:due")), ("Arrangements", reverse("arrangements:arrangements")),
        (str(plan), reverse("arrangements:plan", args=[plan.pk])), *more,
    ]  # fmt: skip


def _inside(plan: Transition) -> list[tuple[str, str]]:
    return _trail(plan, ("Inventory", _home(plan)))


def _home(plan: Transition) -> str:
    return reverse("reports:inventory", args=[plan.pk])


@signed_in
@require_http_methods(["POST"])
def count(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    page = Page("Count what the system holds", _inside(plan), "Count it", "", _home(plan))

    def do() -> str:
        written = act.count_into(plan, held(plan, person), by=person)
        return f"Counted: {written} {'line' if written == 1 else 'lines'}."

    return ask(request, page, forms.Form({}), do)


@signed_in
@require_http_methods(["GET", "POST"])
def add_inventory_line(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    form = LineForm(typed(request), counted=False, **_chosen(plan))
    page = Page("Add a line", _inside(plan), "Add it", "The line is added.", _home(plan), over=str(plan))
    return ask(request, page, form, lambda: act.write_line(plan, None, by=person, **form.said()))


@signed_in
@require_http_methods(["GET", "POST"])
def inventory_line(request: HttpRequest, transition_id: uuid.UUID, inventory_line_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    line = _line(plan, inventory_line_id)
    initial = {
        "what": line.what, "how_many": line.how_many, "medium": line.medium, "where": line.where,
        "before": str(line.before_id or ""), "after": str(line.after_id or ""), "basis": line.basis,
        "receiver": ANYBODY if line.by_any else str(line.receiver_id or ""),
    }  # fmt: skip
    form = LineForm(typed(request), counted=bool(line.counted), initial=initial, **_chosen(plan))
    page = Page(str(line), _inside(plan), "Save it", "The line is saved.", _home(plan), over=str(plan))
    return ask(request, page, form, lambda: act.write_line(plan, line, by=person, **form.said()))


@signed_in
@require_http_methods(["GET", "POST"])
def all_inventory_lines(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    form = AllLinesForm(typed(request), **_chosen(plan))
    says = ["For every line that names nobody to sign yet. Each can be changed by itself until it is signed for."]
    page = Page(
        "Who hands over to whom", _inside(plan), "Say it of all", "It is said of all of them.", _home(plan), says,
        over=str(plan),
    )  # fmt: skip
    return ask(request, page, form, lambda: act.say_of_all(plan, by=person, **form.said()))


@signed_in
@require_http_methods(["GET", "POST"])
def inventory_line_aside(request: HttpRequest, transition_id: uuid.UUID, inventory_line_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    line, form = _line(plan, inventory_line_id), WhyForm(typed(request))
    page = Page(
        f"Set aside: {line}", _inside(plan), "Set it aside", "The line is set aside.", _home(plan), over=str(plan)
    )
    return ask(request, page, form, lambda: act.set_line_aside(line, why=form.cleaned_data["why"], by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, transition_id: uuid.UUID, inventory_line_id: uuid.UUID) -> HttpResponse:
    """For the person named in the line alone, or for whoever has a post at the new controller where the line says so.
    They may be of another partnership: of the plan they read this line, and no more."""
    person = person_of(request)
    line = _line_to_sign(person, transition_id, inventory_line_id)
    plan = Transition.objects.filter(pk=transition_id, partnership__in=partnerships_of(person)).first()
    audit.looked(person, "what is handed over to them", line)
    said = act.said_of(line)
    form = SignForm(typed(request), initial={"name": person.name, "received_on": timezone.localdate()})
    read, go = request.POST.get("as_read", ""), _home(plan) if plan else reverse("cases:due")

    def do() -> None:
        act.sign(line, read=read, by=person, **form.cleaned_data)

    if on := once_answered(request, form, do, say="You signed for it.", go=go):
        return on
    trail = _inside(plan) if plan else [("What is due", reverse("cases:due"))]
    words = {"plan": plan or line.before, "line": line, "trail": trail, "said": said, "form": form,
             "go": go, "as_read": read or act.digest_of(said)}  # fmt: skip
    return render(request, "reports/sign.html", words)


def _line_to_sign(person: Person, transition_id: uuid.UUID, inventory_line_id: uuid.UUID) -> HandoverLine:
    rows = HandoverLine.objects.filter(pk=inventory_line_id, transition_id=transition_id)
    line = rows.select_related("before", "after").first()
    if line is None or not act.may_sign(line, person):
        raise Http404
    return line


@signed_in
@require_http_methods(["GET"])
def inventory_sheet(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id)
    audit.looked(person, "the inventory of what is handed over, as a table", plan)
    head: list[str] = []
    rows: list[Sequence[object]] = []
    for line in _lines(plan):
        said = act.said_of(line)
        receipt = line.receipt if hasattr(line, "receipt") else None
        said |= {
            "To be signed by": line.waits_for,
            "Signed by": receipt.name if receipt else "",
            "For": str(receipt.for_body) if receipt else "",
            "Received on": spoken(receipt.received_on) if receipt else "",
            "Remarks": receipt.remarks if receipt else "",
        }
        head = head or list(said)
        rows.append(list(said.values()))
    return sheet_of("inventory", head or ["What"], rows)


@signed_in
@require_http_methods(["GET"])
def posts_sheet(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id)
    audit.looked(person, "the posts that a change may cost, as a table", plan)
    return sheet_of("posts", HEAD, rows_of(told_of_posts(plan, timezone.localdate())))


def _line(plan: Transition, inventory_line_id: uuid.UUID) -> HandoverLine:
    line = _lines(plan).filter(pk=inventory_line_id).first()
    if line is None:
        raise Http404
    found: HandoverLine = line
    return found


def _chosen(plan: Transition) -> dict[str, Any]:
    """The bodies between which something is handed over, and the people who can sign: they read this inventory too."""
    posts = Post.objects.on(timezone.localdate()).filter(partnership=plan.partnership).select_related("person")
    people = {post.person for post in posts if READS in post.in_role.may}
    bodies = employers_of(plan)
    partners = Membership.objects.on(timezone.localdate()).filter(place=Membership.Place.SAFEGUARDING_PARTNER)
    elsewhere = Body.objects.on(timezone.localdate()).filter(
        Q(kind=Kind.PARTNERSHIP) | Q(pk__in=partners.filter(partnership__kind=Kind.PARTNERSHIP).values("body"))
    )
    return {
        "bodies": bodies,
        "elsewhere": list(elsewhere.exclude(pk__in=[body.pk for body in bodies]).order_by("name")),
        "people": sorted(people, key=lambda person: person.name),
    }
