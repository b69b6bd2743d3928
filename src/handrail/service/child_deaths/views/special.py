"""The special situations of a death: which apply, what each asks besides, and who is told."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions import situate
from handrail.service.child_deaths.forms import later
from handrail.service.child_deaths.models import Death, Situation
from handrail.service.child_deaths.situations import NOT_CONFIRMED, SPECIALS, named_for, suggested_by
from handrail.service.child_deaths.views.asking import ask, page


@signed_in
@require_http_methods(["GET", "POST"])
def situations(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    if request.method == "POST":
        try:
            made = situate.add_situation(death, request.POST.get("key", ""), by=person_of(request))
        except NotDone as fault:
            messages.error(request, str(fault))
            return redirect(page(death, "situations"))
        messages.success(request, "Recorded. See what it asks, and who is told.")
        return redirect(page(death, "situation", situation_id=made.pk))
    held = {one.key: one for one in death.situations.filter(set_aside_at__isnull=True)}
    words = {
        "death": death,
        "named": [(edition, one, held.get(one.key)) for edition, one in named_for(death)],
        "suggested": suggested_by(death) - set(held),
    }
    return render(request, "child_deaths/situations.html", words)


def _situation(death: Death, situation_id: uuid.UUID) -> Situation:
    found = doors.part_of(death, Situation, pk=situation_id)
    if found.key not in SPECIALS:
        raise Http404
    found.death = death
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def situation(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, situation_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    found = _situation(death, situation_id)
    special = SPECIALS[found.key]
    held = {one.question: one.text for one in found.answers.all()}
    form = later.Answers(typed(request), questions=special.questions, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            changed = situate.answer(found, form.cleaned_data, by=person_of(request))
        except NotDone as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "The answers are kept." if changed else "Nothing was changed.")
            return redirect(page(death, "situation", situation_id=found.pk))
    told = {one.who: one for one in found.told.filter(set_aside_at=None)}
    words = {
        "death": death, "situation": found, "special": special, "form": form, "judged": request.method == "POST",
        "told": [(one, told.get(one.key)) for one in special.told if one.key in told or one in special.told_of(death)],
        "not_confirmed": NOT_CONFIRMED, "page": page, "taken_back": found.told.filter(set_aside_at__isnull=False),
    }  # fmt: skip
    return render(request, "child_deaths/situation.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def tell(
    request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, situation_id: uuid.UUID, slug: str
) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    found = _situation(death, situation_id)
    who = slug.replace("-", "_")
    concerned = next((one for one in SPECIALS[found.key].told_of(death) if one.key == who), None)
    if concerned is None:
        raise Http404
    form = later.Tell(typed(request))

    def act() -> None:
        said = form.cleaned_data
        situate.tell(
            found, who, name=said["name"], email=said["email"], how=said["how"], on=said["on"], by=person_of(request)
        )

    says = [f"They are asked {concerned.asks}. They are told once.", NOT_CONFIRMED]
    return ask(
        request, death, form, act, title=f"Tell: {concerned.words[:1].lower()}{concerned.words[1:]}", says=says,
        button="Tell them", said="They are told.", then=page(death, "situation", situation_id=found.pk),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_situation_aside(
    request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, situation_id: uuid.UUID
) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    found = _situation(death, situation_id)
    form = later.Why(typed(request))

    def act() -> None:
        situate.set_aside(found, why=form.cleaned_data["why"], by=person_of(request))

    return ask(
        request, death, form, act, title=f"Does not apply: {SPECIALS[found.key].title.lower()}",
        button="It does not apply", says=["What was answered, and who was told, stays readable."],
        said="It is set aside.",
    )  # fmt: skip
