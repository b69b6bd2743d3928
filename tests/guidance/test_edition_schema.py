"""The published schema of an edition file is the one the reader keeps to, and each file leads an editor to it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from handrail.guidance.schema import as_published
from handrail.guidance.shelf import EDITIONS, EditionFault, kinds_of_fact, read_edition
from tests.guidance.timeline import duty

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "reference" / "edition.schema.json"
HEADING = 'title = "T"\nstage = "in force"\nfrom = 2020-01-01\n'
TELL = duty("tell", "call_noted", "note_filed")
FILES = sorted(EDITIONS.glob("*/*.toml"))


def accepted_by_an_editor(text: str) -> bool:
    """As editors do, days are read as words."""
    try:
        as_an_editor()(json.loads(json.dumps(tomllib.loads(text), default=str)))
    except fastjsonschema.JsonSchemaException:
        return False
    return True


def accepted_on_reading(text: str, folder: Path) -> bool:
    file = folder / "2020.toml"
    file.write_text(text, encoding="utf-8")
    try:
        read_edition(file, frozenset(kinds_of_fact()))
    except EditionFault:
        return False
    return True


@cache
def as_an_editor() -> Callable[[Any], Any]:
    check: Callable[[Any], Any] = fastjsonschema.compile(schema())
    return check


def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return read


def test_the_published_schema_is_current() -> None:
    now = as_published({kind.key: kind.says for kind in kinds_of_fact().values()})
    assert PUBLISHED.read_text(encoding="utf-8") == now, "Run tools/schema, which makes it anew."


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_edition_is_one_the_schema_accepts_and_leads_an_editor_to_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    directive, _, where = text.splitlines()[0].partition(" ")
    assert directive == "#:schema"
    assert (file.parent / where).resolve() == PUBLISHED
    assert accepted_by_an_editor(text)


@pytest.mark.parametrize(
    "text",
    [
        TELL.replace('"should"', '"shall"'),
        TELL.replace("says", "sayz"),
        TELL.replace("note_filed", "note_filled"),
        TELL.replace("['note_filed']", '["note_filed", "note_filed"]'),
        TELL.replace('"A duty"', '""'),
        TELL + 'within = "5 fortnights"\n',
        TELL + 'within = "0 days"\n',
        TELL + "month_end = 1\n",
        TELL.replace("duty.tell", "dutty.tell"),
        '[contents.r]\ntitle = "R"\ncite = "c"\nseen = "text"\nitem = []\n',
        '[criterion.c]\ndecides = "d"\nuse = "weigh"\nsays = "s"\ncite = "c"\nseen = "text"\n',
        'stage = "over"\n',
    ],
)
def test_the_schema_and_the_reader_refuse_the_same_slips(text: str, tmp_path: Path) -> None:
    whole = HEADING.replace('stage = "in force"\n', "") + text if text.startswith("stage") else HEADING + text
    assert not accepted_by_an_editor(whole)
    assert not accepted_on_reading(whole, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        TELL,
        TELL + 'within = "1 day"\nby = 2020-02-01\nmonth_end = true\n',
        TELL + 'by = "30 September"\n',
        TELL + 'within = "7 working days before"\n',
        duty("stand", "", ""),
        '[contents.r]\ntitle = "R"\ncite = "c"\nseen = "text"\n'
        '[[contents.r.item]]\nkey = "a"\nsays = "s"\nforce = "must"\n',
    ],
)
def test_the_schema_and_the_reader_accept_the_same_rows(text: str, tmp_path: Path) -> None:
    assert accepted_by_an_editor(HEADING + text)
    assert accepted_on_reading(HEADING + text, tmp_path)


def test_every_key_an_editor_offers_comes_with_help() -> None:
    silent = [path for path, part in keys_in(schema()) if not part.get("description")]
    assert silent == []


def keys_in(part: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for key, below in part.get("properties", {}).items():
        yield f"{path}/{key}", below
        yield from keys_in(below, f"{path}/{key}")
    for nested in ("additionalProperties", "items"):
        if isinstance(part.get(nested), dict):
            yield from keys_in(part[nested], path)
