"""An indicator is chosen, used for something, and no longer watched."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.measures import MEASURES
from handrail.service.scrutiny.models import Activity, Indicator, Use


@transaction.atomic
def choose(
    partnership: Body, measure: str, *, outcome: str, question: str, better: str, on: date, by: Person
) -> Indicator:
    if measure not in MEASURES:
        raise NotDone("Choose one of the published measures.", "measure")
    if Indicator.objects.filter(partnership=partnership, measure=measure, ended_on__isnull=True).exists():
        raise NotDone("This measure is watched already.", "measure")
    indicator = Indicator.objects.create(
        partnership=partnership, measure=measure, outcome=outcome, question=question, better=better, chosen_on=on,
        recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"chose an indicator: {MEASURES[measure].title}", indicator)
    return indicator


@transaction.atomic
def use(
    indicator: Indicator, *, used_for: str, words: str, by_whom: str, on: date, by: Person, seen: str = "",
    activity: Activity | None = None, report_year: int | None = None,
) -> Use:  # fmt: skip
    """`seen` is what the figures said when they were used: they may be revised later."""
    if used_for == Use.For.SCRUTINY and activity is None:
        raise NotDone("Choose the piece of scrutiny that takes up the question.", "activity")
    if used_for == Use.For.REPORT and report_year is None:
        raise NotDone("Choose the year's report in which the line stands.", "report_year")
    if activity is not None and activity.plan.partnership_id != indicator.partnership_id:
        raise NotDone("Choose a piece of scrutiny of this partnership.", "activity")
    recorded = Use.objects.create(
        indicator=indicator, used_for=used_for, words=words, by_whom=by_whom, used_on=on, seen=seen, recorded_by=by,
        activity=activity if used_for == Use.For.SCRUTINY else None,
        report_year=report_year if used_for == Use.For.REPORT else None,
    )  # fmt: skip
    audit.record(by, f"recorded what an indicator was used for: {recorded}", recorded)
    return recorded


@transaction.atomic
def set_use_aside(recorded: Use, *, why: str, by: Person) -> None:
    """It was recorded in error: it stays to be read, and counts nowhere."""
    held = Use.objects.select_for_update(of=("self",)).get(pk=recorded.pk)
    if held.set_aside_at is not None:
        raise NotDone("It is set aside already.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside what an indicator was used for: {held}", held)


@transaction.atomic
def stop_watching(indicator: Indicator, *, on: date, why: str, by: Person) -> None:
    held = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if held.ended_on is not None:
        raise NotDone("It is no longer watched already.")
    held.ended_on, held.ended_why = on, why
    held.save(update_fields=["ended_on", "ended_why"])
    audit.record(by, "stopped watching an indicator", held)
