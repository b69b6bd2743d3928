"""Agreement of the partners, publication, and word to the Secretary of State."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.actions.drafting import latest, locked_draft
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.gate import gate_of
from handrail.service.arrangements.models import Agreement, Arrangements, Partner
from handrail.service.arrangements.saying import (
    agreed_by,
    agreed_by_all_on,
    digest_of,
    lines_of,
    said_in,
    schools_said,
)
from handrail.service.arrangements.wanted import items_on
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body
from handrail.service.room import Room


@transaction.atomic
def agree(
    draft: Arrangements, *, body: Body, agreed_by_name: str, agreed_on: date, where: str, read: str, by: Person
) -> Agreement:
    """`read` is the digest of what the page showed: nobody agrees to words that were changed in the meantime."""
    draft = locked_draft(draft)
    if body.pk not in {line.body_id for line in lines_of(draft, Partner)}:
        raise NotDone(f"{body} is no safeguarding partner in these arrangements.", "body")
    digest = digest_of(said_in(draft))
    if read != digest:
        raise NotDone("The draft was changed while this page was open. Read it again, and agree to what it says now.")
    if body.pk in agreed_by(draft):
        raise NotDone(f"{body} has agreed to it as it reads now.", "body")
    made = Agreement.objects.create(
        arrangements=draft, body=body, agreed_by_name=agreed_by_name, agreed_on=agreed_on, where=where, digest=digest,
        recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded that {body} agreed to the arrangements", draft)
    return made


@transaction.atomic
def publish(draft: Arrangements, *, by: Person) -> Arrangements:
    """Freeze what it says and give it its number. The worker takes it to the public site within a minute."""
    one_at_a_time(draft.partnership)
    draft = locked_draft(draft)
    gate = gate_of(draft)
    if not gate.open:
        lacks = [said for one in gate.answers if not one.met for said in one.lacks]
        lacks += [said for one in gate.conditions for said in one.lacks]
        raise NotDone(f"It cannot be published yet. {' '.join(lacks)}")
    before, agreed_on = latest(draft.partnership), agreed_by_all_on(draft)
    assert agreed_on is not None
    day = timezone.localdate()
    draft.document = {
        "said": said_in(draft),
        "schools": schools_said(draft.partnership),
        "agreed_on": agreed_on.isoformat(),
        "items": [
            {"of_list": one.of_list, "key": one.key, "asked_by": [asked.source for asked in one.asked]}
            for one in items_on(law_of(draft.partnership), day)
        ],
    }
    draft.number = (before.number or 0) + 1 if before else 1
    draft.published_at, draft.published_by = timezone.now(), by
    draft.save(update_fields=["document", "number", "published_at", "published_by"])
    audit.record(by, f"published version {draft.number} of the arrangements", draft)
    return draft


@transaction.atomic
def take_down(published: Arrangements, *, why: str, by: Person) -> None:
    """No version of the partnership's arrangements is public any more, for a reason that the public reads. They go on
    being in force: it is their text that is gone, until a version is published anew."""
    one_at_a_time(published.partnership)
    held = Arrangements.objects.select_related("partnership").get(pk=published.pk)
    if held.published_at is None:
        raise NotDone("It is not published. Give the draft up instead.")
    if held.taken_down_at is not None:
        raise NotDone("It has been taken down already.")
    if told := _names_in(held.partnership, why):
        raise NotDone(f"The public would read these words, and {told} may be somebody’s name. Say it without.", "why")
    public = Arrangements.objects.published().filter(partnership=held.partnership_id, taken_down_at__isnull=True)
    public.update(taken_down_at=timezone.now(), taken_down_by=by, taken_down_why=why)
    audit.record(by, "took the arrangements down from the public site", held)


def _names_in(partnership: Body, words: str) -> str:
    """As the rooms that stand above know people; empty where there is none."""
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.names_told)
    found: list[str] = [import_string(room.names_told)(partnership, words) for room in rooms]
    return ", ".join(filter(None, found))


@transaction.atomic
def tell_secretary_of_state(published: Arrangements, *, told_on: date, told_how: str, by: Person) -> None:
    held = Arrangements.objects.select_for_update().get(pk=published.pk)
    if held.published_at is None:
        raise NotDone("It is not published yet. The Secretary of State is told once it is.")
    if told_on < london_day(held.published_at):
        raise NotDone(f"It was published on {spoken(held.published_at)}. Give that day or a later one.", "told_on")
    held.told_on, held.told_how, held.told_recorded_by, held.told_recorded_at = told_on, told_how, by, timezone.now()
    held.save(update_fields=["told_on", "told_how", "told_recorded_by", "told_recorded_at"])
    audit.record(by, "recorded that the Secretary of State was told of the arrangements", held)
