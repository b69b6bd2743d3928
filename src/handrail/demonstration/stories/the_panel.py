"""The Panel at its own work: members and what they declared, what it decided lately, and the meeting to come."""

from __future__ import annotations

from datetime import date

from handrail.demonstration.panels_table import Considered, View, met, planned, review_in
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.national_panel.actions.members import appoint, declare, end_membership
from handrail.service.national_panel.models import Member, Told

BY = "The Secretary of State for Education"
BEGAN = date(2018, 7, 2)
MEMBERS = (
    ("Dame Honor Fairclough", Member.Office.CHAIR),
    ("Professor Idris Vantage", Member.Office.MEMBER),
    ("Tobias Lockwood-Hume", Member.Office.MEMBER),
    ("Maud Ellerby", Member.Office.MEMBER),
)


def the_panel_is_appointed(wv: Telling) -> None:
    """Four members; one once worked for the council, one has left since."""
    with wv.acting("panel", BEGAN, "10:00") as nathaniel:
        members = [
            appoint(
                name=name, office=office, appointed_by_name=BY, from_on=BEGAN, until_on=None, person=None, by=nathaniel
            )
            for name, office in MEMBERS
        ]
        declare(
            members[1], what="Director at Wendshire Council until 2014", body=wv.cast.council, declared_on=BEGAN,
            by=nathaniel,
        )  # fmt: skip
    with wv.acting("panel", date(2023, 3, 31), "16:00") as nathaniel:
        end_membership(members[3], on=date(2023, 3, 31), removed=False, by=nathaniel)


def the_panel_asks_and_has_a_meeting_to_come(wv: Telling) -> None:
    """It asked for more of one review; a correction to another is on the agenda of the next meeting."""
    folder = _folder_of("Ivo Woodlark")
    met(wv, wv.back(10), wv.back(6), Considered(
        told=review_in(folder), view=View.ASKS, wanted_by=wv.ahead(4),
        reasons="The Panel asks what the two families have been told, and when each of the two plans was agreed.",
        themes=("Children who harm one another", "Plans that do not meet"),
    ))  # fmt: skip
    planned(wv, wv.back(3), "11:00", meets=wv.ahead(9), items=[_correction()])


def _correction() -> Told:
    return Told.objects.get(to=Told.To.PANEL, what=Told.What.ADDENDUM)


def _folder_of(name: str) -> Case:
    given, family = name.split()
    return Case.objects.get(pk=Child.objects.get(given_names=given, family_name=family).folder_id)
