"""What tests of reporting forms share: a death, asking agencies for its forms, and filling one in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.drafts import save_page
from handrail.service.cases.models import Case, KeptFact
from handrail.service.child_deaths.models import Birth, Death
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body
from handrail.service.reporting_forms.actions import Put, ask_for_forms
from handrail.service.reporting_forms.models import ReportingForms
from handrail.service.requests import actions as requesting
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.sheets import sheet_of
from tests.rooms.cast import Cast, open_folder_for

DIED_ON = date(2026, 3, 2)
AGREED = {"approved": {"approved_by": ["Hedda Masterson, head teacher"]}}


def a_death(cast: Cast, case: Case | None = None, **more: Any) -> Death:
    """As the coordinator; the unit of work is hers afterwards."""
    case = case or open_folder_for(cast)
    name_actor(cast["coordinator"])
    child = Child.objects.create(
        folder=case.folder, given_names="Robin", family_name="Fairlight", born_on=date(2019, 5, 4)
    )
    said: dict[str, Any] = {
        "born": Birth.ALIVE, "died_on": DIED_ON, "circumstances": "Found in the pond.", "sent_by": cast.trust,
        "recorded_by": cast["coordinator"], **more,
    }  # fmt: skip
    return Death.objects.create(case=case, child=child, **said)


def put(version: str = "2022", *supplements: str, **more: Any) -> Put:
    due_on = more.pop("due_on", timezone.localdate() + timedelta(days=20))
    return Put(version, supplements, "Robin Fairlight, born 4 May 2019", "Please fill in the form.", due_on, **more)


def ask(cast: Cast, death: Death, *bodies: Body, how: Put | None = None) -> list[Request]:
    name_actor(cast["coordinator"])
    return ask_for_forms(death, how or put(), bodies=bodies, by=cast["coordinator"])


def ask_one(cast: Cast, death: Death, body: Body, how: Put | None = None) -> Request:
    (asked,) = ask(cast, death, body, how=how)
    return asked


def forms_of(death: Death) -> ReportingForms:
    return ReportingForms.objects.select_related("death__child").get(death=death)


def send(asked: Request, by: Person, typed: Mapping[str, Mapping[str, list[str]]] | None = None) -> Contribution:
    """Fill the form in and send it, as somebody at the agency."""
    name_actor(by)
    draft = begin(asked, by=by)
    for slug, words in {**(typed or {}), **AGREED}.items():
        draft = save_page(draft.pk, slug, dict(words), version=draft.version, by=by)
    sheet = sheet_of(asked)
    assert sheet.journey.cleaned(draft.answers) is not None
    questions, said = sheet.as_sent(draft.answers)
    answers = requesting.Answers(questions, said, said["approved_by"])
    return requesting.send_summary(asked, answers, draft=draft, by=by)


def meeting_held(death: Death) -> None:
    KeptFact.objects.create(
        case=death.case, paper_id=death.pk, kind="child_death_review_meeting_held", about=str(death.pk),
        on=timezone.localdate(), at=timezone.now(), recorded_at=timezone.now(),
    )  # fmt: skip
