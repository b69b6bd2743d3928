"""The messages about a recommendation. None says more of a case than its reference, the day, and the page to open."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.learning.models import Addressee
from handrail.service.outbox import actions as outbox
from handrail.service.requests.letters import CLOSING, addresses_of


def tell_put(put: Addressee) -> None:
    by_when = f" by {spoken(put.due_on)}" if put.due_on else ""
    _write(
        put,
        subject=f"{put.case.reference}: a recommendation is addressed to you",
        sentence=f"{put.case.partnership} recommends something to {put.whom}, to be carried out{by_when}. To read it, "
        "and to say whether you accept it:",
    )


def tell_day_moved(put: Addressee) -> None:
    assert put.due_on is not None
    _write(
        put,
        subject=f"{put.case.reference}: the day has moved to {spoken(put.due_on)}",
        sentence=f"What {put.case.partnership} recommends to {put.whom} is now to be carried out by "
        f"{spoken(put.due_on)}.",
    )


def _write(put: Addressee, *, subject: str, sentence: str) -> None:
    """To everyone the body is reached by; to nobody where it has no place here."""
    if put.body is None:
        return
    page = reverse("learning:put", kwargs={"case_id": put.case_id, "addressee_id": put.pk})
    for address in addresses_of(put.body, put.case_id):
        outbox.write(
            to=address, subject=subject, text=f"{sentence}\n\n{settings.ADDRESS}{page}\n\n{CLOSING}\n",
            kind="recommendation", partnership=put.case.partnership, about=[put.case_id],
        )  # fmt: skip
