"""What is done about a death that was told of by code: it is taken in, into a folder, or it is refused."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions.notify import add_known, add_notification, notify
from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.told import Teller
from handrail.service.tellings import letters
from handrail.service.tellings.journey import authority_of, teller_of, told_in
from handrail.service.tellings.models import Telling


def _held(telling: Telling) -> Telling:
    held = Telling.objects.select_for_update(of=("self",)).select_related("teller", "partnership").get(pk=telling.pk)
    if held.taken_in_at is not None or held.refused_at != telling.refused_at:
        raise NotDone("A colleague decided on this a moment ago. Go back to the list.")
    return held


@transaction.atomic
def take_in(telling: Telling, *, made_sure: str, into: Death | None, by: Person) -> Death:
    """Open a folder with it, or put it with the notifications of a death that has one. Its words go there with it, and
    how it was made sure who sent it. What was refused can be taken in after all, as long as it is kept.

    It was told on the day it was sent. The teller is told the same, whatever was known of the child before.
    """
    held = _held(telling)
    teller = teller_of(held)
    sure = f"How {by} made sure who sent it: {made_sure}"
    teller = replace(teller, said=f"{teller.said}\n\n{sure}")
    death = _new(held, teller, by) if into is None else into
    if into is not None:
        _beside(held, into, teller, by)
    held.taken_in_at, held.taken_in_by, held.answers, held.refused_words = timezone.now(), by, {}, ""
    held.alike = sorted({*held.alike, death.case_id})
    held.save(update_fields=["taken_in_at", "taken_in_by", "answers", "refused_words", "alike"])
    audit.record(by, "took in what was told by code", held, death.case_id)
    letters.tell_taken_in(held)
    return death


def _beside(held: Telling, death: Death, teller: Teller, by: Person) -> None:
    """Whoever they named as knowing the child can be asked for a form, and what they suspect is acted on."""
    told = told_in(held)
    add_notification(death, replace(teller, abuse_suspected=told.abuse_suspected if told else ""), by=by)
    for one in told.knew if told else ():
        add_known(death, one, by=by)


def _new(held: Telling, teller: Teller, by: Person) -> Death:
    told, authority = told_in(held), authority_of(held)
    if told is None or authority is None:
        raise NotDone(
            "An answer that was right when it was sent is no longer, such as an agency that is not listed any more. "
            "Notify the death yourself with these words, then refuse this one as sent twice."
        )
    told = replace(told, teller=teller)
    return notify(told, partnership=held.partnership, authority=authority, sent_by=held.partnership, by=by)


@transaction.atomic
def refuse(telling: Telling, *, why: str, words: str, by: Person) -> None:
    """It goes nowhere, and can still be read. The sender is told the reason in our words alone, which say nothing of
    any child."""
    held = _held(telling)
    held.refused_at, held.refused_by, held.refused_why, held.refused_words = timezone.now(), by, why, words
    held.save(update_fields=["refused_at", "refused_by", "refused_why", "refused_words"])
    audit.record(by, f"refused what was told by code: {held.get_refused_why_display()}", held)
    letters.tell_refused(held)
