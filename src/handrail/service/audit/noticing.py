"""What this unit of work has written in the audit so far, so that nothing leaves that was not first written down."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from handrail.service.audit.remembering import remembered


@dataclass(frozen=True, slots=True)
class Noticed:
    """An entry that stands or falls with this unit of work: on which folder, if on one, and whether it was a look."""

    case_id: uuid.UUID | None
    looked: bool


def notice(case_id: uuid.UUID | None, *, looked: bool) -> None:
    _so_far().append(Noticed(case_id, looked))


def noticed() -> tuple[Noticed, ...]:
    """All of this unit of work; outside of one, nothing."""
    return tuple(_so_far())


def folders_looked_at() -> frozenset[uuid.UUID]:
    return frozenset(one.case_id for one in _so_far() if one.looked and one.case_id is not None)


def _so_far() -> list[Noticed]:
    return remembered("entries of this unit of work", list[Noticed])
