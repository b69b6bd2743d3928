"""Scrutiny of Wend Valley: a tie weighed, the plan of a year, findings at every stage, figures that were used."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration.figures import AGAIN, DAYS, PLANS, REVIEWED, figures_published
from handrail.demonstration.from_outside import SCRUTINEER
from handrail.demonstration.telling import Telling
from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body, Kind
from handrail.service.scrutiny.actions import activities as act
from handrail.service.scrutiny.actions import indicators, scrutineers
from handrail.service.scrutiny.doors import year_of
from handrail.service.scrutiny.models import Activity, Finding, Indicator, Plan, Scrutineer
from handrail.service.scrutiny.series import compared

PARTNERS = "the lead safeguarding partners, at their meeting"


def a_year_of_scrutiny(wv: Telling) -> None:
    figures_published(wv.cast)
    started = wv.back(150)
    who = _appointed(wv, started - timedelta(days=100))
    watched = _watched(wv, started)
    plan, pieces = _planned(wv, who, started)
    _question_from_figures(wv, watched[AGAIN], pieces[1], started)
    _front_door(wv, pieces[0])
    _drift(wv, pieces[1])
    with wv.acting("coordinator", wv.back(3), "15:10") as cora:
        act.drop(pieces[3], on=wv.back(3), why="Put off to next year: the school's own inspection came first.", by=cora)
        indicators.use(
            watched[REVIEWED], used_for="report", report_year=plan.year, on=wv.back(3), by=cora, by_whom=cora.name,
            words="Reviews of plans came later in Wendshire than in any year before, and have begun to come back.",
            seen=_seen(wv, watched[REVIEWED]),
        )  # fmt: skip


def _appointed(wv: Telling, on: date) -> Scrutineer:
    with wv.acting("coordinator", on, "10:00") as cora:
        who = scrutineers.appoint(
            wv.cast.partnership, Body.objects.get(kind=Kind.SCRUTINEER), name=SCRUTINEER, appointed_on=on,
            appointed_by_name=PARTNERS, until_on=on + timedelta(days=3 * 365), by=cora,
            terms="Twenty days a year. To see practice as well as papers, and to report twice a year.",
        )  # fmt: skip
    with wv.acting("scrutineer", on, "14:20") as una:
        declared = scrutineers.declare(
            who, ties=("worked_here",), declared_on=on, by=una,
            words="Advised Wend Valley Hospitals on training for six months in 2014. Nothing since.",
        )  # fmt: skip
    with wv.acting("police partner", on, "16:00") as percival:
        scrutineers.weigh(
            declared, independent=True, weighed_on=on, weighed_by_name=PARTNERS, by=percival,
            why="It was short, long ago, and of one agency; she steps back from scrutiny of training at the trust.",
        )  # fmt: skip
    return who


def _watched(wv: Telling, on: date) -> dict[str, Indicator]:
    said = (
        (AGAIN, "Help lasts, so that few families are referred again", "What did families who came back not get?",
         "lower"),
        (REVIEWED, "No child's plan drifts", "Whose reviews were late, and what did that cost them?", "higher"),
        (DAYS, "Families know soon what help they will have", "Which assessments take longest, and who waits?",
         "neither"),
        (PLANS, "Children at risk are seen and protected", "Are more children at risk, or do we see more of them?",
         "neither"),
    )  # fmt: skip
    with wv.acting("coordinator", on, "09:30") as cora:
        return {
            key: indicators.choose(
                wv.cast.partnership, key, outcome=outcome, question=question, better=better, on=on, by=cora
            )
            for key, outcome, question, better in said
        }


def _planned(wv: Telling, who: Scrutineer, on: date) -> tuple[Plan, list[Activity]]:
    with wv.acting("coordinator", on, "11:00") as cora:
        plan = act.write_plan(
            wv.cast.partnership, year_of(wv.today), way=Plan.Way.ATTENDS, by=cora,
            way_why="Papers told the partners last year what they knew already.",
            aims="Whether help comes early enough to last, and what children say of it.",
        )  # fmt: skip
        pieces = [
            _piece(plan, who, title, question, how, due, cora)
            for title, question, how, due in (
                ("The front door", "Does a call for help get an answer the same day?", "visit", wv.back(60)),
                ("Plans that drift", "Why were families referred again?", "audit", wv.back(20)),
                ("What children say", "Do children know who will help them?", "children", wv.back(5)),
                ("Schools in the partnership", "Do schools have a say in decisions?", "meeting", wv.ahead(15)),
                ("The year's figures", "Are figures used, or only printed?", "figures", wv.ahead(40)),
            )
        ]
        act.agree_plan(plan, on=on, by_name=PARTNERS, by=cora)
    return plan, pieces


def _piece(plan: Plan, who: Scrutineer, title: str, question: str, how: str, due: date, by: Person) -> Activity:
    return act.add_activity(plan, who, title=title, question=question, how=how, due_on=due, by=by)


def _question_from_figures(wv: Telling, indicator: Indicator, piece: Activity, on: date) -> None:
    with wv.acting("coordinator", on, "12:15") as cora:
        indicators.use(
            indicator, used_for="scrutiny", activity=piece, by_whom=PARTNERS, on=on, by=cora,
            words="More families came back in Wendshire than in any year before. What had they not been given?",
            seen=_seen(wv, indicator),
        )  # fmt: skip


def _seen(wv: Telling, indicator: Indicator) -> str:
    each = compared(wv.cast.partnership, [indicator.measure], wv.today)[indicator.measure]
    return "\n".join(one.said for one in each)


def _front_door(wv: Telling, piece: Activity) -> None:
    """One strength; one thing done that made a difference; one serious concern answered and to be looked at again."""
    on = wv.back(62)
    with wv.acting("scrutineer", on, "17:00") as una:
        act.record_done(piece, on=on, how="visit", by=una, words="Two days and an evening at the front door.")
        found = [
            _found(piece, on, una, *said)
            for said in (
                ("strength", "Police and health sit with social work, and settle most calls within the hour.",
                 "Forty calls heard.", None),
                ("improve", "Schools do not hear what became of a call.", "Eleven of twelve schools said so.",
                 wv.cast.council),
                ("concern", "Nobody answers between five and seven.", "The log of two weeks.", None),
            )
        ]  # fmt: skip
    with wv.acting("council partner", wv.back(50), "11:30") as constance:
        _answered(found[1], constance, wv.back(50), wv.back(30), "A line to each school the day after.")
        _answered(found[2], constance, wv.back(50), wv.ahead(5), "Two more posts in the evening, from January.")
    with wv.acting("scrutineer", wv.back(25), "10:10") as una:
        act.follow_up(
            found[1], seen="done", looked_on=wv.back(25), again_on=None, by=una,
            words="Asked again: ten of twelve schools hear by the next day, and call earlier than they did.",
        )  # fmt: skip


def _found(piece: Activity, on: date, by: Person, kind: str, words: str, seen_in: str, to_body: Body | None) -> Finding:
    due = None if kind == "strength" else on + timedelta(days=28)
    return act.record_finding(
        piece, kind=kind, words=words, seen_in=seen_in, to_body=to_body, answer_due_on=due, found_on=on, by=by
    )


def _answered(finding: Finding, by: Person, on: date, done_by: date, words: str) -> None:
    act.answer(
        finding, says="accepted", words=words, done_by_on=done_by, answered_on=on, answered_by_name=by.name, by=by
    )


def _drift(wv: Telling, piece: Activity) -> None:
    """One not accepted, and one whose answer is late."""
    on = wv.back(35)
    with wv.acting("scrutineer", on, "16:30") as una:
        act.record_done(piece, on=on, how="audit", by=una, words="Twenty files of families who were referred again.")
        refused = _found(piece, on, una, "improve", "Every closing should be agreed by two agencies.",
                         "Six of twenty closed by one.", wv.cast.council)  # fmt: skip
        _found(piece, on, una, "improve", "Health visitors are not told that a plan has ended.",
               "Nine of twenty files.", wv.cast.trust)  # fmt: skip
    with wv.acting("council partner", wv.back(20), "09:45") as constance:
        act.answer(
            refused, says="not", done_by_on=None, answered_on=wv.back(20), answered_by_name=constance.name,
            by=constance,
            words="It would hold up families who want us gone. We will read every closing by one agency each month.",
        )  # fmt: skip
