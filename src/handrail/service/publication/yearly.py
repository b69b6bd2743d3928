"""What the yearly report tells of what was published: by title, and in the published words alone."""

from __future__ import annotations

import json
from collections.abc import Iterator

from handrail.guidance import spoken
from handrail.service.partnerships.models import Body
from handrail.service.publication.models import Publication, Release, Withdrawal
from handrail.service.yearly import Rows, Told, Year, many


def told(partnership: Body, year: Year) -> Iterator[Told]:
    own = Publication.objects.filter(case__partnership=partnership).values("pk")
    gone = Withdrawal.objects.values("address")
    newest = Release.objects.filter(publication_key__in=own).exclude(address__in=gone)
    standing = newest.order_by("address", "-number").distinct("address")
    published = sorted((one for one in standing if year.holds(one.published_on)), key=lambda one: one.published_on)
    documents = [(one, json.loads(one.document)) for one in published]
    asked = tuple(
        (said["title"], one["text"], ", ".join(one["addressed_to"]) or "Nobody by name")
        for _, said in documents for one in said["recommendations"]
    )  # fmt: skip
    lines = [f"Published of reviews in these twelve months, and still public: {many(len(documents), 'document')}."]
    lines += [f"- {said['title']}, published on {spoken(one.published_on)}" for one, said in documents]
    tables = (Rows("What the published reviews recommend", ("Review", "Recommendation", "To"), asked),) if asked else ()
    yield Told("published", "Reviews that were published", ("learning", "reviews_answered"), tuple(lines), tables)
