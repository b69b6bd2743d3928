"""A folder whose death was joined to another's can go, whichever of the two it is; and the other one is left whole."""

from __future__ import annotations

import pytest

from handrail.service.access.models import Exclusion, Person
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.child_deaths.actions.alike import join, undo
from handrail.service.child_deaths.models import Death, Joining, KnownTo, Notification
from handrail.service.child_deaths.told import KnewTheChild
from handrail.service.records.actions import letting_go
from handrail.service.records.actions.deleting import propose
from handrail.service.records.actions.joined_deaths import PARTS
from handrail.service.records.holds import told_on_folder
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, employ
from tests.rooms.child_deaths.telling import as_person, duties, known, tell_of
from tests.rooms.records.going import agree, make_due, see_off

pytestmark = pytest.mark.django_db
HEARD = "Heard from the uncle at the gate."
NURSE = (KnewTheChild(name="Ada Brook", part="School nurse"),)
UNCLE = Named(("Uncle Wend",), (), Exclusion.Stands.RELATIVE)


def joined(cast: Cast) -> tuple[Death, Death, Joining]:
    """The death that goes on, and the one that counts for nothing since."""
    goes_on, superseded = tell_of(cast), tell_of(cast, by="school lead", circumstances=HEARD, knew=NURSE)
    by = as_person(cast["coordinator"])
    return goes_on, superseded, join(goes_on, superseded, why="One number, one day.", by=by)


def goes(death: Death, cast: Cast) -> None:
    see_off(Case.objects.get(pk=death.case_id), cast)
    assert not Case.objects.filter(pk=death.case_id).exists()


def said_in(death: Death) -> set[str]:
    return set(Notification.objects.filter(death=death).values_list("said", flat=True))


def test_the_one_that_was_superseded_goes_and_what_it_brought_stays(cast: Cast) -> None:
    goes_on, superseded, _ = joined(cast)
    before = duties(goes_on)
    goes(superseded, cast)
    assert HEARD in said_in(goes_on)
    assert not Notification.objects.filter(came_from__isnull=False).exists()
    assert [one.part for one in KnownTo.objects.filter(death=goes_on)] == ["School nurse"]
    assert duties(goes_on) == before
    assert Entry.objects.filter(case_id=goes_on.case_id, did=PARTS).exists()


def test_the_one_that_went_on_goes_and_the_other_counts_again(cast: Cast) -> None:
    goes_on, superseded, _ = joined(cast)
    assert duties(superseded) == set()
    goes(goes_on, cast)
    superseded.refresh_from_db()
    assert superseded.superseded_at is None
    assert superseded.circumstances == HEARD
    assert "send_death_to_database" in duties(superseded)
    assert not Joining.objects.exists()


def test_of_three_joined_one_after_another_the_middle_one_goes_and_the_last_still_goes_on_in_the_first(
    cast: Cast,
) -> None:
    first, second = tell_of(cast), tell_of(cast, by="school lead")
    third = tell_of(cast, known=known(nhs_number=""), no_number_because="not available")
    by = as_person(cast["coordinator"])
    join(second, third, why="One day.", by=by)
    join(first, second, why="One number.", by=by)
    goes(second, cast)
    third.refresh_from_db()
    assert third.superseded_at is not None
    assert [(one.goes_on, one.superseded) for one in Joining.objects.all()] == [(first, third)]


def test_of_two_that_were_found_to_be_two_nothing_that_had_been_brought_is_left(cast: Cast) -> None:
    goes_on, superseded, joining = joined(cast)
    undo(joining, why="Cousins of one name.", by=as_person(cast["coordinator"]))
    assert HEARD in said_in(goes_on)
    goes(superseded, cast)
    assert HEARD not in said_in(goes_on)
    assert not KnownTo.objects.filter(death=goes_on).exists()


@pytest.mark.parametrize("stays", [0, 1])
def test_whoever_is_shut_out_of_the_one_stays_shut_out_of_the_other(cast: Cast, stays: int) -> None:
    uncle = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    pair = joined(cast)[:2]
    left, gone = pair[stays], pair[1 - stays]
    shut_out(gone.case, UNCLE, why="An uncle.", by=as_person(cast["coordinator"]))
    goes(gone, cast)
    with acting_as(Person.objects.get(pk=uncle.pk)):
        assert not Death.objects.filter(pk=left.pk).exists()
    assert Death.objects.filter(pk=left.pk).exists()


def test_two_people_still_have_to_agree_and_nothing_is_parted_before(cast: Cast) -> None:
    _, superseded, joining = joined(cast)
    case = Case.objects.get(pk=superseded.case_id)
    make_due(case, cast)
    name_actor(cast["coordinator"])
    propose(case, by=cast["coordinator"])
    job = Job("deletion")
    name_actor(job)
    with pytest.raises(NotDone, match="have not agreed"):
        letting_go.let_go(case.pk, by=job)
    assert Notification.objects.filter(came_from=joining).exists()


def test_whoever_is_asked_to_confirm_is_told_what_becomes_of_the_other(cast: Cast) -> None:
    goes_on, superseded, _ = joined(cast)
    for death, told in ((superseded, "stays there"), (goes_on, "counts again")):
        case = Case.objects.get(pk=death.case_id)
        assert not any(told in one for one in told_on_folder(case))
        make_due(case, cast)
        agree(case, cast)
        assert any(told in one for one in told_on_folder(case))


def test_without_it_the_folder_could_never_go(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _, superseded, _ = joined(cast)
    monkeypatch.setattr(letting_go, "leave_joined_whole", lambda *_, **__: None)
    with pytest.raises(NotDone, match="points into it"):
        see_off(Case.objects.get(pk=superseded.case_id), cast)
