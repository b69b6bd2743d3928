"""How Wend Valley's board handed over to the partnership in September 2019: the plan, the days, what was left open, and
the boxes that were signed for. One line still waits for its receipt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handrail.demonstration.hour import hour_of
from handrail.demonstration.longer_reviews import chair_decided
from handrail.demonstration.notifying import GIRL, child, closed, harm, recorded, told_of
from handrail.demonstration.telling import Telling
from handrail.demonstration.wend_valley import BEGAN
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import PassedOn, Transition, UnitPost
from handrail.service.incidents.models import Incident, Notice
from handrail.service.reports import handing_over
from handrail.service.reports.holding import held
from handrail.service.reports.models import HandoverLine

BASIS = "SI 2018/497, regulation 9, and the data sharing agreement of 3 June 2019 (the council’s solicitor advised)"
PASSED_ON = date(2020, 9, 4)


def a_review_that_the_board_could_not_finish(wv: Telling) -> Incident:
    """The board called for a review in June 2018. The trial went on, and in September 2020 it went to the partners."""
    known, told = date(2018, 5, 8), date(2018, 5, 15)
    incident = recorded(wv, known, "09:40", harm(
        "Lark was found with injuries that nobody could explain. Two adults were charged.",
        child("Lark Saffron", date(2016, 10, 3), GIRL, lives_at="3 Sample Street, Nether Wend"),
        aware=hour_of(known, "08:50"), happened_on=date(2018, 5, 6), place="At home, in Nether Wend",
    ))  # fmt: skip
    told_of(
        wv, incident, Notice.To.OFSTED_AND_LSCB, told, "11:00", how="by the form, and by letter to the board’s chair",
        reference="2018/0515",
    )  # fmt: skip
    chair_decided(
        wv, incident, date(2018, 6, 11), "10:30", hold=True, told=date(2018, 6, 12),
        reasons="Three agencies had seen bruises and each had been given another account of them.",
        met={"serious_case_harm": "She was seriously harmed, and three agencies did not compare what they were told."},
    )  # fmt: skip
    with wv.acting("coordinator", PASSED_ON, "15:00") as by:
        act.pass_on(
            incident.case, about=str(incident.pk), given=PassedOn.Given.INFORMATION, to=wv.cast.partnership,
            on=PASSED_ON, received_by_name="Cora Ordway", by=by,
            what="The chronology, eleven interviews, and the reviewer’s notes. No draft of the report was begun.",
        )  # fmt: skip
    closed(wv, incident.case, date(2020, 9, 18), "The review was passed to the partners, with all that was known.")
    return incident


def the_board_hands_over(wv: Telling) -> Transition:
    cast = wv.cast
    with wv.acting("coordinator", date(2019, 3, 4), "10:00") as by:
        plan = act.begin_plan(
            cast.partnership, change="boards_to_partners", title="The handover of 2019", law="", says="",
            begins_on=None, due_on=None, invented=False, by=by,
        )  # fmt: skip
        act.add_passing(plan, before=cast.lscb, after=cast.partnership, begins_on=BEGAN, ends=True, by=by)
    with wv.acting("coordinator", date(2019, 7, 15), "14:00") as by:
        act.plan_records(
            plan, planned_on=date(2019, 7, 15), by=by,
            planned_says="Folders stay where they are and change their controller. Paper goes to the county archive "
            "with a list. The mailbox is closed on the last day, and what is in it is filed first.",
        )  # fmt: skip
    _posts(wv, plan)
    for authority in (cast.council, cast.other_council):
        with wv.acting("coordinator", date(2020, 8, 25), "09:30") as by:
            act.give_days(
                plan, authority, published_on=date(2019, 6, 28), told_on=date(2019, 7, 1), began_on=BEGAN,
                report_on=date(2020, 8, 24), child_death_agreed_on=date(2019, 6, 20),
                child_death_published_on=date(2019, 6, 28), child_death_plans_on=date(2019, 6, 28),
                child_death_began_on=BEGAN, by=by,
            )  # fmt: skip
    plan.refresh_from_db()
    _inventory(wv, plan)
    return plan


def _posts(wv: Telling, plan: Transition) -> None:
    """The business unit of three: what each knew was taken over before the board ended."""
    cast, agreed = wv.cast, date(2019, 6, 28)
    at_the_council = {
        "held_by_name": "", "employer": cast.council, "contract_ends_on": None, "agreed_on": agreed, "by_on": None,
        "agreed_by_name": "The board’s executive",
    }  # fmt: skip
    posts = (
        {
            "office": "Business manager", "hours": Decimal(37), "becomes": UnitPost.Becomes.GOES_ON, "to": None,
            "knows": "Who sits where in each agency, and how each review since 2009 came about.", "taken_over_by": "",
            "taken_over_on": None,
        },
        {
            "office": "Administrator of child death reviews", "hours": Decimal("18.5"), "to": cast.trust,
            "becomes": UnitPost.Becomes.PASSES, "taken_over_by": "Child death review coordinator",
            "knows": "Which hospital sends its forms to whom, and what the panel waits for.",
            "taken_over_on": date(2019, 7, 12),
        },
        {
            "office": "Data analyst", "hours": Decimal(15), "becomes": UnitPost.Becomes.ENDS, "to": cast.police,
            "knows": "How the figures of the yearly report are made from four systems that do not fit together.",
            "taken_over_by": "Analyst", "taken_over_on": date(2019, 7, 12),
        },
    )  # fmt: skip
    with wv.acting("coordinator", date(2019, 7, 15), "15:10") as by:
        for post in posts:
            act.list_post(plan, None, by=by, **at_the_council, **post)
        act.say_posts_whole(plan, by=by)


def _inventory(wv: Telling, plan: Transition) -> None:
    cast = wv.cast
    with wv.acting("coordinator", date(2019, 9, 3), "09:00") as by:
        handing_over.count_into(plan, held(plan, by), by=by)
        boxes = handing_over.write_line(
            plan, None, what="Minutes and reports of the board, 2006 to 2015", how_many=12, medium="paper", by=by,
            where="The cellar of County Hall", before=cast.council, after=cast.police, basis=BASIS,
            receiver=cast["police partner"],
        )  # fmt: skip
        handing_over.write_line(
            plan, None, what="The board’s mailbox", how_many=None, medium="mailbox", where="", before=cast.council,
            after=cast.icb, basis=BASIS, receiver=cast["health partner"], by=by,
        )  # fmt: skip
        handing_over.say_of_all(
            plan, before=cast.council, after=cast.police, basis=BASIS, receiver=cast["police partner"], by=by
        )
    for line in HandoverLine.objects.filter(transition=plan, receiver=cast["police partner"]):
        with wv.acting("police partner", date(2019, 9, 5), "11:20") as by:
            handing_over.sign(
                line, read=handing_over.digest_of(handing_over.said_of(line)), name=by.name,
                received_on=date(2019, 9, 5), by=by,
                remarks="Box 7 was damp and is being dried." if line == boxes else "",
            )  # fmt: skip
