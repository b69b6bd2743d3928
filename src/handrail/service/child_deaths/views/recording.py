"""Putting right what was recorded, deciding whether it is reviewed here, and adding who told of it and who knew."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions import correct as correcting
from handrail.service.child_deaths.actions import happened, notify
from handrail.service.child_deaths.forms import later
from handrail.service.child_deaths.forms.draft import members_of
from handrail.service.child_deaths.happenings import KINDS
from handrail.service.child_deaths.lines import LABELS, in_words
from handrail.service.child_deaths.models import Event, KnownTo, Notification
from handrail.service.child_deaths.standing import CORRECTABLE, read, standing, written
from handrail.service.child_deaths.views.asking import ask, page
from handrail.service.partnerships.models import Body, Kind


@signed_in
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, slug: str) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    field = slug.replace("-", "_")
    if field not in CORRECTABLE:
        raise Http404
    kept, label = standing(death, field), LABELS[field]
    shown = written(kept) if isinstance(kept, (bool, Body)) else kept
    form = later.CorrectAnswer(typed(request), field=field, label=label, initial={"now": shown})

    def act() -> None:
        now = form.cleaned_data["now"]
        now = read(field, now) if isinstance(kept, bool) or field == "lived_in" else now
        correcting.correct(death, field, now=now, reason=form.cleaned_data["reason"], by=person_of(request))

    says = ["What was recorded stays readable. Days that move because of the correction are recorded too."]
    return ask(
        request, death, form, act, title=f"Correct: {label[:1].lower()}{label[1:]}", button="Record the correction",
        says=says, beside=[("As it stands", in_words(field, kept))], said="The correction is recorded.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def child_names(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    form = later.ChildNames(typed(request), death=death)

    def act() -> None:
        because = form.cleaned_data.get("no_number_because")
        correcting.set_child_right(death, form.known, by=person_of(request), no_number_because=because)

    says = ["This is held once for the folder, and shown wherever the child is named."]
    return ask(
        request, death, form, act, title=f"Set right: {death.child}", button="Save", says=says,
        said="What is held of the child is set right.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def decide_scope(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    elsewhere = list(Body.objects.filter(kind__in=(Kind.LOCAL_AUTHORITY, Kind.PARTNERSHIP)).order_by("name"))
    initial = {"decided_on": timezone.localdate(), "decided_by_name": person_of(request).name}
    form = later.DecideScope(typed(request), bodies=elsewhere, initial=initial)

    def act() -> None:
        correcting.decide_scope(death, by=person_of(request), **form.answers)

    before = [(str(one), one.reasons) for one in death.scope_decisions.all()]
    return ask(
        request, death, form, act, title="Is the death reviewed here?", button="Record the decision", beside=before,
        says=["The last decision stands; those before it stay readable. Days that no longer count fall away."],
        said="The decision is recorded. Where another area reviews it and has a mailbox here, it is written to without "
        "a name; else telephone it.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def add_notification(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    initial = {"told_on": timezone.localdate()}
    form = later.AddNotification(typed(request), bodies=members_of(death.case.partnership), initial=initial)

    def act() -> None:
        notify.add_notification(death, form.teller, by=person_of(request))

    return ask(
        request, death, form, act, title="Somebody else told of this death", button="Record it",
        says=["Each notification is kept in its own words. The first of them is when the death was first known."],
        said="The notification is recorded.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_notification_aside(
    request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, notification_id: uuid.UUID
) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    told = doors.part_of(death, Notification, pk=notification_id)
    form = later.Why(typed(request))

    def act() -> None:
        notify.set_notification_aside(told, why=form.cleaned_data["why"], by=person_of(request))

    says = [
        "For a notification recorded in error, or with a wrong day: record the right one first. It stays readable, and "
        "the others say when the death was first known; days that move because of it are recorded.",
    ]
    return ask(
        request, death, form, act, title="Set aside: a notification of the death", button="Set it aside", says=says,
        beside=[(str(told), f"{told.on:%-d %B %Y}. {told.said}")], said="It is set aside.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def add_known(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    form = later.AddKnown(typed(request), bodies=members_of(death.case.partnership))

    def act() -> None:
        notify.add_known(death, form.knew, by=person_of(request))

    return ask(
        request, death, form, act, title="Who else knew the child?", button="Add",
        says=["Each agency here can be asked for a reporting form."], said="Added.",
    )  # fmt: skip


@signed_in
@require_http_methods(["POST"])
def drop_known(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, known_to_id: int) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    known = doors.part_of(death, KnownTo, pk=known_to_id)
    try:
        notify.set_known_aside(known, by=person_of(request))
        messages.success(request, f"Taken out: {known}.")
    except NotDone as fault:
        messages.error(request, str(fault))
    return redirect(page(death))


@signed_in
@require_http_methods(["GET", "POST"])
def suspicion(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    """Abuse or neglect is suspected: the authority is told, and a serious incident is recorded from there."""
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    kind, person = KINDS["authority_told_of_suspicion"], person_of(request)
    form = later.Happened(
        typed(request), kind=kind, answers=(), initial={"on": timezone.localdate(), "who": person.name}
    )

    def act() -> None:
        said = form.cleaned_data
        happened.tell_of_suspicion(death, at=form.at, who=said["who"], words=said["words"], by=person)

    says = [
        f"{death.case.authority} is written to, without any name, and asked to consider a serious incident. Its "
        "working days run from when it becomes aware, in a folder for the three safeguarding partners.",
        "Once the incident has its folder, join the two folders on the page of this one. Readers of one learn nothing "
        "of the other.",
    ]
    return ask(
        request, death, form, act, title="Abuse or neglect is suspected", button="Tell the local authority", says=says,
        warns="If a child may be in danger now, telephone the police or children’s social care first.",
        said="It is recorded, and the local authority is told. Now record the serious incident, and join the folders.",
        then=reverse("incidents:start"),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def dates(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    """Every kind of thing that can be recorded, by who does it."""
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS.values():
        groups.setdefault(kind.group, []).append((kind.words, page(death, "record_event", happening=kind.slug)))
    return render(request, "child_deaths/dates.html", {"death": death, "groups": list(groups.items())})


@signed_in
@require_http_methods(["GET", "POST"])
def record_event(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, happening: str) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    kind = KINDS.get(happening.replace("-", "_"))
    if kind is None:
        raise Http404
    answers = list(death.events.filter(kind__in=kind.answers, set_aside_at__isnull=True))
    form = later.Happened(typed(request), kind=kind, answers=answers)

    def act() -> None:
        said = form.cleaned_data
        happened.record_event(
            death, kind.key, at=form.at, who=said["who"], words=said["words"], reference=said["reference"],
            of=form.of, by=person_of(request),
        )  # fmt: skip

    held = [
        (f"Recorded for {one.on:%-d %B %Y}", one.words or one.who or "No more was written")
        for one in death.events.filter(kind=kind.key, set_aside_at__isnull=True)
    ]
    return ask(
        request, death, form, act, title=kind.words, button="Record", beside=held, said=f"Recorded: {kind.words}.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_event_aside(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, event_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    event = doors.part_of(death, Event, pk=event_id)
    form = later.Why(typed(request))

    def act() -> None:
        happened.set_aside(event, why=form.cleaned_data["why"], by=person_of(request))

    words = KINDS[event.kind].words if event.kind in KINDS else str(event)
    return ask(
        request, death, form, act, title=f"Set aside: {words}", button="Set it aside",
        says=["It stays readable, and counts for nothing."], said="It is set aside.",
        beside=[(words, f"{event.on:%-d %B %Y}. {event.words}")],
    )  # fmt: skip
