"""What the coordinator sees of the practitioners who were asked by name: told, code asked for, opened, saved, sent."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handrail.service.access.practitioners import Practitioner
from handrail.service.cases.models import Case, Draft
from handrail.service.outbox.models import Message
from handrail.service.requests.letters_by_code import messages_to
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import is_filled_in


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened with a form, or did not yet; `fault` marks what needs the coordinator."""

    words: str
    at: datetime | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ByName:
    """One practitioner and how far it has got. `live` is the one for whom the form waits now."""

    practitioner: Practitioner
    live: bool
    steps: tuple[Step, ...]


def asked_by_name(asked: Request) -> list[ByName]:
    """Everyone who was asked by name to fill in this form, the latest first."""
    named = Practitioner.objects.filter(paper_id=asked.pk).select_related("body", "asked_by")
    return [ByName(one, one.ended_at is None, tuple(_steps(one, asked))) for one in named]


def named_in(case: Case) -> set[uuid.UUID]:
    """The requests on a folder for which somebody is asked by name now."""
    return set(Practitioner.objects.live().filter(folder=case.pk).values_list("paper_id", flat=True))


def _steps(named: Practitioner, asked: Request) -> Iterator[Step]:
    yield _told(messages_to(named).first())
    yield Step("A code was last asked for", named.code_asked_at)
    yield Step("First opened", named.opened_at)
    if is_filled_in(asked):
        yield Step("Last saved", _last_saved(named))
    if named.ended_why == Practitioner.Ended.SENT:
        yield Step("Sent", named.ended_at)
    elif named.ended_at is not None:
        yield Step(f"Ended: {named.get_ended_why_display()}", named.ended_at)


def _told(message: Message | None) -> Step:
    if message is None:
        return Step("Told", None)
    if message.given_up_at is not None:
        return Step("Told", None, f"The message could not be delivered. {message.fault}")
    if message.shown_at is not None:
        return Step("Told", None, "No mail server is set, so the message was shown in Handrail and not sent.")
    if message.sent_at is None and message.fault:
        return Step("Told", None, f"Not delivered yet, and tried again. {message.fault}")
    return Step("Told", message.sent_at)


def _last_saved(named: Practitioner) -> datetime | None:
    saved = Draft.objects.filter(paper_id=named.paper_id, saved_by_practitioner=named).order_by("-saved_at").first()
    return saved.saved_at if saved else None
