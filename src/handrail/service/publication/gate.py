"""The gate: each condition that must be met before anything leaves, who has to meet it, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from handrail.guidance import Clock, london_day, spoken
from handrail.service.cases.models import Case, LateReason
from handrail.service.cases.reckon import law_clocks
from handrail.service.publication.checking import checked_of_all, open_marks
from handrail.service.publication.models import Approval, FamilyTold, Publication, Release, Version, Withdrawal
from handrail.service.publication.written import read
from handrail.service.reviews.actions.practice import REPORT_GIVEN
from handrail.service.reviews.facts import REGULATION_16, What, standing
from handrail.service.reviews.report_given import agreed_report, given_before_agreed, given_in
from handrail.service.reviews.times import time_now
from handrail.service.reviews.under_way import UnderWay, any_under_way, reviews_under_way

APPROVERS = 2
WRITER, APPROVER, RELEASER = "the coordinator", "a senior officer or a safeguarding partner", "the coordinator"


@dataclass(frozen=True, slots=True)
class Condition:
    """`url_name` is where it is met; `practice` says that its address takes the review, not the publication."""

    key: str
    title: str
    met: bool
    says: str
    who: str
    url_name: str
    press: str
    practice: bool = False


def current(publication: Publication) -> Version:
    return publication.versions.select_related("written_by").latest("number")


def latest_release(publication: Publication) -> Release | None:
    return Release.objects.filter(address=publication.address).order_by("-number").first()


def withdrawal_of(publication: Publication) -> Withdrawal | None:
    return Withdrawal.objects.filter(address=publication.address).first()


def waits_for_a_day(publication: Publication) -> bool:
    """Whether it leaves on the day that was set for the review; a revision and a learning document leave at once."""
    return publication.is_owed and latest_release(publication) is None


def going_of(publication: Publication) -> UnderWay | None:
    """The review under way that it publishes; None once the decision that called for it no longer stands."""
    return next((one for one in reviews_under_way(publication.case) if one.pk == publication.review_id), None)


def planned_on(publication: Publication) -> date | None:
    """For the time that the review is public now, or is to be."""
    step = time_now(publication.review).planned
    return step.on if step else None


def conditions(publication: Publication) -> list[Condition]:
    """In the order in which they are best met. The first release has more of them than a revision, and of a review that
    no edition has given to others beforehand no notice is asked."""
    version, rules = current(publication), [_written, _checked, _approved]
    if waits_for_a_day(publication):
        if publication.what == Publication.What.REPORT:
            rules.insert(0, _agreed)
        elif publication.what == Publication.What.IMPROVEMENTS and publication.review.called_id is None:
            rules.insert(0, _received)
        rules.append(_planned)
        if publication.review.called_id is None:
            rules.append(_noticed)
    return [rule(publication, version) for rule in (*rules, _family, _not_held, _stands, _set)]


def unmet(publication: Publication, *, but: str = "") -> list[Condition]:
    return [one for one in conditions(publication) if not one.met and one.key != but]


Rule = Callable[[Publication, Version], Condition]


def _agreed(publication: Publication, version: Version) -> Condition:
    """The partners agreed a version as the report, and the reviewer's is recorded as received where one gives it in."""
    agreed = agreed_report(publication.review)
    received = publication.review.called_id is not None or bool(standing(publication.review, What.RECEIVED))
    if agreed is None:
        says = "No version of the report is recorded as agreed."
    elif not received:
        says = "The report is not recorded as received from the reviewer. Record that first, on the page of the review."
    else:
        says = f"{str(agreed.draft).capitalize()}, on {spoken(agreed.agreed_on)}, by {agreed.agreed_by_name}."
    return Condition(
        "agreed", "The report itself is agreed", agreed is not None and received, says, WRITER, "reviews:final",
        "Record that the report was agreed", practice=True,
    )  # fmt: skip


def _received(publication: Publication, version: Version) -> Condition:
    """Of a report that is not published there is one all the same, which others are given."""
    step = next(reversed(standing(publication.review, What.RECEIVED)), None)
    says = f"On {spoken(step.on)}." if step else "The report is not recorded as received from the reviewer."
    return Condition(
        "received", "The report itself was received", step is not None, says, WRITER, "reviews:receive_report",
        "Record that the report was received", practice=True,
    )  # fmt: skip


def _written(publication: Publication, version: Version) -> Condition:
    lacking = list(lacks(publication, version))
    says = (
        (f"Still to be written: {', '.join(lacking)}.")
        if lacking
        else (f"Version {version.number}, by {version.written_by}.")
    )
    return Condition(
        ("written"), ("The public text is written"), not lacking, says, WRITER, ("publication:text"), ("Write the text")
    )


def lacks(publication: Publication, version: Version) -> Iterator[str]:
    text = read(version.text)
    if not text.title:
        yield "a title"
    if not any(section.body.strip() for section in text.sections):
        yield "a section with text"
    if publication.what == Publication.What.IMPROVEMENTS and not text.why_not_the_report:
        yield "why the report itself is not published"
    if latest_release(publication) is not None and not text.revised_why:
        yield "why it is revised"


def _checked(publication: Publication, version: Version) -> Condition:
    left, all_ = open_marks(version), checked_of_all(version)
    if not all_:
        says = "The folder knows more, or other things, than when this version was checked: check it again."
    elif left:
        says = (
            f"{left} {'mark waits' if left == 1 else 'marks wait'} for somebody to change the text or say why it stays."
        )
    elif version.marks.exists():
        says = f"Marks resolved, each by a named person: {version.marks.count()}."
    else:
        says = "Nothing in this version was marked."
    return Condition(
        "checked", "Nothing in it tells who it is about", all_ and not left, says, WRITER, "publication:marks",
        "Go through the marks",
    )  # fmt: skip


def _approved(publication: Publication, version: Version) -> Condition:
    given = [str(one.approved_by) for one in standing_approvals(version)]
    says = f"Approved by {' and '.join(given)}." if given else "Nobody has approved this version."
    if len(given) < APPROVERS:
        says += f" {APPROVERS - len(given)} more, who did not write it."
    return Condition(
        "approved", "Two people who did not write it have approved it", len(given) >= APPROVERS, says, APPROVER,
        "publication:approve", "Read and approve it",
    )  # fmt: skip


def standing_approvals(version: Version) -> QuerySet[Approval]:
    """Those of this version that nobody took back."""
    return version.approvals.filter(taken_back__isnull=True).select_related("approved_by", "body")


def _planned(publication: Publication, version: Version) -> Condition:
    on = planned_on(publication)
    over = on is not None and on < timezone.localdate()
    says = f"{spoken(on)}{' has passed. Set a new day' if over else ''}." if on else "No day is set."
    return Condition(
        "planned", "A day is set for publication", on is not None and not over, says, WRITER,
        "reviews:plan_publication", "Set the day", practice=True,
    )  # fmt: skip


def _noticed(publication: Publication, version: Version) -> Condition:
    clocks = [one for one in law_clocks(publication.case) if _is_notice(one, publication)]
    explained = set(
        LateReason.objects.filter(case=publication.case, about=time_now(publication.review).about).values_list(
            ("duty"), flat=True
        )
    )
    waiting = [one for one in clocks if one.stopped_by is None and one.fell_away_by is None]
    other = _given_another(publication)
    late = [one for one in clocks if _came_late(one) and one.duty.key not in explained]
    if not clocks:
        says = "It is known by when they must have it once a day is set."
    elif waiting:
        says = " ".join(f"{one.duty.title}: {_by(one)} ({one.duty.cite})." for one in waiting)
    elif late:
        says = (" ").join(
            (f"{one.duty.title}: it came after {_day(one)}. Set a later day for publication.") for one in late
        )
    elif other:
        says = other
    else:
        says = "Given, as the law in the area asks."
    return Condition(
        "noticed", "Those who must have it beforehand have it", bool(clocks) and not waiting and not late and not other,
        says, WRITER,
        "reviews:give_report", "Record to whom the report was given", practice=True,
    )  # fmt: skip


def _given_another(publication: Publication) -> str:
    """What was given has to be what was agreed; and where only improvements are published, both they and the report."""
    time = time_now(publication.review)
    before = given_before_agreed(publication.review, time).values()
    agreed = agreed_report(publication.review)
    if before and agreed is not None:
        told = "; ".join(f"{one.get_to_display()}, {spoken(one.on)}" for one in before)
        return f"The report was agreed on {spoken(agreed.agreed_on)}, after it was given: {told}. Give the agreed one."
    if publication.what != Publication.What.IMPROVEMENTS or publication.review.decision_id is not None:
        return ""
    without = [one for to, one in given_in(time).items() if to in REGULATION_16 and not one.improvements]
    if not without:
        return ""
    told = "; ".join(str(one.get_to_display()) for one in without)
    return f"The report was given without what is to be published of the improvements: {told}. Give both."


def _is_notice(clock: Clock, publication: Publication) -> bool:
    return clock.about == time_now(publication.review).about and bool(clock.duty.stops & REPORT_GIVEN)


def _came_late(clock: Clock) -> bool:
    return clock.stopped_by is not None and clock.due is not None and clock.stopped_by.day > london_day(clock.due)


def _by(clock: Clock) -> str:
    return f"by {_day(clock)}" if clock.due is not None else "without a number of days"


def _day(clock: Clock) -> str:
    return spoken(london_day(clock.due)) if clock.due is not None else ""


def _family(publication: Publication, version: Version) -> Condition:
    word = last_word_to_family(publication)
    if word is None:
        says = "It is not recorded that the family was told, or why not."
    elif word.told_on:
        says = f"Told on {spoken(word.told_on)}, recorded by {word.recorded_by}."
    else:
        says = f"Not told, because: {word.why_not} ({word.recorded_by})"
    return Condition(
        "family", "The family was told, or there is a reason", word is not None, says, WRITER, "publication:family",
        "Record what the family was told",
    )  # fmt: skip


def last_word_to_family(publication: Publication) -> FamilyTold | None:
    return publication.tellings.select_related("recorded_by").last()


def _not_held(publication: Publication, version: Version) -> Condition:
    held = list(publication.holds.filter(lifted_at__isnull=True))
    says = " ".join(f"{one}: {one.reason}" for one in held) or "Nothing holds it."
    return Condition(
        "held", "No legal hold stands", not held, says, RELEASER, "publication:hold", "Put on a hold"
    )  # fmt: skip


def _stands(publication: Publication, version: Version) -> Condition:
    elsewhere = publication.is_owed and latest_release(publication) is None
    elsewhere = elsewhere and time_now(publication.review).published is not None
    stands = going_of(publication) is not None and publication.case.closed_at is None
    stands = stands and withdrawal_of(publication) is None and publication.ended_at is None
    if elsewhere:
        says = "On its own page the review is recorded as published. If that is wrong, set it aside there."
    elif stands:
        says = "It stands."
    else:
        says = "The review was called off, the folder is closed, or this was given up or withdrawn."
    title = "The review stands, and its folder is open"
    return Condition("stands", title, stands and not elsewhere, says, RELEASER, "", "")


def _set(publication: Publication, version: Version) -> Condition:
    """What was set to leave is one version, on the day for which it was set and on no later one: of another day nobody
    was told. The first time that is the one day that was planned."""
    at, on = publication.goes_at, planned_on(publication)
    right_version = publication.goes_version == version.number
    right_day = at is not None and (not waits_for_a_day(publication) or london_day(at) == on)
    if at is None or not right_version:
        says = "Nobody has set this version to leave."
    elif missed(publication):
        says = f"It was to leave on {spoken(london_day(at))}, and that day has passed. {_set_anew(publication)}"
    elif not right_day:
        says = "The day of publication was changed since. Set it to leave again."
    else:
        says = f"Set by {publication.set_by} to leave on {spoken(london_day(at))} at {timezone.localtime(at):%H:%M}."
    met = at is not None and right_version and right_day and not missed(publication)
    return Condition("set", "It is set to leave", met, says, RELEASER, "publication:leave", "Set it to leave")


def _set_anew(publication: Publication) -> str:
    return "Set a new day, and set it to leave again." if waits_for_a_day(publication) else "Set it to leave again."


def missed(publication: Publication) -> bool:
    """Whether the day on which it was to leave has passed and it is still here: by itself it leaves no more."""
    at = publication.goes_at
    return at is not None and london_day(at) < timezone.localdate() and not has_left(publication)


def has_left(publication: Publication) -> bool:
    """Whether what was set to leave did."""
    left = latest_release(publication)
    return left is not None and publication.set_at is not None and left.released_at >= publication.set_at


def anything_to_publish(case: Case) -> bool:
    return any_under_way(case)


def told_on_folder(case: Case) -> list[str]:
    """For the head of the folder's page: that something is set to leave, or was to and is still here."""
    set_ = Publication.objects.filter(case=case, goes_at__isnull=False, ended_at__isnull=True)
    return [
        f"A public text {'was to leave' if missed(one) else 'is set to leave'} on {spoken(london_day(one.goes_at))}"
        f"{', and has not' if missed(one) else ''}."
        for one in set_.select_related("review")
        if one.goes_at is not None and withdrawal_of(one) is None and not has_left(one)
    ]
