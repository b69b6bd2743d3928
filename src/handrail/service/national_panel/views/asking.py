"""What the pages of the Panel's desk share that ask one thing, or have one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.access.asking import Page
from handrail.service.national_panel.models import DocketItem
from handrail.service.partnerships.actions import NotDone


def page_at_panel(
    title: str, press: str, said: str, go: str, warns: Sequence[str] = (), says: Sequence[str] = (),
    trail: Sequence[tuple[str, str]] = (), leave: str = "Cancel", back: str = "",
    beside: Sequence[tuple[str, str]] = (),
) -> Page:  # fmt: skip
    """`trail` is the way from the Panel's desk to what the page is about."""
    way = [("The Panel", reverse("national_panel:desk")), *trail]
    return Page(title, way, press, said, go, warns=warns, says=says, leave=leave, back=back, beside=beside)


def trail_to(item: DocketItem) -> list[tuple[str, str]]:
    """The way to something before the Panel: its meeting, and the thing itself."""
    meeting = item.meeting
    return [
        (f"Meeting of {spoken(meeting.on)}", reverse("national_panel:meeting", args=[meeting.pk])),
        (item.get_what_display(), reverse("national_panel:item", args=[item.pk])),
    ]


def act_and_go(request: HttpRequest, act: Callable[[], object], *, say: str, go: str) -> HttpResponse:
    """For a button: act, or say why not; then back."""
    try:
        act()
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, say)
    return redirect(go)
