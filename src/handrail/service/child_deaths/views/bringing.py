"""Bringing in existing cases from a file: the template, the dry run, and taking in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person, Post
from handrail.service.access.once import shown_once
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions.bring import Brought
from handrail.service.child_deaths.actions.bring import bring_in as bring
from handrail.service.child_deaths.columns import COLUMNS, DATED, NotRead
from handrail.service.child_deaths.columns import template as empty_file
from handrail.service.child_deaths.forms.draft import authorities_of
from handrail.service.child_deaths.forms.later import BringIn


def _post(person: Person) -> Post:
    """The post in which this person works on child deaths for a partnership that has an authority."""
    for post in person.posts_today:
        if doors.WORK in post.in_role.may and authorities_of(post.partnership):
            return post
    raise Http404


@signed_in
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, doors.WORK)
    post = _post(person)
    posted = request.method == "POST"
    sent_in = (request.POST, request.FILES) if posted else (None, None)
    form = BringIn(*sent_in, authorities=authorities_of(post.partnership))
    brought: Brought | None = None
    look = True
    if posted and form.is_valid():
        look = form.cleaned_data["then"] == "look"
        file = form.cleaned_data["file"]
        try:
            brought = bring(
                file.name, file.read(), partnership=post.partnership, authority=form.whose, by=person, look=look
            )
        except NotRead as fault:
            form.add_error("file", str(fault))
        else:
            if not look and brought.right:
                messages.success(request, f"{len(brought.right)} taken in.")
    words = {
        "form": form, "judged": posted, "brought": brought, "look": look, "columns": COLUMNS, "dated": list(DATED),
    }  # fmt: skip
    answer = render(request, "child_deaths/bring_in.html", words)
    return shown_once(answer) if brought is not None else answer


@signed_in
@require_http_methods(["GET"])
def template(request: HttpRequest) -> HttpResponse:
    require(person_of(request), doors.WORK)
    headers = {"Content-Disposition": 'attachment; filename="child-deaths-template.csv"'}
    return HttpResponse(empty_file(), content_type="text/csv; charset=utf-8", headers=headers)
