"""The doors: of a teller to what they are writing, and of whoever takes in to what waits; neither opens the other's."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from handrail.service.access import form_codes as codes
from handrail.service.access.doors import person_of, require
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Teller
from handrail.service.access.shut_forms import handed_back
from handrail.service.audit import actions as audit
from handrail.service.partnerships.models import Body
from handrail.service.tellings.models import OpenPage, Telling

TAKE_IN = "take in what is told by code"
OPEN_PAGE = "open the page to tellers"
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Telling, Teller, P], HttpResponse]


def by_telling(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """What is open in this browser for the teller who opened it. Everyone else is sent to the open page.

    For someone with an account there is no such page: they have their own.
    """

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if isinstance(request.user, Person):
            raise Http404
        teller = codes.teller_of(request)
        if teller is not None:
            audit.act_as(teller, "a telling opened by a code")
        telling = being_written(teller)
        if teller is None or telling is None:
            audit.act_as(None)
            return handed_back(request, Teller, page="tellings/shut.html", way_in="tellings:tell")

        def answer() -> HttpResponse:
            return view(request, telling, teller, *args, **kwargs)

        return codes.shown(request, teller, telling, "what they are telling", answer)

    return page


def being_written(teller: Teller | None) -> Telling | None:
    """What this teller has not sent yet; to be asked as the teller."""
    if teller is None or teller.ended_at is not None:
        return None
    mine = Telling.objects.select_related("teller", "partnership")
    return mine.filter(teller=teller, sent_at__isnull=True).first()


def takes_in_for(person: Person, permission: str = TAKE_IN) -> list[Body]:
    """The partnerships for which a post of this person's lets them."""
    posts = {post.partnership_id: post for post in person.posts_today if permission in post.in_role.may}
    return sorted((post.partnership for post in posts.values()), key=str)


def sent_to(person: Person) -> QuerySet[Telling]:
    """Sent to their partnerships and compared with the folders. One that may be of a folder from which this person is
    shut out is not there."""
    sent = Telling.objects.filter(sent_at__isnull=False, compared_at__isnull=False)
    theirs = sent.filter(partnership__in=takes_in_for(person)).exclude(alike__overlap=list(person.shut_out_of))
    return theirs.select_related("teller", "partnership", "refused_by")


def waiting_for(person: Person) -> QuerySet[Telling]:
    """Neither taken in nor refused."""
    return sent_to(person).filter(taken_in_at__isnull=True, refused_at__isnull=True).order_by("sent_at")


def refused_for(person: Person) -> QuerySet[Telling]:
    """Refused, and kept for as long as the partnership says."""
    return sent_to(person).filter(taken_in_at__isnull=True, refused_at__isnull=False).order_by("-refused_at")


def open_telling(request: HttpRequest, waiting_id: uuid.UUID) -> Telling:
    """One that waits or was refused, for who may take it in. Else Http404."""
    person = person_of(request)
    require(person, TAKE_IN)
    found = sent_to(person).filter(taken_in_at__isnull=True, pk=waiting_id).first()
    if found is None:
        raise Http404
    audit.looked(person, "what was told by code", found)
    return found


def what_waits(person: Person) -> Iterator[tuple[str, str]]:
    """For the page of what is due: this waits in no folder, and no clock runs for it yet."""
    if person.may(TAKE_IN) and (number := waiting_for(person).count()):
        one = "A child’s death was told of by code, and waits for you to take it in"
        many = f"{number} deaths were told of by code, and wait for you to take them in"
        yield one if number == 1 else many, reverse("tellings:waiting")


def open_pages() -> QuerySet[OpenPage]:
    return OpenPage.objects.filter(open_since__isnull=False).select_related("partnership")
