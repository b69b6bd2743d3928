"""At the panel: who sits on it, when it meets, who withdraws from a death, and what it makes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.overview_panels.actions.seats import account_at
from handrail.service.overview_panels.guarding import hold, hold_for_panel
from handrail.service.overview_panels.models import Analysis, Factor, Joining, Member, PanelDeath, Sitting, Withdrawal
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body

IDENTIFIED = "identified"


@dataclass(frozen=True, slots=True)
class Found:
    """What the panel found. `applies` are all the categories that apply; the highest of them is the one."""

    cause: str
    applies: Sequence[str]
    modifiable: str
    graded: Mapping[str, tuple[str, str, str]]
    """By domain: the grade, what contributed, and what of that could be changed."""
    learning: Sequence[str] = ()
    abuse_why: str = ""
    cause_why: str = ""
    let_stand: bool = False
    """That words which may tell whose death it is were read, and tell nobody."""
    agencies: Sequence[str] = ()
    documents: str = ""
    issues: str = ""
    good_practice: str = ""
    actions: Sequence[str] = ()
    """What it recommends, each with its owner."""

    def typed(self) -> dict[str, str]:
        """Whatever somebody wrote in their own words, by the form's field."""
        words = {"documents": self.documents, "cause": self.cause, "learning": "\n".join(self.learning)}
        for domain, (_, text, changed) in self.graded.items():
            words |= {f"text_{domain}": text, f"changed_{domain}": changed}
        words |= {"issues": self.issues, "good_practice": self.good_practice, "actions": "\n".join(self.actions)}
        return words | {"abuse_why": self.abuse_why, "cause_why": self.cause_why}


@transaction.atomic
def add_member(
    panel: Body, *, name: str, office: str, agency: str, from_on: date, until_on: date | None, email: str, by: Person
) -> Member:
    """Somebody sits on the panel. With the e-mail address of an account that has a post there, they read its pages."""
    person = account_at(panel, email) if email else None
    if until_on is not None and until_on < from_on:
        raise NotDone("The last day must be the same as or after the first day.", "until_on")
    member = Member.objects.create(
        panel=panel, person=person, name=name, office=office, agency=agency, from_on=from_on, until_on=until_on,
        recorded_by=by,
    )  # fmt: skip
    audit.record(by, "added a member of the overview panel", member)
    return member


@transaction.atomic
def plan(panel: Body, *, on: date, theme: str, joined_by: str, by: Person) -> Sitting:
    hold_for_panel(panel, {"theme": theme, "joined_by": joined_by})
    sitting = Sitting.objects.create(panel=panel, on=on, theme=theme, joined_by=joined_by, planned_by=by)
    audit.record(by, "planned a meeting of the overview panel", sitting)
    return sitting


@transaction.atomic
def put_on(death: PanelDeath, sitting: Sitting, *, why: str = "", by: Person) -> None:
    """Put a death on the agenda of a meeting of its panel, or of a neighbour's that its panel joins. Where it stood on
    one before that was not called off, it is moved, and `why` says so."""
    joins = Joining.objects.filter(sitting=sitting, panel=death.panel_id).exclude(who=Joining.Who.NOBODY)
    if sitting.panel_id != death.panel_id and not joins.exists():
        raise NotDone("Choose a meeting of this panel, or one that it joins.", "sitting")
    if sitting.panel_id != death.panel_id and sitting.is_over:
        raise NotDone("That meeting is over. Choose one that is still to be held.", "sitting")
    if sitting.called_off_at is not None:
        raise NotDone("That meeting was called off. Choose another.", "sitting")
    refuse_completed(death)
    before = death.sitting
    moved = before is not None and before.pk != sitting.pk and before.called_off_at is None
    if moved and not why:
        raise NotDone("It is on the agenda of another meeting. Say why it is moved.", "why")
    if why:
        hold(death, {"why": why}, let_stand=True)
    death.sitting, death.moved_why = sitting, why if moved else ""
    death.save(update_fields=["sitting", "moved_why"])
    said = "moved a death to the agenda of another meeting" if moved else "put a death on the agenda"
    audit.record(by, f"{said} of the overview panel", death)


@transaction.atomic
def take_off(death: PanelDeath, *, why: str, by: Person) -> None:
    """It waits, and is on no agenda for now."""
    refuse_completed(death)
    if death.sitting is None:
        raise NotDone("It is on no agenda.")
    if not why:
        raise NotDone("Say why it is taken off, without a name.", "why")
    hold(death, {"why": why}, let_stand=True)
    death.sitting, death.moved_why = None, why
    death.save(update_fields=["sitting", "moved_why"])
    audit.record(by, "took a death off the agenda of the overview panel", death)


@transaction.atomic
def withdraw(death: PanelDeath, member: Member, *, why: str, by: Person) -> None:
    """From now on the death is not there for that member: no page, no row, also not in what was read before."""
    if member.panel_id != death.panel_id:
        raise NotDone("Choose a member of this panel.", "member")
    if Withdrawal.objects.filter(death=death.pk, member=member, taken_back_at=None).exists():
        raise NotDone("This member has withdrawn already.", "member")
    hold(death, {"why": why}, let_stand=True)
    audit.record(by, "recorded that a member withdrew from a death", death)
    Withdrawal.objects.create(
        panel_id=death.panel_id, death=death.pk, number=death.number, member=member, why=why, recorded_by=by
    )


@transaction.atomic
def analyse(death: PanelDeath, found: Found, *, by: Person) -> Analysis:
    """Keep the analysis form, as far as it goes; again, until the panel says that it is complete."""
    refuse_completed(death)
    form = form_called(death.form_edition)
    if found.modifiable:
        _refuse_at_odds(found.modifiable, [changed for _, _, changed in found.graded.values()])
    _refuse_taken_away(death, found)
    hold(death, found.typed(), let_stand=found.let_stand)
    highest = next((key for key, _ in form.categories if key in found.applies), "")
    before = Analysis.objects.filter(death=death).values_list("suspected_on", flat=True).first()
    suspected_on = (before or timezone.localdate()) if found.abuse_why else None
    analysis, _ = Analysis.objects.update_or_create(
        death=death,
        defaults={
            "cause": found.cause, "category": highest, "modifiable": found.modifiable, "learning": list(found.learning),
            "applies": [key for key, _ in form.categories if key in found.applies], "issues": found.issues,
            "good_practice": found.good_practice, "actions": list(found.actions),
            "abuse_suspected": bool(found.abuse_why), "abuse_why": found.abuse_why,
            "suspected_on": suspected_on, "written_by": by,
            "agencies": [key for key, _ in form.agencies if key in found.agencies],
            "documents": found.documents if form.documents else "",
            "cause_is_wrong": bool(found.cause_why), "cause_why": found.cause_why, "written_at": timezone.now(),
        },
    )  # fmt: skip
    for domain, (grade, text, modifiable) in found.graded.items():
        Factor.objects.update_or_create(
            analysis=analysis, domain=domain, defaults={"grade": grade, "text": text, "modifiable": modifiable}
        )
    audit.record(by, "wrote the analysis form of a death", analysis)
    return analysis


def _refuse_at_odds(modifiable: str, changed: Sequence[str]) -> None:
    if (modifiable == IDENTIFIED) != any(changed):
        raise NotDone(
            "Say in a domain what could be changed, and say that such factors were identified; or do neither.",
            "modifiable",
        )


def _refuse_unfinished(analysis: Analysis) -> None:
    """What may still be wanting while the form is kept, and not once the panel has completed the death."""
    form, factors = form_called(analysis.death.form_edition), {one.domain: one for one in analysis.factors.all()}
    wanting = [
        *([] if analysis.cause else ["the cause of death"]),
        *([] if all(key in factors and factors[key].grade for key, _ in form.domains) else ["a grade in every domain"]),
        *([] if analysis.modifiable else ["whether factors that could be changed were identified"]),
        *([] if analysis.category else ["at least one category of death"]),
    ]
    if wanting:
        raise NotDone(f"The analysis form does not say yet: {'; '.join(wanting)}. Fill that in first.")
    _refuse_at_odds(analysis.modifiable, [one.modifiable for one in factors.values()])


@transaction.atomic
def complete(death: PanelDeath, *, on: date, by: Person) -> None:
    """The panel has reviewed the death. The folder's people are given what it found; nothing of it is changed after."""
    refuse_completed(death)
    analysis = Analysis.objects.filter(death=death).first()
    if analysis is None:
        raise NotDone("Fill in the analysis form first.")
    _refuse_unfinished(analysis)
    if death.sitting is None or death.sitting.called_off_at is not None or on < death.sitting.on:
        raise NotDone("Put it on the agenda of a meeting first, and give the day of that meeting or a later one.", "on")
    analysis.completed_on = on
    analysis.save(update_fields=["completed_on"])
    audit.record(by, "completed the review of a death", analysis)


def refuse_completed(death: PanelDeath) -> None:
    if Analysis.objects.filter(death=death, completed_on__isnull=False).exists():
        raise NotDone("The panel has completed this death. Nothing of it is changed.")


def _refuse_taken_away(death: PanelDeath, found: Found) -> None:
    """Of a death opened again: something may have been recommended of each point it learnt before, by its place."""
    analysis = Analysis.objects.filter(death=death).first()
    before = analysis.earlier[-1]["learning"] if analysis is not None and analysis.earlier else []
    if list(found.learning[: len(before)]) != before:
        raise NotDone(
            "The learning points that were completed stand first, as they were: recommendations may have been made of "
            "them. Add others below.", "learning",
        )  # fmt: skip
