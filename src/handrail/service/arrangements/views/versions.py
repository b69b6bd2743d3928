"""The versions of a partnership's arrangements: what stands, what is drafted, and what one of them waits for."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.doors import AGREES, READS, WRITES, partnerships_of, the_arrangements
from handrail.service.arrangements.facts import clocks_of
from handrail.service.arrangements.forms.lines import AgreeForm, BeginForm, PublishForm, TakeDownForm, ToldForm, WhyForm
from handrail.service.arrangements.gate import gate_of
from handrail.service.arrangements.models import Agreement, Arrangements, Partner
from handrail.service.arrangements.saying import agreed_by, digest_of, lines_of, said_in
from handrail.service.arrangements.views.asking import Page, ask, page_of, trail, typed
from handrail.service.arrangements.views.telling import lines_told
from handrail.service.arrangements.written import title_of
from handrail.service.cases.acting import once_answered
from handrail.service.cases.clocks_told import clocks_told
from handrail.service.partnerships.models import Body
from handrail.service.room import Room


@signed_in
@require_http_methods(["GET", "POST"])
def arrangements(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method == "POST":
        require(person, WRITES)
    require(person, READS)
    writes = partnerships_of(person, WRITES)
    form = BeginForm(typed(request), partnerships=writes) if writes else None
    made: list[Arrangements] = []
    if form is not None:

        def begin() -> None:
            made.append(act.begin(form.whose, title=form.cleaned_data["title"], by=person))

        said = "The draft is begun. Its page says what it still needs."
        if on := once_answered(request, form, begin, say=said, go=lambda: page_of(made[0])):
            return on
    found = [(body, _of(body)) for body in partnerships_of(person)]
    return render(request, "arrangements/arrangements.html", {"found": found, "form": form, "writes": writes})


def _of(body: Body) -> dict[str, object]:
    rows = Arrangements.objects.filter(partnership=body).select_related("begun_by", "partnership")
    published = list(rows.published())
    today = timezone.localdate()
    begun = [one for one in published if one.begins_on is not None and one.begins_on <= today]
    return {
        "stands": begun[0] if begun else None,
        "to_begin": [one for one in published if one.begins_on is not None and one.begins_on > today],
        "published": published,
        "drafts": list(rows.drafts()),
        "given_up": list(rows.filter(given_up_at__isnull=False)),
        "waits": [(one, clock) for one in published[:1] for clock in clocks_told(clocks_of(one)) if clock.open],
    }


@signed_in
@require_http_methods(["GET"])
def version(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id)
    writes = one.is_draft and one.partnership in partnerships_of(person, WRITES)
    words = {
        "one": one,
        "title_of": title_of,
        "gate": gate_of(one) if one.is_draft else None,
        "sorts": lines_told(one),
        "agreements": _agreements(one),
        "clocks": clocks_told(clocks_of(one)),
        "may_write": writes,
        "may_agree": one.is_draft and bool(_may_agree(person, one)),
        "public": _public_at(one),
        "public_address": settings.PUBLIC_ADDRESS,
        "may_tell": one.published_at is not None and one.partnership in partnerships_of(person, WRITES),
    }
    return render(request, "arrangements/version.html", words)


def _public_at(one: Arrangements) -> tuple[str, datetime] | None:
    """Where the public reads it, and since when; None before it left, and once it was taken down."""
    if one.published_at is None or one.taken_down_at is not None:
        return None
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.public_at)
    found = (import_string(room.public_at)(one.pk) for room in rooms)
    return next((place for place in found if place), None)


def _agreements(one: Arrangements) -> list[tuple[object, Agreement | None]]:
    given = agreed_by(one)
    return [(line.body, given.get(line.body_id)) for line in lines_of(one, Partner)]


def _may_agree(person: Person, one: Arrangements) -> list[Body]:
    """Whose agreement this person may record: a coordinator everyone's, a partner their own body's."""
    bodies: list[Body] = [line.body for line in lines_of(one, Partner)]
    if one.partnership in partnerships_of(person, WRITES):
        return bodies
    own = {post.body_id for post in person.posts_today if AGREES in post.in_role.may}
    return [body for body in bodies if body.pk in own]


@signed_in
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id)
    bodies = _may_agree(person, one)
    if not bodies:
        require(person, WRITES)
    form = AgreeForm(typed(request), bodies=bodies)

    def done() -> str:
        said = form.cleaned_data
        body = form.bodies[said.pop("body")]
        act.agree(one, body=body, read=request.POST.get("as_read", ""), by=person, **said)
        return f"It is recorded that {body} agreed."

    says = [
        "A partner agrees to the draft as it reads now. Should its words be changed afterwards, the agreement is void, "
        "and is asked for again.",
        "The list of schools is not part of what is agreed to: it goes with the register.",
    ]
    page = _page(one, "Record that a partner agreed", "Record it", says)
    return ask(request, page, form, done, as_read=request.POST.get("as_read") or digest_of(said_in(one)))


@signed_in
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id, WRITES)
    form = PublishForm(typed(request))

    def done() -> str:
        made = act.publish(one, by=person)
        return f"Version {made.number} is published. It is on the public site within a minute, as a page, PDF and JSON."

    gate = gate_of(one) if one.is_draft else None
    warns = ["It cannot be published yet. Its page says what it still needs."] if gate is None or not gate.open else []
    says = [f"It begins on {spoken(one.begins_on)}." if one.begins_on else "It has no first day yet."]
    says.append("Until it begins, the public reads what is in force beside it; from its first day, it alone.")
    says.append("Once published it stands as it is. To change it, a new draft is begun and published after it.")
    return ask(request, _page(one, "Publish the arrangements", "Publish it", says, warns), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def told(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id, WRITES)
    form = ToldForm(typed(request), initial={"told_on": one.told_on, "told_how": one.told_how})

    def done() -> str:
        act.tell_secretary_of_state(one, by=person, **form.cleaned_data)
        return "The notice to the Secretary of State is recorded."

    says = [f"{clock.duty.title}. {clock.duty.says}" for clock in clocks_of(one) if "arrangements_publication_notified"
            in clock.duty.stops]  # fmt: skip
    return ask(request, _page(one, "Notice to the Secretary of State", "Record it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id, WRITES)
    form = WhyForm(typed(request))

    def done() -> str:
        act.give_up(one, why=form.cleaned_data["why"], by=person)
        return "The draft is given up. It stays to be read."

    return ask(request, _page(one, "Give up this draft", "Give it up", ["Nothing of it is published."]), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def take_down(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_arrangements(person, arrangements_id, WRITES)
    form = TakeDownForm(typed(request))

    def done() -> str:
        act.take_down(one, why=form.cleaned_data["why"], by=person)
        return "It is taken down. Within a minute the public site says so, with the reason, and has nothing of it."

    says = [
        "For a name that should not be there, or words that are wrong. Every version leaves the public site: page, "
        "PDF and data. Copies that people saved are not ours to take back.",
        "The arrangements stay in force. Begin a new draft, and publish it once the partners agree: it comes to a new "
        "address.",
    ]
    return ask(request, _page(one, "Take the arrangements down", "Take it down", says), form, done)


def _page(one: Arrangements, title: str, press: str, says: list[str], warns: list[str] | None = None) -> Page:
    return Page(title, f"{one}, {one.partnership}", trail(one), page_of(one), press, says=says, warns=warns or [])
