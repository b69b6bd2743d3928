"""Children who may be one: all pairs that a person may look at, the two beside each other, and undoing a decision."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.ground_fields import ground_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import saw_a_list
from handrail.service.cases.acting import ask, once_answered
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of
from handrail.service.children.identifiers import in_threes
from handrail.service.children.models import Child
from handrail.service.same_child import shown
from handrail.service.same_child.actions import deciding
from handrail.service.same_child.forms import DecideForm, UndoForm
from handrail.service.same_child.models import Resemblance

LATEST = 50
TRAIL = [("What is due", "cases:due"), ("Cases", "cases:cases")]


@signed_in
@require_http_methods(["GET"])
def listed(request: HttpRequest) -> HttpResponse:
    """Pairs that wait for a decision, and those decided of late: of whose two folders this person may open all."""
    person = person_of(request)
    if not any(ALL in post.in_role.reach for post in person.posts_today):
        raise Http404
    decided = shown.whole(shown.shown_to(person).exclude(decided="")).order_by("-decided_at", "pk")
    words = {"waiting": page_of(request, shown.whole(shown.undecided(person))), "decided": list(decided[:LATEST])}
    saw_a_list(person, what="children who may be in two folders", room="same_child")
    return render(request, "same_child/list.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest, resemblance_id: uuid.UUID) -> HttpResponse:
    """The two beside each other, what speaks for it and against; and for who manages both folders, the decision."""
    person, held = _open(request, resemblance_id)
    cases = [held.first_folder.case, held.second_folder.case]
    form = DecideForm(typed(request), of_two_partnerships=cases[0].partnership_id != cases[1].partnership_id)
    decides = shown.decides(person, held)
    if request.method == "POST" and not decides:
        raise Http404

    def act() -> None:
        said = form.cleaned_data
        deciding.decide(held, said["decided"], reasons=said["reasons"], by=person, ground=ground_in(said))

    here = reverse("same_child:pair", args=[held.pk])
    on = once_answered(request, form, act, say="Your decision is kept. It can be undone on this page.", go=here)
    if on is not None:
        return on
    rows = list(zip(_told(held.first, cases[0]), _told(held.second, cases[1]), strict=True))
    words = {
        "pair": held, "cases": cases, "form": form, "judged": request.method == "POST", "decides": decides,
        "rows": [(label, mine, theirs) for (label, mine), (_, theirs) in rows if mine or theirs],
    }  # fmt: skip
    return render(request, "same_child/pair.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, resemblance_id: uuid.UUID) -> HttpResponse:
    """It is asked anew. For who manages both folders."""
    person, held = _open(request, resemblance_id)
    if not held.decided or not shown.decides(person, held):
        raise Http404
    form = UndoForm(typed(request))
    back = reverse("same_child:pair", args=[held.pk])
    parts = "The two folders, which it joined, are parted. " if held.joined else ""
    trail = [(words, reverse(name)) for words, name in TRAIL] + [("The same child?", back)]
    page = Page(
        "Undo what was decided", trail, "Undo it", "It is undone, and asked anew.", back,
        says=[f"{held.get_decided_display()}: {held.reasons}", f"{parts}Nothing that was recorded is taken away."],
    )  # fmt: skip
    return ask(request, page, form, lambda: deciding.undo(held, why=form.cleaned_data["why"], by=person))


def _open(request: HttpRequest, resemblance_id: uuid.UUID) -> tuple[Person, Resemblance]:
    """The pair, for whoever may open both folders whole; to all others there is none. It is a look at both."""
    person = person_of(request)
    held = shown.whole(shown.shown_to(person)).filter(pk=resemblance_id).first()
    if held is None:
        raise Http404
    for case in (held.first_folder.case, held.second_folder.case):
        audit.looked(person, "a child who may be in another folder too", held, case.pk)
    return person, held


def _told(child: Child, case: Case) -> list[tuple[str, str]]:
    """Who the child is in one folder, by what two children are told apart."""
    born = f"{spoken(child.born_on)}{', an estimate' if child.born_on_is_estimated else ''}" if child.born_on else ""
    return [
        ("First names", child.given_names),
        ("Surname", child.family_name),
        ("Also known as", child.also_known_as),
        ("Expected on" if child.unborn else "Date of birth", born),
        ("Sex", child.get_sex_display()),
        ("NHS number", in_threes(child.nhs_number)),
        ("Ethnicity", child.ethnicity),
        ("Disability", child.disability),
        ("Died on", spoken(child.died_on) if child.died_on else ""),
        ("Local authority", str(case.authority)),
        ("Partnership", str(case.partnership)),
        ("Folder opened", spoken(case.opened_at)),
    ]
