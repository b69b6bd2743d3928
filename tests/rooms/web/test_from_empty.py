"""The tables of a new database are made quickly, and are those that Django makes by its own way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.state import ProjectState

from handrail.service.web import from_empty

HOLDS = {
    "columns": "select table_name, column_name, data_type, is_nullable, column_default, character_maximum_length, "
    "is_generated, generation_expression from information_schema.columns where table_schema = 'public'",
    "rules": "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint "
    "where connamespace = 'public'::regnamespace",
    "indexes": "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'",
    "triggers": "select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
    "policies": "select tablename, policyname, permissive, cmd, roles::text, qual, with_check from pg_policies",
    "functions": "select proname, pg_get_function_identity_arguments(oid), prosrc from pg_proc "
    "where pronamespace = any (array['public'::regnamespace, 'wall'::regnamespace])",
}
MAKES = """
import sys
from handrail.service.web import from_empty
from handrail.service.web.home import home
from handrail.service.web.serving import database, migrate_and_grant
if sys.argv[1] == "slowly":
    from_empty.REDRAWN = "nothing of Django's"
with database(home()) as logins:
    migrate_and_grant(logins)
    from django.db import connections
    with connections["owner"].cursor() as cursor:
        for query in sys.argv[2:]:
            cursor.execute(query)
            print("\\n".join(sorted(map(repr, cursor.fetchall()))))
"""


def made(home: Path, how: str) -> list[str]:
    home.mkdir()
    home.chmod(0o711)
    env = {name: value for name, value in os.environ.items() if name not in ("HANDRAIL_OWNER_URL", "HANDRAIL_ZONE_URL")}
    asked = [sys.executable, "-c", MAKES, how, *HOLDS.values()]
    said = subprocess.run(asked, env=env | {"HANDRAIL_HOME": str(home)}, check=True, capture_output=True, text=True)
    return said.stdout.splitlines()


@pytest.mark.full
def test_a_new_database_is_the_one_that_django_makes_by_its_own_way(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)
    quickly = made(tmp_path / "quickly", "quickly")
    assert len(quickly) > 5000
    assert quickly == made(tmp_path / "slowly", "slowly")


def test_what_is_djangos_own_is_given_back() -> None:
    before = getattr(ProjectState, from_empty.REDRAWN)

    def breaks_off() -> None:
        with from_empty.drawn_one_by_one():
            assert getattr(ProjectState, from_empty.REDRAWN) is not before
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks_off()
    assert getattr(ProjectState, from_empty.REDRAWN) is before


@pytest.mark.django_db
def test_a_database_that_holds_tables_is_changed_as_django_changes_it() -> None:
    assert not from_empty.is_empty("default")
