"""A group of the partnership: its quorum, its year, what it decided, and what comes back on its next agenda."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import MEETING
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, give_key
from handrail.service.cases.models import KeptClock
from handrail.service.learning.actions import tracked
from handrail.service.meetings import yearly
from handrail.service.meetings.actions import deciding, grouping, holding
from handrail.service.meetings.actions.deciding import Decided
from handrail.service.meetings.actions.inviting import send_pack
from handrail.service.meetings.matters import carried_in
from handrail.service.meetings.models import Attendance, Decision, Meeting, Voice
from handrail.service.meetings.quorum import quorum_of, twelve_months_of, year_of
from handrail.service.meetings.views.reading import voices_of
from handrail.service.outbox.models import Message
from handrail.service.scrutiny.actions import indicators
from handrail.service.scrutiny.models import Use
from handrail.service.yearly import Year
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.meetings.grouped import DAY, Came, an_executive, held, planned, voices
from tests.rooms.scrutiny.assessed import a_round


def test_whoever_has_a_seat_is_on_the_list_of_a_meeting_and_is_written_to(cast: Cast) -> None:
    group = an_executive(cast)
    meeting = planned(cast, group, 5)
    assert meeting.attendance.filter(expected=True).count() == 4
    grouping.bring(
        meeting,
        grouping.Brought("The audit", "decide", "Percival Lawes", ("audit.txt", b"Found.")),
        by=cast["coordinator"],
    )
    send_pack(meeting, by=cast["coordinator"])
    assert meeting.pack.get().item.title == "The audit"  # type: ignore[union-attr]
    assert Message.objects.filter(kind="meeting").exists()


def test_a_seat_that_ended_is_expected_no_more_and_stays_in_the_year(cast: Cast) -> None:
    group = an_executive(cast)
    held(cast, group, 40)
    seat = group.seats.get(body=cast.trust)
    grouping.end_seat(seat, until_on=timezone.localdate() - 30 * DAY, by=cast["coordinator"])
    assert not planned(cast, group, 5).attendance.filter(body=cast.trust).exists()


def test_a_deputy_counts_for_the_quorum_and_a_missing_partner_breaks_it(cast: Cast) -> None:
    group = an_executive(cast)
    assert quorum_of(held(cast, group, 30, police=Came.DEPUTY)).holds is True
    broken = quorum_of(held(cast, group, 20, police=Came.APOLOGIES))
    assert broken.holds is False
    assert cast.police.name in broken.words


def test_a_quorum_is_of_bodies_and_not_of_people(cast: Cast) -> None:
    group = an_executive(cast, fewest=4)
    grouping.expect(
        group, cast.icb, office="Nurse", name="A second", email="", from_on=timezone.localdate() - 99 * DAY,
        by=cast["coordinator"],
    )  # fmt: skip
    assert quorum_of(held(cast, group, 3, trust=Came.DID_NOT_COME)).holds is False


def test_the_year_counts_meetings_body_by_body_and_not_people(cast: Cast) -> None:
    group = an_executive(cast)
    today = timezone.localdate()
    grouping.expect(
        group, cast.icb, office="Nurse", name="A second", email="", from_on=today - 99 * DAY, by=cast["coordinator"]
    )
    held(cast, group, 3, police=Came.DEPUTY, trust=Came.DID_NOT_COME)
    held(cast, group, 2, trust=Came.APOLOGIES)
    told = {one.body: one for one in year_of(group, Year(today - 9 * DAY, today)).bodies}
    assert (told[cast.icb].expected, told[cast.icb].came) == (2, 2)
    assert (told[cast.police].came, told[cast.police].deputies) == (1, 1)
    assert (told[cast.trust].apologies, told[cast.trust].absent) == (1, 1)


def test_a_decision_stands_with_the_names_of_who_agreed_and_who_did_not(cast: Cast) -> None:
    meeting = held(cast, an_executive(cast), 1)
    said = voices(meeting, police=Voice.Says.DISSENTED)
    made = deciding.decide_together(meeting, Decided("Buy two more days.", voices=said), by=cast["coordinator"])
    names = voices_of(meeting)[made.pk]
    assert len(names["Agreed"]) == 3
    assert names["Dissented"] == [f"Head of {cast.police}, {cast.police}"]


def test_a_decision_waits_until_it_is_known_who_came(cast: Cast) -> None:
    meeting = planned(cast, an_executive(cast), -1)
    with pytest.raises(NotDone, match="not recorded as held"):
        deciding.decide_together(meeting, Decided("Anything."), by=cast["coordinator"])


def test_a_decision_about_an_outcome_is_one_of_its_uses(cast: Cast) -> None:
    meeting = held(cast, an_executive(cast), 1)
    by = cast["coordinator"]
    watched = indicators.choose(
        cast.partnership, "referrals", outcome="Helped early", question="Who is?", better="neither",
        on=timezone.localdate(), by=by,
    )  # fmt: skip
    about = Decided("Look at why.", matter="indicator", matter_key=watched.pk)
    deciding.decide_together(meeting, about, by=by)
    used = Use.objects.get(indicator=watched)
    assert (used.used_for, used.words) == (Use.For.DECISION, "Look at why.")


def test_a_decision_set_aside_stays_struck_through_with_the_reason_and_counts_nowhere(
    cast: Cast, client: Client
) -> None:
    meeting, by = held(cast, an_executive(cast), 1), cast["coordinator"]
    made = deciding.decide_together(meeting, Decided("Buy two more days.", publish=True), by=by)
    Meeting.objects.filter(pk=meeting.pk).update(minutes_kept_at=timezone.now())
    holding.agree_minutes(meeting, by=by)
    client.force_login(by)
    page = reverse("meetings:set_decision_aside", args=[meeting.case_id, meeting.pk, made.pk])
    shown = client.post(page, {"why": "It was the other group."}, follow=True).content.decode()
    assert "<s>Buy two more days.</s>" in shown
    assert "It was the other group." in shown
    assert page not in shown, "it is set aside once"
    assert "<s>Buy two more days.</s>" in client.get(reverse("meetings:decisions")).content.decode()
    name_actor(by)
    year = twelve_months_of(timezone.localdate() - DAY)
    assert "decisions" not in {one.key for one in yearly.told(cast.partnership, year)}
    did = "set aside a decision of the meeting"
    assert Entry.objects.filter(actor=by.actor_key, did=did, case_id=meeting.case_id).count() == 1


def test_a_decision_is_set_aside_once_and_with_a_reason(cast: Cast) -> None:
    meeting, by = held(cast, an_executive(cast), 1), cast["coordinator"]
    made = deciding.decide_together(meeting, Decided("Buy two more days."), by=by)
    with pytest.raises(NotDone, match="Say why"):
        deciding.set_decision_aside(made, why=" ", by=by)
    deciding.set_decision_aside(made, why="In error.", by=by)
    with pytest.raises(NotDone, match="already"):
        deciding.set_decision_aside(made, why="Once more.", by=by)


def test_a_decision_set_aside_is_no_use_of_the_outcome_any_more(cast: Cast) -> None:
    meeting, by = held(cast, an_executive(cast), 1), cast["coordinator"]
    watched = indicators.choose(
        cast.partnership, "referrals", outcome="Helped early", question="Who is?", better="neither",
        on=timezone.localdate(), by=by,
    )  # fmt: skip
    about = Decided("Look at why.", matter="indicator", matter_key=watched.pk)
    made = deciding.decide_together(meeting, about, by=by)
    other = deciding.decide_together(meeting, replace(about, text="Look at who."), by=by)
    deciding.set_decision_aside(made, why="In error.", by=by)
    uses = Use.objects.filter(indicator=watched)
    assert [(one.words, one.set_aside_why) for one in uses.order_by("pk")] == [
        ("Look at why.", "In error."), (other.text, ""),
    ]  # fmt: skip


def test_what_a_meeting_asked_for_comes_back_until_it_is_done_and_once_more_as_done(cast: Cast) -> None:
    group, by = an_executive(cast), cast["coordinator"]
    first = held(cast, group, 40)
    action = tracked.add_action(
        first.case, title="Write to schools", owner=cast.police, owner_name="", due_on=timezone.localdate() - 9 * DAY,
        source="", meeting=first, by=by,
    )  # fmt: skip
    assert carried_in(group.case, first.starts_at, None) == []
    second = planned(cast, group, 5)
    (brought,) = carried_in(group.case, second.starts_at, timezone.localdate() - 40 * DAY)
    assert (brought.title, brought.late) == ("Write to schools", True)
    tracked.record_done(action, done_on=timezone.localdate(), evidence="Sent.", by=by)
    (done,) = carried_in(group.case, second.starts_at, timezone.localdate() - 40 * DAY)
    assert (done.done_on, done.says) == (timezone.localdate(), "Sent.")
    assert carried_in(group.case, second.starts_at + 90 * DAY, timezone.localdate() + DAY) == []


def test_a_planned_meeting_is_due_from_the_partnership_until_it_was_held(cast: Cast) -> None:
    group = an_executive(cast)
    meeting = planned(cast, group, 5)
    clock = KeptClock.objects.get(about=str(meeting.pk))
    assert (clock.owed_by, clock.due_on) == (cast.partnership, timezone.localdate() + 5 * DAY)
    done = held(cast, group, 1)
    assert KeptClock.objects.get(about=str(done.pk)).stopped_on is not None


def test_the_yearly_report_tells_of_groups_apart_and_words_only_where_somebody_said_so(cast: Cast) -> None:
    group, by = an_executive(cast), cast["coordinator"]
    meeting = held(cast, group, 1, trust=Came.APOLOGIES)
    deciding.decide_together(meeting, Decided("Told to all.", publish=True), by=by)
    deciding.decide_together(meeting, Decided("Kept among us."), by=by)
    parts = {one.key: one for one in yearly.told(cast.partnership, twelve_months_of(timezone.localdate() - DAY))}
    assert "attendance" not in parts
    assert (cast.trust.name, "1", "0", "0", "1", "0", "0") in parts["partnership_meetings"].tables[0].rows
    assert "2 decisions" in parts["decisions"].lines[0]
    assert [row[2] for row in parts["decisions"].tables[0].rows] == ["Told to all."]


def test_the_words_of_a_decision_about_what_stands_in_a_folder_are_not_told_in_the_yearly_report(
    cast: Cast,
) -> None:
    """Nor where it was recorded so before that was refused: it is counted alone."""
    meeting, by = held(cast, an_executive(cast), 1), cast["coordinator"]
    about = open_folder_for(cast)
    name_actor(by)
    decided = Decided("Ask again about the fall.", matter="recommendation", matter_key=about.pk, matter_folder=about.pk)
    with pytest.raises(NotDone, match="Choose no"):
        deciding.decide_together(meeting, replace(decided, publish=True), by=by)
    made = deciding.decide_together(meeting, decided, by=by)
    deciding.decide_together(meeting, Decided("Told to all.", publish=True), by=by)
    Decision.objects.filter(pk=made.pk).update(publish=True)
    parts = {one.key: one for one in yearly.told(cast.partnership, twelve_months_of(timezone.localdate() - DAY))}
    assert "2 decisions" in parts["decisions"].lines[0]
    assert [row[2] for row in parts["decisions"].tables[0].rows] == ["Told to all."]


def test_the_page_says_why_the_words_may_not_stand_in_the_yearly_report(cast: Cast, client: Client) -> None:
    meeting, by = held(cast, an_executive(cast), 1), cast["coordinator"]
    round_ = a_round(cast)
    name_actor(by)
    client.force_login(by)
    at = f"/cases/{meeting.case_id}/meetings/{meeting.pk}/decided"
    there = [one for one in meeting.attendance.all() if one.there]
    said = {"text": "Look again.", "matter": f"audit {round_.pk}"} | {f"voice_{one.pk}": "agreed" for one in there}
    refused = client.post(at, said | {"publish": "yes"}).content.decode()
    assert "people who may not know of that folder" in refused
    assert "Look again." in refused
    assert client.post(at, said | {"publish": "no"}).status_code == 302


def test_everyone_asked_to_a_meeting_on_a_folder_stands_in_one_column(cast: Cast) -> None:
    group = an_executive(cast)
    meeting = held(cast, group, 1, police=Came.DEPUTY, icb=Came.DID_NOT_COME, trust=Came.INVITED)
    Meeting.objects.filter(pk=meeting.pk).update(purpose=Meeting.For.RAPID_REVIEW)
    (part,) = [
        one for one in yearly.told(cast.partnership, twelve_months_of(timezone.localdate() - DAY))
        if one.key == "attendance"
    ]  # fmt: skip
    for _, asked, *how in part.tables[0].rows:
        assert int(asked) == sum(int(number) for number in how)


def test_an_agency_that_was_sent_the_agenda_reads_decisions_and_no_actions(cast: Cast, client: Client) -> None:
    group = an_executive(cast)
    meeting = held(cast, group, 1)
    by = cast["coordinator"]
    deciding.decide_together(meeting, Decided("Buy two more days."), by=by)
    tracked.add_action(
        meeting.case,
        title="Write to schools",
        owner=None,
        owner_name="",
        due_on=None,
        source="",
        meeting=meeting,
        by=by,
    )
    Attendance.objects.filter(meeting=meeting).update(told_at=timezone.now())
    give_key(meeting.case, cast.trust, opens="meeting pack", why="invited", ground=MEETING, by=by)
    client.force_login(cast["hospital lead"])
    page = client.get(f"/cases/{meeting.case_id}/meetings/{meeting.pk}/").content.decode()
    assert "Buy two more days." in page
    assert "Write to schools" not in page


def test_the_decisions_are_found_again_by_year_and_group(cast: Cast, client: Client) -> None:
    group, other = an_executive(cast), an_executive(cast, "Learning group")
    by = cast["coordinator"]
    deciding.decide_together(held(cast, group, 1), Decided("Of the executive."), by=by)
    deciding.decide_together(held(cast, other, 2), Decided("Of the others."), by=by)
    client.force_login(cast["police partner"])
    page = client.get(f"/meetings/groups/decisions?group={other.pk}").content.decode()
    assert "Of the others." in page
    assert "Of the executive." not in page


def test_a_coordinator_runs_a_meeting_from_its_page(cast: Cast, client: Client) -> None:
    group = an_executive(cast)
    meeting = planned(cast, group, -1)
    client.force_login(cast["coordinator"])
    at = f"/cases/{meeting.case_id}/meetings/{meeting.pk}/"
    day = timezone.localtime(meeting.starts_at)
    when = {"day_day": day.day, "day_month": day.month, "day_year": day.year, "hour": f"{day:%H:%M}"}
    assert client.post(f"{at}held", when).status_code == 302
    lines = list(meeting.attendance.all())
    came = {f"came_{one.pk}": "deputy" for one in lines}
    refused = client.post(f"{at}who-came", came).content.decode()
    assert "Say who came in" in refused
    came = {f"came_{one.pk}": "came" for one in lines}
    assert client.post(f"{at}who-came", came).status_code == 302
    said = {"text": "Buy two more days.", "publish": "yes"} | {f"voice_{one.pk}": "agreed" for one in lines}
    assert client.post(f"{at}decided", said).status_code == 302
    assert "Buy two more days." in client.get(at).content.decode()
