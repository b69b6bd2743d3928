"""The public text as it is written, and as it is to be read: sections of paragraphs, lists and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LIST_ITEM = re.compile(r"^(?:[-*•]|(?P<number>\d{1,3})[.)])\s+(?P<words>.+)$")


@dataclass(frozen=True, slots=True)
class Section:
    """`body` is as it was typed: an empty line between paragraphs, "- " or "1. " before a list's items, "> " before
    what is quoted. `level` 3 stands under the section of level 2 before it."""

    heading: str
    body: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Recommendation:
    text: str
    addressed_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """All that one version says."""

    title: str = ""
    summary: str = ""
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    why_not_the_report: str = ""
    """Of improvements that are published in its place."""
    revised_why: str = ""
    """Of a release that follows an earlier one."""
    themes: tuple[str, ...] = ()
    """A few words each, by which the public site lists it."""

    def parts(self) -> Iterator[tuple[str, str]]:
        """Each piece of text by where it stands, as the check goes through them."""
        yield "title", self.title
        yield "summary", self.summary
        yield "themes", "; ".join(self.themes)
        for place, section in enumerate(self.sections, start=1):
            yield f"heading {place}", section.heading
            yield f"section {place}", section.body
        for place, one in enumerate(self.recommendations, start=1):
            yield f"addressee {place}", "; ".join(one.addressed_to)
            yield f"recommendation {place}", one.text
        yield "why not", self.why_not_the_report
        yield "revised", self.revised_why


def read(kept: Mapping[str, Any]) -> Text:
    return Text(
        kept["title"], kept["summary"], tuple(Section(**one) for one in kept["sections"]),
        tuple(Recommendation(one["text"], tuple(one["addressed_to"])) for one in kept["recommendations"]),
        kept["why_not_the_report"], kept["revised_why"], tuple(kept.get("themes", ())),
    )  # fmt: skip


def kept(text: Text) -> dict[str, Any]:
    return {
        "title": text.title,
        "summary": text.summary,
        "sections": [{"heading": one.heading, "body": one.body, "level": one.level} for one in text.sections],
        "recommendations": [{"text": one.text, "addressed_to": list(one.addressed_to)} for one in text.recommendations],
        "why_not_the_report": text.why_not_the_report,
        "revised_why": text.revised_why,
        "themes": list(text.themes),
    }


@dataclass
class _Reading:
    """The blocks read so far, and the lines of the one that is open."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def shut(self) -> None:
        if self.lines:
            self.blocks.append({"kind": "paragraph", "text": on_one_line(self.lines)})
            self.lines = []

    def add(self, words: str, *, ordered: bool) -> None:
        self.shut()
        last = self.blocks[-1] if self.blocks else None
        if last is None or last["kind"] != "list" or last["ordered"] != ordered or last.get("shut"):
            self.blocks.append({"kind": "list", "ordered": ordered, "items": []})
        self.blocks[-1]["items"].append(words)

    def quote(self, words: str) -> None:
        self.shut()
        if self.blocks and self.blocks[-1]["kind"] == "quotation" and not self.blocks[-1].get("shut"):
            self.blocks[-1]["text"] = on_one_line([self.blocks[-1]["text"], words])
        else:
            self.blocks.append({"kind": "quotation", "text": words})

    def gap(self) -> None:
        self.shut()
        if self.blocks:
            self.blocks[-1]["shut"] = True


def blocks_of(body: str) -> list[dict[str, Any]]:
    """Paragraphs, lists and quotations, each as plain text without line breaks."""
    reading = _Reading()
    for line in (one.strip() for one in body.splitlines()):
        item = LIST_ITEM.match(line)
        if not line:
            reading.gap()
        elif item:
            reading.add(on_one_line([item["words"]]), ordered=item["number"] is not None)
        elif line.startswith(">"):
            reading.quote(on_one_line([line.lstrip("> ")]))
        else:
            reading.lines.append(line)
    reading.shut()
    return [{key: value for key, value in block.items() if key != "shut"} for block in reading.blocks]


def on_one_line(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


PLACES = {
    "title": "the title", "summary": "the summary", "themes": "the themes",
    "heading": "the heading of section", "section": "section",
    "addressee": "the addressees of recommendation", "recommendation": "recommendation",
    "why not": "why the report is not published", "revised": "why it is revised",
}  # fmt: skip


def place_in_words(part: str) -> str:
    """Where in the text, as people say it: "section 3"."""
    if part in PLACES:
        return PLACES[part]
    name, _, number = part.partition(" ")
    return f"{PLACES[name]} {number}"
