"""What goes wrong is said in a sentence, and leaves nothing half done."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from handrail.command_line import main
from handrail.service.web.backup.faults import NotBackedUp, NotOpened, NotRestored
from handrail.service.web.backup.making import make
from handrail.service.web.backup.restoring import restore
from handrail.service.web.backup.sealing import lock_with_key, make_key, opened_by_key
from handrail.service.web.backup.verifying import verify
from handrail.service.web.serving import CannotServe, database
from tests.rooms.web.backup.drill import quiet

KILLED = """
import os, signal, sys
from pathlib import Path
from handrail.service.web.backup.making import make
from handrail.service.web.backup.restoring import restore
from handrail.service.web.backup.sealing import lock_with_key, opened_by_key
what, moment, path, folder, key = sys.argv[1:]

def say(line):
    if moment in line:
        os.kill(os.getpid(), signal.SIGKILL)

if what == "backup":
    make(Path(path), Path(folder), lock_with_key(Path(key)), say)
else:
    restore(Path(path), Path(folder), opened_by_key(Path(key)), say)
"""


def killed(*words: object) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, *map(str, words)], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL


def cut_short(held: bytes) -> bytes:
    return held[: len(held) // 2]


def without_its_last_byte(held: bytes) -> bytes:
    return held[:-1]


def without_its_front(held: bytes) -> bytes:
    return held[7:]


def flipped_at(where: float) -> Callable[[bytes], bytes]:
    def flip(held: bytes) -> bytes:
        at = int(len(held) * where)
        return held[:at] + bytes([held[at] ^ 1]) + held[at + 1 :]

    return flip


class Fault(NamedTuple):
    harm: Callable[[bytes], bytes]
    said: str


FAULTS = {
    "cut short": Fault(cut_short, "damaged or cut short"),
    "without its last byte": Fault(without_its_last_byte, "damaged or cut short"),
    "empty": Fault(lambda held: b"", "is not a backup made by Handrail"),
    "another file": Fault(without_its_front, "is not a backup made by Handrail"),
    "only its front": Fault(lambda held: held[:100], "damaged or cut short"),
    "a bit turned in the list": Fault(flipped_at(0.01), "damaged or cut short"),
    "a bit turned in the middle": Fault(flipped_at(0.5), "damaged or cut short"),
    "a bit turned at the end": Fault(flipped_at(0.9999), "damaged or cut short"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_damaged_backup_is_not_restored(
    kept: Path, identity: object, place: Path, folder: Path, fault: Fault
) -> None:
    damaged = place / "damaged.backup"
    damaged.write_bytes(fault.harm(kept.read_bytes()))
    with pytest.raises(NotOpened, match=fault.said):
        verify(damaged, identity, quiet)
    with pytest.raises(NotOpened, match=fault.said):
        restore(damaged, folder, identity, quiet)
    assert not folder.exists()


def test_another_key_opens_nothing(kept: Path, place: Path, folder: Path) -> None:
    make_key(place / "another-key")
    with pytest.raises(NotOpened, match="sealed for another"):
        restore(kept, folder, opened_by_key(place / "another-key"), quiet)
    assert not folder.exists()


def test_a_wrong_passphrase_opens_nothing_and_the_right_one_everything(
    home: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = place / "by-passphrase.backup", CliRunner()
    monkeypatch.setenv("HANDRAIL_BACKUP_PASSPHRASE", "nightingale over Wend bridge")
    made = asked.invoke(main, ["backup", str(path)])
    assert made.exit_code == 0, made.output
    assert "Handrail 0" in asked.invoke(main, ["backup", "verify", str(path)]).output
    monkeypatch.setenv("HANDRAIL_BACKUP_PASSPHRASE", "nightingale over Wend Bridge")
    said = asked.invoke(main, ["restore", str(path), "--into", str(place / "restored"), "--went", "none"])
    assert said.exit_code == 1
    assert "The passphrase does not open" in said.output
    assert not (place / "restored").exists()
    path.unlink()


def test_a_short_passphrase_is_refused_before_anything_is_written(
    home: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_BACKUP_PASSPHRASE", "too short")
    said = CliRunner().invoke(main, ["backup", str(place / "short.backup")])
    assert "at least 12 characters" in said.output
    assert not list(place.glob("*short.backup*"))


def test_a_backup_is_never_written_over_another_file(home: Path, key: Path, place: Path) -> None:
    (place / "there.backup").write_text("last night's")
    said = CliRunner().invoke(main, ["backup", str(place / "there.backup"), "--key", str(key)])
    assert "is there already" in said.output
    assert (place / "there.backup").read_text() == "last night's"


def test_nothing_is_restored_over_anything(kept: Path, key: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "somebodys.txt").write_text("theirs")
    said = CliRunner().invoke(main, ["restore", str(kept), "--into", str(folder), "--went", "none", "--key", str(key)])
    assert "is not empty" in said.output
    assert [path.name for path in folder.iterdir()] == ["somebodys.txt"]


def test_an_empty_folder_stays_when_a_restore_fails(kept: Path, place: Path, identity: object, folder: Path) -> None:
    folder.mkdir()
    (place / "damaged.backup").write_bytes(cut_short(kept.read_bytes()))
    with pytest.raises(NotOpened):
        restore(place / "damaged.backup", folder, identity, quiet)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no disk that is always full")
def test_a_full_disk_leaves_no_backup(home: Path, key: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def on_a_full_disk(**where: object) -> tuple[int, str]:
        draft = place / ".full.backup.draft"
        draft.touch()
        return os.open("/dev/full", os.O_WRONLY), str(draft)

    monkeypatch.setattr(tempfile, "mkstemp", on_a_full_disk)
    with pytest.raises(NotBackedUp, match="not enough room"):
        make(place / "full.backup", home, lock_with_key(key), quiet)
    assert not list(place.glob("*full.backup*"))


def test_a_restore_that_would_not_fit_is_not_begun(
    kept: Path, identity: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(NotRestored, match="not enough room .* 1 MB are free"):
        restore(kept, folder, identity, quiet)
    assert not folder.exists()


@pytest.mark.parametrize("moment", ["Counting", "written"])
def test_a_backup_that_is_killed_leaves_no_file_of_its_name(home: Path, key: Path, place: Path, moment: str) -> None:
    killed("backup", moment, place / "killed.backup", home, key)
    assert not (place / "killed.backup").exists()
    for left in place.glob(".killed.backup.*"):
        left.unlink()
    make(place / "killed.backup", home, lock_with_key(key), quiet)
    (place / "killed.backup").unlink()


def test_a_restore_that_is_killed_is_never_served_and_is_begun_again(
    kept: Path, key: Path, identity: object, home: Path, folder: Path
) -> None:
    killed("restore", "Comparing", kept, folder, key)
    with pytest.raises(CannotServe, match="has not finished"), database(folder):
        pass
    restore(kept, folder, identity, quiet)
    assert not (folder / "restoring").exists()


def test_a_home_without_a_database_is_not_backed_up(home: Path, key: Path, place: Path) -> None:
    with pytest.raises(NotBackedUp, match="Set HANDRAIL_HOME"):
        make(place / "none.backup", place / "elsewhere", lock_with_key(key), quiet)
    assert not list(place.glob("*none.backup*"))


def test_a_public_key_seals_and_does_not_open(home: Path, place: Path, identity: object) -> None:
    public = make_key(place / "public-key-of")
    (place / "public").write_text(f"{public}\n")
    path = place / "for-the-public-key.backup"
    make(path, home, lock_with_key(place / "public"), quiet)
    with pytest.raises(NotOpened, match="does not open them"):
        opened_by_key(place / "public")
    assert verify(path, opened_by_key(place / "public-key-of"), quiet).contents.rows
    path.unlink()


def test_a_key_is_never_written_over_and_only_its_owner_reads_it(key: Path) -> None:
    before = key.read_text()
    assert "never written over" in CliRunner().invoke(main, ["backup", "key", str(key)]).output
    assert key.read_text() == before
    assert key.stat().st_mode & 0o777 == 0o600


def test_where_to_restore_must_be_said(kept: Path, key: Path) -> None:
    said = CliRunner().invoke(main, ["restore", str(kept), "--key", str(key)])
    assert said.exit_code == 2
    assert "--into FOLDER, or --home" in said.output
