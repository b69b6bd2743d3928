"""What the local review of 2025 said in public, what it found and recommended, and what became of that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handrail.demonstration.learnt import (
    NATIONAL,
    answered,
    done,
    found,
    made_a_difference,
    made_again,
    ours,
    out_of,
    put_off,
    put_to,
    recommended,
)
from handrail.demonstration.local_review import commissioned
from handrail.demonstration.publishing import (
    approved_by_two,
    begun,
    family_told,
    released,
    report_agreed,
    report_given,
    written,
)
from handrail.demonstration.stories.learnt_before import ONE_WHO_HOLDS
from handrail.demonstration.stories.pool import ISOLDE, reviewer
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.learning.actions.answering import plan_re_audit, record_re_audit
from handrail.service.learning.actions.briefings import begin_briefing, mark_read, send_briefing, write_briefing
from handrail.service.learning.actions.tracked import add_action
from handrail.service.learning.models import Briefing, Evidence, Finding, ReAudit, Recommendation
from handrail.service.learning.models.put import Says
from handrail.service.partnerships.models import Body
from handrail.service.publication import written as public
from handrail.service.reviewers.actions.commissioning import Weighed, supervise
from handrail.service.reviewers.actions.ending import end
from handrail.service.reviewers.actions.fees import agree_fee, record_invoice, record_payment
from handrail.service.reviewers.models import Commission, Interest

SOURCE = "Local review “Eleven days”"
OUT = date(2025, 5, 14)
NAME_ONE = (
    "When a young person is first missed, the agencies name one of them, that day, who holds together what each knows "
    "and leads the search."
)
RING_HOME = "Colleges ring home on the first day that a student of 16 or 17 is missed, and write down who answered."
WARD = "Wards and the emergency department see from the first screen that a young person is being looked for."
RISK = "Guidance on missing children says that a young person's age alone does not make the risk low."
PROBATION = "Officers who know that a young person stays at an address they visit say so to the front door that day."
PUBLIC = public.Text(
    "Local child safeguarding practice review: eleven days",
    "A young person was missed for eleven days. Four agencies each thought that another was looking. The review asks "
    "how that came about, and why what had been recommended before had not changed it.",
    (
        public.Section("Introduction", "The safeguarding partners held this review after the national Panel asked "
                       "them to think again. It was led by an independent reviewer. Young people who have been missing "
                       "were heard, and so was the family."),
        public.Section("What happened, as far as it may be told", "A young person was seriously harmed while missing. "
                       "Before that, four agencies had each been told something.\n\n1. A tutor rang home, again and "
                       "again.\n2. A report was graded as low risk.\n3. A ward had no way of seeing that anybody was "
                       "looked for."),
        public.Section("What was learnt", "Each agency passed on what it knew and took that for action. Older children "
                       "are looked for more slowly: adults said that “they come back”.\n\n> They asked when I was last "
                       "there. Nobody asked who with."),
        public.Section("Why earlier learning had not lasted", "In 2018 the agencies agreed to name one practitioner "
                       "who holds the whole. A procedure was written. When folders were read a year later it was "
                       "hardly used: nobody had time set aside for it, and nobody asked.", 3),
        public.Section("What is to improve", "Each recommendation below is addressed to somebody, with a day, and "
                       "says how it will be known that it made a difference."),
    ),
    tuple(
        public.Recommendation(text, to)
        for text, to in (
            (NAME_ONE, ("Wend Valley Police", "Wendshire Council")), (RING_HOME, ("Colleges in the area",)),
            (WARD, ("NHS providers in the area",)), (RISK, ("The Department for Education",)),
        )
    ),
)  # fmt: skip


def isolde_leads_it(wv: Telling, case: Case) -> Commission:
    """From the register; her work for the police is weighed by the partners. Paid by three, and done in April."""
    interest = Interest.objects.get(reviewer__name=ISOLDE)
    commission = commissioned(
        wv, case, reviewer(ISOLDE), date(2024, 12, 4), "16:30", last_on=date(2025, 6, 30),
        terms="A report in four months, of the actions of 2018 and 2022 as well. Up to 24 days.",
        weighed=[Weighed(
            interest.pk, "The three partners, each in writing", "Eight days of training eight years ago, for officers "
            "who have had no part in this.",
        )],
    )  # fmt: skip
    cast, on = wv.cast, date(2024, 12, 18)
    with wv.acting("coordinator", on, "10:00") as cora:
        share = Decimal("4800.00")
        agree_fee(
            commission, shares=dict.fromkeys((cast.council.pk, cast.police.pk, cast.icb.pk), share), on=on, by=cora
        )
    with wv.acting("coordinator", date(2025, 2, 12), "15:00") as cora:
        supervise(
            commission, on=date(2025, 2, 12), by_name="Constance Leadbitter", by=cora,
            agreed="The college is asked again. Isolde hears two young people with their advocate in March.",
        )  # fmt: skip
    return commission


def her_work_is_done(wv: Telling, commission: Commission) -> None:
    on, cast = date(2025, 5, 15), wv.cast
    with wv.acting("coordinator", on, "09:30") as cora:
        for body, number in ((cast.council, "HG-211"), (cast.police, "HG-212"), (cast.icb, "HG-213")):
            for entered in (record_invoice, record_payment):
                entered(commission, body=body, amount=Decimal("4800.00"), on=on, reference=number, by=cora)
        end(commission, how=Commission.Ended.DONE, on=on, why="The report was published.", by=cora)


def published_on_the_public_site(wv: Telling, case: Case) -> None:
    report_agreed(wv, case, PUBLIC, date(2025, 4, 14))
    report_given(wv, case, set_on=date(2025, 4, 14), given=date(2025, 4, 30), on=OUT)
    publication = begun(wv, case, date(2025, 4, 15), "09:30")
    written(wv, publication, PUBLIC, date(2025, 4, 15), "14:00")
    approved_by_two(wv, publication, date(2025, 4, 24), "10:00")
    how = "Tansy with her advocate, and her mother on another day. Tansy asked that her words be kept in; they are."
    family_told(wv, publication, date(2025, 5, 2), "16:10", how)
    released(wv, publication, date(2025, 5, 6), OUT)


def what_was_found_and_recommended(wv: Telling, case: Case) -> None:
    """Accepted, refused, accepted in part; carried out, overdue, drifting; with and without a difference shown."""
    telling, slower = _findings(wv, case)
    cast, whence = wv.cast, out_of(case, SOURCE)
    named = recommended(
        wv, case, OUT, "14:00", whence, "1", NAME_ONE, to=[ours(cast.police), ours(cast.council)],
        due_on=wv.back(12), findings=[telling],
        measure="In nine of ten reports of a missing young person, one agency is named on the first day.",
    )  # fmt: skip
    ring = recommended(wv, case, OUT, "14:20", whence, "2", RING_HOME, to=[ours(cast.college)], due_on=wv.back(40),
                       findings=[slower], measure="Calls on the first day, of those missed.")  # fmt: skip
    ward = recommended(wv, case, OUT, "14:40", whence, "3", WARD, to=[ours(cast.trust)], due_on=date(2025, 11, 28),
                       findings=[telling], measure="Young people found through a ward.")  # fmt: skip
    risk = recommended(wv, case, OUT, "15:00", whence, "4", RISK, to=[NATIONAL], due_on=None, findings=[slower])
    visits = recommended(wv, case, OUT, "15:20", whence, "5", PROBATION, to=[ours(cast.probation)],
                         due_on=date(2025, 12, 19), findings=[telling])  # fmt: skip
    before = Recommendation.objects.get(text=ONE_WHO_HOLDS)
    made_again(
        wv, named, before, OUT, "16:00", "The same in other words, and for older children: one who holds it all."
    )
    _by_the_police_and_the_council(wv, case, named)
    _refused_drifting_and_national(wv, ring, ward, risk)
    put = put_to(visits, cast.probation)
    answered(wv, put, date(2025, 6, 20), "11:00", by_name="Head of service", part="probation author")
    done(wv, put, date(2025, 12, 10), "15:30", kind=Evidence.Kind.DOCUMENT, part="probation author",
         text="Every team was briefed, and the form for home visits asks who else was there.")  # fmt: skip
    _briefing(wv, case, [telling, slower], [named, ring])


def _findings(wv: Telling, case: Case) -> tuple[Finding, Finding]:
    whence = out_of(case, SOURCE)
    telling = found(
        wv, case, OUT, "13:00", whence, "Telling another agency was taken for looking",
        happened="Four agencies each told another that Tansy was missed. None of them looked for her until day nine.",
        why="Passing information on closed the task in every agency's system. The form had a box for “shared”, and "
        "none for “who is looking”.",
        again="The systems are the same today.", conditions="Four systems that cannot see one another.",
    )  # fmt: skip
    slower = found(
        wv, case, OUT, "13:20", whence, "A young person of seventeen is looked for more slowly than a child of seven",
        happened="The report was graded as low risk because of her age and because she had been missing before.",
        why="Each earlier return was counted as a sign that she was safe. Nobody asked what had happened while she was "
        "away.", again="Most who are missed are over fifteen.",
    )  # fmt: skip
    found(
        wv, case, OUT, "13:40", whence, "A tutor who kept ringing", of=Finding.Of.GOOD_PRACTICE,
        happened="The college tutor rang home on eight days and wrote down each time what was said.",
        why="The head of year had told her tutors that a call without an answer is not a call.",
    )  # fmt: skip
    return telling, slower


def _by_the_police_and_the_council(wv: Telling, case: Case, named: Recommendation) -> None:
    """One carried it out, and it holds. The other has accepted it and is overdue."""
    police, council = put_to(named, wv.cast.police), put_to(named, wv.cast.council)
    answered(wv, police, date(2025, 6, 3), "10:00", by_name="Assistant Chief Constable", part="police partner")
    answered(wv, council, date(2025, 6, 5), "16:00", by_name="Director of children's services", part="council partner")
    done(wv, police, date(2025, 10, 14), "11:00", kind=Evidence.Kind.FIGURES, part="police partner",
         text="The log asks for the lead agency before a report can be closed. Live since 1 October.")  # fmt: skip
    with wv.acting("coordinator", date(2025, 10, 21), "10:00") as cora:
        again = plan_re_audit(police, due_on=date(2026, 4, 14), by=cora)
    made_a_difference(
        wv, police, date(2026, 2, 3), "14:00", kind=Evidence.Kind.AUDIT, finds=Evidence.Finds.DIFFERENCE,
        text="Of sixty reports, fifty-five name one agency on the first day. Of the year before it was nine.",
        part="police partner",
    )  # fmt: skip
    with wv.acting("coordinator", date(2026, 4, 14), "15:00") as cora:
        record_re_audit(
            again, done_on=date(2026, 4, 14), holds=ReAudit.Holds.HOLDS, by=cora,
            found="Twenty reports of March: nineteen name one agency on the first day.",
        )  # fmt: skip
    with wv.acting("coordinator", date(2025, 5, 14), "16:30") as cora:
        for title, body, due_on in (
            ("Put the name of the lead agency on the first page of the missing form", wv.cast.council, wv.back(12)),
            ("Train the out-of-hours team in the new form", wv.cast.council, wv.ahead(15)),
        ):
            add_action(
                case, title=title, owner=body, owner_name="Head of the front door", due_on=due_on,
                source=SOURCE, recommendation=named, by=cora,
            )  # fmt: skip


def _refused_drifting_and_national(
    wv: Telling, ring: Recommendation, ward: Recommendation, risk: Recommendation
) -> None:
    college, trust, nation = put_to(ring, wv.cast.college), put_to(ward, wv.cast.trust), put_to(risk)
    answered(
        wv, college, date(2025, 6, 27), "10:30", by_name="Deputy principal", says=Says.REFUSED,
        reasons="Four thousand students, and 300 missed on an ordinary day: there is nobody to ring them all. We have "
        "offered to ring for those whom an agency has told us of.",
    )  # fmt: skip
    answered(
        wv, trust, date(2025, 6, 19), "09:15", by_name="Chief nurse", says=Says.IN_PART, part="hospital lead",
        reasons="In the emergency department, yes. The wards have another system until it is replaced.",
    )  # fmt: skip
    for on, to, why in (
        (150, wv.back(85), "The supplier of the system was changed."),
        (90, wv.back(28), "The new system goes live later than was promised."),
        (30, wv.ahead(25), "Staff are to be trained first."),
    ):
        put_off(wv, trust, wv.back(on), "10:40", to=to, why=why)
    answered(
        wv, nation, date(2025, 9, 2), "12:00", by_name="A letter of the minister", says=Says.IN_PART,
        reasons="It will be looked at when the guidance on children who run away or go missing is next revised.",
    )  # fmt: skip


def _briefing(wv: Telling, case: Case, findings: list[Finding], recommended: list[Recommendation]) -> None:
    with wv.acting("coordinator", date(2025, 5, 28), "10:00") as cora:
        briefing = begin_briefing(
            case, title="Who is looking?", findings=findings, recommendations=recommended, by=cora
        )
        write_briefing(briefing, WORDS, by=cora)
    cast = wv.cast
    bodies: list[Body] = [cast.council, cast.police, cast.icb, cast.school, cast.college, cast.trust, cast.probation]
    with wv.acting("coordinator", date(2025, 6, 2), "09:30") as cora:
        send_briefing(briefing, bodies, by=cora)
    for part, day in (("police author", 2), ("hospital lead", 3), ("health partner", 3), ("probation author", 9)):
        _read(wv, briefing, part, date(2025, 6, day))


def _read(wv: Telling, briefing: Briefing, part: str, on: date) -> None:
    with wv.acting(part, on, "12:45") as reader:
        mark_read(briefing.copies.get(body=reader.bodies[0]), by=reader)


WORDS = {
    "why_it_matters": "A young person was missed for eleven days. Everybody had told somebody. Nobody was looking.",
    "happened": "Four agencies each passed on that a young person was missing, and each took that for action. The risk "
    "was thought low, because of age and because they had come back before.",
    "learnt": "Telling is not looking. In every agency's system, passing something on closed the task.\nEach return "
    "was counted as a sign of safety. Nobody asked what had happened while they were away.",
    "asked": "- On the first day, agree which one agency leads, and write it down.\n- When a young person comes back, "
    "ask who they were with.",
    "talk_about": "- Whom would you ring on the first day, and who would then be looking?\n- When did you last think "
    "“they come back”?",
}
