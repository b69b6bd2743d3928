"""Whose money somebody reads, all of it or their own body's, and for whom they keep the books or agree."""

from __future__ import annotations

import uuid

from django.http import Http404

from handrail.service.access.models import Person, Post
from handrail.service.arrangements.doors import AGREES, READS, WRITES
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.partnerships.models import Body, Kind

SEES_OWN = "see own contribution"
OF_A_SCRUTINEER = "read what we were told"


def reads_all(person: Person) -> dict[uuid.UUID, Body]:
    """The partnerships of whose money everything is theirs to read: an independent scrutineer's as well."""
    return {post.partnership_id: post.partnership for post in person.posts_today if _reads(post)}


def _reads(post: Post) -> bool:
    may = post.in_role.may
    return READS in may or (post.body.kind == Kind.SCRUTINEER and OF_A_SCRUTINEER in may)


def reads_own(person: Person) -> dict[uuid.UUID, Body]:
    """Those of whose money the totals are theirs to read, and what their own body gives."""
    return {post.partnership_id: post.partnership for post in person.posts_today if SEES_OWN in post.in_role.may}


def partnerships_of(person: Person) -> list[Body]:
    return sorted({**reads_all(person), **reads_own(person)}.values(), key=lambda body: body.name)


def keeps(person: Person, partnership: Body) -> bool:
    return any(WRITES in post.in_role.may and post.partnership_id == partnership.pk for post in person.posts_today)


def agrees_for(person: Person, partnership: Body) -> set[uuid.UUID]:
    """The bodies for which they agree: their own."""
    return {
        post.body_id
        for post in person.posts_today
        if AGREES in post.in_role.may and post.partnership_id == partnership.pk
    }


def bodies_of(person: Person, partnership: Body) -> set[uuid.UUID]:
    return {
        post.body_id
        for post in person.posts_today
        if SEES_OWN in post.in_role.may and post.partnership_id == partnership.pk
    }


def the_budget(person: Person, budget_id: uuid.UUID, *, whole: bool = True, to_keep: bool = False) -> Budget:
    """Http404 for what is not theirs, and for what there is not, alike. Not `whole`, for one who reads totals alone."""
    theirs = reads_all(person) if whole else {**reads_all(person), **reads_own(person)}
    found = Budget.objects.filter(pk=budget_id, partnership__in=theirs).select_related("partnership").first()
    if found is None or (to_keep and not keeps(person, found.partnership)):
        raise Http404
    return found


def the_entry(person: Person, book: str, entry_id: uuid.UUID) -> FundContribution | FundLine:
    """One that stands, of books which they keep."""
    found: FundContribution | FundLine | None = None
    if book == FundContribution.book:
        found = (
            FundContribution.objects.standing()
            .select_related("budget__partnership", "body")
            .filter(pk=entry_id)
            .first()
        )
    elif book == FundLine.book:
        found = FundLine.objects.standing().select_related("budget__partnership").filter(pk=entry_id).first()
    if found is None:
        raise Http404
    the_budget(person, found.budget_id, to_keep=True)
    return found
