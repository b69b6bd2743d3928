"""Shutting a named person out of a folder, ending it, and letting through an account that is somebody else's."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.service.access.models import Attempt, Exclusion, Person, Post, ShutOut, TakenFor
from handrail.service.access.names import keys_of, words_of
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case

SHUTS = "manage exclusions"
LATEST = 50
YOURSELF = "This is your own name or address. Somebody else who manages the folder has to shut you out."


@dataclass(frozen=True)
class Named:
    """The person to be shut out, as they are known, and how they stand to the case."""

    names: tuple[str, ...]
    emails: tuple[str, ...]
    stands: str
    stands_in_words: str = ""

    @property
    def keys(self) -> list[str]:
        return keys_of(self.names, self.emails)


def seen_by(person: Person, case: Case) -> QuerySet[Exclusion]:
    """The exclusions made in a folder, but never one for which this person's own account was taken."""
    made = Exclusion.objects.filter(folder=case.pk).exclude(taken__person=person)
    return made.select_related("made_by", "ended_by").prefetch_related(
        "taken__person", "taken__lift_asked_by", "taken__lifted_by"
    )


@transaction.atomic
def shut_out(case: Case, named: Named, *, why: str, by: Person, also: Iterable[Person] = ()) -> Exclusion:
    """Shut a person out: from now the folder, and those joined to it, are not there for any account of theirs.

    `also` are accounts that only `by` knows to be theirs.
    """
    case, also = locked(case.pk), list(also)
    refuse(named, by)
    if by in also:
        raise NotDone(YOURSELF, "names")
    exclusion = Exclusion.objects.create(
        folder=case.folder, names=list(named.names), emails=list(named.emails), stands=named.stands,
        stands_in_words=named.stands_in_words, why=why, made_by=by,
    )  # fmt: skip
    for person in also:
        TakenFor.objects.get_or_create(exclusion=exclusion, person=person, defaults={"by": TakenFor.By.CHOSEN})
    audit.record(by, "shut someone out of the folder", exclusion, case.pk)
    _leave_without_shut_lead(case, by)
    return exclusion


@transaction.atomic
def add_names(exclusion: Exclusion, *, names: Iterable[str], emails: Iterable[str], by: Person) -> None:
    """Another name or address of the same person was found."""
    case, exclusion = _held(exclusion)
    more = Named((*exclusion.names, *names), (*exclusion.emails, *emails), exclusion.stands)
    if set(more.keys) & set(by.known_by):
        raise NotDone(YOURSELF, "names")
    if more.keys == exclusion.known_by:
        raise NotDone("This person is known by these already. Enter another name or address.", "names")
    exclusion.names, exclusion.emails = list(more.names), list(more.emails)
    exclusion.save(update_fields=["names", "emails", "known_by"])
    audit.record(by, "added a name or address of someone who is shut out of the folder", exclusion, case.pk)
    _leave_without_shut_lead(case, by)


@transaction.atomic
def end_exclusion(exclusion: Exclusion, *, why: str, by: Person) -> None:
    """The folder is there again for the person's accounts, where something else opens it to them."""
    case, exclusion = _held(exclusion)
    _refuse_own(exclusion, by)
    exclusion.ended_at, exclusion.ended_by, exclusion.ended_why = timezone.now(), by, why
    exclusion.save(update_fields=["ended_at", "ended_by", "ended_why"])
    audit.record(by, "ended an exclusion from the folder", exclusion, case.pk)


@transaction.atomic
def ask_to_lift(taken: TakenFor, *, why: str, by: Person) -> None:
    """An account is found to be somebody else's. It stays shut out until a second person confirms it."""
    case, taken = _held_account(taken, by)
    if taken.lift_asked_at is not None:
        raise NotDone(f"{taken.lift_asked_by} has said so already. Somebody else has to confirm it.")
    taken.lift_asked_at, taken.lift_asked_by, taken.lift_why = timezone.now(), by, why
    taken.save(update_fields=["lift_asked_at", "lift_asked_by", "lift_why"])
    audit.record(by, "said that an account shut out of the folder is somebody else's", taken, case.pk)


@transaction.atomic
def confirm_lift(taken: TakenFor, *, by: Person) -> None:
    """The second person agrees: from now the account is not taken for the person who is shut out."""
    case, taken = _held_account(taken, by)
    if taken.lift_asked_at is None:
        raise NotDone("Nobody has said that this account is somebody else's. Say so first, with the reason.")
    if taken.lift_asked_by_id == by.pk:
        raise NotDone("You said so yourself. Somebody else who manages the folder has to confirm it.")
    taken.lifted_at, taken.lifted_by = timezone.now(), by
    taken.save(update_fields=["lifted_at", "lifted_by"])
    audit.record(by, "confirmed that an account shut out of the folder is somebody else's", taken, case.pk)


@transaction.atomic
def refuse_lift(taken: TakenFor, *, by: Person) -> None:
    """It is the same person after all: the account stays shut out."""
    case, taken = _held_account(taken, by)
    if taken.lift_asked_at is None:
        raise NotDone("Nobody has said that this account is somebody else's. It is shut out.")
    taken.lift_asked_at, taken.lift_asked_by, taken.lift_why = None, None, ""
    taken.save(update_fields=["lift_asked_at", "lift_asked_by", "lift_why"])
    audit.record(by, "kept an account shut out of the folder", taken, case.pk)


def accounts_of(named: Named) -> list[Person]:
    """The accounts that are shut out with this person: of the same name or address."""
    return list(Person.objects.filter(known_by__overlap=named.keys))


def like(named: Named, case: Case, by: Person) -> list[Person]:
    """Other accounts of the partnership that share two words of a name: a middle name left out, or a second surname."""
    same = {person.pk for person in accounts_of(named)} | {by.pk}
    wanted = [set(words_of(name)) for name in named.names]
    posts = Post.objects.filter(partnership=case.partnership).values("person")
    near = Person.objects.filter(pk__in=posts).exclude(pk__in=same)
    return [person for person in near if any(len(set(words_of(person.name)) & words) > 1 for words in wanted)]


def is_shut_out_of(person_id: uuid.UUID | None, case: Case) -> bool:
    return person_id is not None and ShutOut.objects.filter(folder=case.pk, person=person_id).exists()


def attempts_at(case: Case) -> list[Attempt]:
    """The latest times that someone shut out was at the folder."""
    return list(Attempt.objects.filter(folder=case.pk).select_related("person")[:LATEST])


def _leave_without_shut_lead(case: Case, by: Person) -> None:
    if is_shut_out_of(case.lead_id, case):
        case.lead = None
        case.save(update_fields=["lead"])
        audit.record(by, "left the folder without a lead: the one it had is shut out", case, case.pk)


def _held(exclusion: Exclusion) -> tuple[Case, Exclusion]:
    case = locked(exclusion.folder_id)
    exclusion = Exclusion.objects.get(pk=exclusion.pk)
    if exclusion.ended_at is not None:
        raise NotDone("This has ended already.")
    return case, exclusion


def _held_account(taken: TakenFor, by: Person) -> tuple[Case, TakenFor]:
    case, exclusion = _held(taken.exclusion)
    _refuse_own(exclusion, by)
    taken = TakenFor.objects.select_related("lift_asked_by").get(pk=taken.pk)
    if taken.lifted_at is not None:
        raise NotDone("This account is not shut out any more.")
    return case, taken


def _refuse_own(exclusion: Exclusion, by: Person) -> None:
    """The pages never come so far; should another way in be made, it ends here."""
    if exclusion.taken.filter(person=by).exists():
        raise NotDone("There is nothing here that you may change.")


def refuse(named: Named, by: Person) -> None:
    """Raises NotDone where nobody is named, or the person who asks is."""
    if set(named.keys) & set(by.known_by):
        raise NotDone(YOURSELF, "names")
    if not named.keys:
        raise NotDone("Enter a name or an e-mail address of the person.", "names")
    if named.stands == Exclusion.Stands.OTHER and not named.stands_in_words:
        raise NotDone("Say in a few words how they stand to the case.", "stands_in_words")
