"""A draft begun from what stands, given its first day, brought up with what was published meanwhile, or given up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.comparing import Both, taking_in
from handrail.service.arrangements.models import Arrangements, Line, Partner
from handrail.service.arrangements.saying import SORTS, lines_of, said_in, what_was_said
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body, Membership

MOST_DRAFTS = 5


@transaction.atomic
def begin(partnership: Body, *, title: str, by: Person) -> Arrangements:
    """From the version that stands; the first, from the safeguarding partners that the list of bodies has."""
    one_at_a_time(partnership)
    drafts = Arrangements.objects.drafts().filter(partnership=partnership)
    if drafts.filter(title=title).exists():
        raise NotDone("There is a draft of that name. Go on with it, or give this one another name.", "title")
    if drafts.count() >= MOST_DRAFTS:
        raise NotDone(f"There are {MOST_DRAFTS} drafts already. Publish or give up one of them first.")
    stands = latest(partnership)
    draft = Arrangements.objects.create(partnership=partnership, drawn_from=stands, title=title, begun_by=by)
    if stands is not None:
        for sort in SORTS:
            _copy(lines_of(stands, sort), draft)
    else:
        places = Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
        bodies = {place.body_id for place in places.on(timezone.localdate())}
        Partner.objects.bulk_create(Partner(arrangements=draft, body_id=body) for body in bodies)
    audit.record(by, f"began a draft of the arrangements: {title}", draft)
    return draft


def latest(partnership: Body) -> Arrangements | None:
    """The version published last."""
    return Arrangements.objects.published().filter(partnership=partnership).first()


def _copy(lines: Iterable[Line], draft: Arrangements) -> None:
    for held in lines:
        type(held)._default_manager.create(arrangements=draft, line=held.line, **held.said())


def locked_draft(draft: Arrangements) -> Arrangements:
    """The draft, held until the transaction ends. Raises NotDone once it is none any more."""
    held = Arrangements.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=draft.pk)
    if held.published_at is not None:
        raise NotDone(f"It was published on {spoken(held.published_at)}, and stands as it is. Begin a new draft.")
    if held.given_up_at is not None:
        raise NotDone("This draft was given up. Begin a new one.")
    return held


@transaction.atomic
def set_first_day(draft: Arrangements, *, title: str, begins_on: date, changed_why: str, by: Person) -> None:
    draft = locked_draft(draft)
    draft.title, draft.begins_on, draft.changed_why = title, begins_on, changed_why.strip()
    draft.save(update_fields=["title", "begins_on", "changed_why"])
    audit.record(by, f"said that the arrangements begin on {spoken(begins_on)}", draft)


@transaction.atomic
def take_in(draft: Arrangements, *, by: Person) -> tuple[Both, ...]:
    """What the version that stands changed goes into the draft, line by line, where the draft did not change the same.
    Gives the lines that both changed: there the draft's words stay, for people to look at."""
    draft = locked_draft(draft)
    stands = latest(draft.partnership)
    if stands is None or stands.pk == draft.drawn_from_id:
        raise NotDone("Nothing was published since this draft was begun.")
    base = what_was_said(draft.drawn_from) if draft.drawn_from else {}
    found = taking_in(base, what_was_said(stands), said_in(draft))
    sorts = {sort.sort: sort for sort in SORTS}
    for sort, line in found.lines:
        _bring(sorts[sort], line, stands, draft)
    draft.drawn_from = stands
    draft.save(update_fields=["drawn_from"])
    audit.record(by, f"took into the draft what {str(stands).lower()} changed", draft)
    return found.both


def _bring(sort: type[Line], line: str, stands: Arrangements, draft: Arrangements) -> None:
    theirs = sort._default_manager.filter(arrangements=stands, line=line, taken_out_at__isnull=True).first()
    ours = sort._default_manager.filter(arrangements=draft, line=line).first()
    if theirs is None:
        assert ours is not None
        ours.taken_out_at = timezone.now()
        ours.save(update_fields=["taken_out_at"])
    elif ours is None:
        _refuse_twice(sort, theirs, draft)
        _copy([theirs], draft)
    else:
        for name, value in theirs.said().items():
            setattr(ours, name, value)
        ours.taken_out_at = None
        ours.save()


def _refuse_twice(sort: type[Line], theirs: Line, draft: Arrangements) -> None:
    """Both added one body, or one level: only people can say which of the two rows is to stand."""
    for name in ("body", "place"):
        if name in sort.SAID and hasattr(theirs, name) and sort.sort in ("partner", "agency", "level"):
            same = sort._default_manager.filter(
                arrangements=draft, taken_out_at__isnull=True, **{name: getattr(theirs, name)}
            )
            if same.exists():
                raise NotDone(f"Both added {theirs.named}. Take it out of this draft first, then take the changes in.")


@transaction.atomic
def give_up(draft: Arrangements, *, why: str, by: Person) -> None:
    draft = locked_draft(draft)
    draft.given_up_at, draft.given_up_by, draft.given_up_why = timezone.now(), by, why
    draft.save(update_fields=["given_up_at", "given_up_by", "given_up_why"])
    audit.record(by, "gave up a draft of the arrangements", draft)
