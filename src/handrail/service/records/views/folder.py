"""One folder: how long it is kept, what holds it, who proposes that it go, and with whom it was shared."""

from __future__ import annotations

import csv
import uuid
from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access import factor
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Share
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.records.actions import deleting, holding
from handrail.service.records.declared import rooms
from handrail.service.records.doors import CONFIRM, HOLD, PROPOSE
from handrail.service.records.forms import HoldForm, NothingAsked, WhyForm
from handrail.service.records.holds import open_deletion
from handrail.service.records.keeping import kept
from handrail.service.records.models import Deletion, Hold
from handrail.service.records.register import holdings
from handrail.service.records.views.asking import ask


@signed_in
@require_http_methods(["GET"])
def folder(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    today = timezone.localdate()
    keeping = kept(case, today)
    words = {
        "case": case,
        "keeping": keeping,
        "due": keeping.over(today),
        "holds": Hold.objects.over(case.folder).select_related("put_on_by", "lifted_by", "partnership"),
        "deletion": open_deletion(case.folder),
        "ended": Deletion.objects.filter(folder=case.folder, ended_at__isnull=False).select_related(
            "proposed_by", "ended_by"
        ),
        "held": _held(case),
        "person": person_of(request),
        "may": {may: may_open(person_of(request), case, what=ALL, may=may) for may in (HOLD, PROPOSE, CONFIRM)},
        "permissions": {"hold": HOLD, "propose": PROPOSE, "confirm": CONFIRM},
    }
    return render(request, "records/folder.html", words)


def _held(case: Case) -> list[tuple[str, int]]:
    """How many rows would go, by the room that holds them."""
    titles = {room.label: room.title for room in rooms()}
    counted: Counter[str] = Counter()
    for one in holdings():
        counted[titles[one.model._meta.app_label]] += one.rows(case.pk).count()
    return [(title, number) for title, number in counted.items() if number]


@signed_in
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=HOLD)
    form = HoldForm(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        asked_by = "" if told["asked_by"] == "nobody" else told["asked_by"]
        holding.put_on(
            case=case,
            reason=told["reason"],
            asked_by=asked_by,
            asked_by_name=told["asked_by_name"],
            by=person_of(request),
        )

    return ask(
        request, form, act, case=case, heading="Put a legal hold on this folder", button="Put on the hold",
        said="The hold is on. Nothing in this folder can be deleted until it is lifted.", back=_page(case),
        says=("While it stands nothing in this folder can be deleted, whatever was agreed before.",),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, case_id: uuid.UUID, hold_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=HOLD)
    standing = get_object_or_404(Hold.objects.standing(), pk=hold_id, folder=case.folder)
    form = WhyForm(request.POST or None)
    return ask(
        request, form, lambda: holding.lift(standing, why=form.cleaned_data["why"], by=person_of(request)), case=case,
        heading="Lift the legal hold", button="Lift the hold", said="The hold is lifted.", back=_page(case),
        says=(f"Put on by {standing.put_on_by}: {standing.reason}",),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=PROPOSE)
    form = NothingAsked(request.POST if request.method == "POST" else None)
    return ask(
        request, form, lambda: _done(deleting.propose(case, by=person_of(request))), case=case, grave=True,
        heading="Propose to delete this folder?", button="Propose it", back=_page(case),
        said="It is proposed. Somebody else has now to confirm it.",
        says=(
            "Every paper, document, message and draft in it goes, and cannot be brought back.",
            "A second person must confirm it. Then whoever holds the folder has seven whole days to object.",
        ),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The second person's word, given with a fresh second factor."""
    case = open_folder(request, case_id, what=ALL, may=CONFIRM)
    if open_deletion(case.folder) is None:
        raise Http404
    if not factor.fresh(request):
        return factor.ask(request)
    form = NothingAsked(request.POST if request.method == "POST" else None)
    return ask(
        request, form, lambda: _done(deleting.confirm(case, by=person_of(request))), case=case, grave=True,
        heading="Confirm that this folder be deleted?", button="Confirm it", back=_page(case),
        said="It is confirmed. The folder goes after seven whole days, unless somebody objects.",
        says=("Every paper, document, message and draft in it goes after seven whole days, and never comes back.",),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    if open_deletion(case.folder) is None:
        raise Http404
    form = WhyForm(request.POST or None)
    return ask(
        request, form, lambda: _done(deleting.object_to(case, why=form.cleaned_data["why"], by=person_of(request))),
        case=case, heading="Object to deleting this folder", button="Object", back=_page(case),
        said="Your objection is recorded. The folder stays.",
        says=("The folder then stays. It can be proposed anew, and two people would have to agree again.",),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def shares(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything of this folder that was given to another body, to read or print."""
    case = open_folder(request, case_id, what=ALL)
    every = Share.objects.filter(folder=case.folder).select_related("to_body", "shared_by")
    bodies = {share.to_body_id: share.to_body for share in every if share.to_body}
    return render(request, "records/shares.html", {"case": case, "shares": every, "bodies": list(bodies.values())})


@signed_in
@require_http_methods(["GET"])
def shares_with(request: HttpRequest, case_id: uuid.UUID, body_id: uuid.UUID) -> HttpResponse:
    """What was shared with one agency, as a table for a spreadsheet."""
    case = open_folder(request, case_id, what=ALL)
    given = Share.objects.filter(folder=case.folder, to_body=body_id).select_related("to_body", "shared_by")
    if not given:
        raise Http404
    audit.record(person_of(request), "took away the list of what was shared with an agency", given[0], case.pk)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{case.reference}-shared.csv"'
    sheet = csv.writer(answer)
    sheet.writerow(["When", "With", "How", "What", "Purpose", "Why", "What allows it", "By"])
    for share in given:
        at = f"{timezone.localtime(share.shared_at):%Y-%m-%d %H:%M}"
        sheet.writerow(
            [_plain(words) for words in (
                at, share.with_whom, share.get_how_display(), share.what, share.purpose_in_words, share.words,
                share.basis_in_words, str(share.shared_by or ""),
            )]
        )  # fmt: skip
    return answer


def _plain(words: str) -> str:
    """A spreadsheet must not take what somebody typed for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def _page(case: Case) -> str:
    return reverse("records:folder", kwargs={"case_id": case.pk})


def _done(_: Deletion) -> None:
    return None
