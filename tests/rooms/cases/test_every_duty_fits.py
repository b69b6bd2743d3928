"""What a clock keeps of its duty has room for the words of every duty of every edition."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import CharField, Model

from handrail.guidance.edition import Duty, Edition
from handrail.guidance.shelf import every_edition, kinds_of_fact
from handrail.service.cases.models import KeptClock, KeptFact

KEPT: dict[str, Callable[[Edition, Duty], str]] = {
    "duty": lambda edition, duty: duty.key,
    "instrument": lambda edition, duty: edition.instrument,
    "edition": lambda edition, duty: edition.key,
    "title": lambda edition, duty: duty.title,
    "source": lambda edition, duty: f"{edition.title}, {duty.cite}",
    "owed_by_kind": lambda edition, duty: duty.owed_by,
    "owed_to": lambda edition, duty: duty.owed_to,
}


def room_in(model: type[Model], column: str) -> int:
    field = model._meta.get_field(column)
    assert isinstance(field, CharField)
    assert field.max_length is not None
    return field.max_length


@pytest.mark.parametrize("column", KEPT)
def test_the_words_of_every_duty_fit(column: str) -> None:
    room = room_in(KeptClock, column)
    words = [KEPT[column](edition, duty) for edition in every_edition() for duty in edition.duties.values()]
    assert [too_long for too_long in words if len(too_long) > room] == []


def test_every_kind_of_fact_fits() -> None:
    room = room_in(KeptFact, "kind")
    assert [kind for kind in kinds_of_fact() if len(kind) > room] == []
