"""The columns of a file of deaths: what each is called here, what it takes, and what other systems call it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import TextChoices

from handrail.service.child_deaths.models import Birth, DiedIn, Lived, NoNumber, PlaceOfDeath, YesNo
from handrail.service.children.models import Child

FILLER = frozenset("of the a an for is was s child childs children deceased patient patients baby babys".split())
"""Words of a heading that tell nothing: in a file of children who died each column is of such a child."""
SAME = {
    "dob": "date birth", "dod": "date death", "day": "date", "dates": "date", "time": "hour", "no": "number",
    "num": "number", "nos": "number", "ref": "reference", "forename": "first name", "forenames": "first name",
    "firstname": "first name", "given": "first", "christian": "first", "names": "name", "surname": "family name",
    "lastname": "family name", "last": "family", "lac": "looked after", "cla": "looked after", "gender": "sex",
    "organisation": "agency", "pm": "post mortem", "postmortem": "post mortem", "informed": "told",
    "notifier": "notified by", "notifiers": "notified by", "referrer": "notified by", "coroners": "coroner",
    "registrars": "registrar", "ncmd": "national database", "alias": "other name", "aliases": "other name",
    "disabilities": "disability", "ld": "learning disability", "died": "death",
}  # fmt: skip


def meaning(heading: str) -> frozenset[str]:
    """What the words of a heading come to: without case, signs, order and filling, and with one word for one thing."""
    without = re.sub(r"\([^)]*\)", " ", heading.replace("’", "'"))
    parted = re.sub(r"(?<=[A-Za-z])(?=[A-Z][a-z])", " ", without).casefold().replace("'", "")
    words = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", parted)
    found = re.findall(r"[a-z]+", words)
    return frozenset(one for word in found for one in SAME.get(word, word).split()) - FILLER


@dataclass(frozen=True)
class Column:
    """`takes` says what may stand in it, in the words of the template's second line; `also`, what others call it."""

    name: str
    takes: str
    also: str = ""
    needed: bool = False
    choices: type[TextChoices] | None = None
    most: int = 300
    happening: str = ""
    """The kind of thing that happened on the day that stands in it."""

    @cached_property
    def meanings(self) -> frozenset[frozenset[str]]:
        """Of a column of days, also without the word."""
        found = {meaning(name) for name in (self.name, *self.also.split("|")) if name}
        if self.happening:
            found |= {one - {"date"} for one in found} | {one | {"date"} for one in found}
        return frozenset(found)


def _one_of(name: str, choices: type[TextChoices], also: str = "", takes: str = "") -> Column:
    return Column(name, takes or ", ".join(choices.values), also, choices=choices)


def _yes_no(name: str, also: str) -> Column:
    return _one_of(name, YesNo, also, "yes, no, or empty")


def _dated(name: str, happening: str, also: str) -> Column:
    return Column(name, DAY, also, happening=happening)


DAY = "a day, such as 24 5 2018 or 2018-05-24"
COLUMNS = (
    Column(
        "reference", "your own reference; it is how a line is not taken in twice", needed=True, most=80,
        also="case reference|case number|case id|unique reference|unique id|unique identifier|identifier|id|urn|ids"
        "|local reference|our reference|record number|ecdop number|ecdop reference|cdop number|cdop reference"
        "|reference number|case reference number|unique reference number|local id|local case number",
    ),
    Column("first names", "as known", "forename|given name|first forename", most=120),
    Column("family name", "as known", "surname|last name|second name", most=120),
    Column("other names", "as known", "alias|also known as|aka|known as|alternative names|previous names", most=200),
    Column("date of birth", DAY, "dob|birth date|born on|born"),
    _one_of("sex", Child.Sex, "gender|sex at birth|male or female", "female, male, or empty"),
    Column(
        "ethnicity", "as the family says it", "ethnic group|ethnic origin|ethnic category|ethnic background", most=80
    ),
    Column("nhs number", "10 figures; empty if there is none", "nhs|nhs no|nhs id", most=20),
    _one_of(
        "no nhs number because", NoNumber,
        "reason no nhs number|nhs number missing reason|why no nhs number|reason nhs number not given",
        "non-resident, or not available",
    ),
    _one_of("birth", Birth, "born alive|live birth|live or still birth|birth outcome|birth type|birth status"),
    Column(
        "day of death", DAY, "date of death|dod|died on|died|date died|date and time of death|date time of death",
        needed=True,
    ),
    Column("hour of death", "such as 14:30", "time of death"),
    _one_of(
        "kind of place", PlaceOfDeath,
        "type of place|place type|place of death type|type of place of death|kind of place of death|location type"
        "|place of death category|place category|setting",
    ),
    Column("place of death", "as known", "location of death|where died|place died|place where died"),
    _one_of("died in", DiedIn, "area of death|area where died"),
    Column("country", "where the child died abroad", "country of death", most=80),
    _one_of(
        "lived in", Lived,
        "resident|residency|normally resident|area of residence|residence|resident in area|usual residence",
    ),
    Column(
        "address", "as known",
        "home address|usual address|address of residence|permanent address|full address|residential address"
        "|address and postcode|normal address",
    ),
    Column(
        "circumstances", "what is known", needed=True, most=100_000,
        also="circumstances of death|description|description of death|details of death|narrative|summary|case summary"
        "|brief circumstances|what happened|circumstances leading to death|details|notification details"
        "|brief details|summary of circumstances",
    ),
    _yes_no("unexpected", "unexpected death|sudden or unexpected|sudden unexpected|sudden unexpected death"),
    _yes_no("abuse suspected", "abuse or neglect suspected|suspected abuse|suspected abuse or neglect"),
    _yes_no("looked after", "lac|cla|in care|lac status|looked after status"),
    _yes_no("learning disability", "ld|has learning disability|known learning disability"),
    Column(
        "notified on", DAY, needed=True,
        also="date notified|notification date|date of notification|notified date|date reported|date received"
        "|notification received|date notification received|referral date|date of referral|date referred|notified",
    ),
    Column(
        "notified by", "the name of whoever told of it", needed=True, most=200,
        also="notifier|name of notifier|reported by|referrer|referrer name|referred by|name of person notifying"
        "|person notifying|notified by name|notification by",
    ),
    Column(
        "notifier's agency", "as known", most=200,
        also="notifying agency|agency of notifier|notifier organisation|referring agency|agency|organisation"
        "|agency notified by|referral agency",
    ),
    _dated(
        "registrar's particulars", "child_death_registration_notified",
        "date registered|registration date|registrar notified|registered|notified by registrar",
    ),
    _dated(
        "coroner told", "coroner_told_of_death",
        "coroner notified|coroner informed|referred to coroner|reported to coroner|coroner referral",
    ),
    _dated(
        "coroner decided to investigate", "coroner_investigation_decided",
        "coroner investigation|coroner investigation opened|coroner investigation began",
    ),
    _dated("post-mortem directed", "post_mortem_directed", "pm directed|post mortem requested|pm ordered"),
    _dated(
        "post-mortem report", "post_mortem_report_received", "pm report|pm report received|post mortem report received"
    ),
    _dated(
        "inquest completed", "inquest_completed", "inquest concluded|inquest conclusion|inquest closed|inquest ended"
    ),
    _dated(
        "police investigation began", "police_investigation_began",
        "police investigation started|police investigation opened|police investigation start",
    ),
    _dated(
        "police investigation ended", "police_investigation_ended",
        "police investigation closed|police investigation concluded|police investigation completed"
        "|police investigation end",
    ),
    _dated(
        "first meeting held", "initial_information_shared",
        "first meeting|initial meeting|initial case discussion|initial meeting held|information sharing meeting",
    ),
    _dated("place visited", "scene_visited", "home visit|scene visit|scene visited|home visited|place visit"),
    _dated(
        "entered on the national database", "child_death_sent_to_database",
        "sent to ncmd|ncmd|entered on ncmd|ncmd submission|submitted to ncmd|ncmd submitted|ncmd notified",
    ),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
NEEDED = tuple(column.name for column in COLUMNS if column.needed)


def template() -> str:
    """A file with the names of the columns, and under each what it takes."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerow([f"({column.takes})" for column in COLUMNS])
    return held.getvalue()
