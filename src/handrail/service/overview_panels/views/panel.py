"""The panel's own pages. Nothing here leads to a folder, or says whose death it is."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.child_deaths.form_editions import AnalysisForm, form_called
from handrail.service.overview_panels.actions import seats
from handrail.service.overview_panels.actions import sitting as actions
from handrail.service.overview_panels.against import against_draft, drafted, read_of
from handrail.service.overview_panels.doors import (
    SITS,
    at_panel,
    death_there,
    deaths_before,
    panels_of,
    shared_with,
)
from handrail.service.overview_panels.forms import (
    NONE_FOR_NOW,
    AnalyseForm,
    AttachForm,
    CompleteForm,
    EndSeatForm,
    MemberForm,
    PlanForm,
    PutOnForm,
    WithdrawForm,
)
from handrail.service.overview_panels.models import Analysis, Member, PanelDeath, Sitting, Withdrawal
from handrail.service.overview_panels.models.wording import beside
from handrail.service.overview_panels.offices import (
    keeps,
    kept_death,
    kept_panel,
    kept_seat,
    leads,
    led_by_nobody,
    led_death,
)
from handrail.service.overview_panels.views.asking import Page, ask, typed
from handrail.service.partnerships.models import Body

Trail = list[tuple[str, str]]
_today = timezone.localdate
NO_ACCOUNT = "Nothing is hidden from a member until their account is attached, under “Who sits on it”."
NOTHING_HIDDEN = (
    "Nothing is hidden: no account is attached to the seat. If they sign in, attach it under “Who sits on it”."
)


@signed_in
@require_http_methods(["GET"])
def home(request: HttpRequest) -> HttpResponse:
    require(person_of(request), SITS)
    panels, shared = panels_of(person_of(request)), shared_with(person_of(request))
    meetings = Sitting.objects.filter(pk__in=shared).exclude(panel__in=panels).select_related("panel")
    return render(request, "overview_panels/home.html", {"panels": panels, "meetings": meetings})


@signed_in
@require_http_methods(["GET"])
def desk(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    panel, person = at_panel(request, body_id), person_of(request)
    audit.looked(person, "the overview panel's desk", panel)
    words = {
        "panel": panel,
        "deaths": [(one, stage_of(one)) for one in deaths_before(person, panel)],
        "sittings": Sitting.objects.filter(panel=panel).prefetch_related("joinings__panel"),
        "members": [_seat(one, timezone.localdate()) for one in Member.objects.filter(panel=panel)],
        "keeps": keeps(person, panel), "led_by_nobody": led_by_nobody(panel),
        "trail": [("Overview panels", reverse("overview_panels:home"))],
    }  # fmt: skip
    return render(request, "overview_panels/desk.html", words)


def _seat(one: Member, today: date) -> tuple[Member, bool, bool]:
    """Whether they sit today, and whether their seat is over."""
    return one, one.sits_on(today), one.has_gone_by(today)


def stage_of(death: PanelDeath) -> str:
    analysis: Analysis | None = getattr(death, "analysis", None)
    if analysis is not None and analysis.completed_on:
        return f"completed on {spoken(analysis.completed_on)}"
    if analysis is not None and analysis.earlier:
        return f"opened again on {spoken(date.fromisoformat(analysis.earlier[-1]['reopened_on']))}"
    if death.sitting is not None and death.sitting.called_off_at is not None:
        return "its meeting was called off"
    if analysis is not None:
        return "analysis form begun"
    return f"on the agenda of {spoken(death.sitting.on)}" if death.sitting else "on no agenda yet"


@signed_in
@require_http_methods(["GET"])
def death(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one = death_there(request, panel_death_id)
    form, analysis = form_called(one.form_edition), Analysis.objects.filter(death=one).first()
    person = person_of(request)
    words = {
        "keeps": keeps(person, one.panel), "leads": leads(person, one.panel),
        "death": one, "stage": stage_of(one), "trail": _trail(one.panel), "form": form, "analysis": analysis,
        "read": read_of(one, form), "against": against_draft(one, analysis, form),
        "represented": form.represented(analysis.agencies) if analysis else [],
        "graded": _graded(analysis, dict(form.domains), dict(form.scale)) if analysis else [],
        "earlier": said_earlier(analysis.earlier, form) if analysis else [],
        "others": form.beneath(analysis.applies, analysis.category) if analysis else [],
        "category": dict(form.categories).get(analysis.category, "") if analysis else "",
        "modifiable": dict(form.outcomes).get(analysis.modifiable, "") if analysis else "",
        "withdrawn": withdrawn_from(one),
        "minutes": one.minutes.select_related("sitting"), "questions": one.questions.all(),
        "beside": said_beside(person, one.panel),
    }  # fmt: skip
    return render(request, "overview_panels/death.html", words)


def withdrawn_from(one: PanelDeath) -> list[tuple[str, str, Withdrawal | None]]:
    """Who takes no part, why, and what may be taken back. Who they are at another panel is that panel's to know."""
    gone = Withdrawal.objects.filter(death=one.pk, taken_back_at=None)
    own = {seat.pk: str(seat) for seat in Member.objects.filter(panel=one.panel_id)}
    return [
        (own.get(each.member_id, "Somebody of a neighbouring panel"), each.why, each if each.member_id in own else None)
        for each in gone
    ]


def said_earlier(kept: list[dict[str, Any]], form: AnalysisForm) -> list[dict[str, Any]]:
    """Each form as it was completed before, in words."""
    domains, scale = dict(form.domains), dict(form.scale)
    return [
        {
            **one, "completed_on": date.fromisoformat(one["completed_on"]),
            "reopened_on": date.fromisoformat(one["reopened_on"]),
            "category": dict(form.categories).get(one["category"], ""),
            "modifiable": dict(form.outcomes).get(one["modifiable"], ""),
            "beneath": form.beneath(one["applies"], one["category"]),
            "graded": [
                (domains.get(each["domain"], ""), scale.get(each["grade"], ""), each["text"], each["modifiable"])
                for each in one["factors"]
            ],
        }
        for one in reversed(kept)
    ]  # fmt: skip


def _graded(analysis: Analysis, domains: dict[str, str], scale: dict[str, str]) -> list[tuple[str, str, str, str]]:
    return [
        (domains.get(one.domain, one.domain), scale.get(one.grade, one.grade), one.text, one.modifiable)
        for one in analysis.factors.all()
    ]


@signed_in
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    panel, form = kept_panel(request, body_id), MemberForm(typed(request))
    page = Page("Add a member", _trail(panel), "Add them", "They are on the panel.", _desk(panel))
    return ask(request, page, form, lambda: actions.add_member(panel, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def end_seat(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    seat, form = kept_seat(request, seat_id), EndSeatForm(typed(request))
    page = Page(
        f"End a seat: {seat.name}", _trail(seat.panel), "End it",
        "The seat is ended." if seat.person_id else f"The seat is ended. {NOTHING_HIDDEN}",
        reverse("overview_panels:home") if seat.person_id == person_of(request).pk else _desk(seat.panel),
        says=(
            "What they wrote, and what they withdrew from, stays.",
            "They read nothing of the panel any more." if seat.person_id else NO_ACCOUNT,
        ),
        of=seat.panel,
    )  # fmt: skip
    return ask(request, page, form, lambda: seats.end_seat(seat, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    seat, form = kept_seat(request, seat_id), AttachForm(typed(request))
    page = Page(
        f"The account of {seat.name}", _trail(seat.panel), "Attach it", "The account is attached.", _desk(seat.panel),
        says=(
            "By it what they withdrew from is hidden from them, and everything once their seat has ended.",
            f"Attached is the account of {seat.person.name}." if seat.person else "",
        ),
        of=seat.panel,
    )  # fmt: skip
    return ask(request, page, form, lambda: seats.attach(seat, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    panel, form = kept_panel(request, body_id), PlanForm(typed(request))
    page = Page("Plan a meeting", _trail(panel), "Plan it", "The meeting is planned.", _desk(panel), of=panel)
    return ask(request, page, form, lambda: actions.plan(panel, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def put_on(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one = kept_death(request, panel_death_id)
    shared = [each for each in shared_with(person_of(request)).items() if each[1].panel_id == one.panel_id]
    there = Sitting.objects.filter(Q(panel=one.panel) | Q(pk__in=[key for key, _ in shared]), called_off_at=None)
    sittings = {str(each.pk): each for each in there.select_related("panel")}
    choices = [(key, _meeting(each, one)) for key, each in sittings.items()]
    form = PutOnForm(typed(request), sittings=[*choices, *([(NONE_FOR_NOW, "None for now")] if one.sitting else [])])
    page = Page(f"Put {_named(one)} on an agenda", _of(one), "Keep it", "It is kept.", _page(one), of=one)

    def act() -> None:
        said = form.cleaned_data
        if said["sitting"] == NONE_FOR_NOW:
            actions.take_off(one, why=said["why"], by=person_of(request))
        else:
            actions.put_on(one, sittings[said["sitting"]], why=said["why"], by=person_of(request))

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one = death_there(request, panel_death_id)
    person = person_of(request)
    members, posts = _may_withdraw(person, one.panel)
    choices = [(key, _in_short(seat)) for key, seat in members.items()]
    choices += [(key, f"{other.name}, who has a post here and no seat") for key, other in posts.items()]
    form = WithdrawForm(typed(request), members=choices)
    page = Page(
        f"Withdraw from {_named(one)}", _of(one), "They withdraw", "It is recorded, and hidden from them.",
        _desk(one.panel), of=one,
        says=(
            "Whoever knew the child, or the family, or gave care, takes no part in it.",
            NO_ACCOUNT if any(seat.person_id is None for seat in members.values()) else "",
            "Whoever has a post and no seat is given a clerk’s: they keep what they may do." if posts else "",
        ),
        warns=("From then on nothing of this death is shown to them. The chair or deputy may take it back.",),
    )  # fmt: skip

    def act() -> str | None:
        chosen = form.cleaned_data["member"]
        with transaction.atomic():
            seat = members.get(chosen) or seats.seat_without(one.panel, posts[chosen], by=person)
            actions.withdraw(one, seat, why=form.cleaned_data["why"], by=person)
        return None if seat.person_id else f"It is recorded of {seat.name}. {NOTHING_HIDDEN}"

    return ask(request, page, form, act)


def _may_withdraw(person: Person, panel: Body) -> tuple[dict[str, Member], dict[str, Person]]:
    """Seats that are not over, and whoever has a post and no seat: one's own, or to whoever sees to the papers all."""
    kept, there = keeps(person, panel), Member.objects.filter(panel=panel)
    seated = [each for each in (there if kept else there.filter(person=person)) if not each.has_gone_by(_today())]
    posts = seats.without_a_seat(panel) if kept else []
    return {str(each.pk): each for each in seated}, {f"post {each.pk}": each for each in posts}


def _in_short(seat: Member) -> str:
    return str(seat) if seat.person_id else f"{seat} (no account is attached)"


@signed_in
@require_http_methods(["GET", "POST"])
def analyse(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one = kept_death(request, panel_death_id)
    of = form_called(one.form_edition, one.modifiable_means)
    kept, draft = Analysis.objects.filter(death=one).first(), drafted(one)
    form = AnalyseForm(typed(request), of=of, kept=kept, drafted=draft)
    says = [f"By the national form of {of.edition}."]
    if draft is not None:
        says.append(
            "It begins with the draft of the review meeting. The panel decides: what it changes against the draft is "
            "shown beside what stood there."
        )
    if of.recalled:
        recalled = "; ".join(title[0].lower() + title[1:] for title in of.recalled)
        says.append(f"Recalled means that the words were not checked against the form itself: {recalled}.")
    says += said_beside(person_of(request), one.panel)
    page = Page(
        f"Analysis form: {_named(one)}", _of(one), "Keep it", "The analysis form is kept.", _page(one), says, of=one
    )
    return ask(request, page, form, lambda: actions.analyse(one, form.found(), by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one, form = led_death(request, panel_death_id), CompleteForm(typed(request))
    page = Page(
        f"Complete {_named(one)}", _of(one), "It is complete", "It is complete. Its folder’s people are given it.",
        _page(one), warns=("Nothing of it is changed after, unless you open it again, with a reason.",),
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.complete(one, on=form.cleaned_data["on"], by=person_of(request)))


def _meeting(each: Sitting, one: PanelDeath) -> str:
    whose = "" if each.panel_id == one.panel_id else f", of {each.panel}"
    return f"{each}, {spoken(each.on)}{whose}"


def said_beside(person: Person, panel: Body) -> list[str]:
    """What the partnerships for which this person sits on the panel call modifiable factors, beside the form."""
    own = {post.partnership_id: post.partnership for post in person.posts_today if post.body_id == panel.pk}
    return [said for said in map(beside, own.values()) if said]


def _named(one: PanelDeath) -> str:
    return f"death {one.number}"


def _desk(panel: Body) -> str:
    return reverse("overview_panels:desk", args=[panel.pk])


def _page(one: PanelDeath) -> str:
    return reverse("overview_panels:death", args=[one.pk])


def _trail(panel: Body) -> Trail:
    return [("Overview panels", reverse("overview_panels:home")), (str(panel), _desk(panel))]


def _of(one: PanelDeath) -> Trail:
    return [*_trail(one.panel), (str(one), _page(one))]
