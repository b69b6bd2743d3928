"""A way in which schools take part, called or described otherwise, ended, and taken up again."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.doors import WRITES, the_way
from handrail.service.arrangements.forms.lines import ChangeWayForm
from handrail.service.arrangements.models import Way
from handrail.service.arrangements.views.asking import Page, ask, ask_why, of_schools, typed


def _page(way: Way, title: str, press: str, says: list[str]) -> Page:
    way_back = of_schools(way.partnership)
    return Page(title, way.name, way_back, way_back[-1][1], press, says=says)


@signed_in
@require_http_methods(["GET", "POST"])
def change_way(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_way(person, way_id, WRITES)
    form = ChangeWayForm(typed(request), initial={"name": one.name, "says": one.says})

    def done() -> str:
        act.change_way(one, by=person, **form.cleaned_data)
        return "The way is changed. Its schools stay in it."

    says = ["What was published keeps the name that it had then. What it was called stays to be read."]
    return ask(request, _page(one, "Change a way of taking part", "Change it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def end_way(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_way(person, way_id, WRITES)
    says = ["Its schools then need another way. You can take it back: those that have none by then are in it again."]
    page = _page(one, "End a way of taking part", "End it", says)
    return ask_why(request, page, lambda why: act.end_way(one, why=why, by=person), said="The way has ended.")


@signed_in
@require_http_methods(["GET", "POST"])
def take_up_way(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_way(person, way_id, WRITES)
    says = ["For what was ended in error. Its schools that are in no other way are in it again."]
    page = _page(one, "Take up again a way of taking part", "Take it up again", says)
    return ask_why(request, page, lambda why: act.take_up_way(one, why=why, by=person), said="The way goes on.")
