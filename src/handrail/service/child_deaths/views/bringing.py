"""Bringing in existing cases from a file: choose it, say what its columns and words are, look it over, take it in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, drawn, typed
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person, Post
from handrail.service.access.once import shown_once
from handrail.service.audit import actions as audit
from handrail.service.cases.acting import ask, once_answered
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions import match
from handrail.service.child_deaths.actions.bring import Brought
from handrail.service.child_deaths.actions.bring import bring_in as bring
from handrail.service.child_deaths.bringing.columns import COLUMNS
from handrail.service.child_deaths.bringing.columns import template as empty_file
from handrail.service.child_deaths.bringing.lines import Matched
from handrail.service.child_deaths.bringing.table import Head, Table, lines_to_choose, opened
from handrail.service.child_deaths.forms import bringing as forms
from handrail.service.child_deaths.forms.draft import authorities_of
from handrail.service.child_deaths.models import BroughtFile, Matching
from handrail.service.chronologies.reading.values import NotRead
from handrail.service.partnerships.models import Body

BRING_IN = "Bring in existing cases"


def _posts(person: Person) -> list[Post]:
    """The posts in which this person works on child deaths for a partnership that has an authority."""
    require(person, doors.WORK)
    found = [post for post in person.posts_today if doors.WORK in post.in_role.may and authorities_of(post.partnership)]
    if not found:
        raise Http404
    return found


def _partnerships(person: Person) -> list[Body]:
    return list({post.partnership_id: post.partnership for post in _posts(person)}.values())


def _brought(request: HttpRequest, brought_id: uuid.UUID) -> BroughtFile:
    """A file of one's own that waits. Another's is not there."""
    person = person_of(request)
    found = match.waiting_of(person).filter(pk=brought_id, partnership__in=_partnerships(person)).first()
    if found is None:
        raise Http404
    audit.looked(person, "a file of deaths to be brought in", found)
    return found


def _at(name: str, brought: BroughtFile) -> str:
    return reverse(f"child_deaths:{name}", kwargs={"brought_id": brought.pk})


def _next(brought: BroughtFile, table: Table) -> str:
    if brought.columns is None:
        return _at("match_columns", brought)
    return _at("match_words" if match.unsaid(brought, table) else "look_over", brought)


def _trail(brought: BroughtFile | None = None) -> list[tuple[str, str]]:
    here = [(BRING_IN, reverse("child_deaths:bring_in"))]
    if brought is not None:
        here.append((brought.name, _at("look_over", brought)))
    return [("What is due", reverse("cases:due")), ("Child deaths", reverse("child_deaths:deaths")), *here]


@signed_in
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a file, or go on with one; and what is kept of the columns of earlier ones."""
    person = person_of(request)
    partnership = _posts(person)[0].partnership
    posted = request.method == "POST"
    sent_in = (request.POST, request.FILES) if posted else (None, None)
    form = forms.BringIn(*sent_in, authorities=authorities_of(partnership))
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = match.send_in(file.name, file.read(), partnership=partnership, authority=form.whose, by=person)
        except NotRead as fault:
            form.add_error("file", str(fault))
        else:
            return redirect(_next(brought, match.table_of(brought)))
    words = {
        "form": form, "judged": posted, "columns": COLUMNS, "waiting": list(match.waiting_of(person)),
        "kept": [one for body in _partnerships(person) for one in match.kept_of(body)], "days": match.KEPT_DAYS,
    }  # fmt: skip
    return render(request, "child_deaths/bring_in.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def match_columns(request: HttpRequest, brought_id: uuid.UUID) -> HttpResponse:
    """What each column of the file is: proposed, looked at, and sent."""
    brought, person = _brought(request, brought_id), person_of(request)
    table = match.table_of(brought)
    kept = brought.read_as.name if brought.read_as and brought.read_as.forgotten_at is None else ""
    form = forms.MatchColumns(typed(request), heads=table.heads, proposed=match.proposed(brought, table), keep_as=kept)
    on: list[BroughtFile] = []

    def act() -> None:
        on.append(match.match_columns(brought, form.columns, form.cleaned_data["keep_as"].strip(), by=person))

    went_on = once_answered(request, form, act, say="", go=lambda: _next(on[0], table))
    words = {"form": form, "brought": brought, "table": table, "trail": _trail(brought), "title": "What each column is"}
    return went_on or render(request, "child_deaths/bring_in_columns.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def name_in_line(request: HttpRequest, brought_id: uuid.UUID) -> HttpResponse:
    """The columns are named in another line, or on another sheet."""
    brought, person = _brought(request, brought_id), person_of(request)
    lines = lines_to_choose(opened(brought.name, bytes(brought.held or b"")))
    form = forms.NamedIn(typed(request), lines=lines, now=(brought.sheet, brought.line))

    def act() -> None:
        sheet, line = form.where
        try:
            match.name_in_line(brought, sheet, line, by=person)
        except NotRead as fault:
            raise NotDone(str(fault), "line") from fault

    page = Page(
        "Which line names the columns", _trail(brought), "Read it from that line", "", _at("match_columns", brought),
        over=brought.name, leave="Go back without changing anything",
        says=["What stands above that line is not read. What was said of the columns is asked anew."],
    )  # fmt: skip
    return once_answered(request, form, act, say="", go=page.go) or drawn(request, page, form)


@signed_in
@require_http_methods(["GET", "POST"])
def match_words(request: HttpRequest, brought_id: uuid.UUID) -> HttpResponse:
    """What words mean that are not on our lists."""
    brought, person = _brought(request, brought_id), person_of(request)
    table = match.table_of(brought)
    strange = match.strange_of(brought, table)
    if brought.columns is None or not strange:
        return redirect(_next(brought, table))
    form = forms.MatchWords(typed(request), strange=strange, said=brought.words)
    page = Page(
        "What its words mean", _trail(brought), "Go on", "", _at("look_over", brought), over=brought.name,
        back=_at("match_columns", brought), leave="Back to the columns",
        says=["These words stand where Handrail has a list of its own. What is proposed stands chosen: check each."],
    )  # fmt: skip

    def act() -> None:
        match.match_words(brought, form.words, by=person)

    return once_answered(request, form, act, say="", go=page.go) or drawn(request, page, form)


@signed_in
@require_http_methods(["GET", "POST"])
def look_over(request: HttpRequest, brought_id: uuid.UUID) -> HttpResponse:
    """What would be taken in, line by line; and taking it in, once."""
    brought, person = _brought(request, brought_id), person_of(request)
    table = match.table_of(brought)
    if brought.columns is None or match.unsaid(brought, table):
        return redirect(_next(brought, table))
    left = match.left_out(brought, table)
    if request.method == "POST":
        came, read = match.take_in(brought, by=person)
        messages.success(request, f"{len(came.right)} taken in.")
        return shown_once(render(request, "child_deaths/brought_in.html", _words(brought, table, left, read, came)))
    read = match.matched(brought, table)
    came = bring(read, partnership=brought.partnership, authority=brought.authority, by=person, look=True)
    words = _words(brought, table, left, read, came)
    return render(
        request, "child_deaths/bring_in_look.html", words | {"strange": bool(match.strange_of(brought, table))}
    )


def _words(brought: BroughtFile, table: Table, left: list[Head], read: Matched, came: Brought) -> dict[str, object]:
    by_place = {place: name for name, place in read.places.items()}
    return {
        "brought": brought, "came": came, "left": left, "trail": _trail(), "notes": [*table.said, *read.supposed.said],
        "read": [(head.called, by_place[head.place]) for head in table.heads if head.place in by_place],
    }  # fmt: skip


@signed_in
@require_http_methods(["POST"])
def throw_away(request: HttpRequest, brought_id: uuid.UUID) -> HttpResponse:
    brought = _brought(request, brought_id)
    match.throw_away(brought, by=person_of(request))
    messages.success(request, f"{brought.name} is thrown away. Nothing of it was taken in.")
    return redirect("child_deaths:bring_in")


def _kept(request: HttpRequest, matching_id: uuid.UUID) -> Matching:
    found = match.kept_called(_partnerships(person_of(request)), matching_id)
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def change_kept(request: HttpRequest, matching_id: uuid.UUID) -> HttpResponse:
    kept, person = _kept(request, matching_id), person_of(request)
    form = forms.ChangeKept(typed(request), kept=kept)

    def act() -> None:
        name = form.cleaned_data["name"].strip()
        match.change_kept(kept, columns=form.columns, words=form.words, name=name, by=person)

    page = Page(
        "How its columns are read", _trail(), "Save", "It is saved. The next file is read so.",
        reverse("child_deaths:bring_in"), over=kept.name,
        says=["These are the columns of a file that was brought in, and what each is here."],
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def forget_kept(request: HttpRequest, matching_id: uuid.UUID) -> HttpResponse:
    kept, person = _kept(request, matching_id), person_of(request)
    page = Page(
        "Forget how its columns are read", _trail(), "Forget it", "It is forgotten.", reverse("child_deaths:bring_in"),
        over=kept.name, grave=True,
        says=["The next file with these columns is asked about anew. What was taken in stays."],
    )  # fmt: skip
    return ask(request, page, forms.Forget(typed(request)), lambda: match.forget_kept(kept, by=person))


@signed_in
@require_http_methods(["GET"])
def template(request: HttpRequest) -> HttpResponse:
    require(person_of(request), doors.WORK)
    headers = {"Content-Disposition": 'attachment; filename="child-deaths-template.csv"'}
    return HttpResponse(empty_file(), content_type="text/csv; charset=utf-8", headers=headers)
