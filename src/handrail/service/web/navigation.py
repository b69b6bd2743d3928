"""Where a person may go from any page: only to rooms that are built, and that their posts open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.national_panel.bodies import works_for_panel
from handrail.service.overview_panels.doors import panels_of
from handrail.service.scrutiny.doors import scrutinises
from handrail.service.tellings.doors import open_pages

TELL = "Tell us of a child’s death"
"""Where a partnership has opened that page."""
Items = list[dict[str, str | bool]]


@dataclass(frozen=True, slots=True)
class Place:
    """A way in. `needs` is any of these permissions; `whole` asks for a post that can open a whole folder."""

    words: str
    url_name: str
    needs: frozenset[str] = frozenset()
    whole: bool = False
    of_panel: bool = False
    """For those to whom the Panel itself gave a post."""
    of_overview_panel: bool = False
    """For those who have a post at an overview panel."""
    of_scrutineer: bool = False
    """For an independent scrutineer."""
    tells: str = ""
    """What it is for, where it stands on the page of what is seldom needed and not in the menu."""


PLACES = (
    Place("What is due", "cases:due"),
    Place("Cases", "cases:cases", whole=True),
    Place("Incidents", "incidents:incidents", frozenset({"raise incidents", "record incidents"})),
    Place("Reviews", "reviews:every_review", frozenset({"write reviews"})),
    Place("Child deaths", "child_deaths:deaths", frozenset({"notify child deaths"})),
    Place("Asked of us", "requests:asked_of_us", frozenset({"send contributions"})),
    Place(
        "Meetings",
        "meetings:our_meetings",
        frozenset({"run meetings", "send contributions", "sign off notification", "see own commissions"}),
    ),
    Place("Recommended to us", "learning:of_us", frozenset({"send contributions"})),
    Place("Learning", "learning:recommendations", frozenset({"read actions"})),
    Place("Your commissions", "reviewers:mine", frozenset({"see own commissions"})),
    Place("Actions", "learning:actions", frozenset({"read actions", "manage actions"})),
    Place("The Panel", "national_panel:desk", of_panel=True),
    Place("Overview panels", "overview_panels:home", of_overview_panel=True),
    Place("Scrutiny", "scrutiny:scrutiny", of_scrutineer=True),
    Place("Meetings", "meetings:our_meetings", of_scrutineer=True),
    Place("Money", "arrangements:money", of_scrutineer=True),
    Place("Told to us", "national_panel:told", frozenset({"read what we were told"})),
)

EVERYBODYS = (Place("Search", "cases:search"), Place("The law", "law:law"))
"""Beside the account, for whoever is signed in, and after them what is seldom needed: the menu then holds each role's
own rooms in one row."""

SELDOM = (
    Place(
        "Bodies", "access:bodies", frozenset({"manage bodies", "manage people", "manage contacts"}),
        tells="Agencies, who belongs to which partnership, and whom to reach there.",
    ),
    Place("People", "access:people", frozenset({"manage people"}), tells="Who signs in, for which agency, until when."),
    Place(
        "Messages", "outbox:sent", frozenset({"read the outbox"}),
        tells="What was sent, what waits, and what could not be delivered.",
    ),
    Place(
        "Practice reviews", "reviews:every_review", frozenset({"sign off review"}),
        tells="Every practice review that you may open: how far it has come, who reviews it, and what is due next.",
    ),
    Place(
        "Reviewers", "reviewers:register", frozenset({"read reviewers"}),
        tells="Who can be commissioned to review: what they know, when they are free, and their interests.",
    ),
    Place(
        "Records", "records:records", frozenset({"keep the schedule"}),
        tells="How long folders are kept, holds, and folders proposed to be deleted.",
    ),
    Place(
        "Requests to see", "records:requests", frozenset({"answer subject access"}),
        tells="People who have asked what is held about them.",
    ),
    Place(
        "Arrangements", "arrangements:arrangements", frozenset({"read arrangements"}),
        tells="What the partnership has agreed and published: partners, agencies, schools, levels of need.",
    ),
    Place(
        "Money", "arrangements:money", frozenset({"read arrangements", "see own contribution"}),
        tells="The shared fund by year: what each body gives, what is planned and spent, and what is missing.",
    ),
    Place(
        "Reports", "reports:reports", frozenset({"write publications", "approve publications"}),
        tells="The yearly report on child deaths, the size of the area that reviews them, and what the work costs.",
    ),
    Place(
        "Scrutiny", "scrutiny:scrutiny", frozenset({"read scrutiny"}),
        tells="What the independent scrutineer plans, finds and is answered; outcomes drawn from published statistics.",
    ),
    Place(
        "National data", "reporting_forms:period", frozenset({"send national data"}),
        tells="The child deaths of a period for the national database, with what is missing or does not fit.",
    ),
    Place(
        "Told by code", "tellings:waiting", frozenset({"take in what is told by code"}),
        tells="Deaths that professionals without an account told of, until they are taken in.",
    ),
    Place(
        "Open page for deaths", "tellings:open_page", frozenset({"open the page to tellers"}),
        tells="Whether a professional without an account may tell of a child’s death, and from which addresses.",
    ),
    Place(
        "Reading", "insight:reading", frozenset({"ask about reading"}),
        tells="What people have read that seems to lie outside their work.",
    ),
)  # fmt: skip
"""What stands together under Administration, for whoever may go to more than one of them."""


SIGNED_OUT = (
    Place("The law", "law:law"),
    Place("Sign in", "access:sign_in"),
    Place("Open a form with a code", "requests:form"),
    Place(TELL, "tellings:tell"),
)


def places_for(request: HttpRequest) -> Items:
    """The service navigation's items for whoever is signed in; for someone who is not, what everyone may read."""
    person = request.user
    if not isinstance(person, Person):
        places = [place for place in SIGNED_OUT if place.words != TELL or open_pages().exists()]
        return [item for place in places if (item := _item(place, request.path))]
    offered = {place.url_name: place for place in PLACES if opens(place, person)}  # each once, whoever has two ways in
    return [item for place in offered.values() if (item := _item(place, request.path))]


def everybodys(request: HttpRequest) -> Items:
    """What stands at the head of the page for whoever is signed in."""
    if not isinstance(request.user, Person):
        return []
    seldom = seldom_for(request)
    if len(seldom) > 1:
        page = reverse("access:administration")
        elsewhere = any(item["current"] or item["active"] for item in places_for(request))
        seldom = [{
            "text": "Administration", "href": page, "current": request.path == page,
            "active": not elsewhere and any(item["current"] or item["active"] for item in seldom),
        }]  # fmt: skip
    return [item for place in EVERYBODYS if (item := _item(place, request.path))] + seldom


OUTSIDE_THE_FOLDERS = ("reviewers:mine", "national_panel:desk", "national_panel:told", "scrutiny:scrutiny")
"""Where the work of a reviewer and of readers outside is, of whom no folder's clock asks anything."""


def work_elsewhere(request: HttpRequest) -> Items:
    """Of those places the ones that are this person's; for whoever has one, "What is due" is only a way there.
    Whoever reaches no folder has what stands under Administration."""
    person = request.user
    if not isinstance(person, Person):
        return []
    places = [place for place in PLACES if place.url_name in OUTSIDE_THE_FOLDERS and opens(place, person)]
    work = [item for place in places if (item := _item(place, request.path))]
    reaches = any(post.in_role.reach for post in person.posts_today)
    return work or ([] if reaches else seldom_for(request))


def seldom_for(request: HttpRequest) -> Items:
    """What this person needs seldom, with what each is for."""
    person = request.user
    if not isinstance(person, Person):
        return []
    return [item for place in SELDOM if opens(place, person) and (item := _item(place, request.path))]


def opens(place: Place, person: Person) -> bool:
    if place.whole and not any(ALL in post.in_role.reach for post in person.posts_today):
        return False
    if place.of_panel and not works_for_panel(person):
        return False
    if place.of_overview_panel and not panels_of(person):
        return False
    if place.of_scrutineer and not scrutinises(person):
        return False
    return not place.needs or any(person.may(permission) for permission in place.needs)


def _item(place: Place, path: str) -> dict[str, str | bool] | None:
    """None while the room has no such page."""
    try:
        address = reverse(place.url_name)
    except NoReverseMatch:
        return None
    here = path == address
    return {
        "text": place.words, "href": address, "current": here, "active": not here and _is_within(path, address),
        "tells": place.tells,
    }  # fmt: skip


def _is_within(path: str, address: str) -> bool:
    return address != "/" and path.startswith(address)
