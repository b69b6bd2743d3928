"""What the scene holds of an overview panel: a death laid before it and analysed, and another that is being retyped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.children.models import Child
from handrail.service.overview_panels.actions import seats, speaking
from handrail.service.overview_panels.actions import sitting as actions
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay, retype
from handrail.service.overview_panels.models import Joining, Member, PanelDeath, QuestionCame, Sitting, Withdrawal
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import employ

if TYPE_CHECKING:
    from tests.house.scene import Scene

today = timezone.localdate


def a_death_before_the_panel(scene: Scene) -> None:
    case, by = scene.case, scene.cast["coordinator"]
    panel = Body.objects.create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale")
    name_actor(by)
    child = Child.objects.filter(folder=case.folder).first()
    assert child is not None
    packs = [
        retype(
            case, panel=panel, about=about, died_on=today(), child=child, summary="A child fell from a height.",
            domains={"service_provision": "Nobody rang back."}, by=by,
        )
        for about in ("a-death", "another-death")
    ]  # fmt: skip
    lay(packs[0], let_stand=True, by=by)
    carry()
    death = PanelDeath.objects.get(panel=panel)
    member = actions.add_member(
        panel, name="Ottoline Frost", office="lay", agency="", from_on=today(), until_on=None, email="", by=by
    )
    sitting = actions.plan(panel, on=today() - timedelta(days=1), theme="", joined_by="", by=by)
    actions.put_on(death, sitting, by=by)
    form = form_called(death.form_edition)
    graded = {key: (form.scale[0][0], "", "") for key, _ in form.domains}
    actions.analyse(death, actions.Found("A fall.", ["3"], form.outcomes[1][0], graded), by=by)
    actions.withdraw(death, member, why="Knew the child.", by=by)
    scene.at |= {f"overview_panels:{name}": {"body_id": panel.pk} for name in ("desk", "add_member", "plan")}
    speaking.keep_minutes(death, "It was talked about.", let_stand=True, by=by)
    speaking.ask(death, "Was anybody rung?", let_stand=True, by=by)
    carry()
    shared = Sitting.objects.create(
        panel=panel, on=today(), theme="Falls", until_at=timezone.now() + timedelta(days=1), planned_by=by
    )
    moor = Body.objects.create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Moor")
    Joining.objects.create(sitting=shared, panel=moor, who=Joining.Who.MEMBERS, asked_by=by)
    PanelDeath.objects.filter(pk=death.pk).update(sitting=shared)
    theirs = PanelDeath.objects.create(
        panel=moor, number=1, form_edition=death.form_edition, age_band="1 to 4 years", sex="Female",
        summary="A child drowned.", sitting=shared,
    )  # fmt: skip
    _beside_the_shared_meeting(panel, moor, death, by)
    came = QuestionCame.objects.get(pack=packs[0])
    scene.at["overview_panels:withdraw_at"] = {"panel_death_id": theirs.pk}
    scene.things |= {"withdrawal_id": Withdrawal.objects.get(member=member).pk}
    scene.things |= {"sitting_id": shared.pk, "seat_id": member.pk, "panel_question_id": came.pk}
    scene.at["overview_panels:lay"] = {"pack_id": packs[1].pk}
    scene.things |= {"panel_death_id": death.pk, "pack_id": packs[0].pk}


def _beside_the_shared_meeting(vale: Body, moor: Body, death: PanelDeath, by: Person) -> None:
    """A death that no neighbour reads, a shared meeting with nothing before it, one that is over, and a neighbour who
    withdrew."""
    PanelDeath.objects.create(
        panel=vale,
        number=9,
        form_edition=death.form_edition,
        age_band="1 to 4 years",
        sex="Male",
        summary="A child fell.",
    )
    going, over = (
        Sitting.objects.create(panel=vale, on=today(), theme=theme, until_at=timezone.now() + after, planned_by=by)
        for theme, after in (("Sleep", timedelta(days=1)), ("Roads", -timedelta(days=1)))
    )
    Joining.objects.create(sitting=going, panel=moor, who=Joining.Who.MEMBERS, asked_by=by)
    PanelDeath.objects.create(
        panel=moor, number=2, form_edition=death.form_edition, age_band="1 to 4 years", sex="Male",
        summary="A child was run over.", sitting=over,
    )  # fmt: skip
    gone = Member.objects.create(panel=moor, name="Wilfred Fell", office="lay", from_on=today(), recorded_by=by)
    Withdrawal.objects.create(
        panel=moor, death=death.pk, number=death.number, member=gone, why="Knew the child.", recorded_by=by
    )


def a_seat_for_the_reader(scene: Scene) -> None:
    """Whoever comes as the panel's reader is its chair, and so reads what a neighbour laid before a shared meeting."""
    person = scene.visitor("outside reader", "ended")
    name_actor(scene.cast["coordinator"])
    actions.add_member(
        _of_the_vale(), name=person.name, office="chair", agency="", from_on=today(), until_on=None, email=person.email,
        by=scene.cast["coordinator"],
    )  # fmt: skip


def who_withdrew(scene: Scene) -> Person:
    """A member of the panel who knew the child of the death that is before it."""
    panel, by = _of_the_vale(), scene.cast["coordinator"]
    person = employ("Winifred Withers", "outside reader", panel, panel)
    name_actor(by)
    member = actions.add_member(
        panel, name=person.name, office="lay", agency="", from_on=today(), until_on=None, email=person.email, by=by
    )
    actions.withdraw(PanelDeath.objects.get(panel=panel, number=1), member, why="Taught the child.", by=by)
    return person


def whose_seat_ended(scene: Scene) -> Person:
    """Somebody whose post at the panel stands, and whose seat does not."""
    person, member = _seated(scene, "Ebenezer Gone", _of_the_vale())
    seats.end_seat(member, on=today(), why="Moved away.", by=scene.cast["coordinator"])
    return person


def from_the_neighbour(scene: Scene) -> Person:
    """A member of the panel of the Moor, which joins a meeting of the Vale's."""
    return _seated(scene, "Moira Fell", Body.objects.get(name="The Overview Panel of the Moor"))[0]


def who_has_a_seat_at_the_vale(scene: Scene) -> Person:
    """A member who reads what the Moor laid before the shared meeting."""
    return _seated(scene, "Valentine Sedge", _of_the_vale())[0]


def _of_the_vale() -> Body:
    return Body.objects.get(name="The Overview Panel of the Vale")


def _seated(scene: Scene, name: str, panel: Body) -> tuple[Person, Member]:
    person = employ(name, "outside reader", panel, panel)
    name_actor(scene.cast["coordinator"])
    member = actions.add_member(
        panel, name=name, office="lay", agency="", from_on=today(), until_on=None, email=person.email,
        by=scene.cast["coordinator"],
    )  # fmt: skip
    return person, member
