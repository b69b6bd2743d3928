"""What a generated report is made of: the text, what its case knows, and every mark that was planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Kind = Literal[
    "exact",
    "misspelt",
    "inflected",
    "broken",
    "initials",
    "nickname",
    "date",
    "date_form",
    "near_date",
    "address",
    "school",
    "nhs_number",
    "practitioner",
    "place",
    "jigsaw",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

DecoyKind = Literal[
    "body",
    "published",
    "other_date",
    "other_near_date",
    "general_birthday",
    "name_word",
    "number",
    "single_feature",
]
DECOY_KINDS: tuple[DecoyKind, ...] = get_args(DecoyKind)


@dataclass(frozen=True)
class Known:
    """What the case knows. `published` are names meant to be read: the author, the chair, a chosen pseudonym."""

    names: tuple[str, ...]
    aliases: tuple[str, ...]
    dates: Mapping[str, date]
    addresses: tuple[str, ...]
    schools: tuple[str, ...]
    nhs_numbers: tuple[str, ...]
    practitioners: Mapping[str, str]  # name -> job title
    places: tuple[str, ...]
    published: tuple[str, ...]
    circumstances: tuple[str, ...]  # plain facts about the child that are rare together


@dataclass(frozen=True)
class Marker:
    """`text[start:end]` gives somebody away. `reveals` says what of whom; `form` how it was written."""

    start: int
    end: int
    kind: Kind
    reveals: str
    form: str


@dataclass(frozen=True)
class Decoy:
    """`text[start:end]` looks like a marker and is not one."""

    start: int
    end: int
    kind: DecoyKind


@dataclass(frozen=True)
class Report:
    text: str
    known: Known
    markers: tuple[Marker, ...]
    decoys: tuple[Decoy, ...] = ()
    style: str = ""


@dataclass(frozen=True)
class Planted:
    """What a piece of text is, before anyone knows where in the report it will stand."""

    kind: Kind
    reveals: str
    form: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text: planted, a decoy (named by its kind), or neither."""

    text: str
    role: Planted | DecoyKind | None = field(default=None)


Sentence = tuple[Piece, ...]
