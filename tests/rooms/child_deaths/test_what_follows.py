"""What others do about a death, the joint response, and the meeting: dates, decisions and clocks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock
from handrail.service.child_deaths.actions import meet, respond, situate
from handrail.service.child_deaths.actions.happened import record_event, set_aside, tell_of_suspicion
from handrail.service.child_deaths.happenings import AWAITED
from handrail.service.child_deaths.models import Death, PlaceOfDeath, ReviewMeeting, WrittenAccount
from handrail.service.child_deaths.next_steps import awaited_by
from handrail.service.child_deaths.situations import questions_for, suggested_by
from handrail.service.child_deaths.views.lists import waiting_for
from handrail.service.meetings.actions.planning import cancel_meeting
from handrail.service.meetings.models import Meeting
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import (
    DIED,
    MEETS_AT,
    as_person,
    clock,
    duties,
    known,
    met,
    open_duties,
    tell_of,
)

pytestmark = pytest.mark.django_db
LATER = DIED + timedelta(days=1)


def test_the_coroners_three_days_run_from_the_decision(cast: Cast) -> None:
    death = tell_of(cast)
    record_event(death, "coroner_investigation_decided", at=LATER, by=cast["coordinator"])
    due = clock(death, "notify_coroner_decision")
    assert due.due_on == LATER + timedelta(days=3)
    record_event(death, "coroner_notice_given", at=LATER + timedelta(days=5), by=cast["coordinator"])
    assert clock(death, "notify_coroner_decision").stopped_on == LATER + timedelta(days=5)


def test_the_registrars_seven_days_run_from_the_registration(cast: Cast) -> None:
    death = tell_of(cast)
    record_event(death, "child_death_registered", at=LATER, by=cast["coordinator"])
    started = {one.started_on for one in KeptClock.objects.filter(case=death.case, owed_by_kind="registrar")}
    assert not started or started == {LATER}
    assert open_duties(death) & {one for one in duties(death) if "regist" in one}


def test_a_second_post_mortem_has_three_days_of_its_own(cast: Cast) -> None:
    death = tell_of(cast)
    by = cast["coordinator"]
    first = record_event(death, "post_mortem_directed", at=LATER, by=by)
    record_event(death, "coroner_notice_given", at=LATER, of=first, by=by)
    second = record_event(death, "post_mortem_directed", at=LATER + timedelta(days=10), words="Defence", by=by)
    own = clock(death, "notify_post_mortem", str(second.pk))
    assert not own.ended
    assert clock(death, "notify_post_mortem").ended
    record_event(death, "coroner_notice_given", at=LATER + timedelta(days=11), of=second, by=by)
    assert clock(death, "notify_post_mortem", str(second.pk)).ended


def test_what_is_awaited_is_listed_until_it_comes(cast: Cast) -> None:
    death = tell_of(cast)
    by = as_person(cast["coordinator"])
    awaited = {one.slug: one for one in AWAITED}
    assert list(waiting_for(by, awaited["post-mortem"])) == []
    asked = record_event(death, "post_mortem_directed", at=LATER, by=by)
    assert list(waiting_for(by, awaited["post-mortem"])) == [death]
    came = record_event(death, "post_mortem_report_received", at=LATER + timedelta(days=60), of=asked, by=by)
    assert list(waiting_for(by, awaited["post-mortem"])) == []
    set_aside(came, why="It was another child’s.", by=by)
    assert list(waiting_for(by, awaited["post-mortem"])) == [death]
    assert list(waiting_for(by, awaited["registrar"])) == [death]


BY_SLUG = {one.slug: one for one in AWAITED}


def waits_for(death: Death, slug: str, by: Person) -> bool:
    """The same on the list across folders and on the page of the death."""
    listed = death in waiting_for(by, BY_SLUG[slug])
    assert (BY_SLUG[slug] in awaited_by(death, list(death.events.all()))) == listed
    return listed


def waited_since(by: Person, slug: str) -> date:
    since: date = vars(waiting_for(by, BY_SLUG[slug])[0])["since"]
    return since


def test_a_second_post_mortem_is_awaited_until_its_own_report_comes(cast: Cast) -> None:
    death, by = tell_of(cast), as_person(cast["coordinator"])
    first = record_event(death, "post_mortem_directed", at=LATER, words="Home Office", by=by)
    second = record_event(death, "post_mortem_directed", at=LATER + timedelta(days=10), words="Defence", by=by)
    record_event(death, "post_mortem_held", at=LATER, of=first, by=by)
    record_event(death, "post_mortem_held", at=LATER + timedelta(days=12), of=second, by=by)
    record_event(death, "post_mortem_report_received", at=LATER + timedelta(days=60), of=first, by=by)
    assert waits_for(death, "post-mortem", by)
    assert waited_since(by, "post-mortem") == LATER + timedelta(days=10)
    record_event(death, "post_mortem_report_received", at=LATER + timedelta(days=70), of=second, by=by)
    assert not waits_for(death, "post-mortem", by)


def test_of_several_people_charged_each_is_awaited_until_the_proceedings_against_them_end(cast: Cast) -> None:
    death, by = tell_of(cast), as_person(cast["coordinator"])
    record_event(death, "police_investigation_began", at=LATER, by=by)
    mother = record_event(death, "person_charged", at=LATER, words="The mother: neglect", by=by)
    partner = record_event(death, "person_charged", at=LATER + timedelta(days=3), words="Her partner", by=by)
    record_event(death, "trial_day_set", at=LATER + timedelta(days=5), words="In June", by=by)
    record_event(death, "criminal_proceedings_ended", at=LATER + timedelta(days=90), of=mother, by=by)
    assert waits_for(death, "criminal", by)
    assert waits_for(death, "police", by)
    assert waited_since(by, "criminal") == LATER + timedelta(days=3)
    with pytest.raises(NotDone, match="recorded already"):
        record_event(death, "criminal_proceedings_ended", at=LATER + timedelta(days=91), of=mother, by=by)
    ended = record_event(death, "criminal_proceedings_ended", at=LATER + timedelta(days=200), of=partner, by=by)
    assert not waits_for(death, "criminal", by)
    assert not waits_for(death, "police", by)
    set_aside(ended, why="It was adjourned.", by=by)
    assert waits_for(death, "criminal", by)


def test_what_ended_for_all_of_them_is_recorded_once_and_for_nobody_charged_since(cast: Cast, client: Client) -> None:
    death, by = tell_of(cast), as_person(cast["coordinator"])
    for words in ("The mother", "Her partner"):
        record_event(death, "person_charged", at=LATER, words=words, by=by)
    client.force_login(by)
    page = reverse("child_deaths:record_event", args=[death.case_id, death.pk, "criminal-proceedings-ended"])
    asked = client.get(page).text
    assert "21 May 2024: Her partner" in asked
    day = {"on_day": "1", "on_month": "7", "on_year": "2024"}
    assert "Choose which it is about" in client.post(page, day).text
    client.post(page, day | {"of": "all"})
    by = as_person(by)
    assert not waits_for(death, "criminal", by)
    record_event(death, "person_charged", at=date(2024, 8, 1), words="An uncle", by=by)
    assert waits_for(death, "criminal", by)
    shown = client.get(reverse("child_deaths:death", args=[death.case_id, death.pk])).text
    assert "Since 1 August 2024: An uncle" in shown


def test_a_charge_recorded_anew_is_over_with_what_had_ended(cast: Cast) -> None:
    """Its day was wrong: it was set aside and recorded again, and the ending is not recorded twice."""
    death, by = tell_of(cast), as_person(cast["coordinator"])
    wrong = record_event(death, "person_charged", at=LATER, words="The mother", by=by)
    record_event(death, "criminal_proceedings_ended", at=LATER + timedelta(days=90), of=wrong, by=by)
    set_aside(wrong, why="A day too early.", by=by)
    record_event(death, "person_charged", at=LATER + timedelta(days=1), words="The mother", by=by)
    assert not waits_for(death, "criminal", by)


def test_what_came_before_the_death_or_is_still_to_come_is_refused(cast: Cast) -> None:
    death = tell_of(cast)
    with pytest.raises(NotDone, match="before the death"):
        record_event(death, "inquest_completed", at=DIED - timedelta(days=1), by=cast["coordinator"])
    with pytest.raises(NotDone, match="may not be in the future"):
        record_event(death, "inquest_completed", at=timezone.localdate() + timedelta(days=2), by=cast["coordinator"])
    record_event(death, "inquest_completed", at=LATER, by=cast["coordinator"])
    with pytest.raises(NotDone, match="recorded already"):
        record_event(death, "inquest_completed", at=LATER, by=cast["coordinator"])


def who_recorded(death: Death) -> Person:
    assert death.recorded_by is not None
    return as_person(death.recorded_by)


def all_no(death: Death, **other: str) -> dict[str, str]:
    return {one.key: "no" for _, one in respond.triggers_for(death)} | other


THREE = respond.Deciders(health="Dr Ash", police="DI Elm", social_care="Rowan Beck")


def decided(death: Death, *, called_for: bool, **more: object) -> None:
    said = {"at": LATER, "deciders": THREE, "answers": all_no(death), "reasons": "Talked together."} | more
    respond.decide_together(death, called_for=called_for, by=who_recorded(death), **said)  # type: ignore[arg-type]


def test_a_response_is_decided_together_and_starts_its_steps(cast: Cast) -> None:
    death = tell_of(cast)
    decided(death, called_for=True, answers=all_no(death, joint_response_sudden="yes"))
    assert clock(death, "decide_on_joint_response").ended
    assert {"respond_jointly_to_child_death", "share_initial_information", "visit_scene"} <= open_duties(death)
    by = cast["coordinator"]
    record_event(death, "initial_information_shared", at=LATER, words="All safe.", by=by)
    record_event(death, "scene_visit_decided_against", at=LATER, words="Died on the ward.", by=by)
    assert not {"share_initial_information", "visit_scene"} & open_duties(death)
    assert meet.expected_kind(Death.objects.get(pk=death.pk)) == ReviewMeeting.Kind.FINAL_CASE_DISCUSSION


def test_one_of_the_three_alone_has_to_say_why(cast: Cast) -> None:
    death = tell_of(cast)
    with pytest.raises(NotDone, match="Name all three, or say why not"):
        decided(death, called_for=False, deciders=respond.Deciders(health="Dr Ash"))


def test_a_trigger_that_is_met_calls_for_a_response_and_one_to_consider_does_not(cast: Cast) -> None:
    death = tell_of(cast)
    with pytest.raises(NotDone, match="That calls for a joint response"):
        decided(death, called_for=False, answers=all_no(death, joint_response_custody="yes"))
    decided(death, called_for=False, answers=all_no(death, joint_response_near_death="yes"))
    assert "visit_scene" not in duties(death)


def test_every_criterion_is_answered(cast: Cast) -> None:
    death = tell_of(cast)
    with pytest.raises(NotDone, match="Answer each of the criteria"):
        decided(death, called_for=False, answers={})


def test_before_the_areas_own_arrangements_the_gate_is_whether_it_was_unexpected(cast: Cast) -> None:
    death = tell_of(cast, died_on=date(2018, 3, 5), died_time=None, known=known(born_on=None), unexpected="yes")
    assert [one.key for _, one in respond.triggers_for(death)] == ["joint_response_unexpected"]
    assert "respond_jointly_to_child_death" in open_duties(death)
    assert "hold_child_death_review_meeting" not in duties(death)


def test_the_kind_of_meeting_follows_the_circumstances(cast: Cast) -> None:
    death = tell_of(cast, place_kind=PlaceOfDeath.HOSPITAL, known=known(born_on=DIED - timedelta(days=3)))
    assert meet.expected_kind(death) == ReviewMeeting.Kind.PERINATAL
    expected = ReviewMeeting.Kind.PERINATAL.label.lower()
    with pytest.raises(NotDone, match=f"Say why it is not the {expected} that would be expected"):
        met(death, kind="mortality meeting", why=" ")
    assert not death.review_meetings.exists()
    assert met(death, kind="mortality meeting", why="The trust has no such group.").why


def test_a_month_before_is_advice_and_the_meeting_and_its_report_stop_their_clocks(cast: Cast) -> None:
    death = tell_of(cast)
    made = met(death)
    notice = clock(death, "give_notice_of_review_meeting")
    assert (notice.due_on, notice.force) == (date(2024, 8, 2), "expected")
    Meeting.objects.filter(pk=made.meeting_id).update(held_at=MEETS_AT)
    with pytest.raises(NotDone, match="on or after the day of the meeting"):
        meet.report(made, on=date(2024, 9, 1), by=cast["coordinator"])
    meet.report(made, on=date(2024, 9, 5), by=cast["coordinator"])
    assert clock(death, "review_at_overview_panel").due_on == date(2024, 10, 17)


def test_a_meeting_not_held_has_no_report(cast: Cast) -> None:
    made = met(tell_of(cast))
    with pytest.raises(NotDone, match="not marked as held"):
        meet.report(made, on=timezone.localdate(), by=cast["coordinator"])


def test_a_meeting_called_off_starts_nothing_and_another_can_be_planned(cast: Cast) -> None:
    death = tell_of(cast)
    made = met(death)
    with pytest.raises(NotDone, match="planned already"):
        met(death)
    cancel_meeting(made.meeting, why="The pathologist cannot come.", by=cast["coordinator"])
    assert "give_notice_of_review_meeting" not in open_duties(death)
    met(death)


def test_an_absentee_owes_a_written_account_until_it_comes(cast: Cast) -> None:
    death = tell_of(cast)
    made = met(death)
    today = timezone.localdate()
    account = meet.absent(made, name="Dr Oak", body=cast.trust, known_on=today, by=cast["coordinator"])
    assert not clock(death, "write_to_review_meeting", str(account.pk)).ended
    meet.account_came(account, on=today, text="I saw the child twice.", by=cast["coordinator"])
    assert clock(death, "write_to_review_meeting", str(account.pk)).ended
    assert WrittenAccount.objects.get().text == "I saw the child twice."


def test_a_death_abroad_points_to_its_situation_which_asks_and_tells_once(cast: Cast) -> None:
    death = tell_of(cast, died_in="abroad", country="Portugal")
    by = cast["coordinator"]
    assert suggested_by(death) == {"special_overseas"}
    situation = situate.add_situation(death, "special_overseas", by=by)
    assert {question.key for _, question in questions_for(death)} >= {"certified", "brought_home"}
    assert situate.answer(situation, {"certified": "In Lagos, by a doctor."}, by=by) == 1
    assert situate.answer(situation, {"certified": "In Lagos, by a doctor."}, by=by) == 0
    situate.tell(situation, "coroner", name="The coroner’s office", email="coroner@wend.example", by=by)
    message = Message.objects.get(kind="child death situation")
    assert "Fairlight" not in message.text + message.subject
    with pytest.raises(NotDone, match="told already"):
        situate.tell(situation, "coroner", name="Again", email="coroner@wend.example", by=by)
    assert Message.objects.filter(kind="child death situation").count() == 1
    with pytest.raises(NotDone, match="one of the two"):
        situate.tell(situation, "consular", name="The desk", by=by)


def test_a_suspicion_is_told_to_the_authority_without_a_name(cast: Cast) -> None:
    cast.council.mailbox = "front.door@wendshire.example"
    cast.council.save(update_fields=["mailbox"])
    death = tell_of(cast)
    tell_of_suspicion(death, at=LATER, who="Cora", words="Bruising.", by=cast["coordinator"])
    message = Message.objects.get(kind="suspicion of abuse")
    assert "Fairlight" not in message.text
    assert "Bruising" not in message.text
