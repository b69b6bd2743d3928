"""People who sign in: the list, a person's page, and what an administrator does there."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handrail.service.access import actions, factor
from handrail.service.access.actions.factors import remove_all_factors
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.factors.keeping import has_factor
from handrail.service.access.forms import KnownPersonForm, PersonForm, PostDaysForm, PostForm, RemoveFactors
from handrail.service.access.keeping import may_keep_person, partnerships_for, people_shown_to
from handrail.service.access.models import Invitation, Person, Post
from handrail.service.access.once import shown_once
from handrail.service.access.views.asking import Question, ask, beside, form_for, page_of
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import searched
from handrail.service.partnerships.actions import NotDone

MAY = "manage people"
PEOPLE = ("person", "people")


def _keeper(request: HttpRequest) -> Person:
    person = person_of(request)
    require(person, MAY)
    return person


def _shown(request: HttpRequest, person_id: uuid.UUID) -> Person:
    return get_object_or_404(people_shown_to(_keeper(request)), pk=person_id)


def _kept(request: HttpRequest, person_id: uuid.UUID) -> Person:
    """Someone whose name, address and password the asker may change."""
    person = _shown(request, person_id)
    if not may_keep_person(person_of(request), person):
        raise Http404
    return person


def _trail(*more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("People", reverse("access:people")), *more)


def _home(person: Person) -> str:
    return reverse("access:person", kwargs={"person_id": person.pk})


@signed_in
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    keeper = _keeper(request)
    words, gone = request.GET.get("words", "").strip(), request.GET.get("gone") == "yes"
    found = people_shown_to(keeper)
    if words:
        found = found.filter(
            Q(name__icontains=words) | Q(email__icontains=words) | Q(posts__body__name__icontains=words)
        )
    if not gone:
        found = found.filter(is_active=True)
    mine = Post.objects.filter(partnership__in=partnerships_for(keeper, MAY)).on(timezone.localdate())
    posts = Prefetch("posts", mine.select_related("body", "partnership"), to_attr="shown_posts")
    page = page_of(request, found.prefetch_related(posts))
    if words:
        searched(keeper, words=words.casefold().split(), found=page.paginator.count, room="access", of=PEOPLE)
    waiting = Invitation.objects.filter(
        partnership__in=partnerships_for(keeper, MAY), accepted_at=None, withdrawn_at=None
    ).select_related("body")
    shown = {"page": page, "beside": beside(request, page), "words": words, "gone": gone, "invitations": waiting}
    return render(request, "access/people.html", shown | {"now": timezone.now()})


@signed_in
@require_GET
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    keeper, shown = _keeper(request), _shown(request, person_id)
    audit.looked(keeper, f"the page of {shown}", shown)
    mine = partnerships_for(keeper, MAY)
    posts = shown.posts.filter(partnership__in=mine).select_related("body", "partnership")
    elsewhere = shown.posts.exclude(partnership__in=mine).exists()
    kept = may_keep_person(keeper, shown)
    found: dict[str, Any] = {"has_factor": has_factor(shown)}
    found |= {"shown": shown, "posts": posts, "kept": kept, "elsewhere": elsewhere, "today": timezone.localdate()}
    return render(request, "access/person.html", found)


def _show_password(request: HttpRequest, shown: Person, password: str, title: str) -> HttpResponse:
    words = {"shown": shown, "password": password, "title": title}
    return shown_once(render(request, "access/password_shown.html", words))


@signed_in
@require_http_methods(["GET", "POST"])
def add_known_person(request: HttpRequest) -> HttpResponse:
    keeper = _keeper(request)
    question = Question(
        "Give a post to someone who already signs in", "People", _trail(), reverse("access:people"),
        button="Give the post", hint="For someone who already works for another partnership here.",
    )  # fmt: skip

    def act(said: dict[str, Any]) -> str:
        found = Person.objects.filter(email__iexact=said.pop("email").strip(), is_active=True).first()
        if found is None:
            raise NotDone("Nobody signs in with this e-mail address. Invite them instead.", "email")
        post = actions.give_post(found, by=keeper, **said)
        return f"{found} now holds the post {post}."

    form = form_for(request, KnownPersonForm, partnerships=partnerships_for(keeper, MAY))
    return ask(request, question, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def change_person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    kept = _kept(request, person_id)
    question = Question("Change name or e-mail address", kept.name, _trail((kept.name, _home(kept))), _home(kept))

    def act(said: dict[str, Any]) -> str:
        changed = actions.change_person(kept, by=person_of(request), **said)
        return f"{kept} is changed." if changed else "Nothing was different, so nothing changed."

    return ask(request, question, form_for(request, PersonForm, kept), act)


@signed_in
@require_http_methods(["GET", "POST"])
def add_post(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    keeper, shown = _keeper(request), _shown(request, person_id)
    trail = _trail((shown.name, _home(shown)))
    question = Question("Give another post", shown.name, trail, _home(shown), button="Give the post")

    def act(said: dict[str, Any]) -> str:
        return f"{shown} now holds the post {actions.give_post(shown, by=keeper, **said)}."

    return ask(request, question, form_for(request, PostForm, partnerships=partnerships_for(keeper, MAY)), act)


@signed_in
@require_http_methods(["GET", "POST"])
def change_post(request: HttpRequest, person_id: uuid.UUID, post_id: int) -> HttpResponse:
    keeper, shown = _keeper(request), _shown(request, person_id)
    mine = shown.posts.filter(partnership__in=partnerships_for(keeper, MAY)).select_related("body", "partnership")
    post = get_object_or_404(mine, pk=post_id)
    question = Question(
        "Change or end this post", f"{shown}: {post}", _trail((shown.name, _home(shown))), _home(shown),
        hint="To end it, give its last day. For another role or body, end this post and give another.",
    )  # fmt: skip

    def act(said: dict[str, date | None]) -> str:
        changed = actions.change_post(post, from_on=said["from_on"], until_on=said["until_on"], by=keeper)
        return "The days of the post are changed." if changed else "Nothing was different, so nothing changed."

    return ask(request, question, form_for(request, PostDaysForm, post), act)


@signed_in
@require_POST
def let_or_stop(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Stop someone from signing in, or let them again."""
    kept, keeper = _kept(request, person_id), person_of(request)
    try:
        if kept.is_active:
            actions.stop_signing_in(kept, by=keeper)
        else:
            actions.let_sign_in(kept, by=keeper)
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{kept} {'can sign in again' if kept.is_active else 'can no longer sign in'}.")
    return redirect(_home(kept))


@signed_in
@require_POST
def give_password(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    kept = _kept(request, person_id)
    password = actions.give_new_password(kept, by=person_of(request))
    return _show_password(request, kept, password, f"{kept} has a new password")


@signed_in
@require_http_methods(["GET", "POST"])
@factor.asks_again
def remove_factors(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """For somebody who has lost every second factor."""
    kept, keeper = _kept(request, person_id), person_of(request)
    question = Question(
        "Let them set up a new second factor", kept.name, _trail((kept.name, _home(kept))), _home(kept),
        button="Remove what they had",
        hint="Their app, passkeys and recovery codes stop working, and they are signed out. When they next sign in "
        "with their password, they are sent a code and set up a new one.",
    )  # fmt: skip

    def act(said: dict[str, str]) -> str:
        remove_all_factors(kept, why=said["why"], by=keeper)
        return f"{kept} sets up a new second factor when they next sign in."

    return ask(request, question, form_for(request, RemoveFactors), act)
