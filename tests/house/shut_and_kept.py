"""What the scene holds of exclusions, broken glass, holds, deletions and requests to see."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.access.models import BrokenGlass, Exclusion, Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases import calendar_address
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body, Kind
from handrail.service.records.models import AccessRequest, Deletion, Extract, Hold, Match, Period
from tests.rooms.cast import employ

if TYPE_CHECKING:
    from tests.house.scene import Scene


def _at_work(name: str, role: str, body: Body, partnership: Body) -> Person:
    """Somebody of this name, once: two folders may concern the same people."""
    return Person.objects.filter(name=name).first() or employ(name, role, body, partnership)


def somebody_shut_out(scene: Scene) -> None:
    """Somebody is shut out of the folder, and somebody who holds no key to it broke into it."""
    cast, case, coordinator = scene.cast, scene.case, scene.cast["coordinator"]
    name_actor(coordinator)
    name = "Perpetua Fenn" if Person.objects.filter(name="Perdita Marsh").exists() else "Perdita Marsh"
    account = employ(name, "contributor", cast.school, cast.partnership)
    named = Named((name,), (), Exclusion.Stands.RELATIVE)
    exclusion = shut_out(case, named, why="An aunt of the child", by=coordinator)
    breaker = _at_work("Brock Hasty", "senior officer", cast.neighbour_council, cast.partnership)
    second = _at_work("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    broken = BrokenGlass.objects.create(
        folder=case.folder, person=breaker, reason="A child of this family is at the door tonight.",
        until_at=timezone.now() + timedelta(hours=1), told_first=coordinator, told_second=second,
    )  # fmt: skip
    scene.things |= {"exclusion_id": exclusion.pk, "account_id": account.pk, "glass_id": broken.pk}


def records_kept(scene: Scene) -> None:
    """A period, holds on the folder and over the partnership, and a deletion that somebody else proposed."""
    cast, case, coordinator = scene.cast, scene.case, scene.cast["coordinator"]
    today = timezone.localdate()
    period = Period.objects.create(
        partnership=cast.partnership, runs_from="closed", years=35, months=0, source="Policy 4.2",
        from_on=today + timedelta(days=400), agreed_by_name="The executive", agreed_on=today, recorded_by=coordinator,
    )  # fmt: skip
    Deletion.objects.create(
        folder=case.folder, period=period, event_on=today, kept_until=today, proposed_by=coordinator
    )
    one = Hold.objects.create(
        partnership=cast.partnership, folder=case.folder, reason="An inquiry.", put_on_by=coordinator
    )
    wide = Hold.objects.create(partnership=cast.partnership, reason="An inquiry.", put_on_by=coordinator)
    asked = AccessRequest.objects.create(
        partnership=cast.partnership, asked_by_name="W. Fairlight", about_name="Wren Fairlight", received_on=today,
        asks=AccessRequest.Asks.SELF, identity_how="A passport.", recorded_by=coordinator,
    )  # fmt: skip
    Match.objects.create(request=asked, child=Child.objects.filter(folder=case.folder)[0], matched_by=coordinator)
    extract = Extract.objects.create(
        request=asked, case=case, model="cases.Note", row="1", field="text", title="Note", text="Rang.", to_decide=False
    )
    scene.things |= {
        "hold_id": one.pk, "wide_hold_id": wide.pk, "asked_id": asked.pk, "extract_id": extract.pk, "kind": "docx",
    }  # fmt: skip


def calendar_key_of(person: Person) -> uuid.UUID:
    """Of an address that they made for their calendar."""
    name_actor(person)
    return calendar_address.make(person).key


def at_an_overview_panel_and_shut_out(scene: Scene) -> Person:
    """Somebody with a post at the overview panel and no seat, who is kin of the child whose death is before it."""
    panel, by = (
        Body.objects.get(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale"),
        scene.cast["coordinator"],
    )
    person = employ("Philippa Kinsey", "outside reader", panel, panel)
    name_actor(by)
    shut_out(scene.case, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="They are kin", by=by)
    return person
