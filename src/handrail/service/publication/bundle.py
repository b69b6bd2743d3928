"""Writes what was released into a folder, from which alone the public site is made.

The format is written down in docs/reference/public-bundle.md. Documents are written before the manifest that
names them, which is put in place in one step; what no manifest names any more goes last.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handrail.service.publication.models import Release, Withdrawal
from handrail.service.publication.rendering import SCHEMA, as_json

MANIFEST, DOCUMENTS = "manifest.json", "documents"
FROM_DOCUMENT = ("title", "publisher", "published_on", "version")


def released() -> list[Release]:
    """The last release at each address that was not withdrawn."""
    withdrawn = Withdrawal.objects.values("address")
    standing = Release.objects.exclude(address__in=withdrawn).order_by("address", "-number").distinct("address")
    return sorted(standing, key=lambda one: one.address)


def public_now() -> list[tuple[str, str, int, str]]:
    """The same for rooms that stand below this one: address, kind, which release, and the document."""
    return [(one.address, one.kind, one.number, one.document) for one in released()]


def manifest_of(releases: list[Release], withdrawals: list[Withdrawal]) -> dict[str, Any]:
    instants = [one.released_at for one in Release.objects.all()] + [one.withdrawn_at for one in withdrawals]
    return {
        "schema_version": SCHEMA,
        "changed_at": _instant(max(instants)) if instants else None,
        "documents": [_entry(one) for one in releases],
        "withdrawn": [
            {"address": one.address, "kind": one.kind, "withdrawn_on": one.on.isoformat(), "reason": one.reason}
            for one in withdrawals
        ],
    }


def _entry(one: Release) -> dict[str, Any]:
    told = json.loads(one.document)
    return {
        "address": one.address,
        "kind": one.kind,
        "path": path_of(one),
        "sha256": one.sha256,
        "bytes": len(one.document.encode()),
        "released_at": _instant(one.released_at),
        **{name: told[name] for name in FROM_DOCUMENT},
    }


def path_of(one: Release) -> str:
    return f"{DOCUMENTS}/{one.sha256[:32]}.json"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def export(folder: Path) -> bool:
    """Bring the folder up to date; whether anything in it changed."""
    releases, withdrawals = released(), list(Withdrawal.objects.order_by("address"))
    manifest = as_json(manifest_of(releases, withdrawals)).encode()
    (folder / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    wanted = {folder / path_of(one): one.document.encode() for one in releases}
    put = [_put(path, held) for path, held in (*wanted.items(), (folder / MANIFEST, manifest))]
    changed = any(put)
    for path in (folder / DOCUMENTS).glob("*.json"):
        if path not in wanted:
            path.unlink()
            changed = True
    return changed


def _put(path: Path, held: bytes) -> bool:
    """In one step, and only where it is not there already, byte for byte."""
    if path.exists() and path.read_bytes() == held:
        return False
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(held)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    return True
