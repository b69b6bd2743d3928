"""The pages of any journey: ask, keep as typed, go on. Works without script; with it, typing saves itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from handrail.service.access.doors import person_of
from handrail.service.access.models import Writer
from handrail.service.cases.drafts import AlreadySubmitted, Overtaken, Typed, save_page
from handrail.service.cases.journey import Journey, Page, typed_on
from handrail.service.cases.models import Draft
from handrail.service.fields import as_typed, keepable, whole_number

Keep = Callable[[str, dict[str, list[str]], int], Typed]
"""Given the page, what was typed there, and the version over which it was typed."""


@dataclass(frozen=True)
class Course:
    """A journey being walked: where its pages are, what the whole is called, where leaving leads."""

    journey: Journey
    title: str
    page_at: Callable[[str], str]
    check_at: str
    leave_to: str
    initial: Mapping[str, Any] = field(default_factory=dict)
    aside: str = ""


def walk(request: HttpRequest, draft: Draft, slug: str, course: Course, *, by: Writer | None = None) -> HttpResponse:
    """One page of a journey. `autosave` in a post keeps the words and judges nothing.

    `by` is who types, where that is not the person signed in.
    """
    writer = by or person_of(request)
    return walked(request, draft, slug, course, lambda *words: _saved(draft, writer, *words))


def _saved(draft: Draft, by: Writer, slug: str, typed: dict[str, list[str]], version: int) -> Draft:
    return save_page(draft.pk, slug, typed, version=version, by=by)


def walked(request: HttpRequest, draft: Typed, slug: str, course: Course, keep: Keep) -> HttpResponse:
    """The same of whatever is typed a page at a time: `keep` keeps a page of it, and gives it as it then is."""
    page = course.journey.page(slug, draft.answers, course.initial)
    if page is None:
        raise Http404
    if request.method != "POST":
        return _draw(request, draft, page, course, judged=False)
    typed = typed_on(type(page), request.POST)
    if not keepable(typed):
        return _not_kept(request, draft, type(page)(as_typed(typed)), course)
    try:
        draft = keep(slug, typed, _version(request))
    except AlreadySubmitted:
        return _too_late(request, course)
    except Overtaken as overtaken:
        return _overtaken(request, overtaken, type(page), course)
    if "autosave" in request.POST:
        return JsonResponse({"version": draft.version})
    if "leave" in request.POST:
        return redirect(course.leave_to)
    page = course.journey.page(slug, draft.answers) or page
    if not page.is_valid():
        return _draw(request, draft, page, course, judged=True)
    following = course.journey.after(slug, draft.answers)
    if following is None or "check" in request.GET:
        return redirect(course.check_at)
    return redirect(course.page_at(following))


def _draw(
    request: HttpRequest, draft: Typed, page: Page, course: Course, *, judged: bool, theirs: Page | None = None
) -> HttpResponse:
    before = course.journey.before(page.slug, draft.answers)
    words = {
        "draft": draft,
        "form": page,
        "judged": judged,
        "course": course,
        "theirs": theirs,
        "back": course.page_at(before) if before else course.leave_to,
    }
    return render(request, "cases/journey_page.html", words, status=409 if theirs else 200)


def check(
    request: HttpRequest, draft: Typed, course: Course, *, declaration: str, button: str,
    offer: tuple[str, str] | None = None, warns: str = "",
) -> HttpResponse:  # fmt: skip
    """Check your answers: every question with what was typed, and what still stands in the way. `offer` is another way
    on than the button's, with what `warns` of it."""
    pages = course.journey.filled(draft.answers)
    words = {
        "draft": draft,
        "course": course,
        "pages": pages,
        "unfinished": [page for page in pages if not page.is_valid()],
        "declaration": declaration,
        "button_words": button,
        "offer": offer,
        "warns": warns,
    }
    return render(request, "cases/journey_check.html", words)


def _overtaken(request: HttpRequest, overtaken: Overtaken, kind: type[Page], course: Course) -> HttpResponse:
    """Both texts are shown; going on from here keeps the one in the form."""
    if "autosave" in request.POST:
        return JsonResponse({"overtaken_by": str(overtaken.draft.saved_by_whom)}, status=409)
    mine = kind(as_typed(typed_on(kind, request.POST)))
    return _draw(request, overtaken.draft, mine, course, judged=False, theirs=kind(as_typed(overtaken.theirs)))


def _not_kept(request: HttpRequest, draft: Typed, mine: Page, course: Course) -> HttpResponse:
    """A character that no database holds: its field says where it stands, and all that was typed is shown again."""
    if "autosave" in request.POST:
        return JsonResponse({"not_kept": True}, status=422)
    return _draw(request, draft, mine, course, judged=True)


def _too_late(request: HttpRequest, course: Course) -> HttpResponse:
    if "autosave" in request.POST:
        return JsonResponse({"submitted": True}, status=409)
    return render(request, "cases/journey_submitted.html", {"course": course}, status=409)


def _version(request: HttpRequest) -> int:
    return whole_number(request.POST.get("version", ""), 0)
