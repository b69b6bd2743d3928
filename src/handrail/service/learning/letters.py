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


def remind(put: Addressee, *, late: bool, once: str) -> int:
    """Before the day and after it. Gives how many were written; `once` keeps each from being written twice."""
    assert put.due_on is not None
    due = spoken(put.due_on)
    state = f"was to be carried out by {due}, and is not recorded as done" if late else f"is to be carried out by {due}"
    ask = "Say on the page how it stands and what was done" if put.says else "Say on the page whether you accept it"
    return _write(
        put,
        subject=f"{put.case.reference}: a reminder, {'it was' if late else 'to be'} due on {due}",
        sentence=f"What {put.case.partnership} recommends to {put.whom} {state}. {ask}:",
        once=once,
    )


def _write(put: Addressee, *, subject: str, sentence: str, once: str | None = None) -> int:
    """To everyone the body is reached by; to nobody where it has no place here. Gives how many were written."""
    if put.body is None:
        return 0
    written = 0
    page = reverse("learning:put", kwargs={"case_id": put.case_id, "addressee_id": put.pk})
    for address in addresses_of(put.body, put.case_id):
        message = outbox.write(
            to=address, subject=subject, text=f"{sentence}\n\n{settings.ADDRESS}{page}\n\n{CLOSING}\n",
            kind="recommendation", partnership=put.case.partnership, about=[put.case_id],
            once=f"{once} {address}" if once else None,
        )  # fmt: skip
        written += message is not None
    return written
