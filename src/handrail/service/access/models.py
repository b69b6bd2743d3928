"""People, the posts they hold, and the keys to folders. A folder here is only a key: `cases` says what is in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from handrail.service.access.bearers import CalendarAddress as CalendarAddress
from handrail.service.access.bearers import hash_of, keep_hash
from handrail.service.access.glass import BrokenGlass as BrokenGlass
from handrail.service.access.grounds import BASES, NOT_RECORDED, PURPOSES
from handrail.service.access.kept_out import Attempt as Attempt
from handrail.service.access.kept_out import Exclusion as Exclusion
from handrail.service.access.kept_out import ShutOut as ShutOut
from handrail.service.access.kept_out import TakenFor as TakenFor
from handrail.service.access.kept_out import TurnedAway as TurnedAway
from handrail.service.access.names import keys_of
from handrail.service.access.practitioners import Practitioner
from handrail.service.access.roles import ROLES, Role
from handrail.service.partnerships.models import Body, Dated, DatedQuerySet


class PersonQuerySet(BaseUserManager["Person"]):
    def create_person(self, *, email: str, name: str, password: str | None = None, **more: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who signs in. What they may do comes from their posts, never from who they are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField("may sign in", default=True)
    digest = models.BooleanField("send a daily digest", default=True)
    invented = models.BooleanField(default=False, help_text="part of the demonstration")
    session_stem = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="every session grows from it: a new one ends them all"
    )
    known_by = ArrayField(models.TextField(), default=list, editable=False, help_text="see `names`: for exclusions")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonQuerySet()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "people"
        indexes = [GinIndex(fields=["known_by"], name="person_known_by")]

    def __str__(self) -> str:
        return self.name

    acts = "person"
    _hash: str | None = None
    _hash_is_new = False

    @property
    def password(self) -> str:
        """Its hash, which stands in a table of its own: it is read for whoever signs in, and never with a person."""
        if self._hash is None:
            self._hash = hash_of(self.pk)
        return self._hash

    @password.setter
    def password(self, hashed: str) -> None:
        self._hash, self._hash_is_new = hashed, True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What exclusions know a person by goes with the name and the address, whoever changes them."""
        self.known_by = keys_of([self.name], [self.email])
        if (fields := kwargs.get("update_fields")) is not None:
            also = {"known_by"} if {"name", "email"} & set(fields) else set()
            kwargs["update_fields"] = {*fields, *also} - {"password"}
        super().save(*args, **kwargs)
        if self._hash_is_new:
            keep_hash(self.pk, self.password)
            self._hash_is_new = False

    def keep_password(self) -> None:
        """The one that was set, and nothing else of the person."""
        self.save(update_fields=[])

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self._hash, self._hash_is_new = None, False

    @property
    def actor_key(self) -> str:
        return str(self.id)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What each session of this person must carry: it changes with the password and with `session_stem`."""
        grown_from = f"{self.password} {self.session_stem}"
        return salted_hmac("handrail.session", grown_from, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def posts_today(self) -> tuple[Post, ...]:
        """The posts this person holds today, read once for a request."""
        return tuple(self.posts.on(timezone.localdate()).select_related("body", "partnership"))

    @cached_property
    def shut_out_of(self) -> frozenset[uuid.UUID]:
        """The folders that are not there for this person, read once for a request."""
        return frozenset(ShutOut.objects.filter(person=self.pk).values_list("folder", flat=True))

    @cached_property
    def glass_broken(self) -> frozenset[uuid.UUID]:
        """The folders for which this person broke the glass, and the time has not run out; once for a request."""
        return frozenset(BrokenGlass.objects.open().filter(person=self.pk).values_list("folder", flat=True))

    def may(self, permission: str) -> bool:
        """Whether any post allows it somewhere. Which folder is asked separately."""
        return any(permission in post.in_role.may for post in self.posts_today)

    @property
    def bodies(self) -> tuple[Body, ...]:
        return tuple({post.body_id: post.body for post in self.posts_today}.values())

    @property
    def partnerships(self) -> tuple[Body, ...]:
        return tuple({post.partnership_id: post.partnership for post in self.posts_today}.values())


Writer = Person | Practitioner
"""Who may write an answer: someone with an account, or a practitioner with a code."""


def written_by(column: str, by: Writer) -> dict[str, Writer | None]:
    """The two columns that say who wrote a row: one holds the person or the practitioner, the other nothing."""
    person, practitioner = (None, by) if isinstance(by, Practitioner) else (by, None)
    return {column: person, f"{column}_practitioner": practitioner}


def one_writer(column: str, name: str) -> models.CheckConstraint:
    """That a row was written by a person or by a practitioner, and by one of them."""
    return models.CheckConstraint(
        condition=Q(**{f"{column}__isnull": True}) ^ Q(**{f"{column}_practitioner__isnull": True}), name=name
    )


class Post(Dated):
    """A role held at a body, for one partnership. Someone may hold several, in several partnerships."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="posts")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="posts")
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    role = models.CharField(max_length=40, choices=[(role.key, role.title) for role in ROLES.values()])
    objects = DatedQuerySet["Post"].as_manager()

    class Meta(Dated.Meta):
        ordering = ("partnership__name", "role")

    def __str__(self) -> str:
        return f"{self.in_role.title}, {self.body}"

    @property
    def in_role(self) -> Role:
        return ROLES[self.role]


class Folder(models.Model):
    """A key: whose folder it is. `cases.Case` stands one to one on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="folders")
    made_by = models.ForeignKey(
        Person, on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="may file in it what they are handing in, before anyone has its key",
    )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Share(models.Model):
    """That something of a folder was given to another body: what, why, and what allows it. Never changed."""

    class How(models.TextChoices):
        KEY = "key", "Given a key"
        ASKED = "asked", "Asked for information"
        PACK = "pack", "Sent a meeting's pack"
        SENT = "sent", "Sent a paper"
        JOINED = "joined", "Joined to a folder of theirs"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="shares")
    to_body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    to_name = models.CharField(max_length=200, blank=True, help_text="where it is not a body that is listed")
    how = models.CharField(max_length=10, choices=How)
    what = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20)
    words = models.CharField("why, in words", max_length=200)
    basis = models.CharField(max_length=20)
    paper_id = models.UUIDField(null=True)
    shared_at = models.DateTimeField(default=timezone.now)
    shared_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("shared_at",)
        indexes = [models.Index(fields=["folder", "shared_at"], name="shares_of_folder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_body__isnull=False, to_name="") | (Q(to_body__isnull=True) & ~Q(to_name="")),
                name="a_share_is_with_somebody",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=sorted(PURPOSES), basis__in=sorted(BASES))
                | Q(purpose=NOT_RECORDED, basis=NOT_RECORDED),
                name="a_share_has_a_purpose_and_a_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} shared with {self.with_whom}"

    @property
    def with_whom(self) -> str:
        return str(self.to_body) if self.to_body else self.to_name

    @property
    def purpose_in_words(self) -> str:
        return PURPOSES.get(self.purpose, "Not recorded before Handrail asked for it")

    @property
    def basis_in_words(self) -> str:
        """The basis with its citation, and whether that citation has been checked."""
        if self.basis not in BASES:
            return "Not recorded before Handrail asked for it"
        basis = BASES[self.basis]
        unseen = " (not checked against the published text)" if basis.seen != "text" else ""
        return f"{basis.title}: {basis.cite}{unseen}"


class GrantQuerySet(models.QuerySet["Grant"]):
    def live(self, at: Any = None) -> GrantQuerySet:
        at = at or timezone.now()
        return self.filter(Q(from_at__lte=at), Q(until_at__isnull=True) | Q(until_at__gt=at))

    def opening(self, what: Iterable[str]) -> GrantQuerySet:
        return self.filter(opens__in=what)


class Grant(models.Model):
    """A body may open part of one folder, from an instant until another."""

    folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="grants")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="grants")
    opens = models.CharField(max_length=40, help_text="all, own contribution, meeting pack, or a room's name")
    from_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200)
    given_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    share = models.ForeignKey(
        Share, on_delete=models.RESTRICT, related_name="grants", help_text="for what purpose, and what allows it"
    )
    shut_with_folder = models.BooleanField(
        default=False, help_text="open-ended, and ended because its folder was closed: given again if that reopens"
    )
    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["body", "opens", "folder"], name="grants_of_body")]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "body", "opens"], condition=Q(until_at__isnull=True), name="one_open_grant_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.opens}"

    @property
    def lives(self) -> bool:
        now = timezone.now()
        return self.from_at <= now and (self.until_at is None or now < self.until_at)


class FailedSignIn(models.Model):
    """One wrong try. It names nobody: `account` is a keyed digest, since people type passwords in the wrong box."""

    at = models.DateTimeField(auto_now_add=True)
    account = models.CharField(max_length=64)
    place = models.CharField(max_length=80, help_text="a network address, or a browser that signed in before")

    class Meta:
        indexes = [
            models.Index(fields=["account", "place"], name="failed_at_account_from"),
            models.Index(fields=["place"], name="failed_from"),
        ]

    def __str__(self) -> str:
        return f"a failed sign-in at {self.at}"


class Invitation(models.Model):
    """Someone named is asked to sign in, for a post with a last day. It becomes a person when they come.

    It opens with two things together: a code sent to the address, and the word told to them in another way. Both are
    kept only as what they hash to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    role = models.CharField(max_length=40, choices=[(role.key, role.title) for role in ROLES.values()])
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="invitations")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField()
    word = models.CharField(max_length=128, help_text="hashed, as a password is")
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    lapses_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    accepted_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("-invited_at",)
        indexes = [models.Index(Lower("email"), name="invitations_to")]

    def __str__(self) -> str:
        return f"{self.name}, {self.in_role.title}, {self.body}"

    @property
    def in_role(self) -> Role:
        return ROLES[self.role]

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and at < self.lapses_at


class EmailedCode(models.Model):
    """A code sent to an address, once, for one thing and, save at the keyboard of the server, for one browser.

    `account` and `code` are keyed digests: neither an address nor a code can be read here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=40)
    account = models.CharField(max_length=64)
    browser = models.CharField(max_length=64, blank=True, help_text="digest of what the asking browser holds")
    place = models.CharField(max_length=80, help_text="where it was asked for")
    code = models.CharField(max_length=64, blank=True, help_text="empty: nobody signs in so, and nothing was sent")
    made_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)
        indexes = [models.Index(fields=["account", "purpose", "made_at"], name="codes_for_account")]

    def __str__(self) -> str:
        return f"a code for {self.purpose}, made at {self.made_at}"


class MoreReading(models.Model):
    """Why somebody had to read, or take away, more in an hour than the measure: given with a fresh second factor."""

    class Of(models.TextChoices):
        FOLDERS = "folders", "Folders opened"
        LINES = "lines", "Lines taken away in files"

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    of = models.CharField(max_length=10, choices=Of)
    why = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-given_at",)
        indexes = [models.Index(fields=["person", "-given_at"], name="more_reading_of")]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.why[:60]}"


def today() -> date:
    """Today in London."""
    return timezone.localdate()
