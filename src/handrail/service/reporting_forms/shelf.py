"""Reads the versions of the forms from their files, checking each line of them. Nothing is inherited between files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from handrail.guidance.faults import EXPECTED, EditionFault, Fault, told
from handrail.guidance.places import Place
from handrail.guidance.written import NAME
from handrail.service.reporting_forms.written import Form, Kind, Question, Use, Version

VERSIONS = Path(__file__).parent / "versions"
VERSION: TypeAdapter[Version] = TypeAdapter(Version)
MOST_LETTERS = 60


@lru_cache(maxsize=1)
def every_version() -> tuple[Version, ...]:
    """Every version Handrail holds, the oldest first."""
    return read_versions(VERSIONS)


def version_called(key: str) -> Version:
    """Raises LookupError where there is none."""
    for version in every_version():
        if version.key == key:
            return version
    raise LookupError(f"There is no version {key} of the forms.")


def version_on(day: date) -> Version | None:
    """The version in use on a day; None before the first."""
    return next((one for one in reversed(every_version()) if one.from_ <= day <= one.until), None)


def read_versions(folder: Path) -> tuple[Version, ...]:
    """Read `<version>.toml` in a folder. Raises EditionFault with every fault of every file, each with its line."""
    versions: list[Version] = []
    faults: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            versions.append(read_version(file))
        except EditionFault as fault:
            faults.extend(fault.faults)
    versions.sort(key=lambda version: version.from_)
    faults.extend(() if faults else _days_between(versions))
    if faults:
        raise EditionFault(faults)
    return tuple(versions)


def read_version(file: Path) -> Version:
    """Read one version. Raises EditionFault with every fault of the file."""
    text = file.read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise EditionFault([f"{file.name}: {fault}"]) from None
    try:
        version = VERSION.validate_python({**raw, NAME: file.stem})
    except ValidationError as error:
        raise EditionFault(told(file.name, text, _faults_of(error))) from None
    faults = list(_faults_between(version))
    if faults:
        raise EditionFault(told(file.name, text, faults))
    return version


def _faults_of(error: ValidationError) -> Iterator[Fault]:
    for found in error.errors(include_url=False):
        place = tuple(found["loc"])
        kind = found["type"]
        if kind == "missing":
            says = "is missing"
        elif kind == "unexpected_keyword_argument":
            says = "is not known here"
        elif kind == "enum":
            says = f"expected {found['ctx']['expected']}; found {str(found['input'])[:MOST_LETTERS]!r}"
        else:
            says = f"{EXPECTED.get(kind, found['msg'])}; found {str(found['input'])[:MOST_LETTERS]!r}"
        yield Fault(place, says)


def _faults_between(version: Version) -> Iterator[Fault]:
    """What no row can tell by itself."""
    for use in (Use.NOTIFICATION, Use.REPORTING):
        if sum(form.use is use for form in version.forms.values()) != 1:
            yield Fault(("form",), f"there has to be one form for {use.value}, and only one")
    slugs: dict[str, str] = {}
    for form in version.forms.values():
        if form.use is Use.SUPPLEMENTARY and not form.when:
            yield Fault(("form", form.key), "a supplementary form says in `when` for which kind of death it is")
        if form.use is Use.ANALYSIS:
            yield Fault(("form", form.key), "the analysis form stands in the editions of the guidance, and not here")
        yield from _faults_in(form, slugs)


def _faults_in(form: Form, slugs: dict[str, str]) -> Iterator[Fault]:
    keys: dict[str, int] = {}
    if not form.sections:
        yield Fault(("form", form.key), "a form has one section at least")
    for at, section in enumerate(form.sections):
        place: Place = ("form", form.key, "section", at)
        if form.use is not Use.NOTIFICATION:
            slug = slug_of(form, section.slug)
            if slug in slugs or slug in ("document", "approved"):
                yield Fault((*place, "key"), f"{section.key} names another page already")
            slugs[slug] = form.key
        if not section.questions:
            yield Fault(place, "a section has one question at least")
        if bool(section.repeats) != bool(section.another):
            yield Fault(place, "a page that repeats says how often, and what is asked before the next")
        earlier: dict[str, Question] = {}
        for number, question in enumerate(section.questions):
            here = (*place, "question", number)
            if question.key in keys:
                yield Fault((*here, "key"), f"{question.key} is asked on this form already")
            keys[question.key] = at
            yield from _faults_with(question, earlier, here)
            earlier[question.key] = question


def _faults_with(question: Question, earlier: Mapping[str, Question], here: Place) -> Iterator[Fault]:
    number = question.kind is Kind.NUMBER
    if number != bool(question.unit):
        yield Fault((*here, "unit"), "a number, and nothing else, has a unit")
    if not number and (question.least is not None or question.most is not None or question.decimals):
        yield Fault(here, "least, most and decimals are for a number")
    if question.least is not None and question.most is not None and question.most <= question.least:
        yield Fault((*here, "most"), "the most is not above the least")
    if question.kind.chooses != bool(question.choices):
        yield Fault((*here, "choices"), "what is chosen from has choices, and nothing else has")
    if question.kind is Kind.SOME_OF and any(", " in choice for choice in question.choices):
        yield Fault((*here, "choices"), "a choice of several has no comma: the answers are written with commas between")
    if question.only_if is not None:
        on = earlier.get(question.only_if.question)
        if on is None:
            yield Fault((*here, "only_if"), f"{question.only_if.question} is not asked earlier on this page")
        elif not set(question.only_if.answer) <= set(on.answers):
            yield Fault((*here, "only_if"), f"{on.key} cannot be answered so")


def _days_between(versions: Sequence[Version]) -> Iterator[str]:
    for before, after in pairwise(versions):
        if before.until != after.from_ - timedelta(days=1):
            yield f"{after.key}.toml: its first day, {after.from_}, is not the day after the last of {before.key}.toml"


def slug_of(form: Form, slug: str) -> str:
    """The address of a page: a section's own on the reporting form, with the form's name before it on another."""
    return slug if form.use is Use.REPORTING else f"{form.slug}-{slug}"


def field_of(form: Form, key: str) -> str:
    """The name under which an answer is kept; the same for the same question of every agency."""
    return key if form.use is Use.REPORTING else f"{form.key}__{key}"


def raw_questions(version: Version) -> Iterator[tuple[Form, Any, Question]]:
    """Every question of every form, in order."""
    for form in version.forms.values():
        for section, question in form.questions():
            yield form, section, question
