"""The rapid review as one structured description, from which Word, PDF and the page on screen are drawn."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.utils import timezone

from handrail.guidance import At, Clock, explain, london_day, spoken
from handrail.guidance.clock import is_past
from handrail.guidance.lateness import late_in_words, unit_of
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import may_open
from handrail.service.cases.reckon import law_clocks
from handrail.service.incidents.actions.correct import standing
from handrail.service.incidents.facts import became_aware
from handrail.service.incidents.lines import Line, identity_of, lines_of, lines_of_child
from handrail.service.incidents.models import Incident, InvolvedChild, Notice
from handrail.service.meetings.doors import sent_to
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.requests.models import Request
from handrail.service.reviews.blocks import Block, Bullets, Heading, Paragraph, Whole, paragraphs, table
from handrail.service.reviews.lateness import abouts, reasons
from handrail.service.reviews.models import Addendum, RapidReview
from handrail.service.reviews.offers import agencies_asked
from handrail.service.reviews.partners import seats
from handrail.service.reviews.written import (
    DECIDES,
    SECTIONS,
    Written,
    clock_day,
    standing_notices,
    unread_in_words,
    written,
)

NOTHING = "Nothing was written here."
THESE_INFORM = "These inform a judgement: meeting one does not by itself mean that a review must be held."
THESE_COMPEL = "These compel: where one is met, a review must be held."
LEFT_OUT = frozenset({"Name", "Other names", "NHS number", "Where the child normally lives"})
"""Not told of a child who is named by initials."""


class Naming(models.TextChoices):
    """How children are named. The review goes to the Panel by a secure way, so names stand unless chosen otherwise."""

    NAMES = "names", "Names as recorded"
    INITIALS = "initials", "Initials"


def whole_of(review: RapidReview, naming: Naming, reader: Person | None = None) -> Whole:
    """As it is sent; for a reader, without who was at a meeting whose papers are not for them."""
    text = written(review)
    blocks: tuple[Block, ...] = (
        *_cover(review, text),
        *_children(review, naming),
        *_incidents(review, naming),
        *_agencies(review),
        *_sections(text),
        *_criteria(review, text),
        *_decisions(review, text),
        *_meetings(review, reader),
        *_approvals(review, text),
        *_dialogue(review),
        *_addenda(review),
        *_days_counted(review),
    )
    return _paper(review, "Rapid review", blocks)


def addendum_as_sent(addendum: Addendum, number: int) -> Whole:
    """An addendum is a short paper of its own that says what it adds to."""
    review = addendum.review
    sent = spoken(review.sent_at) if review.sent_at else "a day not recorded"
    rows = [
        ("Reference", review.case.reference),
        ("National reference", _national_references(review)),
        ("Adds to", f"The rapid review sent to the Panel on {sent}"),
        ("Written by", addendum.added_by.name),
        ("Written on", spoken(addendum.added_at)),
        ("Reason", addendum.reason),
    ]
    blocks: tuple[Block, ...] = (
        table(("About this addendum", "Answer"), rows, (1, 2)),
        Heading(1, "What is added or corrected"),
        *paragraphs(addendum.text, NOTHING),
    )
    return _paper(review, f"Addendum {number} to a rapid review", blocks)


def _paper(review: RapidReview, title: str, blocks: tuple[Block, ...]) -> Whole:
    case = review.case
    made = f"Made from the record on {spoken(timezone.now())}."
    return Whole(title, case.partnership.name, case.reference, made, blocks)


def _cover(review: RapidReview, text: Written) -> Iterator[Block]:
    rows = [
        ("Reference", review.case.reference),
        ("National reference", _national_references(review)),
        ("Local authority", review.case.authority.name),
        *_dates(review),
        ("Version", str(text.version)),
    ]
    yield table(("About this review", "Answer"), rows, (1, 2))
    if review.completed_at is None:
        yield Paragraph("Draft: this review is not complete.")
    yield from _clocks(review)


def _national_references(review: RapidReview) -> str:
    known = dict.fromkeys(notice.national_reference for notice in standing_notices(review) if notice.national_reference)
    return ", ".join(known) or "Not known"


def _dates(review: RapidReview) -> Iterator[tuple[str, str]]:
    incidents = list(review.incidents.order_by("recorded_at", "pk"))
    for place, incident in enumerate(incidents, start=1):
        which = f" (incident {place})" if len(incidents) > 1 else ""
        yield f"Incident{which}", incident.get_nature_display()
        yield f"Happened{which}", standing(incident, "happened")
        yield f"Local authority became aware{which}", _said(became_aware(incident))
        yield f"Panel notified{which}", _notified(incident)
    for meeting in _meetings_held(review):
        yield "Rapid review meeting", _said(meeting.held_at)
    yield "Completed", _said(review.completed_at) if review.completed_at else "Not yet"
    if review.sent_at:
        yield "Sent to the Panel", _said(review.sent_at)


def _notified(incident: Incident) -> str:
    notice = incident.notices.filter(to=Notice.To.PANEL, set_aside_at__isnull=True).first()
    return _said(notice.at or notice.on) if notice else "Not notified"


def _said(at: At | None) -> str:
    return spoken(at) if at else "Not known"


def counted_clocks(review: RapidReview) -> list[Clock]:
    """The clocks with a number of days that the review's incidents set running towards the Panel."""
    about = set(abouts(review))
    return [
        clock
        for clock in law_clocks(review.case)
        if clock.about in about and clock.ordinarily_due is not None and clock.duty.owed_to == "the Panel"
    ]


def _clocks(review: RapidReview) -> Iterator[Block]:
    rows = []
    for clock in counted_clocks(review):
        stopped = clock.stopped_by
        done = spoken(stopped.at) if stopped else "Not yet"
        if stopped and clock.due and is_past(clock.due, stopped.at):
            done = f"{done}, {late_in_words(clock.due, stopped.at, unit_of(clock.duty), clock.working_days)}"
        rows.append((clock.duty.title, spoken(clock.started_by.at), _said(clock.due), done))
    if rows:
        yield Heading(1, "Days and when each was due")
        yield table(("Duty", "Started", "Due by the end of", "Done"), rows, (3, 2, 2, 2))
    for reason in reasons(review):
        yield Paragraph(f"Why it is late: {reason.reason} ({reason.given_by.name}, {spoken(reason.given_at)})")


def _children(review: RapidReview, naming: Naming) -> Iterator[Block]:
    yield Heading(1, "The child or children, as recorded")
    for incident in review.incidents.order_by("recorded_at", "pk"):
        for involved in incident.involved.select_related("child"):
            yield Heading(2, child_called(involved, naming))
            lines = [*identity_of(involved.child), *lines_of_child(incident, involved)]
            yield _lines(lines, "About this child", naming)


def _incidents(review: RapidReview, naming: Naming) -> Iterator[Block]:
    yield Heading(1, "The incident, as recorded")
    for incident in review.incidents.order_by("recorded_at", "pk"):
        yield Heading(2, f"{incident}, recorded on {spoken(london_day(incident.recorded_at))}")
        yield _lines(lines_of(incident), "About this incident", naming)


def _lines(lines: list[Line], about: str, naming: Naming) -> Block:
    left_out = LEFT_OUT if naming == Naming.INITIALS else frozenset({"Name"})
    rows = [(line.label, _as_it_stands(line)) for line in lines if line.label not in left_out]
    return table((about, "As recorded"), rows, (1, 2))


def _as_it_stands(line: Line) -> str:
    """The answer as last corrected; that it was corrected, and why, is said."""
    told = [f"Corrected on {spoken(london_day(one.made_at))}: {one.reason}" for one in line.corrections]
    return "\n".join([line.words, *told])


def child_called(involved: InvolvedChild, naming: Naming) -> str:
    child = involved.child
    if naming == Naming.NAMES:
        return child.name
    initials = "".join(part[0].upper() for part in f"{child.given_names} {child.family_name}".split())
    return initials or f"Child {involved.place}"


def _agencies(review: RapidReview) -> Iterator[Block]:
    yield Heading(1, "Agencies asked, and what they answered")
    rows = [
        (str(asked.body), spoken(london_day(asked.asked_at)), spoken(asked.due_on), _answered(asked))
        for asked in agencies_asked(review)
    ]
    if rows:
        yield table(("Agency", "Asked on", "Due on", "Answer"), rows, (3, 2, 2, 3))
    else:
        yield Paragraph("No agency was asked for a summary through Handrail.")


def _answered(asked: Request) -> str:
    if asked.not_known_at:
        return f"Holds nothing, said on {spoken(london_day(asked.not_known_at))}"
    return f"Received on {spoken(london_day(asked.received_at))}" if asked.received_at else "Not received"


def _sections(text: Written) -> Iterator[Block]:
    for section in SECTIONS:
        yield Heading(1, section.title)
        yield from paragraphs(text.sections[section.column], NOTHING)


def _criteria(review: RapidReview, text: Written) -> Iterator[Block]:
    yield Heading(1, "Criteria considered")
    yield Paragraph(f"The criteria are those in force on {spoken(clock_day(review))}, when the clock started.")
    if unread := unread_in_words(review):
        yield Paragraph(unread)
    for decides, (_, title) in DECIDES.items():
        weighed = text.weighed_for(decides)
        if not weighed:
            continue
        yield Heading(2, title)
        yield Paragraph(THESE_COMPEL if weighed[0].use == "trigger" else THESE_INFORM)
        rows = [
            (
                f"{one.says} ({'; '.join(filter(None, (one.source, one.mark)))})",
                one.answer_in_words,
                one.reasons or "No reasons given",
            )
            for one in weighed
        ]
        yield table(("Criterion", "Answer", "Reasons"), rows, (3, 1, 3))


def _decisions(review: RapidReview, text: Written) -> Iterator[Block]:
    yield Heading(1, "Decision on a local review")
    yield Paragraph(_yes_or_no(text.local_review, "A local review is to be held.", "A local review is not to be held."))
    yield from paragraphs(text.local_review_reasons, "No reasons given.")
    for later in review.later_decisions.select_related("decided_by"):
        yield Heading(2, f"Decided again on {spoken(later.decided_on)}: {later}")
        yield from paragraphs(later.reasons, "No reasons given.")
    yield Heading(1, "View on a national review")
    yield Paragraph(
        _yes_or_no(
            text.national_review,
            "In the partners' view a national review may be right.",
            "In the partners' view a national review is not called for.",
        )
    )
    yield from paragraphs(text.national_review_reasons, "No reasons given.")


def _yes_or_no(answer: bool | None, yes: str, no: str) -> str:
    return "Not yet decided." if answer is None else yes if answer else no


def _meetings_held(review: RapidReview) -> list[Meeting]:
    return list(
        Meeting.objects.filter(
            case=review.case_id, about__in=[*abouts(review), str(review.pk)], held_at__isnull=False,
            cancelled_at__isnull=True,
        )
    )  # fmt: skip


def _meetings(review: RapidReview, reader: Person | None) -> Iterator[Block]:
    held = _meetings_held(review)
    if reader is not None and not may_open(reader, review.case, what=ALL):
        held = [meeting for meeting in held if sent_to(reader, meeting)]
        if not held:
            yield Heading(1, "Who was at the meeting")
            yield Paragraph("Those who hold the whole folder read this, and those who were asked to the meeting.")
    for meeting in held:
        yield Heading(1, f"Who was at the meeting of {_said(london_day(meeting.held_at or meeting.starts_at))}")
        if meeting.chair:
            yield Paragraph(f"Chair: {meeting.chair}")
        rows = [
            (one.name, one.job, str(one.body), Attendance.Came(one.came).label)
            for one in meeting.attendance.select_related("body")
        ]
        yield table(("Name", "Job", "Agency", "Came"), rows, (2, 2, 2, 1)) if rows else Paragraph("Nobody is recorded.")


def _approvals(review: RapidReview, text: Written) -> Iterator[Block]:
    yield Heading(1, "Approved by the safeguarding partners")
    rows = []
    for seat in seats(review, text.version):
        given = seat.approval
        if given:
            rows.append((seat.title, str(given.body), given.approved_by.name, spoken(given.approved_at)))
        else:
            rows.append((seat.title, ", ".join(map(str, seat.bodies)) or "Not known", "Nobody", "Not approved yet"))
    yield table(("Partner", "Body", "Approved by", "When"), rows, (1, 2, 2, 2))


def _dialogue(review: RapidReview) -> Iterator[Block]:
    messages = list(review.dialogue.all())
    if messages:
        yield Heading(1, "Dialogue with the Panel")
    for message in messages:
        yield Heading(2, f"{spoken(message.dated_on)}: {message}")
        if message.answer_wanted_by:
            yield Paragraph(f"Answer wanted by {spoken(message.answer_wanted_by)}.")
        yield from paragraphs(message.text, NOTHING)


def _addenda(review: RapidReview) -> Iterator[Block]:
    for number, addendum in enumerate(review.addenda.select_related("added_by"), start=1):
        yield Heading(1, f"Addendum {number}, {spoken(addendum.added_at)}")
        yield Paragraph(f"{addendum.reason} ({addendum.added_by.name})")
        yield from paragraphs(addendum.text, NOTHING)


def _days_counted(review: RapidReview) -> Iterator[Block]:
    """The annex that lets a reader check each due day: the rule, the source, and the days skipped."""
    clocks = counted_clocks(review)
    if clocks:
        yield Heading(1, "How the days were counted")
    for clock in clocks:
        told = explain(clock, timezone.now())
        yield Heading(2, clock.duty.title)
        yield Bullets(told.sentences)
        skipped = [
            f"{spoken(day.day)} ({day.skipped})" for day in told.days if day.number is None and day is not told.days[0]
        ]
        if skipped:
            yield Paragraph(f"Not counted: {', '.join(skipped)}.")


def names_still_written(review: RapidReview) -> list[tuple[str, str]]:
    """Children's names that stand in typed text, with the section: initials on the cover do not take them out."""
    text = written(review)
    typed = {section.title: text.sections[section.column] for section in SECTIONS}
    typed["Decision on a local review"] = text.local_review_reasons
    typed["View on a national review"] = text.national_review_reasons
    names = {
        name
        for involved in InvolvedChild.objects.filter(incident__in=review.incidents.all()).select_related("child")
        for name in (*involved.child.given_names.split(), involved.child.family_name)
        if len(name) > 2
    }
    return [(name, title) for title, words in typed.items() for name in sorted(names) if name.lower() in words.lower()]
