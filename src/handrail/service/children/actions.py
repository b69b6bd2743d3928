"""Adding a child to a folder, and setting right what is held of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Folder, Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.children.identifiers import NotAnNhsNumber, nhs_number
from handrail.service.children.models import Child


class NotRight(ValueError):
    """What was said of a child cannot be so; the message says how to mend it."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a child. All of it may be unknown."""

    given_names: str = ""
    family_name: str = ""
    also_known_as: str = ""
    unborn: bool = False
    born_on: date | None = None
    born_on_is_estimated: bool = False
    sex: str = Child.Sex.NOT_KNOWN
    ethnicity: str = ""
    disability: str = ""
    nhs_number: str = ""
    died_on: date | None = None

    @classmethod
    def of(cls, child: Child) -> Known:
        return cls(**{name: getattr(child, name) for name in cls.__dataclass_fields__})


@transaction.atomic
def add_child(folder: Folder, known: Known, *, by: Actor) -> Child:
    """Raises NotRight."""
    child = Child.objects.create(folder=folder, **checked(known))
    audit.record(by, "added a child", child, folder.pk)
    return child


@transaction.atomic
def set_right(child: Child, known: Known, *, by: Person) -> Child:
    """Hold what is known now in place of what was: a name learnt, a birth. The audit names what changed, not to what.

    Raises NotRight.
    """
    held = Child.objects.select_for_update().get(pk=child.pk)
    new = checked(known)
    changed = [name for name, value in new.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, new[name])
    if changed:
        held.save(update_fields=changed)
        words = ", ".join(str(Child._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]
        audit.record(by, f"set right what is held of a child: {words}", held, held.folder_id)
    return held


def checked(known: Known) -> dict[str, object]:
    """What is to be held, once it can be so. Raises NotRight."""
    today = timezone.localdate()
    if known.died_on and known.born_on and not known.unborn and known.died_on < known.born_on:
        raise NotRight("The date of death is before the date of birth. Correct one of them.")
    if known.died_on and known.died_on > today:
        raise NotRight("The date of death must be today or in the past.")
    if known.born_on and not known.unborn and known.born_on > today:
        raise NotRight("The date of birth is in the future. Correct it, or say that the child is not yet born.")
    try:
        number = nhs_number(known.nhs_number)
    except NotAnNhsNumber as fault:
        raise NotRight(str(fault)) from fault
    return {**known.__dict__, "nhs_number": number}
