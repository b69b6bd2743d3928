"""The messages about a recommendation or an action. None says more of a case than its reference, the day, and the page
to open."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.learning.models import Action, Addressee
from handrail.service.outbox import actions as outbox
from handrail.service.partnerships.models import Body
from handrail.service.requests.letters import CLOSING, addresses_of


def tell_put(put: Addressee) -> None:
    by_when = f" by {spoken(put.due_on)}" if put.due_on else ""
    _write(
        put,
        subject=f"{put.case.reference}: a recommendation is addressed to you",
        sentence=f"{put.case.partnership} recommends something to {put.whom}, to be carried out{by_when}. To read it, "
        "and to say whether you accept it:",
    )


def tell_action(action: Action) -> None:
    """Whom it is for learns that there is something to do, and reads what on its page."""
    by_when = f" by {spoken(action.due_on)}" if action.due_on else ""
    _write(
        action,
        subject=f"{action.case.reference}: something is yours to do",
        sentence=f"{action.case.partnership} has recorded something for {action.owner} to do{by_when}. To read it, to "
        "say how it goes, and to record that it is done:",
    )


def tell_taken_back(put: Addressee, body: Body) -> None:
    _tell_taken_back(put, body, f"What {put.case.partnership} recommended to {body}", "a recommendation")


def tell_action_taken_back(action: Action, body: Body) -> None:
    _tell_taken_back(action, body, f"What {action.case.partnership} recorded for {body} to do", "an action")


def _tell_taken_back(paper: Addressee | Action, body: Body, what: str, kind: str) -> None:
    """The body opens it no more, so it is led to its list."""
    sentence = (
        f"{what} is taken back: it was not for you, or comes otherwise. Nothing is waited for any more. Please "
        "destroy what you printed or sent on. What else is recommended to you, and yours to do:"
    )
    for address in addresses_of(body, paper.case_id):
        outbox.write(
            to=address, subject=f"{paper.case.reference}: {kind} is taken back",
            text=f"{sentence}\n\n{settings.ADDRESS}{reverse('learning:of_us')}\n\n{CLOSING}\n",
            kind="recommendation", partnership=paper.case.partnership, about=[paper.case_id],
        )  # fmt: skip


def tell_day_moved(put: Addressee) -> None:
    assert put.due_on is not None
    _write(
        put,
        subject=f"{put.case.reference}: the day has moved to {spoken(put.due_on)}",
        sentence=f"What {put.case.partnership} recommends to {put.whom} is now to be carried out by "
        f"{spoken(put.due_on)}.",
    )


def tell_day_of_action_moved(action: Action) -> None:
    assert action.due_on is not None
    _write(
        action,
        subject=f"{action.case.reference}: the day has moved to {spoken(action.due_on)}",
        sentence=f"What {action.owner} is to do for {action.case.partnership} is now due on {spoken(action.due_on)}.",
    )


def remind_of_action(action: Action, *, late: bool, once: str) -> int:
    """The same of what a body is to do itself."""
    assert action.due_on is not None
    due = spoken(action.due_on)
    state = f"was to be done by {due}, and is not recorded as done" if late else f"is to be done by {due}"
    return _write(
        action,
        subject=f"{action.case.reference}: a reminder, {'it was' if late else 'to be'} due on {due}",
        sentence=f"What {action.case.partnership} recorded for {action.owner} to do {state}. Say on the page how it "
        "goes, or that it is done:",
        once=once,
    )


def remind(put: Addressee, *, late: bool, once: str) -> int:
    """Before the day and after it. Gives how many were written; `once` keeps each from being written twice."""
    assert put.due_on is not None
    due = spoken(put.due_on)
    state = f"was to be carried out by {due}, and is not recorded as done" if late else f"is to be carried out by {due}"
    if put.body is None:
        return _write(
            put,
            subject=f"{put.case.reference}: ask whether it was done, due on {due}",
            sentence=f"What {put.case.partnership} recommends to {put.whom} {state}. {put.whom} has no place in "
            "Handrail: ask them how it stands, and write on the page what they say:",
            once=once,
            to=put.case.partnership,
        )
    ask = "Say on the page how it stands and what was done" if put.says else "Say on the page whether you accept it"
    return _write(
        put,
        subject=f"{put.case.reference}: a reminder, {'it was' if late else 'to be'} due on {due}",
        sentence=f"What {put.case.partnership} recommends to {put.whom} {state}. {ask}:",
        once=once,
    )


def _write(
    paper: Addressee | Action, *, subject: str, sentence: str, once: str | None = None, to: Body | None = None
) -> int:
    """To everyone the body is reached by; to nobody where it has no place here. Gives how many were written."""
    to = to or (paper.owner if isinstance(paper, Action) else paper.body)
    if to is None:
        return 0
    written = 0
    page = reverse(f"learning:{'action' if isinstance(paper, Action) else 'put'}", args=[paper.case_id, paper.pk])
    for address in addresses_of(to, paper.case_id):
        message = outbox.write(
            to=address, subject=subject, text=f"{sentence}\n\n{settings.ADDRESS}{page}\n\n{CLOSING}\n",
            kind="recommendation", partnership=paper.case.partnership, about=[paper.case_id],
            once=f"{once} {address}" if once else None,
        )  # fmt: skip
        written += message is not None
    return written
