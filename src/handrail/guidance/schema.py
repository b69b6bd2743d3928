"""The published schema of an edition file, made from the classes that read it, so that editors complete the file.

It is written for the widest range of editors: JSON Schema draft 7, with every part in its place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from handrail.guidance.edition import Edition
from handrail.guidance.written import INSTRUMENT, NAME

EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)
SAID_ONCE = ("$defs", "title", "default")
KIND = "#/definitions/kind_of_fact"

Schema = dict[str, Any]


@lru_cache(maxsize=1)
def edition_schema() -> Schema:
    whole = EDITION.json_schema()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "An edition: one published document of the law, complete in one file",
        **_plain(whole, whole["$defs"]),
    }


def as_published(kinds: Mapping[str, str]) -> str:
    """The schema as the file in the reference has it: editors offer every kind of fact, with its words."""
    kind = {"type": "string", "enum": list(kinds), "x-taplo": {"docs": {"enumValues": list(kinds.values())}}}
    whole = deepcopy(edition_schema())
    for key in ("starts", "stops", "falls_away"):
        whole["properties"]["duty"]["additionalProperties"]["properties"][key]["items"] = {"$ref": KIND}
    return json.dumps(whole | {"definitions": {"kind_of_fact": kind}}, indent=2, ensure_ascii=False) + "\n"


def part_of_schema(place: Sequence[str | int]) -> Schema:
    """The part that speaks of one place in a file; empty where the format knows no such place."""
    part = edition_schema()
    for step in place:
        if isinstance(step, int):
            part = part.get("items", {})
        else:
            part = part.get("properties", {}).get(step) or part.get("additionalProperties") or {}
    return part


def _plain(part: Any, defined: Schema) -> Any:
    """A part with every reference replaced by what it refers to, and without what only programs would want."""
    if isinstance(part, list):
        return [_plain(one, defined) for one in part]
    if not isinstance(part, dict):
        return part
    part = _with_what_it_refers_to(part, defined)
    if "properties" in part:
        return _a_table(part, defined)
    return {key: _plain(value, defined) for key, value in part.items() if key not in SAID_ONCE}


def _with_what_it_refers_to(part: Schema, defined: Schema) -> Schema:
    """What stands beside a reference, such as its own description, comes before what it refers to."""
    if "anyOf" in part:  # a value or nothing: TOML leaves out what is nothing
        (value,) = (one for one in part["anyOf"] if one != {"type": "null"})
        part = {**value, **{key: said for key, said in part.items() if key != "anyOf"}}
    if "$ref" in part:
        part = {**defined[part["$ref"].rpartition("/")[2]], **{key: v for key, v in part.items() if key != "$ref"}}
    return part


def _a_table(part: Schema, defined: Schema) -> Schema:
    handed = {NAME, INSTRUMENT}
    keys = {key: _plain(value, defined) for key, value in part["properties"].items() if key not in handed}
    rest = {key: value for key, value in part.items() if key not in (*SAID_ONCE, "properties", "required")}
    if "description" in rest:
        rest["description"] = " ".join(rest["description"].split("\n\n")[0].split())
    for value in keys.values():
        if "description" not in value:  # a table of rows is told by what a row is
            value["description"] = value["additionalProperties"]["description"]
    needs = [key for key in part.get("required", ()) if key not in handed]
    return {**rest, "properties": keys} | ({"required": needs} if needs else {})
