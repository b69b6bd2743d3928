"""Lines of a draft, written one by one. Of two who write one line, whoever comes second is told, and shown both."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.arrangements.actions.drafting import locked_draft
from handrail.service.arrangements.models import Agency, Arrangements, Level, Line, Partner, Section
from handrail.service.arrangements.saying import digest_of, lines_of
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body, Kind, Membership


class Overtaken(NotDone):
    """Somebody else changed the same line since its page was opened. `now` is the line as they left it."""

    def __init__(self, now: Line) -> None:
        super().__init__(
            "Somebody changed this while you wrote. What stands now is shown below, and your words are still here. "
            "Put the two together, then save again."
        )
        self.now = now


def as_read(line: Line | None) -> str:
    """Of a line as a page showed it, so that it can be told whether it still reads so."""
    if line is None:
        return ""
    return digest_of(
        {name: str(value.pk if isinstance(value, Model) else value) for name, value in line.said().items()}
    )


@transaction.atomic
def add_line(draft: Arrangements, sort: type[Line], *, by: Person, **said: Any) -> Line:
    draft = locked_draft(draft)
    _refuse(draft, sort, said, None)
    made = sort._default_manager.create(arrangements=draft, **said)
    audit.record(by, f"added to the arrangements: {made.named}", draft)
    return made


@transaction.atomic
def change_line(draft: Arrangements, held: Line, *, read: str, by: Person, **said: Any) -> Line:
    """`read` is `as_read` of the line as the page showed it."""
    draft = locked_draft(draft)
    now = type(held)._default_manager.select_for_update(of=("self",)).get(pk=held.pk)
    if now.taken_out_at is not None:
        raise NotDone("This was taken out of the draft while you wrote. Copy your words, and add it again.")
    if as_read(now) != read:
        raise Overtaken(now)
    _refuse(draft, type(held), said, now)
    for name, value in said.items():
        setattr(now, name, value)
    now.save()
    audit.record(by, f"changed in the arrangements: {now.named}", draft)
    return now


@transaction.atomic
def take_out(draft: Arrangements, held: Line, *, by: Person) -> None:
    draft = locked_draft(draft)
    held.taken_out_at = timezone.now()
    held.save(update_fields=["taken_out_at"])
    audit.record(by, f"took out of the arrangements: {held.named}", draft)


@transaction.atomic
def write_section(
    draft: Arrangements, *, of_list: str, item: str, text: str, why_not: str, read: str, by: Person
) -> Section:
    draft = locked_draft(draft)
    now = Section.objects.filter(arrangements=draft, of_list=of_list, item=item).first()
    if now is not None and as_read(now) != read:
        raise Overtaken(now)
    said = {"of_list": of_list, "item": item}
    line = now.line if now else uuid.uuid5(draft.partnership_id, f"{of_list} {item}")
    held, _ = Section.objects.update_or_create(
        arrangements=draft, line=line, defaults={**said, "text": text.strip(), "why_not": why_not.strip()}
    )
    audit.record(by, f"wrote in the arrangements: {item.replace('_', ' ')}", draft)
    return held


def _refuse(draft: Arrangements, sort: type[Line], said: dict[str, Any], own: Line | None) -> None:
    if sort in (Partner, Agency) and own is None:
        _refuse_body(draft, sort, said["body"])
    if sort is Level:
        taken = [line for line in lines_of(draft, Level) if own is None or line.pk != own.pk]
        if any(line.place == said["place"] for line in taken):
            raise NotDone(f"There is a level {said['place']} already. Change that one, or give this another.", "place")


def _refuse_body(draft: Arrangements, sort: type[Line], body: Body) -> None:
    if any(line.body_id == body.pk for line in lines_of(draft, sort)):
        raise NotDone(f"{body} is named already.", "body")
    day = draft.begins_on or timezone.localdate()
    if body.until_on is not None and body.until_on < day:
        raise NotDone(f"{body} ends before these arrangements begin. Choose the body that took over from it.", "body")
    if sort is Partner and body.kind == Kind.LOCAL_AUTHORITY:
        others = Membership.objects.filter(
            body=body, place=Membership.Place.SAFEGUARDING_PARTNER, partnership__kind=Kind.PARTNERSHIP
        ).exclude(partnership=draft.partnership_id)
        other = others.on(day).select_related("partnership").first()
        if other is not None:
            raise NotDone(
                f"{body} is a safeguarding partner in {other.partnership}. No authority’s area lies in two "
                "partnerships: end its place there first, under Bodies.", "body",
            )  # fmt: skip
