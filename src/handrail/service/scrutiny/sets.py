"""Question sets as data: read from TOML or from a sheet, checked line by line, written out again to be changed."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from pydantic import TypeAdapter, ValidationError

from handrail.service.fields import UNKEEPABLE

BROUGHT = Path(__file__).parent / "question_sets"
LARGEST = 512 * 1024
MOST_QUESTIONS = 200
COLUMNS = ("standard", "standard title", "section of the law", "question", "what is asked", "what to show")
OF = {
    "agencies": "Agencies, about themselves",
    "schools": "Schools and colleges, about themselves",
    "audit": "Agencies, about cases in a sample",
}
"""Whom a set is put to."""
KEY = re.compile(r"[a-z][a-z0-9 ]{0,29}")


class NotASet(ValueError):
    """A file that is no question set; each fault says where it is and how to mend it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Step:
    """One judgement of the scale, better the higher its `level`. One without, as "does not apply", is not counted."""

    key: str
    words: str
    level: int | None = None


OF_A_CASE = (
    Step("good", "Good", 2),
    Step("mixed", "Some good, some to be better", 1),
    Step("poor", "Not good enough", 0),
    Step("unknown", "Not known to us"),
)
"""How a body judges its own work in one case of an audit's sample; better the higher the level."""


def step_of_a_case(key: str) -> Step | None:
    return next((one for one in OF_A_CASE if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Question:
    """`wants` is what would show it."""

    key: str
    asks: str
    wants: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    key: str
    title: str
    question: tuple[Question, ...]
    cite: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsAsked:
    """A question set whole: what it is called, whom it is put to, the scale, the questions under their standards."""

    title: str
    of: str
    scale: tuple[Step, ...]
    standard: tuple[Standard, ...]
    cite: str = ""
    says: str = ""

    @property
    def slug(self) -> str:
        return slugify(self.title)[:60]

    @property
    def questions(self) -> list[tuple[Standard, Question]]:
        return [(standard, question) for standard in self.standard for question in standard.question]

    @property
    def top(self) -> int:
        return max(step.level for step in self.scale if step.level is not None)

    def step(self, key: str) -> Step | None:
        return next((one for one in self.scale if one.key == key), None)

    def step_called(self, words: str) -> Step | None:
        return next((one for one in self.scale if one.words == words), None)

    def kept(self) -> dict[str, Any]:
        """As it is kept with a round and in each request."""
        return asdict(self)


SET: TypeAdapter[QuestionsAsked] = TypeAdapter(QuestionsAsked)


def name_of(standard: Standard, question: Question) -> str:
    """What the answers to a question are kept under; the same from year to year while both keys stay."""
    return f"{standard.key}__{question.key}".replace(" ", "_")


def as_kept(kept: Mapping[str, Any]) -> QuestionsAsked:
    return SET.validate_python(kept)


@lru_cache(maxsize=1)
def brought() -> dict[str, QuestionsAsked]:
    """The sets that Handrail brings, by slug."""
    found = [read_toml(file.read_text(encoding="utf-8")) for file in sorted(BROUGHT.glob("*.toml"))]
    return {one.slug: one for one in found}


def read(name: str, held: bytes, *, like: QuestionsAsked) -> QuestionsAsked:
    """A file that somebody loads. A sheet has only the questions: its title, scale and the rest are those of `like`.

    Raises NotASet.
    """
    if len(held) > LARGEST:
        raise NotASet(["The file is larger than half a megabyte. Take out what is no question."])
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotASet(["Save the file as UTF-8 (in Excel: “CSV UTF-8”), then load it again."]) from None
    if name.lower().endswith(".toml"):
        return read_toml(text)
    return _checked({**like.kept(), "standard": _read_sheet(text)})


def read_toml(text: str) -> QuestionsAsked:
    try:
        return _checked(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise NotASet([f"The file cannot be read: {fault}."]) from None


def _checked(raw: Mapping[str, Any]) -> QuestionsAsked:
    try:
        found = SET.validate_python(raw)
    except ValidationError as error:
        raise NotASet([
            f"{' '.join(str(part) for part in fault['loc'])}: {fault['msg']}." for fault in error.errors()[:9]
        ]) from None  # fmt: skip
    if faults := list(_faults(found)):
        raise NotASet(faults[:9])
    return found


def _faults(found: QuestionsAsked) -> Iterator[str]:
    if not found.title.strip() or not found.slug:
        yield "Give the set a title."
    if found.of not in OF:
        yield f"“of” is one of {', '.join(OF)}; found “{found.of}”."
    levels = [step.level for step in found.scale if step.level is not None]
    if len(levels) < 2 or len(set(levels)) != len(levels):
        yield "The scale needs two levels at least, each once."
    if len({step.words for step in found.scale}) != len(found.scale) or len({step.key for step in found.scale}) != len(
        found.scale
    ):
        yield "Each judgement of the scale has a key and words of its own."
    if not 0 < len(found.questions) <= MOST_QUESTIONS:
        yield f"A set has one question at least, and {MOST_QUESTIONS} at most."
    yield from _faults_of_keys(found)
    words = [found.title, found.says, found.cite, *(one.title for one in found.standard)]
    words += [text for _, one in found.questions for text in (one.asks, one.wants)]
    if any(UNKEEPABLE.search(one) for one in words):
        yield "There is a character in the file that cannot be kept. Type the line anew."


def _faults_of_keys(found: QuestionsAsked) -> Iterator[str]:
    standards = [one.key for one in found.standard]
    for key in sorted({one for one in standards if standards.count(one) > 1}):
        yield f"There are two standards “{key}”. Put their questions together, or call one otherwise."
    for standard in found.standard:
        keys = [one.key for one in standard.question]
        for key in [standard.key, *keys]:
            if not KEY.fullmatch(key):
                yield f"“{key}” cannot be a key: small letters, figures and spaces, 30 at most, a letter first."
        for key in sorted({one for one in keys if keys.count(one) > 1}):
            yield f"“{key}” stands twice under “{standard.title}”. Give one of them another key."
        if not standard.question:
            yield f"There is no question under “{standard.title}”."


def _read_sheet(text: str) -> list[dict[str, Any]]:
    rows = list(csv.DictReader(io.StringIO(text)))
    missing = [name for name in COLUMNS[:5] if not rows or name not in rows[0]]
    if missing:
        raise NotASet([f"These columns are missing: {', '.join(missing)}. Take the sheet from here and change that."])
    standards: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows, start=2):
        said = {name: _plain(row.get(name)) for name in COLUMNS}
        if not any(said.values()):
            continue
        if not (said["standard"] and said["question"] and said["what is asked"]):
            raise NotASet([f"Line {number}: a question needs its standard, its key and what is asked."])
        held = standards.setdefault(
            said["standard"],
            {"key": said["standard"], "title": "", "cite": "", "question": []},
        )
        held["title"] = held["title"] or said["standard title"] or said["standard"]
        held["cite"] = held["cite"] or said["section of the law"]
        held["question"].append({
            "key": said["question"], "asks": said["what is asked"], "wants": said["what to show"],
        })  # fmt: skip
    return list(standards.values())


def _plain(cell: str | None) -> str:
    """A cell as it is meant: the mark that keeps a spreadsheet from working it out is not part of it."""
    words = (cell or "").strip()
    return words[1:] if words[:1] == "'" and words[1:2] in ("=", "+", "-", "@") else words


def rows_of(found: QuestionsAsked) -> Iterator[tuple[str, ...]]:
    """The questions as the sheet holds them."""
    for standard, one in found.questions:
        yield standard.key, standard.title, standard.cite, one.key, one.asks, one.wants
