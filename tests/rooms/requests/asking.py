"""What tests of requests share: asking, answering, and a folder whose rapid review runs or is complete."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from handrail.guidance.days import published_working_days
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.drafts import save_page
from handrail.service.cases.models import Case, Draft, KeptFact, PaperLine
from handrail.service.partnerships.models import Body
from handrail.service.requests import actions
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.sheets import sheet_of
from tests.rooms.cast import Cast, open_folder_for

ABOUT_WHOM = "Wilf Testerton, born 3 March 2019, of 4 Example Row"
TYPED = {
    "involvement": {"involvement": ["On the roll since September. Last seen by his class teacher on the Friday."]},
    "at-once": {"at_once": ["His sister is collected from class each day."]},
    "approved": {"approved_by": ["Hedda Masterson, head teacher"]},
}


def working_days_from_today(count: int) -> date:
    return published_working_days().after(timezone.localdate(), count)


def a_folder(cast: Cast) -> Case:
    return open_folder_for(cast)


def ask(cast: Cast, case: Case, *bodies: Body, due_on: date | None = None, about: str = "") -> list[Request]:
    """As the coordinator; the unit of work is hers afterwards."""
    name_actor(cast["coordinator"])
    return actions.ask_for_summaries(
        case,
        bodies=bodies,
        about=about or str(case.pk),
        children_named=ABOUT_WHOM,
        what="Please send a summary.",
        due_on=due_on or working_days_from_today(8),
        by=cast["coordinator"],
    )


def ask_one(cast: Cast, case: Case, body: Body, **more: Any) -> Request:
    (asked,) = ask(cast, case, body, **more)
    return asked


def type_summary(asked: Request, by: Person) -> Draft:
    """A draft with every needed answer in it."""
    name_actor(by)
    draft = begin(asked, by=by)
    for slug, typed in TYPED.items():
        draft = save_page(draft.pk, slug, typed, version=draft.version, by=by)
    return draft


def send(asked: Request, by: Person) -> Contribution:
    draft = type_summary(asked, by)
    questions, words = sheet_of(asked).as_sent(draft.answers)
    answers = actions.Answers(questions, words, words["approved_by"])
    return actions.send_summary(asked, answers, draft=draft, by=by)


def days_later(asked: Request, days: int) -> None:
    """Let days go by: the request was asked, and due, that much earlier."""
    Request.objects.filter(pk=asked.pk).update(
        due_on=asked.due_on - timedelta(days=days), asked_at=asked.asked_at - timedelta(days=days)
    )
    asked.refresh_from_db()


def an_incident_on(case: Case) -> str:
    """A line for an incident, as the room above files it."""
    line = PaperLine.objects.create(
        case=case, paper_id="0f0e0d0c-0000-4000-8000-000000000001", room="incidents", title="Incident",
        url_name="incidents:incident", opens="incidents", filed_at=timezone.now(),
    )  # fmt: skip
    return str(line.paper_id)


def review_completed(case: Case, about: str) -> None:
    KeptFact.objects.create(
        case=case, paper_id=case.pk, kind="rapid_review_completed", about=about, on=timezone.localdate(),
        at=timezone.now(), recorded_at=timezone.now(),
    )  # fmt: skip
