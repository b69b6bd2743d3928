"""Facts and clocks are a projection of a folder's papers: kept, corrected, and noticed when a shown day moves."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError

from handrail.service.audit import actions as audit
from handrail.service.audit.models import Entry
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case, KeptClock, KeptFact, MovedDate
from handrail.service.incidents.models import Correction, Incident, Limb, Nature
from tests.rooms.cast import Cast, open_folder_for


def incident(case: Case, cast: Cast, aware_on: date) -> Incident:
    recorded = Incident.objects.create(
        case=case, raised_by=cast.council, authority=cast.council, limb=Limb.IN_AREA, nature=Nature.SERIOUS_HARM,
        became_aware_on=aware_on, what_is_known="A fall from a window.", recorded_by=cast["notifier"],
    )  # fmt: skip
    follow(recorded)
    return recorded


def due(case: Case, duty: str) -> list[date | None]:
    return [clock.due_on for clock in KeptClock.objects.filter(case=case, duty=duty)]


def test_recording_an_incident_sets_the_authoritys_clocks_running(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident(case, cast, date(2019, 4, 16))
    assert due(case, "notify_panel") == [date(2019, 4, 25)]
    clock = KeptClock.objects.get(case=case, duty="notify_panel")
    assert clock.owed_by == cast.council
    assert (clock.force, clock.edition) == ("should", "2018")


def test_a_correction_replaces_the_fact_keeps_the_old_one_and_records_the_moved_day(cast: Cast) -> None:
    case = open_folder_for(cast)
    recorded = incident(case, cast, date(2019, 4, 16))
    Correction.objects.create(
        incident=recorded, field="became_aware", was="2019-04-16", now="2019-04-15",
        reason="The duty team's log shows the call a day earlier.", made_by=cast["notifier"],
    )  # fmt: skip
    follow(recorded)
    assert due(case, "notify_panel") == [date(2019, 4, 24)]
    assert KeptFact.objects.filter(case=case, kind="incident_known", replaced_at__isnull=False).count() == 1
    moved = MovedDate.objects.get(case=case, duty="notify_panel")
    assert (moved.was, moved.now) == (date(2019, 4, 25), date(2019, 4, 24))


def test_following_twice_changes_nothing(cast: Cast) -> None:
    case = open_folder_for(cast)
    recorded = incident(case, cast, date(2019, 4, 16))
    before = list(KeptClock.objects.values_list("pk", flat=True)), list(KeptFact.objects.values_list("pk", flat=True))
    follow(recorded)
    after = list(KeptClock.objects.values_list("pk", flat=True)), list(KeptFact.objects.values_list("pk", flat=True))
    assert after == before


def test_two_incidents_in_one_folder_have_each_their_own_clock(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident(case, cast, date(2019, 4, 16))
    incident(case, cast, date(2019, 5, 13))
    assert due(case, "notify_panel") == [date(2019, 4, 25), date(2019, 5, 20)]


def test_a_folder_is_seen_by_its_partners_and_by_nobody_elsewhere(cast: Cast) -> None:
    case = open_folder_for(cast)
    may = {part for part, person in cast.people.items() if Case.objects.visible_to(person).filter(pk=case.pk).exists()}
    partners = {"council partner", "police partner", "health partner"}
    assert may == {"coordinator", "deputy coordinator", "notifier", "senior officer", *partners}


def test_an_audit_row_that_names_another_actor_is_refused(cast: Cast) -> None:
    case = open_folder_for(cast, by="notifier")
    with pytest.raises(DatabaseError, match="another actor"):
        audit.record(cast["coordinator"], "did something", case)


def test_an_audit_row_cannot_be_changed(cast: Cast) -> None:
    open_folder_for(cast)
    with pytest.raises(DatabaseError, match="permission denied|only added to"):
        Entry.objects.update(did="nothing")
