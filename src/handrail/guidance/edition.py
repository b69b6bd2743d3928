"""What an edition holds. One edition is one published document, complete in one file.

These classes are also the one declaration of the file's format: they check it as it is read, and the
published schema is made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from handrail.guidance.days import At, WorkingDays
from handrail.guidance.passage import Begins, Ends
from handrail.guidance.span import Number
from handrail.guidance.written import (
    INSTRUMENT,
    NAME,
    ROW,
    Day,
    FixedDay,
    Heading,
    Key,
    KindOfBody,
    Kinds,
    LastDay,
    MonthEnd,
    Named,
    NamedOnce,
    Within,
    Words,
)


class Stage(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    UNREAD = "unread"
    HISTORY = "history"


class Force(StrEnum):
    """How strongly a sentence binds: an Act, statutory guidance, the Panel's guidance, or leave to act."""

    MUST = "must"
    SHOULD = "should"
    EXPECTED = "expected"
    MAY = "may"


class Seen(StrEnum):
    """How far a row has been confirmed: the weakest of its number, start and recipient."""

    TEXT = "text"
    RESTATED = "restated"
    SEED = "seed"
    RECALLED = "recalled"

    @property
    def sentence(self) -> str:
        return {
            Seen.TEXT: "Checked against the published text.",
            Seen.RESTATED: "Taken from a public body's restatement; not checked against the published text.",
            Seen.SEED: "Taken from a paper of the time; not checked against the published text.",
            Seen.RECALLED: "Recalled, and not checked against the published text.",
        }[self]


class Use(StrEnum):
    """What a criterion does: it compels, or it informs a judgement."""

    TRIGGER = "trigger"
    CONSIDER = "consider"


class Bound(StrEnum):
    """What the counted day means."""

    NO_LATER_THAN = "no later than"
    TARGET = "target"
    AT_MOST = "at most"
    NOT_BEFORE = "not before"
    FOR_AT_LEAST = "for at least"


class Late(StrEnum):
    """What lateness calls for."""

    BREACH = "breach"
    EXPLAIN = "explain"
    NOTIFY = "notify"


Title = Annotated[Heading, Field(description="A short name, as a heading would have it.")]
Says = Annotated[Words, Field(description="What it says, in our own plain words: one or two sentences, never copied.")]
Cite = Annotated[Words, Field(description="Where it stands: section, regulation, chapter, paragraph or page.")]
Confirmed = Annotated[
    Seen,
    Field(
        description="How far this row has been confirmed: text (read in the words of the instrument), restated "
        "(a public body's restatement), seed (a paper of the time) or recalled. The weakest of its parts counts."
    ),
]
Binds = Annotated[
    Force,
    Field(
        description="How strongly the sentence binds: must (an Act or regulations), should (statutory guidance), "
        "expected (the Panel's or other guidance) or may (leave to act)."
    ),
]
From = Annotated[
    Day | None, Field(alias="from", description="The first day it stands, where that is not the edition's first.")
]
Until = Annotated[
    LastDay | None,
    Field(description="The last day it stands, where that is not the edition's last; later, where the law saved it."),
]
Starting = Annotated[
    Begins, Field(description="Whether it began everywhere at once, or in each area when its own arrangements began.")
]
Ending = Annotated[
    Ends,
    Field(
        description="Whether it ended everywhere at once, or in each area when its own arrangements began; twelve "
        "months later, where the law saved it so long for what was under way."
    ),
]


@dataclass(frozen=True)
class Duty:
    """Something an edition says a body must, should or may do, in our own words.

    `starts`, `stops` and `falls_away` are kinds of fact. `within` and `by` may both be given: the
    earlier day is due. Neither means the edition gives no number; with no `stops` either, the duty is
    a standing one.
    """

    __pydantic_config__ = ROW

    key: Key
    title: Title
    force: Binds
    owed_by: Annotated[KindOfBody, Field(description='The kind of body that owes it, such as "local authority".')]
    owed_to: Annotated[Heading, Field(description="Whom it is owed to.")]
    starts: Annotated[
        Kinds, Field(description="The kinds of fact, any one of which sets it running. Empty for one always owed.")
    ]
    stops: Annotated[Kinds, Field(description="The kinds of fact that mean it was done. Empty for a standing duty.")]
    says: Says
    cite: Cite
    seen: Confirmed
    falls_away: Annotated[Kinds, Field(description="The kinds of fact that end it unmet.")] = frozenset()
    within: Annotated[
        Within,
        Field(description='The number it gives: "5 working days", "6 months", "7 days before". Absent for promptly.'),
    ] = None
    by: Annotated[FixedDay, Field(description='A fixed day, 2019-09-29, or one of each year, "30 September".')] = None
    month_end: Annotated[MonthEnd, Field(description="Whether the day counted moves on to the end of its month.")] = (
        False
    )
    bound: Annotated[
        Bound,
        Field(
            description="What the counted day means: a last day, an aim, a maximum, a first day, or a shortest time."
        ),
    ] = Bound.NO_LATER_THAN
    begins: Starting = Begins.NATIONALLY
    ends: Ending = Ends.NATIONALLY
    from_: From = None
    until: Until = None
    late: Annotated[
        Late, Field(description="What lateness is: a breach, something to explain, or something to give notice of.")
    ] = Late.EXPLAIN
    note: Annotated[str, Field(description="A caution that people should see, such as a number in dispute.")] = ""
    ended_by: Annotated[
        str, Field(description="What ended it, where it ended and no later edition carries it on under the same key.")
    ] = ""
    at_least: Annotated[
        int | None, Field(description="The least number of what it speaks of, where it gives one: deaths a year.", ge=1)
    ] = None
    at_most: Annotated[
        int | None, Field(description="The greatest number of what it speaks of, where it gives one.", ge=1)
    ] = None

    @cached_property
    def looks_back(self) -> bool:
        """Whether it is to be done before a planned day rather than after an event."""
        return self.within is not None and self.within.before

    @property
    def recurs(self) -> bool:
        """Whether doing it starts it again."""
        return bool(self.starts & self.stops)

    @property
    def stands(self) -> bool:
        """Whether it is owed always: nothing is counted and nothing finishes it."""
        return self.within is None and self.by is None and not self.stops

    @cached_property
    def counts_working_days(self) -> bool:
        return self.within is not None and self.within.unit == "working days"

    @cached_property
    def number(self) -> Number:
        return Number(self.within, self.by, self.month_end)

    def due(self, start: At, days: WorkingDays) -> At | None:
        """The London day, or the instant for a span in hours; None where there is no number."""
        return self.number.due(start, days)


@dataclass(frozen=True)
class Criterion:
    """A test that people apply. A trigger compels; a consideration informs a judgement."""

    __pydantic_config__ = ROW

    key: Key
    decides: Annotated[Words, Field(description='What is decided by it, such as "local_review".')]
    use: Annotated[Use, Field(description="trigger: it compels when it is met. consider: it informs a judgement.")]
    says: Says
    cite: Cite
    seen: Confirmed
    begins: Starting = Begins.NATIONALLY
    ends: Ending = Ends.NATIONALLY
    from_: From = None
    until: Until = None


@dataclass(frozen=True)
class Definition:
    """What a word means in this edition."""

    __pydantic_config__ = ROW

    key: Key
    term: Annotated[Words, Field(description="The word or phrase that is defined.")]
    says: Says
    cite: Cite
    seen: Confirmed
    begins: Starting = Begins.NATIONALLY
    ends: Ending = Ends.NATIONALLY
    from_: From = None
    until: Until = None


@dataclass(frozen=True)
class Role:
    """An office that an edition creates: who holds it, who appoints and removes them, what they may not be."""

    __pydantic_config__ = ROW

    key: Key
    title: Title
    says: Says
    cite: Cite
    seen: Confirmed
    begins: Starting = Begins.NATIONALLY
    ends: Ending = Ends.NATIONALLY
    from_: From = None
    until: Until = None


@dataclass(frozen=True)
class Agency:
    """A kind of body that may be named as a relevant agency."""

    __pydantic_config__ = ROW

    key: Key
    group: Annotated[Words, Field(description="The group under which it is listed.")]
    says: Says
    cite: Cite
    seen: Confirmed
    begins: Starting = Begins.NATIONALLY
    ends: Ending = Ends.NATIONALLY
    from_: From = None
    until: Until = None


@dataclass(frozen=True)
class Item:
    """One thing that a published document must or should hold."""

    __pydantic_config__ = ROW

    key: Annotated[Words, Field(description="A short name for it, so that other records can speak of it.")]
    says: Says
    force: Binds
    cite: Annotated[Words, Field(description="Where it stands, if not where the whole list does.")] = ""
    seen: Annotated[Seen, Field(description="How far it has been confirmed, if not as far as the whole list.")] = (
        Seen.RECALLED
    )


def _with_the_whole(row: object) -> object:
    """An item without a citation or a `seen` of its own has those of its document, where those are sound."""
    if not isinstance(row, Mapping) or not isinstance(row.get("item"), list):
        return row
    sound = {"cite": isinstance(row.get("cite"), str) and row["cite"], "seen": row.get("seen") in [*Seen]}
    whole = {key: row[key] for key, is_sound in sound.items() if is_sound}
    return {**row, "item": [{**whole, **item} if isinstance(item, Mapping) else item for item in row["item"]]}


@dataclass(frozen=True)
class Contents:
    """What a published document must or should hold: a checklist."""

    __pydantic_config__ = ROW

    key: Key
    title: Annotated[Words, Field(description="The name of the published document.")]
    cite: Cite
    seen: Confirmed
    items: Annotated[
        tuple[Item, ...],
        Field(alias="item", min_length=1, description="What it must or should hold, one [[contents.NAME.item]] each."),
        NamedOnce,
    ]
    begins: Starting = Begins.NATIONALLY
    ends: Ending = Ends.NATIONALLY
    from_: From = None
    until: Until = None


@dataclass(frozen=True)
class Change:
    """A change of the text while an edition stood, kept so that it is not lost."""

    __pydantic_config__ = ROW

    key: Key
    on: Annotated[Day, Field(description="The day the text changed.")]
    says: Says
    seen: Confirmed


@dataclass(frozen=True)
class Relaxation:
    """A dated period in which named duties had no fixed day."""

    __pydantic_config__ = ROW

    key: Key
    title: Title
    duties: Annotated[frozenset[str], Field(min_length=1, description="The keys of the duties that were relaxed.")]
    from_: Annotated[Day, Field(alias="from", description="Its first day.")]
    until: Annotated[LastDay, Field(description="Its last day.")]
    says: Says
    cite: Cite
    seen: Confirmed


@dataclass(frozen=True, eq=False)
class Edition:
    """One published document, or one consolidated state of an Act or of regulations."""

    __pydantic_config__ = ROW

    instrument: Annotated[Words, Field(alias=INSTRUMENT)]
    key: Annotated[Words, Field(alias=NAME)]
    title: Annotated[Words, Field(description="The document's name, with its year.")]
    stage: Annotated[
        Stage,
        Field(
            description="draft (never governs), in force, superseded, unread (published, and not yet read) "
            "or history (kept for comparison only)."
        ),
    ]
    from_: Annotated[Day, Field(alias="from", description="The first day on which it stood.")]
    until: Annotated[LastDay, Field(description="The last day on which it stood. Absent while it stands.")] = date.max
    cite: Annotated[str, Field(description="Which printing of it this is.")] = ""
    duties: Annotated[Mapping[str, Duty], Named, Field(alias="duty")] = field(default_factory=dict)
    criteria: Annotated[Mapping[str, Criterion], Named, Field(alias="criterion")] = field(default_factory=dict)
    definitions: Annotated[Mapping[str, Definition], Named, Field(alias="definition")] = field(default_factory=dict)
    changes: Annotated[Mapping[str, Change], Named, Field(alias="change")] = field(default_factory=dict)
    relaxations: Annotated[Mapping[str, Relaxation], Named, Field(alias="relaxation")] = field(default_factory=dict)
    roles: Annotated[Mapping[str, Role], Named, Field(alias="role")] = field(default_factory=dict)
    contents: Annotated[Mapping[str, Annotated[Contents, BeforeValidator(_with_the_whole)]], Named] = field(
        default_factory=dict
    )
    agencies: Annotated[Mapping[str, Agency], Named, Field(alias="agency")] = field(default_factory=dict)

    @property
    def governs(self) -> bool:
        """A draft never governs a case, nor does what is kept for comparison; what has not been read cannot."""
        return self.stage in (Stage.IN_FORCE, Stage.SUPERSEDED)
