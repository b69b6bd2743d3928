"""Two partnerships on one incident: what the other may open, and until when."""

from __future__ import annotations

import pytest

from handrail.service.access.grounds import MEETING
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open
from handrail.service.incidents.actions import end_sharing, share_with
from handrail.service.incidents.actions.share import shared_with
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import as_person, record


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_another_partnership_opens_incidents_and_reviews_and_nothing_else(cast: Cast) -> None:
    incident = record(cast)
    as_person(cast["coordinator"])
    share_with(incident, cast.neighbour, ground=MEETING, by=cast["coordinator"])
    stranger = again(cast["stranger"])
    opened = {
        what for what in ("incidents", "reviews", CONTRIBUTION, ALL) if may_open(stranger, incident.case, what=what)
    }
    assert opened == {"incidents", "reviews"}
    assert shared_with(incident) == [cast.neighbour]


def test_the_other_partnership_may_read_but_not_write(cast: Cast) -> None:
    incident = record(cast)
    as_person(cast["coordinator"])
    share_with(incident, cast.neighbour, ground=MEETING, by=cast["coordinator"])
    assert not may_open(again(cast["stranger"]), incident.case, what=ALL, may="record notification")


def test_sharing_can_be_ended_and_given_again(cast: Cast) -> None:
    incident = record(cast)
    by = as_person(cast["coordinator"])
    share_with(incident, cast.neighbour, ground=MEETING, by=by)
    end_sharing(incident, cast.neighbour, by=by)
    assert not may_open(again(cast["stranger"]), incident.case, what="incidents")
    with pytest.raises(NotDone, match=f"It is not shared with {cast.neighbour} now"):
        end_sharing(incident, cast.neighbour, by=by)
    share_with(incident, cast.neighbour, ground=MEETING, by=by)
    assert may_open(again(cast["stranger"]), incident.case, what="incidents")


def test_it_is_shared_once_and_only_with_another_partnership(cast: Cast) -> None:
    incident = record(cast)
    by = as_person(cast["coordinator"])
    with pytest.raises(NotDone, match="own"):
        share_with(incident, cast.partnership, ground=MEETING, by=by)
    with pytest.raises(NotDone, match="Choose a safeguarding partnership"):
        share_with(incident, cast.school, ground=MEETING, by=by)
    share_with(incident, cast.neighbour, ground=MEETING, by=by)
    with pytest.raises(NotDone, match=f"It is shared with {cast.neighbour} already"):
        share_with(incident, cast.neighbour, ground=MEETING, by=by)
    assert shared_with(incident) == [cast.neighbour]
