"""In the folder: what the panel found goes out from here, each word held against what the folder knows."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import open_folder
from handrail.service.overview_panels.actions.recommending import make_recommendation
from handrail.service.overview_panels.actions.wording import set_wording
from handrail.service.overview_panels.doors import pack_there, to_give
from handrail.service.overview_panels.forms_leaving import PointForm, WordingForm
from handrail.service.overview_panels.models import PanelLearning, PanelPack
from handrail.service.overview_panels.models.wording import wording_of
from handrail.service.overview_panels.views.asking import Page, ask, typed


@signed_in
@require_http_methods(["GET"])
def learning(request: HttpRequest, case_id: uuid.UUID, panel_learning_id: uuid.UUID) -> HttpResponse:
    """The head of the folder in which a panel's recommendations stand."""
    case = open_folder(request, case_id, what=ALL)
    one = get_object_or_404(PanelLearning.objects.select_related("panel"), case=case, pk=panel_learning_id)
    return render(request, "overview_panels/learning.html", {"case": case, "learning": one})


@signed_in
@require_http_methods(["GET", "POST"])
def recommend(request: HttpRequest, case_id: uuid.UUID, pack_id: uuid.UUID, learning_point: int) -> HttpResponse:
    case = to_give(request, case_id)
    one = pack_there(case, pack_id)
    if not 0 < learning_point <= len(one.learning):
        raise Http404
    place = learning_point - 1
    form = PointForm(typed(request), case=case, initial={"text": one.learning[place]})

    def act() -> None:
        said = form.cleaned_data
        make_recommendation(
            one, place, text=said["text"], measure=said["measure"], to=form.whom, due_on=said["due_on"],
            let_stand=bool(said["let_stand"]), by=person_of(request),
        )  # fmt: skip

    page = Page(
        "Make it a recommendation", trail_of(one), "Record it, and tell the bodies",
        "It is recommended, and the bodies it is addressed to were told.", page_of(one),
        (
            f"The panel learnt: “{one.learning[place]}”",
            "It goes to a folder of the panel’s recommendations, with “overview panel” as its source. Whoever it is "
            "put to answers it there, and learns nothing of this folder.",
        ),
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """What the partnership of this folder calls modifiable factors."""
    case = to_give(request, case_id)
    packs = reverse("overview_panels:packs", args=[case.pk])
    form = WordingForm(typed(request), initial={"words": wording_of(case.partnership)})
    page = Page(
        f"What {case.partnership} calls modifiable factors",
        [("What is due", reverse("cases:due")), (case.reference, reverse("cases:case", args=[case.pk])),
         ("For the overview panel", packs)],
        "Keep the words", "The words are kept.", packs,
        (
            "They stand beside the form’s own words: on the panel’s pages, in this partnership’s folders, letters and "
            "yearly report. They never stand in their place, and what leaves for the national database does not have "
            "them.",
        ),
    )  # fmt: skip
    return ask(
        request, page, form, lambda: set_wording(case.partnership, form.cleaned_data["words"], by=person_of(request))
    )


def page_of(one: PanelPack) -> str:
    return reverse("overview_panels:pack", args=[one.case_id, one.pk])


def trail_of(one: PanelPack) -> list[tuple[str, str]]:
    return [
        ("What is due", reverse("cases:due")),
        (one.case.reference, reverse("cases:case", args=[one.case_id])),
        ("For the overview panel", reverse("overview_panels:packs", args=[one.case_id])),
        (str(one.panel), page_of(one)),
    ]
