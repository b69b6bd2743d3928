"""The coordinator asks agencies for their forms, and puts a supplementary form to one that has not sent yet."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask as ask_one_thing
from handrail.service.cases.acting import trail_to
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.situations import questions_for
from handrail.service.law.kept import kept_working_days
from handrail.service.partnerships.models import Body, Membership
from handrail.service.reporting_forms import actions
from handrail.service.reporting_forms.asked_before import asked_before
from handrail.service.reporting_forms.doors import ASK, open_death, open_forms
from handrail.service.reporting_forms.forms import ASKED, AskForForms, ChangeVersion, MoreForms, SupplementForms
from handrail.service.reporting_forms.models import ReportingForms
from handrail.service.reporting_forms.seeing import asked_for
from handrail.service.reporting_forms.shelf import version_called
from handrail.service.requests.letters import addresses_of
from handrail.service.requests.models import Request
from handrail.service.requests.wording import who_it_is_about

SUGGESTED = 15
"""Working days from today that the page begins with. No law or guidance gives a number, and the page says so."""


@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    """Ask several agencies at once, one form each."""
    death = open_death(request, case_id, death_id, may=ASK)
    form = _form_to_ask(request, death)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_for_forms(death, form.put, bodies=form.asked, by=person_of(request))
        except NotDone as reason:
            form.add_error("bodies", str(reason))
        else:
            return _asked(request, death, asked)
    words = {"case": death.case, "death": death, "form": form, "known_to": _not_on_the_list(death, form.bodies)}
    return render(request, "reporting_forms/ask.html", words)


def _form_to_ask(request: HttpRequest, death: Death) -> AskForForms:
    person, case = person_of(request), death.case
    held = ReportingForms.objects.filter(death=death).first()
    before = asked_before(death, person)
    standing = [one for one in asked_for(death) if one.no_longer_needed_at is None]
    settled = {one.body_id for one in standing} | set(before)
    knew = [one.body_id for one in death.known_to.filter(body__isnull=False, set_aside_at__isnull=True)]
    initial = {
        "due_on": kept_working_days().after(timezone.localdate(), SUGGESTED),
        "children_named": who_it_is_about([death.child]),
        "what": _what(death),
        "bodies": [str(one) for one in knew if one not in settled],
    }
    return AskForForms(
        request.POST if request.method == "POST" else None,
        death=death,
        pinned=version_called(held.version) if held else None,
        bodies=_members(case),
        standing=standing,
        before=before,
        initial=initial,
    )


def _what(death: Death) -> str:
    """The words that the page begins with, and what the situations of this death ask besides."""
    asks = [f"- {question.words}" for _, question in questions_for(death)]
    return "\n\n".join([ASKED, "\n".join([BESIDES, *asks])]) if asks else ASKED


BESIDES = "Because of the circumstances, please say as well what you know of these:"


def _members(case: Case) -> QuerySet[Body]:
    """The bodies that belong to the partnership today."""
    today = timezone.localdate()
    places = Membership.objects.on(today).filter(partnership=case.partnership)
    return Body.objects.on(today).filter(pk__in=places.values("body"))


def _not_on_the_list(death: Death, bodies: list[Body]) -> list[str]:
    """Who knew the child and cannot be ticked, because the list does not have them."""
    listed = {body.pk for body in bodies}
    known = death.known_to.filter(set_aside_at__isnull=True).select_related("body")
    return [str(one) for one in known if one.body_id not in listed]


def _asked(request: HttpRequest, death: Death, asked: list[Request]) -> HttpResponse:
    names = ", ".join(str(one.body) for one in asked)
    if asked[0].by_code:
        if len(asked) == 1:
            return redirect("requests:practitioner", case_id=death.case_id, request_id=asked[0].pk)
        messages.warning(request, f"Nobody has been told yet. Name a practitioner for each: {names}.")
    else:
        messages.success(request, f"Asked for the reporting form by {spoken(asked[0].due_on)}: {names}.")
        unreached = [str(one.body) for one in asked if not addresses_of(one.body, one.case_id)]
        if unreached:
            messages.warning(request, f"No e-mail address is known for {', '.join(unreached)}. Telephone them today.")
    forms = ReportingForms.objects.get(death=death)
    return redirect("reporting_forms:forms", case_id=death.case_id, forms_id=forms.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def more(request: HttpRequest, case_id: uuid.UUID, forms_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """Put a supplementary form to an agency: with its form, or beside it where that has come."""
    forms = open_forms(request, case_id, forms_id, may=ASK)
    asked = next((one for one in asked_for(forms.death) if one.pk == request_id), None)
    if asked is None or asked.no_longer_needed_at is not None:
        raise Http404
    if asked.received_at is not None:
        return _beside_what_was_sent(request, forms, asked)
    form = MoreForms(
        request.POST if request.method == "POST" else None,
        version=version_called(str(asked.sheet["version"])),
        initial={"supplements": asked.sheet.get("supplements", [])},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_supplements(asked, form.cleaned_data["supplements"], by=person_of(request))
        except NotDone as reason:
            form.add_error("supplements", str(reason))
        else:
            messages.success(request, f"{asked.body} finds it in its form now. What was typed is kept.")
            return redirect("reporting_forms:forms", case_id=case_id, forms_id=forms_id)
    words = {"case": forms.case, "forms": forms, "asked": asked, "form": form}
    return render(request, "reporting_forms/more.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def change_version(request: HttpRequest, case_id: uuid.UUID, forms_id: uuid.UUID) -> HttpResponse:
    """Another version for this death, while nothing has come."""
    held = open_forms(request, case_id, forms_id, may=ASK)
    form = ChangeVersion(typed(request), forms_of_death=held)

    def act() -> None:
        said = form.cleaned_data
        actions.change_version(held, said["version"], why=said["why"], by=person_of(request))

    here = reverse("reporting_forms:forms", kwargs={"case_id": case_id, "forms_id": forms_id})
    asked = Page(
        "Change the version of the forms", [*trail_to(held.case), ("Who has sent", here)], "Change the version",
        "The version is changed. Ask the agencies for their forms.", here, over=held.case.reference, back=here,
        leave="Go back without changing anything", beside=[("As it stands", version_called(held.version).title)],
        says=["A version can be changed while no form has come. Agencies that are asked already are let go first."],
    )  # fmt: skip
    return ask_one_thing(request, asked, form, act)


def _beside_what_was_sent(request: HttpRequest, forms: ReportingForms, asked: Request) -> HttpResponse:
    form = SupplementForms(
        request.POST if request.method == "POST" else None,
        version=version_called(str(asked.sheet["version"])),
        initial={"due_on": kept_working_days().after(timezone.localdate(), SUGGESTED)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            new = actions.ask_supplements(asked, said["supplements"], due_on=said["due_on"], by=person_of(request))
        except NotDone as reason:
            form.add_error("supplements", str(reason))
        else:
            return _asked_beside(request, forms, new)
    words = {"case": forms.case, "forms": forms, "asked": asked, "form": form}
    return render(request, "reporting_forms/more.html", words)


def _asked_beside(request: HttpRequest, forms: ReportingForms, new: Request) -> HttpResponse:
    if new.by_code:
        return redirect("requests:practitioner", case_id=forms.case_id, request_id=new.pk)
    messages.success(request, f"Asked {new.body} for the supplementary form by {spoken(new.due_on)}.")
    if not addresses_of(new.body, new.case_id):
        messages.warning(request, f"No e-mail address is known for {new.body}. Telephone them today.")
    return redirect("reporting_forms:forms", case_id=forms.case_id, forms_id=forms.pk)
