"""Keeping people: who they are, which posts they hold from when to when, whether they may sign in."""

from __future__ import annotations

import secrets
import uuid
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.service.access import letters
from handrail.service.access.models import Person, Post
from handrail.service.access.roles import ROLES
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.partnerships.actions import NotDone, add_body, one_at_a_time
from handrail.service.partnerships.models import Body, Kind

LONGEST_POST = timedelta(days=366)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
ADMINISTERS = tuple(role.key for role in ROLES.values() if "manage people" in role.may)


def new_password() -> str:
    """Four groups of four, to be read out or copied once: about 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def add_person(*, email: str, name: str, by: Actor | None) -> tuple[Person, str]:
    """A person and their first password, which is kept nowhere that it could be read again."""
    refuse_used(email)
    password = new_password()
    person = Person.objects.create_person(email=email, name=name, password=password)
    audit.record(by, f"added {person} as a person who signs in", person)
    return person, password


@transaction.atomic
def change_person(person: Person, *, email: str, name: str, by: Actor) -> bool:
    refuse_used(email, but=person)
    said = {"email": Person.objects.normalize_email(email).lower(), "name": name}
    changed = {field: value for field, value in said.items() if getattr(person, field) != value}
    if not changed:
        return False
    if "email" in changed:  # told at the old address, before it goes
        new = changed["email"]
        letters.tell(person, "Your address was changed", f"Your address in Handrail was changed to {new}.")
    words = ", ".join(f"{field} from {getattr(person, field)} to {value}" for field, value in changed.items())
    for field, value in changed.items():
        setattr(person, field, value)
    person.save(update_fields=list(changed))
    audit.record(by, f"changed {person}: {words}", person)
    return True


@transaction.atomic
def give_post(
    person: Person, *, role: str, body: Body, partnership: Body, by: Actor | None,
    from_on: date | None = None, until_on: date | None = None,
) -> Post:  # fmt: skip
    """Give someone a role at a body, for one partnership, from and until given days."""
    refuse_days(body, from_on, until_on)
    if partnership.kind != Kind.PARTNERSHIP:
        raise NotDone("Choose the safeguarding partnership that the post is for.", "partnership")
    same = Post.objects.filter(person=person, role=role, body=body, partnership=partnership)
    if same.filter(_meets(from_on, until_on)).exists():
        raise NotDone(f"{person} already holds this post at that time.", "role")
    post = Post.objects.create(
        person=person, role=role, body=body, partnership=partnership, from_on=from_on, until_on=until_on
    )
    audit.record(by, f"gave {person} the post {post}", post)
    return post


@transaction.atomic
def change_post(post: Post, *, from_on: date | None, until_on: date | None, by: Actor) -> bool:
    """Change the days of a post; a last day ends it. Another role or body is another post."""
    if (from_on, until_on) == (post.from_on, post.until_on):
        return False
    if until_on is not None or post.until_on is not None:
        refuse_far_end(until_on)
    refuse_days(post.body, from_on, until_on)
    if post.role in ADMINISTERS:
        _refuse_without_administrator(post, from_on, until_on)
    post.from_on, post.until_on = from_on, until_on
    post.save(update_fields=["from_on", "until_on"])
    days = f"first day {from_on or 'not given'}, last day {until_on or 'not given'}"
    audit.record(by, f"changed the days of the post {post} of {post.person}: {days}", post)
    return True


@transaction.atomic
def stop_signing_in(person: Person, *, by: Actor) -> None:
    """From the next page they ask for, this person is signed out and cannot sign in."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for post in person.posts.on(timezone.localdate()).filter(role__in=ADMINISTERS):
        _refuse_without_administrator(post, post.from_on, yesterday)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    audit.record(by, f"stopped {person} from signing in", person)


@transaction.atomic
def let_sign_in(person: Person, *, by: Actor) -> None:
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record(by, f"let {person} sign in again", person)


@transaction.atomic
def give_new_password(person: Person, *, by: Actor) -> str:
    """A new password, to be shown once. Whoever used the old one is signed out."""
    password = new_password()
    person.set_password(password)
    person.keep_password()
    audit.record(by, f"gave {person} a new password", person)
    return password


@transaction.atomic
def change_own_password(person: Person, *, old: str, new: str) -> None:
    if not person.check_password(old):
        raise NotDone("This is not your password now. Try again.", "old")
    set_own_password(person, new)
    audit.record(person, "changed their own password", person)
    letters.tell(person, "Your password was changed", "The password of your account was changed.")


def set_own_password(person: Person, new: str) -> None:
    """Raises NotDone with what is wrong with it."""
    try:
        validate_password(new, person)
    except ValidationError as problem:
        raise NotDone(" ".join(problem.messages), "new") from None
    person.set_password(new)
    person.keep_password()


@transaction.atomic
def set_digest(person: Person, *, wanted: bool) -> None:
    if person.digest != wanted:
        person.digest = wanted
        person.save(update_fields=["digest"])
        audit.record(person, f"asked {'for' if wanted else 'not to get'} the daily digest", person)


@transaction.atomic
def begin_partnership(*, by: Person, **said: object) -> Body:
    """Add a partnership; whoever adds it looks after it, or nobody could."""
    partnership = add_body(by=by, **said)
    give_post(by, role="administrator", body=partnership, partnership=partnership, by=by)
    return partnership


def refuse_used(email: str, but: Person | None = None) -> None:
    held = Person.objects.filter(email__iexact=email.strip())
    if but is not None:
        held = held.exclude(pk=but.pk)
    if held.exists():
        raise NotDone("Someone already signs in with this e-mail address.", "email")


def refuse_days(body: Body, first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise NotDone("The last day must be the same as or after the first day.", "until_on")
    if body.until_on is not None and (last is None or last > body.until_on):
        ended = f"{body.until_on.day} {body.until_on:%B %Y}"
        raise NotDone(f"{body} ended on {ended}. Choose another body, or give a last day until then.", "body")


def refuse_far_end(until_on: date | None) -> None:
    """Whoever gives a post looks at it again within a year."""
    today = timezone.localdate()
    if until_on is None or until_on > today + LONGEST_POST:
        furthest = today + LONGEST_POST
        raise NotDone(
            f"Give a last day, no later than {furthest.day} {furthest:%B %Y}. You can renew it when it comes.",
            "until_on",
        )


def _meets(first: date | None, last: date | None) -> Q:
    after = Q() if first is None else Q(until_on=None) | Q(until_on__gte=first)
    return after if last is None else after & (Q(from_on=None) | Q(from_on__lte=last))


def end_sessions(person: Person) -> None:
    """Whatever session they have anywhere opens nothing from its next request on."""
    person.session_stem = uuid.uuid4()
    person.save(update_fields=["session_stem"])


def _refuse_without_administrator(post: Post, first: date | None, last: date | None) -> None:
    """Somebody must always be able to let people in: the last administrator's post goes on."""
    today = timezone.localdate()
    longer = last is None or (post.until_on is not None and last >= post.until_on)
    stays = (first is None or first <= today) and longer
    if stays or not post.holds_on(today):
        return
    one_at_a_time(post.partnership)
    gap = today if (first is not None and first > today) or last is None or last < today else last + timedelta(days=1)
    others = Post.objects.filter(partnership=post.partnership_id, role__in=ADMINISTERS, person__is_active=True)
    if not others.exclude(person=post.person_id).on(gap).exists():
        raise NotDone(
            f"{post.person} is the only administrator of {post.partnership}. Make someone else an administrator first."
        )
