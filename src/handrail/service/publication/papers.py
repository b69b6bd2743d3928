"""Which words of a public text the folder's own papers have as names are written.

Every row that hangs on the folder is asked, whichever room's it is, in all its words that its room declares to be about
somebody. Left out is what is made to be read by others: what is published or learnt, a report and its drafts, and what
only counts or cites the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from handrail.analysis.identity import RUN, Mentioned, may_be_names, told, words_of
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind
from handrail.service.records.declared import declared
from handrail.service.records.register import Holding, holdings

NAMED_ANYWAY = (
    Kind.LOCAL_AUTHORITY, Kind.POLICE_FORCE, Kind.INTEGRATED_CARE_BOARD, Kind.CLINICAL_COMMISSIONING_GROUP,
    Kind.PARTNERSHIP, Kind.LSCB, Kind.NATIONAL, Kind.REVIEWERS, Kind.SCRUTINEER,
)  # fmt: skip
"""Bodies so large, or so public, that who publishes names them. A school or a surgery would tell where a child was."""
NOT_READ = frozenset(
    (
        "access", "learning", "national_panel", "outbox", "publication", "records", "reviewers",
        "cases.KeptClock", "cases.KeptFact", "cases.PaperLine", "cases.MovedDate",
        "reviews.ReportDraft", "reviews.FinalReport", "reviews.DraftAnswer", "reviews.ContentsConsidered",
        "reviews.MediaPlan", "reviews.Terms",
    )
)  # fmt: skip
"""Rooms and models whose words are made for others to read, or name only those who did something here."""
SHORTEST = 100
"""The most characters of a field below which it holds a word of a list, and no running text."""


def mentioned(cases: Sequence[Case], text: str) -> Mentioned:
    """In small letters, in the order of the alphabet; nothing is asked where no word of the text may be a name."""
    asked = may_be_names(text)
    read = _said_of_bodies() if asked else frozenset()
    if not asked.without(read):
        return Mentioned()
    return told(asked, {run for case in cases for run in _runs(case)}, read=read)


def _said_of_bodies() -> frozenset[str]:
    names = Body.objects.filter(kind__in=NAMED_ANYWAY).values_list("name", flat=True)
    return frozenset(word for name in names for word in words_of(name))


def names_written(case: Case, but_for: str) -> set[str]:
    """Each run of words that its papers have as names are written, but for those of one room: what that room retyped
    would be found in itself."""
    return set(_runs(case, but_for))


def _runs(case: Case, but_for: str = "") -> Iterator[str]:
    """In one question. The whole of the folder is before its keeper, also what whoever asks may not read: they hear of
    no more than words of their own text."""
    read = [one for one in _read() if one[0].model._meta.app_label != but_for]
    first, *others = [_hits(holding.rows(case.folder_id), fields) for holding, fields in read]
    with audit.keeping(case.pk):
        for (found,) in first.union(*others):
            yield found


def _hits(rows: QuerySet[models.Model], fields: Sequence[str]) -> QuerySet[models.Model, list[str]]:
    words = Func(
        Value("\n"), *(Cast(F(field), TextField()) for field in fields), function="concat_ws",
        output_field=TextField(),
    )  # fmt: skip
    lines = Func(words, Value(r"\n"), Value("\n"), function="replace", output_field=TextField())  # as JSON has them
    hit = Func(
        lines, Value(RUN), Value("g"), function="regexp_matches", output_field=ArrayField(TextField()),
        set_returning=True,
    )  # fmt: skip
    found: QuerySet[models.Model, list[str]] = rows.annotate(a_hit=hit).values_list("a_hit", flat=True)
    return found


@cache
def _read() -> tuple[tuple[Holding, tuple[str, ...]], ...]:
    return tuple((holding, fields) for holding in holdings() if (fields := _words_in(holding.model)))


def _words_in(model: type[models.Model]) -> tuple[str, ...]:
    label = model._meta.label
    if label in NOT_READ or model._meta.app_label in NOT_READ:
        return ()
    return tuple(
        field.name for field in model._meta.concrete_fields
        if _holds_words(field) and (said := declared().get((label, field.name))) and said.about != "nobody"
    )  # fmt: skip


def _holds_words(field: models.Field[object, object]) -> bool:
    if field.choices or field.generated or isinstance(field, models.EmailField | models.UUIDField):
        return False
    if isinstance(field, models.CharField):
        return field.max_length is None or field.max_length >= SHORTEST
    return isinstance(field, models.TextField | models.JSONField)
