"""A folder that went does not come back with an older backup: it goes again before anybody is served."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from handrail.command_line import main
from handrail.service.web.backup.making import make
from handrail.service.web.backup.restoring import WENT, restore
from handrail.service.web.backup.sealing import lock_with_key
from tests.rooms.web.backup.conftest import OF_THE_TESTS
from tests.rooms.web.backup.drill import quiet

LET_GO = """
import sys
from datetime import date, timedelta
from pathlib import Path
from handrail.service.web.serving import database, migrate_and_grant
with database(Path(sys.argv[1])) as logins:
    migrate_and_grant(logins)
    from django.db import transaction
    from django.utils import timezone
    from handrail.service.access.models import Person
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.cases.models import Case
    from handrail.service.records.actions.letting_go import let_go
    from handrail.service.records.models import Deletion, Period
    from handrail.service.records.went import keep_list
    job, now = Job("deletion"), timezone.now()
    with unit_of_work(job):
        case = Case.objects.order_by("reference")[0]
        first, second = Person.objects.order_by("email")[:2]
        Case.objects.filter(pk=case.pk).update(closed_at=now - timedelta(days=7 * 366), closed_why="Done.")
        period = Period.objects.create(
            partnership=case.partnership, runs_from="closed", years=6, months=0, source="Policy 4.2",
            agreed_by_name="The executive", agreed_on=date(2010, 1, 1), from_on=date(2010, 1, 1), recorded_by=first,
        )
        Deletion.objects.create(
            folder=case.folder, period=period, event_on=date(2010, 1, 1), kept_until=date(2016, 1, 1),
            proposed_by=first, proposed_at=now - timedelta(days=9), confirmed_by=second,
            confirmed_at=now - timedelta(days=8), goes_at=now - timedelta(minutes=1),
        )
        let_go(case.pk, by=job)
        keep_list()
    print(case.pk, case.reference)
"""
START = """
import sys
from pathlib import Path
from handrail.service.web.going_again import let_what_went_go_again
from handrail.service.web.serving import database, migrate_and_grant
with database(Path(sys.argv[1])) as logins:
    migrate_and_grant(logins)
    again = let_what_went_go_again(logins)
    from handrail.service.audit.models import Entry
    from handrail.service.cases.models import Case
    from handrail.service.audit.actions import Job, unit_of_work
    with unit_of_work(Job("tests")):
        there = Case.objects.filter(pk=sys.argv[2]).exists()
        said = Entry.objects.filter(case_id=sys.argv[2], did__startswith="let a folder go again").count()
    print(again, there, said)
"""


def run(script: str, home: Path, *more: str) -> list[str]:
    env = {name: text for name, text in os.environ.items() if name not in OF_THE_TESTS}
    env["HANDRAIL_HOME"] = str(home)
    done = subprocess.run([sys.executable, "-c", script, str(home), *more], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_folder_that_went_after_the_backup_goes_again_at_the_first_start(
    kept: Path, key: Path, identity: object, place: Path, folder: Path
) -> None:
    later = place / "later"
    restore(kept, later, identity, quiet)  # the installation as it was, in which people go on working
    gone, reference = run(LET_GO, later)
    listed = (later / WENT).read_text()
    assert len(listed.splitlines()) == 1
    assert gone not in listed
    assert reference not in listed

    restore(kept, folder, identity, quiet)
    assert run(START, folder, gone) == ["0", "True", "0"]  # without the list the folder is back: the fault, seeded
    (folder / WENT).write_text(listed)
    assert run(START, folder, gone) == ["1", "False", "1"]
    assert run(START, folder, gone) == ["0", "False", "1"]
    assert json.loads((folder / WENT).read_text())["id"] == json.loads(listed)["id"]


def test_a_restore_asks_which_folders_went_since(kept: Path, key: Path, folder: Path) -> None:
    said = CliRunner().invoke(main, ["restore", str(kept), "--into", str(folder), "--key", str(key)])
    assert said.exit_code == 2
    assert "--went FILE" in said.output
    assert not folder.exists()


def test_the_list_given_is_laid_where_the_first_start_looks(
    kept: Path, identity: object, place: Path, folder: Path
) -> None:
    (place / "list").write_text('{"id": "..."}\n')
    restore(kept, folder, identity, quiet, place / "list")
    assert (folder / WENT).read_text() == '{"id": "..."}\n'


def test_a_list_that_is_not_there_restores_nothing(
    home: Path, kept: Path, key: Path, place: Path, folder: Path
) -> None:
    given = ["restore", str(kept), "--into", str(folder), "--key", str(key), "--went", str(place / "no-list")]
    said = CliRunner().invoke(main, given)
    assert said.exit_code == 1
    assert "cannot be read" in said.output
    assert not folder.exists()


def test_the_organisations_that_sign_people_in_come_back_sealed(
    home: Path, key: Path, identity: object, place: Path, folder: Path
) -> None:
    written = '[council]\nname = "Wendshire Council"\nsecret_file = "council-secret"\n'
    (home / "identity-providers.toml").write_text(written)
    (home / "council-secret").write_text("nightingale")
    path = place / "with-organisations.backup"
    try:
        make(path, home, lock_with_key(key), quiet)
    finally:
        (home / "identity-providers.toml").unlink()
        (home / "council-secret").unlink()
    assert b"nightingale" not in path.read_bytes()
    restore(path, folder, identity, quiet)
    path.unlink()
    assert (folder / "identity-providers.toml").read_text() == written
    assert (folder / "council-secret").read_text() == "nightingale"
    assert (folder / "council-secret").stat().st_mode & 0o777 == 0o600
