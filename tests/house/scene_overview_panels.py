"""What the scene holds of an overview panel: a death laid before it and analysed, and another that is being retyped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.children.models import Child
from handrail.service.overview_panels.actions import sitting as actions
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay, retype
from handrail.service.overview_panels.form_editions import form_called
from handrail.service.overview_panels.models import PanelDeath
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import employ

if TYPE_CHECKING:
    from tests.house.scene import Scene

TODAY = timezone.localdate()


def a_death_before_the_panel(scene: Scene) -> None:
    case, by = scene.case, scene.cast["coordinator"]
    panel = Body.objects.create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale")
    name_actor(by)
    child = Child.objects.filter(folder=case.folder).first()
    assert child is not None
    packs = [
        retype(
            case, panel=panel, about=about, died_on=TODAY, child=child, summary="A child fell from a height.",
            domains={"service_provision": "Nobody rang back."}, by=by,
        )
        for about in ("a-death", "another-death")
    ]  # fmt: skip
    lay(packs[0], let_stand=True, by=by)
    carry()
    death = PanelDeath.objects.get(panel=panel)
    member = actions.add_member(
        panel, name="Ottoline Frost", office="lay", agency="", from_on=TODAY, until_on=None, email="", by=by
    )
    sitting = actions.plan(panel, on=TODAY - timedelta(days=1), theme="", joined_by="", by=by)
    actions.put_on(death, sitting, by=by)
    form = form_called(death.form_edition)
    graded = {key: (form.scale[0][0], "", "") for key, _ in form.domains}
    actions.analyse(death, actions.Found("A fall.", ["3"], form.outcomes[1][0], graded), by=by)
    actions.withdraw(death, member, why="Knew the child.", by=by)
    scene.at |= {f"overview_panels:{name}": {"body_id": panel.pk} for name in ("desk", "add_member", "plan")}
    scene.at["overview_panels:lay"] = {"pack_id": packs[1].pk}
    scene.things |= {"panel_death_id": death.pk, "pack_id": packs[0].pk}


def who_withdrew(scene: Scene) -> Person:
    """A member of the panel who knew the child of the death that is before it."""
    panel, by = Body.objects.get(kind=Kind.OVERVIEW_PANEL), scene.cast["coordinator"]
    person = employ("Winifred Withers", "outside reader", panel, panel)
    name_actor(by)
    member = actions.add_member(
        panel, name=person.name, office="lay", agency="", from_on=TODAY, until_on=None, email=person.email, by=by
    )
    actions.withdraw(PanelDeath.objects.get(panel=panel), member, why="Taught the child.", by=by)
    return person
