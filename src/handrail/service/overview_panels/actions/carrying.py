"""Carries what was laid before a panel into its zone, and what the panel completed back into the folder.

A job does it, so that nobody of the panel reaches a folder and nobody of the folder writes at the panel.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Subquery
from django.utils import timezone

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.follow import follow
from handrail.service.children.models import Child
from handrail.service.overview_panels.actions.raising import raise_suspicion
from handrail.service.overview_panels.actions.renewing import JOB, carry_questions, guard, unguarded
from handrail.service.overview_panels.guarding import sealed_of
from handrail.service.overview_panels.models import KEPT, Analysis, Guard, PanelDeath, PanelPack


def carry() -> int:
    """Everything that waits to be carried either way, each in a unit of work of its own. Gives how many were."""
    with unit_of_work(JOB):
        waiting = list(
            PanelPack.objects.filter(laid_at__isnull=False, laid_as=None, recalled_at=None).values_list("pk", flat=True)
        )
        done = list(Analysis.objects.filter(completed_on__isnull=False, given_at=None).values_list("pk", flat=True))
    back = _opened_or_recalled()
    for pack_id in waiting:
        with unit_of_work(JOB):
            _lay(PanelPack.objects.select_for_update().get(pk=pack_id))
    for death_id in unguarded():
        with unit_of_work(JOB):
            guard(death_id)
    asked = carry_questions()
    suspected = _suspicions()
    for pack_id in suspected:
        with unit_of_work(JOB):
            _suspect(PanelPack.objects.select_for_update(of=("self",)).get(pk=pack_id))
    for analysis_id in done:
        with unit_of_work(JOB):
            waits = Analysis.objects.select_for_update(of=("self",)).select_related("death").filter(given_at=None)
            if (analysis := waits.filter(pk=analysis_id).first()) is not None:
                _give(analysis)
    for pack_id in back:
        with unit_of_work(JOB):
            _take_back(PanelPack.objects.select_for_update(of=("self",)).get(pk=pack_id))
    return len(back) + len(waiting) + len(done) + len(suspected) + asked


def _lay(pack: PanelPack) -> None:
    if pack.laid_as is not None or pack.recalled_at is not None:
        return
    last = PanelDeath.objects.filter(panel=pack.panel_id).aggregate(last=Max("number"))["last"] or 0
    death = PanelDeath.objects.create(
        panel_id=pack.panel_id, number=last + 1, form_edition=pack.form_edition, age_band=pack.age_band,
        sex=Child.Sex(pack.sex).label, summary=pack.summary, domains=pack.domains,
        draft=pack.draft, modifiable_means=pack.modifiable_means,
    )  # fmt: skip
    Guard.objects.create(death=death, sealed=sealed_of(pack.case), made_at=timezone.now())
    pack.laid_as, pack.number = death.pk, death.number
    pack.save(update_fields=["laid_as", "number"])
    audit.record(JOB, "carried a death to the overview panel", pack, pack.case_id)


def _opened_or_recalled() -> list[uuid.UUID]:
    """Packs that their folder took back, and those of deaths that the panel opened again."""
    opened = Analysis.objects.filter(death=OuterRef("laid_as"), completed_on=None)
    with unit_of_work(JOB):
        recalled = PanelPack.objects.filter(recalled_at__isnull=False, gone_at=None)
        again = PanelPack.objects.filter(Exists(opened), completed_on__isnull=False, reopened_on=None)
        return [*recalled.values_list("pk", flat=True), *again.values_list("pk", flat=True)]


def _take_back(pack: PanelPack) -> None:
    """A recall takes it from the panel's zone: nobody of the panel reads it, and what they typed of it goes unread."""
    if pack.recalled_at is None:
        analysis = Analysis.objects.filter(death=pack.laid_as, completed_on=None).first()
        if analysis is None or not analysis.earlier:
            return
        pack.reopened_on = date.fromisoformat(analysis.earlier[-1]["reopened_on"])
        said = "brought to the folder that the overview panel opened the death again"
    elif pack.completed_on is not None:
        pack.recalled_at, pack.recalled_by, pack.recalled_why = None, None, ""
        said = "left a death before the overview panel, which had completed it when it was taken back"
    else:
        PanelDeath.objects.filter(pk__in=[pack.laid_as]).update(recalled_at=pack.recalled_at)
        Guard.objects.filter(death=pack.laid_as).delete()
        pack.gone_at = timezone.now()
        said = "took a death out of the overview panel’s reach"
    pack.save()
    audit.record(JOB, said, pack, pack.case_id)
    follow(pack)


def _suspicions() -> list[uuid.UUID]:
    """Packs of deaths that the panel has not completed, where it suspects what their folder has not heard, or not any
    more what it has."""
    says = Analysis.objects.filter(death=OuterRef("laid_as"), completed_on=None).values("abuse_why")[:1]
    with unit_of_work(JOB):
        before = PanelPack.objects.filter(laid_as__isnull=False, recalled_at=None).annotate(says=Subquery(says))
        heard = before.filter(says__isnull=False).exclude(says=F("abuse_why"))
        return list(heard.values_list("pk", flat=True))


def _suspect(pack: PanelPack) -> None:
    """What is suspected does not wait for the form to be complete: the clocks run from the day it was kept."""
    analysis = Analysis.objects.filter(death=pack.laid_as, completed_on=None).first()
    if analysis is None or analysis.abuse_why == pack.abuse_why:
        return
    _hear(pack, analysis)
    pack.save()
    said = "suspects abuse or neglect" if pack.abuse_why else "does not suspect abuse or neglect after all"
    audit.record(JOB, f"brought to the folder that the overview panel {said}", pack, pack.case_id)
    follow(pack)


def _hear(pack: PanelPack, analysis: Analysis) -> None:
    """One that was taken back and is suspected again is a new one, where nobody goes on with the first."""
    pack.abuse_why = analysis.abuse_why
    if not analysis.abuse_why:
        if pack.suspected_on is not None and pack.suspicion_ended_on is None:
            pack.suspicion_ended_on = timezone.localdate()
        return
    if pack.suspicion_ended_on is not None:
        pack.suspected_on, pack.suspicion_ended_on, pack.raised, pack.partners_told_on = None, None, None, None
    pack.suspected_on = pack.suspected_on or analysis.suspected_on or analysis.completed_on
    raise_suspicion(pack, JOB)


def _give(analysis: Analysis) -> None:
    packs = PanelPack.objects.select_related("case__partnership", "case__authority", "panel")
    pack = packs.filter(laid_as=analysis.death_id).first()
    if pack is not None:
        pack.earlier, pack.reopened_on = analysis.earlier, None
        pack.completed_on, pack.factors = analysis.completed_on, _factors(analysis)
        for name in KEPT - {"abuse_why"}:
            setattr(pack, name, getattr(analysis, name))
        _hear(pack, analysis)
        pack.save()
        audit.record(JOB, "brought the overview panel's analysis back to the folder", pack, pack.case_id)
        follow(pack)
    else:
        audit.record(JOB, "let an overview panel's analysis rest: its death's folder has gone", analysis)
    Analysis.objects.filter(pk=analysis.pk).update(given_at=timezone.now())
    Guard.objects.filter(death=analysis.death_id).delete()


def _factors(analysis: Analysis) -> list[dict[str, str]]:
    return [
        {"domain": one.domain, "grade": one.grade, "text": one.text, "modifiable": one.modifiable}
        for one in analysis.factors.all()
    ]
