"""What lets whoever has it be taken for a person. It stands apart from the person, whom everybody at work may read."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import connection, models
from django.utils import timezone


class Password(models.Model):
    """The hash of a person's password. The database gives it to nobody who reads the table: see `hash_of`."""

    person = models.OneToOneField("access.Person", on_delete=models.RESTRICT, primary_key=True, related_name="+")
    hash = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"the password of {self.person}"


def hash_of(person_id: uuid.UUID) -> str:
    """The hash, for whoever signs people in, and for the person; the database refuses anybody else. Empty for none."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.password_of(%s)", [person_id])
        (found,) = cursor.fetchone()
    return str(found)


def keep_hash(person_id: uuid.UUID, hashed: str) -> None:
    """In one statement that does not read the one before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_password (person_id, hash) values (%s, %s) "
            "on conflict (person_id) do update set hash = %s",
            [person_id, hashed, hashed],
        )


class CalendarAddress(models.Model):
    """The address by which somebody's calendar program reads what is due from them. It cannot sign in.

    It opens for a year from the day it was made or renewed, and only while a post of that day is still held.
    """

    LASTS = timedelta(days=365)

    person = models.OneToOneField("access.Person", on_delete=models.RESTRICT, primary_key=True, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"the calendar address of {self.person}"

    @property
    def until_on(self) -> date:
        """Its last day, if the posts it was made under are held for so long."""
        return self.made_on + self.LASTS
