"""A tracker that is taken in becomes folders whose clocks come out right, once."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case, KeptClock, Note
from handrail.service.incidents.models import Incident, Notice
from handrail.service.learning.models import Action
from handrail.service.learning.tracker import taking_in
from handrail.service.learning.tracker.plan import Plan
from handrail.service.reviews.models import RapidReview
from tests.rooms.cast import Cast
from tests.rooms.learning.sheets import HEADINGS, Cell, looked_over, reviews, workbook

DONE_LATE: dict[str, Cell] = {
    "Date became aware": "16/04/2019", "Date notified": "26/04/2019", "National reference": "500123",
    "Rapid review completed": "17/05/2019", "Rapid review sent": "20/05/2019", "Local review": "Yes",
    "Lead": "cora ordway", "Notes": "Chased twice.",
}  # fmt: skip
WITH_ACTIONS = workbook(
    {
        "Reviews": [HEADINGS, ["RR1", None, "Wendshire Council", "death", None, date(2019, 4, 16)]],
        "Actions": [
            ["Reference", "Action", "Owner", "Due", "Done", "Evidence"],
            ["RR1", "Write to schools", "Otter Lane Primary School", "1/9/2019", "12/9/2019", "Letter of 12 September"],
            ["RR1", "Train the duty team", "P. Lawes", "1/9/2027", "ongoing", None],
        ],
    }
)


def taken_in(cast: Cast, content: bytes, *, leave_out_wrong: bool = False) -> Plan:
    name_actor(cast["coordinator"])
    return taking_in.take_in(
        cast.partnership, "tracker.xlsx", content, leave_out_wrong=leave_out_wrong, by=cast["coordinator"]
    )


def folder(reference: str = "RR1") -> Case:
    return Case.objects.get(local_reference=reference)


def test_the_clocks_of_a_review_come_out_as_its_days_say(cast: Cast) -> None:
    taken_in(cast, reviews(DONE_LATE))
    clock = KeptClock.objects.get(case=folder(), duty="notify_panel")
    assert (clock.due_on, clock.stopped_on) == (date(2019, 4, 25), date(2019, 4, 26))
    review = RapidReview.objects.get(case=folder())
    assert review.local_review is True
    sent = KeptClock.objects.filter(case=folder(), stopped_on=date(2019, 5, 20))
    assert sent.exists(), "sending the rapid review stops its clock on the day it was sent"


def test_what_is_not_yet_done_runs_on(cast: Cast) -> None:
    taken_in(cast, reviews({"Date notified": None}))
    clock = KeptClock.objects.get(case=folder(), duty="notify_panel")
    assert (clock.due_on, clock.ended) == (date(2019, 4, 25), False)
    assert not RapidReview.objects.exists()


def test_an_incident_before_the_panel_was_told_to_ofsted_and_the_lscb(cast: Cast) -> None:
    taken_in(cast, reviews({"Date became aware": "1/5/2018", "Date notified": "3/5/2018"}))
    assert Notice.objects.get().to == Notice.To.OFSTED_AND_LSCB


def test_the_folder_keeps_its_reference_in_the_tracker_its_lead_and_its_notes(cast: Cast) -> None:
    taken_in(cast, reviews(DONE_LATE))
    assert folder().lead == cast["coordinator"]
    note = Note.objects.get(case=folder())
    assert "Its reference there was RR1." in note.text
    assert "Chased twice." in note.text
    assert Notice.objects.get().national_reference == "500123"


def test_a_lead_who_does_not_sign_in_is_kept_in_the_note(cast: Cast) -> None:
    taken_in(cast, reviews({"Lead": "Somebody Else"}))
    assert folder().lead is None
    assert "Lead there: Somebody Else." in Note.objects.get(case=folder()).text


def test_actions_come_with_their_review_owed_by_the_body_that_is_named(cast: Cast) -> None:
    taken_in(cast, WITH_ACTIONS)
    done = Action.objects.get(title="Write to schools")
    assert (done.case, done.owner, done.done_on) == (folder(), cast.school, date(2019, 9, 12))
    assert done.evidence == "Letter of 12 September"
    open_ = Action.objects.get(title="Train the duty team")
    assert (open_.owner, open_.owner_name, open_.due_on) == (None, "P. Lawes", date(2027, 9, 1))
    clocks = KeptClock.objects.filter(case=folder(), duty="asked").order_by("due_on")
    assert [(clock.owed_by, clock.ended) for clock in clocks] == [(cast.school, True), (cast.partnership, False)]
    assert all(clock.stopped_on is None or clock.started_on <= clock.stopped_on for clock in clocks)


def test_an_action_may_belong_to_a_folder_that_is_already_here(cast: Cast) -> None:
    taken_in(cast, reviews({}))
    rows = [["Reference", "Action"], ["RR1", "Write to schools"], [folder().reference, "Write to nurseries"]]
    taken_in(cast, workbook({"Actions": rows}))
    assert Action.objects.filter(case=folder()).count() == 2


def test_an_action_of_a_review_that_nobody_knows_is_wrong(cast: Cast) -> None:
    content = workbook({"Actions": [["Reference", "Action"], ["RR9", "Write to schools"]]})
    (line,) = looked_over(cast.partnership, content).wrong
    assert line.faults == ("No review has the reference “RR9”, here or in Handrail. Check the reference.",)


def test_loading_a_file_twice_makes_nothing_twice(cast: Cast) -> None:
    assert len(taken_in(cast, WITH_ACTIONS).new) == 3
    before = Case.objects.count(), Incident.objects.count(), Action.objects.count(), Note.objects.count()
    again = taken_in(cast, WITH_ACTIONS)
    assert (len(again.new), len(again.there)) == (0, 3)
    assert (Case.objects.count(), Incident.objects.count(), Action.objects.count(), Note.objects.count()) == before


def test_two_partnerships_may_use_the_same_reference(cast: Cast) -> None:
    taken_in(cast, reviews({}))
    name_actor(cast["stranger"])
    taking_in.take_in(
        cast.neighbour, "tracker.xlsx", reviews({"Local authority": "Farrowdale"}), leave_out_wrong=False,
        by=cast["stranger"],
    )  # fmt: skip
    assert Case.objects.filter(local_reference="RR1").count() == 2
    assert not Case.objects.visible_to(cast["stranger"]).filter(folder__partnership=cast.partnership).exists()


def test_one_wrong_line_keeps_the_whole_tracker_out(cast: Cast) -> None:
    with pytest.raises(NotDone, match="nothing was taken in"):
        taken_in(cast, reviews({}, {"Local reference": "RR2", "Nature": "?"}))
    assert not Case.objects.exists()


def test_wrong_lines_may_be_left_out_and_their_actions_with_them(cast: Cast) -> None:
    content = workbook(
        {
            "Reviews": [
                HEADINGS,
                ["RR1", None, "Wendshire Council", "death", None, date(2019, 4, 16)],
                ["RR2", None, "Wendshire Council", "?", None, date(2019, 4, 16)],
            ],
            "Actions": [["Reference", "Action"], ["RR1", "Write to schools"], ["RR2", "Write to nurseries"]],
        }
    )
    plan = taken_in(cast, content, leave_out_wrong=True)
    assert [line.title for line in plan.new] == ["RR1", "Write to schools"]
    assert Case.objects.count() == Action.objects.count() == 1


def test_looking_a_tracker_over_writes_nothing(cast: Cast) -> None:
    assert len(looked_over(cast.partnership, WITH_ACTIONS).new) == 3
    assert not Case.objects.exists()
    assert not Action.objects.exists()


def test_a_national_reference_that_a_folder_has_already_is_not_given_to_another(cast: Cast) -> None:
    taken_in(cast, reviews(DONE_LATE))
    (line,) = looked_over(cast.partnership, reviews({**DONE_LATE, "Local reference": "RR2"})).wrong
    assert folder().reference in line.faults[0]


def test_a_failure_half_way_leaves_nothing_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(taking_in, "_make_action", fail)
    with pytest.raises(RuntimeError):
        taken_in(cast, WITH_ACTIONS)
    assert not Case.objects.exists()
