"""Returns on training and on whistleblowing policies are asked of prisons, probation and bodies of sport as of others:
chosen on the page, answered by a code where nobody there has an account, and laid beside the rest."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.drafts import save_page
from handrail.service.partnerships.models import Body, Contact, Kind, Membership
from handrail.service.partnerships.schedule import RELEVANT_AGENCIES
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Request
from handrail.service.requests.naming import Named, ask_practitioner, form_waiting_for
from handrail.service.requests.views.drafting import send_what_was_typed
from handrail.service.scrutiny.models import Return
from handrail.service.scrutiny.sets import QuestionsAsked, brought
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import a_round

ENTRIES = ("prison", "probation provider", "sport or leisure body")
RETURNS = {"return-on-training": "Return on training", "return-on-whistleblowing-policies": "whistleblowing"}


def agencies(cast: Cast) -> list[Body]:
    """One of each, as relevant agencies of the partnership by their entry in the regulations' list."""
    assert set(ENTRIES) <= set(RELEVANT_AGENCIES)
    name_actor(Job("tests"))
    made = [Body.objects.create(name=f"Wend {one}", kind=Kind.RELEVANT_AGENCY, category=one) for one in ENTRIES]
    for body in made:
        Membership.objects.create(partnership=cast.partnership, body=body, place="relevant agency")
    Contact.objects.create(body=made[-1], name="Ada Fell", email="ada@wendclub.example")
    name_actor(cast["coordinator"])
    return made


def answers_by_code(one: Request, asks: QuestionsAsked) -> Return:
    """Nobody at the club has an account: its welfare officer answers by the code that was sent."""
    ada = Practitioner.objects.get(paper_id=one.pk)
    with unit_of_work(ada, "a form opened by a code"):
        waiting = form_waiting_for(ada)
        assert waiting is not None
        draft = begin(waiting, by=ada)
        for standard in asks.standard:
            typed: dict[str, list[str]] = {}
            for question in standard.question:
                key = f"{standard.key}__{question.key}"
                typed |= {key: ["full"], f"{key}__evidence": ["The club’s register."]}
            draft = save_page(draft.pk, f"of-{standard.key}", typed, version=draft.version, by=ada)
        draft = save_page(draft.pk, "approved", {"approved_by": ["The chair"]}, version=draft.version, by=ada)
        assert send_what_was_typed(waiting, draft, by=ada) is not None
    return Return.objects.get(request=one)


@pytest.mark.parametrize("slug", RETURNS)
def test_each_is_asked_on_the_page_and_stands_beside_the_others(cast: Cast, client: Client, slug: str) -> None:
    asks = brought()[slug]
    made = agencies(cast)
    round_ = a_round(cast, asks=asks)
    assert "sport" in asks.says
    client.force_login(cast["coordinator"])
    at = f"/cases/{round_.case_id}/rounds/{round_.pk}/"
    page = client.get(f"{at}ask").content.decode()
    assert all(str(body) in page for body in made)
    assert client.post(f"{at}ask", {"bodies": [str(body.pk) for body in made]}).status_code == 302
    name_actor(cast["coordinator"])
    club = Request.objects.get(case=round_.case_id, body=made[-1])
    with unit_of_work(cast["coordinator"]):
        ask_practitioner(club, Named("Ada Fell", "ada@wendclub.example"), by=cast["coordinator"])
    sent = answers_by_code(club, asks)
    name_actor(cast["coordinator"])
    assert {one.judged for one in sent.judgements.all()} == {"full"}
    lines = client.get(f"{at}file/csv").content.decode()
    told = {body.category: [line for line in lines.splitlines() if str(body) in line] for body in made}
    assert all("Not answered" in told[one][0] for one in ENTRIES[:2])
    assert told[ENTRIES[2]]
    assert not any("Not answered" in line for line in told[ENTRIES[2]])
