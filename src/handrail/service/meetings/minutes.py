"""The minutes as a journey with a page for each item of the agenda, so that nothing typed in a meeting is lost."""

from __future__ import annotations

from typing import cast

from handrail.service.cases.journey import Answers, Journey, Page
from handrail.service.fields import TextField, as_typed
from handrail.service.meetings.models import AgendaItem, Meeting

MINUTES = "minutes"


def slug_of(item: AgendaItem) -> str:
    return f"item-{item.pk}"


def notes_name(item: AgendaItem) -> str:
    return f"notes_{item.pk}"


def journey_of(meeting: Meeting) -> Journey:
    """One page for each item, in the order of the agenda as it stands."""
    return Journey(MINUTES, tuple(_page(item) for item in meeting.agenda.all()))


def _page(item: AgendaItem) -> type[Page]:
    words = TextField(
        label="What was said",
        rows=12,
        hint="In short: what was agreed, what was disputed and by whom. Decisions and actions are recorded apart.",
    )
    page = type("ItemMinutes", (Page,), {"slug": slug_of(item), "title": item.title, notes_name(item): words})
    return cast("type[Page]", page)


def notes_in(meeting: Meeting, answers: Answers) -> dict[int, str]:
    """What was typed under each item that has a page, by the item's number."""
    notes = {}
    for item in meeting.agenda.all():
        typed = as_typed(answers.get(slug_of(item), {}))
        if notes_name(item) in typed:
            notes[item.pk] = str(typed[notes_name(item)]).strip()
    return notes
