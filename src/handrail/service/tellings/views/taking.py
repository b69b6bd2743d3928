"""What was told by code and waits: read, taken in or refused; and the open page itself."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day, spoken
from handrail.service.access.asking import Page, drawn, typed
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.audit.kinds import saw_a_list
from handrail.service.cases.acting import ask, once_answered
from handrail.service.cases.actions import NotDone
from handrail.service.cases.calling import folders_called
from handrail.service.cases.journey import NOT_GIVEN
from handrail.service.cases.models import Case
from handrail.service.child_deaths.doors import may_work
from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.views.asking import page as page_of_death
from handrail.service.children.identifiers import in_threes
from handrail.service.partnerships.models import Body
from handrail.service.tellings import doors, forms
from handrail.service.tellings.actions import taking
from handrail.service.tellings.actions.asking import set_page
from handrail.service.tellings.alike import alike_of
from handrail.service.tellings.journey import journey_of
from handrail.service.tellings.models import OpenPage, Telling

ROOM = "tellings"
TOLD = "Told by code"


@signed_in
@require_http_methods(["GET"])
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, the longest waiting first, and what was refused of late."""
    person = person_of(request)
    require(person, doors.TAKE_IN)
    ours = doors.takes_in_for(person)
    pages = {page.partnership_id: page for page in OpenPage.objects.filter(partnership__in=ours)}
    words = {
        "waiting": list(doors.waiting_for(person)),
        "refused": [(one, _goes_on(one, pages)) for one in doors.refused_for(person)[:50]],
        "pages": [page for page in pages.values() if page.open_since],
        "without_days": [page for page in pages.values() if page.keeps_refused is None],
    }
    saw_a_list(person, what="deaths told of by code", room=ROOM)
    return render(request, "tellings/waiting.html", words)


def _goes_on(one: Telling, pages: dict[uuid.UUID, OpenPage]) -> date | None:
    """The day on which what was refused is let go, if nothing holds it; None where no days were entered."""
    page = pages.get(one.partnership_id)
    if page is None or page.keeps_refused is None or one.refused_at is None:
        return None
    return london_day(one.refused_at) + timedelta(days=page.keeps_refused + 1)


@signed_in
@require_http_methods(["GET"])
def telling(request: HttpRequest, waiting_id: uuid.UUID) -> HttpResponse:
    """All that was typed, who sent it, and what to do before it is taken in."""
    found = doors.open_telling(request, waiting_id)
    pages = [(page.title, list(page.in_words())) for page in journey_of(found).filled(found.answers)]
    words = {
        "telling": found, "alike": _alike(request, found),
        "pages": [(title, given) for title, said in pages if (given := [one for one in said if one[1] != NOT_GIVEN])],
        "not_given": [label for _, said in pages for label, answer in said if answer == NOT_GIVEN],
    }  # fmt: skip
    return render(request, "tellings/telling.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, waiting_id: uuid.UUID) -> HttpResponse:
    """Into a folder of its own, or into the one that the death has."""
    found, person = doors.open_telling(request, waiting_id), person_of(request)
    form = forms.TakeIn(typed(request), alike=_alike(request, found))
    into: list[Death] = []

    def act() -> None:
        sure = form.cleaned_data["made_sure"]
        into.append(taking.take_in(found, made_sure=sure, into=_chosen(form, person), by=person))

    on = once_answered(
        request, form, act, say=lambda: f"It is taken in. The reference is {into[0].case}.",
        go=lambda: page_of_death(into[0]),
    )  # fmt: skip
    return on or drawn(request, _taking(found), form)


def _taking(found: Telling) -> Page:
    return Page(
        "Take in what was told", _trail(found), "Take it in", "", "", over=str(found.teller), back=_page(found),
        beside=_of_which_death(found),
        says=[
            "Make sure first who sent it: telephone their employer on a number that you already have, not one from the "
            "message.",
            "It then counts as told on the day on which it was sent. Its words go into the folder, and the sender is "
            "told that it was taken in, and no more.",
        ],
        leave="Go back without changing anything",
    )  # fmt: skip


def _of_which_death(found: Telling) -> list[tuple[str, str]]:
    """What tells deaths apart, beside the question which folder it goes into."""
    said = journey_of(found).cleaned(found.answers) or {}
    child = " ".join(filter(None, (said.get("given_names"), said.get("family_name"))))
    born, died = said.get("born_on"), said.get("died_on")
    return [
        ("Child", child or NOT_GIVEN),
        ("NHS number", in_threes(said.get("nhs_number") or "") or NOT_GIVEN),
        ("Date of birth", spoken(born) if born else NOT_GIVEN),
        ("Day of the death", spoken(died) if died else NOT_GIVEN),
    ]


def _chosen(form: forms.TakeIn, person: Person) -> Death | None:
    """The death whose folder was chosen; None for a folder of its own. One they may not work on is not there."""
    said = form.cleaned_data["into"]
    if said == forms.NEW:
        return None
    if said in form.alike:
        return form.alike[said]
    deaths = Death.objects.select_related("case__folder", "child").filter(superseded_at__isnull=True)

    def worked_on(case: Case) -> bool:
        return any(may_work(person, death) for death in deaths.filter(case=case))

    called = folders_called(person, form.cleaned_data["reference"], what={ALL}, fits=worked_on)
    if not called:
        raise NotDone("There is no such folder of a child’s death that you work on. Check the reference.", "reference")
    return deaths.filter(case=called[0])[0]


def _alike(request: HttpRequest, found: Telling) -> list[Death]:
    person = person_of(request)
    return [death for death in alike_of(found) if may_work(person, death)]


@signed_in
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, waiting_id: uuid.UUID) -> HttpResponse:
    found, person = doors.open_telling(request, waiting_id), person_of(request)
    if not found.waits:
        raise Http404
    form = forms.Refuse(typed(request))

    def act() -> None:
        said = form.cleaned_data
        taking.refuse(found, why=said["why"], words=said["words"], by=person)

    page = Page(
        "Refuse it", _trail(found), "Refuse it", "It is refused, and the sender is told.", reverse("tellings:waiting"),
        over=str(found.teller), back=_page(found), leave="Go back without changing anything", grave=True,
        says=[
            "It can be read, and taken in after all, for as long as your partnership keeps what it refused. Then all "
            "of it goes; the audit still says that it came, who refused it and why."
        ],
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def open_page(request: HttpRequest) -> HttpResponse:
    """Whether professionals without an account may tell, where they have their mail, and what all others are told."""
    person = person_of(request)
    require(person, doors.OPEN_PAGE)
    ours = doors.takes_in_for(person, doors.OPEN_PAGE)
    chosen = next((one for one in ours if str(one.pk) == request.GET.get("of")), ours[0])
    held = OpenPage.objects.filter(partnership=chosen).first()
    form = forms.SetPage(typed(request), initial=_initial(held))

    def act() -> None:
        said = form.cleaned_data
        is_open = said["is_open"] == "yes"
        set_page(chosen, is_open=is_open, domains=form.wanted, otherwise=said["otherwise"], keeps=form.keeps, by=person)

    on = once_answered(request, form, act, say="It is saved.", go=f"{reverse('tellings:open_page')}?of={chosen.pk}")
    if on is not None:
        return on
    words = {"form": form, "page": _of_page(request, chosen), "others": [one for one in ours if one != chosen]}
    return render(request, "tellings/open_page.html", words)


def _of_page(request: HttpRequest, chosen: Body) -> Page:
    return Page(
        "The open page for telling of a death", [("What is due", reverse("cases:due"))], "Save", "", "",
        over=str(chosen), back=reverse("cases:due"),
        says=[
            "A professional without an account can then tell you of a child’s death. They give their name and work "
            "address, and a code sent there lets them write. It waits, and does nothing until you take it in.",
            f"The address of the page is {request.build_absolute_uri(reverse('tellings:tell'))}",
        ],
    )  # fmt: skip


def _initial(held: OpenPage | None) -> dict[str, object]:
    if held is None:
        return {}
    opened = "yes" if held.open_since else "no"
    return {
        "is_open": opened, "domains": "\n".join(held.domains), "otherwise": held.otherwise,
        "keeps_unsent": held.keeps_unsent, "keeps_refused": held.keeps_refused, "kept_by": held.kept_by,
    }  # fmt: skip


def _trail(found: Telling) -> list[tuple[str, str]]:
    return [
        ("What is due", reverse("cases:due")), ("Child deaths", reverse("child_deaths:deaths")),
        (TOLD, reverse("tellings:waiting")), (str(found.teller), _page(found)),
    ]  # fmt: skip


def _page(found: Telling) -> str:
    return reverse("tellings:telling", kwargs={"waiting_id": found.pk})
