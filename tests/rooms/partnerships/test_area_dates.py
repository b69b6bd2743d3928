"""The days that the change of law hangs on: loaded or typed, and followed by the area's folders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.models import KeptClock, KeptFact
from handrail.service.partnerships.actions import AreaDatesSet, NotDone, set_area_dates
from handrail.service.partnerships.models import AreaDates, BodyCode
from handrail.service.partnerships.register.areas import AreasLoaded, load_areas
from handrail.service.partnerships.register.sheet import Fault
from tests.rooms.cast import Cast, open_folder_for

BEGAN = date(2019, 9, 1)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Wend Valley before anyone said when its arrangements began."""
    AreaDates.objects.all().delete()
    return cast


@pytest.fixture
def coded(cast: Cast) -> Cast:
    for body, code in ((cast.council, "E10000901"), (cast.other_council, "E08000901")):
        BodyCode.objects.create(body=body, scheme="ons", code=code)
    BodyCode.objects.create(body=cast.other_council, scheme="ons", code="E08000900", until_on=date(2025, 4, 30))
    return cast


def load(tmp_path: Path, text: str, *, dry_run: bool = False) -> AreasLoaded:
    file = tmp_path / "areas.csv"
    file.write_text(text)
    return load_areas(file, dry_run=dry_run)


HEAD = "code,safeguarding_arrangements_began_on,child_death_arrangements_began_on\n"
LONG = (
    "code,safeguarding_arrangements_published_on,safeguarding_arrangements_began_on,child_death_arrangements_began_on\n"
)


def test_the_long_header_and_the_short_one_serve(coded: Cast, tmp_path: Path) -> None:
    load(tmp_path, LONG + "E10000901,2019-06-29,2019-09-01,2019-09-29\n")
    held = AreaDates.objects.get(authority=coded.council)
    assert (held.safeguarding_published_on, held.safeguarding_began_on) == (date(2019, 6, 29), BEGAN)
    assert load(tmp_path, HEAD + "E10000901,2019-09-01,2019-09-29\n").changed == ()
    held.refresh_from_db()
    assert held.safeguarding_published_on == date(2019, 6, 29)


def test_an_authority_is_found_by_a_code_it_no_longer_has(coded: Cast, tmp_path: Path) -> None:
    load(tmp_path, HEAD + "E08000900,2019-09-01,\n")
    assert AreaDates.objects.get(authority=coded.other_council).safeguarding_began_on == BEGAN


def test_a_job_finds_the_folders_however_the_database_plans_it(coded: Cast, tmp_path: Path) -> None:
    """A plan made once for every actor may ask for the actor's posts, and a job's are nobody's."""
    with connection.cursor() as cursor:
        cursor.execute("set local plan_cache_mode = force_generic_plan")
        cursor.execute("discard plans")
    load(tmp_path, HEAD + "E10000901,2019-09-01,\n")
    assert AreaDates.objects.get(authority=coded.council).safeguarding_began_on == BEGAN


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("E99999999,2019-09-01,\n", "line 2: E99999999 is the code of no authority known here"),
        ("E10000901,2018-05-01,\n", "line 2: The new law began on 29 June 2018"),
        ("E10000901,1 Sept,\n", 'line 2: "safeguarding_arrangements_began_on" is "1 Sept"'),
        ("E08000900,2019-09-01,\nE08000901,2019-09-01,\n", "line 3: Marlbrook Borough Council is already on line 2"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(coded: Cast, tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(Fault) as raised:
        load(tmp_path, HEAD + row)
    assert said in str(raised.value)
    assert not AreaDates.objects.exists()


def test_a_preview_writes_nothing(coded: Cast, tmp_path: Path) -> None:
    assert load(tmp_path, HEAD + "E10000901,2019-09-01,\n", dry_run=True).changed == ("Wendshire Council",)
    assert not AreaDates.objects.exists()


def test_arrangements_cannot_begin_before_they_are_published(cast: Cast) -> None:
    name_actor(cast["administrator"])
    with pytest.raises(NotDone, match="before they were published"):
        set_area_dates(
            cast.council, published_on=BEGAN, began_on=BEGAN - timedelta(days=1), child_death_began_on=None,
            by=cast["administrator"],
        )  # fmt: skip


def set_began(cast: Cast, began_on: date) -> AreaDatesSet:
    ada = cast["administrator"]
    name_actor(ada)
    return set_area_dates(cast.council, published_on=None, began_on=began_on, child_death_began_on=None, by=ada)


def test_the_folders_of_the_area_are_counted_anew(cast: Cast) -> None:
    """A review begun in August 2019 has six months under the new arrangements, and no such duty before them."""
    case = open_folder_for(cast)
    KeptFact.objects.create(
        case=case, kind="local_review_initiated", about="a review", on=date(2019, 8, 1), paper_id=case.pk,
        recorded_at=datetime(2019, 8, 1, tzinfo=UTC),
    )  # fmt: skip
    publishing = KeptClock.objects.filter(case=case, duty="publish_local_review")
    assert set_began(cast, date(2018, 6, 29)) == AreaDatesSet(changed=True, folders=1)
    assert publishing.count() == 1
    assert set_began(cast, BEGAN) == AreaDatesSet(changed=True, folders=1)
    assert publishing.count() == 0
    assert set_began(cast, BEGAN) == AreaDatesSet(changed=False, folders=0)


def test_where_no_room_keeps_folders_nothing_is_said_to_be_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps.get_app_config("cases"), "after_area_dates", "")
    assert set_began(cast, BEGAN).folders is None


def test_who_changed_the_days_is_on_record(cast: Cast) -> None:
    set_began(cast, BEGAN)
    entry = Entry.objects.get(paper="AreaDates")
    assert "safeguarding arrangements began from nothing to 2019-09-01" in entry.did
