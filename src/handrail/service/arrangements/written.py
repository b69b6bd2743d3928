"""The arrangements as people read them, made from what a version says: the same parts on screen and in public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from handrail.service.arrangements.models import Named
from handrail.service.arrangements.wanted import THRESHOLDS

Said = dict[str, Any]
KINDS = {
    "local authority": "Local authority", "police force": "Police", "integrated care board": "Health",
    "clinical commissioning group": "Health",
}  # fmt: skip
TITLES = {
    "partners": "The safeguarding partners", "boundaries": "The area", "agencies": "The relevant agencies",
    "thresholds": "The threshold document", "chair": "The chair", "voices": "How children and families are heard",
    "disputes": "How disagreements are settled", "relations": "Working with other boards",
    "identify_and_respond": "Finding and answering children’s needs", "evidence": "Data and intelligence",
    "local_reviews": "Local reviews", "scrutiny": "Independent scrutiny", "custody_and_homes":
    "Youth custody and residential homes", "training_and_audit": "Training and audit", "funding": "Money",
    "learning": "Learning from reviews", "schools": "Schools, colleges and early years", "early_help_assessment":
    "Early help", "criteria": "Criteria for help and referral", "abuse_neglect_exploitation":
    "Abuse, neglect and exploitation", "secure_estate": "Children in the youth secure estate", "disabled_children":
    "Disabled children",
}  # fmt: skip


def title_of(key: str) -> str:
    """In plain words; an item that has none yet by its own key."""
    return TITLES.get(key) or key.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it. A line that begins with “- ” is one of a list."""

    heading: str
    text: str
    level: int = 2


def parts_of(said: Said, schools: Sequence[Said]) -> list[Part]:
    return [*_arrangements(said), *_schools(schools), *_thresholds(said)]


def _arrangements(said: Said) -> Iterator[Part]:
    yield Part(title_of("partners"), "")
    for row in said["partner"]:
        yield Part(row["body"]["name"], "\n\n".join(_partner(row)), 3)
    yield Part(title_of("boundaries"), "The areas of:\n" + _list(
        row["body"]["name"] for row in said["partner"] if row["body"]["kind"] == "local authority"
    ))  # fmt: skip
    if said["person"]:
        yield Part("Who else is named", "")
        for place, rows in groupby(said["person"], key=lambda row: row["place"]):
            yield Part(Named.Place(place).label, "\n\n".join(_person(row) for row in rows), 3)
    yield Part(title_of("agencies"), "")
    for row in said["agency"]:
        yield Part(row["body"]["name"], "\n\n".join(_agency(row)), 3)
    shown = {"partners", "boundaries", "agencies", "thresholds"}
    for row in said["section"]:
        if row["of_list"] != THRESHOLDS and (row["text"] or row["why_not"]):
            heading = title_of(row["item"])
            yield Part(f"{heading}: more" if row["item"] in shown else heading, _words(row))


def _partner(row: Said) -> Iterator[str]:
    kind = row["body"]["kind"]
    yield f"{KINDS.get(kind, kind.capitalize())}."
    if row["lead_name"]:
        yield f"Lead safeguarding partner: {_post(row['lead_name'], row['lead_job'])}."
    if row["delegate_name"]:
        yield f"Delegated safeguarding partner: {_post(row['delegate_name'], row['delegate_job'])}."
    if row["may_decide"]:
        yield f"May decide for the lead: {row['may_decide']}"
    if row["may_not_decide"]:
        yield f"Stays with the lead: {row['may_not_decide']}"


def _post(name: str, job: str) -> str:
    return f"{name}, {job}" if job else name


def _person(row: Said) -> str:
    return " ".join(words for words in (f"{_post(row['name'], row['whence'])}.", row["says"]) if words)


def _agency(row: Said) -> Iterator[str]:
    if row["body"]["category"]:
        yield f"In the regulations’ list: {row['body']['category']}."
    yield f"Why it was chosen: {row['why']}"
    if row["does"]:
        yield row["does"]
    if row["runs"]:
        yield f"For {row['runs_for']['name']} it runs: {row['runs']}"


def _words(row: Said) -> str:
    return row["text"] or f"These arrangements do not have this, because: {row['why_not']}"


def _schools(schools: Sequence[Said]) -> Iterator[Part]:
    if not schools:
        return
    yield Part("The schools and colleges of the area", f"As the national register lists them: {len(schools)}.")
    by_way = [(row["way"] if row["takes_part"] else "", row["name"]) for row in schools]
    for way, rows in groupby(sorted(by_way, key=lambda row: (not row[0], *row)), key=lambda row: row[0]):
        yield Part(way or "Not yet taking part", _list(name for _, name in rows), 3)


def _thresholds(said: Said) -> Iterator[Part]:
    if not said["level"]:
        return
    yield Part(title_of("thresholds"), "")
    for row in said["level"]:
        words = [f"Who is at this level: {row['need']}", f"What help there is: {row['help']}"]
        words += [f"The way up: {row['up']}"] if row["up"] else []
        words += [f"The way down: {row['down']}"] if row["down"] else []
        yield Part(f"Level {row['place']}: {row['name']}", "\n\n".join(words), 3)
    for row in said["section"]:
        if row["of_list"] == THRESHOLDS and (row["text"] or row["why_not"]):
            yield Part(title_of(row["item"]), _words(row), 3)


def _list(items: Any) -> str:
    return "\n".join(f"- {item}" for item in items)
