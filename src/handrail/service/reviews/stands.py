"""How each thing of a review stands now, in a few words for the list it is in: answered or not, ended or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.reviews.models import (
    Delay,
    DraftShown,
    FamilyMember,
    InformationRequest,
    Kept,
    OfReview,
    Proceeding,
)
from handrail.service.reviews.waiting import standing_answers

Row = TypeVar("Row", bound=Kept)


def how_it_stands(row: OfReview) -> str:
    """Empty for what has no more to it than what was written at first."""
    match row:
        case InformationRequest():
            return _request(row)
        case Proceeding():
            return _proceeding(row)
        case DraftShown():
            return _shown(row)
        case FamilyMember():
            return _family(row)
        case Delay():
            return _delay(row)
    return ""


def _counting(rows: Iterable[Row]) -> list[Row]:
    return [one for one in rows if one.set_aside_at is None]


def _request(row: InformationRequest) -> str:
    answers = standing_answers(row)
    if answers:
        return f"{answers[-1]}, {spoken(answers[-1].on)}"
    return "No answer, overdue" if row.wanted_by and row.wanted_by < timezone.localdate() else "No answer yet"


def _proceeding(row: Proceeding) -> str:
    news = _counting(row.news.all())
    if news and news[-1].ended:
        return f"Ended: known on {spoken(news[-1].on)}"
    holds_up, until_on = (news[-1].holds_up, news[-1].until_on) if news else (row.holds_up, row.until_on)
    if not holds_up:
        return "Runs on, and holds nothing up"
    until = f" Until {spoken(until_on)}, as far as is known." if until_on else ""
    return f"Holds up: {holds_up}{until}"


def _shown(row: DraftShown) -> str:
    replies = _counting(row.answers.all())
    if replies:
        return f"Replied on {spoken(replies[-1].on)}"
    return "No reply, overdue" if row.reply_by and row.reply_by < timezone.localdate() else "No reply yet"


def _family(row: FamilyMember) -> str:
    contacts = _counting(row.contacts.all())
    if not contacts:
        return "No contact recorded yet"
    wishes = [one.wishes for one in contacts if one.wishes]
    heard = f"Last heard on {spoken(contacts[-1].on)}"
    return f"{heard}. Wishes: {wishes[-1]}" if wishes else heard


def _delay(row: Delay) -> str:
    told = [f"{one}, {spoken(one.on)}" for one in _counting(row.told.all())]
    return f"Told: {'; '.join(told)}" if told else "Nobody told yet"
