"""Writing what a register says onto bodies, only where it differs, and keeping count of what was written.

What the register owns follows it; what someone changed here by hand stays as they put it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from handrail.service.audit import actions as audit
from handrail.service.partnerships.models import Body, BodyCode, Coverage, Succession

CODES_BEGAN_ON = date(2009, 1, 1)
"""The first day of the codes themselves: a body whose code began then is older than it, by how much is not said."""


@dataclass(frozen=True)
class Coded:
    """A code and the days it held."""

    scheme: str
    code: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True)
class Listed:
    """A body as a register lists it, with every code it has had."""

    kind: str
    name: str
    codes: tuple[Coded, ...]
    full_name: str = ""
    join_by: str = "ons"

    @property
    def life(self) -> tuple[date | None, date | None]:
        return life_of((one.from_on, one.until_on) for one in self.codes if one.scheme == "ons")

    @property
    def joins(self) -> list[str]:
        return [one.code for one in self.codes if one.scheme == self.join_by]


def life_of(spans: Iterable[tuple[date | None, date | None]]) -> tuple[date | None, date | None]:
    """From the first day of the first code to the last day of the last."""
    held = list(spans)
    begun = [first for first, _ in held]
    ended = [last for _, last in held if last is not None]
    first = None if None in begun or not begun else min(day for day in begun if day)
    return (None if first == CODES_BEGAN_ON else first), (max(ended) if held and len(ended) == len(held) else None)


@dataclass
class Ledger:
    """One loading: who does it, what was written, and what someone should look at."""

    by: audit.Actor
    added: Counter[str] = field(default_factory=Counter)
    changes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    bodies: dict[tuple[str, str, str], Body] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for held in BodyCode.objects.select_related("body").exclude(scheme="dfe"):
            self.bodies[held.body.kind, held.scheme, held.code] = held.body

    def body_of(self, kind: str, scheme: str, code: str) -> Body | None:
        return self.bodies.get((kind, scheme, code))

    def put(self, listed: Listed) -> Body:
        """Bring one body up to what the register says; a body is known by any code it ever had."""
        known = self._known(listed)
        body = known or self._add(listed)
        if known:
            self._follow(known, listed)
        for code in listed.codes:
            self._put_code(body, code, was_here=known is not None)
        return body

    def succeed(self, before: Body, after: Body, on: date) -> None:
        row, new = Succession.objects.get_or_create(before=before, after=after, defaults={"on": on})
        if new:
            self.added["succession"] += 1
            audit.record(self.by, f"recorded from the register that {after} took over from {before}", row)
        elif row.on != on:
            self._changed(f"{after} took over from {before} on {on}, not {row.on}", row)
            row.on = on
            row.save(update_fields=["on"])

    def cover(self, body: Body, authority: Body) -> None:
        """A look-up does not say since when: since both have been there."""
        if Coverage.objects.filter(body=body, authority=authority).exists():
            return
        begun = [day for day in (body.from_on, authority.from_on) if day]
        row = Coverage.objects.create(body=body, authority=authority, from_on=max(begun, default=None))
        self.added["area covered"] += 1
        audit.record(self.by, f"recorded from the register that {row}", row)

    def _known(self, listed: Listed) -> Body | None:
        found = {body.pk: body for code in listed.joins if (body := self.body_of(listed.kind, listed.join_by, code))}
        if len(found) > 1:
            self.remarks.append(f"{listed.name} is here {len(found)} times, under {', '.join(listed.joins)}.")
        return next(iter(found.values())) if found else self._without_a_code(listed)

    def _without_a_code(self, listed: Listed) -> Body | None:
        """Someone may have typed the body in before the register was loaded."""
        names = {name for name in (listed.name, listed.full_name) if name}
        typed = Body.objects.filter(kind=listed.kind, name__in=names, invented=False, codes=None)
        first, last = listed.life
        alike = [body for body in typed if (body.until_on, body.from_on or first) == (last, first)]
        if len(alike) != 1:
            return None
        self._changed(f"{alike[0]}, which was here without a code, is {', '.join(listed.joins)}", alike[0])
        return alike[0]

    def _add(self, listed: Listed) -> Body:
        first, last = listed.life
        body = Body.objects.create(
            kind=listed.kind, name=listed.full_name or listed.name, register_name=listed.name,
            from_on=first, until_on=last,
        )  # fmt: skip
        self.added[listed.kind] += 1
        audit.record(self.by, f"added {body} from the register", body)
        return body

    def _follow(self, body: Body, listed: Listed) -> None:
        before = (body.name, body.from_on, body.until_on)
        spelt = body.register_name
        if spelt == body.name and listed.full_name:
            body.name = listed.full_name
        elif spelt != listed.name and body.name == spelt:
            body.name = listed.name
        body.register_name = listed.name
        held = life_of(body.codes.filter(scheme="ons").values_list("from_on", "until_on"))
        if (body.from_on, body.until_on) == held:
            body.from_on, body.until_on = listed.life
        if before != (body.name, body.from_on, body.until_on):
            self._changed(f"{before[0]}: {_difference(before, body)}", body)
        elif spelt != listed.name and body.codes.exists():  # of one typed in without a code it was said as it was found
            self._changed(f"{body}: the register calls it {listed.name}", body)
        if before != (body.name, body.from_on, body.until_on) or spelt != listed.name:
            body.save(update_fields=["name", "register_name", "from_on", "until_on"])

    def _put_code(self, body: Body, code: Coded, *, was_here: bool) -> None:
        """That a body was added says that its codes were; of one that was here before, each is said."""
        days = {"from_on": code.from_on, "until_on": code.until_on}
        row, new = BodyCode.objects.get_or_create(body=body, scheme=code.scheme, code=code.code, defaults=days)
        self.bodies[body.kind, code.scheme, code.code] = body
        if new:
            self.added["code"] += 1
            if was_here:
                audit.record(self.by, f"recorded from the register that {body} has the code {code.code}", row)
        elif (row.from_on, row.until_on) != (code.from_on, code.until_on):
            row.from_on, row.until_on = code.from_on, code.until_on
            row.save(update_fields=["from_on", "until_on"])
            self._changed(f"{body}: the days of its code {code.code}", row)

    def _changed(self, what: str, row: Body | BodyCode | Succession) -> None:
        self.changes.append(what)
        audit.record(self.by, f"changed from the register: {what}", row)


def _difference(before: tuple[str, date | None, date | None], body: Body) -> str:
    names = ("name", "first day", "last day")
    now: Sequence[object] = (body.name, body.from_on, body.until_on)
    return ", ".join(
        f"{name} {new or 'not known'}" for name, old, new in zip(names, before, now, strict=True) if old != new
    )
