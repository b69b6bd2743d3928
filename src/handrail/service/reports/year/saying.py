"""What a yearly report says: the same is agreed to, looked through for names, published and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from handrail.guidance import Law
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.saying import digest_of
from handrail.service.arrangements.wanted import Item, items_on
from handrail.service.partnerships.models import Body, Membership
from handrail.service.reports.models import YearAgreement, YearReport
from handrail.service.reports.year.kept import words_of
from handrail.service.yearly import Told, read

CONTENTS = "yearly_report"
DONE = "what_was_done"
Said = dict[str, Any]
TITLES = {
    DONE: "What was done", "how_effective": "How well the arrangements worked", "priorities": "What was put first",
    "learning": "What was learnt", "impact": "What difference it made", "joint": "One report by all the partners",
    "open": "Open, and easy to find and read", "little_progress": "Where little moved",
    "reviews_answered": "What was done about reviews", "feedback": "What children and families said",
    "updates": "Changes to the arrangements", "restraint": "Restraint in secure places",
}  # fmt: skip
BY_RECORDS = frozenset({"joint", "open"})
"""Met by what the report is: agreed to by every partner, on twelve months; published to be read in several ways."""


def title_of(key: str) -> str:
    return TITLES.get(key) or key.replace("_", " ").capitalize()


def items_of(partnership: Body, day: date | None = None) -> list[Item]:
    """What the editions in force ask of the report, the Act's first."""
    return items_in(law_of(partnership), day or timezone.localdate())


def items_in(law: Law, day: date) -> list[Item]:
    found = items_on(law, day, [CONTENTS])
    return sorted(found, key=lambda item: not item.binds)


def said_in(report: YearReport) -> Said:
    """All that the partners agree to."""
    return {
        "first_on": report.first_on.isoformat(),
        "last_on": report.last_on.isoformat(),
        "corrected_why": report.corrected_why,
        "sections": [
            {"item": one.item, "text": one.text.strip(), "why_not": one.why_not.strip()}
            for one in report.sections.order_by("item")
        ],
        "told": [part for part in report.told if part["key"] not in report.left_out],
    }


def what_was_said(report: YearReport) -> Said:
    """Of a published report what it said then; of a draft what it says now."""
    return report.document["said"] if report.published_at else said_in(report)


def every_text(said: Said) -> Iterator[tuple[str, str]]:
    """Each text by where it stands: the key of an item, or of a part."""
    for one in said["sections"]:
        yield from ((one["item"], words) for words in (one["text"], one["why_not"]) if words)
    yield "corrected_why", said["corrected_why"]
    yield from words_of(read(part) for part in said["told"])


def placed(parts: Iterable[Told], items: Sequence[str]) -> dict[str, list[Told]]:
    """Each part under the first item that it bears on and that is asked for; else under what was done."""
    found: dict[str, list[Told]] = {key: [] for key in items}
    for one in parts:
        under = next((key for key in one.answers if key in found), DONE if DONE in found else next(iter(found), DONE))
        found.setdefault(under, []).append(one)
    return found


def partners_of(partnership: Body, day: date | None = None) -> list[Body]:
    """Those whose agreement it needs: the safeguarding partners of the day."""
    places = Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
    bodies = {place.body for place in places.on(day or timezone.localdate()).select_related("body")}
    return sorted(bodies, key=lambda body: body.name)


def agreed_by(report: YearReport) -> dict[Any, YearAgreement]:
    """By the key of each partner's body, its agreement to the report as it reads now."""
    if report.published_at is not None:
        given = report.agreements.filter(digest=digest_of(report.document["said"]))
    else:
        given = report.agreements.filter(digest=digest_of(said_in(report)))
    return {one.body_id: one for one in given.order_by("agreed_on", "recorded_at")}
