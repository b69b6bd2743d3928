"""Whatever changes in a folder, the published bytes do not, unless it is one of the few things that are published."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, models, transaction

from handrail.service.audit.actions import Job, name_actor
from handrail.service.publication.bundle import export
from handrail.service.publication.gate import current, latest_release
from handrail.service.publication.models import Publication, Release, Withdrawal
from handrail.service.publication.public import public_of
from handrail.service.publication.rendering import document_of
from handrail.service.publication.rounds import release_due
from handrail.service.records.register import holdings
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import LEAVES, NOW, set_to_leave

PUBLISHED = {
    "publication.Version.text", "publication.Version.publication", "publication.Version.number",
    "publication.Publication.what", "publication.Publication.address", "publication.Publication.review",
    "access.Folder.partnership", "reviews.PracticeReview.decision", "reviews.PracticeReview.rapid_review",
    "reviews.PracticeReview.about", "reviews.PracticeReview.called", "reviews.ReviewCalled.kind",
    "cases.Case.authority",
}  # fmt: skip
"""What a published document is made from, written by hand: the text, whose it is, where it stands, what review it is
of, and, through the clock of how long it stays available, the law of the area. Days come by way of facts, see below."""
BY_CLOCK = {"cases.KeptFact"}
"""Facts set the clock that says until when it stays available; what was released keeps the day it was given."""
FULL = 10_000
SAMPLE = 150


@pytest.fixture
def published(cast: Cast) -> Iterator[Publication]:
    with time_machine.travel(NOW, tick=False):
        publication = set_to_leave(cast)
    with time_machine.travel(LEAVES + timedelta(hours=1), tick=False):
        assert release_due() == 1
        name_actor(Job("tests"))
        yield publication


def other(field: models.Field[Any, Any], chance: random.Random) -> Any:
    """Another value that this field could hold."""
    words = "".join(chance.choice("abcdefghij klmno<>&\"'é") for _ in range(chance.randint(1, 12))).strip() or "x"
    makers: dict[type[models.Field[Any, Any]], Callable[[], Any]] = {
        models.DateField: lambda: date(2000, 1, 1) + timedelta(days=chance.randint(0, 9000)),
        models.DateTimeField: lambda: (
            datetime(2000, 1, 1, tzinfo=NOW.tzinfo) + timedelta(hours=chance.randint(0, 200_000))
        ),
        models.BooleanField: lambda: chance.random() < 0.5,
        models.UUIDField: lambda: uuid.UUID(int=chance.getrandbits(128), version=4),
        models.JSONField: lambda: {words: words},
        models.BinaryField: words.encode,
    }
    for kind, make in makers.items():
        if type(field) is kind:
            return make()
    if isinstance(field, models.IntegerField):
        return chance.randint(0, 30_000)
    if isinstance(field, models.CharField | models.TextField):
        return words[: field.max_length or 12]
    return None


def places_of(publication: Publication) -> list[tuple[models.Model, models.Field[Any, Any]]]:
    """Every field of every row that hangs on the folder, but for what is published and what joins rows together."""
    return [
        (row, field)
        for holding in holdings()
        if holding.model._meta.label not in BY_CLOCK
        for row in holding.rows(publication.case_id)
        for field in holding.model._meta.concrete_fields
        if not (field.primary_key or field.is_relation or field.generated)
        if f"{holding.model._meta.label}.{field.name}" not in PUBLISHED
    ]


def made_now(publication: Publication) -> str:
    """The document as it would be made from the database as it is now."""
    fresh = Publication.objects.select_related("review", "case__folder__partnership").get(pk=publication.pk)
    earlier = latest_release(fresh)
    assert earlier is not None
    return document_of(public_of(fresh, current(fresh), None, earlier.published_on))


class Undone(Exception):
    """Each change is taken back before the next."""


def changed_bytes(publication: Publication, folder: Path, changes: int, seed: int) -> tuple[int, list[str]]:
    """How many changes the database took, and which of them were seen in what is public."""
    chance, places, taken, seen = random.Random(seed), places_of(publication), 0, []  # noqa: S311
    before = made_now(publication)
    export(folder)
    while taken < changes:
        row, field = chance.choice(places)
        try:
            with transaction.atomic():
                taken += type(row)._default_manager.filter(pk=row.pk).update(**{field.name: other(field, chance)})
                if made_now(publication) != before or export(folder):
                    seen.append(f"{row._meta.label}.{field.name}")
                raise Undone
        except (DatabaseError, Undone):
            continue
    return taken, seen


def test_changes_to_what_is_not_published_do_not_change_the_published_bytes(
    published: Publication, tmp_path: Path
) -> None:
    assert changed_bytes(published, tmp_path, SAMPLE, 1847) == (SAMPLE, [])


@pytest.mark.full
def test_ten_thousand_changes_do_not_change_the_published_bytes(published: Publication, tmp_path: Path) -> None:
    assert changed_bytes(published, tmp_path, FULL, 1848) == (FULL, [])


def test_a_change_to_what_is_published_would_be_seen(published: Publication, tmp_path: Path) -> None:
    before = made_now(published)
    published.case.folder.partnership.name = "Another Partnership"
    published.case.folder.partnership.save()
    assert made_now(published) != before
    export(tmp_path)
    told = Release.objects.get()
    assert "Another Partnership" not in told.document, "what was released stays as it was released"


def test_a_leak_into_the_document_would_be_seen(
    published: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if somebody had put the folder's own reference into the public text."""
    leaky = "handrail.service.publication.public.REVIEWS"
    monkeypatch.setattr(leaky, _Leaky(published))
    monkeypatch.setattr("tests.rooms.publication.test_published_bytes.places_of", _references)
    assert changed_bytes(published, tmp_path, 3, 1)[1] == ["cases.Case.reference"] * 3


class _Leaky(dict[bool, str]):
    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def __getitem__(self, key: bool) -> str:
        self.publication.case.refresh_from_db()
        return self.publication.case.reference


def _references(publication: Publication) -> list[tuple[models.Model, models.Field[Any, Any]]]:
    return [(publication.case, publication.case._meta.get_field("reference"))]


def test_nothing_that_was_withdrawn_stands_in_the_bundle(published: Publication, cast: Cast, tmp_path: Path) -> None:
    Withdrawal.objects.create(
        address=published.address, kind="report", on=NOW.date(), reason="Asked for.", withdrawn_by=cast["coordinator"]
    )
    export(tmp_path)
    assert not list((tmp_path / "documents").iterdir())
