"""What people see and change of themselves: their posts, the daily digest, their calendar, their password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access import actions
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.factors.keeping import Kind, factors_of, name_of, unused_codes, what
from handrail.service.access.forms import ChangePassword, DigestForm
from handrail.service.access.views.asking import Question, ask, form_for


@signed_in
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = DigestForm(
        request.POST if request.method == "POST" else None, initial={"digest": "yes" if person.digest else "no"}
    )
    if request.method == "POST" and form.is_valid():
        actions.set_digest(person, wanted=form.cleaned_data["digest"] == "yes")
        messages.success(request, "Your choice is kept.")
        return redirect("access:account")
    held = factors_of(person)
    words = {
        "person": person, "posts": person.posts.select_related("body", "partnership"), "form": form,
        "calendar": _calendar(), "codes_left": unused_codes(person),
        "factors": [{"row": one, "name": name_of(one), "what": what(one)} for one in held],
        "has_app": any(one.type == Kind.TOTP for one in held),
    }  # fmt: skip
    return render(request, "access/account.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    question = Question(
        "Change your password", person.name, (("Your account", reverse("access:account")),),
        reverse("access:account"), button="Change password",
    )  # fmt: skip

    def act(said: dict[str, str]) -> str:
        actions.change_own_password(person, old=said["old"], new=said["new"])
        update_session_auth_hash(request, person)
        return "Your password is changed. Wherever else you were signed in, you are signed out."

    return ask(request, question, form_for(request, ChangePassword), act)


def _calendar() -> str:
    """The page of another room, where it is there."""
    try:
        return reverse("cases:calendar")
    except NoReverseMatch:
        return ""
