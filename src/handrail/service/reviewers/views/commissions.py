"""The commissions of a folder: the list, one of them, and what is done with it until it ends."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Grant, Post
from handrail.service.cases.acting import ask
from handrail.service.cases.doors import may_open
from handrail.service.reviewers import actions
from handrail.service.reviewers.conflicts import unweighed
from handrail.service.reviewers.doors import KEEP, folder_for, may_do, open_commission
from handrail.service.reviewers.forms.commissions import EndForm, LastDayForm, RemoveForm, SupervisionForm, WeighForm
from handrail.service.reviewers.models import Commission, Supervision
from handrail.service.reviewers.money import accounts, all_together
from handrail.service.reviewers.removing import may_remove, published_on
from handrail.service.reviewers.views.asking import folder_trail, page_of


@signed_in
@require_http_methods(["GET"])
def commissions(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = folder_for(request, case_id)
    found = Commission.objects.filter(case=case).select_related("body")
    words = {
        "case": case,
        "commissions": [(one, all_together(accounts(one.fees.select_related("body")))) for one in found],
        "may_keep": may_do(person_of(request), case, KEEP),
    }
    return render(request, "reviewers/commissions.html", words)


@signed_in
@require_http_methods(["GET"])
def commission(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found, person = open_commission(request, case_id, commission_id), person_of(request)
    entries = list(found.fees.select_related("body"))
    each = accounts(entries)
    supervised = list(found.supervisions.select_related("recorded_by"))
    words = {
        "case": found.case,
        "commission": found,
        "weighed": found.weighed.select_related("interest__body"),
        "unweighed": [] if found.ended_on else unweighed(found, reader=person),
        "moves": found.moves.select_related("recorded_by"),
        "supervised": supervised,
        "supervision_late": _late(found, supervised),
        "accounts": each,
        "all": all_together(each),
        "entries": entries,
        "keys": Grant.objects.live().filter(folder=found.case.folder_id, body=found.body_id).order_by("opens"),
        "law": may_remove(found.case, found.kind, timezone.localdate()),
        "published_on": published_on(found),
        "signs_in": _who_signs_in(found),
        "may_keep": may_do(person, found.case, KEEP),
        "may_invite": person.may("manage people"),
        "reads_review": may_open(person, found.case, what="reviews"),
    }
    return render(request, "reviewers/commission.html", words)


def _late(found: Commission, supervised: list[Supervision]) -> bool:
    """Whether the day set for the next supervision has passed without one."""
    next_on = supervised[-1].next_on if supervised else None
    return found.stands and next_on is not None and next_on < timezone.localdate()


def _who_signs_in(found: Commission) -> list[str]:
    posts = Post.objects.on(timezone.localdate()).filter(
        body=found.body_id, role="reviewer", partnership=found.case.partnership_id, person__is_active=True
    )
    return [post.person.name for post in posts.select_related("person")]


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found = open_commission(request, case_id, commission_id, KEEP)
    form = LastDayForm(typed(request))

    def act() -> str:
        said = form.cleaned_data
        actions.move_last_day(found, to=said["to"], why=said["why"], by=person_of(request))
        return "The last day is moved, and the keys with it."

    says = [f"The last day is {spoken(found.last_on)}. The keys end with the last day, and move with it."]
    if not found.stands:
        says.append("It has passed, and the keys have ended. With a new last day they are given again.")
    return ask(request, _page(found, "Move the last day", "Move it", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def supervision(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found = open_commission(request, case_id, commission_id, KEEP)
    form = SupervisionForm(typed(request))

    def act() -> str:
        actions.supervise(found, by=person_of(request), **form.cleaned_data)
        return "The supervision is recorded."

    says = [
        f"Of the reviewer and their work: {found.supervised_by_name} supervises it.",
        "Whether the review keeps to its time and is of good quality is recorded on the review’s own page.",
    ]
    return ask(request, _page(found, "Record a supervision", "Record it", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def weigh(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    """Interests that arose since the appointment: declared later, or in a body that came into the case later."""
    found, person = open_commission(request, case_id, commission_id, KEEP), person_of(request)
    form = WeighForm(typed(request), met=unweighed(found, reader=person), kind=found.kind)

    def act() -> str:
        actions.weigh(found, weighed=form.weighed, by=person)
        return "What was decided of the interests is recorded."

    says = ["If one of them matters, cancel this, and end the commission or remove the reviewer."]
    if not form.met:
        says = ["Every interest that meets the case has been weighed already."]
    return ask(request, _page(found, "Weigh interests that arose since", "Record what was decided", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found = open_commission(request, case_id, commission_id, KEEP)
    form = EndForm(typed(request))

    def act() -> str:
        actions.end(found, by=person_of(request), **form.cleaned_data)
        return "The commission is ended, and its keys with it."

    says = ["The keys end as soon as this is recorded. What is owed stays to be paid, and can be recorded after it."]
    return ask(request, _page(found, "End the commission", "End it", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found = open_commission(request, case_id, commission_id, KEEP)
    law = may_remove(found.case, found.kind, timezone.localdate())
    form = RemoveForm(typed(request), law=law)

    def act() -> str:
        actions.remove(found, by=person_of(request), **form.cleaned_data)
        return "The removal is recorded, and the keys are ended."

    says = [law.says, *([f"{law.source}. {law.confirmed}"] if law.source else [])]
    if law.by_another:
        says.insert(0, f"{law.decides} decides it, and {law.removes} removes the reviewer.")
    out = published_on(found)
    warns = [f"The review was published on {spoken(out)}. A reviewer is removed only before that."] if out else []
    return ask(request, _page(found, "Remove the reviewer", "Record the removal", says, warns), form, act)


def _page(found: Commission, title: str, press: str, says: list[str], warns: list[str] | None = None) -> Page:
    trail = folder_trail(found.case, found)
    return Page(title, trail, press, "", page_of(found), says, warns or [], over=f"{found}, {found.case.reference}")
