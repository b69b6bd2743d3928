"""A recommendation as it was put to one body: the same page for the body and for those who manage it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.cases.acting import once_answered
from handrail.service.cases.models import Case
from handrail.service.documents.doors import may_open
from handrail.service.documents.models import Document
from handrail.service.learning.actions import answering, recommending
from handrail.service.learning.doors import SeenPut, managing, open_put, writing_on
from handrail.service.learning.forms import answering as asked
from handrail.service.learning.forms.naming import WordsForm
from handrail.service.learning.forms.recommending import MoveForm, TakeBackForm, WhyForm
from handrail.service.learning.lineage import times_made
from handrail.service.learning.models import Addressee, Evidence, ReAudit
from handrail.service.learning.standing import how_it_stands
from handrail.service.learning.telling import names_told
from handrail.service.reviews.covering import others_of


@signed_in
@require_http_methods(["GET"])
def put(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = open_put(request, case_id, addressee_id)
    to = seen.put
    words = {
        "case": to.case,
        "put": to,
        "made": to.recommendation,
        "seen": seen,
        "stands": how_it_stands(to),
        "time": times_made([to.recommendation], person_of(request))[to.recommendation_id],
        "answers": to.answers.select_related("written_by"),
        "moved": to.moved.select_related("moved_by"),
        "evidence": _evidence(to, person_of(request)),
        "re_audits": to.re_audits.select_related("planned_by", "done_by", "set_aside_by"),
        "today": timezone.localdate(),
        "named": _named_in(seen),
    }
    return render(request, "learning/put.html", words)


def _folders_of(to: Addressee) -> list[Case]:
    """Every folder that its review is of: a text is held against the names in each."""
    review = to.recommendation.review_id
    return [to.case, *(others_of([review]) if review else [])]


def _named_in(seen: SeenPut) -> list[str]:
    """Words of what was answered and shown that may name somebody, for whoever manages it: a body is told of none,
    as it does not know whom the folder names."""
    if not seen.manages:
        return []
    to = seen.put
    texts = [*(one.reasons for one in to.answers.all()), *(one.text for one in to.evidence.all())]
    return names_told(_folders_of(to), "\n\n".join(filter(None, texts)))


def _evidence(to: Addressee, person: Person) -> list[tuple[Evidence, Document | None]]:
    """Each with its file, where this person may open that."""
    rows = to.evidence.select_related("written_by", "document__folder")
    return [(one, one.document if one.document and may_open(person, one.document) else None) for one in rows]


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = writing_on(request, case_id, addressee_id)
    by_name = str(person_of(request)) if seen.answers else ""
    meant = {"answered_on": timezone.localdate(), "by_name": by_name}
    return _ask(request, seen, asked.AnswerForm, answering.answer, ANSWER, meant)


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = managing(request, case_id, addressee_id)
    return _ask(request, seen, MoveForm, recommending.move_day, MOVE)


@signed_in
@require_http_methods(["GET", "POST"])
def done_evidence(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = writing_on(request, case_id, addressee_id)
    return _ask(request, seen, asked.ActionEvidenceForm, partial(answering.give_evidence, of=Evidence.Of.ACTION), DONE)


@signed_in
@require_http_methods(["GET", "POST"])
def impact_evidence(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = writing_on(request, case_id, addressee_id)
    return _ask(
        request, seen, asked.ImpactEvidenceForm, partial(answering.give_evidence, of=Evidence.Of.IMPACT), IMPACT
    )


@signed_in
@require_http_methods(["GET", "POST"])
def set_evidence_aside(
    request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID, evidence_id: int
) -> HttpResponse:
    seen = writing_on(request, case_id, addressee_id)
    shown = get_object_or_404(Evidence, addressee=seen.put, pk=evidence_id)
    return _ask(
        request, seen, asked.AsideForm, lambda _, **said: answering.set_evidence_aside(shown, **said), EVIDENCE_ASIDE
    )


@signed_in
@require_http_methods(["GET", "POST"])
def carried_out(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = writing_on(request, case_id, addressee_id)
    return _ask(request, seen, asked.CarriedOutForm, answering.record_carried_out, CARRIED_OUT)


@signed_in
@require_http_methods(["GET", "POST"])
def take_up_again(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = managing(request, case_id, addressee_id)
    return _ask(request, seen, WhyForm, answering.take_up_again, AGAIN)


@signed_in
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = managing(request, case_id, addressee_id)
    return _ask(request, seen, TakeBackForm, recommending.take_back, TAKE_BACK)


@signed_in
@require_http_methods(["GET", "POST"])
def plan_re_audit(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> HttpResponse:
    seen = managing(request, case_id, addressee_id)
    return _ask(request, seen, asked.PlanForm, answering.plan_re_audit, PLAN)


@signed_in
@require_http_methods(["GET", "POST"])
def re_audit(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID, re_audit_id: uuid.UUID) -> HttpResponse:
    seen = managing(request, case_id, addressee_id)
    planned = get_object_or_404(ReAudit, addressee=seen.put, pk=re_audit_id)
    return _ask(request, seen, asked.ReAuditForm, lambda _, **said: answering.record_re_audit(planned, **said), LOOKED)


@signed_in
@require_http_methods(["GET", "POST"])
def move_re_audit(
    request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID, re_audit_id: uuid.UUID
) -> HttpResponse:
    seen = managing(request, case_id, addressee_id)
    planned = get_object_or_404(ReAudit, addressee=seen.put, pk=re_audit_id)
    return _ask(
        request, seen, asked.MovePlanForm, lambda _, **said: answering.move_re_audit(planned, **said), MOVE_PLAN,
        {"due_on": planned.due_on},
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_re_audit_aside(
    request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID, re_audit_id: uuid.UUID
) -> HttpResponse:
    seen = managing(request, case_id, addressee_id)
    looked = get_object_or_404(ReAudit, addressee=seen.put, pk=re_audit_id)
    return _ask(
        request, seen, asked.ReAuditAsideForm, lambda _, **said: answering.set_re_audit_aside(looked, **said),
        LOOK_ASIDE,
    )  # fmt: skip


ANSWER = ("Answer the recommendation", "Save the answer", "The answer was kept.")
MOVE = ("Move the day", "Move the day", "The day was moved. The old one stays on record.")
DONE = ("Show that it was done", "Save the evidence", "The evidence was kept.")
IMPACT = ("Show what difference it made", "Save the evidence", "The evidence was kept.")
EVIDENCE_ASIDE = ("Set this evidence aside", "Set it aside", "The evidence was set aside, and counts no more.")
CARRIED_OUT = ("Record it as carried out", "Record it as carried out", "It is recorded as carried out.")
AGAIN = ("Take it up again", "Take it up again", "It is open again.")
TAKE_BACK = ("Take it back from this body", "Take it back, and tell them", "It was taken back, and the body was told.")
PLAN = ("Agree a day to look again", "Save the day", "The day was kept.")
MOVE_PLAN = ("Move the day to look again", "Move the day", "The day was moved.")
LOOKED = ("Record what was found on looking again", "Save what was found", "What was found was kept.")

LOOK_ASIDE = ("Set aside what looking again found", "Set it aside", "It was set aside, and counts no more.")


def _ask(
    request: HttpRequest, seen: SeenPut, kind: type[forms.Form], do: Callable[..., object], words: tuple[str, str, str],
    meant: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """A page with one form about it."""
    heading, button_words, said = words
    to = seen.put
    page = reverse("learning:put", kwargs={"case_id": to.case_id, "addressee_id": to.pk})
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    asked_of: dict[str, Any] = {}
    if issubclass(kind, WordsForm):
        asked_of["known"] = _folders_of(to) if seen.manages else ()
    form = kind(posted[0], posted[1], initial=meant, **asked_of)
    on = once_answered(request, form, lambda: do(to, by=person_of(request), **form.cleaned_data), say=said, go=page)
    shown = {"case": to.case, "form": form, "heading": heading, "button_words": button_words, "back": page,
             "about": to.recommendation.text}  # fmt: skip
    return on or render(request, "learning/form.html" if seen.whole else "learning/form_of_us.html", shown)
