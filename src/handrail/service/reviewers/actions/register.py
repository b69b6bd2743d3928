"""The register: a reviewer added, changed and taken off; what they declare of their interests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviewers.models import EXPERTISE, Commission, Interest, Reviewer


@dataclass(frozen=True, slots=True)
class Said:
    """What the register holds of a reviewer, as it was entered."""

    body: Body
    name: str
    email: str
    available: str
    telephone: str = ""
    in_pool: bool = False
    in_panels_pool: bool = False
    expertise: list[str] = field(default_factory=list)
    experience: str = ""
    checked: str = ""
    available_on: date | None = None
    availability: str = ""


@transaction.atomic
def add_reviewer(partnership: Body, said: Said, *, by: Person) -> Reviewer:
    """Put somebody on a partnership's register. They can be appointed once they have declared their interests."""
    _refuse(partnership, said, None)
    reviewer = Reviewer.objects.create(partnership=partnership, recorded_by=by, **_columns(said))
    audit.record(by, f"put {reviewer} on the register of reviewers", reviewer)
    return reviewer


@transaction.atomic
def change_reviewer(reviewer: Reviewer, said: Said, *, by: Person) -> Reviewer:
    reviewer = _held(reviewer)
    _refuse(reviewer.partnership, said, reviewer)
    if said.body != reviewer.body and Commission.objects.standing().filter(reviewer=reviewer).exists():
        raise NotDone("The keys of a commission are with the body named here. End the commission first.", "body")
    columns = _columns(said)
    for name, value in columns.items():
        setattr(reviewer, name, value)
    reviewer.save(update_fields=list(columns))
    audit.record(by, f"changed what the register of reviewers says of {reviewer}", reviewer)
    return reviewer


@transaction.atomic
def take_off_register(reviewer: Reviewer, *, on: date, why: str, by: Person) -> None:
    """They are appointed no more. What they were appointed to goes on, until it is ended."""
    reviewer = _held(reviewer)
    if on > timezone.localdate():
        raise NotDone("Take them off on the day itself, or record a day that is past.", "on")
    if not why.strip():
        raise NotDone("Say why they are taken off the register.", "why")
    reviewer.left_on, reviewer.left_why = on, why.strip()[:300]
    reviewer.save(update_fields=["left_on", "left_why"])
    audit.record(by, f"took {reviewer} off the register of reviewers", reviewer)


@transaction.atomic
def declare_interest(
    reviewer: Reviewer, *, tie: str, body: Body, words: str, declared_on: date, by: Person,
    from_on: date | None = None, until_on: date | None = None,
) -> Interest:  # fmt: skip
    """Record an interest that the reviewer declared, with the days it held; without a last day it still does."""
    reviewer = _held(reviewer)
    _refuse_day(declared_on)
    if not words.strip():
        raise NotDone("Say what exactly: the post they held, or how they stand to whom.", "words")
    if from_on is not None and until_on is not None and until_on < from_on:
        raise NotDone("The last day comes after the first day.", "until_on")
    interest = Interest.objects.create(
        reviewer=reviewer, tie=tie, body=body, words=words.strip(), from_on=from_on, until_on=until_on,
        declared_on=declared_on, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded an interest of {reviewer.name} in {body}", interest)
    _declared(reviewer, declared_on)
    return interest


@transaction.atomic
def declare_nothing_more(reviewer: Reviewer, *, declared_on: date, by: Person) -> None:
    """Record that on a day the reviewer looked at what is recorded, and had nothing to add."""
    reviewer = _held(reviewer)
    _refuse_day(declared_on)
    _declared(reviewer, declared_on)
    audit.record(by, f"recorded that {reviewer.name} declared no further interest", reviewer)


@transaction.atomic
def set_interest_aside(interest: Interest, *, why: str, by: Person) -> None:
    """One that was recorded in error. One that has ended is not an error: it is recorded anew, with its last day."""
    held = Interest.objects.select_for_update().get(pk=interest.pk)
    if held.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    if not why.strip():
        raise NotDone("Say what is wrong with it.", "why")
    held.set_aside_at, held.set_aside_why = timezone.now(), why.strip()[:300]
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set aside a declared interest", held)


def _held(reviewer: Reviewer) -> Reviewer:
    held = Reviewer.objects.select_for_update(of=("self",)).select_related("partnership", "body").get(pk=reviewer.pk)
    if held.left_on is not None:
        raise NotDone(f"{held.name} is off the register. Add them again to go on.")
    return held


def _declared(reviewer: Reviewer, on: date) -> None:
    reviewer.declared_on = max(on, reviewer.declared_on or on)
    reviewer.save(update_fields=["declared_on"])


def _refuse_day(on: date) -> None:
    if on > timezone.localdate():
        raise NotDone("The day of the declaration must be today or in the past.", "declared_on")


def _columns(said: Said) -> dict[str, object]:
    return {
        "body": said.body, "name": said.name.strip(), "email": said.email.strip().lower(),
        "telephone": said.telephone.strip(), "in_pool": said.in_pool, "in_panels_pool": said.in_panels_pool,
        "expertise": [key for key in EXPERTISE if key in said.expertise], "experience": said.experience.strip(),
        "checked": said.checked.strip(), "available": said.available, "availability": said.availability.strip(),
        "available_on": said.available_on if said.available == Reviewer.Available.LATER else None,
    }  # fmt: skip


def _refuse(partnership: Body, said: Said, itself: Reviewer | None) -> None:
    if said.body.kind != Kind.REVIEWERS:
        raise NotDone("Choose a body of the kind “independent reviewers”. Keys are given to it alone.", "body")
    if said.available == Reviewer.Available.LATER and said.available_on is None:
        raise NotDone("Enter the day from which they can take a review.", "available_on")
    same = Reviewer.objects.filter(partnership=partnership, email=said.email.strip().lower(), left_on__isnull=True)
    if any(one != itself for one in same):
        raise NotDone("Somebody with this address is on the register already.", "email")
