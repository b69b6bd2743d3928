"""What may be done with the forms of a death: ask agencies for them, and put a supplementary form to one that waits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.child_deaths.models import Death
from handrail.service.partnerships.models import Body
from handrail.service.reporting_forms.asked_before import asked_before
from handrail.service.reporting_forms.models import ReportingForms
from handrail.service.reporting_forms.shelf import version_called
from handrail.service.reporting_forms.written import Version
from handrail.service.requests.actions import ask_for_summaries, held_waiting
from handrail.service.requests.models import Request


@dataclass(frozen=True)
class Put:
    """What is put to agencies: the version, where this is the first time, supplementary forms, and the words."""

    version: str
    supplements: tuple[str, ...]
    children_named: str
    what: str
    due_on: date
    by_code: bool = False
    again: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """For an agency that already told what it knows on this matter: why it is asked all the same."""


@transaction.atomic
def ask_for_forms(death: Death, put: Put, *, bodies: Iterable[Body], by: Person) -> list[Request]:
    """Ask each body for its form by a day. The first time sets the version for this death."""
    case = locked_open(death.case_id)
    bodies = list(bodies)
    if not bodies:
        raise NotDone("Tick at least one agency to ask.")
    death.refresh_from_db(fields=["superseded_at"])
    if death.superseded_at is not None:
        raise NotDone("This death goes on in another folder. Ask for its forms there.")
    forms = ReportingForms.objects.filter(death=death).first()
    version = version_called(forms.version if forms else put.version)
    _refuse_unknown(version, put.supplements)
    _refuse_asked_before(death, bodies, put.again, by)
    if forms is None:
        forms = ReportingForms.objects.create(case=case, death=death, version=version.key, recorded_by=by)
        audit.record(by, f"set the reporting forms of this death to {version.title}", forms)
    asked = [
        one
        for body in bodies
        for one in ask_for_summaries(
            case, bodies=[body], about=str(death.pk), children_named=put.children_named, what=put.what,
            due_on=put.due_on, by=by, by_code=put.by_code, of=Request.Of.REPORTING_FORM,
            sheet=_sheet(version, put, body),
        )
    ]  # fmt: skip
    follow(forms)
    return asked


@transaction.atomic
def change_version(forms: ReportingForms, key: str, *, why: str, by: Person) -> None:
    """Another version of the forms for this death, while nothing has come and nobody is filling one in. Raises
    NotDone."""
    locked_open(forms.case_id)
    forms.refresh_from_db()
    asked = Request.objects.filter(case=forms.case_id, about=str(forms.death_id), of__in=OF_FORMS).select_related(
        "body"
    )
    if came := asked.filter(received_at__isnull=False).first():
        raise NotDone(f"The form of {came.body} has come, so this death keeps its version.")
    if waits := [str(one.body) for one in asked.filter(no_longer_needed_at=None).order_by("body__name")]:
        raise NotDone(
            f"Still asked for a form of the version that stands: {', '.join(waits)}. Say of each that it is no longer "
            "needed, change the version, then ask again."
        )
    before, now = version_called(forms.version), version_called(key)
    if now.key == before.key:
        raise NotDone("That is the version already. Choose another, or go back.", "version")
    forms.version, forms.was_version, forms.changed_why = now.key, before.key, why.strip()[:300]
    forms.save(update_fields=["version", "was_version", "changed_why"])
    audit.record(by, f"changed the reporting forms of this death from {before.title} to {now.title}", forms)


OF_FORMS = (Request.Of.REPORTING_FORM, Request.Of.SUPPLEMENT)


def _sheet(version: Version, put: Put, body: Body) -> dict[str, object]:
    why = put.again.get(body.pk, "")
    sheet: dict[str, object] = {"version": version.key, "supplements": list(put.supplements)}
    return {**sheet, "asked_again_because": why} if why else sheet


@transaction.atomic
def put_supplements(asked: Request, supplements: Iterable[str], *, by: Person) -> None:
    """The kind of death became known: put its form to an agency that has not sent yet. What was typed is kept."""
    asked = held_waiting(asked)
    version = version_called(str(asked.sheet["version"]))
    wanted = list(supplements)
    _refuse_unknown(version, wanted)
    before = set(asked.sheet.get("supplements", ()))
    if set(wanted) == before:
        raise NotDone("These are put to them already. Tick another, or leave it as it is.")
    if before - set(wanted):
        titles = ", ".join(version.forms[key].title for key in sorted(before - set(wanted)))
        raise NotDone(f"{titles}: they may have begun it. A form that was put stays; tick it again.")
    asked.sheet = {**asked.sheet, "supplements": [form.key for form in version.supplements if form.key in wanted]}
    asked.save(update_fields=["sheet"])
    added = ", ".join(version.forms[key].title for key in wanted if key not in before)
    audit.record(by, f"put to {asked.body} as well: {added}", asked)


@transaction.atomic
def ask_supplements(sent: Request, supplements: Iterable[str], *, due_on: date, by: Person) -> Request:
    """The kind of death became known once the agency had sent: its form stays as it was sent, and the supplementary one
    is asked for beside it, as a request of its own, in the way that the first was."""
    case, wanted = locked_open(sent.case_id), list(supplements)
    if sent.of != Request.Of.REPORTING_FORM or sent.received_at is None:
        raise NotDone("This agency has not sent its form yet. Put the supplementary form with it.")
    version = version_called(str(sent.sheet["version"]))
    _refuse_unknown(version, wanted)
    beside = Request.objects.filter(
        case=case, body=sent.body_id, about=sent.about, of=Request.Of.SUPPLEMENT, no_longer_needed_at=None
    )
    before = {key for one in (sent, *beside) for key in one.sheet.get("supplements", ())}
    if already := [version.forms[key].title for key in wanted if key in before]:
        raise NotDone(f"{', '.join(already)}: they were asked for it already. Untick it.")
    if not wanted:
        raise NotDone("Tick at least one supplementary form.")
    titles = "; ".join(version.forms[key].title for key in wanted)
    (asked,) = ask_for_summaries(
        case, bodies=[sent.body], about=sent.about, children_named=sent.children_named, due_on=due_on, by=by,
        what=f"Your form came, and stays as it was sent. Please fill in as well, for this kind of death: {titles}.",
        by_code=sent.by_code, of=Request.Of.SUPPLEMENT,
        sheet={"version": version.key, "supplements": [form.key for form in version.supplements if form.key in wanted]},
    )  # fmt: skip
    return asked


def _refuse_unknown(version: Version, supplements: Iterable[str]) -> None:
    known = {form.key for form in version.supplements}
    if set(supplements) - known:
        raise NotDone(f"{version.title} have no such supplementary form. Choose from those shown.")


def _refuse_asked_before(death: Death, bodies: list[Body], again: Mapping[uuid.UUID, str], by: Person) -> None:
    before = asked_before(death, by)
    told = [f"{body}: {one.words}" for body in bodies if body.pk not in again for one in before.get(body.pk, ())]
    if told:
        raise NotDone(" ".join([*told, "Untick it, or say why it is asked again."]))
