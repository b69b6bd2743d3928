"""The messages about a meeting. None says more of a case than its reference, the hour, and the page to open."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.access.shut import is_named
from handrail.service.meetings.models import Attendance, Decision, Meeting
from handrail.service.outbox import actions as outbox
from handrail.service.requests.letters import CLOSING, addresses_of


def page_of(meeting: Meeting) -> str:
    path = reverse("meetings:meeting", kwargs={"case_id": meeting.case_id, "meeting_id": meeting.pk})
    return f"{settings.ADDRESS}{path}"


def address_of(invited: Attendance) -> str:
    """Their own address; where it is not known, their body's shared mailbox."""
    return invited.email or invited.body.mailbox


def tell_invited(meeting: Meeting, invited: Attendance) -> bool:
    """Whether there was an address to write to."""
    when = spoken(meeting.starts_at)
    return _write(
        invited,
        f"{meeting.case.reference}: a meeting on {when}",
        f"{meeting.case.partnership} asks {invited.name} of {invited.body} to a meeting on {when}."
        f" Its agenda, its papers, where it is held, and an entry for your calendar:"
        f"\n\n{page_of(meeting)}\n\n{CLOSING}",
        meeting,
    )


def tell_changed(meeting: Meeting, invited: Attendance) -> bool:
    when = spoken(meeting.starts_at)
    return _write(
        invited,
        f"{meeting.case.reference}: the meeting has changed, now {when}",
        f"The meeting that {invited.name} is asked to has changed. It is now on {when}."
        f" Please put the new entry in your calendar:\n\n{page_of(meeting)}\n\n{CLOSING}",
        meeting,
    )


def tell_minutes(meeting: Meeting, invited: Attendance) -> bool:
    """Of a meeting of the partnership, to whoever was sent its agenda."""
    when = spoken(meeting.starts_at)
    return _write(
        invited,
        f"{meeting.case.reference}: the minutes of {when}",
        f"The minutes of the meeting of {when} are agreed. {invited.body} can read them here:"
        f"\n\n{page_of(meeting)}\n\n{CLOSING}",
        meeting,
    )


def tell_cancelled(meeting: Meeting, invited: Attendance) -> bool:
    when = spoken(meeting.starts_at)
    return _write(
        invited,
        f"{meeting.case.reference}: the meeting on {when} is cancelled",
        f"The meeting on {when} will not be held. There is nothing for {invited.name} to do.",
        meeting,
    )


def tell_uninvited(meeting: Meeting, invited: Attendance) -> bool:
    when = spoken(meeting.starts_at)
    return _write(
        invited,
        f"{meeting.case.reference}: you are not needed on {when}",
        f"{invited.name} is no longer asked to the meeting on {when}.",
        meeting,
    )


def tell_owner(meeting: Meeting, decision: Decision) -> None:
    """A body learns that something was asked of it at a meeting; what it is stands on the page."""
    if decision.owner is None:
        return
    by = f" by {spoken(decision.due_on)}" if decision.due_on else ""
    text = f"A meeting asked something of {decision.owner}{by}:\n\n{page_of(meeting)}\n\n{CLOSING}\n"
    for address in addresses_of(decision.owner, meeting.case_id):
        outbox.write(
            to=address, subject=f"{meeting.case.reference}: an action for you{by}", text=text, kind="meeting",
            about=[meeting.case_id],
        )  # fmt: skip


def _write(invited: Attendance, subject: str, text: str, meeting: Meeting) -> bool:
    address, about = address_of(invited), [meeting.case_id]
    if not address or is_named(about, names=[invited.name], emails=[invited.email]):
        return False
    mailbox = meeting.case.partnership.mailbox
    signed = f"{meeting.case.partnership}, {mailbox}" if mailbox else str(meeting.case.partnership)
    return bool(outbox.write(to=address, subject=subject, text=f"{text}\n\n{signed}\n", kind="meeting", about=about))
