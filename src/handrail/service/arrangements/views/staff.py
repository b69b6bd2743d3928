"""The posts of the business unit in a plan of a change: listed, changed, set aside."""

from __future__ import annotations

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.doors import WRITES, the_plan
from handrail.service.arrangements.forms.lines import WhyForm
from handrail.service.arrangements.forms.staff import PostForm
from handrail.service.arrangements.models import Transition, UnitPost
from handrail.service.arrangements.staffing import employers_of
from handrail.service.arrangements.views.asking import Page, ask, typed
from handrail.service.arrangements.views.changing import page_in_plan


@signed_in
@require_http_methods(["GET", "POST"])
def add_unit_post(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    form = PostForm(typed(request), bodies=employers_of(plan), initial={"becomes": UnitPost.Becomes.UNDECIDED})

    def done() -> str:
        made = act.list_post(plan, None, by=person, **form.said())
        return f"It is in the plan: {made}."

    says = ["One post at a time. What is not known yet can be left empty: the plan says what is missing."]
    return ask(request, _page(plan, "Add a post of the business unit", "Put it in", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def unit_post(request: HttpRequest, transition_id: uuid.UUID, unit_post_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    post = _post(plan, unit_post_id)
    bodies = employers_of(plan)
    bodies += [body for body in (post.employer, post.to) if body is not None and body not in bodies]
    held = {name: getattr(post, name) for name in UnitPost.SAID}
    initial = held | {"employer": str(post.employer_id), "to": str(post.to_id or "")}
    form = PostForm(typed(request), bodies=bodies, initial=initial)

    def done() -> str:
        act.list_post(plan, post, by=person, **form.said())
        return f"It is kept what is said of {post}."

    return ask(request, _page(plan, str(post), "Keep it"), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def unit_post_aside(request: HttpRequest, transition_id: uuid.UUID, unit_post_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)
    post, form = _post(plan, unit_post_id), WhyForm(typed(request))

    def done() -> str:
        act.set_post_aside(post, why=form.cleaned_data["why"], by=person)
        return "The post is set aside."

    says = ["For a post that was listed in error. One that ends stays in the list, with who takes over what it knows."]
    return ask(request, _page(plan, f"Set aside: {post}", "Set it aside", says), form, done)


@signed_in
@require_http_methods(["POST"])
def posts_whole(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, transition_id, WRITES)

    def done() -> str:
        count = act.say_posts_whole(plan, by=person)
        return f"It is recorded that the list of posts is whole: {count or 'there are none'}."

    return ask(request, _page(plan, "The list of posts is whole", "Record it"), forms.Form({}), done)


def _post(plan: Transition, unit_post_id: uuid.UUID) -> UnitPost:
    rows = plan.unit_posts.filter(pk=unit_post_id, set_aside_at=None).select_related("employer", "to", "transition")
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _page(plan: Transition, title: str, press: str, says: list[str] | None = None) -> Page:
    return page_in_plan(plan, title, press, says or [])
