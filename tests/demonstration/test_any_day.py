"""On whatever day the demonstration is loaded, what is counted back from it stands the same."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from handrail.demonstration.hour import clock_set_to, hour_of
from handrail.demonstration.load import load_if_empty
from handrail.service.audit.models import Entry
from tests.demonstration.folders import lines, references_by_opening, standing
from tests.demonstration.live import LIVE


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "hour"),
    [
        (date(2026, 12, 5), "13:00"),  # a Saturday
        (date(2026, 12, 9), "17:00"),  # a Wednesday: yesterday is the last working day
        (date(2026, 12, 31), "23:58"),  # its folders fall in one year; the next day's in two
        (date(2027, 1, 4), "00:02"),  # a Monday just begun, after a bank holiday and a weekend
        (date(2027, 3, 28), "01:30"),  # Easter Sunday, in the hour that the change to summer time leaves out
        (date(2028, 2, 29), "09:00"),
    ],
)
def test_each_folder_stands_as_its_story_says(on: date, hour: str) -> None:
    with clock_set_to(hour_of(on, hour)):
        assert load_if_empty()
        now = timezone.now()
        assert {name: standing(name, now) for name in LIVE} == {name: lines(words) for name, words in LIVE.items()}
        assert not Entry.objects.filter(at__gt=now).exists()
        references = references_by_opening()
        assert references == sorted(references)
