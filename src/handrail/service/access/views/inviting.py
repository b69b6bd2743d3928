"""Inviting a person, and withdrawing an invitation."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from handrail.service.access import asking
from handrail.service.access.actions import inviting
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.forms import InviteForm
from handrail.service.access.keeping import partnerships_for
from handrail.service.access.models import Invitation
from handrail.service.access.views.asking import Question, drawn, form_for, refuse
from handrail.service.partnerships.actions import NotDone

MAY = "manage people"
_HOW = (
    "They are sent a message, without any secret in it. On the next page you are shown, once, a word to tell them by "
    "telephone or in person."
)
_INSTEAD = (
    "If they already sign in here for another partnership, "
    '<a class="govuk-link" href="{}">give them a post</a> instead.'
)


def _trail() -> tuple[tuple[str, str], ...]:
    return (("People", reverse("access:people")),)


@signed_in
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    keeper = person_of(request)
    require(keeper, MAY)
    form: InviteForm = form_for(request, InviteForm, partnerships=partnerships_for(keeper, MAY))
    if request.method == "POST" and form.is_valid():
        try:
            invitation, word = inviting.invite(by=keeper, **form.cleaned_data)
        except NotDone as refused:
            refuse(form, refused)
        else:
            return render(request, "access/invited_shown.html", {"invitation": invitation, "word": word})
    question = Question("Invite a person", "People", _trail(), reverse("access:people"), button="Invite")
    instead = format_html(_INSTEAD, reverse("access:add_known_person"))
    return asking.drawn(request, replace(question.page, says=[_HOW, instead]), form)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    keeper = person_of(request)
    require(keeper, MAY)
    mine = Invitation.objects.filter(partnership__in=partnerships_for(keeper, MAY))
    invitation = get_object_or_404(mine.select_related("body"), pk=invitation_id)
    if request.method == "POST":
        try:
            inviting.withdraw(invitation, by=keeper)
        except NotDone as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"The invitation of {invitation.name} is withdrawn.")
        return redirect("access:people")
    question = Question(
        "Withdraw an invitation", str(invitation), _trail(), reverse("access:people"), button="Withdraw it",
        hint="It can then no longer be used. You can invite them again.",
    )  # fmt: skip
    return drawn(request, question)
