"""What came out of a review of several folders: read by whoever may open each of them, as the review itself is.

The body to which something of it is recommended reads that, and no more; and not even that does somebody who is shut
out of one of the folders. The database's own wall holds to the same.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Case as Whether
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, When

from handrail.service.access.models import Person
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.learning.models import Action, Briefing, Evidence, Finding, Recommendation
from handrail.service.reviews.covering import barred_from, came_out_of_several, others_of, papers_of, shut_to
from handrail.service.reviews.models import PracticeReview

M = TypeVar("M", bound=Model)
OF_SEVERAL = "of a review of several folders"


def read_by(reader: Person, papers: QuerySet[M], review: str = "review_id") -> QuerySet[M]:
    """Findings, recommendations or their meanings without those of reviews that are shut to this reader."""
    return papers.exclude(**{f"{review}__in": shut_to(reader)})


def heard_by(reader: Person, papers: QuerySet[M], review: str = "review_id") -> QuerySet[M]:
    """The same of what is put to a body of the reader's: without those of reviews of a folder they are shut out of."""
    return papers.exclude(**{f"{review}__in": barred_from(reader)})


def actions_read_by(reader: Person, actions: QuerySet[Action]) -> QuerySet[Action]:
    """Actions without those that carry out what such a review recommends: the body that is to do one reads that one."""
    theirs = Q(owner__in=reader.bodies) & ~Q(recommendation__review_id__in=barred_from(reader))
    shut = Action.objects.filter(~theirs, recommendation__review_id__in=shut_to(reader))
    return actions.exclude(pk__in=shut.order_by().values("pk"))


def evidence_shut_to(reader: Person) -> Q:
    """For the room of documents: the files that show how such a recommendation was carried out. The body that gave one
    opens that one."""
    theirs = Q(addressee__body__in=reader.bodies) & ~Q(addressee__recommendation__review_id__in=barred_from(reader))
    shut = Evidence.objects.filter(~theirs, addressee__recommendation__review_id__in=shut_to(reader))
    return Q(pk__in=shut.filter(document__isnull=False).order_by().values("document"))


def briefings_read_by(reader: Person, briefings: QuerySet[M], briefing: str = "") -> QuerySet[M]:
    return _without(briefings, shut_to(reader), briefing)


def briefings_heard_by(reader: Person, briefings: QuerySet[M], briefing: str = "") -> QuerySet[M]:
    return _without(briefings, barred_from(reader), briefing)


def _without(rows: QuerySet[M], papers: Iterable[uuid.UUID], briefing: str) -> QuerySet[M]:
    """Without what carries something of these reviews."""
    of_it = Q(findings__review_id__in=papers) | Q(recommendations__review_id__in=papers)
    return rows.exclude(**{f"{briefing or 'pk'}__in": Briefing.objects.filter(of_it).values("pk")})


def folders_of(briefing: Briefing) -> list[Case]:
    """Every folder that a briefing is of: its own, and those of the reviews that it carries something of."""
    carried = (briefing.findings, briefing.recommendations)
    papers = {key for some in carried for key in some.values_list("review_id", flat=True) if key is not None}
    return [briefing.case, *(others_of(papers) if papers else [])]


def called(title: str, paper: Finding | Briefing | Action) -> str:
    """What the folder's list says of a paper. Its own words stand there only where every reader of the folder may read
    them."""
    return f"{paper._meta.verbose_name} {OF_SEVERAL}".capitalize() if paper.of_several else title


def findings_marked(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """As the folder's list needs them: each says whether it came out of a review of several folders."""
    return findings.annotate(**_of_several(came_out_of_several()))


def briefings_marked(briefings: QuerySet[Briefing]) -> QuerySet[Briefing]:
    """The same of briefings, which carry what was found and what is recommended."""
    of_it = came_out_of_several()
    carried = (kind.objects.filter(of_it, briefings=OuterRef("pk")) for kind in (Finding, Recommendation))
    return briefings.annotate(**_of_several(reduce(or_, (Q(Exists(some.order_by())) for some in carried))))


def actions_marked(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The same of actions, by what they carry out."""
    return actions.annotate(**_of_several(came_out_of_several("recommendation__review_id")))


def _of_several(whether: Q) -> dict[str, Whether]:
    """As the models name it: true or false, and never neither, also of what names no review."""
    return {"of_several": Whether(When(whether, then=True), default=False)}


def file_anew(review: PracticeReview) -> None:
    """The review came to be of a further folder: the list says no more what was found."""
    papers = papers_of(review)
    carried = Q(findings__review_id__in=papers) | Q(recommendations__review_id__in=papers)
    found, told = Finding.objects.filter(review_id__in=papers), Briefing.objects.filter(carried).distinct()
    for paper in (*found, *told, *Action.objects.filter(recommendation__review_id__in=papers)):
        follow(paper)
