"""What a story tells of publication: the public text, its marks, two approvals, the family, release, withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from django.utils import timezone

from handrail.demonstration.hour import clock_set_to, hour_of, later
from handrail.demonstration.local_review import BY_THE_PARTNERS, going_in, gone_through, wrote
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.national_panel.published import keep_published
from handrail.service.partnerships.models import Body
from handrail.service.publication import actions
from handrail.service.publication.gate import current
from handrail.service.publication.models import Mark, Publication
from handrail.service.publication.rounds import release_due
from handrail.service.publication.written import Text
from handrail.service.reviews.actions import give_report, plan_publication, receive_report, write_of
from handrail.service.reviews.models import FinalReport, ReportDraft, Step

OF_NOBODY = "It tells nothing of this child or family: read again by itself, it could be anywhere."
LEAVES_AT = time(10)


def begun(wv: Telling, case: Case, on: date, hour: str, *, what: str = Publication.What.REPORT) -> Publication:
    with wv.acting("coordinator", on, hour) as cora:
        return actions.begin(case, going_in(case), what=what, by=cora)


def written(
    wv: Telling, publication: Publication, text: Text, on: date, hour: str, stays: Mapping[str, str] | None = None
) -> None:
    """The text is saved, and each mark of the check resolved: `stays` says why for words that need their own reason."""
    with wv.acting("coordinator", on, hour) as cora:
        version = actions.write(publication, text, over=current(publication).number, by=cora)
        for mark in Mark.objects.filter(version=version):
            actions.let_stay(mark, because=(stays or {}).get(mark.words, OF_NOBODY), by=cora)


def approved_by_two(wv: Telling, publication: Publication, on: date, hour: str) -> None:
    for place, part in enumerate(("senior officer", "police partner")):
        with wv.acting(part, on, later(hour, 40 * place)) as approver:
            body: Body = approver.bodies[0]
            actions.approve(publication, number=current(publication).number, body=body, by=approver)


def family_told(wv: Telling, publication: Publication, on: date, hour: str, how: str) -> None:
    with wv.acting("coordinator", on, hour) as cora:
        actions.record_family(publication, told_on=on, how=how, by=cora)


def report_agreed(wv: Telling, case: Case, text: Text, on: date, late_reason: str = "") -> None:
    """The whole report, of which the public reads less, is gone through and agreed; and given in, where it was not."""
    going = going_in(case)
    words = "\n\n".join(f"{one.heading}\n\n{one.body}" for one in text.sections)
    with wv.acting("coordinator", on, "09:05") as cora:
        if not Step.objects.filter(review=going.pk, what=Step.What.RECEIVED, set_aside_at__isnull=True).exists():
            receive_report(case, going, on=on, by=cora)
    draft = wrote(wv, case, on, "09:15", ReportDraft(dated_on=on, text=words))
    gone_through(wv, case, on, "09:30", draft)
    final = FinalReport(
        draft=draft, agreed_on=on, agreed_by_name=BY_THE_PARTNERS, quality="It says why, and whoever is to act can "
        "see what to do and by when.",
    )  # fmt: skip
    with wv.acting("coordinator", on, "09:50") as cora:
        final.recorded_at = timezone.now()
        write_of(case, going, final, by=cora, late_reason=late_reason)


def report_given(wv: Telling, case: Case, *, set_on: date, given: date, on: date) -> None:
    """A day is set, and all three who are to have the report first are given it."""
    with wv.acting("coordinator", set_on, "10:20") as cora:
        plan_publication(case, going_in(case), on=on, by=cora)
    with wv.acting("coordinator", given, "15:40") as cora:
        give_report(case, going_in(case), to=Step.To.values, on=given, by=cora)


def released(wv: Telling, publication: Publication, set_on: date, on: date, late_reason: str = "") -> None:
    """The coordinator sets it to leave; the worker releases it on the planned day, and keeps what it found."""
    with wv.acting("coordinator", set_on, "11:15") as cora:
        actions.set_to_leave(publication, at=LEAVES_AT, late_reason=late_reason, by=cora)
    with clock_set_to(hour_of(on, "10:01")):
        assert release_due() == 1, "a public text of a story could not leave"
        keep_published()


def withdrawn(wv: Telling, publication: Publication, on: date, hour: str, reason: str) -> None:
    with wv.acting("coordinator", on, hour) as cora:
        actions.withdraw(publication, reason=reason, by=cora)
    with clock_set_to(hour_of(on, later(hour, 1))):
        keep_published()
