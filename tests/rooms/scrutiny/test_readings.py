"""What a scrutineer reads: minutes once agreed, rounds once closed, drafts once shared; of no child's folder."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Person
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, close_case, reopen_case
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.meetings.actions import deciding, grouping, holding
from handrail.service.meetings.actions.deciding import Decided
from handrail.service.meetings.models import AgendaItem, Group, Meeting
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body, Kind
from handrail.service.scrutiny.actions.promising import record_found
from handrail.service.scrutiny.actions.readings import share_draft, take_draft_back
from handrail.service.scrutiny.doors import readings_for
from handrail.service.scrutiny.models import Reading, Round
from handrail.service.scrutiny.telling import bring_up_to_date
from handrail.service.yearly import Rows, Told
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.meetings.grouped import an_executive, held, voices
from tests.rooms.scrutiny.assessed import a_round, asked, sends
from tests.rooms.scrutiny.scrutinised import in_days, the_scrutineer_signs_in

LIST = reverse("scrutiny:readings")


def minuted(cast: Cast) -> Meeting:
    """The executive met, decided about its own work, and about a recommendation in a child's folder."""
    by = cast["coordinator"]
    child = open_folder_for(cast)
    meeting = held(cast, an_executive(cast), 3, police="did not come")
    name_actor(by)
    item = grouping.bring(meeting, grouping.Brought("Supervision", to="decide", brought_by="The trust"), by=by)
    secret = grouping.bring(meeting, grouping.Brought("The review of Otter Lane"), by=by)
    AgendaItem.objects.filter(pk=item.pk).update(notes="Supervision is patchy.")
    AgendaItem.objects.filter(pk=secret.pk).update(notes="What the review says.")
    said = voices(meeting, council="dissented")
    deciding.decide_together(meeting, Decided("Audit supervision.", item=item, voices=said), by=by)
    for words, under in (("Done by June.", secret), ("Of a folder, under no item.", None)):
        of_folder = Decided(words, under, "recommendation", uuid.uuid4(), child.pk)
        deciding.decide_together(meeting, of_folder, by=by)
    Meeting.objects.filter(pk=meeting.pk).update(minutes_kept_at=meeting.held_at)
    return Meeting.objects.get(pk=meeting.pk)


def agreed(cast: Cast) -> Meeting:
    meeting = minuted(cast)
    holding.agree_minutes(meeting, by=cast["coordinator"])
    return meeting


def a_closed_round(cast: Cast) -> Round:
    by = cast["coordinator"]
    round_ = a_round(cast)
    sends(cast, asked(cast, round_))
    asked(cast, round_, cast.police)
    name_actor(by)
    record_found(round_, words="Leaders answer for it; boards are told late.", on=in_days(0), by=by)
    close_case(round_.case, why="All is in.", by=by)
    return Round.objects.get(pk=round_.pk)


def a_shared_draft(cast: Cast) -> Reading:
    name_actor(cast["coordinator"])
    waits = Rows("Waits", ("Year", "Days"), (("2026", "9"),))
    parts = [Told("impact", "What difference it made", (), ("Waits fell.",), (waits,))]
    return share_draft(cast.partnership, uuid.uuid4(), "Yearly report 2025–26", parts, by=cast["coordinator"])


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(person: Person, one: Reading) -> str:
    answer = browser(person).get(reverse("scrutiny:reading", args=[one.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_minutes_are_there_once_they_are_agreed(cast: Cast) -> None:
    person = the_scrutineer_signs_in(cast)
    meeting = minuted(cast)
    assert not Reading.objects.exists()
    holding.agree_minutes(meeting, by=cast["coordinator"])
    one = Reading.objects.get()
    assert (one.kind, one.of, one.partnership) == ("minutes", meeting.pk, cast.partnership)
    assert str(one) in browser(person).get(LIST).content.decode()
    shown = page_of(person, one)
    for words in ("Supervision is patchy.", "Audit supervision.", "To decide. Brought by The trust", "Did not come"):
        assert words in shown


def test_minutes_tell_who_agreed_and_who_did_not_by_body(cast: Cast) -> None:
    agreed(cast)
    (item,) = [part for part in Reading.objects.get().parts if part.heading == "Supervision"]
    ((text, for_, against, neither),) = item.tables[0].rows
    assert (text, neither) == ("Audit supervision.", "Nobody")
    assert cast.council.name in against
    assert cast.trust.name in for_
    assert cast.police.name not in for_ + against


def test_nothing_of_a_childs_folder_and_no_name_is_in_the_minutes(cast: Cast) -> None:
    agreed(cast)
    told = str(Reading.objects.get().told)
    for words in ("Otter Lane", "What the review says", "Done by June", "under no item", "Head of", "Percival"):
        assert words not in told


def test_a_meeting_on_a_childs_folder_is_never_read_by_scrutineers(cast: Cast) -> None:
    case, by, now = open_folder_for(cast), cast["coordinator"], timezone.now()
    name_actor(by)
    meeting = Meeting.objects.create(
        case=case, about="an incident", starts_at=now, held_at=now, minutes_kept_at=now, minutes_agreed_at=now,
        place="Otter Room", recorded_by=by,
    )  # fmt: skip
    Group.objects.create(case=case, title="Put here in error", does="Nothing.", recorded_by=by)
    follow(meeting)
    assert not Reading.objects.exists()


def test_a_round_is_there_once_it_is_closed_and_compares_the_bodies(cast: Cast) -> None:
    person = the_scrutineer_signs_in(cast)
    a_closed_round(cast)
    one = Reading.objects.get()
    shown = page_of(person, one)
    assert one.kind == "results"
    for words in ("boards are told late", "1 of 2 answered.", "Partly met (1 of 2)", "Not answered", cast.trust.name):
        assert words in shown
    for words in ("Minutes of May.", "One report."):
        assert words not in shown


def test_an_open_round_is_not_there(cast: Cast) -> None:
    sends(cast, asked(cast, a_round(cast)))
    name_actor(cast["coordinator"])
    assert not Reading.objects.exists()


def test_a_round_that_is_opened_again_is_withdrawn_and_told_anew_when_it_is_closed(cast: Cast) -> None:
    person, by = the_scrutineer_signs_in(cast), cast["coordinator"]
    round_ = a_closed_round(cast)
    name_actor(by)
    reopen_case(round_.case, why="One is late.", by=by)
    one = Reading.objects.get()
    assert (one.told, one.withdrawn_on, one.withdrawn_why) == ([], in_days(0), "It was opened again.")
    assert "boards are told late" not in page_of(person, one)
    name_actor(by)
    close_case(round_.case, why="Now all is in.", by=by)
    one = Reading.objects.get()
    assert one.withdrawn_on is None
    assert one.told


def test_what_is_kept_is_what_is_made_anew(cast: Cast) -> None:
    agreed(cast)
    case = Case.objects.get(pk=Reading.objects.get().folder_id)
    assert bring_up_to_date([case], mend=False) == set()
    Reading.objects.update(title="Something else")
    assert bring_up_to_date([case], mend=False) == {case.pk}


def test_reading_is_in_the_audit(cast: Cast) -> None:
    person = the_scrutineer_signs_in(cast)
    agreed(cast)
    page_of(person, Reading.objects.get())
    name_actor(cast["coordinator"])
    looked = Entry.objects.filter(
        actor=str(person.pk), looked=True, did="looked at what scrutineers read: agreed minutes"
    )
    assert looked.count() == 1


def test_another_partnerships_scrutineer_and_a_member_of_an_overview_panel_read_none_of_it(cast: Cast) -> None:
    agreed(cast)
    one = Reading.objects.get()
    name_actor(cast["administrator"])
    far = Body.objects.create(kind=Kind.SCRUTINEER, name="Scrutiny elsewhere")
    panel = Body.objects.create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale")
    others = [
        employ("Elsie Elsewhere", "outside reader", far, cast.neighbour),
        employ("Odo Overlook", "outside reader", panel, cast.partnership),
        cast["hospital lead"],
    ]
    for person in others:
        assert browser(person).get(reverse("scrutiny:reading", args=[one.pk])).status_code == 404
        with unit_of_work(person):
            assert not readings_for(person).exists()
            assert not Reading.objects.exists()


def test_whoever_is_shut_out_of_the_groups_folder_finds_no_minutes_of_it(cast: Cast) -> None:
    person, by = the_scrutineer_signs_in(cast), cast["coordinator"]
    meeting = agreed(cast)
    one = Reading.objects.get()
    shut_out(meeting.case, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="Kin", by=by)
    person = Person.objects.get(pk=person.pk)
    assert browser(person).get(reverse("scrutiny:reading", args=[one.pk])).status_code == 404
    assert str(one) not in browser(person).get(LIST).content.decode()
    with unit_of_work(person):
        assert not readings_for(person).exists()
        assert not Reading.objects.exists(), "the database holds to it by itself"


def test_the_application_holds_to_it_by_itself_where_the_database_shows_every_row(cast: Cast) -> None:
    person, by = the_scrutineer_signs_in(cast), cast["coordinator"]
    meeting = agreed(cast)
    name_actor(cast["administrator"])
    kin = employ("Aunt Ottoline", "outside reader", person.posts_today[0].body, cast.partnership)
    far = Body.objects.create(kind=Kind.SCRUTINEER, name="Scrutiny elsewhere")
    stranger = employ("Elsie Elsewhere", "outside reader", far, cast.neighbour)
    name_actor(by)
    shut_out(meeting.case, Named((kin.name,), (), Exclusion.Stands.RELATIVE), why="Kin", by=by)
    with unit_of_work(Job("tests")):
        assert Reading.objects.count() == 1
        kin = Person.objects.get(pk=kin.pk)
        assert [readings_for(one).count() for one in (person, by, kin, stranger)] == [1, 1, 0, 0]


def test_a_scrutineer_can_add_nothing_to_what_they_read_and_change_none_of_it(cast: Cast) -> None:
    person = the_scrutineer_signs_in(cast)
    shared = a_shared_draft(cast)
    with unit_of_work(person):
        assert Reading.objects.update(title="Mine") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Reading.objects.create(
                partnership=cast.partnership, kind="draft", of=uuid.uuid4(), title="Mine", on=in_days(0),
                shared_by=person,
            )  # fmt: skip
    name_actor(cast["coordinator"])
    assert Reading.objects.get(pk=shared.pk).title == "Yearly report 2025–26"


def test_a_shared_draft_is_read_and_its_reader_is_told_nothing_of_what_it_says(cast: Cast) -> None:
    person = the_scrutineer_signs_in(cast)
    one = a_shared_draft(cast)
    (told,) = Message.objects.filter(to=person.email, kind="scrutiny")
    assert str(one.pk) in told.text
    assert "Waits fell" not in told.text
    shown = page_of(person, one)
    assert "Waits fell." in shown
    assert "2026" in shown


def test_a_later_draft_takes_the_place_of_the_one_before(cast: Cast) -> None:
    the_scrutineer_signs_in(cast)
    first = a_shared_draft(cast)
    later = share_draft(cast.partnership, first.of, first.title, [], by=cast["coordinator"])
    first.refresh_from_db()
    assert (first.told, first.withdrawn_on) == ([], in_days(0))
    assert later.withdrawn_on is None


def test_a_draft_that_is_taken_back_says_that_and_why_alone(cast: Cast) -> None:
    person = the_scrutineer_signs_in(cast)
    one = a_shared_draft(cast)
    with pytest.raises(NotDone, match="Say why"):
        take_draft_back(one.of, why=" ", by=cast["coordinator"])
    take_draft_back(one.of, why="The wrong draft.", by=cast["coordinator"])
    shown = page_of(person, one)
    assert "The wrong draft." in shown
    assert "Waits fell" not in shown
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="No draft"):
        take_draft_back(one.of, why="Again.", by=cast["coordinator"])


def test_a_draft_is_shared_only_where_somebody_reads_it(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Nobody signs in here as a scrutineer"):
        a_shared_draft(cast)


def test_the_page_of_scrutiny_leads_there(cast: Cast) -> None:
    for person in (the_scrutineer_signs_in(cast), cast["coordinator"]):
        assert LIST in browser(person).get(reverse("scrutiny:scrutiny")).content.decode()
