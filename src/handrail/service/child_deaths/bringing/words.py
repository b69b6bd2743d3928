"""Words of a value list that are not ours, such as M and F: what each most likely means, and which nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from handrail.service.child_deaths.bringing.columns import BY_NAME, Column
from handrail.service.child_deaths.bringing.table import Table, cell_of
from handrail.service.child_deaths.models import Birth, DiedIn, Lived, NoNumber, PlaceOfDeath, YesNo
from handrail.service.children.models import Child
from handrail.service.chronologies.reading.lines import shown
from handrail.service.chronologies.reading.tables import CONTROLS
from handrail.service.chronologies.reading.values import NoResult

EMPTY, REFUSED = "-", "!"
"""What a word may be said to mean besides one of ours: nothing is known; and nothing that can be taken in."""
MOST_WORDS, LONGEST_WORD = 40, 100
UNKNOWN = "unknown|not known|nk|n k|not recorded|not stated|unsure|u"
MEANT: Mapping[type[TextChoices], Mapping[str, str]] = {
    Child.Sex: {
        Child.Sex.FEMALE: "f|girl|woman", Child.Sex.MALE: "m|boy|man", Child.Sex.NOT_KNOWN: f"{UNKNOWN}|indeterminate",
    },
    YesNo: {YesNo.YES: "y|true|1", YesNo.NO: "n|false|0|none", YesNo.NOT_KNOWN: f"{UNKNOWN}|dont know|9"},
    Birth: {
        Birth.ALIVE: "live|live birth|liveborn|born alive|y|yes|live born",
        Birth.TERMINATION: "lawful termination|termination of pregnancy",
        Birth.LATE_LOSS: "late miscarriage",
    },
    PlaceOfDeath: {
        PlaceOfDeath.HOME: "home|own home|home address|normal residence|usual residence|home of normal residence",
        PlaceOfDeath.OTHER_HOME: "other private residence|private residence|relatives home|other residence"
        "|home of relative|foster home",
        PlaceOfDeath.HOSPITAL: "hospital|acute hospital|hospital trust|emergency department|ed|a e|a and e"
        "|accident and emergency|neonatal unit|nicu|picu|labour ward|labour ward delivery suite|delivery suite"
        "|hospital ward|paediatric ward|paediatric intensive care|neonatal intensive care|maternity unit"
        "|operating theatre|childrens ward|scbu|intensive care",
        PlaceOfDeath.ADULT_HEALTHCARE: "adult intensive care|adult intensive care unit|adult ward",
        PlaceOfDeath.MENTAL_HEALTH: "mental health inpatient unit|mental health unit|camhs unit",
        PlaceOfDeath.HOSPICE: "hospice|childrens hospice",
        PlaceOfDeath.SCHOOL: "school|nursery|college",
        PlaceOfDeath.CUSTODY: "custody|prison|young offender institution|yoi|secure childrens home|secure home",
        PlaceOfDeath.PUBLIC_PLACE: "public place|road|highway|street|public area",
        PlaceOfDeath.OTHER: "other|elsewhere", PlaceOfDeath.NOT_KNOWN: UNKNOWN,
    },
    DiedIn: {
        DiedIn.HERE: "local|in area|this area", DiedIn.UNITED_KINGDOM: "wales|scotland|northern ireland|uk",
        DiedIn.ABROAD: "overseas|outside uk|outside the uk", DiedIn.NOT_KNOWN: UNKNOWN,
        DiedIn.ENGLAND: "elsewhere in england|out of area",
    },
    Lived: {
        Lived.HERE: "resident|in area|local|y|yes|this area", Lived.OUTSIDE: "overseas|abroad|non resident",
        Lived.ENGLAND: "elsewhere in england|other area", Lived.NOT_KNOWN: UNKNOWN,
    },
    NoNumber: {
        NoNumber.NON_RESIDENT: "non resident|not resident|overseas visitor|overseas",
        NoNumber.NOT_AVAILABLE: f"not available|pending|awaited|{UNKNOWN}",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strange:
    """A word of theirs under one of our columns, on how many lines, and what it is proposed to mean."""

    column: Column
    word: str
    lines: int
    proposed: str

    @property
    def key(self) -> str:
        return plain(self.word)


def plain(word: str) -> str:
    return " ".join(word.casefold().split())[:LONGEST_WORD]


def ours(column: Column, word: str) -> str | None:
    """The value that a word is, by its key or its label, in any case of letters; None where it is none."""
    assert column.choices is not None
    typed = plain(word)
    return next(
        (str(value) for value, label in column.choices.choices if typed in (plain(value), plain(str(label)))), None
    )


def meant(column: Column, word: str) -> str:
    """What a word most likely means; nothing where nobody can tell."""
    assert column.choices is not None
    typed = " ".join("".join(sign if sign.isalnum() else " " for sign in plain(word).replace("'", "")).split())
    typed = typed.replace("’", "")
    for value, names in MEANT.get(column.choices, {}).items():
        if typed and typed in names.split("|"):
            return str(value)
    return ""


def choices_for(column: Column) -> list[tuple[str, str]]:
    """What may be said of a word under this column. An empty birth would count as a live one, so it is not offered."""
    assert column.choices is not None
    empty = [] if column.choices is Birth else [(EMPTY, "Leave it empty: nothing is known")]
    return [
        *((str(value), str(label)) for value, label in column.choices.choices), *empty,
        (REFUSED, "None of these: leave out its lines, and name them"),
    ]  # fmt: skip


def strange_in(table: Table, places: Mapping[str, int]) -> Iterator[Strange]:
    """Each word under a column of ours with a list that is not on the list, in the order of the file."""
    for name, place in places.items():
        column = BY_NAME[name]
        if column.choices is None:
            continue
        seen: dict[str, tuple[str, int]] = {}
        for row in table.rows:
            cell = cell_of(row, place)
            word = CONTROLS.sub("\ufffd", " ".join(shown(cell, table.epoch).split()))[:LONGEST_WORD]
            if word and not isinstance(cell, NoResult) and ours(column, word) is None:
                first, lines = seen.get(plain(word), (word, 0))
                seen[plain(word)] = first, lines + 1
        for word, lines in list(seen.values())[:MOST_WORDS]:
            yield Strange(column, word, lines, meant(column, word))
