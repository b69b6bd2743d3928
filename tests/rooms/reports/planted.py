"""Folders of Wend Valley with one word written wherever people write, all within one year."""

from __future__ import annotations

from datetime import date, datetime, time

from handrail.guidance.days import LONDON
from handrail.service.incidents.models import Incident, Nature
from handrail.service.learning.models import Action, Addressee, Evidence, Recommendation
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.reviews.models import PanelMessage, RapidReview
from tests.rooms.cast import Cast, open_folder_for

CANARY = "Zephyrquill"
ON = date(2025, 10, 6)
AT = datetime.combine(ON, time(10), LONDON)


def plant(cast: Cast) -> None:
    """As its agencies' people would have left them, and unpublished."""
    case = open_folder_for(cast)
    by = cast["notifier"]
    Incident.objects.create(
        case=case, raised_by=cast.council, authority=cast.council, nature=Nature.DEATH, what_is_known=CANARY,
        place=CANARY, recorded_by=by,
    )  # fmt: skip
    review = RapidReview.objects.create(
        case=case, facts_of_case=CANARY, improvements=CANARY, sent_at=AT, recorded_at=AT, sent_by_name=CANARY,
        recorded_by=by,
    )  # fmt: skip
    PanelMessage.objects.create(
        case=case, review=review, direction="from the Panel", says="challenges", dated_on=ON, text=CANARY,
        recorded_by=by,
    )  # fmt: skip
    made = Recommendation.objects.create(
        case=case, source=CANARY, text=CANARY, measure=CANARY, made_on=ON, recorded_by=by
    )
    put = Addressee.objects.create(
        case=case, recommendation=made, to="outside", name=CANARY, carried_out_on=ON, recorded_by=by
    )
    Evidence.objects.create(
        addressee=put, of="impact", kind="audit", finds="none", text=CANARY, seen_on=ON, written_by=by
    )
    Action.objects.create(
        case=case, title=CANARY, owner_name=CANARY, evidence=CANARY, source=CANARY, done_on=ON, recorded_by=by
    )
    meeting = Meeting.objects.create(
        case=case, about="x", starts_at=AT, held_at=AT, place=CANARY, chair=CANARY, recorded_by=by
    )
    Attendance.objects.create(meeting=meeting, body=cast.school, name=CANARY, came="came")
