"""How one version of the forms is written: a file of its own, complete, that says of each question how far it was seen.

These classes are the one declaration of the format: they check a file as it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, Strict, StringConstraints

from handrail.guidance.edition import Seen
from handrail.guidance.written import NAME, ROW, Day, Key, LastDay, Named, Words

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Kind(StrEnum):
    """What an answer is."""

    LINE = "line"
    TEXT = "text"
    YES_NO = "yes, no or not known"
    ONE_OF = "one of"
    SOME_OF = "some of"
    DAY = "day"
    NUMBER = "number"

    @property
    def compares(self) -> bool:
        """Whether two agencies' answers can be held against each other word for word."""
        return self not in (Kind.LINE, Kind.TEXT)

    @property
    def chooses(self) -> bool:
        return self in (Kind.ONE_OF, Kind.SOME_OF)


YES, NO, NOT_KNOWN = "Yes", "No", "Not known"


class Use(StrEnum):
    """What a form is for: telling of a death, what each agency knows, more on one kind of death, or what the overview
    panel found; the last stands in the editions of the guidance and in no file here."""

    NOTIFICATION = "notification"
    REPORTING = "reporting"
    SUPPLEMENTARY = "supplementary"
    ANALYSIS = "analysis"


def _each_once(words: tuple[str, ...]) -> tuple[str, ...]:
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} is there twice; leave one")
    return words


@dataclass(frozen=True)
class OnlyIf:
    """A question is put only where an earlier one on its page was answered so."""

    __pydantic_config__ = ROW

    question: Name
    answer: Annotated[tuple[Words, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Question:
    """One question, in our own words. `seen` says how far it is confirmed that the published form asks it."""

    __pydantic_config__ = ROW

    key: Name
    asks: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    kind: Kind
    seen: Seen
    hint: str = ""
    unit: str = ""
    least: Annotated[float | None, Strict()] = None
    most: Annotated[float | None, Strict()] = None
    decimals: Annotated[int, Strict(), Field(ge=0, le=3)] = 0
    choices: Annotated[tuple[Words, ...], AfterValidator(_each_once)] = ()
    only_if: OnlyIf | None = None
    needed: Annotated[bool, Strict(), Field(description="Whether the report says that it is missing.")] = False
    cite: str = ""

    @property
    def label(self) -> str:
        """As it is put: a number with its unit."""
        return f"{self.asks}, in {self.unit}" if self.unit else self.asks

    @property
    def answers(self) -> tuple[str, ...]:
        return (YES, NO, NOT_KNOWN) if self.kind is Kind.YES_NO else self.choices


@dataclass(frozen=True)
class Section:
    """One page of a form. One that `repeats` is put again for each person, for as many as that."""

    __pydantic_config__ = ROW

    key: Name
    title: Words
    questions: Annotated[tuple[Question, ...], Field(alias="question")]
    hint: str = ""
    repeats: Annotated[int, Strict(), Field(ge=0, le=12)] = 0
    another: Annotated[str, Field(description="What is asked before the next person.")] = ""

    @property
    def slug(self) -> str:
        return self.key.replace("_", "-")


@dataclass(frozen=True)
class Form:
    """One form: who fills it in and when, and its sections."""

    __pydantic_config__ = ROW

    key: Key
    title: Words
    use: Use
    seen: Seen
    cite: Words
    sections: Annotated[tuple[Section, ...], Field(alias="section")]
    when: Annotated[str, Field(description="For a supplementary form: the kind of death it is for.")] = ""
    note: str = ""

    @property
    def slug(self) -> str:
        return self.key.replace("_", "-")

    def questions(self) -> Iterator[tuple[Section, Question]]:
        for section in self.sections:
            for question in section.questions:
                yield section, question


@dataclass(frozen=True)
class NotSeen:
    """How many forms there are whose names were not all found, so that the screen can say what is missing."""

    __pydantic_config__ = ROW

    of: Annotated[int, Strict(), Field(ge=1)]
    on: Day
    says: Words
    seen: Seen


@dataclass(frozen=True, eq=False)
class Version:
    """All forms as they stood between two days."""

    __pydantic_config__ = ROW

    key: Annotated[Words, Field(alias=NAME)]
    title: Words
    from_: Annotated[Day, Field(alias="from")]
    cite: Words
    forms: Annotated[Mapping[str, Form], Named, Field(alias="form")]
    until: LastDay = date.max
    note: str = ""
    supplementary: NotSeen | None = None
    changes: Annotated[tuple[Words, ...], Field(description="What changed from the version before, a line each.")] = (
        field(default=())
    )

    @property
    def reporting(self) -> Form:
        return next(form for form in self.forms.values() if form.use is Use.REPORTING)

    @property
    def notification(self) -> Form:
        return next(form for form in self.forms.values() if form.use is Use.NOTIFICATION)

    @property
    def supplements(self) -> tuple[Form, ...]:
        return tuple(form for form in self.forms.values() if form.use is Use.SUPPLEMENTARY)

    @property
    def not_named(self) -> int:
        """Supplementary forms of which not even the name was found."""
        return max(0, self.supplementary.of - len(self.supplements)) if self.supplementary else 0
