"""What every room says of itself: its title, its sentence, and how its papers become facts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.apps import AppConfig
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Way:
    """What the page of a folder offers of a room: the words and the url name (it takes the folder).

    `may` is the permission it needs, empty where whoever holds the whole folder may go there. `offered` is the dotted
    name of a function that says of a folder whether there is now something to go there for; empty for always.
    """

    words: str
    url_name: str
    may: str = ""
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """Where a duty is met: the page of the paper in which these kinds of fact are recorded.

    `begin` is the url name (it takes the folder) where such a paper is begun while there is none, for those who `may`:
    a permission, or empty for whoever holds the whole folder.
    """

    kinds: frozenset[str]
    url_name: str
    begin: str = ""
    may: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """A journey whose draft can be gone on with: what it is called, where, and the permission it needs.

    `given` says what the address takes, each from a field of the draft. `what` is the key that opens its page.
    """

    words: str
    url_name: str
    given: Mapping[str, str]
    may: str
    what: str


@dataclass(frozen=True, slots=True)
class AtSchool:
    """A school or college of the area and whom to reach there, for a room that asks schools and does not list them."""

    urn: str
    name: str
    contact: str
    email: str
    phase: str = ""
    earlier: tuple[str, ...] = ()
    """Numbers that it had before, the oldest first."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number by which it may be known, that of today first."""
        return (self.urn, *reversed(self.earlier))


@dataclass(frozen=True, slots=True)
class Behind:
    """What an address that names no folder may be of: rows of a model, found by this field, and what leads on from them
    to a folder, as Django names a way to it. That may be a folder, folders, or the key of something else again."""

    model: str
    leads_to: tuple[str, ...]
    key: str = "pk"


@dataclass(frozen=True, slots=True)
class KeptByKey:
    """Rows of a model that point to no folder, so that nobody who reads them can follow them back, and that are of one
    all the same: their `field` is the key which a row of `holder`, in the folder, keeps in `column`."""

    model: str
    field: str
    holder: str
    column: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What one thing cost within some days: what it is, the address where it stands in full, and by body the share that
    it agreed to bear, was asked for, and paid."""

    title: str
    href: str
    shares: tuple[tuple[str, Decimal, Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """Something of another room that a decision of the partnership may be about."""

    kind: str
    """One of `handrail.service.meetings.matters.KINDS`."""
    key: uuid.UUID
    words: str
    href: str
    folder: uuid.UUID | None = None
    """That in which it stands, if it stands in one."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Something that a meeting of the partnership asked for, as the next meeting takes it up."""

    title: str
    href: str
    owner: str
    asked_on: date
    due_on: date | None
    done_on: date | None
    says: str
    """The last word on it: how it goes, or how it is known to be done."""

    @property
    def late(self) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class OwnClock:
    """A duty of a partnership that hangs on no folder and is counted as it is looked at: where the work is done, and
    where the page says why this day, empty where somebody set it. `partnership` is who owes it."""

    title: str
    source: str
    started_on: date
    due_on: date | None
    partnership: str
    link: str
    why: str


@dataclass(frozen=True, slots=True)
class Watched:
    """An indicator that a partnership watches: its key, the outcome that it speaks of, and where it is drawn."""

    key: uuid.UUID
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Went:
    """A text of a review that Handrail itself published: on which day, on which it was withdrawn if it was, and the
    address where it is."""

    on: date
    withdrawn_on: date | None
    href: str


class Room(AppConfig):
    """A room declares itself in its `apps.py`; nothing elsewhere has to remember it."""

    default_auto_field = "django.db.models.BigAutoField"
    title: str = ""
    sentence: str = ""
    filing: str = ""
    """Dotted name of the one function that turns a paper of this room into what is filed of it."""
    papers: tuple[str, ...] = ()
    """Names of the models that are papers: `handrail rebuild` reads them all."""
    beside: Mapping[str, tuple[str, ...]] = {}
    """By the name of the paper, the rows of other tables that `filing` reads of it, as Django names a way to them."""
    read_with: Mapping[str, str] = {}
    """By the name of the paper, the dotted name of a function that is given the query by which such papers are read,
    and gives it with what `filing` asks of other tables to which no such way leads."""

    rounds: tuple[str, ...] = ()
    """Dotted names of functions that the worker calls once a day with the day; each gives how many it wrote."""

    each_minute: tuple[str, ...] = ()
    """Dotted names of functions that the worker calls each minute, before messages leave."""

    ways_on: tuple[Way, ...] = ()
    """What the page of a folder offers of this room."""

    told_on_folder: str = ""
    """Dotted name of a function that gives the sentences which must stand at the head of a folder's page."""

    to_look_at: str = ""
    """Dotted name of a function that gives, for a person and a folder, sentences that stand at the head of its page for
    this person, each with an address; and with no folder, those over the list of all that they may open."""

    compares: str = ""
    """Dotted name of a function that says of a child whether this room compares such children among themselves; for the
    room that compares all others."""

    work: tuple[Work, ...] = ()
    """Where the duties that this room's papers meet are met, so that a list of duties leads to the work itself."""

    writing: Mapping[str, Writing] = {}
    """By the key of a journey, where a draft of it is gone on with."""

    sheets: Mapping[str, str] = {}
    """By what is asked for, the dotted name of a function that is given the request and gives the pages put to the
    body; for the room of requests, which stands below."""

    answered: str = ""
    """Dotted name of a function to call with a request whose answer came, in the folder it is filed in; for the room of
    requests, which stands below."""

    schools: str = ""
    """Dotted name of a function that gives, of a partnership, its schools and colleges that are open (`AtSchool`); for
    rooms that stand beside it and ask them."""

    sent_nationally: str = ""
    """Dotted name of a function that gives, of a child's death, what this room holds of the national data set; for the
    room of reporting forms, which stands below it."""

    posts: str = ""
    """Dotted name of the function that writes a message to be sent, for rooms that stand below it."""

    held_whole: str = ""
    """Dotted name of a function that gives the partnerships of which nothing may be deleted, since a hold stands over
    all they have; for rooms below that let go of something which is in no folder."""

    waiting: str = ""
    """Dotted name of a function that gives, for a person, what waits for them in no folder: each as (words, address).
    The page of what is due tells it."""

    forbids_writing: str = ""
    """Dotted name of a function that says of an address and some folders whether nothing may be written there about
    them: the outbox, which stands below it, asks before a message is written and again before it leaves."""

    behind: tuple[Behind, ...] = ()
    """What of this room has an address in which no folder stands, and how it leads to one: whoever is shut out of that
    folder and asks for it was at the folder."""

    kept_by_key: tuple[KeptByKey, ...] = ()
    """What of this room is of a folder by a bare key. With whatever points at it, it goes when the folder goes."""

    found_before: str = ""
    """Dotted name of a function that draws, for a request, a folder and some words, what earlier reviews found that is
    near to them; for rooms that stand below it."""

    covered: str = ""
    """Dotted name of a function to call with a practice review that came to be of a further folder, which shuts what
    came out of it to whoever may not open that one; for the room of reviews, which stands below."""

    concerned: str = ""
    """Dotted name of a function that gives, of a practice review by its key, the further bodies that it concerns, each
    with how it stands there; for the room of reviewers, which stands below."""

    review_opens: str = ""
    """Dotted name of a function that says, of a person, a folder and the key of a practice review, whether its page is
    there for them; for the room of reviewers, which stands below and leads there from a commission."""

    files_shut: str = ""
    """Dotted name of a function that says, of a person, which files (as a condition on them) are shut to them even in
    folders that they open; for the room of documents, which stands below."""

    yearly: str = ""
    """Dotted name of the function by which this room tells its part of a partnership's yearly report: it is given the
    partnership and the twelve months (`handrail.service.yearly.Year`), and gives what it has to tell (`Told`)."""

    populations: str = ""
    """Dotted name of a function that gives, of authorities by a day, how many children live in each as it is published,
    and the source; for a room that shares by them and does not know this one."""

    indicators: str = ""
    """Dotted name of a function that gives the indicators which a partnership watches (`Watched`); for a room that
    says by which of them an outcome is known and does not know this one."""

    costs: str = ""
    """Dotted name of a function that gives, for a person, each `Cost` that a partnership had in this room between two
    days; for the room where the partnership's money stands, which does not know this one."""

    matters: str = ""
    """Dotted name of a function that gives, for a person and a partnership, each `Matter` of this room that a decision
    of the partnership may be about; for the room of meetings, which stands below."""

    decided: str = ""
    """Dotted name of a function to call with a decision of the partnership's, once it is recorded and once it is set
    aside, and by whom; for the room of meetings, which stands below."""

    carried: str = ""
    """Dotted name of a function that gives, of a group's folder, what its meetings asked for before an instant, and was
    still to be done on a day (`Carried`); for the room of meetings, which stands below."""

    own_clocks: str = ""
    """Dotted name of a function that gives, for a person and a partnership, the duties of the partnership itself that
    this room counts as they are looked at (`OwnClock`); for the list of what is due."""

    marks: str = ""
    """Dotted name of a function that gives, of a folder and a text, the words that may tell whom the folder is about;
    for rooms that stand below it and send words out of the folder."""

    names_written: str = ""
    """Dotted name of a function that gives, of a folder and the label of a room, each run of words that the folder's
    papers have as names are written, but for the papers of that room; for rooms that stand below it."""

    published: str = ""
    """Dotted name of a function that gives what is public now of this room's, each as (address, kind, version,
    document), the document as docs/reference/public-bundle.md describes it; for rooms that stand below it."""

    went_public: str = ""
    """Dotted name of a function that gives, by the keys of a folder and of a practice review in it, each `Went` of that
    review; for the room of reviews, which stands below."""

    public_at: str = ""
    """Dotted name of a function that gives, by the key of what a room published, the address where the public reads it
    and the instant from which it does, or None; for rooms that stand below it."""

    names_told: str = ""
    """Dotted name of a function that gives, of a partnership and a sentence for the public, the names in it of those of
    whom whoever acts may read, as words; for rooms that stand below it."""

    projection: str = ""
    """Dotted name of a function that keeps what others read of a folder, in tables of this room. It is given folders
    and whether to mend, and gives the keys of those that were not kept as their papers say."""

    goes_over: str = ""
    """Dotted name of a function to call with a folder that went on to another partnership, the one it was of before,
    and the job that moves it: what this room keeps of the folder's partnership beside the folder goes with it."""

    after_area_dates: str = ""
    """Dotted name of a function to call with an authority whose area dates changed; it gives how many folders
    it counted anew."""

    @property
    def access_table(self) -> Path:
        return Path(self.path) / "access.csv"
