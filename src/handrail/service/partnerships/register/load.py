"""Loads any number of register files at once, in whatever order they are given: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.partnerships.register import kinds, others
from handrail.service.partnerships.register.authorities import (
    load_authorities,
    read_list,
    read_successor_register,
    together,
)
from handrail.service.partnerships.register.ledger import Ledger
from handrail.service.partnerships.register.sheet import Fault, Sheet, read_sheet

IN_TURN: tuple[tuple[str, Callable[[Sheet, Ledger], str]], ...] = (
    (kinds.FORCES, others.load_forces),
    (kinds.BOARDS, others.load_boards),
    (kinds.GROUPS, others.load_groups),
    (kinds.GROUP_SUCCESSIONS, others.load_group_successions),
    (kinds.AUTHORITY_FORCES, others.load_cover_by_forces),
    (kinds.AUTHORITY_BOARDS, others.load_cover_by_boards),
)


@dataclass(frozen=True)
class Loaded:
    """What a loading found, wrote and remarked on."""

    summary: tuple[str, ...]
    added: dict[str, int]
    changes: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def nothing_changed(self) -> bool:
        return not self.added and not self.changes


def load_register(paths: Sequence[Path], *, dry_run: bool = False) -> Loaded:
    """Read every file, then write what differs, as one transaction. Raises Fault and then writes nothing."""
    sheets = _read(paths)
    job = Job("register load")
    with unit_of_work(job):
        ledger = Ledger(job)
        summary = _write(sheets, ledger)
        if dry_run:
            transaction.set_rollback(True)
    return Loaded(tuple(summary), dict(ledger.added), tuple(ledger.changes), tuple(ledger.remarks))


def _read(paths: Sequence[Path]) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {}
    aside = []
    for path in paths:
        sheet = read_sheet(path, kinds.RECOGNISED)
        if sheet.kind == kinds.ASIDE:
            aside.append(sheet)
        elif sheet.kind in sheets:
            raise Fault(f"{sheet.file} and {sheets[sheet.kind].file} are both a {sheet.kind}. Give one of them.")
        else:
            sheets[sheet.kind] = sheet
        if not sheet.rows:
            raise Fault(f"{sheet.file}: has a header and no lines under it.")
    return {**sheets, **{f"{kinds.ASIDE}: {sheet.file}": sheet for sheet in aside}}


def _write(sheets: dict[str, Sheet], ledger: Ledger) -> list[str]:
    summary = []
    listed = read_list(sheets[kinds.AUTHORITIES]) if kinds.AUTHORITIES in sheets else []
    register = read_successor_register(sheets[kinds.SUCCESSOR_REGISTER]) if kinds.SUCCESSOR_REGISTER in sheets else []
    if listed or register:
        summary.append(load_authorities(together(listed, register, ledger), ledger))
    summary += [load(sheets[kind], ledger) for kind, load in IN_TURN if kind in sheets]
    return summary + [f"{sheet.file}: {kinds.ASIDE}." for kind, sheet in sheets.items() if kind.startswith(kinds.ASIDE)]
