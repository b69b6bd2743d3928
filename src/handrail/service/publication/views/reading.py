"""How a publication stands: the gate with each condition, and the text as the public would read it."""

from __future__ import annotations

import json
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.models import Case
from handrail.service.publication.actions.writing import to_begin
from handrail.service.publication.doors import (
    APPROVE,
    RELEASE,
    STOP,
    WRITE,
    folder_for,
    open_publication,
    post_that_may,
)
from handrail.service.publication.gate import (
    conditions,
    current,
    has_left,
    last_word_to_family,
    latest_release,
    planned_on,
    standing_approvals,
    unmet,
    withdrawal_of,
)
from handrail.service.publication.models import Publication
from handrail.service.publication.public import public_of, stays_until
from handrail.service.publication.rendering import document_of
from handrail.service.reviews.doors import opens_all
from handrail.service.reviews.under_way import reviews_under_way


@signed_in
@require_http_methods(["GET"])
def publications(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """What is being or was published of this folder's reviews."""
    case = folder_for(request, case_id)
    every = [one for one in Publication.objects.filter(case=case).select_related("review") if _may(request, case, one)]
    words = {
        "case": case,
        "publications": [(one, latest_release(one), withdrawal_of(one), _still_open(one)) for one in every],
        "to_begin": [one for one in reviews_under_way(case) if to_begin(case, one)],
        "writes": case.closed_at is None and post_that_may(person_of(request), case, WRITE) is not None,
    }
    return render(request, "publication/publications.html", words)


def _may(request: HttpRequest, case: Case, one: Publication) -> bool:
    """What is written of a review of several folders is there for those alone who may open each of them."""
    one.review.case = case
    return opens_all(person_of(request), one.review)


def _still_open(publication: Publication) -> list[str]:
    """The conditions that a first release waits for, by their titles."""
    if publication.ended_at is not None or latest_release(publication) is not None:
        return []
    return [one.title for one in unmet(publication)]


@signed_in
@require_http_methods(["GET"])
def gate(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    """One page that shows what is met, what is not, and who has to act."""
    publication = open_publication(request, case_id, publication_id)
    person, version = person_of(request), current(publication)
    release, goes_on = latest_release(publication), publication.case.closed_at is None and publication.ended_at is None
    may = {
        name: goes_on and post_that_may(person, publication.case, name) is not None
        for name in (WRITE, APPROVE, RELEASE, STOP)
    }
    words = {
        "case": publication.case,
        "publication": publication,
        "version": version,
        "conditions": conditions(publication),
        "release": release,
        "left": has_left(publication),
        "newer": release is not None and publication.goes_version != version.number,
        "withdrawal": withdrawal_of(publication),
        "reasons_before": list(publication.public_reasons.select_related("given_by"))[:-1],
        "may_reword": post_that_may(person, publication.case, STOP) is not None,
        "planned": planned_on(publication),
        "family": last_word_to_family(publication),
        "approvals": version.approvals.select_related("approved_by", "body", "taken_back"),
        "approves": standing_approvals(version).filter(approved_by=person).exists(),
        "holds": publication.holds.select_related("put_on_by", "lifted_by"),
        "keep_until": stays_until(publication),
        "versions": publication.versions.select_related("written_by").order_by("-number"),
        "public_address": settings.PUBLIC_ADDRESS,
        "may_write": may[WRITE],
        "may_approve": may[APPROVE],
        "may_release": may[RELEASE],
        "may_stop": may[STOP],
    }
    return render(request, "publication/gate.html", words)


@signed_in
@require_http_methods(["GET"])
def read(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id)
    return render(request, "publication/read.html", as_read(publication))


def as_read(publication: Publication) -> dict[str, object]:
    """The document, made anew from what is written: what is shown is what would leave today."""
    version, release = current(publication), latest_release(publication)
    document = document_of(public_of(publication, version, release, timezone.localdate()))
    return {"case": publication.case, "publication": publication, "version": version, "document": json.loads(document)}
