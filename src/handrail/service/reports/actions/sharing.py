"""A draft of the yearly report is shared with the partnership's scrutineers, as it reads now; and taken back."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone
from handrail.service.reports.actions.years import locked_draft
from handrail.service.reports.marking import marks_for, sees_every_name
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.gathering import is_looked_through, refuse_names_known_since
from handrail.service.reports.year.paper import keys_of
from handrail.service.reports.year.saying import placed, said_in, title_of
from handrail.service.scrutiny.actions.readings import share_draft, take_draft_back
from handrail.service.scrutiny.models import Reading
from handrail.service.yearly import Told, read

ANOTHER_SHARES = (
    "A draft is shared by somebody to whom every folder of the partnership is open, since only they see every name "
    "that was found in it. Ask another coordinator to share it."
)


@transaction.atomic
def share_year(report: YearReport, *, by: Person) -> Reading:
    """Nothing leaves in which a name of a child, a family or a practitioner was found."""
    report = locked_draft(report)
    if not sees_every_name(report, by):
        raise NotDone(ANOTHER_SHARES)
    if report.gathered_at is None or not is_looked_through(report):
        raise NotDone("Its records are being gathered, and looked through for names. Wait a minute, then share it.")
    if marks_for(report, by):
        raise NotDone("Names were found in it. Its page says which. Take them out, or say why they may be read, first.")
    refuse_names_known_since(report)
    return share_draft(report.partnership, report.pk, f"Yearly report {report.years}", _parts(report), by=by)


@transaction.atomic
def unshare_year(report: YearReport, *, why: str, by: Person) -> None:
    take_draft_back(locked_draft(report).pk, why=why, by=by)


def _parts(report: YearReport) -> Iterator[Told]:
    """Item by item as the public would read it, what rooms told under each."""
    said = said_in(report)
    if said["corrected_why"]:
        yield Told("corrected", "Why this report was corrected", (), (said["corrected_why"],))
    keys = keys_of(report)
    sections = {one["item"]: one for one in said["sections"]}
    under = placed([read(part) for part in said["told"]], keys)
    for key in dict.fromkeys((*keys, *under)):
        section = sections.get(key, {"text": "", "why_not": ""})
        why_not = f"The report does not have this. {section['why_not']}" if section["why_not"] else ""
        words = section["text"] or why_not
        yield Told(key, title_of(key), (), (words,) if words else ())
        yield from under.get(key, ())
