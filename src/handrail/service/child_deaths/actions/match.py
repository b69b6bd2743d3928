"""A file of existing cases on its way in: kept for whoever sent it, its columns and words matched, and that kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.guidance.days import LONDON
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions.bring import Brought, bring_in
from handrail.service.child_deaths.bringing import proposing
from handrail.service.child_deaths.bringing.lines import Matched, Words
from handrail.service.child_deaths.bringing.proposing import LEFT_OUT
from handrail.service.child_deaths.bringing.table import Head, Table, likely, opened, table_at
from handrail.service.child_deaths.bringing.words import REFUSED, Strange, strange_in
from handrail.service.child_deaths.models import BroughtFile, Matching
from handrail.service.partnerships.actions import one_at_a_time
from handrail.service.partnerships.models import Body

JOB = Job("sweep of files being brought in")
KEPT_DAYS = 7
GONE = "This file was taken in or thrown away already, perhaps by you in another window. Nothing was made twice."


@transaction.atomic
def send_in(name: str, content: bytes, *, partnership: Body, authority: Body, by: Person) -> BroughtFile:
    """Keep the file until it is taken in. Where its columns are the template's, or those of a kept shape, they are
    matched. Raises NotRead."""
    file = opened(name, content)
    sheet, line = likely(file)
    table = table_at(file, sheet, line)
    brought = BroughtFile.objects.create(
        partnership=partnership, authority=authority, name=name[:200], held=content, sheet=sheet, line=line,
        sent_in_by=by,
    )  # fmt: skip
    _match_as_kept(brought, table)
    audit.record(by, "sent in a file of deaths to be brought in", brought)
    return brought


def table_of(brought: BroughtFile) -> Table:
    return table_at(opened(brought.name, bytes(brought.held or b"")), brought.sheet, brought.line)


def _match_as_kept(brought: BroughtFile, table: Table) -> None:
    """Only the very same columns are read as they were kept; anything else is asked."""
    alike, kept = closest(brought.partnership, table)
    if proposing.is_ours(table.heads):
        brought.columns = {head.key: head.key for head in table.heads}
    elif kept is not None and alike == 1 and not proposing.faults(kept.columns, table.heads):
        brought.columns, brought.words, brought.read_as = dict(kept.columns), dict(kept.words), kept
    else:
        return
    brought.save(update_fields=["columns", "words", "read_as"])


def kept_of(partnership: Body) -> QuerySet[Matching]:
    return Matching.objects.filter(partnership=partnership, forgotten_at__isnull=True).select_related("kept_by")


def closest(partnership: Body, table: Table) -> tuple[float, Matching | None]:
    """The kept shape that is most like this file, and how like: the latest of those that are alike."""
    found = [(proposing.likeness(table.heads, one.columns), one) for one in kept_of(partnership)]
    best = max(found, key=lambda pair: pair[0], default=None)
    return best if best is not None and best[0] >= proposing.ENOUGH else (0.0, None)


def proposed(brought: BroughtFile, table: Table) -> dict[str, proposing.Proposal]:
    """What was said before of this file's columns, else what its likest or the names alone propose."""
    if brought.columns is not None:
        chosen = proposing.from_kept(table.heads, brought.columns, "")
        return {key: proposing.Proposal(one.column, "As you chose.") for key, one in chosen.items()}
    _, kept = closest(brought.partnership, table)
    if kept is None:
        return proposing.by_name(table.heads)
    return proposing.from_kept(table.heads, kept.columns, kept.name)


@transaction.atomic
def name_in_line(brought: BroughtFile, sheet: int, line: int, *, by: Person) -> None:
    """The columns are named in another line than was thought: what was matched is asked anew. Raises NotRead."""
    held = _locked(brought, by)
    held.sheet, held.line, held.columns, held.words, held.read_as = sheet, line, None, {}, None
    _match_as_kept(held, table_of(held))
    held.save(update_fields=["sheet", "line", "columns", "words", "read_as"])


@transaction.atomic
def match_columns(brought: BroughtFile, columns: Mapping[str, str], keep_as: str, *, by: Person) -> BroughtFile:
    """What is left out is `LEFT_OUT`. With a name it is kept for the next file of this shape. Raises NotDone."""
    held = _locked(brought, by)
    held.columns = dict(columns)
    held.words = {name: words for name, words in held.words.items() if name in columns.values()}
    held.read_as = _keep(held, keep_as, by) if keep_as else None
    held.save(update_fields=["columns", "words", "read_as"])
    return held


def _keep(brought: BroughtFile, name: str, by: Person) -> Matching:
    one_at_a_time(brought.partnership)
    assert brought.columns is not None
    kept = kept_of(brought.partnership).filter(name__iexact=name).first()
    if kept is None:
        kept = Matching.objects.create(
            partnership=brought.partnership, name=name, columns=brought.columns, words=_worth_keeping(brought.words),
            kept_by=by,
        )  # fmt: skip
        audit.record(by, "kept how the columns of a file are read", kept)
    elif set(kept.columns) != set(brought.columns):
        raise NotDone(
            f"“{kept.name}” is kept already, for files with other columns. Choose another name, or forget that one"
            " first.",
            "keep_as",
        )
    elif kept.columns != brought.columns:
        change_kept(kept, columns=brought.columns, words=kept.words, by=by)
    return kept


def strange_of(brought: BroughtFile, table: Table) -> list[Strange]:
    """Words of value lists that are not ours, whether or not it was said what they mean."""
    return list(strange_in(table, places_of(brought, table)))


def unsaid(brought: BroughtFile, table: Table) -> list[Strange]:
    return [one for one in strange_of(brought, table) if one.key not in brought.words.get(one.column.name, {})]


@transaction.atomic
def match_words(brought: BroughtFile, words: Words, *, by: Person) -> None:
    held = _locked(brought, by)
    held.words = {name: dict(said) for name, said in words.items()}
    held.save(update_fields=["words"])
    kept = held.read_as
    if kept is not None and kept.forgotten_at is None:
        both = {name: kept.words.get(name, {}) | said for name, said in _worth_keeping(held.words).items()}
        if (anew := kept.words | both) != kept.words:
            change_kept(kept, columns=kept.columns, words=anew, by=by)


def _worth_keeping(words: Words) -> dict[str, dict[str, str]]:
    """What a word was said to mean. That it means nothing is asked again of each file."""
    return {name: {word: to for word, to in said.items() if to != REFUSED} for name, said in words.items()}


def places_of(brought: BroughtFile, table: Table) -> dict[str, int]:
    """Where each of our columns stands in the file."""
    columns = brought.columns or {}
    found = {columns.get(head.key, LEFT_OUT): head.place for head in table.heads}
    return {name: place for name, place in found.items() if name != LEFT_OUT}


def left_out(brought: BroughtFile, table: Table) -> list[Head]:
    columns = brought.columns or {}
    return [head for head in table.heads if columns.get(head.key, LEFT_OUT) == LEFT_OUT]


def matched(brought: BroughtFile, table: Table) -> Matched:
    return Matched(table, places_of(brought, table), brought.words)


@transaction.atomic
def take_in(brought: BroughtFile, *, by: Person) -> tuple[Brought, Matched]:
    """Take in what is right, once, and empty the file. Raises NotDone, and NotRead."""
    held = _locked(brought, by)
    one_at_a_time(held.partnership)
    read = matched(held, table_of(held))
    came = bring_in(read, partnership=held.partnership, authority=held.authority, by=by, look=False)
    _empty(held)
    held.taken_in_at = timezone.now()
    held.save(update_fields=["taken_in_at"])
    audit.record(by, f"took in a file of deaths: {len(came.right)} lines", held)
    return came, read


@transaction.atomic
def throw_away(brought: BroughtFile, *, by: Person) -> None:
    held = _locked(brought, by)
    _empty(held)
    audit.record(by, "threw away a file of deaths that was to be brought in", held)


def _empty(held: BroughtFile) -> None:
    """Nothing of what stood in it stays: neither its lines nor its words."""
    held.held, held.columns, held.words = None, None, {}
    held.save(update_fields=["held", "columns", "words"])


def waiting_of(by: Person) -> QuerySet[BroughtFile]:
    """The files that this person sent in and has still to take in."""
    mine = BroughtFile.objects.filter(sent_in_by=by, held__isnull=False)
    return mine.select_related("partnership", "authority", "read_as")


def _locked(brought: BroughtFile, by: Person) -> BroughtFile:
    held = waiting_of(by).select_for_update(of=("self",)).filter(pk=brought.pk).first()
    if held is None:
        raise NotDone(GONE)
    return held


def empty_forgotten(today: date) -> int:
    """Empty what was sent in a week ago and never taken in. Gives how many."""
    midnight = datetime.combine(today - timedelta(days=KEPT_DAYS), time.min, LONDON)
    with unit_of_work(JOB):
        forgotten = list(BroughtFile.objects.filter(held__isnull=False, sent_in_at__lt=midnight))
        for one in forgotten:
            _empty(one)
        audit.record_each(JOB, "emptied a file of deaths that was never taken in", [(one, None) for one in forgotten])
    return len(forgotten)


@transaction.atomic
def change_kept(kept: Matching, *, columns: Mapping[str, str], words: Words, by: Person, name: str = "") -> None:
    """From the next file on. Raises NotDone where another has the name."""
    one_at_a_time(kept.partnership)
    if name and kept_of(kept.partnership).filter(name__iexact=name).exclude(pk=kept.pk).exists():
        raise NotDone("Another is kept under this name. Choose another name.", "name")
    kept.name = name or kept.name
    kept.columns, kept.words = dict(columns), {one: dict(said) for one, said in words.items()}
    kept.kept_by, kept.kept_at = by, timezone.now()
    kept.save(update_fields=["name", "columns", "words", "kept_by", "kept_at"])
    audit.record(by, "changed how the columns of a file are read", kept)


@transaction.atomic
def forget_kept(kept: Matching, *, by: Person) -> None:
    """The next file of this shape is asked about anew. What was taken in by it stays."""
    Matching.objects.filter(pk=kept.pk, forgotten_at__isnull=True).update(forgotten_at=timezone.now())
    audit.record(by, "forgot how the columns of a file are read", kept)


def kept_called(partnerships: list[Body], key: uuid.UUID) -> Matching | None:
    found = Matching.objects.filter(partnership__in=partnerships, forgotten_at__isnull=True)
    return found.select_related("partnership", "kept_by").filter(pk=key).first()
