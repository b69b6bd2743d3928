"""What a story tells of learning: findings, recommendations, what each body answered, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from handrail.demonstration.local_review import going_in
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.learning.actions.answering import answer, give_evidence, record_carried_out
from handrail.service.learning.actions.lineage import say_same
from handrail.service.learning.actions.recommending import Found, Whence, Whom, move_day, recommend, record_finding
from handrail.service.learning.models import Addressee, Evidence, Finding, Recommendation
from handrail.service.learning.models.put import Says
from handrail.service.partnerships.models import Body

NATIONAL = Whom(Addressee.To.NATIONAL, name="The Department for Education")


def out_of(case: Case, source: str) -> Whence:
    """The one practice review of a folder, and words for it that hold without the folder."""
    return Whence(source, going_in(case).pk)


def found(
    wv: Telling, case: Case, on: date, hour: str, whence: Whence, title: str, *, happened: str, why: str,
    again: str = "", conditions: str = "", of: str = Finding.Of.IMPROVEMENT,
) -> Finding:  # fmt: skip
    with wv.acting("coordinator", on, hour) as cora:
        said = Found(of, title, happened, why, again, conditions, on)
        return record_finding(case, said, whence=whence, by=cora)


def recommended(
    wv: Telling, case: Case, on: date, hour: str, whence: Whence, number: str, text: str, *, to: Iterable[Whom],
    due_on: date | None, measure: str = "", findings: Sequence[Finding] = (),
) -> Recommendation:  # fmt: skip
    with wv.acting("coordinator", on, hour) as cora:
        return recommend(
            case, text=text, number=number, measure=measure, made_on=on, whence=whence, findings=findings, to=to,
            due_on=due_on, by=cora,
        )  # fmt: skip


def ours(body: Body) -> Whom:
    return Whom(Addressee.To.BODY, body=body)


def put_to(recommendation: Recommendation, body: Body | None = None) -> Addressee:
    """The recommendation as it was put to that body, or to the one that has no place here."""
    return Addressee.objects.get(recommendation=recommendation, body=body)


def answered(
    wv: Telling, put: Addressee, on: date, hour: str, *, by_name: str, says: str = Says.ACCEPTED, reasons: str = "",
    part: str = "coordinator",
) -> None:  # fmt: skip
    with wv.acting(part, on, hour) as person:
        answer(put, says=says, reasons=reasons, answered_on=on, by_name=by_name, by=person)


def done(wv: Telling, put: Addressee, on: date, hour: str, *, kind: str, text: str, part: str = "coordinator") -> None:
    """Evidence that it was done is given, and it is recorded as carried out."""
    with wv.acting(part, on, hour) as person:
        give_evidence(put, of=Evidence.Of.ACTION, kind=kind, text=text, seen_on=on, by=person)
        record_carried_out(put, on=on, by=person)


def made_a_difference(
    wv: Telling, put: Addressee, on: date, hour: str, *, kind: str, text: str, finds: str, part: str = "coordinator"
) -> None:
    with wv.acting(part, on, hour) as person:
        give_evidence(put, of=Evidence.Of.IMPACT, kind=kind, text=text, seen_on=on, finds=finds, by=person)


def put_off(wv: Telling, put: Addressee, on: date, hour: str, *, to: date, why: str) -> None:
    put.refresh_from_db()
    with wv.acting("coordinator", on, hour) as cora:
        move_day(put, due_on=to, why=why, by=cora)


def made_again(wv: Telling, later: Recommendation, earlier: Recommendation, on: date, hour: str, why: str) -> None:
    with wv.acting("coordinator", on, hour) as cora:
        say_same(earlier, later, why=why, by=cora)
