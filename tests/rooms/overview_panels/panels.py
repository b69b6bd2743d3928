"""What tests of overview panels share: a panel, a death in a folder full of canaries, and a safe retelling."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import change_details
from handrail.service.cases.models import Case, KeptFact
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.children.models import Child
from handrail.service.families import actions as families
from handrail.service.families.models import KeyWorker, Reach, Relative
from handrail.service.overview_panels.actions import sitting
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay, retype
from handrail.service.overview_panels.models import Member, PanelDeath, PanelPack
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import Cast, employ, open_folder_for

ABOUT = "5e0d1c8f-aaaa-4c60-9f5e-canary-death"
BORN, DIED = date(2009, 8, 14), date(2026, 3, 3)
SAFE = "A young person died at home after months of low mood. A parent found them."
NAMES = ("Zebedee", "Quillfeather", "Petronella", "Marigold Hawksworth", "Olive Strand")


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def the_panel() -> Body:
    found, _ = Body.objects.get_or_create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale")
    return found


def a_death(cast: Cast, about: str = ABOUT) -> Case:
    """A folder in which everything that could tell has a name found nowhere else."""
    case, by = open_folder_for(cast), cast["coordinator"]
    name_actor(by)
    change_details(case, lead=None, local_reference="CANARY/77", by=by)
    Child.objects.create(
        folder=case.folder, given_names="Zebedee", family_name="Quillfeather", born_on=BORN, died_on=DIED, sex="male",
        nhs_number="9434765919",
    )  # fmt: skip
    KeptFact.objects.create(
        case=case, paper_id=case.pk, kind="child_died", about=about, on=DIED, recorded_at=timezone.now()
    )
    mother = families.write(
        case, Relative(name="Petronella Quillfeather", relation="mother", responsibility="yes"), by=by
    )
    families.write(case, Reach(relative=mother, how="post", at="4 Canary Lane, Otterbridge"), by=by)
    worker = KeyWorker(name="Olive Strand", job="nurse", body=cast.trust, reached_at="01632 960111", from_on=day(-9))
    families.name_key_worker(case, worker, by=by)
    return case


def retyped(
    cast: Cast, case: Case, summary: str = SAFE, about: str = ABOUT, draft: dict[str, Any] | None = None, **domains: str
) -> PanelPack:  # fmt: skip
    child = Child.objects.get(folder=case.folder)
    return retype(
        case, panel=the_panel(), about=about, died_on=DIED, child=child, summary=summary, domains=domains,
        draft=draft,
        by=cast["coordinator"],
    )  # fmt: skip


def before_the_panel(
    cast: Cast, case: Case, draft: dict[str, Any] | None = None, **domains: str
) -> PanelDeath:  # fmt: skip
    pack = retyped(cast, case, draft=draft, **domains)
    lay(pack, let_stand=True, by=cast["coordinator"])
    carry()
    pack.refresh_from_db()
    assert pack.laid_as is not None
    return PanelDeath.objects.get(pk=pack.laid_as)


def sits(cast: Cast, name: str = "Ottoline Frost", office: str = "lay") -> tuple[Person, Member]:
    person = employ(name, "outside reader", the_panel(), cast.partnership)
    name_actor(person)
    member = sitting.add_member(
        the_panel(), name=name, office=office, agency="", from_on=day(-90), until_on=None, email=person.email, by=person
    )
    return person, member


def found(death: PanelDeath, *, modifiable: str = "none_identified", **more: Any) -> sitting.Found:
    form = form_called(death.form_edition)
    changed = "Somebody to ring at night." if modifiable == "identified" else ""
    graded = {key: (form.scale[-1][0], "Low mood.", changed) for key, _ in form.domains}
    given: dict[str, Any] = {"applies": ["2"], "learning": ["Ask directly."]}
    return sitting.Found("Hanging.", modifiable=modifiable, graded=graded, **given | more)


def completed(cast: Cast, case: Case, *, about: str = ABOUT, **more: Any) -> PanelPack:
    """The death analysed and completed at the panel, and what it found back in the folder."""
    pack = retyped(cast, case, about=about)
    lay(pack, let_stand=True, by=cast["coordinator"])
    carry()
    pack.refresh_from_db()
    assert pack.laid_as is not None
    death = PanelDeath.objects.get(pk=pack.laid_as)
    person, _ = sits(cast, f"Ottoline Frost of {death.number}")
    sat = sitting.plan(the_panel(), on=day(-2), theme="", joined_by="", by=person)
    sitting.put_on(death, sat, by=person)
    sitting.analyse(death, found(death, **more), by=person)
    sitting.complete(death, on=day(-2), by=person)
    carry()
    pack.refresh_from_db()
    return pack
