"""The policies, by hand, that hold an exclusion where rows lead to a folder without standing in it: messages about it,
who broke into it, what the partnership decided about it, its deaths before an overview panel, drafts that repeat its
words, what was told of its child by code, and who asked to see what is held of its child."""

from __future__ import annotations

from handrail.service.web.wall.policies import PEOPLE, Policy

_SHUT = "(select wall.shut())::uuid[]"
_READERS = (*PEOPLE, "keeper")
_NOT_BEFORE_A_PANEL = "<> all ((select wall.panel_deaths_shut())::uuid[])"
_NOT_OF_SUCH = f"matter_folder is null or matter_folder <> all ({_SHUT})"
_MATCHES = "wall.opens_every_match(records_accessrequest.id)"

_COMPARED = f"compared_at is not null and not alike && {_SHUT}"
"""What was told by code stands in no folder: a job says of which it may be, and until then nobody reads it."""

SHUT = (
    Policy("outbox_message", "shut out", "select", PEOPLE, f"not about && {_SHUT}", restrictive=True),
    Policy("access_brokenglass", "shut out", "select", _READERS, f"folder_id <> all ({_SHUT})", restrictive=True),
    *(
        Policy(f"overview_panels_{table}", "shut out", "all", _READERS, one, one, restrictive=True)
        for table, one in (
            ("paneldeath", f"id {_NOT_BEFORE_A_PANEL}"),
            ("withdrawal", f"death {_NOT_BEFORE_A_PANEL}"),
        )
    ),
    Policy(
        "reports_deathreport",
        "shut out",
        "all",
        _READERS,
        f"not drawn_from && {_SHUT}",
        f"not drawn_from && {_SHUT}",
        restrictive=True,
    ),
    Policy(
        "meetings_decision",
        "about a folder that is shut",
        "all",
        PEOPLE,
        _NOT_OF_SUCH,
        _NOT_OF_SUCH,
        restrictive=True,
    ),
    Policy("tellings_telling", "shut out", "all", _READERS, _COMPARED, _COMPARED, restrictive=True),
    Policy("records_accessrequest", "of every folder found", "all", _READERS, _MATCHES, _MATCHES, restrictive=True),
)
"""What else is written of such a death, or for such a request, is read by whoever reads that row."""
