"""A folder that somebody calls by its reference, in whatever room they do so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handrail.service.access.models import Person
from handrail.service.access.turned_away import turned_away
from handrail.service.audit import kinds
from handrail.service.cases.finding import plain
from handrail.service.cases.models import Case


def folders_called(
    person: Person, reference: str, *, fits: Callable[[Case], object], what: Iterable[str] | None = None
) -> list[Case]:
    """Those of this reference that the person may open, for any of `what`, and that fit what they are wanted for.

    Where there is none it is written down, alike for a folder that is nobody's and for one that is shut to them.
    """
    seen = Case.objects.visible_to(person, what).filter(reference__iexact=reference.strip())
    found = [one for one in seen.select_related("folder__partnership", "partnership", "authority") if fits(one)]
    if not found:
        not_found(person, reference)
    return found


def not_found(person: Person, reference: str) -> None:
    """The audit keeps a keyed digest of what was typed; whether somebody is shut out is looked at later."""
    turned_away(person, words=reference)
    kinds.refused(person, asked="a folder by its reference", room="cases", thing=kinds.digest_of(plain(reference)))
