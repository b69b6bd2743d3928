"""What is said of a death besides its form: minutes and questions at the panel, answers in the folder."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.overview_panels.actions import speaking
from handrail.service.overview_panels.doors import death_there, pack_there, to_give
from handrail.service.overview_panels.forms import AnswerForm, MinutesForm, QuestionForm
from handrail.service.overview_panels.models import PanelDeath
from handrail.service.overview_panels.offices import kept_death
from handrail.service.overview_panels.views.asking import Page, ask, typed

Trail = list[tuple[str, str]]


@signed_in
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one = kept_death(request, panel_death_id)
    kept = one.minutes.filter(sitting=one.sitting_id).first()
    form = MinutesForm(typed(request), initial={"text": kept.text} if kept else None)
    page = Page(
        f"Minutes: death {one.number}", _of(one), "Keep them", "The minutes are kept.", _page(one), of=one,
        says=[str(one.sitting)] if one.sitting else (),
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        speaking.keep_minutes(one, said["text"], let_stand=bool(said["let_stand"]), by=person_of(request))

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def ask_folder(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one, form = death_there(request, panel_death_id), QuestionForm(typed(request))
    page = Page(
        f"Ask about death {one.number}", _of(one), "Ask", "It is asked. The answer comes to this page.", _page(one),
        of=one,
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        speaking.ask(one, said["text"], let_stand=bool(said["let_stand"]), by=person_of(request))

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def answer(
    request: HttpRequest, case_id: uuid.UUID, pack_id: uuid.UUID, panel_question_id: uuid.UUID
) -> HttpResponse:  # fmt: skip
    case = to_give(request, case_id)
    pack = pack_there(case, pack_id)
    came = pack.questions.filter(pk=panel_question_id).first()
    if came is None:
        raise Http404
    came.pack, form = pack, AnswerForm(typed(request))
    trail = [
        ("What is due", reverse("cases:due")), (case.reference, reverse("cases:case", args=[case.pk])),
        ("For the overview panel", reverse("overview_panels:packs", args=[case.pk])),
    ]  # fmt: skip
    page = Page(
        "Answer the overview panel", trail, "Answer it", "It goes to the panel within a minute.",
        reverse("overview_panels:pack", args=[case.pk, pack.pk]), says=(f"The panel asks: {came.text}",),
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        speaking.answer(came, said["text"], let_stand=bool(said["let_stand"]), by=person_of(request))

    return ask(request, page, form, act)


def _page(one: PanelDeath) -> str:
    return reverse("overview_panels:death", args=[one.pk])


def _of(one: PanelDeath) -> Trail:
    desk = reverse("overview_panels:desk", args=[one.panel_id])
    return [("Overview panels", reverse("overview_panels:home")), (str(one.panel), desk), (str(one), _page(one))]
