"""What is done with a thing of the family's record: looked at again, answered, told back, ended, set aside."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.families import actions
from handrail.service.families.doors import there, to_write
from handrail.service.families.forms.people import EndRuleForm
from handrail.service.families.forms.shared import WhyAside, WithdrawForm, choose, pick
from handrail.service.families.forms.telling import AnswerForm, BringForm, EndKeyWorkerForm, LookForm, ToldBackForm
from handrail.service.families.models import (
    Answer,
    Kept,
    KeyWorker,
    Leaflet,
    Question,
    Reach,
    Relative,
    SafeRule,
    Telling,
    TellingLook,
    ToldBack,
    Wish,
)
from handrail.service.families.reading import to_bring
from handrail.service.families.views.asking import home, known_of, page_about, page_of

SET_ASIDE: dict[str, type[Kept]] = {
    "person": Relative, "reach": Reach, "wish": Wish, "key-worker": KeyWorker, "telling": Telling,
    "look": TellingLook, "guide": Leaflet, "question": Question, "answer": Answer, "told-back": ToldBack,
}  # fmt: skip
"""A rule of safe contact is not among them: it is ended, by somebody who says why that is safe."""


@signed_in
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, case_id: uuid.UUID, telling_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    telling = there(Telling, case, telling_id)
    form = LookForm(typed(request), known=known_of(case))
    says = (f"{telling}", f"Why: {telling.why}")
    page = page_about(case, "Look at it again", "Record it", "It is recorded.", home(case, "told"), says)
    return ask(
        request, page, form,
        lambda: actions.look_again(case, telling, TellingLook(**form.answers()), by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, case_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    question = there(Question, case, question_id)
    form = AnswerForm(typed(request), known=known_of(case))
    page = page_about(
        case, "Record the answer", "Record it", "The answer is recorded. It still has to be told back.",
        home(case, "questions"), (f"They asked: {question.text}",),
    )  # fmt: skip
    return ask(
        request, page, form,
        lambda: actions.answer(case, question, Answer(**form.answers()), by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def tell_back(request: HttpRequest, case_id: uuid.UUID, answer_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    told = there(Answer, case, answer_id)
    form = ToldBackForm(typed(request), known=known_of(case))
    says = (f"They asked: {told.question.text}", f"The answer: {told.text}")
    page = page_about(
        case, "Record that the answer was told back", "Record it", "It is recorded.", home(case, "questions"), says
    )
    return ask(
        request, page, form,
        lambda: actions.tell_back(case, told, ToldBack(**form.answers()), by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    question = there(Question, case, question_id)
    form = WithdrawForm(typed(request))
    page = page_about(
        case, "Do they withdraw the question?", "They withdraw it", "It is withdrawn, and stays to be read.",
        home(case, "questions"), (f"They asked: {question.text}",),
    )  # fmt: skip
    return ask(
        request, page, form,
        lambda: actions.withdraw(case, question, on=form.cleaned_data["on"], by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    known, open_ones = known_of(case), to_bring(case)
    form = BringForm(typed(request), known=known)
    choose(form, "questions", [(str(one.pk), one.text) for one in open_ones])
    says = ["Each becomes an item of the agenda, without the name of whoever asked. Everybody invited reads it."]
    if not known.meetings:
        says.append("No meeting of this folder has still to be held. Plan one first, under its meetings.")
    page = page_about(
        case, "Bring their questions to a meeting", "Put them on the agenda", "They are on the agenda.",
        home(case, "questions"), says,
    )  # fmt: skip

    def act() -> None:
        chosen = [one for one in open_ones if str(one.pk) in form.cleaned_data["questions"]]
        meeting = pick(form.cleaned_data["meeting"], known.meetings)
        actions.bring_to_meeting(case, chosen, meeting, by=person_of(request))

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def end_rule(request: HttpRequest, case_id: uuid.UUID, rule_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    rule = there(SafeRule, case, rule_id)
    form = EndRuleForm(typed(request))
    page = page_about(
        case, "End this rule?", "End the rule", "The rule has ended.", page_of(rule.relative),
        (f"{rule.relative}. {rule}: {rule.words}",),
        ("From then on Handrail no longer refuses messages by it. Be sure that it is safe.",),
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.end_rule(case, rule, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def end_key_worker(request: HttpRequest, case_id: uuid.UUID, key_worker_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    worker = there(KeyWorker, case, key_worker_id)
    form = EndKeyWorkerForm(typed(request))
    page = page_about(
        case, f"End the time of {worker.name}", "End it", "It is recorded.", home(case, "key-worker"),
        ("If somebody takes over, name them instead: this one’s time then ends by itself, with the handover.",),
        ("The family has no key worker after that day, until another is named.",),
    )  # fmt: skip
    return ask(
        request, page, form,
        lambda: actions.end_key_worker(case, worker, **form.cleaned_data, by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, case_id: uuid.UUID, slug: str, kept_id: uuid.UUID) -> HttpResponse:
    case = to_write(request, case_id)
    if slug not in SET_ASIDE:
        raise Http404
    row = there(SET_ASIDE[slug], case, kept_id)
    if not row.stands:
        raise Http404
    form = WhyAside(typed(request))
    relative = getattr(row, "relative", None)
    go = page_of(relative) if relative is not None and slug in ("reach", "wish") else home(case)
    page = page_about(case, "Set aside", "Set it aside", "It is set aside.", go, (str(row),))
    return ask(
        request, page, form,
        lambda: actions.set_aside(case, row, why=form.cleaned_data["why"], by=person_of(request)),
    )  # fmt: skip
