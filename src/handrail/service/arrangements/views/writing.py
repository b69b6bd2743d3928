"""Writing a draft: its first day, its lines and its sections, and what was published meanwhile taken in."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.drafting import latest
from handrail.service.arrangements.actions.writing import Overtaken, as_read
from handrail.service.arrangements.comparing import taking_in
from handrail.service.arrangements.doors import WRITES, sort_named, the_arrangements, the_line
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.forms.lines import FORMS, FirstDayForm, OfBody, SectionForm
from handrail.service.arrangements.models import Agency, Arrangements, Line, Partner, Section
from handrail.service.arrangements.saying import lines_of, said_in, what_was_said
from handrail.service.arrangements.views.asking import Page, ask, page_of, trail, typed
from handrail.service.arrangements.wanted import ALSO, OURS, Item, items_on
from handrail.service.arrangements.written import title_of
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body, Kind, Membership


@signed_in
@require_http_methods(["GET", "POST"])
def first_day(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id, WRITES)
    held = {"title": one.title, "begins_on": one.begins_on, "changed_why": one.changed_why}
    form = FirstDayForm(typed(request), initial=held)

    def done() -> str:
        act.set_first_day(one, by=person, **form.cleaned_data)
        return "It is saved."

    page = Page("Its first day, and what changes", f"{one.partnership}", trail(one), page_of(one), "Save it")
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, arrangements_id: uuid.UUID, of_list: str, item: str) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id, WRITES)
    wanted = _item(one, of_list, item)
    held = Section.objects.filter(arrangements=one, of_list=of_list, item=item).first()
    form = SectionForm(
        typed(request), binds=wanted.binds or of_list == OURS,
        initial={"text": held.text, "why_not": held.why_not} if held else {},
    )  # fmt: skip
    now: dict[str, Any] = {}

    def done() -> str:
        said = {"text": "", "why_not": "", **form.cleaned_data}
        read = request.POST.get("as_read", "")
        _or_show(now, lambda: act.write_section(one, of_list=of_list, item=item, read=read, by=person, **said))
        return f"{title_of(item)}: saved."

    says = [ALSO[item]] if of_list == OURS else []
    page = Page(title_of(item), f"{one}, {one.partnership}", trail(one), page_of(one), "Save it", says=says)
    return ask(request, page, form, done, as_read=request.POST.get("as_read", as_read(held)), item=wanted, now=now)


def _or_show(now: dict[str, Any], save: Any) -> None:
    """Where somebody else saved first, what they left is shown, and the next save is over that."""
    try:
        save()
    except Overtaken as overtaken:
        now["line"], now["as_read"] = overtaken.now, as_read(overtaken.now)
        raise


def _item(one: Arrangements, of_list: str, key: str) -> Item:
    if of_list == OURS and key in ALSO:
        return Item(OURS, key, ())
    items = items_on(law_of(one.partnership), timezone.localdate())
    found = next((item for item in items if (item.of_list, item.key) == (of_list, key)), None)
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, arrangements_id: uuid.UUID, sort: str) -> HttpResponse:
    person = person_of(request)
    one, kind = the_arrangements(person, arrangements_id, WRITES), sort_named(sort)
    form = _form(request, one, kind, None)

    def done() -> str:
        made = act.add_line(one, kind, by=person, **form.said())  # type: ignore[attr-defined]
        return f"{made.named} is added."

    nobody = "body" in form.fields and not form.fields["body"].choices  # type: ignore[attr-defined]
    warns = [NOBODY] if nobody else []
    page = Page(f"Add: {kind.called.lower()}", f"{one}, {one.partnership}", trail(one), page_of(one), "Add it",
                warns=warns)  # fmt: skip
    return ask(request, page, form, done)


NOBODY = (
    "There is nobody left to choose. An administrator adds a body, and gives it its place in this partnership, under "
    "Bodies."
)


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, arrangements_id: uuid.UUID, sort: str, said_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one, kind = the_arrangements(person, arrangements_id, WRITES), sort_named(sort)
    held = the_line(one, kind, said_id)
    form = _form(request, one, kind, held)
    now: dict[str, Any] = {}

    def done() -> str:
        read = request.POST.get("as_read", "")
        _or_show(now, lambda: act.change_line(one, held, read=read, by=person, **form.said()))  # type: ignore[attr-defined]
        return f"{held.named} is changed."

    page = Page(held.named, f"{kind.called}, {one}", trail(one), page_of(one), "Save it")
    words = {"as_read": request.POST.get("as_read", as_read(held)), "now": now, "held": held, "sort": kind, "one": one}
    return ask(request, page, form, done, **words)


@signed_in
@require_http_methods(["POST"])
def take_out(request: HttpRequest, arrangements_id: uuid.UUID, sort: str, said_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one, kind = the_arrangements(person, arrangements_id, WRITES), sort_named(sort)
    held = the_line(one, kind, said_id)
    try:
        act.take_out(one, held, by=person)
    except NotDone as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{held.named} is taken out of this draft.")
    return redirect(page_of(one))


def _form(request: HttpRequest, one: Arrangements, kind: type[Line], held: Line | None) -> forms.Form:
    given: dict[str, Any] = {}
    if issubclass(FORMS[kind], OfBody):
        given = {"bodies": _bodies(one, kind), "authorities": _authorities(one)}
    initial = held.said() if held else {}
    initial = {name: value.pk if isinstance(value, Body) else value for name, value in initial.items()}
    form = FORMS[kind](typed(request), initial=initial, **given)
    if held is not None and "body" in form.fields:
        del form.fields["body"]
    return form


def _bodies(one: Arrangements, kind: type[Line]) -> list[Body]:
    """Those that the list of bodies places in this partnership, and that are not named yet."""
    place = Membership.Place.RELEVANT_AGENCY if kind is Agency else Membership.Place.SAFEGUARDING_PARTNER
    day = one.begins_on or timezone.localdate()
    places = Membership.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), partnership=one.partnership)
    named = [line.body_id for line in lines_of(one, kind)] if kind in (Agency, Partner) else []
    found = places.filter(place=place).exclude(body__in=named).select_related("body")
    return sorted({row.body for row in found}, key=lambda body: body.name)


def _authorities(one: Arrangements) -> list[Body]:
    places = Membership.objects.filter(partnership=one.partnership, body__kind=Kind.LOCAL_AUTHORITY)
    return [row.body for row in places.select_related("body").order_by("body__name")]


@signed_in
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id, WRITES)
    stands = latest(one.partnership)
    behind = stands is not None and one.is_draft and stands.pk != one.drawn_from_id
    form = forms.Form(typed(request))

    def done() -> str:
        both = act.take_in(one, by=person)
        if not both:
            return "What was published meanwhile is in this draft."
        names = ", ".join(line.named for line in both)
        return f"It is taken in. Both changed {names}: this draft’s words stay. Look at them."

    found = None
    if behind and stands is not None:
        base = what_was_said(one.drawn_from) if one.drawn_from else {}
        found = taking_in(base, what_was_said(stands), said_in(one))
    says = (
        [f"{stands} was published after this draft was begun. What it changed goes into the draft, save where the "
         "draft changed the same lines: there the draft’s words stay."]
        if behind else ["Nothing was published since this draft was begun."]
    )  # fmt: skip
    page = Page("Take in what was published", f"{one}", trail(one), page_of(one), "Take it in", says=says)
    return ask(request, page, form, done, found=found)
