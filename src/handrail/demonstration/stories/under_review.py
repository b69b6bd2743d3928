"""A local review well under way, late for a reason that has been explained. Days are counted back from today."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handrail.demonstration.hour import hour_of
from handrail.demonstration.learnt import made_again, ours, recommended
from handrail.demonstration.local_review import commissioned, panel_met, panel_planned, seated, wrote
from handrail.demonstration.notifying import BOY, child, decided, harm, led_by_the_coordinator, notified, recorded
from handrail.demonstration.panels_table import Considered, met, told_by
from handrail.demonstration.reviewing import Words, reviewed
from handrail.demonstration.stories.learnt_of_tansy import NAME_ONE
from handrail.demonstration.stories.pool import ROWENA, reviewer
from handrail.demonstration.stories.told_by_agencies import four_agencies_tell_and_one_has_rows_to_mend
from handrail.demonstration.stories.under_review_parts import what_it_waits_for, what_was_written, who_is_heard
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Incident, Outcome, YesNo
from handrail.service.learning.actions.recommending import Whence
from handrail.service.learning.models import Recommendation
from handrail.service.reviewers.actions.commissioning import supervise
from handrail.service.reviewers.actions.fees import agree_fee, record_invoice, record_payment
from handrail.service.reviewers.actions.register import declare_nothing_more
from handrail.service.reviewers.models import Commission
from handrail.service.reviews.actions import add_addendum, check_progress, record_addendum_sent
from handrail.service.reviews.models import MediaPlan, RapidReview, Terms
from handrail.service.reviews.under_way import reviews_under_way

CHAIR = "Gwendolen Ashby"
WORDS = Words(
    facts="The police came three times in seven months. School, hospital and children's services each saw a bruise and "
    "were each given a reason for it.",
    improvements="What several agencies see of one child is put side by side in the same week.",
    next_steps="A local review asks why the three notices were read one at a time, as was found before.",
    family="Linden's mother and father were seen apart. They want different things of the review.",
    met={
        "local_agencies": "Five agencies each held a part.",
        "local_improvements": "One practitioner who holds the whole was recommended in 2018 and again in 2025.",
    },
    hold=True,
    why="It was recommended twice, and did not last. A local review can find out why.",
)


def a_local_review_well_under_way(wv: Telling) -> Incident:
    """Decided five months ago: a reviewer, a panel, the family, agencies' chronologies, a trial that holds it up."""
    known = wv.back(118)
    incident = recorded(wv, known, "10:15", harm(
        "Linden, who is five, was brought to hospital with injuries that the adults could not explain.",
        child("Linden Sandmartin", wv.years_ago(5), BOY, lives_at="22 Example Row", nhs_number="9990000042"),
        aware=hour_of(known, "09:20"), abuse="Physical abuse", happened_on=wv.back(119), place="At home",
        made_safe="Linden lives with his grandmother.", police_investigating=YesNo.YES,
    ))  # fmt: skip
    led_by_the_coordinator(wv, incident.case, known, "11:30", "LCSPR 3")
    decided(wv, incident, wv.back(117), "10:00", Outcome.Decided.NOTIFY)
    notified(wv, incident, wv.back(115), "12:10", reference="SIN-0398")
    review = reviewed(wv, incident, WORDS, wv.back(101))
    met(wv, wv.back(96), wv.back(94), Considered(
        told=told_by(review), themes=("Notices read one at a time", "Domestic abuse"),
        reasons="The Panel agrees that a local review is right, and asks to be told of any delay.",
    ))  # fmt: skip
    _recommended_again(wv, incident.case)
    _set_up(wv, incident.case)
    four_agencies_tell_and_one_has_rows_to_mend(wv, incident.case, known)
    who_is_heard(wv, incident.case)
    what_it_waits_for(wv, incident.case)
    _watched_over(wv, incident.case)
    what_was_written(wv, incident.case)
    panel_planned(wv, incident.case, wv.back(4), "10:00", starts=(wv.ahead(6), "14:00"), chair=CHAIR)
    _corrected(wv, review)
    return incident


def _recommended_again(wv: Telling, case: Case) -> None:
    """The third time: the rapid review recommends what was recommended in 2025 and, before that, in 2018."""
    made = recommended(
        wv, case, wv.back(101), "16:10", _of_the_rapid_review(case), "1",
        "When a second agency writes down an injury of the same child, one practitioner is named that day who holds "
        "together what each of them knows.",
        to=[ours(wv.cast.council)], due_on=wv.ahead(30),
        measure="In a reading of thirty folders, one name stands for all agencies by the end of the day.",
    )  # fmt: skip
    before = Recommendation.objects.get(text=NAME_ONE)
    made_again(wv, made, before, wv.back(100), "09:30", "The same, for a small child who is not missing.")


def _of_the_rapid_review(case: Case) -> Whence:
    return Whence(f"Rapid review, {case.reference}", RapidReview.objects.get(case=case).pk)


def _set_up(wv: Telling, case: Case) -> Commission:
    cast = wv.cast
    wrote(wv, case, wv.back(92), "10:00", Terms(
        purpose="To find out what agencies can learn from how they worked with Linden and his family.",
        questions="Why did it make sense to read three notices one at a time?\nWhy did what was recommended in 2018 "
        "and 2025 not change it?\nWhat was it like to be Linden?",
        from_on=wv.back(330), until_on=wv.back(118), agreed_on=wv.back(93), agreed_by_name="The three partners",
        method="Chronologies of five agencies, talks with practitioners in two groups, the family, and Linden with "
        "somebody he trusts.",
    ))  # fmt: skip
    seated(
        wv, case, wv.back(90), "11:00",
        (cast.partnership, CHAIR, "Independent chair", ""),
        (cast.council, "Ellis Tranter", "Head of practice", "Read one of the notices as duty manager in the spring."),
        (cast.police, "Corinne Hallam", "Detective chief inspector, protection", ""),
        (cast.icb, "Dr Anselm Ryecroft", "Designated doctor", ""),
        (cast.school, "Hazel Plume", "Head teacher", "Linden was a pupil at her school."),
        (cast.probation, "Mungo Fairweather", "Head of delivery", ""),
        chair=CHAIR,
    )  # fmt: skip
    with wv.acting("coordinator", wv.back(91), "09:40") as cora:
        declare_nothing_more(reviewer(ROWENA), declared_on=wv.back(91), by=cora)
    commission = commissioned(
        wv,
        case,
        reviewer(ROWENA),
        wv.back(89),
        "15:00",
        last_on=wv.ahead(85),
        terms="A report within the six months, to the terms of reference. Up to 30 days, at the rate of the pool.",
    )
    with wv.acting("coordinator", wv.back(86), "10:00") as cora:
        share = Decimal("5200.00")
        agree_fee(
            commission, shares=dict.fromkeys((cast.council.pk, cast.police.pk, cast.icb.pk), share), on=wv.back(87),
            words="Shared equally, as the arrangements say.", by=cora,
        )  # fmt: skip
    wrote(wv, case, wv.back(85), "16:00", MediaPlan(
        spokesperson="Constance Leadbitter, for the three partners",
        lines="A review is being held and will be published. Nothing is said of the child, the family or the trial.",
        family_told="Linden's social worker rings both parents and his grandmother an hour before anything is said.",
        staff_told="Heads of service tell those who knew the family in person; the helpline number is in the letter.",
        agreed_by_name="The three partners",
    ))  # fmt: skip
    wrote(wv, case, wv.back(50), "10:00", _widened(wv))
    panel_met(wv, case, wv.back(84), wv.back(78), *FIRST_MEETING, chair=CHAIR)
    panel_met(wv, case, wv.back(46), wv.back(38), *SECOND_MEETING, chair=CHAIR, away="Mungo Fairweather")
    return commission


def _widened(wv: Telling) -> Terms:
    first: date = wv.back(430)
    return Terms(
        purpose="To find out what agencies can learn from how they worked with Linden and his family.",
        questions="Why did it make sense to read three notices one at a time?\nWhy did what was recommended in 2018 "
        "and 2025 not change it?\nWhat was it like to be Linden?\nWho knew of the adult who moved in, and from when?",
        from_on=first,
        until_on=wv.back(118),
        agreed_on=wv.back(51),
        agreed_by_name="The three partners",
        method="As before; probation sends a chronology too.",
        changed="Begins earlier: the first panel meeting learnt that an adult known to probation moved in before then.",
    )


FIRST_MEETING = (
    "All came. The council's member read a notice himself in the spring; he will not speak to that part.",
    "Linden likes diggers and his grandmother's dog. His parents have been told of the review, each apart.",
    "They hold; a fourth question is wanted, of the adult who moved in.",
    "Three notices, each closed by itself. Nobody had the task of counting them.",
    "The hospital's notes are awaited.",
    "The trial is not yet listed. The officer in the case says whom not to speak to until then.",
    "On its way.",
    "The class teacher has been off; the head sees her each week.",
    "Rowena meets practitioners in two groups in the spring.",
)
SECOND_MEETING = (
    "Probation sent apologies.",
    "Linden's mother wants the report to say what was done to him. His father wants nothing published.",
    "The terms were widened, and the partners have agreed it.",
    "School and hospital were given different reasons for the same bruise within a day.",
    "The hospital's claim for his mother's own notes is accepted; Linden's were given.",
    "The trial is listed, later than hoped. It holds up what his mother and the practitioners can be asked.",
    "It will be late. The partners are to be told, and the Panel and the Secretary of State by them.",
    "A group for practitioners was held. What was said there is kept apart.",
    "A first draft in a month, for the panel alone.",
)


def _watched_over(wv: Telling, case: Case) -> None:
    """The partners look at time and quality; the reviewer is supervised; part of the fee is paid."""
    (going,), commission = reviews_under_way(case), Commission.objects.get(case=case)
    for on, found, asked, next_on in (
        (60, "It keeps to its time. Two agencies had not sent their chronologies.", "", wv.back(30)),
        (28, "Good work, with the child in it. The trial makes it late by about two months.",
         "To say in writing which parts can go on before the trial ends.", wv.ahead(2)),
    ):  # fmt: skip
        with wv.acting("coordinator", wv.back(on), "15:30") as cora:
            check_progress(case, going, found=found, on=wv.back(on), asked=asked, next_on=next_on, by=cora)
    for on, agreed, next_on in (
        (62, "Begins with the notices. Practitioners are met in two groups, and nobody is met alone.", wv.back(34)),
        (34, "The draft says why before it says what. Hindsight: the third notice is read as it looked on the day.",
         wv.ahead(3)),
    ):  # fmt: skip
        with wv.acting("coordinator", wv.back(on), "12:00") as cora:
            supervise(
                commission, on=wv.back(on), by_name="Constance Leadbitter", agreed=agreed, next_on=next_on, by=cora
            )
    council = wv.cast.council
    with wv.acting("coordinator", wv.back(24), "10:30") as cora:
        half = Decimal("2600.00")
        record_invoice(commission, body=council, amount=half, on=wv.back(25), reference="HG-318", by=cora)
        record_payment(commission, body=council, amount=half, on=wv.back(24), reference="WC-90114", by=cora)


def _corrected(wv: Telling, review: RapidReview) -> None:
    """The hospital's notes showed that the rapid review had one thing wrong; the Panel was sent a correction."""
    with wv.acting("coordinator", wv.back(4), "11:00") as cora:
        added = add_addendum(
            review, by=cora, reason="The hospital's own notes differ from its summary.",
            text="The bruise that was seen in the emergency department was on the right cheek, not the left.",
        )  # fmt: skip
        record_addendum_sent(
            added, sent_at=hour_of(wv.back(4), "11:00"), sent_by_name=cora.name, how="by secure e-mail", by=cora
        )
