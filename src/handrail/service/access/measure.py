"""How much one account reads and takes away in an hour. Past the measure it takes a reason and the second factor again.

Reads are counted in the audit itself: the entry of the page that is about to be shown is already written, so a read
that is not counted cannot be shown. The person's row is locked while something new to the hour is counted, and is let
go when the page's unit of work ends, so that pages opened at once cannot pass the measure together.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import IntegerField, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast
from django.utils import timezone

from handrail.service.access.models import MoreReading, Person
from handrail.service.audit.kinds import COPY
from handrail.service.audit.models import Entry

FOLDERS, LINES = MoreReading.Of.FOLDERS, MoreReading.Of.LINES
MOST = {FOLDERS: 60, LINES: 200}
"""In any hour, without a reason. A reason gives as many folders again; for lines it lifts the measure."""

HOUR = timedelta(hours=1)
COUNTED = timedelta(minutes=50)
"""A folder read within this time is in the hour's count, and still will be when this page has been shown."""


def past_the_measure(
    person: Person, *, folders: Collection[uuid.UUID], lines: int, began: datetime
) -> MoreReading.Of | None:
    """What would be too much, of folders looked at and lines taken in the unit of work that began then."""
    if lines:
        _one_at_a_time(person)
        if _past(person, LINES, lines_taken(person)):
            return LINES
    if folders and _new_to_the_hour(person, folders, began):
        _one_at_a_time(person)
        if _past(person, FOLDERS, folders_read(person)):
            return FOLDERS
    return None


def _past(person: Person, of: MoreReading.Of, number: int) -> bool:
    """No reason makes the measure smaller, so reasons are asked after only where the number is past it without one."""
    return number > MOST[of] and number > most(person, of)


def folders_read(person: Person) -> int:
    """How many different folders this person was shown something of in the last hour."""
    return _looks(person, timezone.now() - HOUR).values("case_id").distinct().count()


def lines_taken(person: Person) -> int:
    """How many lines this person took away as files in the last hour."""
    copies = Entry.objects.filter(actor=person.actor_key, at__gt=timezone.now() - HOUR, paper=COPY).order_by()
    return copies.aggregate(lines=Sum(Cast("paper_id", IntegerField())))["lines"] or 0


def most(person: Person, of: MoreReading.Of) -> int:
    """The measure as it now stands for this person, with the reasons given in the last hour."""
    given = MoreReading.objects.filter(person=person, of=of, given_at__gt=timezone.now() - HOUR).count()
    if of == LINES and given:
        return 2**31
    return MOST[of] * (1 + given)


def _new_to_the_hour(person: Person, folders: Collection[uuid.UUID], began: datetime) -> bool:
    """Whether any of them was not shown to this person lately, before this unit of work."""
    before = Max("at", filter=Q(at__lt=began))
    lately = _looks(person, began - COUNTED).filter(case_id__in=folders).values_list("case_id").annotate(last=before)
    known = {case_id for case_id, last in lately if last is not None}
    return not known.issuperset(folders)


def _looks(person: Person, since: datetime) -> QuerySet[Entry]:
    looks = Entry.objects.filter(actor=person.actor_key, at__gt=since, looked=True, case_id__isnull=False)
    return looks.order_by()


def _one_at_a_time(person: Person) -> None:
    """Wait until no other page of this person's is being counted. Their row can still be read and pointed at."""
    Person.objects.select_for_update(no_key=True).values_list("pk").get(pk=person.pk)
