"""A comparison of two editions, written for a reader, for a Markdown page, or for another program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from handrail.guidance.compare import Comparison, Line, Moved, Part
from handrail.guidance.edition import Edition
from handrail.guidance.wording import name_of, standing_of


def as_text(found: Comparison) -> Iterator[str]:
    for word, edition in (("From", found.older), ("To", found.newer)):
        yield f"{word}: {edition.title} ({name_of(edition)}), {standing_of(edition)}"
    yield from found.cautions
    if not any(part.differs for part in found.parts):
        yield "\nNothing that is encoded differs between them."
    for part in found.parts:
        if part.differs:
            yield f"\n{part.name.upper()}"
            yield from _part_as_text(part)


def _part_as_text(part: Part) -> Iterator[str]:
    for word, lines in (("Added", part.added), ("Dropped", part.dropped)):
        if lines:
            yield f"\n{word}"
            for line in lines:
                yield f"  {line.key}: {line.title}"
                yield f"    {line.says}"
                if line.elsewhere:
                    yield f"    {_elsewhere(word, line)}"
    if part.moved:
        yield "\nMoved"
        for moved in part.moved:
            yield f"  {moved.key}: {moved.title}"
            for move in moved.moves:
                yield f"    {move.aspect}"
                yield f"      was: {move.before}"
                yield f"      is:  {move.after}"


def _elsewhere(word: str, line: Line) -> str:
    return f"Before then it stood in {line.elsewhere}." if word == "Added" else f"It then stood in {line.elsewhere}."


def as_markdown(found: Comparison) -> Iterator[str]:
    yield f"# {found.older.title} and {found.newer.title}"
    yield ""
    for word, edition in (("From", found.older), ("To", found.newer)):
        yield f"- {word} `{name_of(edition)}`: {standing_of(edition)}"
    yield from (f"- {caution}" for caution in found.cautions)
    if not any(part.differs for part in found.parts):
        yield "\nNothing that is encoded differs between them."
    for part in found.parts:
        if part.differs:
            yield f"\n## {part.name.capitalize()}"
            yield from _lines_as_markdown("Added", part.added)
            yield from _lines_as_markdown("Dropped", part.dropped)
            yield from _moved_as_markdown(part.moved)


def _lines_as_markdown(word: str, lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    yield f"\n### {word}\n\n| key | what | words |\n|---|---|---|"
    for line in lines:
        words = f"{line.says} {_elsewhere(word, line)}" if line.elsewhere else line.says
        yield f"| `{line.key}` | {_cell(line.title)} | {_cell(words)} |"


def _moved_as_markdown(rows: Sequence[Moved]) -> Iterator[str]:
    if not rows:
        return
    yield "\n### Moved\n\n| key | aspect | was | is |\n|---|---|---|---|"
    for row in rows:
        for move in row.moves:
            yield f"| `{row.key}` | {move.aspect} | {_cell(move.before)} | {_cell(move.after)} |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def as_object(found: Comparison) -> dict[str, Any]:
    """For other programs: per table the rows added, dropped and moved, each under its key."""
    return {
        "older": _edition(found.older),
        "newer": _edition(found.newer),
        "cautions": list(found.cautions),
        **{part.name: _part(part) for part in found.parts},
    }


def _edition(edition: Edition) -> dict[str, str]:
    return {"instrument": edition.instrument, "edition": edition.key, "title": edition.title, "stage": edition.stage}


def _part(part: Part) -> dict[str, Any]:
    return {
        "added": [_line(line) for line in part.added],
        "dropped": [_line(line) for line in part.dropped],
        "moved": [
            {
                "key": row.key,
                "title": row.title,
                "moves": [{"aspect": m.aspect, "before": m.before, "after": m.after} for m in row.moves],
            }
            for row in part.moved
        ],
    }


def _line(line: Line) -> dict[str, str | None]:
    return {"key": line.key, "title": line.title, "says": line.says, "elsewhere": line.elsewhere or None}
