"""Ends somebody's seat at a panel. From that day on they read nothing of it; what was written of them stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.overview_panels.guarding import hold_for_panel
from handrail.service.overview_panels.models import Member
from handrail.service.partnerships.actions import NotDone


@transaction.atomic
def end_seat(member: Member, *, on: date, why: str, by: Person) -> None:
    """A day to come may be given: until then they sit. It may be moved until that day has come."""
    held = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if held.has_gone_by(timezone.localdate()):
        assert held.until_on is not None
        raise NotDone(f"This seat ended on {spoken(held.until_on)} already.")
    if on < held.from_on:
        raise NotDone(f"They sit from {spoken(held.from_on)}. Give that day or a later one.", "on")
    hold_for_panel(held.panel, {"why": why})
    audit.record(by, f"ended a seat at the overview panel, on {spoken(on)}", held)
    Member.objects.filter(pk=held.pk).update(until_on=on, ended_why=why, ended_by=by, ended_at=timezone.now())
