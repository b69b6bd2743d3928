"""What Wend Valley shows of arrangements: a version that stands, a draft that waits for its partners alone, and the
handover of 2019."""

from __future__ import annotations

from django.utils import timezone

from handrail.demonstration.stories import handed_over
from handrail.demonstration.stories.arranged import a_version_stands_and_the_next_is_drafted
from handrail.demonstration.stories.paid_for import what_is_commissioned_together
from handrail.demonstration.telling import Telling
from handrail.guidance import State
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.comparing import changes
from handrail.service.arrangements.counted import clocks_of_change, days_of, lacks_of, still_open
from handrail.service.arrangements.gate import gate_of
from handrail.service.arrangements.models import Arrangements, Need
from handrail.service.arrangements.saying import said_in, what_was_said
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.reports.models import HandoverLine
from tests.rooms.cast import Cast


def test_a_version_stands_and_the_draft_changes_one_thing_and_its_days(cast: Cast) -> None:
    draft = a_version_stands_and_the_next_is_drafted(Telling(cast, timezone.localdate()))
    stands = Arrangements.objects.published().get()
    assert stands.begins_on is not None
    assert stands.begins_on < timezone.localdate()
    draft.refresh_from_db()
    found = changes(what_was_said(stands), said_in(draft))
    assert [one.field for one in found] == ["begins_on", "changed_why", "text"]
    gate = gate_of(draft)
    assert gate.complete
    assert [one.go for one in gate.conditions if not one.met] == ["agree"]


def test_the_board_handed_over_in_time_with_one_review_passed_on_and_one_line_not_signed_for_yet(cast: Cast) -> None:
    wv = Telling(cast, timezone.localdate())
    incident = handed_over.a_review_that_the_board_could_not_finish(wv)
    plan = handed_over.the_board_hands_over(wv)
    (one,) = still_open(incident.case)
    assert one.passed_on == handed_over.PASSED_ON
    assert not KeptClock.objects.filter(case=incident.case, ended=False).exists()
    name_actor(cast["coordinator"])
    assert list(lacks_of(plan, change_named(plan.change))) == []
    for days in days_of(plan).values():
        clocks = clocks_of_change(plan, change_named(plan.change), days)
        assert {clock.state(timezone.now()) for clock in clocks} == {State.MET}
    waiting = HandoverLine.objects.filter(transition=plan, receipt=None)
    assert [line.what for line in waiting] == ["The board’s mailbox"]
    assert not differs(incident.case_id)


def test_a_service_of_three_bodies_answers_one_need_and_nobody_answers_the_other(cast: Cast) -> None:
    service = what_is_commissioned_together(Telling(cast, timezone.localdate()))
    assert sum(share.per_cent or 0 for share in service.shares.all()) == 100
    assert [need.services.count() for need in Need.objects.order_by("recorded_at")] == [1, 0]
