"""Existing cases from a file: each line whole or not at all, and nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.child_deaths.actions import match
from handrail.service.child_deaths.actions.bring import Brought, bring_in
from handrail.service.child_deaths.bringing.columns import template
from handrail.service.child_deaths.models import BroughtFile, Death
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import as_person, clock

pytestmark = pytest.mark.django_db
HEAD = (
    "reference,family name,nhs number,no nhs number because,day of death,circumstances,notified on,notified by,"
    "coroner told,inquest completed"
)
RIGHT = "A1,Fairlight,9990001235,,20 5 2024,Ill.,21/05/2024,A nurse,2024-05-21,2024-11-02"


def sent_in(cast: Cast, content: bytes, name: str = "deaths.csv") -> BroughtFile:
    by = as_person(cast["coordinator"])
    return match.send_in(name, content, partnership=cast.partnership, authority=cast.council, by=by)


def brought(cast: Cast, *lines: str, look: bool = False, head: str = HEAD) -> Brought:
    file, by = sent_in(cast, "\n".join((head, *lines)).encode()), cast["coordinator"]
    assert file.columns is not None, "the template's own columns are matched"
    if not look:
        return match.take_in(file, by=by)[0]
    read = match.matched(file, match.table_of(file))
    return bring_in(read, partnership=cast.partnership, authority=cast.council, by=by, look=True)


def test_a_line_becomes_a_folder_with_its_dates_and_clocks(cast: Cast) -> None:
    assert brought(cast, RIGHT).right == [2]
    death = Death.objects.get(brought_from="A1")
    assert death.case.opened_at.date() == date(2024, 5, 21)
    assert clock(death, "complete_inquest").stopped_on == date(2024, 11, 2)


def test_a_dry_run_says_the_same_and_writes_nothing(cast: Cast) -> None:
    found = brought(cast, RIGHT, "A2,Elm,123,,20 5 2024,Ill.,21 5 2024,A nurse,,", look=True)
    assert (found.right, [line for line, _ in found.wrong]) == ([2], [3])
    assert not Death.objects.exists()


WRONG = {
    ",Elm,,not available,20 5 2024,Ill.,21 5 2024,A nurse,,": "“reference” is empty",
    "B,Elm,,not available,,Ill.,21 5 2024,A nurse,,": "“day of death” is empty",
    "B,Elm,,not available,n/a,Ill.,21 5 2024,A nurse,,": "“day of death” is empty",
    "B,Elm,,not available,32 5 2024,Ill.,21 5 2024,A nurse,,": "there is no such day",
    "B,Elm,,not available,May 2024,Ill.,21 5 2024,A nurse,,": "“May 2024”, which is not one day",
    "B,Elm,,not available,5/20/2024,Ill.,21 5 2024,A nurse,,": "seems to have the month first",
    "B,Elm,,not available,20 5 2090,Ill.,21 5 2024,A nurse,,": "in the future",
    "B,Elm,,perhaps,20 5 2024,Ill.,21 5 2024,A nurse,,": "holds “perhaps”. It takes: non-resident, not available",
    "B,Elm,9990001236,,20 5 2024,Ill.,21 5 2024,A nurse,,": "last figure does not fit",
    "B,Elm,,not available,20 5 2024,Ill.,21 5 2024,A nurse,19 5 2024,": "before the death",
    f"B,{'E' * 121},,not available,20 5 2024,Ill.,21 5 2024,A nurse,,": "has 121 characters. Make it shorter",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_left_out_whole_and_the_others_are_taken_in(cast: Cast, line: str) -> None:
    found = brought(cast, line, RIGHT)
    ((number, sentence),) = found.wrong
    assert number == 2
    assert WRONG[line] in sentence
    assert [one.brought_from for one in Death.objects.all()] == ["A1"]


def test_the_same_file_twice_takes_nothing_in_twice(cast: Cast) -> None:
    brought(cast, RIGHT)
    assert brought(cast, RIGHT).before == [2]
    assert Death.objects.count() == 1


def test_two_lines_with_one_number_are_one_right_and_one_wrong(cast: Cast) -> None:
    found = brought(cast, RIGHT, RIGHT.replace("A1", "A2"))
    assert (found.right, [line for line, _ in found.wrong]) == ([2], [3])


def test_the_template_itself_reads_as_no_line(cast: Cast) -> None:
    file = sent_in(cast, template().encode())
    assert match.table_of(file).rows == ()
    assert file.columns is not None
