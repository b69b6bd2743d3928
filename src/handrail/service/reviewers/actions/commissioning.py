"""A commission begins: interests weighed by whoever must, keys given until the last day, supervision under way."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.grounds import Ground
from handrail.service.access.models import Person
from handrail.service.access.shut import is_named
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, end_key, give_key
from handrail.service.cases.follow import locked_open
from handrail.service.cases.models import Case
from handrail.service.reviewers.conflicts import DECIDES, KEYS, Met, meets, unweighed
from handrail.service.reviewers.models import (
    Commission,
    InterestWeighed,
    KeyGiven,
    LastDayMoved,
    Reviewer,
    Supervision,
)

GROUNDS = {
    Commission.Kind.LOCAL: Ground("review", "16H"),
    Commission.Kind.NATIONAL: Ground("review", "16D"),
    Commission.Kind.SERIOUS_CASE: Ground("review", "public task"),
    Commission.Kind.LEARNING: Ground("review", "16E"),
}
"""Sections 16D and 16H have information go to a reviewer. The section for LSCBs is repealed and not in our list."""


class NotChosen(NotDone):
    """They may not be appointed so: the message says what stands against it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """That one interest does not matter: decided by these, for this reason."""

    interest_id: uuid.UUID
    decided_by_name: str
    reason: str


def outside_the_pool(reviewer: Reviewer, kind: str) -> bool:
    """Whether a reason is needed for choosing this one. A national reviewer comes from the Panel's own pool."""
    return not (reviewer.in_panels_pool if kind == Commission.Kind.NATIONAL else reviewer.in_pool)


@transaction.atomic
def appoint(
    case: Case, reviewer: Reviewer, *, review_id: uuid.UUID, about: str, kind: str, part: str, on: date,
    appointed_by_name: str, terms: str, supervised_by_name: str, last_on: date, by: Person, chosen_why: str = "",
    weighed: Sequence[Weighed] = (), more: Mapping[uuid.UUID, str] | None = None, folders: Sequence[Case] = (),
) -> Commission:  # fmt: skip
    """Commission one reviewer for one review, and give their body its keys until the end of the last day.

    `review_id` and `about` name the review and the thing its clocks are about. `more` are further bodies that the
    review concerns; `folders` those that it takes in beside its own. Raises NotDone where anything stands against it;
    no clock moves by it.
    """
    case = locked_open(case.pk)
    folders = [one for one in folders if one.pk != case.pk]
    reviewer = Reviewer.objects.select_for_update(of=("self",)).select_related("body").get(pk=reviewer.pk)
    kind = Commission.Kind(kind)
    _refuse_reviewer([case, *folders], reviewer, review_id, kind, chosen_why)
    _refuse_days(on, last_on)
    _refuse_empty(appointed_by_name=appointed_by_name, terms=terms, supervised_by_name=supervised_by_name)
    found = meets(reviewer, case, *folders, more=more)
    _refuse_unweighed(found, weighed, kind)
    commission = Commission.objects.create(
        case=case, reviewer=reviewer, body=reviewer.body, name=reviewer.name, review_id=review_id, about=about,
        kind=kind, title=f"{kind.label}, {case.reference}", part=part, appointed_on=on,
        appointed_by_name=appointed_by_name.strip(), chosen_why=chosen_why.strip(), terms=terms.strip(),
        supervised_by_name=supervised_by_name.strip(), last_on=last_on, recorded_by=by,
    )  # fmt: skip
    _keep_weighed(commission, found, weighed)
    audit.record(by, f"commissioned {reviewer} for a {kind.label.lower()}", commission, case.pk)
    give_keys(commission, [case, *folders], by)
    return commission


@transaction.atomic
def weigh(commission: Commission, *, weighed: Sequence[Weighed], by: Person) -> None:
    """Record that interests which arose since the appointment do not matter: each, with who decided it, and why."""
    case = locked_open(commission.case_id)
    commission = held(commission)
    found = unweighed(commission)
    if not found:
        raise NotDone("Every interest that meets the case has been weighed already.")
    _keep_weighed(commission, found, weighed)
    audit.record(by, "weighed interests of a reviewer that arose since the appointment", commission, case.pk)


def _keep_weighed(commission: Commission, found: Sequence[Met], weighed: Sequence[Weighed]) -> None:
    given = _refuse_unweighed(found, weighed, Commission.Kind(commission.kind))
    for met in found:
        said = given[met.interest.pk]
        InterestWeighed.objects.create(
            case_id=commission.case_id, commission=commission, interest=met.interest,
            in_the_case=met.in_the_case[:300], decided_by_name=said.decided_by_name.strip(), reason=said.reason.strip(),
        )  # fmt: skip


@transaction.atomic
def take_in_folder(review_id: uuid.UUID, folder: Case, *, by: Person, weighed: Sequence[Weighed] = ()) -> None:
    """A review takes in another folder: whoever reviews it gets the keys to that one too, for as long as the others,
    once each of their interests that meets the case has been weighed. Raises NotChosen for one that was not.

    Somebody who is shut out of it is not given them; the review is then not there for them, until that is mended.
    """
    for commission in _given_keys_to(review_id, folder):
        found = unweighed(commission, folder)
        if found:
            _keep_weighed(commission, found, weighed)
            audit.record(by, "weighed interests of a reviewer, as the review takes in another folder", commission,
                         commission.case_id)  # fmt: skip
        give_keys(commission, [folder], by)


def to_weigh_first(review_id: uuid.UUID, folder: Case) -> list[Met]:
    """The interests to be weighed before those who review it are given the keys to a further folder."""
    return [met for commission in _given_keys_to(review_id, folder) for met in unweighed(commission, folder)]


def _given_keys_to(review_id: uuid.UUID, folder: Case) -> list[Commission]:
    going = Commission.objects.standing().filter(review_id=review_id).select_related("reviewer", "body", "case")
    return [one for one in going if not is_named([folder.pk], names=[one.name], emails=[one.reviewer.email])]


def give_keys(commission: Commission, folders: Sequence[Case], by: Person) -> None:
    """The keys of a commission, until its last day has ended."""
    for case in folders:
        for room in KEYS:
            grant = give_key(
                case, commission.body, opens=room, why=f"commissioned: {commission.title}"[:200],
                ground=GROUNDS[Commission.Kind(commission.kind)], by=by, until_at=commission.keys_end_at,
            )  # fmt: skip
            KeyGiven.objects.get_or_create(commission=commission, grant=grant)


@transaction.atomic
def let_go_of_folder(review_id: uuid.UUID, folder: Case, *, by: Person) -> None:
    """A review is not of another folder after all: what its commissions gave of that one ends, and no last day that is
    moved later brings it back."""
    for commission in Commission.objects.filter(review_id=review_id):
        given = commission.keys.filter(grant__folder=folder.folder_id)
        _end_keys(list(given.select_related("grant__body")), commission, by)
        given.delete()


def take_keys(commission: Commission, by: Person) -> list[Case]:
    """End each key that the commission gave, from now, save one that another commission that stands gave too. The
    folders that they were to."""
    return _end_keys(list(commission.keys.select_related("grant__body")), commission, by)


def _end_keys(given: Sequence[KeyGiven], commission: Commission, by: Person) -> list[Case]:
    others = Commission.objects.standing().exclude(pk=commission.pk)
    folders = {one.pk: one for one in Case.objects.filter(pk__in=[held.grant.folder_id for held in given])}
    for held in given:
        if held.grant.lives and not KeyGiven.objects.filter(grant=held.grant, commission__in=others).exists():
            end_key(folders[held.grant.folder_id], held.grant, by=by)
    return list(folders.values())


@transaction.atomic
def move_last_day(commission: Commission, *, to: date, why: str, by: Person) -> None:
    """Put the last day off or bring it forward; the keys go with it. One that has passed can be put off too."""
    case = locked_open(commission.case_id)
    commission = held(commission)
    commission.case = case
    if to == commission.last_on:
        raise NotDone(f"{spoken(to)} is the last day already.", "to")
    if to < max(timezone.localdate(), commission.appointed_on):
        raise NotDone("The last day must be today or later. If the work is over, end the commission.", "to")
    if not why.strip():
        raise NotDone("Say why the last day moves.", "why")
    LastDayMoved.objects.create(
        commission=commission, before_on=commission.last_on, after_on=to, why=why.strip()[:300], recorded_by=by
    )
    folders = take_keys(commission, by)
    commission.last_on = to
    commission.save(update_fields=["last_on"])
    give_keys(commission, folders, by)
    audit.record(by, f"moved the last day of a commission to {spoken(to)}", commission, case.pk)


@transaction.atomic
def supervise(
    commission: Commission, *, on: date, by_name: str, agreed: str, by: Person, next_on: date | None = None
) -> Supervision:
    """Record that the reviewer was supervised, and what was agreed."""
    case = locked_open(commission.case_id)
    commission = held(commission)
    if on > timezone.localdate() or on < commission.appointed_on:
        raise NotDone(f"Give a day from {spoken(commission.appointed_on)} on, up to today.", "on")
    if next_on is not None and next_on <= on:
        raise NotDone("The next time comes after this one.", "next_on")
    if not by_name.strip() or not agreed.strip():
        raise NotDone("Say who supervised the reviewer, and what was agreed.")
    made = Supervision.objects.create(
        case=case, commission=commission, on=on, by_name=by_name.strip(), agreed=agreed.strip(), next_on=next_on,
        recorded_by=by,
    )  # fmt: skip
    audit.record(by, "recorded the supervision of a reviewer", made, case.pk)
    return made


def held(commission: Commission) -> Commission:
    """For doing something in a commission that is not ended. Raises NotDone."""
    rows = Commission.objects.select_for_update(of=("self",)).select_related("case__folder", "body")
    found = rows.get(pk=commission.pk)
    if found.ended_on is not None:
        raise NotDone(f"This commission ended on {spoken(found.ended_on)}: {found.get_ended_display().lower()}.")
    return found


def _refuse_reviewer(
    folders: Sequence[Case], reviewer: Reviewer, review_id: uuid.UUID, kind: Commission.Kind, why: str
) -> None:
    name = reviewer.name
    if reviewer.partnership_id != folders[0].partnership_id:
        raise NotChosen("Choose somebody on this partnership's own register.")
    if reviewer.left_on is not None:
        raise NotChosen(f"{name} was taken off the register on {spoken(reviewer.left_on)}. Add them again first.")
    if reviewer.declared_on is None:
        raise NotChosen(f"{name} has not declared their interests. Record on their page what they declare first.")
    if is_named([one.pk for one in folders], names=[name], emails=[reviewer.email]):
        raise NotChosen(f"{name} cannot be appointed to a review of this folder. Choose somebody else.")
    if Commission.objects.filter(reviewer=reviewer, review_id=review_id, ended_on__isnull=True).exists():
        raise NotChosen(
            f"{name} has a commission for this review that is not ended. End it first, or move its last day."
        )
    if outside_the_pool(reviewer, kind) and not why.strip():
        pool = "the Panel's pool" if kind == Commission.Kind.NATIONAL else "the partnership's pool"
        raise NotDone(f"{name} is not in {pool}. Say why nobody who is in it was appointed.", "chosen_why")


def _refuse_days(on: date, last_on: date) -> None:
    if on > timezone.localdate():
        raise NotDone("Record it once it has been done: the day must be today or in the past.", "on")
    if last_on < max(on, timezone.localdate()):
        raise NotDone("The last day of the commission must be today or later. It can be moved.", "last_on")


def _refuse_empty(**said: str) -> None:
    asked = {
        "appointed_by_name": "Say who appointed them.",
        "terms": "Say what is commissioned, and on what terms.",
        "supervised_by_name": "Say who supervises the reviewer's work.",
    }
    for name, words in said.items():
        if not words.strip():
            raise NotDone(asked[name], name)


def _refuse_unweighed(
    found: Sequence[Met], weighed: Sequence[Weighed], kind: Commission.Kind
) -> dict[uuid.UUID, Weighed]:
    given = {one.interest_id: one for one in weighed if one.decided_by_name.strip() and one.reason.strip()}
    for met in found:
        if met.interest.pk not in given:
            raise NotChosen(
                f"{met}. If this does not matter, that is for {DECIDES[kind]}, to decide: say who decided it, and why."
            )
    return given
