"""Agencies of Wend Valley say how they keep children safe, one is challenged on it, and the area is inspected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from handrail.demonstration.telling import Telling
from handrail.service.cases.drafts import save_page
from handrail.service.partnerships.models import Body
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import sheet_of
from handrail.service.requests.views.drafting import send_what_was_typed
from handrail.service.scrutiny.actions import asking, challenging, inspections, promising
from handrail.service.scrutiny.doors import year_of
from handrail.service.scrutiny.models import Return, Round
from handrail.service.scrutiny.pages import EVIDENCE, STILL, slug_of
from handrail.service.scrutiny.sets import as_kept, name_of

SECTION_11 = "section-11-self-assessment"
LETTER = (
    "Every agency of the area tells the partners once a year how it keeps children safe, and shows it. Two of you sit "
    "down with it, not one. Where something is not met, say what will be done, by whom and by when.\n\n"
    "Ring Cora Ordway if a question does not fit your agency."
)
SHOWN = "Looked at by the safeguarding group in its last meeting; the paper is kept there."
HOSPITAL = {"trained": "partly", "disagree": "not", "contracts": "mostly"}
POLICE = {"equal": "partly", "learn": "mostly", "whistle": "mostly"}
SCHOOL = {"contracts": "none", "supervised": "partly"}
TO_DO = ("Send every ward a card that says how to disagree, and count its use", "Ottoline Ward, deputy lead")


def asked_last_year(wv: Telling) -> None:
    made = _round(wv, wv.today - timedelta(days=400), year_of(wv.today) - 1, None)
    last = wv.today - timedelta(days=370)
    _sends(wv, _asked(made, wv.cast.trust), "hospital lead", last, HOSPITAL | {"checks": "partly"}, promised=True)
    _sends(wv, _asked(made, wv.cast.police), "police author", last, POLICE)
    _sends(wv, _asked(made, wv.cast.school), "school lead", last, SCHOOL)


def asked_this_year(wv: Telling) -> None:
    """The round carries the answers of last year's; one answer is challenged."""
    before = Round.objects.get(partnership=wv.cast.partnership, year=year_of(wv.today) - 1)
    now = _round(wv, wv.back(30), year_of(wv.today), before)
    sent = _sends(wv, _asked(now, wv.cast.trust), "hospital lead", wv.back(9), HOSPITAL | {"disagree": "mostly"})
    _sends(wv, _asked(now, wv.cast.police), "police author", wv.back(7), POLICE)
    _challenged(wv, sent)
    with wv.acting("coordinator", wv.back(3), "15:10") as cora:
        promising.promise(
            now, wv.cast.college, words="Name a second designated lead, so that leave is covered.",
            owner="The vice principal", due_on=wv.ahead(40), by=cora,
        )  # fmt: skip


def _round(wv: Telling, on: date, year: int, before: Round | None) -> Round:
    cast = wv.cast
    with wv.acting("coordinator", on, "09:40") as cora:
        asks = asking.set_called(cast.partnership, SECTION_11, by=cora)
        due_on = wv.back(2) if before else on + timedelta(days=60)
        made = asking.begin_round(cast.partnership, asking.Put(asks, year, due_on, LETTER, after=before), by=cora)
        made.case.invented = True
        made.case.save(update_fields=["invented"])
        later = [cast.college, cast.probation] if before else []
        asking.ask_bodies(made, [cast.trust, cast.police, cast.school, *later], by=cora)
    return made


def _asked(round_: Round, body: Body) -> Request:
    rows = Request.objects.select_related("body", "case__partnership", "case__folder")
    return rows.get(case=round_.case_id, body=body)


def _sends(
    wv: Telling, asked: Request, part: str, on: date, judged: Mapping[str, str], *, promised: bool = False
) -> Return:
    put, carried = as_kept(asked.sheet["set"]), asked.sheet.get("carried", {})
    with wv.acting(part, on, "11:20") as author:
        draft = begin(asked, by=author)
        for standard in put.standard:
            typed: dict[str, list[str]] = {}
            for one in standard.question:
                name = name_of(standard, one)
                typed |= {name: [judged.get(one.key, "full")], f"{name}{EVIDENCE}": [SHOWN]}
                if name in carried:
                    typed[f"{name}{STILL}"] = ["yes" if carried[name]["judged"] == typed[name][0] else "changed"]
            if promised and standard.key == "policy":
                by = wv.back(5)
                typed |= {
                    "policy__improve": [TO_DO[0]], "policy__owner": [TO_DO[1]],
                    "policy__by_day": [str(by.day)], "policy__by_month": [str(by.month)],
                    "policy__by_year": [str(by.year)],
                }  # fmt: skip
            draft = save_page(draft.pk, slug_of(standard), typed, version=draft.version, by=author)
        agreed = {"approved_by": ["The chief officer, after the board had seen it"]}
        draft = save_page(draft.pk, "approved", agreed, version=draft.version, by=author)
        sent = send_what_was_typed(asked, draft, by=author)
    assert sent is not None, [page.errors for page in sheet_of(asked).journey.filled(draft.answers) if page.errors]
    return Return.objects.get(request=asked)


def _challenged(wv: Telling, sent: Return) -> None:
    """The police read the hospitals' return: one judgement is accepted as lower, another waits for an answer."""
    with wv.acting("coordinator", wv.back(6), "10:05") as cora:
        challenging.ask_peer(sent, wv.cast.police, due_on=wv.ahead(5), by=cora)
    with wv.acting("police partner", wv.back(4), "16:15") as percival:
        judged = {one.question: one for one in sent.judgements.all()}
        made = challenging.challenge(
            judged["recruit__allegations"], of=wv.cast.police, says="mostly", by=percival,
            words="Two of the five we heard of this year had taken three days.",
        )  # fmt: skip
        challenging.challenge(
            judged["training__trained"], of=wv.cast.police, says="not", by=percival,
            words="Of how many? Nothing in the answer says how many are due.",
        )  # fmt: skip
    with wv.acting("hospital lead", wv.back(2), "12:30") as hosea:
        challenging.answer(made, accepted=True, words="Both were at a weekend. We have changed who is rung.", by=hosea)


def inspected_not_long_ago(wv: Telling) -> None:
    """The area was inspected together by three inspectorates; one thing is done, one is late."""
    published = wv.back(60)
    with wv.acting("coordinator", published, "10:00") as cora:
        made = inspections.record_inspection(
            wv.cast.partnership, by_whom="Ofsted, CQC and HMICFRS together", began_on=wv.back(95), of_body=None,
            of_what="How the area answers when children are hurt outside the home", by=cora,
        )  # fmt: skip
        inspections.record_report(
            made, published_on=published, where="", answer_due_on=wv.back(10), by=cora,
            judgement="Leaders know the area well. Children who are missing are not always asked where they have been.",
        )  # fmt: skip
        made.refresh_from_db()
        asked = inspections.add_remedy(
            made, finding="Talks after a child was missing are held late, or not at all.", body=wv.cast.council,
            words="Offer every child a talk within three days, and count how many were.", owner="Constance Leadbitter",
            due_on=wv.back(15), by=cora,
        )  # fmt: skip
        inspections.add_remedy(
            made, finding="What the police learn of places is not told to schools.", body=wv.cast.police,
            words="A note on places each fortnight, to the safeguarding lead of each school.", owner="Percival Lawes",
            due_on=wv.back(3), by=cora,
        )  # fmt: skip
    with wv.acting("coordinator", wv.back(12), "14:20") as cora:
        inspections.record_answer(made, on=wv.back(12), by=cora)
        inspections.remedy_done(asked, on=wv.back(13), words="41 of 44 children in six weeks.", by=cora)
