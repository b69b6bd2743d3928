"""What was written of a review already, carried over as structured text for the public one to begin with.

Words are carried, never a file: what was agreed as a Word file or PDF is written anew. What is carried is a beginning,
held against the case like anything that is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handrail.guidance import spoken
from handrail.service.learning.models import Addressee, Finding, Recommendation
from handrail.service.publication.models import Publication
from handrail.service.publication.written import LIST_ITEM, Section, Text
from handrail.service.publication.written import Recommendation as Public
from handrail.service.reviews.covering import papers_of
from handrail.service.reviews.models import PracticeReview
from handrail.service.reviews.report_given import agreed_report

LONGEST_HEADING = 90
NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?P<words>\S.*)$")
BEGINNING = "Introduction"


def carried(review: PracticeReview, what: str) -> Text:
    """The agreed report, or of other kinds what was found; and what was recommended of this review, to whom."""
    recommendations = tuple(_recommended(review))
    if what == Publication.What.REPORT:
        agreed = agreed_report(review)
        return Text(sections=tuple(sections_of(agreed.draft.text)) if agreed else (), recommendations=recommendations)
    found = Finding.objects.filter(case=review.case_id, review_id__in=papers_of(review), set_aside_on__isnull=True)
    return Text(sections=tuple(_found(found)), recommendations=recommendations)


def sections_of(text: str) -> Iterator[Section]:
    """A line that stands alone, is short and ends no sentence is a heading; "2.1 Method" is one under the last."""
    heading, level, body = "", 2, list[str]()
    parts = _parts(text)
    for part, *beside in zip(parts, ["", *parts], [*parts[1:], ""], strict=False):
        found = heading_in(part, beside)
        if found is None:
            body.append(part)
            continue
        if heading or body:
            yield Section(heading or BEGINNING, "\n\n".join(body), level)
        (heading, level), body = found, []
    if heading or body:
        yield Section(heading or BEGINNING, "\n\n".join(body), level)


def heading_in(part: str, beside: Sequence[str]) -> tuple[str, int] | None:
    """The heading's words and its level; None for what is text. `beside` is what stands before it and after it."""
    marked = re.match(r"^(#{1,6})\s+(?P<words>\S.*)$", part)
    if "\n" in part or len(part) > LONGEST_HEADING:
        return None
    if marked:
        return marked["words"].strip(), 2 if len(marked[1]) < 3 else 3
    if part[-1] in ".;:,!?…" or part.startswith((">", "-", "*", "•")):
        return None
    numbered = NUMBERED.match(part)
    if numbered is None:
        return part, 2
    if LIST_ITEM.match(part) and any(LIST_ITEM.match(other) for other in beside):
        return None  # one of several numbered lines, each after an empty one: a list
    return numbered["words"], 3 if "." in numbered["number"] else 2


def _parts(text: str) -> list[str]:
    """What stands between empty lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return [part.strip() for part in re.split(r"\n[ \t]*\n", lines) if part.strip()]


def _found(findings: Iterable[Finding]) -> Iterator[Section]:
    """The learning, and not what happened: why it came to be, and what makes it likely to come again."""
    for one in findings:
        yield Section(one.title.rstrip("."), "\n\n".join(filter(None, (one.why, one.again, one.conditions))))


def _recommended(review: PracticeReview) -> Iterator[Public]:
    made = Recommendation.objects.filter(
        case=review.case_id, review_id__in=papers_of(review), set_aside_on__isnull=True
    )
    for one in made.prefetch_related("addressees__body"):
        to = [body for body in one.addressees.all() if body.stands]
        yield Public(f"{one.text}{by_when(to)}", tuple(str(body.whom) for body in to))


def by_when(addressees: Sequence[Addressee]) -> str:
    """By which day, once where all have the same; so that the public can ask after it."""
    days = {one.due_on for one in addressees}
    if len(days) == 1:
        return "".join(f" By {spoken(day)}." for day in days if day)
    told = [f"{one.whom} by {spoken(one.due_on)}" for one in addressees if one.due_on]
    return f" {'; '.join(told)}." if told else ""
