"""Whoever is shut out of a folder after a form was sent to them by name is asked no more: their body is, instead."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from handrail.service.access.models import Exclusion, ShutOut
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.requests import letters
from handrail.service.requests.actions import end_for_practitioner, held_waiting
from handrail.service.requests.letters_by_code import is_shut_out
from handrail.service.requests.models import Request

SHUTS = Job("forms of those who are shut out")


def ask_bodies_in_place() -> int:
    """Gives how many forms were ended. They open no more from the moment at which somebody is shut out.

    The worker does this each minute, however that came about: by an exclusion, another name, a folder joined."""
    with unit_of_work(SHUTS):
        return sum(_ask_in_place(one) for one in _perhaps_shut_out() if is_shut_out(one))


def _perhaps_shut_out() -> list[Practitioner]:
    """Those with a form that waits who are named as somebody is who is shut out of something."""
    waiting = Request.objects.filter(
        case__closed_at__isnull=True, received_at__isnull=True, no_longer_needed_at__isnull=True
    )
    alike = Exclusion.objects.filter(ended_at__isnull=True, known_by__overlap=OuterRef("known_by"))
    account = ShutOut.objects.filter(folder=OuterRef("folder"), person__known_by__overlap=OuterRef("known_by"))
    live = Practitioner.objects.live().filter(Q(Exists(alike)) | Q(Exists(account)), paper_id__in=waiting.values("pk"))
    return list(live.order_by("folder", "asked_at"))


def _ask_in_place(named: Practitioner) -> bool:
    """Nothing is written to them."""
    asked = held_waiting(Request.objects.get(pk=named.paper_id))
    if end_for_practitioner(asked, Practitioner.Ended.MAY_NOT) is None:
        return False
    Request.objects.filter(pk=asked.pk).update(by_code=False)
    audit.record(SHUTS, f"shut the form of {named}, and asked {asked.body} in their place", named, asked.case_id)
    letters.tell_asked(asked)
    letters.tell_asked_in_place(asked)
    return True
