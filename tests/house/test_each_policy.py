"""Take any one policy of the second wall away, and what somebody may see or do is seen to change."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.web.logins import acting_names
from handrail.service.web.postgres import Cluster
from handrail.service.web.wall.policies import Policy
from handrail.service.web.wall.raising import all_policies, statement
from tests.database import TEMPLATE
from tests.house.comers import House, Visitor, the_house

SAMPLE = 40
OF_THE_SEALER = ("audit_seal", "audit_sealing")
"""Nothing in the scene is sealed: tests/rooms/audit looks at these."""
NOBODY = Visitor("nobody", "", "signed_out")


@pytest.fixture(scope="module")
def house(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    with django_db_blocker.unblock(), the_house(cluster) as house:
        yield house


def _is_missed(house: House, policy: Policy) -> bool:
    """Whether anybody of those to whom the policy speaks gets another answer without it."""
    asked = [(one, command) for one in house.visitors_in(policy.to) for command in _commands(policy)]
    before = [house.answer(one, policy.table, command) for one, command in asked]
    drop = SQL("drop policy {} on {}").format(Identifier(policy.name[:63]), Identifier(policy.table))
    with house.superuser.transaction(force_rollback=True):
        house.superuser.execute(drop)
        return any(
            house.asked_anew(one, policy.table, command) != answer
            for (one, command), answer in zip(asked, before, strict=True)
        )


def _commands(policy: Policy) -> tuple[str, ...]:
    return ("select", "insert", "update") if policy.command == "all" else (policy.command,)


def _unnoticed(house: House, policies: list[Policy]) -> str:
    return "\n".join(f"{policy.table}: {policy.name}" for policy in policies if not _is_missed(house, policy))


@pytest.mark.parametrize("acts", ["person", "office", "keeper"])
def test_without_an_actor_what_is_there_is_refused_and_is_never_an_empty_page(house: House, acts: str) -> None:
    with house.coming(NOBODY) as cursor:
        cursor.execute("select set_config('role', %s, true)", [acting_names(TEMPLATE)[acts]])
        with pytest.raises(InsufficientPrivilege, match=r"No (actor|folder) is named"):
            cursor.execute("select from cases_case")


def test_an_actor_who_is_no_person_is_refused(house: House) -> None:
    with house.coming(NOBODY) as cursor:
        cursor.execute("select set_config('role', %s, true)", [acting_names(TEMPLATE)["person"]])
        cursor.execute("select set_config('handrail.actor', 'a job', true)")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            cursor.execute("select from cases_case")


def _tried() -> list[Policy]:
    return [policy for policy in all_policies() if policy.table not in OF_THE_SEALER]


def test_any_policy_of_a_sample_is_missed_when_it_is_gone(house: House) -> None:
    sample = random.Random(1989).sample(_tried(), SAMPLE)  # noqa: S311 the same sample each time
    assert _unnoticed(house, sample) == ""


def test_what_is_of_several_folders_or_opens_a_chronology_by_code_is_missed_when_it_is_gone(house: House) -> None:
    of_several = [one for one in _tried() if one.name == "of every folder"]
    by_code = [one for one in _tried() if one.name == "of the form" and one.table.startswith("chronologies_")]
    assert (len(of_several), len(by_code)) == (10, 4)
    assert _unnoticed(house, [*of_several, *by_code]) == ""


BEARERS = ("access_password", "access_calendaraddress")


def test_what_lets_somebody_be_taken_for_a_person_is_missed_when_its_policy_is_gone(house: House) -> None:
    apart = [one for one in _tried() if one.table in BEARERS]
    drafts = [one for one in _tried() if one.table == "reports_deathreport" and one.name == "shut out"]
    assert (len(apart), len(drafts)) == (8, 1)
    assert _unnoticed(house, [*apart, *drafts]) == ""


def test_what_scrutineers_read_is_missed_when_any_policy_of_it_is_gone(house: House) -> None:
    read = [one for one in _tried() if one.table == "scrutiny_reading"]
    assert len(read) == 7
    assert _unnoticed(house, read) == ""


def test_what_a_form_that_stayed_shut_leaves_is_missed_when_its_policy_is_gone(house: House) -> None:
    left = [one for one in _tried() if (one.table, one.name) == ("access_turnedaway", "own of a form")]
    assert len(left) == 1
    assert _unnoticed(house, left) == ""


def test_a_policy_that_nobody_would_miss_would_be_seen(house: House) -> None:
    (said,) = [one for one in _tried() if (one.table, one.name) == ("cases_note", "read by key")]
    again = replace(said, name="said twice")
    with house.superuser.transaction(force_rollback=True):
        house.superuser.execute(statement(again, acting_names(TEMPLATE)))
        assert _unnoticed(house, [said, again]) == "cases_note: read by key\ncases_note: said twice"


@pytest.mark.full
def test_every_policy_is_missed_when_it_is_gone(house: House) -> None:
    assert _unnoticed(house, _tried()) == ""
