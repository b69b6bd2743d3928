"""Agencies in a story are asked for their summaries, open the request, begin to type, and send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from handrail.demonstration.hour import later
from handrail.demonstration.telling import Telling
from handrail.service.cases.drafts import save_page
from handrail.service.cases.models import Draft
from handrail.service.children.models import Child
from handrail.service.incidents.models import Incident
from handrail.service.partnerships.models import Body
from handrail.service.requests.actions import Answers, ask_for_summaries, chase, first_opened, lock, send_summary
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import sheet_of
from handrail.service.requests.summary import JOURNEY
from handrail.service.requests.wording import ASKED, who_it_is_about

Typed = Mapping[str, Mapping[str, list[str]]]
"""By page and by question, as a browser sends it."""
PAGE_OF = {question: page.slug for page in JOURNEY.pages for question in page.base_fields}


def summaries_asked(
    wv: Telling, incident: Incident, bodies: Iterable[Body], on: date, hour: str, due_on: date
) -> dict[Body, Request]:
    with wv.acting("coordinator", on, hour) as cora:
        asked = ask_for_summaries(
            incident.case, bodies=bodies, about=str(incident.pk), what=ASKED, due_on=due_on, by=cora,
            children_named=who_it_is_about(Child.objects.filter(folder=incident.case_id)),
        )  # fmt: skip
    return {one.body: one for one in asked}


def typed(**answers: str) -> Typed:
    """A summary by its questions, as far as somebody got with it."""
    pages: dict[str, dict[str, list[str]]] = {}
    for question, words in answers.items():
        pages.setdefault(PAGE_OF[question], {})[question] = [words]
    return pages


def summary_begun(wv: Telling, asked: Request, part: str, on: date, hour: str, pages: Typed) -> Draft:
    """Somebody of the agency opens the request and types."""
    with wv.acting(part, on, hour) as author:
        first_opened(asked, by=author)
        draft = begin(asked, by=author)
        for slug, words in pages.items():
            draft = save_page(draft.pk, slug, dict(words), version=draft.version, by=author)
    return draft


def summary_sent(wv: Telling, asked: Request, part: str, on: date, hour: str, pages: Typed) -> None:
    draft = summary_begun(wv, asked, part, on, hour, pages)
    with wv.acting(part, on, later(hour, 45)) as author:
        questions, words = sheet_of(asked).as_sent(draft.answers)
        send_summary(asked, Answers(questions, words, words["approved_by"]), draft=draft, by=author)


def locked_for_the_review(wv: Telling, asked: Iterable[Request], on: date, hour: str) -> None:
    with wv.acting("coordinator", on, hour) as cora:
        for one in asked:
            lock(one, by=cora)


def chased(wv: Telling, asked: Request, on: date, hour: str) -> None:
    with wv.acting("coordinator", on, hour) as cora:
        chase(asked, by=cora)
