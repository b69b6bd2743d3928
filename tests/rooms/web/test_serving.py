"""What a person at the keyboard is told when Handrail cannot start."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from handrail.command_line import COMMANDS, main
from handrail.service.web import public_beside
from handrail.service.web.home import kept_secret
from handrail.service.web.serving import CannotServe, alone_in, run_together

URL = "postgresql:///handrail"


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with socket.create_server(("localhost", 0)) as other:
        port = other.getsockname()[1]
        said = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert said.exit_code == 1
    assert f"Port {port} is taken by another program" in said.output
    assert f"--port {port + 1}" in said.output


def test_a_second_service_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(CannotServe, match="already running"), alone_in(tmp_path):
        pass


def test_when_one_part_ends_the_others_are_stopped_and_it_is_said(tmp_path: Path) -> None:
    lasting = f"import os, signal; open({str(tmp_path / 'number')!r}, 'w').write(str(os.getpid())); signal.pause()"
    brief = f"import os\nwhile not os.path.exists({str(tmp_path / 'number')!r}): pass"
    asked_to_stop = run_together([(URL, [sys.executable, "-c", lasting]), (URL, [sys.executable, "-c", brief])])
    assert not asked_to_stop
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "number").read_text()), 0)


def test_the_parts_never_learn_the_owners_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_OWNER_URL", "postgresql://owner:secret@/handrail")
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:secret@/handrail")
    seen = tmp_path / "seen"
    run_together([(URL, [sys.executable, "-c", f"import os; open({str(seen)!r}, 'w').write(str(dict(os.environ)))"])])
    assert f"'HANDRAIL_ZONE_URL': '{URL}'" in seen.read_text()
    assert "owner:secret" not in seen.read_text()


def test_the_public_site_is_told_no_login_and_no_place_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:secret@/handrail")
    monkeypatch.setenv("HANDRAIL_ZONE_URL", URL)
    monkeypatch.setenv("HANDRAIL_HOME", str(tmp_path))
    monkeypatch.setenv("HANDRAIL_PUBLIC_BUNDLE", str(tmp_path / "bundle"))
    seen = tmp_path / "seen"
    run_together([(None, [sys.executable, "-c", f"import os; open({str(seen)!r}, 'w').write(str(dict(os.environ)))"])])
    assert "HANDRAIL_PUBLIC_BUNDLE" in seen.read_text()
    for ours in ("HANDRAIL_ZONE_URL", "HANDRAIL_HOME", "DATABASE_URL", "secret"):
        assert ours not in seen.read_text()


def test_the_demonstration_has_its_public_site_beside_it_unless_another_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    os.environ.pop("HANDRAIL_PUBLIC_BUNDLE", None)
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]
        assert public_beside.settle(tmp_path, port - public_beside.AWAY, "localhost") is None
        assert "its port is taken" in public_beside.what_to_say(None, demonstration=True)
    assert public_beside.settle(tmp_path, port - public_beside.AWAY, "localhost") == port
    assert f"http://localhost:{port}" in public_beside.what_to_say(port, demonstration=True)
    assert public_beside.settle(tmp_path, 9_000, "localhost") is None
    assert "handrail publish serve" in public_beside.what_to_say(None, demonstration=False)


def test_every_command_that_is_listed_can_be_asked_what_it_does() -> None:
    listed = main.list_commands(main.make_context("handrail", ["--help"], resilient_parsing=True))
    assert set(listed) <= set(COMMANDS)
    assert {"serve", "migrate", "manage"} <= set(listed)
    for name in listed:
        command = main.get_command(main.make_context("handrail", ["--help"], resilient_parsing=True), name)
        assert command is not None
        assert command.help, name


def test_a_secret_is_made_once_and_kept_from_other_accounts(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "secret-key"
    first = kept_secret(path)
    assert kept_secret(path) == first
    assert len(first) > 40
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret-key"]
