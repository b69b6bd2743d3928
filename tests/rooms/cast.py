"""The standing cast of Wend Valley, plainly fictional, for tests of the rooms."""

from __future__ import annotations

from dataclasses import dataclass, field

from handrail.service.access.models import Person, Post
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind, Membership

PASSWORD = "wend-valley-floods"


@dataclass
class Cast:
    """Wend Valley and its neighbour: bodies by short name, and one person for each part that is played."""

    partnership: Body
    council: Body
    other_council: Body
    police: Body
    icb: Body
    other_icb: Body
    school: Body
    trust: Body
    neighbour: Body
    neighbour_council: Body
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, part: str) -> Person:
        return self.people[part]


def wend_valley() -> Cast:
    """Two local authorities, one force, two boards, a school and a trust; and Farrowdale next door."""
    partnership = Body.objects.create(
        name="Wend Valley Safeguarding Children Partnership", short_name="WV", kind=Kind.PARTNERSHIP,
        mailbox="office@wendvalley.example",
    )  # fmt: skip
    cast = Cast(
        partnership=partnership,
        council=_member(partnership, "Wendshire Council", Kind.LOCAL_AUTHORITY),
        other_council=_member(partnership, "Marlbrook Borough Council", Kind.LOCAL_AUTHORITY),
        police=_member(partnership, "Wend Valley Police", Kind.POLICE_FORCE),
        icb=_member(partnership, "NHS Upper Wend Integrated Care Board", Kind.INTEGRATED_CARE_BOARD),
        other_icb=_member(partnership, "NHS Lower Wend Integrated Care Board", Kind.INTEGRATED_CARE_BOARD),
        school=_member(partnership, "Otter Lane Primary School", Kind.RELEVANT_AGENCY),
        trust=_member(partnership, "Wend Valley Hospitals NHS Trust", Kind.RELEVANT_AGENCY),
        neighbour=Body.objects.create(
            name="Farrowdale Safeguarding Children Partnership", short_name="FD", kind=Kind.PARTNERSHIP
        ),
        neighbour_council=Body.objects.create(name="Farrowdale Council", kind=Kind.LOCAL_AUTHORITY),
    )
    _member_of(cast.neighbour, cast.neighbour_council)
    _employ(cast)
    return cast


def _employ(cast: Cast) -> None:
    parts = {
        "coordinator": ("Cora Ordway", "coordinator", cast.partnership),
        "notifier": ("Norris Tiffin", "notifier", cast.council),
        "senior officer": ("Selma Offley", "senior officer", cast.council),
        "police partner": ("Percival Lawes", "safeguarding partner", cast.police),
        "health partner": ("Hetty Welby", "safeguarding partner", cast.icb),
        "school lead": ("Skye Learmonth", "contributor", cast.school),
        "hospital lead": ("Hosea Pitts", "contributor", cast.trust),
        "administrator": ("Ada Minter", "administrator", cast.partnership),
    }
    for part, (name, role, body) in parts.items():
        cast.people[part] = employ(name, role, body, cast.partnership)
    cast.people["stranger"] = employ("Stan Gerrard-Elsewhere", "coordinator", cast.neighbour, cast.neighbour)
    cast.people["strange notifier"] = employ("Nell Farr", "notifier", cast.neighbour_council, cast.neighbour)


def employ(name: str, role: str, body: Body, partnership: Body) -> Person:
    email = f"{name.lower().replace(' ', '.')}@wendvalley.example"
    person = Person.objects.create_person(email=email, name=name, password=PASSWORD, invented=True)
    Post.objects.create(person=person, role=role, body=body, partnership=partnership)
    return person


def open_folder_for(cast: Cast, by: str = "notifier") -> Case:
    """A folder of Wend Valley, opened by its council's notifier, whose unit of work this then is."""
    name_actor(cast[by])
    return open_case(partnership=cast.partnership, authority=cast.council, by=cast[by])


def _member(partnership: Body, name: str, kind: str) -> Body:
    mailbox = f"safeguarding@{name.lower().replace(' ', '-')}.example"
    body = Body.objects.create(name=name, kind=kind, mailbox=mailbox, invented=True)
    _member_of(partnership, body)
    return body


def _member_of(partnership: Body, body: Body) -> None:
    partner = body.kind != Kind.RELEVANT_AGENCY
    place = Membership.Place.SAFEGUARDING_PARTNER if partner else Membership.Place.RELEVANT_AGENCY
    Membership.objects.create(partnership=partnership, body=body, place=place)
