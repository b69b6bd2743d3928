"""Reads the exported bundle, and refuses one that is not what its manifest says: docs/reference/public-bundle.md.

Every file is taken to be what a stranger may have put there. Nothing is believed unseen: neither hash nor shape.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, ValidationError, model_validator

from handrail.common.charts import Bar, bars_of, for_screen, svg_of

LARGEST_MANIFEST, LARGEST_DOCUMENT = 100_000_000, 20_000_000  # bytes
LARGEST_COUNT = 1_000_000_000
UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

Part = TypeVar("Part", bound=BaseModel)

KINDS = ("paragraph", "list", "quotation", "table", "chart")
"""The kinds of block that the contract knows now."""
OWN_PLACES = frozenset(
    "about accessibility assets documents feed healthy kinds publishers robots search sitemap themes withdrawn"
    " years".split()
)
"""First parts of addresses at which the site has pages of its own."""


class BundleRefused(Exception):
    """A sentence for whoever publishes: what is wrong with the bundle. What was served goes on being served."""


def _line(words: str) -> str:
    """On one line, without characters that no page or feed may hold."""
    return " ".join(UNSHOWABLE.sub(" ", words).split())


def _not_empty(words: str) -> str:
    if not words:
        raise ValueError("must not be empty")
    return words


Line = Annotated[str, AfterValidator(_line)]
Words = Annotated[str, AfterValidator(_line), AfterValidator(_not_empty)]
Lines = Annotated[tuple[Line, ...], Field(strict=False)]  # a list by then: a validator has looked at the block before
Address = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=120)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=40)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Read(BaseModel):
    """What the contract does not name is passed over: a later version of it may say more."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Publisher(_Read):
    """The partnership or board."""

    name: Words


class Entry(_Read):
    """A document as the manifest names it."""

    address: Address
    kind: Slug
    path: Annotated[str, Field(pattern=r"^documents/[0-9a-f]{32}\.json$")]
    sha256: Hash
    bytes: Annotated[int, Field(ge=2, le=LARGEST_DOCUMENT)]
    title: Words
    publisher: Publisher
    published_on: date
    version: Annotated[int, Field(ge=1)]
    released_at: datetime


class Tombstone(_Read):
    """What was published and no longer is."""

    address: Address
    kind: Slug
    withdrawn_on: date
    reason: Words


class Manifest(_Read):
    """What is published now, and what was withdrawn."""

    schema_version: Literal[1]
    changed_at: datetime | None
    documents: tuple[Entry, ...]
    withdrawn: tuple[Tombstone, ...]


class ChartBar(_Read):
    """A figure: a number, or the mark that says why there is none."""

    model_config = ConfigDict(strict=False)

    of: Words
    count: Annotated[StrictInt, Field(ge=0, le=LARGEST_COUNT)] | None
    mark: Line = ""

    @model_validator(mode="after")
    def _has_a_number_or_a_mark(self) -> Self:
        if (self.count is None) != bool(self.mark):
            raise ValueError("a figure of a chart is a number or a mark")
        return self


class Block(_Read):
    """A paragraph, a list, a quotation, a table or a chart; of another kind its text or its items are shown."""

    kind: str
    text: Line = ""
    ordered: bool = False
    items: Lines = ()
    caption: Line = ""
    header: Lines = ()
    rows: Annotated[tuple[Lines, ...], Field(strict=False)] = ()
    bars: Annotated[tuple[ChartBar, ...], Field(strict=False)] = ()

    @model_validator(mode="before")
    @classmethod
    def _of_a_kind_unknown_its_text_and_items(cls, told: object) -> object:
        """What else it has may be of any shape, whatever a kind that is known calls by the same name."""
        if not isinstance(told, dict) or told.get("kind") in KINDS:
            return told
        return {key: told[key] for key in ("kind", "text", "items") if key in told}

    @model_validator(mode="after")
    def _rows_are_as_wide_as_their_header(self) -> Self:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("a row of a table must have as many cells as its header")
        return self

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """Of a chart, drawn here from its figures: nothing of a bundle is taken for markup."""
        return bars_of([(bar.of, bar.count) for bar in self.bars])

    @property
    def svg(self) -> str:
        """On paper."""
        return svg_of(self.drawn, self.text)

    @property
    def on_screen(self) -> str:
        return for_screen(self.drawn, self.text)

    @property
    def widths(self) -> tuple[int, ...]:
        """The columns' shares of the page, by their longest words, within bounds."""
        columns = zip(self.header, *self.rows, strict=True)
        return tuple(min(max(*(len(cell) for cell in column), 9), 40) for column in columns)


class Section(_Read):
    id: Annotated[str, Field(pattern=r"^s[1-9][0-9]{0,4}$")]
    heading: Line
    level: Literal[2, 3]
    blocks: tuple[Block, ...]


class Recommendation(_Read):
    number: Line
    addressed_to: tuple[Line, ...]
    text: Line


class Review(_Read):
    kind: Line


class Document(_Read):
    """A published text. Keys that only some kinds have are empty in the others."""

    schema_version: Literal[1]
    kind: Slug
    address: Address
    title: Words
    summary: Line
    publisher: Publisher
    published_on: date
    version: Annotated[int, Field(ge=1)]
    revised_on: date | None
    revised_why: Line
    available_until: date | None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    themes: tuple[Words, ...] = ()
    review: Review | None = None
    recommendations: tuple[Recommendation, ...] = ()
    why_not_the_report: Line = ""


def read_manifest(folder: Path) -> tuple[Manifest, str]:
    """The manifest, and the hash of its bytes."""
    raw = _bytes_of(folder / "manifest.json", LARGEST_MANIFEST)
    manifest = _read(Manifest, raw, "manifest.json")
    _refuse_two_at_one_address(manifest)
    return manifest, hashlib.sha256(raw).hexdigest()


def read_document(folder: Path, entry: Entry) -> tuple[Document, bytes]:
    """The document that the entry names, and its bytes."""
    raw = _bytes_of(folder / entry.path, LARGEST_DOCUMENT)
    if len(raw) != entry.bytes or hashlib.sha256(raw).hexdigest() != entry.sha256:
        raise BundleRefused(f"{entry.path} was altered: it is not what the manifest says of {entry.address}.")
    document = _read(Document, raw, entry.path)
    for name in ("address", "kind", "title", "publisher", "published_on", "version"):
        if getattr(document, name) != getattr(entry, name):
            raise BundleRefused(f"{entry.path} and the manifest differ in the {name} of {entry.address}.")
    if len({section.id for section in document.sections}) != len(document.sections):
        raise BundleRefused(f"{entry.path} has two sections of the same id.")
    return document, raw


def _refuse_two_at_one_address(manifest: Manifest) -> None:
    addresses = [one.address for one in manifest.documents] + [one.address for one in manifest.withdrawn]
    twice = _first_of_two(addresses)
    if twice:
        raise BundleRefused(f"The manifest names the address {twice} twice.")
    ours = next((one for one in addresses if one.split("/")[0] in OWN_PLACES), None)
    if ours:
        raise BundleRefused(f"The address {ours} is where the site has a page of its own.")


def _first_of_two(addresses: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for address in addresses:
        if address in seen:
            return address
        seen.add(address)
    return None


def _read(shape: type[Part], raw: bytes, name: str) -> Part:
    try:
        return shape.model_validate_json(raw)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        where = " > ".join(str(part) for part in first["loc"]) or "the whole"
        raise BundleRefused(f"{name} is not as the contract says. {where}: {first['msg']}.") from None


def _bytes_of(path: Path, largest: int) -> bytes:
    """Of a plain file: no link leads out of the bundle, and no device is read."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            told = os.fstat(file.fileno())
            if not stat.S_ISREG(told.st_mode) or told.st_size > largest:
                raise BundleRefused(f"{path.name} is no file that can be read, or is too large.")
            return file.read(largest + 1)
    except OSError as fault:
        raise BundleRefused(f"{path.name} cannot be read: {fault.strerror}.") from None
