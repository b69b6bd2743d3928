"""The folders that are counted back from the day they are loaded: each stands as its story says."""

from __future__ import annotations

import pytest
from django.utils import timezone

from handrail.service.access.models import Grant
from handrail.service.cases.drafts import drafts_of
from handrail.service.cases.models import Join, KeptClock, LateReason, MovedDate
from handrail.service.incidents.facts import partners_agree
from handrail.service.incidents.forms.draft import RECORD, told_by
from handrail.service.incidents.models import Outcome
from handrail.service.learning.models import Action
from handrail.service.meetings.models import Meeting
from handrail.service.requests.drafting import draft_of
from handrail.service.requests.models import Request
from handrail.service.reviews.models import PanelMessage, RapidReview
from handrail.service.reviews.partners import seats
from handrail.service.reviews.written import written
from tests.demonstration.folders import folder_of, incident_of, lines, standing
from tests.demonstration.live import LIVE
from tests.demonstration.people import person

pytestmark = pytest.mark.usefixtures("wend_valley")


@pytest.mark.parametrize("name", LIVE)
def test_its_clocks_stand_as_its_story_says(name: str) -> None:
    assert standing(name, timezone.now()) == lines(LIVE[name])
    assert folder_of(name).closed_at is None


def test_the_notifier_finds_half_a_record_and_can_go_on_with_it() -> None:
    (draft,) = drafts_of(person("Norris Tiffin"), RECORD)
    assert draft.answers["what-happened"]["what_is_known"][0].endswith("Her mother was")
    assert draft.case is None
    assert told_by(draft) is None, "it lacks answers, so it cannot be sent yet"


def test_no_partner_has_given_a_view_of_what_became_known_yesterday() -> None:
    assert not incident_of("Aubrey Dabchick").views.exists()


def test_of_four_agencies_one_has_sent_one_types_one_has_not_opened_it_and_one_is_overdue() -> None:
    asked = {str(one.body): one for one in Request.objects.filter(case=folder_of("Marigold Cowslip"))}
    stages = {name: (one.stage, one.overdue, draft_of(one) is not None) for name, one in asked.items()}
    assert stages == {
        "Wend Valley Police": ("received", False, True),
        "Otter Lane Primary School": ("opened", False, True),
        "Wend Valley Hospitals NHS Trust": ("asked", False, False),
        "Wend Valley Probation": ("asked", True, False),
    }
    assert asked["Wend Valley Probation"].reminders.exists()
    assert Meeting.objects.get(case=folder_of("Marigold Cowslip")).starts_at > timezone.now()


def test_what_was_notified_late_has_its_reason_and_the_day_that_moved() -> None:
    case = folder_of("Elowen Foxglove")
    late = set(LateReason.objects.filter(case=case).values_list("duty", flat=True))
    assert late == {"notify_panel", "tell_safeguarding_partners"}
    moved = MovedDate.objects.get(case=case, duty="notify_panel")
    assert moved.was is not None
    assert moved.now is not None
    assert moved.now < moved.was


def test_no_day_moved_in_any_other_folder_but_that_of_a_drifting_recommendation() -> None:
    moved = {folder_of("Elowen Foxglove").pk, folder_of("Tansy Pimpernel").pk}
    assert set(MovedDate.objects.values_list("case", flat=True)) == moved


def test_two_incidents_stand_in_one_folder() -> None:
    assert folder_of("Alder Merganser") == folder_of("Hazel Merganser")
    assert incident_of("Alder Merganser") != incident_of("Hazel Merganser")


def test_farrowdale_may_read_the_incident_and_its_review_and_no_summary() -> None:
    case = folder_of("Jem Sedgeby")
    assert str(incident_of("Jem Sedgeby").elsewhere) == "Farrowdale Council"
    opened = Grant.objects.filter(folder=case.folder, body__name__startswith="Farrowdale").values_list(
        "opens", flat=True
    )
    assert set(opened) == {"incidents", "reviews"}
    assert RapidReview.objects.get(case=case).recorded_by == person("Desmond Puttenham")
    assert {str(body) for body in person("Desmond Puttenham").partnerships} == {
        "Farrowdale Safeguarding Children Partnership", "Wend Valley Safeguarding Children Partnership",
    }  # fmt: skip


def test_what_the_school_raised_waits_and_is_joined_to_his_sisters_folder() -> None:
    incident = incident_of("Child Teasel")
    assert incident.waits_to_be_taken_up
    assert str(incident.raised_by) == "Otter Lane Primary School"
    join = Join.objects.get()
    assert (join.first, join.second) == (folder_of("Linnet Teasel"), incident.case)


def test_the_partners_differed_and_the_reasons_for_not_notifying_are_kept() -> None:
    incident = incident_of("Linnet Teasel")
    assert partners_agree(incident) is False
    outcome = incident.outcomes.get()
    assert (outcome.decided, outcome.decided_by) == (Outcome.Decided.NOT_NOTIFIED, person("Selma Offley"))


def test_a_review_waits_for_the_third_of_three_approvals() -> None:
    review = RapidReview.objects.get(case=folder_of("Rory Bramblewick"))
    text = written(review)
    given = {seat.title: seat.approval is not None for seat in seats(review, text.version)}
    assert given == {"Local authority": True, "Police": True, "Health": False}
    assert text.weighed
    assert all(one.answer for one in text.weighed)
    meeting = Meeting.objects.get(case=review.case)
    assert meeting.stage == "held"
    assert all(item.notes for item in meeting.agenda.all())


def test_the_panel_asked_for_more_and_the_answer_is_still_owed() -> None:
    case = folder_of("Ivo Woodlark")
    asked = PanelMessage.objects.get(case=case)
    assert (asked.says, asked.answered_by.exists()) == (PanelMessage.Says.ASKS, False)
    owed = KeptClock.objects.running().get(paper_id=asked.pk)
    assert owed.due_on is not None
    assert owed.due_on > timezone.localdate()


def test_of_the_actions_one_is_done_one_is_overdue_and_one_is_still_to_come() -> None:
    today = timezone.localdate()
    actions = Action.objects.filter(case=folder_of("Ivo Woodlark")).order_by("due_on")
    done, overdue, to_come = [
        (action.done_on is not None, action.due_on and action.due_on < today) for action in actions
    ]
    assert (done, overdue, to_come) == ((True, True), (False, True), (False, False))
