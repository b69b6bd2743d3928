"""The long texts of a practice review are kept as they are typed, so that any browser can go on with them.

Without script "Save and come back later" keeps them just the same. Files are not kept before the text is recorded.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect

from handrail.service.access.doors import opens
from handrail.service.access.models import Person
from handrail.service.access.once import FIELD as ONCE
from handrail.service.cases.drafts import Overtaken, begin_draft, save_page
from handrail.service.cases.models import Case, Draft
from handrail.service.fields import keepable, whole_number
from handrail.service.partnerships.models import Body
from handrail.service.reviews.doors import ROOM
from handrail.service.reviews.models import PracticeReview
from handrail.service.reviews.views.registry import Part

PAGE = "text"
NOT_TYPED = {"csrfmiddlewaretoken", "version", "autosave", "leave", ONCE}
CANNOT = "There is a character that cannot be kept. It may have come with a paste. Look for it, and delete it."


@dataclass(frozen=True, slots=True)
class Typing:
    """One text that somebody writes for their body: which part of which review, and what of it is kept so far."""

    part: Part
    case: Case
    practice_id: uuid.UUID
    body: Body
    by: Person
    draft: Draft | None

    @property
    def typed(self) -> QueryDict | None:
        """What was typed, as a form reads it; None where nothing was."""
        if self.draft is None or PAGE not in self.draft.answers:
            return None
        typed = QueryDict(mutable=True)
        for name, values in self.draft.answers[PAGE].items():
            typed.setlist(name, values)
        return typed


def typing_of(
    part: Part, case: Case, practice_id: uuid.UUID, paper: PracticeReview | None, by: Person
) -> Typing | None:
    """None where a part is recorded in one go; and for a review of several folders, as a draft stands in one alone,
    where it would tell of the review to who may not open the others."""
    if not part.kept_as or (paper is not None and paper.covered.exists()):
        return None
    posts = (post for post in by.posts_today if part.may in post.in_role.may)
    body = next(
        post.body for post in posts if post.partnership_id == case.partnership_id and opens(post, case.folder, ROOM)
    )
    drafts = Draft.objects.filter(
        journey=part.kept_as, paper_id=practice_id, body=body, submitted_at__isnull=True, discarded_at__isnull=True
    )
    return Typing(part, case, practice_id, body, by, drafts.select_related("saved_by").first())


def only_kept(request: HttpRequest) -> bool:
    """Whether a post asks for the words to be kept, and for nothing to be judged or recorded."""
    return "autosave" in request.POST or "leave" in request.POST


def keep(request: HttpRequest, typing: Typing | None, *, leave_to: str) -> HttpResponse | None:
    """None where what was typed cannot be kept and no script asks: the page says so, with every word still in it."""
    if typing is None:
        raise Http404
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_TYPED}
    by_script = "autosave" in request.POST
    if not keepable(typed):
        return JsonResponse({"not_kept": True}, status=422) if by_script else None
    draft = begin_draft(
        typing.part.kept_as, body=typing.body, partnership=typing.case.partnership, by=typing.by, case=typing.case,
        paper_id=typing.practice_id,
    )  # fmt: skip
    try:
        draft = save_page(draft.pk, PAGE, typed, version=whole_number(request.POST.get("version", ""), 0), by=typing.by)
    except Overtaken as overtaken:
        told = str(overtaken.draft.saved_by_whom)
        if by_script:
            return JsonResponse({"overtaken_by": told}, status=409)
        messages.warning(request, f"{told} changed this text while you were typing. What they typed stands here.")
        return redirect(request.path)
    if by_script:
        return JsonResponse({"version": draft.version})
    messages.success(request, "What you typed is kept. Nothing is recorded yet.")
    return redirect(leave_to)
