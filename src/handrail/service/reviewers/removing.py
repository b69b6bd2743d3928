"""Who may remove a reviewer, as the editions say: local, serious case and national reviews differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.service.cases.models import Case, KeptFact
from handrail.service.cases.reckon import law_for
from handrail.service.reviewers.models import Commission

Kind = Commission.Kind

PUBLISHED = {
    Kind.LOCAL: ("local_review_published", "local_review_improvements_published"),
    Kind.NATIONAL: ("national_review_published", "national_review_improvements_published"),
}
"""After this nobody is removed any more: regulations 5 and 13."""


@dataclass(frozen=True, slots=True)
class MayRemove:
    """Who decides it and who does it, in words; where it says so; and how far that has been confirmed."""

    decides: str
    removes: str
    says: str
    source: str
    confirmed: str

    @property
    def by_another(self) -> bool:
        """Whether one decides and another acts on it."""
        return self.decides != self.removes


def may_remove(case: Case, kind: str, on: date) -> MayRemove:
    """What the law of the area says on a day. Where no edition speaks of it, that is said."""
    if kind == Kind.LOCAL:
        return _by_duty(case, on, "remove_local_reviewer", "The safeguarding partners", "The safeguarding partners")
    if kind == Kind.NATIONAL:
        return _by_duty(case, on, "remove_national_reviewer", "The Panel", "the Secretary of State")
    if kind == Kind.SERIOUS_CASE:
        return _by_the_lscb(case, on)
    whose = "Whoever commissioned it"
    says = "No edition speaks of a review that is held only to learn, so what the commission itself says governs."
    return MayRemove(whose, whose, says, "", "")


def _by_duty(case: Case, on: date, key: str, decides: str, removes: str) -> MayRemove:
    for version in law_for(case).versions():
        if version.duty.key == key and version.governs(on):
            duty, edition = version.duty, version.edition
            return MayRemove(decides, removes, duty.says, f"{edition.title}, {duty.cite}", duty.seen.sentence)
    says = "No edition that we have read speaks of it for that day. The terms of the commission govern."
    return MayRemove(decides, decides, says, "", "")


def _by_the_lscb(case: Case, on: date) -> MayRemove:
    whose = "The LSCB"
    for role in law_for(case).roles(on):
        if role.key == "serious_case_reviewer":
            says = f"{role.says} Of removing one we have read nothing: whoever appointed takes the appointment back."
            return MayRemove(whose, whose, says, f"Working Together 2015, {role.cite}", role.seen.sentence)
    return MayRemove(whose, whose, "Of removing one we have read nothing: whoever appointed takes it back.", "", "")


def published_on(commission: Commission) -> date | None:
    """The first day on which the review's report, or its improvements, were published."""
    kinds = PUBLISHED.get(Kind(commission.kind), ())
    facts = KeptFact.objects.filter(case=commission.case_id, about=commission.about, replaced_at__isnull=True)
    return facts.filter(kind__in=kinds).order_by("on").values_list("on", flat=True).first()
