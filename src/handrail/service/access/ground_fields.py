"""The two questions that every share is asked: for what purpose, and what allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.service.access.grounds import BASES, PURPOSES, Ground
from handrail.service.fields import Chosen


def purpose_field(*, missing: str = "Choose the purpose") -> Chosen:
    return Chosen(label="For what purpose?", choices=list(PURPOSES.items()), missing=missing)


def basis_field(*, missing: str = "Choose what allows it") -> Chosen:
    return Chosen(
        label="What allows it?", choices=[(key, f"{basis.title} ({basis.cite})") for key, basis in BASES.items()],
        missing=missing, hint="The law or guidance it is shared under. Ask your data protection officer if unsure.",
    )  # fmt: skip


def ground_in(told: Mapping[str, Any]) -> Ground | None:
    """What was chosen; None where either question is left open."""
    if not (told.get("purpose") and told.get("basis")):
        return None
    return Ground(told["purpose"], told["basis"])
