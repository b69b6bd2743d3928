"""A scrutineer reads what is the partnership's, and writes only what is a scrutineer's own (decision 41)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from handrail.service.arrangements.models import Budget
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.web.wall.raising import all_policies
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.scrutinised import in_days, the_scrutineer_signs_in

THEIR_OWN = {"scrutiny_scrutineer", "scrutiny_declaration", "scrutiny_weighing", "scrutiny_plan", "scrutiny_activity",
             "scrutiny_finding", "scrutiny_response", "scrutiny_followup"}  # fmt: skip
READ = {"arrangements_budget", "arrangements_fundcontribution", "arrangements_fundline",
        "arrangements_childrenserved", "scrutiny_indicator", "scrutiny_inspection"}  # fmt: skip


def test_the_database_lets_scrutineers_write_their_own_rows_and_no_others() -> None:
    theirs = [one for one in all_policies() if "wall.scrutinised()" in f"{one.using} {one.check}"]
    writes = {one.table for one in theirs if one.command != "select"}
    reads = {one.table for one in theirs if one.command == "select"}
    assert writes <= THEIR_OWN
    assert reads >= READ
    assert not writes & READ


def test_a_scrutineer_reads_the_fund_and_can_neither_add_to_it_nor_change_it(cast: Cast) -> None:
    person, by = the_scrutineer_signs_in(cast), cast["coordinator"]
    name_actor(by)
    year = {"from_on": in_days(-100), "until_on": in_days(264), "begun_by": by}
    fund = Budget.objects.create(partnership=cast.partnership, expected=1000, **year)
    with unit_of_work(person):
        assert Budget.objects.get().expected == 1000
        assert Budget.objects.update(expected=1) == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Budget.objects.create(partnership=cast.partnership, **{**year, "from_on": in_days(265)})
    name_actor(by)
    fund.refresh_from_db()
    assert fund.expected == 1000
