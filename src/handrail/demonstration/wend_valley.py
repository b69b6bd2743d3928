"""The standing cast: bodies and people of Wend Valley, and of Farrowdale next door. All invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from handrail.service.access.models import Person, Post
from handrail.service.partnerships.models import AreaDates, Body, Contact, Coverage, Kind, Membership

PASSWORD = "wend-valley-floods"  # noqa: S105 printed by ./run for whoever tries the demonstration
BEGAN = date(2019, 9, 2)
"""The day on which Wend Valley's own arrangements began; its board's duties lived on until the day before."""

PARTS = {
    "coordinator": ("Cora Ordway", "coordinator", "partnership"),
    "deputy coordinator": ("Desmond Puttenham", "coordinator", "partnership"),
    "notifier": ("Norris Tiffin", "notifier", "council"),
    "senior officer": ("Selma Offley", "senior officer", "council"),
    "council partner": ("Constance Leadbitter", "safeguarding partner", "council"),
    "police partner": ("Percival Lawes", "safeguarding partner", "police"),
    "health partner": ("Hetty Welby", "safeguarding partner", "icb"),
    "other notifier": ("Marigold Brooke", "notifier", "other_council"),
    "school lead": ("Skye Learmonth", "contributor", "school"),
    "hospital lead": ("Hosea Pitts", "contributor", "trust"),
    "police author": ("Polly Constable-Ashe", "contributor", "police"),
    "administrator": ("Ada Minter", "administrator", "partnership"),
}


@dataclass
class Cast:
    """Wend Valley and its neighbour: bodies by a short word, and one person for each part that is played."""

    partnership: Body
    council: Body
    other_council: Body
    police: Body
    icb: Body
    other_icb: Body
    school: Body
    college: Body
    trust: Body
    probation: Body
    lscb: Body
    neighbour: Body
    neighbour_council: Body
    people: dict[str, Person] = field(default_factory=dict)
    overview_panel: Body = field(init=False)
    """Set up with those from outside."""

    def __getitem__(self, part: str) -> Person:
        return self.people[part]


def wend_valley() -> Cast:
    """Two local authorities, one force, two boards, schools and other agencies; and Farrowdale next door."""
    partnership = _body("Wend Valley Safeguarding Children Partnership", Kind.PARTNERSHIP, "WV")
    neighbour = _body("Farrowdale Safeguarding Children Partnership", Kind.PARTNERSHIP, "FD")
    cast = Cast(
        partnership=partnership,
        council=_body("Wendshire Council", Kind.LOCAL_AUTHORITY),
        other_council=_body("Marlbrook Borough Council", Kind.LOCAL_AUTHORITY),
        police=_body("Wend Valley Police", Kind.POLICE_FORCE),
        icb=_body("NHS Upper Wend Integrated Care Board", Kind.INTEGRATED_CARE_BOARD),
        other_icb=_body("NHS Lower Wend Integrated Care Board", Kind.INTEGRATED_CARE_BOARD),
        school=_body("Otter Lane Primary School", Kind.RELEVANT_AGENCY, category="maintained school"),
        college=_body("Wend Valley College", Kind.RELEVANT_AGENCY, category="further education"),
        trust=_body("Wend Valley Hospitals NHS Trust", Kind.RELEVANT_AGENCY, category="NHS trust"),
        probation=_body("Wend Valley Probation", Kind.RELEVANT_AGENCY, category="provider of probation services"),
        lscb=_body("Wend Valley Local Safeguarding Children Board", Kind.LSCB, until_on=date(2019, 9, 1)),
        neighbour=neighbour,
        neighbour_council=_body("Farrowdale Council", Kind.LOCAL_AUTHORITY),
    )
    _places(cast)
    _employ(cast)
    return cast


def employ(name: str, role: str, body: Body, partnership: Body, *, kept_password: str = "") -> Person:
    """Someone invented, with one post. `kept_password` is the one that all have, as it is kept."""
    email = f"{name.lower().replace(' ', '.')}@wendvalley.example"
    person = Person.objects.create_person(
        email=email, name=name, password=None if kept_password else PASSWORD, invented=True
    )
    if kept_password:
        person.password = kept_password
        person.keep_password()
    Post.objects.create(person=person, role=role, body=body, partnership=partnership)
    return person


def give_apps(people: Iterable[Person]) -> None:
    """An authenticator app for each, whose code the demonstration shows; nobody has it on a telephone."""
    Authenticator.objects.bulk_create(
        Authenticator(user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(generate_totp_secret())})
        for person in people
    )


def _places(cast: Cast) -> None:
    partners = (cast.council, cast.other_council, cast.police, cast.icb, cast.other_icb)
    for body in partners:
        _member(cast.partnership, body, Membership.Place.SAFEGUARDING_PARTNER)
    for body in (cast.school, cast.college, cast.trust, cast.probation):
        _member(cast.partnership, body, Membership.Place.RELEVANT_AGENCY)
    for authority in (cast.council, cast.other_council):
        _member(cast.lscb, authority, Membership.Place.SAFEGUARDING_PARTNER)
        AreaDates.objects.create(
            authority=authority, safeguarding_published_on=date(2019, 6, 28), safeguarding_began_on=BEGAN,
            child_death_began_on=BEGAN,
        )  # fmt: skip
        Coverage.objects.create(body=cast.police, authority=authority)
    Coverage.objects.create(body=cast.icb, authority=cast.council)
    Coverage.objects.create(body=cast.other_icb, authority=cast.council)
    Coverage.objects.create(body=cast.other_icb, authority=cast.other_council)
    _member(cast.neighbour, cast.neighbour_council, Membership.Place.SAFEGUARDING_PARTNER)


def _employ(cast: Cast) -> None:
    kept = make_password(PASSWORD)  # once for all of them: making it is slow on purpose
    for part, (name, role, body) in PARTS.items():
        cast.people[part] = employ(name, role, getattr(cast, body), cast.partnership, kept_password=kept)
    for part, name, role, there in (
        ("stranger", "Stan Gerrard-Elsewhere", "coordinator", cast.neighbour),
        ("strange notifier", "Nell Farr", "notifier", cast.neighbour_council),
    ):
        cast.people[part] = employ(name, role, there, cast.neighbour, kept_password=kept)
    give_apps(cast.people.values())
    Post.objects.create(
        person=cast["deputy coordinator"], role="coordinator", body=cast.neighbour, partnership=cast.neighbour
    )
    for agency, lead, deputy in (
        (cast.school, "Skye Learmonth", "Desdemona Quill"),
        (cast.trust, "Hosea Pitts", "Ottoline Ward"),
        (cast.police, "Polly Constable-Ashe", "Barnaby Trench"),
    ):
        _contact(agency, lead, deputy=False)
        _contact(agency, deputy, deputy=True)


def _contact(body: Body, name: str, *, deputy: bool) -> None:
    email = f"{name.lower().replace(' ', '.')}@wendvalley.example"
    job = "Deputy safeguarding lead" if deputy else "Safeguarding lead"
    Contact.objects.create(body=body, name=name, job=job, email=email, deputy=deputy)


def _body(name: str, kind: str, short_name: str = "", category: str = "", until_on: date | None = None) -> Body:
    mailbox = f"safeguarding@{name.lower().replace(' ', '-')}.example"
    return Body.objects.create(
        name=name,
        kind=kind,
        short_name=short_name,
        category=category,
        mailbox=mailbox,
        until_on=until_on,
        invented=True,
    )


def _member(partnership: Body, body: Body, place: str) -> None:
    Membership.objects.create(partnership=partnership, body=body, place=place)
