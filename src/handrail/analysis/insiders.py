"""Who reads far outside their work: signs that a plain person can follow, each with the sentence that says why.

Nothing here finds anybody guilty. A sign is a question to ask; most have a good answer, which is then kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from statistics import median


class Kind(Enum):
    READ = "read"
    REFUSED = "refused"
    SEARCHED = "searched"


class Sign(Enum):
    """What was noticed, in the words of the page's headings."""

    NO_TASK = "Read folders without a task"
    MANY = "Read many folders in an hour"
    UNUSUAL_HOURS = "Read at unusual hours"
    OWN_NAME = "Read a folder of their own family's name"
    REFUSED = "Was refused again and again"
    SEARCHED_ONLY = "Searched and opened nothing"
    CLOSED = "Read closed folders"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody did, with what was known at that instant. `at` is by the clock in London."""

    person: str
    role: str
    at: datetime
    kind: Kind
    folder: str = ""
    task: bool = True
    """Whether anything made the folder their work: a key, something owed, the lead, a paper of their own."""
    closed: bool = False
    own_name: bool = False
    words: str = ""
    """For a search, what stands for the words; the same for the same words."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Where a sign begins. The defaults are those that the bench is run with."""

    no_task: int = 3
    many_least: int = 15
    many_times_own: float = 3.0
    many_times_peers: float = 3.0
    early: int = 6
    late: int = 22
    unusual_reads: int = 3
    unusual_share: float = 0.1
    refusals: int = 5
    empty_searches: int = 4
    closed: int = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign, of one person on one London day."""

    person: str
    on: date
    sign: Sign
    why: str
    folders: tuple[str, ...] = ()


@dataclass(slots=True)
class _Habits:
    """What is usual: of each person before each day, and of each role."""

    busiest: dict[str, dict[date, int]] = field(default_factory=dict)
    at_odd_hours: dict[str, dict[date, int]] = field(default_factory=dict)
    worked: dict[str, set[date]] = field(default_factory=dict)
    role: dict[str, str] = field(default_factory=dict)


WEEKS = timedelta(weeks=4)


def findings(acts: Iterable[Act], measures: Measures | None = None, *, since: date | None = None) -> list[Finding]:
    """Every sign of every person and day, from `since` on; what came before it only tells what is usual."""
    measures = measures or Measures()
    days: dict[tuple[str, date], list[Act]] = defaultdict(list)
    for act in sorted(acts, key=lambda act: act.at):
        days[act.person, act.at.date()].append(act)
    habits = _habits(days, measures)
    found = [
        finding
        for (person, on), done in days.items()
        if since is None or on >= since
        for finding in _signs(person, on, done, habits, measures)
    ]
    return sorted(found, key=lambda finding: (finding.on, finding.person, finding.sign.value), reverse=True)


def _signs(person: str, on: date, done: Sequence[Act], habits: _Habits, measures: Measures) -> Iterator[Finding]:
    read = [act for act in done if act.kind is Kind.READ]
    for finding in (
        _no_task(person, on, read, measures),
        _many(person, on, read, habits, measures),
        _unusual_hours(person, on, read, habits, measures),
        _own_name(person, on, read),
        _refused(person, on, done, measures),
        _searched_only(person, on, done, measures),
        _closed(person, on, read, measures),
    ):
        if finding is not None:
            yield finding


def _no_task(person: str, on: date, read: Sequence[Act], measures: Measures) -> Finding | None:
    folders = _folders(act for act in read if not act.task and not act.closed)
    if len(folders) < measures.no_task:
        return None
    why = (
        f"Opened {len(folders)} folders in which their agency had nothing to do that day: it was not asked, not "
        "invited, owed nothing and had written nothing there."
    )
    return Finding(person, on, Sign.NO_TASK, why, folders)


def _many(person: str, on: date, read: Sequence[Act], habits: _Habits, measures: Measures) -> Finding | None:
    busiest = _busiest_hour(read)
    if len(busiest) < measures.many_least:
        return None
    own = [count for day, count in habits.busiest.get(person, {}).items() if on - WEEKS <= day < on]
    usual = max(median(own), 1) if own else 1.0
    peers = _of_peers(person, on, habits)
    least = max(measures.many_least, measures.many_times_own * usual, measures.many_times_peers * peers)
    if len(busiest) < least:
        return None
    told = f"their own usual is {usual:.0f}" if own else "there is no earlier day of theirs to compare with"
    why = f"Opened {len(busiest)} folders within one hour; {told}, and that of others in their role {peers:.0f}."
    return Finding(person, on, Sign.MANY, why, busiest)


def _unusual_hours(person: str, on: date, read: Sequence[Act], habits: _Habits, measures: Measures) -> Finding | None:
    odd = [act for act in read if _is_odd(act, measures)]
    if len(odd) < measures.unusual_reads:
        return None
    worked = [day for day in habits.worked.get(person, set()) if on - WEEKS <= day < on]
    before = [day for day in habits.at_odd_hours.get(person, {}) if on - WEEKS <= day < on]
    if worked and len(before) / len(worked) > measures.unusual_share:
        return None
    why = (
        f"Opened pages {len(odd)} times between {odd[0].at:%H:%M} and {odd[-1].at:%H:%M}; in the four weeks before, "
        f"they worked at such hours on {len(before)} of {len(worked)} days."
    )
    return Finding(person, on, Sign.UNUSUAL_HOURS, why, _folders(odd))


def _own_name(person: str, on: date, read: Sequence[Act]) -> Finding | None:
    folders = _folders(act for act in read if act.own_name)
    if not folders:
        return None
    why = "Opened a folder with a child of the same family name as their own. It may be chance: ask."
    return Finding(person, on, Sign.OWN_NAME, why, folders)


def _refused(person: str, on: date, done: Sequence[Act], measures: Measures) -> Finding | None:
    refused = [act for act in done if act.kind is Kind.REFUSED]
    asked_for = {act.folder for act in refused if act.folder}
    if len(asked_for) < measures.refusals:
        return None
    why = f"Asked for {len(asked_for)} different folders that are not open to them, {len(refused)} times in all."
    return Finding(person, on, Sign.REFUSED, why, tuple(sorted(asked_for)))


def _searched_only(person: str, on: date, done: Sequence[Act], measures: Measures) -> Finding | None:
    """Searches after which no folder was opened before the next search or within ten minutes."""
    barren: dict[str, None] = {}
    for place, act in enumerate(done):
        if act.kind is not Kind.SEARCHED:
            continue
        after = next((later for later in done[place + 1 :] if later.kind is not Kind.REFUSED), None)
        opened = after is not None and after.kind is Kind.READ and after.at - act.at <= timedelta(minutes=10)
        if not opened:
            barren[act.words] = None
    if len(barren) < measures.empty_searches:
        return None
    why = f"Searched for {len(barren)} different names or references, and opened nothing of what was found."
    return Finding(person, on, Sign.SEARCHED_ONLY, why)


def _closed(person: str, on: date, read: Sequence[Act], measures: Measures) -> Finding | None:
    folders = _folders(act for act in read if act.closed and not act.task)
    if len(folders) < measures.closed:
        return None
    why = f"Opened {len(folders)} folders that were closed, without a task in them."
    return Finding(person, on, Sign.CLOSED, why, folders)


def _habits(days: Mapping[tuple[str, date], Sequence[Act]], measures: Measures) -> _Habits:
    habits = _Habits()
    for (person, on), done in days.items():
        read = [act for act in done if act.kind is Kind.READ]
        habits.role[person] = done[-1].role
        habits.worked.setdefault(person, set()).add(on)
        habits.busiest.setdefault(person, {})[on] = len(_busiest_hour(read))
        odd = sum(1 for act in read if _is_odd(act, measures))
        if odd:
            habits.at_odd_hours.setdefault(person, {})[on] = odd
    return habits


def _of_peers(person: str, on: date, habits: _Habits) -> float:
    """The usual busiest hour of others in the same role, in the four weeks before."""
    role = habits.role.get(person, "")
    counts = [
        count
        for other, held in habits.busiest.items()
        if other != person and habits.role.get(other) == role
        for day, count in held.items()
        if on - WEEKS <= day < on
    ]
    return max(median(counts), 1) if counts else 1.0


def _busiest_hour(read: Sequence[Act]) -> tuple[str, ...]:
    """The most different folders that were read within any sixty minutes."""
    best: tuple[str, ...] = ()
    held: Counter[str] = Counter()
    start = 0
    for act in read:
        held[act.folder] += 1
        while act.at - read[start].at >= timedelta(hours=1):
            held[read[start].folder] -= 1
            held += Counter()
            start += 1
        if len(held) > len(best):
            best = tuple(sorted(held))
    return best


def _is_odd(act: Act, measures: Measures) -> bool:
    return not measures.early <= act.at.hour < measures.late or act.at.weekday() == 6


def _folders(acts: Iterable[Act]) -> tuple[str, ...]:
    return tuple(sorted({act.folder for act in acts if act.folder}))
