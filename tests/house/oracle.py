"""The access tables, read as an oracle: who should reach what, written by hand in each room's `access.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from handrail.service.web.wall.standing import is_a_model
from tests.house.house import SOURCE

ROLES = (
    "coordinator", "notifier", "senior officer", "safeguarding partner", "contributor", "administrator", "reviewer",
    "outside reader",
)  # fmt: skip
RELATIONS = ("own", "asked", "ended", "other")
"""For a reviewer, "own" is a review commissioned from them: a key to `reviews`, `chronologies` and `learning`, not to
all. For an outside reader it is what was told to the body they read for; they are of the Panel ("own"), a
scrutineer ("asked") or of an overview panel ("ended")."""
BY_CODE = "by code"
"""In the column of who is signed out: opens to a practitioner whose form is open by a code, and to nobody else.

Every other address answers such a practitioner as it answers anyone who is signed out.
"""
BY_TELLING = "by telling"
"""The same for somebody who has open by a code what they tell of a death."""
HEADER = ["url", "method", "signed out", *ROLES]


@dataclass(frozen=True)
class Row:
    """One address and method, and what each kind of visitor should get."""

    room: str
    url: str
    method: str
    signed_out: str
    cells: dict[str, str]

    def opens_to(self, role: str, relation: str) -> bool:
        """Whether someone in this role, whose agency stands so to the case, should get the page."""
        cell = self.cells[role].split()
        return "yes" in cell or relation in cell


def rows(*, models: bool = False) -> Iterator[Row]:
    """Of addresses; or of models, where `method` is the phrase that says how their rows stand."""
    for table in sorted(SOURCE.glob("service/*/access.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                assert list(line) == HEADER, f"{table}: the header must be {','.join(HEADER)}"
                if is_a_model(line["url"]) != models:
                    continue
                cells = {role: line[role].strip() for role in ROLES}
                yield Row(table.parent.name, line["url"], line["method"], line["signed out"].strip(), cells)


def faults(row: Row) -> list[str]:
    """What is not an answer in a row."""
    allowed = {"yes", "-", *RELATIONS}
    wrong = [word for cell in row.cells.values() for word in cell.split() if word not in allowed]
    if row.signed_out not in ("sign in", "yes", BY_CODE, BY_TELLING):
        wrong.append(row.signed_out)
    return wrong + [role for role, cell in row.cells.items() if not cell]
