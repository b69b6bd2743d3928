"""Those who come in from outside: a reviewer, the Panel, Ofsted, a scrutineer, the author of one more agency, and those
who sit on the overview panel of child deaths.

Apart from the standing cast, which tests share: most of them have no need of these.
"""

from __future__ import annotations

from handrail.demonstration.wend_valley import BEGAN, Cast, employ, give_apps
from handrail.service.access.models import Person
from handrail.service.national_panel.bodies import OFSTED, PANEL, ROLE, Outside
from handrail.service.overview_panels.models import Member
from handrail.service.partnerships.models import Body, Contact, Kind

FIRM, OTHER_FIRM = "Hawthorn Gate Reviews", "Lantern Street Associates"
SCRUTINEER = "Una Scruton"
OVERVIEW_PANEL, NEIGHBOUR_PANEL = "Wend Valley Child Death Overview Panel", "Farrowdale Child Death Overview Panel"
SEATS = (
    ("panel chair", "Philippa Overby", "chair", "Public health"),
    ("panel doctor", "Dr Dorian Desmesne", "designated doctor", "NHS Upper Wend Integrated Care Board"),
    ("lay member", "Layla Commoner", "lay", ""),
)


def those_from_outside(cast: Cast) -> None:
    """Each has a password and an app as everybody here has."""
    firm = _body(FIRM, Kind.REVIEWERS)
    _body(OTHER_FIRM, Kind.REVIEWERS)
    scrutineer = _body("Independent scrutineer of Wend Valley", Kind.SCRUTINEER)
    for part, name, role, body in (
        ("reviewer", "Rowena Viewforth", "reviewer", firm),
        ("scrutineer", SCRUTINEER, ROLE, scrutineer),
        ("probation author", "Prudence Orme-Bailey", "contributor", cast.probation),
    ):
        cast.people[part] = _employed(cast, name, role, body, cast.partnership)
    for part, name, outside in (("panel", "Nathaniel Pannell", PANEL), ("ofsted", "Ofelia Stead", OFSTED)):
        body = _outside(outside)
        cast.people[part] = _employed(cast, name, ROLE, body, body)
    _overview_panel(cast)
    those = ("reviewer", "scrutineer", "probation author", "panel", "ofsted", *(part for part, *_ in SEATS))
    give_apps(cast[part] for part in those)
    prudence = cast["probation author"]
    Contact.objects.create(body=cast.probation, name=prudence.name, job="Safeguarding lead", email=prudence.email)


def _overview_panel(cast: Cast) -> None:
    """Its members sign in, and read deaths by its own numbers alone."""
    cast.overview_panel = _body(OVERVIEW_PANEL, Kind.OVERVIEW_PANEL)
    _body(NEIGHBOUR_PANEL, Kind.OVERVIEW_PANEL)
    for part, name, office, agency in SEATS:
        cast.people[part] = _employed(cast, name, ROLE, cast.overview_panel, cast.partnership)
        Member.objects.create(
            panel=cast.overview_panel, person=cast[part], name=name, office=office, agency=agency,
            from_on=BEGAN, recorded_by=cast[part],
        )  # fmt: skip


def _employed(cast: Cast, name: str, role: str, body: Body, partnership: Body) -> Person:
    return employ(name, role, body, partnership, kept_password=cast["coordinator"].password)


def _body(name: str, kind: str) -> Body:
    mailbox = f"office@{name.lower().replace(' ', '-')}.example"
    return Body.objects.create(name=name, kind=kind, mailbox=mailbox, invented=True)


def _outside(one: Outside) -> Body:
    """With the key that it has in every installation."""
    return Body.objects.create(pk=one.key, name=one.name, kind=Kind.NATIONAL, mailbox="", invented=True)
