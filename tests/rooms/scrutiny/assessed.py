"""What tests of self-assessment share: a small question set, a round, a body that is asked and one that has sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from handrail.service.audit.actions import name_actor
from handrail.service.cases.drafts import save_page
from handrail.service.partnerships.models import Body
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import sheet_of
from handrail.service.requests.views.drafting import send_what_was_typed
from handrail.service.scrutiny.actions import asking
from handrail.service.scrutiny.models import Return, Round
from handrail.service.scrutiny.sets import QuestionsAsked, read_toml
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.scrutinised import in_days

SMALL = """
title = "Small return"
of = "agencies"
cite = "Children Act 2004 section 11"
scale = [
    { key = "full", words = "Fully met", level = 2 }, { key = "partly", words = "Partly met", level = 1 },
    { key = "not", words = "Not met", level = 0 }, { key = "none", words = "Does not apply" },
]
[[standard]]
key = "lead"
title = "Who leads"
[[standard.question]]
key = "top"
asks = "Somebody at the top answers for it"
[[standard.question]]
key = "told"
asks = "The board is told"
"""
TOP, TOLD = "lead__top", "lead__told"


def small() -> QuestionsAsked:
    return read_toml(SMALL)


def a_round(cast: Cast, year: int = 2026, asks: QuestionsAsked | None = None, **other: Any) -> Round:
    by = cast["coordinator"]
    name_actor(by)
    kept = asking.keep_set(cast.partnership, asks or small(), by=by)
    plain: dict[str, Any] = {"due_on": in_days(30), "letter": "Please say how it stands."}
    plain["after"] = asking.round_before(cast.partnership, kept.slug, year, by=by)
    return asking.begin_round(cast.partnership, asking.Put(kept, year, **plain | other), by=by)


def asked(cast: Cast, round_: Round, body: Body | None = None) -> Request:
    name_actor(cast["coordinator"])
    (one,) = asking.ask_bodies(round_, [body or cast.trust], by=cast["coordinator"])
    return one


def page(judged: str = "full", told: str = "partly", **other: Any) -> dict[str, list[str]]:
    typed = {
        TOP: [judged], f"{TOP}__evidence": ["Minutes of May."], TOLD: [told], f"{TOLD}__evidence": ["One report."],
    }  # fmt: skip
    return typed | {name: [words] for name, words in other.items()}


def sends(cast: Cast, one: Request, typed: dict[str, list[str]] | None = None, who: str = "hospital lead") -> Return:
    """The hospital's lead fills it in and sends it."""
    person = cast[who]
    name_actor(person)
    one = Request.objects.select_related("body", "case__partnership", "case__folder").get(pk=one.pk)
    draft = begin(one, by=person)
    for slug, answers in (("of-lead", typed or page()), ("approved", {"approved_by": ["The chief nurse"]})):
        draft = save_page(draft.pk, slug, answers, version=draft.version, by=person)
    sent = send_what_was_typed(one, draft, by=person)
    assert sent is not None, [page.errors for page in sheet_of(one).journey.filled(draft.answers) if page.errors]
    return Return.objects.get(request=one)


def today() -> date:
    return in_days(0)
