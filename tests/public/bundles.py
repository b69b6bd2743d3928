"""Bundles for the tests of the public site, written by hand from the contract and not by the room that exports them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WEND = "Wend Valley Safeguarding Children Partnership"
LATER = "2026-11-20T09:00:00Z"


def document(address: str = "reviews/child-k", **more: Any) -> dict[str, Any]:
    """A report with something of everything in it."""
    return {
        "schema_version": 1,
        "kind": "report",
        "address": address,
        "title": "Local child safeguarding practice review: Child K",
        "summary": "What agencies learnt after a baby was hurt at home.",
        "publisher": {"name": WEND},
        "published_on": "2026-11-02",
        "version": 1,
        "revised_on": None,
        "revised_why": "",
        "available_until": "2027-11-02",
        "language": "en-GB",
        "sections": [
            section("s1", "What happened", paragraph("Agencies did not read their notes together.")),
            section("s2", "What was learnt", {"kind": "list", "ordered": False, "items": ["Calls were logged."]}),
            section("s3", "Practice", {"kind": "quotation", "text": "We were not heard."}, level=3),
            section("s4", "What is to improve", {"kind": "list", "ordered": True, "items": ["Read calls weekly."]}),
        ],
        "themes": ["Information sharing"],
        "review": {"kind": "local child safeguarding practice review"},
        "recommendations": [
            {"number": "1", "addressed_to": ["All agencies"], "text": "Read telephone calls together each week."}
        ],
        **more,
    }


def section(place: str, heading: str, *blocks: dict[str, Any], level: int = 2) -> dict[str, Any]:
    return {"id": place, "heading": heading, "level": level, "blocks": list(blocks)}


def paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text}


def tombstone(address: str, reason: str = "The family asked for it.") -> dict[str, Any]:
    return {"address": address, "kind": "report", "withdrawn_on": "2026-11-20", "reason": reason}


@dataclass
class Bundle:
    """A folder in which a bundle is written as the contract says."""

    folder: Path
    documents: list[dict[str, Any]] = field(default_factory=list)
    withdrawn: list[dict[str, Any]] = field(default_factory=list)
    changed_at: str = LATER

    def write(self) -> Path:
        (self.folder / "documents").mkdir(parents=True, exist_ok=True)
        entries = [self._put(one) for one in sorted(self.documents, key=lambda one: str(one["address"]))]
        self.write_manifest({
            "schema_version": 1, "changed_at": self.changed_at, "documents": entries, "withdrawn": self.withdrawn,
        })  # fmt: skip
        return self.folder

    def write_manifest(self, told: Any) -> None:
        new = self.folder / "manifest.new"
        new.write_bytes(as_bytes(told))
        new.replace(self.folder / "manifest.json")

    def manifest(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "manifest.json").read_bytes())
        return told

    def path_of(self, place: int = 0) -> Path:
        path: str = self.manifest()["documents"][place]["path"]
        return self.folder / path

    def _put(self, told: dict[str, Any]) -> dict[str, Any]:
        held = as_bytes(told)
        sha256 = hashlib.sha256(held).hexdigest()
        path = f"documents/{sha256[:32]}.json"
        new = self.folder / "new"
        new.write_bytes(held)
        new.replace(self.folder / path)
        named = {name: told[name] for name in ("address", "kind", "title", "publisher", "published_on", "version")}
        return {**named, "path": path, "sha256": sha256, "bytes": len(held), "released_at": "2026-11-02T00:01:00Z"}


def as_bytes(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode(errors="surrogatepass")
