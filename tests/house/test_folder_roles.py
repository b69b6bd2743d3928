"""Whoever reaches folders has a policy for each way to a row, and each is one predicate that an index serves.

An "or" between two ways once took 26 seconds, where each alone took milliseconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from handrail.service.web.logins import acting_names
from handrail.service.web.wall.raising import all_policies
from handrail.service.web.wall.standing import Standing, standings
from tests.database import TEMPLATE
from tests.house.scene import Scene
from tests.house.wall import acting_as

FOLDER_ROLES = ("person", "office", "keeper", "form")
EACH_IN_ITS_WAY = "of two folders, each of which a wide role may reach in either way; few rows, found by either key"
WITH_OR = dict.fromkeys(
    ("cases_join", "reviews_foldercovered", "scrutiny_sampled", "same_child_resemblance"), EACH_IN_ITS_WAY
)
"""The tables in whose policies an "or" may stand, and why: for the office alone."""
REACHES = re.compile(r"wall\.(keys|opened|glass|partnerships|filing|form_of|invited|asked|bodies)\(")
"""Whatever speaks of folders. That somebody is looked after by somebody is a matter of two short lists of people."""
WORDS = re.compile(r"'(?:[^']|'')*'")


def with_or() -> set[tuple[str, str]]:
    """Each table and way in whose policy PostgreSQL itself says OR. What only takes away is looked up by no index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename, policyname, coalesce(qual, '') || ' ; ' || coalesce(with_check, '') from pg_policies "
            "where schemaname = 'public' and permissive = 'PERMISSIVE' and roles && %s::name[]",
            [[acting_names(TEMPLATE)[one] for one in FOLDER_ROLES]],
        )
        said = cursor.fetchall()
    reaching = [(table, name, says) for table, name, says in said if REACHES.search(says)]
    assert len(reaching) > 500
    return {(table, name) for table, name, says in reaching if re.search(r"\bOR\b", WORDS.sub("", says))}


@pytest.mark.django_db
def test_no_policy_of_a_folder_role_has_an_or_but_those_named_here() -> None:
    found = with_or()
    assert {table for table, _ in found} == WITH_OR.keys()
    assert {name.rpartition(" ")[2] for _, name in found} == {"office"}


def in_one_folder() -> Iterator[Standing]:
    """Models whose rows stand in one folder, and which no other row shows."""
    shown = {policy.table for policy in all_policies() if policy.name.startswith("shown by")}
    for standing in standings():
        table = apps.get_model(standing.model)._meta.db_table
        if standing.kind == "in" and len(standing.fields) == 1 and table not in shown:
            yield standing


def test_an_index_finds_the_rows_of_whoever_reads_by_keys(scene: Scene) -> None:
    """Asked for all there is, without naming a folder: a table of which no index finds them would be read whole."""
    read_whole, asked = [], 0
    with acting_as(scene.visitor("notifier", "own")), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        for standing in in_one_folder():
            table = apps.get_model(standing.model)._meta.db_table
            cursor.execute(f"explain (format json) select from {table}")
            (plan,) = cursor.fetchone()
            nodes = list(nodes_of((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]))
            asked += 1
            if not any("Index Cond" in node for node in nodes if _is_of(node, table)):
                read_whole.append(f"{table}: {[node['Node Type'] for node in nodes]}")
    assert asked > 30
    assert read_whole == []


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for under in plan.get("Plans", ()):
        yield from nodes_of(under)


def _is_of(node: dict[str, Any], table: str) -> bool:
    """A scan of the table, or of one of its indexes under it."""
    return node.get("Relation Name", table) == table and "Index" in node["Node Type"]
