"""The policies, by hand, of what bodies outside a partnership were told, and of what the Panel has before it."""

from __future__ import annotations

from handrail.service.web.wall.policies import JOB, PEOPLE, Policy

_FOR_ME = "= any ((select wall.told())::text[])"
_MARKED = "exists (select from public.national_panel_mark mark where mark.id = mark_id)"
_NOT_SHUT = "<> all ((select wall.marks_shut())::uuid[])"
_NOT_WITHDRAWN = (
    "not in (select gone.death from public.overview_panels_withdrawal gone join public.overview_panels_member seat "
    "on seat.id = gone.member_id where seat.person_id = (select wall.actor()))"
)
"""Whoever withdrew from a death before an overview panel reads nothing of it any more."""


def _kept(table: str, reads: str) -> tuple[Policy, ...]:
    """Read by those it was told to; written by whoever files in the folder that it tells of, and read by them there."""
    return (
        Policy(table, "jobs", "all", ("job",), JOB, JOB),
        Policy(table, "told", "select", PEOPLE, reads),
        Policy(table, "filed", "all", ("keeper",), _MARKED, _MARKED),
        Policy(table, "shut out", "select", PEOPLE, f"mark_id {_NOT_SHUT}", restrictive=True),
    )


TOLD_OUTSIDE = (
    *_kept(
        "national_panel_told",
        f'national_panel_told."to" {_FOR_ME} '
        f"or national_panel_told.\"to\" || ' ' || national_panel_told.partnership_id::text {_FOR_ME}",
    ),
    *_kept("national_panel_timeliness", "partnership_id = any ((select wall.scrutinised())::uuid[])"),
    Policy(
        "overview_panels_paneldeath", "withdrew", "all", PEOPLE, f"id {_NOT_WITHDRAWN}", f"id {_NOT_WITHDRAWN}",
        restrictive=True,
    ),
    Policy(
        "national_panel_docketitem", "shut out", "select", PEOPLE, "told <> all ((select wall.told_shut())::uuid[])",
        restrictive=True,
    ),
)  # fmt: skip
