"""The application adds to the audit and has it sealed; it can write no seal, and change or remove nothing."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connections
from psycopg.errors import InsufficientPrivilege

from handrail.service.web.logins import ZONES
from handrail.service.web.postgres import Cluster
from tests.rooms.audit.written import Audit, as_application, write

OWN_SEAL = "insert into audit_seal (number, entry_id, above, hash) values (99, gen_random_uuid(), 0, '\\x00')"
ROWS = ("audit_entry", "audit_seal", "audit_sealing")


@pytest.mark.parametrize(
    "statement",
    [
        OWN_SEAL,
        "insert into audit_sealing (last, sealed_at, settled, top, open_from) values (99, now(), 99, 99, 99)",
        "update audit_entry set did = 'nothing'",
        "update audit_seal set hash = '\\x00'",
        "update audit_sealing set settled = 0",
        *(f"{deed} {table}" for deed in ("delete from", "truncate") for table in ROWS),
        "select setval('audit_entry_in_order', 1)",
        "create or replace function audit_seal_next(at_most integer) returns integer language sql as 'select 0'",
    ],
)
@pytest.mark.parametrize("acts", [acts for zone in ZONES.values() for acts in zone])
def test_nobody_who_acts_may(audit: Audit, acts: str, statement: str) -> None:
    with as_application(acts) as application, pytest.raises(InsufficientPrivilege):
        application.execute(statement.encode())


def test_the_sealer_runs_for_a_job_and_for_nobody_else(audit: Audit) -> None:
    for acts in (acts for zone in ZONES.values() for acts in zone):
        with as_application(acts) as application:
            if acts == "job":
                application.execute("select audit_seal_next(1)")
            else:
                with pytest.raises(InsufficientPrivilege):
                    application.execute("select audit_seal_next(1)")
            application.rollback()


@pytest.mark.parametrize("table", ROWS)
@pytest.mark.parametrize("statement", ["delete from {}", "truncate {}"])
def test_not_even_the_owner_removes_a_row_unless_they_first_take_the_guard_away(
    cluster: Cluster, audit: Audit, table: str, statement: str
) -> None:
    database = connections["default"].settings_dict["NAME"]
    with (
        psycopg.connect(cluster.superuser_url(database)) as owner,
        pytest.raises(InsufficientPrivilege, match="only added to"),
    ):
        owner.execute(statement.format(table).encode())


def test_nobody_chooses_an_entrys_number(audit: Audit) -> None:
    with as_application() as application:
        write(application)
        again = (
            "insert into audit_entry (id, number, at, actor, actor_name, looked, did, room, paper, paper_id) "
            "select gen_random_uuid(), 1, at, actor, actor_name, looked, did, room, paper, paper_id from audit_entry "
            "order by number desc limit 1 returning number > (select max(number) from audit_entry)"
        )
        assert application.execute(again.encode()).fetchall() == [(True,)]
        application.rollback()
