"""The list of folders that went is kept outside the database, whole, and names nothing of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import DatabaseError

from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.models import Case
from handrail.service.records.actions.letting_go import digest_of, let_go_again
from handrail.service.records.models import Tombstone
from handrail.service.records.went import LIST, Went, keep_list, places, values_of, went_by
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.records.going import agree, make_due, see_off, wait_out


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return case


@pytest.fixture(autouse=True)
def two_places(settings: LazySettings, tmp_path: Path) -> None:
    settings.CHECKPOINTS = (tmp_path / "here" / "checkpoints.jsonl", tmp_path / "there" / "checkpoints.jsonl")


def test_each_tombstone_stands_once_in_every_place(cast: Cast, case: Case) -> None:
    digest, reference = digest_of(case), case.reference
    stone = see_off(case, cast)
    keep_list()
    keep_list()
    assert [path.name for path in places()] == [LIST, LIST]
    for path in places():
        (line,) = path.read_text().splitlines()
        assert json.loads(line)["id"] == str(stone.pk)
        assert str(case.pk) not in line
        assert reference not in line
        assert went_by([path]).keys() == {digest}


def test_a_line_torn_by_a_power_cut_is_put_on_anew(cast: Cast, case: Case) -> None:
    see_off(case, cast)
    keep_list()
    whole = places()[0].read_text()
    places()[0].write_text(whole[:40])
    keep_list()
    assert len(went_by(places()[:1])) == 1
    assert places()[0].read_text() == f"{whole[:40]}\n{whole}"


def line_of(case: Case, cast: Cast) -> Went:
    """As if the folder had gone on an installation whose backup is here."""
    make_due(case, cast)
    deletion = agree(case, cast)
    wait_out(deletion)
    name_actor(Job("deletion"))
    return Went(
        id="5f0b6d8e-58c5-4f6f-9b5b-1f4de8a0c7aa", digest=digest_of(case), held={"cases.Case": 1},
        partnership_id=str(case.partnership_id), period_id=str(deletion.period_id),
        kept_until="2025-01-01", proposed_by_id=str(deletion.proposed_by_id),
        proposed_at="2026-05-03 10:00:00+00:00", confirmed_by_id=str(cast["senior officer"].pk),
        confirmed_at="2026-05-04 10:00:00+00:00", done_at="2026-05-12 10:00:00.123456+00:00",
    )  # fmt: skip


def test_what_went_goes_again_with_the_tombstone_it_had(cast: Cast, case: Case) -> None:
    went = line_of(case, cast)
    assert let_go_again(case.pk, went, by=Job("deletion")) is not None
    assert not Case.objects.filter(pk=case.pk).exists()
    stone = Tombstone.objects.get(pk=went.id)
    assert {name: str(getattr(stone, name)) for name in values_of(went)} == {
        name: str(value) for name, value in values_of(went).items()
    }


def test_what_went_goes_again_where_nobody_knows_who_agreed(cast: Cast, case: Case) -> None:
    nobody = "00000000-0000-0000-0000-000000000001"
    assert not Person.objects.filter(pk=nobody).exists()
    assert let_go_again(case.pk, replace(line_of(case, cast), confirmed_by_id=nobody), by=Job("deletion")) is None
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not Tombstone.objects.exists()


def test_the_database_lets_nothing_go_again_that_its_owner_has_not_found_on_the_list(cast: Cast, case: Case) -> None:
    went = line_of(case, cast)
    case.folder.deletions.update(goes_at=None, confirmed_by=None, confirmed_at=None)
    with pytest.raises(DatabaseError, match="two people have not agreed"):
        let_go_again(case.pk, went, by=Job("deletion"))
