"""The policies, by hand, of what bodies outside a partnership were told, and of what the Panel has before it."""

from __future__ import annotations

from handrail.service.web.wall.policies import JOB, PEOPLE, Policy, any_of

_FOR_ME = "= any ((select wall.told())::text[])"
_MARKED = "exists (select from public.national_panel_mark mark where mark.id = mark_id)"
_NOT_SHUT = "<> all ((select wall.marks_shut())::uuid[])"
_NOT_WITHDRAWN = "<> all ((select wall.withdrew())::uuid[])"
"""Whoever withdrew from a death before an overview panel reads nothing of it any more."""
_SITS = "panel_id <> all ((select wall.seats_ended())::uuid[])"
_SHARED = any_of("wall.shared_meetings()")
_AT_MINE = any_of("wall.bodies()")
_OWN_DEATH = (
    "exists (select from public.overview_panels_paneldeath whose where whose.id = {} and whose.panel_id " + _AT_MINE
) + ")"


def _kept(table: str, reads: str) -> tuple[Policy, ...]:
    """Read by those it was told to; written by whoever files in the folder that it tells of, and read by them there."""
    return (
        Policy(table, "jobs", "all", ("job",), JOB, JOB),
        Policy(table, "told", "select", PEOPLE, reads),
        Policy(table, "filed", "all", ("keeper",), _MARKED, _MARKED),
        Policy(table, "shut out", "select", PEOPLE, f"mark_id {_NOT_SHUT}", restrictive=True),
    )


_OF_THE_PANEL = ("overview_panels_member", "overview_panels_sitting", "overview_panels_paneldeath",
                 "overview_panels_withdrawal")  # fmt: skip
_OR_OWN = dict.fromkeys(_OF_THE_PANEL, "") | {"overview_panels_member": " or person_id = (select wall.actor())"}
"""That their seat has ended is theirs to know."""
_OF_A_DEATH = ("overview_panels_analysis", "overview_panels_minutes", "overview_panels_question")
_KEPT, _LED = any_of("wall.panels_kept()"), any_of("wall.panels_led()")
_WHOSE = "exists (select from public.overview_panels_{} whose where whose.id = {} and whose.panel_id {})"
_KEPT_DEATH = _WHOSE.format("paneldeath", "death_id", _KEPT)
_NOT_COMPLETED = f"completed_on is null or {_WHOSE.format('paneldeath', 'death_id', _LED)}"


def _written(table: str, where: str) -> tuple[Policy, ...]:
    """Added to and changed only by those who see to the panel's papers: its chair, its deputy or its clerk."""
    return (
        Policy(table, "added by its office", "insert", PEOPLE, "", where, restrictive=True),
        Policy(table, "changed by its office", "update", PEOPLE, where, where, restrictive=True),
    )


OFFICES = (
    *_written("overview_panels_member", f"panel_id {_KEPT}"),
    *_written("overview_panels_sitting", f"panel_id {_KEPT}"),
    *_written("overview_panels_joining", _WHOSE.format("sitting", "sitting_id", _KEPT)),
    *_written("overview_panels_minutes", _KEPT_DEATH),
    *_written("overview_panels_analysis", _KEPT_DEATH),
    *_written(
        "overview_panels_factor",
        f"exists (select from public.overview_panels_analysis form where form.id = analysis_id and {_KEPT_DEATH})",
    ),
    Policy(
        "overview_panels_paneldeath", "changed by its office", "update", PEOPLE, f"panel_id {_KEPT}",
        f"panel_id {_KEPT}", restrictive=True,
    ),
    Policy(
        "overview_panels_analysis", "completed by its chair", "update", PEOPLE, _NOT_COMPLETED, _NOT_COMPLETED,
        restrictive=True,
    ),
    Policy("overview_panels_paneldeath", "recalled", "select", PEOPLE, "recalled_at is null", restrictive=True),
    Policy(
        "overview_panels_withdrawal", "taken back by its chair", "update", PEOPLE, f"panel_id {_LED}",
        f"panel_id {_LED}", restrictive=True,
    ),
    Policy(
        "overview_panels_withdrawal", "of oneself, or by its office", "insert", PEOPLE, "",
        f"panel_id {_KEPT} or exists (select from public.overview_panels_member own where own.id = member_id "
        "and own.person_id = (select wall.actor()))",
        restrictive=True,
    ),
)  # fmt: skip
"""What is whose to do at a panel: see `overview_panels/offices`."""
AT_OVERVIEW_PANELS = (
    *OFFICES,
    *(
        Policy(table, "seat ended", "all", PEOPLE, f"{_SITS}{_OR_OWN[table]}", _SITS, restrictive=True)
        for table in _OF_THE_PANEL
    ),
    Policy(
        "overview_panels_paneldeath",
        "withdrew",
        "all",
        PEOPLE,
        f"id {_NOT_WITHDRAWN}",
        f"id {_NOT_WITHDRAWN}",
        restrictive=True,
    ),
    Policy("overview_panels_paneldeath", "laid before a shared meeting", "select", PEOPLE, f"sitting_id {_SHARED}"),
    Policy("overview_panels_sitting", "shared", "select", PEOPLE, f"id {_SHARED}"),
    Policy(
        "overview_panels_sitting",
        "ours lay before it",
        "select",
        PEOPLE,
        "exists (select from public.overview_panels_paneldeath ours where ours.sitting_id = overview_panels_sitting.id "
        f"and ours.panel_id {_AT_MINE})",
    ),
    Policy(
        "overview_panels_withdrawal",
        "from a death of ours",
        "select",
        PEOPLE,
        f"not panel_id {_AT_MINE} and {_OWN_DEATH.format('overview_panels_withdrawal.death')}",
    ),
    *(
        Policy(
            table,
            "of our own panel",
            "all",
            PEOPLE,
            _OWN_DEATH.format("death_id"),
            _OWN_DEATH.format("death_id"),
            restrictive=True,
        )
        for table in _OF_A_DEATH
    ),
    Policy("overview_panels_guard", "jobs", "all", ("job",), JOB, JOB),
    Policy(
        "overview_panels_guard",
        "of a death",
        "select",
        PEOPLE,
        "exists (select from public.overview_panels_paneldeath guarded where guarded.id = death_id)",
    ),
)
"""A neighbour's people read a death while the meeting lasts, and never what its own panel writes of it."""

_ALL_OF_THEM = "beside <@ (select wall.may_for('write publications', 'approve publications'))::uuid[]"
REPORTS = (Policy("reports_deathreport", "of several", "all", PEOPLE, _ALL_OF_THEM, _ALL_OF_THEM, restrictive=True),)
"""The figures of a report for several partnerships hold what each keeps back: for those who may in all of them."""

_RECEIVES = any_of("wall.receives()")
_IS_HANDED = (
    "exists (select from public.reports_handoverline line "
    "where line.id = line_id and line.by_any and line.after_id = for_body_id)"
)
HANDED_OVER = (
    Policy("reports_handoverline", "handed to their body", "select", PEOPLE, f"by_any and after_id {_RECEIVES}"),
    Policy(
        "reports_handoverreceipt", "signed for their body", "insert", PEOPLE,
        check=f"signed_by_id = (select wall.actor()) and {_IS_HANDED} and for_body_id {_RECEIVES}",
    ),
)  # fmt: skip
"""A line says by itself that whoever has a post at the new controller signs for it, in whatever partnership that is."""

_RUNS, _WRITES = (any_of(f"wall.may_for('{one}')") for one in ("run scrutiny", "write publications"))
_FILED = "folder_id = (select wall.filing())"
_SHARED_DRAFT = f"folder_id is null and partnership_id {_WRITES}"
_NOT_OF_SHUT = "folder_id is null or folder_id <> all ((select wall.shut())::uuid[])"
READINGS = (
    Policy("scrutiny_reading", "jobs", "all", ("job",), JOB, JOB),
    Policy("scrutiny_reading", "its scrutineers", "select", PEOPLE, f"partnership_id {any_of('wall.scrutinised()')}"),
    Policy("scrutiny_reading", "its office", "select", PEOPLE, f"partnership_id {_RUNS}"),
    Policy("scrutiny_reading", "filed", "all", ("keeper",), _FILED, _FILED),
    Policy("scrutiny_reading", "shared", "insert", PEOPLE, check=_SHARED_DRAFT),
    Policy("scrutiny_reading", "taken back", "update", PEOPLE, _SHARED_DRAFT, _SHARED_DRAFT),
    Policy(
        "scrutiny_reading", "shut out", "all", (*PEOPLE, "keeper"), _NOT_OF_SHUT, _NOT_OF_SHUT, restrictive=True
    ),
)  # fmt: skip
"""What scrutineers read of a group's or a round's folder is written as something is filed there; a draft, by whoever
shares it."""

TOLD_OUTSIDE = (
    *_kept(
        "national_panel_told",
        'array[national_panel_told."to"::text, national_panel_told."to" || \' \' || '
        "national_panel_told.partnership_id::text] && (select wall.told())::text[]",
    ),
    *_kept("national_panel_timeliness", "partnership_id = any ((select wall.scrutinised())::uuid[])"),
    *AT_OVERVIEW_PANELS,
    *REPORTS,
    *HANDED_OVER,
    *READINGS,
    Policy(
        "national_panel_docketitem", "shut out", "select", PEOPLE, "told <> all ((select wall.told_shut())::uuid[])",
        restrictive=True,
    ),
)  # fmt: skip
