"""Migrations are linear and named, and the models are what the migrations make."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.house.house import SOURCE

NAMED = re.compile(r"\d{4}_(?!auto_)[a-z][a-z_0-9]+\.py")


def test_every_migration_is_named_for_what_it_does() -> None:
    files = [path.name for path in SOURCE.glob("service/*/migrations/*.py") if path.name != "__init__.py"]
    assert files
    assert not [name for name in files if not NAMED.fullmatch(name)]


@pytest.mark.django_db
def test_each_room_has_one_last_migration() -> None:
    loader = MigrationLoader(connection)
    assert not loader.detect_conflicts()


@pytest.mark.django_db
def test_no_model_has_run_ahead_of_its_migrations() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, verbosity=1)
    except SystemExit:
        pytest.fail(said.getvalue())
