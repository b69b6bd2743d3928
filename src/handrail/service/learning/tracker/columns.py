"""The columns of a tracker, and the headings people give them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called in our template, what stands in it, and what else it may be called."""

    key: str
    heading: str
    says: str
    also: tuple[str, ...] = ()
    needed: bool = False

    @property
    def names(self) -> frozenset[str]:
        return frozenset(plain(name) for name in (self.heading, *self.also))


def plain(heading: object) -> str:
    """A heading without case, spaces at its ends, signs, or what stands in brackets."""
    words = re.sub(r"\(.*?\)", " ", str(heading or "")).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", words))


REVIEWS = (
    Column(
        "reference", "Local reference", "Your own reference for the review. Each review has another.",
        ("reference", "ref", "local ref", "reference number", "ref no", "case reference", "case ref",
         "our reference"),
        needed=True,
    ),
    Column(
        "national_reference", "National reference", "The reference the national site gave, if the Panel was notified.",
        ("national ref", "panel reference", "panel ref", "notification reference", "notification ref",
         "dfe reference"),
    ),
    Column(
        "authority", "Local authority", "The local authority, as Handrail names it. May be left out where the "
        "partnership has one.",
        ("authority", "la", "council", "local authority area", "area"),
    ),
    Column(
        "nature", "Nature", "death, serious harm, or other.",
        ("nature of incident", "incident type", "type", "type of incident", "death or serious harm",
         "outcome for child"),
        needed=True,
    ),
    Column(
        "happened_on", "Date of incident", "The day it happened. May be empty.",
        ("incident date", "date incident", "date of harm", "date of death", "incident on"),
    ),
    Column(
        "aware_on", "Date became aware", "The day the local authority became aware. The first clocks count from it.",
        ("became aware", "date aware", "date la aware", "la aware", "la aware on", "aware", "date known", "day 0",
         "date la became aware", "date local authority became aware"),
    ),
    Column(
        "notified_on", "Date notified", "The day the Panel was notified (before 29 June 2018: Ofsted and the LSCB).",
        ("notified", "notified on", "date of notification", "notification date", "date panel notified",
         "panel notified", "date notified to panel", "sin date", "date of sin"),
    ),
    Column(
        "completed_on", "Rapid review completed", "The day the rapid review was completed.",
        ("rr completed", "date rapid review completed", "rapid review completed on", "date completed",
         "rapid review date", "date of rapid review", "rr date"),
    ),
    Column(
        "sent_on", "Rapid review sent", "The day it was sent to the Panel.",
        ("rr sent", "date rapid review sent", "sent to panel", "date sent to panel", "rapid review sent on",
         "rapid review submitted", "rr submitted", "date submitted", "sent on"),
    ),
    Column(
        "local_review", "Local review", "yes or no: whether the partners decided to hold a local review. Empty if not "
        "yet decided.",
        ("decision", "lcspr", "local review decision", "lcspr decision", "decision local review", "local cspr",
         "local child safeguarding practice review"),
    ),
    Column(
        "lead", "Lead", "The name or e-mail address of whoever leads on it.",
        ("lead officer", "lead person", "coordinator", "owner"),
    ),
    Column(
        "notes", "Notes", "Anything else. Kept on the folder as a note.",
        ("note", "comments", "comment", "remarks", "next step", "next steps"),
    ),
)  # fmt: skip

ACTIONS = (
    Column(
        "reference", "Reference", "The local reference of the review it comes from.",
        ("local reference", "review reference", "review", "ref", "local ref", "review ref", "case reference",
         "case ref"),
        needed=True,
    ),
    Column(
        "action", "Action", "What is to be done.",
        ("action required", "actions", "wording", "what", "task", "recommendation action"),
        needed=True,
    ),
    Column(
        "owner", "Owner", "The body that is to do it, as Handrail names it; or a person.",
        ("owner agency", "agency", "responsible", "responsible agency", "lead agency", "lead", "action owner",
         "by whom", "who"),
    ),
    Column(
        "due_on", "Due", "The day by which it is to be done.",
        ("due date", "date due", "due on", "by when", "target date", "timescale", "deadline", "when",
         "revised due"),
    ),
    Column(
        "done_on", "Done", "The day it was done. Empty if it is open.",
        ("completed", "date completed", "completed on", "date done", "done on", "closed", "closed on",
         "date closed"),
    ),
    Column(
        "evidence", "Evidence", "How it is known to be done.",
        ("evidence of completion", "evidence of impact", "progress", "update", "notes"),
    ),
)  # fmt: skip

TABLES = {"reviews": REVIEWS, "actions": ACTIONS}
