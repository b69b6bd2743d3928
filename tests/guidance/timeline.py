"""Write a case as dates and facts; compare the clocks it sets running.

A line is `date kind [about]`, with `recorded=` and `replaced=` where it matters when we came to know.
A date without an hour is a London day; with one it carries its offset.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from handrail.guidance import AreaDays, At, Clock, Fact, Law, clocks, law_in
from handrail.guidance.calendar import published_calendar
from handrail.guidance.days import LONDON
from handrail.guidance.edition import Edition
from handrail.guidance.law import law_of
from handrail.guidance.shelf import read_editions

AT_ONCE = AreaDays()
MAIN = "notify_panel rapid_review"
"""The two clocks most examples are about; name others, or "*" for every one."""


class timeline:  # noqa: N801 - it reads as a sentence: timeline(...).gives(...)
    def __init__(
        self, lines: str, *, today: str = "2026-11-20", area: str | None = None, law: Law | None = None,
        known_by: str | None = None,
    ) -> None:  # fmt: skip
        self.facts = [fact(line) for line in lines.splitlines() if line.strip()]
        self.now = datetime.combine(date.fromisoformat(today), time(12), LONDON)
        self.law = law or law_in(AreaDays(*(date.fromisoformat(day) for day in area.split())) if area else AreaDays())
        self.known_by = datetime.fromisoformat(known_by) if known_by else None

    def clocks(self, of: str = "*") -> list[Clock]:
        running = clocks(self.law, self.facts, self.known_by)
        return [clock for clock in running if of == "*" or clock.duty.key in of.split()]

    def gives(self, expected: str, of: str = MAIN) -> None:
        """Each line is `duty by date state stopped [about]`, with "-" for no number and for not stopped."""
        drawn = sorted(" ".join(line.split()) for line in expected.splitlines() if line.strip())
        assert sorted(self.row(clock) for clock in self.clocks(of)) == drawn

    def row(self, clock: Clock) -> str:
        stopped = written(clock.stopped_by.at) if clock.stopped_by else "-"
        row = f"{clock.duty.key} by {written(clock.due)} {clock.state(self.now)} {stopped} {clock.about}"
        return row.strip()

    def the(self, duty: str) -> Clock:
        (clock,) = self.clocks(duty)
        return clock


def fact(line: str) -> Fact:
    at, kind, *rest = line.split()
    known = dict(word.split("=") for word in rest if "=" in word)
    about = next((word for word in rest if "=" not in word), "")
    return Fact(moment(at), kind, about, **{f"{key}_at": datetime.fromisoformat(at) for key, at in known.items()})


def moment(words: str) -> At:
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)


def written(at: At | None) -> str:
    if at is None:
        return "-"
    return at.astimezone(LONDON).isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def small_law(text: str, area: AreaDays = AT_ONCE) -> Law:
    """The law of one small edition made for a test, in force since 2015 unless it says otherwise."""
    heading = 'title = "A small edition"\nstage = "in force"\nfrom = 2015-01-01\n'
    return law_of_files({"small": text if "title =" in text.split("[")[0] else heading + text}, area)


def law_of_files(texts: dict[str, str], area: AreaDays = AT_ONCE, as_if: str | None = None) -> Law:
    """The law of several editions of one instrument, written to files and read as every edition is."""
    editions = small_shelf(texts)
    draft = next((edition for edition in editions if edition.key == as_if), None)
    return law_of(editions, area, published_calendar(), as_if=draft)


def small_shelf(texts: dict[str, str]) -> tuple[Edition, ...]:
    """Editions of one instrument made for a test; every kind of fact in them is taken as known."""
    duties = [duty for text in texts.values() for duty in tomllib.loads(text).get("duty", {}).values()]
    kinds = {kind for duty in duties for part in ("starts", "stops", "falls_away") for kind in duty.get(part, [])}
    with TemporaryDirectory() as folder:
        shelf = Path(folder) / "small"
        shelf.mkdir()
        for name, text in texts.items():
            (shelf / f"{name}.toml").write_text(text, encoding="utf-8")
        return read_editions(Path(folder), frozenset(kinds))


def duty(key: str, starts: str, stops: str, **more: str) -> str:
    """One duty of a small edition; `more` is given as TOML writes it."""
    rows = {
        "title": '"A duty"', "force": '"should"', "owed_by": '"local authority"', "owed_to": '"the Panel"',
        "starts": str(starts.split()), "stops": str(stops.split()), "says": '"Do it."', "cite": '"page 1"',
        "seen": '"text"', **{name.rstrip("_"): value for name, value in more.items()},
    }  # fmt: skip
    return f"\n[duty.{key}]\n" + "".join(f"{name} = {value}\n" for name, value in rows.items())
