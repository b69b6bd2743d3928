"""In the folder: what is retyped for the overview panel, what in it would tell, and what the panel found."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.child_deaths.actions.draft import gone_with
from handrail.service.child_deaths.form_editions import AnalysisForm, form_called
from handrail.service.child_deaths.models import DraftAnalysis
from handrail.service.children.models import Child
from handrail.service.incidents.doors import INCIDENTS
from handrail.service.incidents.models import Incident
from handrail.service.overview_panels.actions import giving
from handrail.service.overview_panels.against import against_draft, read_of
from handrail.service.overview_panels.doors import may_give, pack_there, to_give
from handrail.service.overview_panels.drawing import SUSPICION, WRONG_CAUSE, death_of, rule_of
from handrail.service.overview_panels.forms import LayForm, RetypeForm, retyped
from handrail.service.overview_panels.knowing import deaths_in
from handrail.service.overview_panels.models import PanelPack
from handrail.service.overview_panels.models.wording import beside, wording_of
from handrail.service.overview_panels.views.asking import Page, ask, typed
from handrail.service.overview_panels.views.panel import said_earlier
from handrail.service.partnerships.models import Body, Kind


@signed_in
@require_http_methods(["GET"])
def packs(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    words = {
        "case": case, "packs": PanelPack.objects.filter(case=case).select_related("panel"),
        "writes": case.closed_at is None and may_give(person_of(request), case), "trail": _trail(case)[:2],
        "deaths": [(fact.about, fact.on) for fact in deaths_in(case)], "wording": wording_of(case.partnership),
    }  # fmt: skip
    return render(request, "overview_panels/packs.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def retype(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = to_give(request, case_id)
    died = {fact.about: fact.on for fact in deaths_in(case)}
    children = {str(one.pk): one for one in Child.objects.filter(folder=case.folder_id)}
    panels = {str(one.pk): one for one in Body.objects.filter(kind=Kind.OVERVIEW_PANEL)}
    waiting = list(PanelPack.objects.filter(case=case, laid_at=None))
    about = _about(request, waiting[0] if waiting else None, died)
    kept = next((one for one in waiting if one.about == about), None)
    draft = giving.draft_for(about)
    died_on = died.get(about) or min(died.values(), default=timezone.localdate())
    form = RetypeForm(
        typed(request), panels=list(panels.values()), deaths=[(about, spoken(on)) for about, on in died.items()],
        children=list(children.values()), of=giving.form_for(case, about, died_on), drafted=draft is not None,
        initial=_initial(kept, about, draft, children),
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        giving.retype(
            case, panel=panels[said["panel"]], about=said["about"], died_on=died[said["about"]],
            child=children[said["child"]], summary=said["summary"], domains=form.domains(), draft=form.draft(),
            by=person_of(request),
        )  # fmt: skip

    says = ["Retype it: no name, day, place, agency or number. Handrail holds it against all that the folder knows."]
    if draft is not None:
        says.append(
            "It begins with the draft analysis of the review meeting, which the panel’s own form begins with in turn. "
            "Read each answer again before you keep it."
        )
        if gone_with(draft.death) is None:
            says.append("The meeting’s report is not recorded as gone to the panel yet, so its draft may still change.")
    if not panels:
        says.append("There is no overview panel yet. An administrator adds it under Bodies.")
    page = Page("Retype a death for the overview panel", _trail(case), "Keep it", "It is kept. Nothing has left yet.",
                _packs(case), says)  # fmt: skip
    return ask(request, page, form, act)


def _about(request: HttpRequest, kept: PanelPack | None, died: dict[str, date]) -> str:
    """Which death the page is of: as posted, as kept before, as the way here says, or the only one."""
    only = next(iter(died)) if len(died) == 1 else ""
    named = (request.POST.get("about"), kept and kept.about, request.GET.get("about"), only)
    return next((one for one in named if one in died), "")


def _initial(
    kept: PanelPack | None, about: str, draft: DraftAnalysis | None, children: dict[str, Child]
) -> dict[str, Any]:  # fmt: skip
    """What was kept, or the draft of the meeting, held against what the folder knows like any other words. What was
    taken out of the draft as it was retyped does not come back."""
    found: dict[str, Any] = {"about": about}
    if len(children) == 1:
        found["child"] = next(iter(children))
    if kept is None or kept.draft is None:
        found |= {retyped(name): held for name, held in (draft.answers if draft else {}).items()}
    if kept is None:
        return found
    texts = {f"domain_{key}": text for key, text in kept.domains.items()}
    return found | {"panel": str(kept.panel_id), "summary": kept.summary} | texts | (kept.draft or {})


@signed_in
@require_http_methods(["GET"])
def pack(request: HttpRequest, case_id: uuid.UUID, pack_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    one = pack_there(case, pack_id)
    form, marks = form_called(one.form_edition), giving.marks_of(one) if one.laid_at is None else []
    words = {
        "case": case, "pack": one, "marks": marks,
        "refused": any(mark.refuses for mark in marks),
        "read": read_of(one, form), "against": against_draft(one, one if one.completed_on else None, form),
        "category": dict(form.categories).get(one.category, ""),
        "earlier": said_earlier(one.earlier, form),
        "others": form.beneath(one.applies, one.category),
        "modifiable": dict(form.outcomes).get(one.modifiable, ""), "graded": _graded(one, form),
        "represented": form.represented(one.agencies),
        "writes": case.closed_at is None and may_give(person_of(request), case), "trail": _trail(case),
        "sex": Child.Sex(one.sex).label, "questions": one.questions.select_related("answered_by"),
        "points": _points(one, person_of(request)),
        "letters": list(one.letters.all()), "rule": rule_of(one, WRONG_CAUSE) if one.cause_why else [],
        "suspicion": rule_of(one, SUSPICION) if one.abuse_why else [],
        "incident": _incident(one, person_of(request)), "telling": _telling(one),
        "goes_on": _goes_on(one),
        "beside": beside(case.partnership),
    }  # fmt: skip
    return render(request, "overview_panels/pack.html", words)


def _graded(one: PanelPack, form: AnalysisForm) -> list[tuple[str, str, str, str]]:
    """Each domain in words: how it was graded, what contributed, and what of that could be changed."""
    domains, scale = dict(form.domains), dict(form.scale)
    return [
        (domains.get(each["domain"], each["domain"]), scale.get(each["grade"], each["grade"]), each["text"],
         each["modifiable"])
        for each in one.factors
    ]  # fmt: skip


def _incident(one: PanelPack, person: Person) -> str:
    """The page of the incident that a suspicion became, where this person may open its folder."""
    opened = Case.objects.visible_to(person, {INCIDENTS}).filter(pk=one.raised_in).exists()
    return reverse("incidents:incident", args=[one.raised_in, one.raised]) if opened else ""


def _goes_on(one: PanelPack) -> str:
    """In which folder the incident stood already when the panel came to suspect it; empty where it was made of that."""
    if one.raised is None or one.raised_in == one.case_id:
        return "this folder" if one.raised else ""
    before = Incident.objects.filter(pk=one.raised).exclude(raised_by=one.panel_id)
    return "a folder joined to this one" if before.exists() else ""


def _telling(one: PanelPack) -> str:
    """Where it is recorded that the safeguarding partners were told, while it is not known that all were."""
    death = death_of(one) if one.abuse_why and one.partners_told_on is None else None
    return (
        reverse("child_deaths:record_event", args=[one.case_id, death.pk, "partners-told-of-suspected-abuse"])
        if death
        else ""
    )


def _points(one: PanelPack, person: Person) -> list[tuple[str, str, bool]]:
    """Each learning point, the page of the recommendation made of it where this person may open that, and whether one
    was made."""
    made = {each.place: each for each in one.points_made.all()}
    opened = set(
        Case.objects.visible_to(person, {ALL})
        .filter(pk__in=[each.in_case for each in made.values()])
        .values_list("pk", flat=True)
    )
    return [
        (
            text,
            reverse("learning:recommendation", args=[made[place].in_case, made[place].recommendation])
            if place in made and made[place].in_case in opened
            else "",
            place in made,
        )
        for place, text in enumerate(one.learning)
    ]


@signed_in
@require_http_methods(["GET", "POST"])
def lay(request: HttpRequest, case_id: uuid.UUID, pack_id: uuid.UUID) -> HttpResponse:
    case = to_give(request, case_id)
    one = pack_there(case, pack_id)
    form = LayForm(typed(request), initial={"read": giving.as_read(one)})
    marks = [f"Marked: “{mark.flag.words}”. {mark.flag.why}" for mark in giving.marks_of(one)]
    page = Page(
        "Lay it before the panel", _trail(case), "Lay it before the panel",
        "It goes to the panel within a minute.", reverse("overview_panels:pack", args=[case.pk, one.pk]),
        marks or ["Nothing was marked. Read it once more yourself."],
        ["What is before the panel is not changed after."],
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        giving.lay(one, let_stand=bool(said["let_stand"]), read=said["read"], by=person_of(request))

    return ask(request, page, form, act)


def _packs(case: Case) -> str:
    return reverse("overview_panels:packs", args=[case.pk])


def _trail(case: Case) -> list[tuple[str, str]]:
    return [
        ("What is due", reverse("cases:due")), (case.reference, reverse("cases:case", args=[case.pk])),
        ("For the overview panel", _packs(case)),
    ]  # fmt: skip
