"""Roles: a name, a sentence, and what each may do and reach. They stand in code, so that they are read and tested."""

from __future__ import annotations

from dataclasses import dataclass

ALL = "all"
CONTRIBUTION = "own contribution"
MEETING_PACK = "meeting pack"
RECOMMENDED = "own recommendations"


@dataclass(frozen=True)
class Role:
    """`wide` roles reach every folder of the partnership they work for; the others need a grant.

    `reach` bounds what a grant can open for someone in this role.
    """

    key: str
    title: str
    sentence: str
    may: frozenset[str]
    reach: frozenset[str]
    wide: bool = False


_EVERY_PAPER = frozenset({ALL, CONTRIBUTION, MEETING_PACK, RECOMMENDED})
_RECORDS = frozenset({"record incidents", "record notification"})
_COORDINATES = frozenset(
    {
        "raise incidents", "record incidents", "decide on notification", "record decisions", "record notification",
        "ask agencies",
        "run meetings", "write reviews", "work on practice reviews", "hear in good faith", "record panel messages",
        "manage folders", "write notes",
        "load trackers", "manage contacts", "read actions", "manage actions", "record learning", "read the outbox",
        "manage exclusions",
        "ask about reading",
        "weigh chronologies",
        "read reviewers", "commission reviewers",
        "keep the schedule", "hold records", "propose deletion", "confirm deletion", "answer subject access",
        "write publications", "release publications", "stop publications",
        "keep the family's record",
        "notify child deaths", "work on child deaths", "take in what is told by code", "open the page to tellers",
        "send national data",
        "read arrangements", "write arrangements",
        "read scrutiny", "run scrutiny",
    }
)  # fmt: skip

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "coordinator",
            "Partnership coordinator",
            "Runs the partnership's reviews: asks agencies, arranges meetings, writes up and sends.",
            _COORDINATES,
            _EVERY_PAPER,
            wide=True,
        ),
        Role(
            "notifier",
            "Local authority notifier",
            "Records incidents for the local authority and what the national site answered.",
            _RECORDS
            | {
                "raise incidents",
                "notify child deaths",
                "write notes",
                "send contributions",
                "read actions",
                "manage actions",
                "record learning",
                "keep the family's record",
            },
            _EVERY_PAPER,
        ),
        Role(
            "senior officer",
            "Senior officer of the local authority",
            "Signs off a notification before it is sent.",
            _RECORDS
            | {
                "raise incidents",
                "notify child deaths",
                "decide on notification",
                "sign off notification",
                "give a partner's view",
                "write notes",
                "read actions",
                "manage exclusions",
                "break the glass",
                "ask about reading",
                "hold records",
                "confirm deletion",
                "answer subject access",
                "approve publications",
                "stop publications",
                "read scrutiny",
                "answer scrutiny",
                "keep the family's record",
                "read arrangements",
            },
            _EVERY_PAPER,
        ),
        Role(
            "safeguarding partner",
            "Delegated safeguarding partner",
            "Speaks for the local authority, the police or the integrated care board.",
            frozenset(
                {
                    "raise incidents",
                    "notify child deaths",
                    "give a partner's view",
                    "sign off review",
                    "write notes",
                    "send contributions",
                    "read actions",
                    "manage actions",
                    "record learning",
                    "break the glass",
                    "ask about reading",
                    "hold records",
                    "confirm deletion",
                    "approve publications",
                    "stop publications",
                    "read reviewers",
                    "read scrutiny",
                    "answer scrutiny",
                    "keep the family's record",
                    "read arrangements",
                    "agree arrangements",
                }
            ),
            _EVERY_PAPER,
        ),
        Role(
            "contributor",
            "Agency contributor",
            "Answers what the agency is asked, and raises incidents for consideration.",
            frozenset({"raise incidents", "notify child deaths", "send contributions", "see own contribution"}),
            frozenset({CONTRIBUTION, MEETING_PACK, RECOMMENDED}),
        ),
        Role(
            "administrator",
            "Administrator",
            "Keeps the list of bodies, contacts and people; opens no folder.",
            frozenset(
                {
                    "manage bodies",
                    "manage people",
                    "manage contacts",
                    "read the outbox",
                    "keep the schedule",
                    "open the page to tellers",
                }
            ),
            frozenset(),
        ),
        Role(
            "reviewer",
            "Independent reviewer",
            "Leads or writes a practice review commissioned from them; reaches that review alone, until it ends.",
            frozenset(
                {
                    "write notes",
                    "work on practice reviews",
                    "hear in good faith",
                    "weigh chronologies",
                    "write minutes",
                    "see own commissions",
                    "read actions",
                    "record learning",
                }
            ),
            frozenset({"reviews", "chronologies", "learning", MEETING_PACK}),
        ),
        Role(
            "outside reader",
            "Member of the Panel or of an overview panel, Ofsted, the Department or a scrutineer",
            "Reads what a partnership has told them, in columns of its own, and meetings they are invited to.",
            frozenset(
                {"read what we were told", "work for the Panel", "sit on an overview panel"}
            ),  # the Panel's own people alone: see `bodies`
            frozenset({MEETING_PACK}),
        ),
    )
}
