"""Breaking the glass: reading one folder for sixty minutes, for a reason, with two others told and one of them judging.

Why it is for these roles, and what it never opens: decision 15.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.glass import LASTS
from handrail.service.access.models import BrokenGlass, Person
from handrail.service.access.roles import ALL, ROLES
from handrail.service.access.turned_away import turned_away
from handrail.service.audit import actions as audit
from handrail.service.audit import kinds
from handrail.service.audit.actions import unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open
from handrail.service.cases.hearing import in_roles, in_turn, tell
from handrail.service.cases.models import Case
from handrail.service.fields import instant
from handrail.service.law.kept import kept_working_days
from handrail.service.outbox.actions import write
from handrail.service.outbox.sending import OUTBOX
from handrail.service.partnerships.models import Body

MAY = "break the glass"
A_MONTH = 3
LETTERS = 20
"""The fewest letters of a reason: enough for a sentence that can be judged."""
NOTHING_OPENED = (
    "No folder was opened. Either none has this reference, or it is not one that can be opened in this way. Check the "
    "reference; if a child may be at risk now, ring one of those named on this page."
)
"""The same words for a reference that is nobody's, another partnership's, or shut to the person who asks."""


def partnerships_of(person: Person) -> list[Body]:
    """Those whose folders this person may break into: where a post of theirs allows it."""
    posts = [post for post in person.posts_today if MAY in post.in_role.may]
    return list({post.partnership_id: post.partnership for post in posts}.values())


def already_open(person: Person, reference: str) -> Case | None:
    """The folder of a reference, if it opens to this person without breaking anything, or is broken into already."""
    found = Case.objects.visible_to(person, {ALL}).filter(reference__iexact=reference)
    return found.select_related("partnership").first()


def break_glass(person: Person, *, reference: str, reason: str) -> BrokenGlass | None:
    """Open a folder for reading, and tell two others in the same transaction. None where nothing was opened.

    What was called stays out of the audit's row, which is of no folder: others read it who may be shut out of that one.
    Raises NotDone where the reason is too short, the month's number is used up, or nobody could be told: that it was
    asked for is kept all the same, and whoever leads a folder that is shut to them learns of it.
    """
    turned_away(person, words=reference)
    try:
        with transaction.atomic():
            return _asked_for(person, reference, reason)
    except NotDone as refused:
        kinds.refused(person, asked=f"broken glass. {refused}", room="cases")
        raise


def _asked_for(person: Person, reference: str, reason: str) -> BrokenGlass | None:
    Person.objects.select_for_update().get(pk=person.pk)  # two tries at once do not both come under the number
    _refuse_short(reason)
    _refuse_used_up()
    _refuse_untold(person)
    folder_id = _folder_called(reference)
    broken = _broken(person, folder_id, reason) if folder_id else None
    if broken is None:
        audit.record(person, "asked to break the glass of a folder, which opened nothing", person)
        return None
    person.__dict__.pop("glass_broken", None)
    return broken


def _broken(person: Person, folder_id: uuid.UUID, reason: str) -> BrokenGlass | None:
    """Filed in a folder that this person does not hold: the database allows it to whoever may break its glass."""
    with audit.keeping(folder_id):
        case = Case.objects.select_related("partnership", "lead").get(pk=folder_id)
        others = in_turn(case, but={person.pk})[:2]
        if may_open(person, case, what=ALL) or len(others) < 2:
            return None
        return _written(person, case, others, reason)


def _written(person: Person, case: Case, others: list[Person], reason: str) -> BrokenGlass:
    now = timezone.now()
    broken = BrokenGlass.objects.create(
        folder=case.folder, person=person, reason=reason, broken_at=now, until_at=now + LASTS,
        told_first=others[0], told_second=others[1],
    )  # fmt: skip
    _tell_of(broken, case, others)
    audit.record(person, "broke the glass", broken, case.pk)  # why stays with the folder, and goes when that goes
    return broken


def review_by(broken: BrokenGlass) -> date:
    """The working day by the end of which it is judged."""
    return kept_working_days().after(london_day(broken.broken_at), 1)


@transaction.atomic
def end_glass(broken: BrokenGlass, *, by: Person) -> None:
    """The folder closes again, before its time."""
    broken = BrokenGlass.objects.select_for_update().get(pk=broken.pk)
    if broken.lives and broken.person_id == by.pk:
        broken.until_at = timezone.now()
        broken.save(update_fields=["until_at"])
        audit.record(by, "ended the time for which the glass was broken", broken, broken.folder_id)


def may_review(broken: BrokenGlass, person: Person) -> bool:
    """One of the two who were told; after a day without a review whoever holds the same key, worker or no worker."""
    if person.pk in (broken.told_first_id, broken.told_second_id):
        return True
    late = broken.escalated_at is not None or timezone.localdate() > review_by(broken)
    return (
        late
        and broken.person_id != person.pk
        and any("manage exclusions" in post.in_role.may for post in person.posts_today)
    )


@transaction.atomic
def review_glass(broken: BrokenGlass, *, finding: str, words: str, by: Person) -> None:
    """Judge whether it was right. It is judged once, and never by whoever broke it."""
    broken = BrokenGlass.objects.select_for_update().get(pk=broken.pk)
    if not may_review(broken, by):
        raise NotDone("Only those who were told may review this. Their names are on this page.")
    if broken.reviewed_at is not None:
        raise NotDone("This was reviewed already. What was found is on this page.")
    broken.reviewed_at, broken.reviewed_by = timezone.now(), by
    broken.finding, broken.finding_in_words = finding, words
    broken.save(update_fields=["reviewed_at", "reviewed_by", "finding", "finding_in_words"])
    audit.record(by, f"reviewed broken glass: {finding}", broken, broken.folder_id)


def what_was_read(broken: BrokenGlass) -> QuerySet[Entry]:
    """Everything this person looked at in the folder while the glass was broken, in order."""
    theirs = Entry.objects.filter(actor=str(broken.person_id), case_id=broken.folder_id)
    return theirs.filter(at__gte=broken.broken_at, at__lte=broken.until_at).order_by("at", "number")


def escalate_unreviewed(today: date) -> int:
    """What was not reviewed by the end of its working day is passed on to every coordinator and senior officer."""
    with unit_of_work(OUTBOX):
        return _escalate_unreviewed(today)


def _escalate_unreviewed(today: date) -> int:
    waiting = BrokenGlass.objects.unreviewed().filter(escalated_at__isnull=True).select_related("folder__partnership")
    late = [one for one in waiting.select_for_update(of=("self",), skip_locked=True) if review_by(one) < today]
    for broken in late:
        broken.escalated_at = timezone.now()
        broken.save(update_fields=["escalated_at"])
        case = Case.objects.select_related("partnership").get(pk=broken.folder_id)
        people = in_roles(case.partnership, "coordinator", "senior officer")
        tell(
            [person for person in people if person.pk != broken.person_id], case, kind="broken glass",
            subject="broken glass is not reviewed", page=page_of(broken),
            sentence="Somebody opened this folder by breaking the glass, and nobody has reviewed it within one working "
            "day. If you hold the folder, review it now; if this page does not open to you, ask its coordinator to.",
        )  # fmt: skip
        audit.record(OUTBOX, "passed on broken glass that nobody reviewed", broken, broken.folder_id)
    return len(late)


def page_of(broken: BrokenGlass) -> str:
    return reverse("cases:glass", kwargs={"case_id": broken.folder_id, "glass_id": broken.pk})


def _folder_called(reference: str) -> uuid.UUID | None:
    """A folder of a partnership in which this person may break the glass, if it is not shut to them. The database
    looks, in the name of whoever acts; the same question whatever is so."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.folders_called(%s)", [reference])
        found: list[uuid.UUID] = cursor.fetchone()[0]
    return found[0] if len(found) == 1 else None


def _tell_of(broken: BrokenGlass, case: Case, others: list[Person]) -> None:
    for other in others:
        write(
            to=other.email, subject=f"{case.reference}: the glass was broken", kind="broken glass",
            partnership=case.partnership, about=[case.pk],
            text=f"{broken.person} opened this folder by breaking the glass, on {spoken(broken.broken_at)}, to read it "
            f"for sixty minutes. You are one of two who are told. Review it by the end of {spoken(review_by(broken))}: "
            f"the page says why it was done and what was read.\n\n{settings.ADDRESS}{page_of(broken)}\n",
        )  # fmt: skip


def _refuse_short(reason: str) -> None:
    if sum(letter.isalpha() for letter in reason) < LETTERS:
        raise NotDone(f"Give the reason in at least {LETTERS} letters: another person judges by it.", "reason")


def _refuse_used_up() -> None:
    today = timezone.localdate()
    first = today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    if _broken_since(_midnight(first)) >= A_MONTH:
        raise NotDone(
            f"You have broken the glass {A_MONTH} times this month, and may not again until {spoken(following)}. "
            "Ring one of those named on this page."
        )


def _broken_since(since: datetime) -> int:
    """By whoever acts, with what has been shut to them since: the database counts, and shows none of it."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.glass_broken_since(%s)", [since])
        (count,) = cursor.fetchone() or (0,)
    return int(count)


def _refuse_untold(person: Person) -> None:
    """Where a partnership has not two others who could be told of any folder, none is opened."""
    answer = [key for key, role in ROLES.items() if {"manage exclusions", "give a partner's view"} & role.may]
    for partnership in partnerships_of(person):
        if len([one for one in in_roles(partnership, *answer) if one.pk != person.pk]) > 1:
            return
    raise NotDone("Two other people have to be told, and there are not two. Ring one of those named on this page.")


def _midnight(day: date) -> datetime:
    return instant(day, time.min)
