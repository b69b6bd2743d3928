"""The joint response, the review meeting, and the time that people spend."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import drawn, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import once_answered
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions import meet, respond, time
from handrail.service.child_deaths.actions.draft import draft_of
from handrail.service.child_deaths.drafted import said
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.child_deaths.forms import later
from handrail.service.child_deaths.forms.draft import members_of
from handrail.service.child_deaths.models import Death, ReviewMeeting, TimeSpent, WrittenAccount
from handrail.service.child_deaths.next_steps import absent_without_account, awaited_by
from handrail.service.child_deaths.standing import born_alive, decisions_of
from handrail.service.child_deaths.views.asking import ask, page, page_about


@signed_in
@require_http_methods(["GET", "POST"])
def decide_together(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    triggers = respond.triggers_for(death)
    form = later.DecideTogether(
        typed(request), criteria=[one for _, one in triggers], initial={"decided_on": timezone.localdate()}
    )

    def act() -> None:
        respond.decide_together(
            death, called_for=form.cleaned_data["called_for"] == "yes", at=form.at, deciders=form.deciders,
            answers=form.answers, reasons=form.cleaned_data["reasons"], by=person_of(request),
        )  # fmt: skip

    titles = sorted({edition.title for edition, _ in triggers})
    says = [f"These are the criteria of {'; '.join(titles)}, which governed on the day of the death." if titles else
            "No edition that governed on the day of the death gives criteria."]  # fmt: skip
    says.append("It is decided by health, the police and children’s social care together, at once.")
    before = [(str(one), one.reasons) for one in decisions_of(death)]
    return ask(
        request, death, form, act, title="Joint agency response", button="Record the decision", says=says,
        beside=before, said="The decision is recorded.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def plan_review_meeting(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    bodies = members_of(death.case.partnership)
    form = later.PlanReviewMeeting(typed(request), bodies=bodies, expected=meet.expected_kind(death))
    made: list[ReviewMeeting] = []

    def act() -> None:
        said = form.cleaned_data
        made.append(meet.plan_review_meeting(
            death, form.arrangement, kind=said["kind"], led_by=form.led_by, why=said["why"], by=person_of(request)
        ))  # fmt: skip

    on = once_answered(
        request, form, act, say="The meeting is planned. Now invite people, and send them the agenda.",
        go=lambda: reverse("meetings:meeting", args=[case_id, made[0].meeting_id]),
    )  # fmt: skip
    if on is not None:
        return on
    asked = page_about(
        death,
        f"Plan the {'child death review meeting' if born_alive(death) else 'final case discussion'}",
        "Plan it",
        said="",
        go=page(death),
        says=_advice(death),
    )
    return drawn(request, asked, form)


def _advice(death: Death) -> list[str]:
    """The database's advice, as softly as it gives it."""
    says = [] if born_alive(death) else [
        "A stillbirth at which nobody was present is not reviewed by the overview panel: the joint response ends with "
        "this discussion, nothing is reported from it, and no day of a child death review is counted."
    ]  # fmt: skip
    says += [
        "Only professionals attend. Give a month’s notice if you can: having the right people there matters more than "
        "a set time."
    ]
    awaited = {one.slug: one for one in awaited_by(death, list(death.events.all()))}
    if "post-mortem" in awaited:
        says.append("The post-mortem report has not come. The advice is not to hold the meeting without it.")
    if "criminal" in awaited or "police" in awaited:
        says.append("The police or a court are still at work: agree with the officer in charge what may be discussed.")
    return says


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, review_meeting_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    meeting = doors.part_of(death, ReviewMeeting, pk=review_meeting_id)
    form = later.OnDay(typed(request), initial={"on": timezone.localdate()})

    held = draft_of(death)

    def act() -> None:
        meet.report(meeting, on=form.cleaned_data["on"], by=person_of(request))

    return ask(
        request, death, form, act, title="The report to the overview panel", button="Record that it went",
        says=[
            "The report, with the draft analysis, always goes to the overview panel, whatever the meeting found.",
            "The day alone is recorded here: no paper is made. The draft analysis as it stands is below, and is not "
            "changed from then on: read it once more.",
        ],
        warns="" if held else "Nothing of the draft analysis is written yet. Write it first, or send it as a paper.",
        beside=said(held.answers, form_called(held.edition)) if held else [],
        said="It is recorded that the report went to the overview panel.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def add_absent(
    request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, review_meeting_id: uuid.UUID
) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    meeting = doors.part_of(death, ReviewMeeting, pk=review_meeting_id)
    of = request.GET.get("of", "")
    missed = next((who for _, who in absent_without_account(death) if str(who.pk) == of), None)
    initial: dict[str, object] = {"known_on": timezone.localdate()}
    initial |= {"name": missed.name, "body": str(missed.body_id)} if missed else {}
    form = later.Absent(typed(request), bodies=members_of(death.case.partnership), initial=initial)

    def act() -> None:
        said = form.cleaned_data
        meet.absent(meeting, name=said["name"], body=form.chosen, known_on=said["known_on"], by=person_of(request))

    says = ["Joining by telephone or video is better than a written account. A reporting form may stand in for one."]
    return ask(
        request, death, form, act, title="Who cannot come?", button="Record it", says=says,
        said="It is recorded. Ask for a written account, and record it when it comes.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, absentee_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    found = doors.part_of(death, WrittenAccount, "review_meeting__death", pk=absentee_id)
    form = later.Account(typed(request), initial={"on": timezone.localdate()})

    def act() -> None:
        meet.account_came(found, on=form.cleaned_data["on"], text=form.cleaned_data["text"], by=person_of(request))

    return ask(
        request, death, form, act, title=f"Written account: {found}", button="Record it",
        beside=[("What they wrote", found.text)] if found.text else [], said="The account is recorded.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def time_spent(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    initial = {"on": timezone.localdate(), "by_name": person_of(request).name}
    form = later.SpendTime(typed(request), initial=initial)

    def act() -> None:
        said = form.cleaned_data
        time.spend(
            death, step=said["step"], minutes=said["spent"], on=said["on"], by_name=said["by_name"],
            agency=said["agency"], note=said["note"], by=person_of(request),
        )  # fmt: skip

    on = once_answered(request, form, act, say="The time is recorded.", go=page(death, "time_spent"))
    if on is not None:
        return on
    held = list(death.time_spent.filter(set_aside_at__isnull=True))
    words = {"death": death, "form": form, "spent": held, "judged": request.method == "POST", "page": page}
    return render(request, "child_deaths/time_spent.html", words)


@signed_in
@require_http_methods(["POST"])
def take_time_back(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, time_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    try:
        time.take_back(doors.part_of(death, TimeSpent, pk=time_id), by=person_of(request))
        messages.success(request, "That time counts no longer.")
    except NotDone as fault:
        messages.error(request, str(fault))
    return redirect(reverse("child_deaths:time_spent", kwargs={"case_id": case_id, "death_id": death_id}))
