"""In the folder: letters on what the panel found, from their drawing to the record that they went."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.overview_panels.actions import letters as act
from handrail.service.overview_panels.doors import may_give, pack_there, to_give
from handrail.service.overview_panels.drawing import WRONG_CAUSE, drawn_text, from_whom, rule_of, whole_of
from handrail.service.overview_panels.forms_leaving import AsideForm, LetterForm, SendForm
from handrail.service.overview_panels.knowing import marks_in
from handrail.service.overview_panels.models import Letter
from handrail.service.overview_panels.views.asking import Page, ask, typed
from handrail.service.overview_panels.views.leaving import page_of, trail_of
from handrail.service.reviews.files import answer_file

SLUGS = {"findings": Letter.Of.FINDINGS, "wrong-cause": Letter.Of.CAUSE}
TITLES = {
    Letter.Of.FINDINGS: "Write to those who can act on what the panel found",
    Letter.Of.CAUSE: "Write about the registered cause of death",
}
NAMED_NOWHERE = (
    "No edition that Handrail holds names the director of public health or the health and wellbeing board for this. "
    "The panel is to recommend what would help to the partners and to others; to whom it writes is its own decision."
)
A_CORONER = (
    "Where a coroner found the cause, there is no certifying doctor to tell: write to the coroner, and record under "
    "the death that they were told."
)


@signed_in
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, case_id: uuid.UUID, pack_id: uuid.UUID, slug: str) -> HttpResponse:
    case = to_give(request, case_id)
    pack, of = pack_there(case, pack_id), SLUGS.get(slug)
    if of is None or pack.completed_on is None or (of == Letter.Of.CAUSE and not pack.cause_why):
        raise Http404
    begun = _begun(request, Letter.objects.filter(pack=pack, of=of, sent_on=None, set_aside_at=None))
    initial = (
        {"to": begun.to, "name": begun.name, "email": begun.email, "text": begun.text}
        if begun
        else {"text": drawn_text(pack, of)}
    )
    form = LetterForm(typed(request), of=of, initial=initial)
    kept: list[Letter] = []

    def do() -> None:
        kept.append(act.write_letter(pack, of, by=person_of(request), **form.cleaned_data))

    page = Page(
        TITLES[of], trail_of(pack), "Keep it, and read it", "The letter is kept. Nothing has left yet.", page_of(pack),
        [NAMED_NOWHERE] if of == Letter.Of.FINDINGS else [*rule_of(pack, WRONG_CAUSE), A_CORONER],
    )  # fmt: skip
    shown = ask(request, page, form, do)
    return redirect(_page(kept[0])) if kept else shown


@signed_in
@require_http_methods(["GET"])
def letter(request: HttpRequest, case_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    one = _there(case, letter_id)
    unsent = one.sent_on is None and one.stands
    marks = marks_in(case, {"text": one.text}) if unsent and one.of == Letter.Of.FINDINGS else []
    words = {
        "case": case, "letter": one, "marks": marks, "refused": any(mark.refuses for mark in marks),
        "unsent": unsent, "signed": from_whom(one),
        "writes": case.closed_at is None and may_give(person_of(request), case),
        "trail": trail_of(one.pack), "slug": next(slug for slug, of in SLUGS.items() if of == one.of),
        "rule": rule_of(one.pack, WRONG_CAUSE) if one.of == Letter.Of.CAUSE else [],
    }  # fmt: skip
    return render(request, "overview_panels/letter.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, case_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    case = to_give(request, case_id)
    one = _there(case, letter_id)
    form = SendForm(typed(request), letter=one)

    def do() -> None:
        said = form.cleaned_data
        act.send_letter(
            one, how=said["how"], on=said["on"] or timezone.localdate(), let_stand=bool(said.get("let_stand")),
            by=person_of(request),
        )  # fmt: skip

    page = Page(
        "Send the letter, or record that it went", [*trail_of(one.pack), (str(one), _page(one))], "It goes",
        "It is recorded as sent.", _page(one), (f"To {one.name}", *one.text.split("\n\n"), from_whom(one)),
    )  # fmt: skip
    return ask(request, page, form, do)


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, case_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    case = to_give(request, case_id)
    one, form = _there(case, letter_id), AsideForm(typed(request))
    page = Page(
        "Set the letter aside", [*trail_of(one.pack), (str(one), _page(one))], "Set it aside",
        "It is set aside. It can still be read.", _page(one),
        ("For a letter that was written or recorded in error. What was done because of it is counted anew.",),
    )  # fmt: skip
    return ask(
        request, page, form, lambda: act.set_letter_aside(one, why=form.cleaned_data["why"], by=person_of(request))
    )


@signed_in
@require_http_methods(["GET"])
def file(request: HttpRequest, case_id: uuid.UUID, letter_id: uuid.UUID, slug: str) -> HttpResponse:
    """The letter as Word or PDF, to print and to sign."""
    case = open_folder(request, case_id, what=ALL)
    one = _there(case, letter_id)
    answer = answer_file(slug, whole_of(one), "letter")
    audit.looked(person_of(request), f"a letter as {slug}", one)
    return answer


def _begun(request: HttpRequest, unsent: QuerySet[Letter]) -> Letter | None:
    """The letter that the address says is to be changed, if it is one of these."""
    try:
        wanted = uuid.UUID(request.GET.get("letter", ""))
    except ValueError:
        return None
    return unsent.filter(pk=wanted).first()


def _there(case: Case, letter_id: uuid.UUID) -> Letter:
    found = get_object_or_404(Letter.objects.select_related("pack__panel", "sent_by"), case=case, pk=letter_id)
    found.case = found.pack.case = case
    return found


def _page(one: Letter) -> str:
    return reverse("overview_panels:letter", args=[one.case_id, one.pk])
