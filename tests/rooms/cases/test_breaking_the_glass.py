"""Breaking the glass: one folder, sixty minutes, a reason, two others told, a review, and never a shut folder."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Attempt, BrokenGlass, Exclusion, Person
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.kinds import REFUSAL
from handrail.service.audit.models import Entry
from handrail.service.cases import calendar_address, glass
from handrail.service.cases.actions import NotDone, change_details, file_note
from handrail.service.cases.attempts import look_at_turned_away
from handrail.service.cases.hearing import in_turn
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.outbox.models import Message
from tests.house.wall import acting_as
from tests.rooms.cases.folders import next_doors_folder
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.tokens import without_tokens

WHY = "A child of this family is at the door tonight, and nobody answers."


@pytest.fixture
def folder(cast: Cast) -> Case:
    return open_folder_for(cast)


@pytest.fixture
def officer(cast: Cast, folder: Case) -> Person:
    """A senior officer of the other council of the partnership, which holds no key to the folder."""
    person = employ("Brock Hasty", "senior officer", cast.other_council, cast.partnership)
    employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    name_actor(person)
    return person


def broken_by(officer: Person, folder: Case) -> BrokenGlass:
    broken = glass.break_glass(officer, reference=folder.reference, reason=WHY)
    assert broken is not None
    return broken


def broken_at(at: datetime, officer: Person, folder: Case) -> None:
    """Glass that was broken at an hour gone by, with all its time."""
    name_actor(Job("tests"))
    first, second = in_turn(folder, but={officer.pk})[:2]
    BrokenGlass.objects.create(
        folder=folder.folder, person=officer, reason=WHY, broken_at=at, until_at=at + timedelta(minutes=60),
        told_first=first, told_second=second,
    )  # fmt: skip
    name_actor(officer)


def page(client: Client, folder: Case, name: str = "cases:case") -> int:
    return client.get(reverse(name, args=[folder.pk])).status_code


def test_it_opens_one_folder_for_reading(client: Client, cast: Cast, folder: Case, officer: Person) -> None:
    other = open_folder_for(cast)
    name_actor(officer)
    client.force_login(officer)
    assert page(client, folder) == 404
    broken_by(officer, folder)
    assert page(client, folder) == page(client, folder, "cases:chronology") == 200
    assert page(client, other) == 404


def test_nothing_can_be_done_through_it(client: Client, cast: Cast, folder: Case, officer: Person) -> None:
    broken_by(officer, folder)
    client.force_login(officer)
    assert page(client, folder, "cases:write_note") == 404
    answer = client.post(reverse("cases:write_note", args=[folder.pk]), {"text": "I was here"})
    assert answer.status_code == 404
    assert page(client, folder, "cases:shut_out") == 404
    assert "Write a note" not in client.get(reverse("cases:case", args=[folder.pk])).content.decode()


def test_after_sixty_minutes_it_is_shut(client: Client, folder: Case, officer: Person) -> None:
    broken_at(timezone.now() - timedelta(minutes=60), officer, folder)
    client.force_login(officer)
    assert page(client, folder) == 404
    broken = broken_by(officer, folder)
    assert broken.until_at - broken.broken_at == timedelta(minutes=60)
    assert page(client, folder) == 200


def test_every_page_says_how_long_is_left_and_lets_it_end_now(client: Client, folder: Case, officer: Person) -> None:
    broken = broken_by(officer, folder)
    client.force_login(officer)
    for name in ("cases:case", "cases:chronology", "cases:looked"):
        assert "60 minutes are left" in client.get(reverse(name, args=[folder.pk])).content.decode()
    assert "are left" not in client.get("/").content.decode()
    client.post(reverse("cases:end_glass", args=[folder.pk, broken.pk]))
    assert page(client, folder) == 404


def test_nobody_else_ends_it(client: Client, cast: Cast, folder: Case, officer: Person) -> None:
    broken = broken_by(officer, folder)
    client.force_login(cast["coordinator"])
    assert client.post(reverse("cases:end_glass", args=[folder.pk, broken.pk])).status_code == 404
    broken.refresh_from_db()
    assert broken.lives


def test_two_others_are_told_the_lead_first_and_by_name(cast: Cast, folder: Case, officer: Person) -> None:
    lead = employ("Zuleika Last", "coordinator", cast.partnership, cast.partnership)
    name_actor(cast["coordinator"])
    change_details(folder, lead=lead, local_reference="", by=cast["coordinator"])
    name_actor(officer)
    broken = broken_by(officer, folder)
    told = Message.objects.filter(kind="broken glass")
    assert broken.told_first == lead
    assert {one.to for one in told} == {broken.told_first.email, broken.told_second.email}
    assert all(WHY not in one.text and folder.reference in one.subject for one in told)


def test_it_is_refused_where_there_are_not_two_to_tell(cast: Cast, folder: Case, officer: Person) -> None:
    keep = {officer.pk, cast["coordinator"].pk}
    Person.objects.exclude(pk__in=keep).update(is_active=False)
    with pytest.raises(NotDone, match="Two other people"):
        glass.break_glass(officer, reference=folder.reference, reason=WHY)
    assert not BrokenGlass.objects.exists()


def test_a_reason_has_twenty_letters(folder: Case, officer: Person) -> None:
    with pytest.raises(NotDone, match="20 letters"):
        glass.break_glass(officer, reference=folder.reference, reason="urgent 1234567890 1234567890 !!!")


def test_what_is_not_there_cannot_be_reached_or_is_shut_is_answered_alike(
    client: Client, cast: Cast, folder: Case, officer: Person
) -> None:
    name_actor(cast["coordinator"])
    shut_out(folder, Named((officer.name,), (), Exclusion.Stands.RELATIVE), why="Uncle", by=cast["coordinator"])
    elsewhere = next_doors_folder(cast)
    client.force_login(officer)
    said = set()
    for reference in ("WV-1999-0001", folder.reference, elsewhere.reference):
        answer = client.post(reverse("cases:break_glass"), {"reference": reference, "reason": WHY})
        assert answer.status_code == 200
        said.add(without_tokens(answer.content, reference))
    assert len(said) == 1
    assert b"No folder was opened" in said.pop()
    assert not BrokenGlass.objects.exists()


def test_an_exclusion_made_while_the_glass_is_broken_shuts_the_folder(
    client: Client, cast: Cast, folder: Case, officer: Person
) -> None:
    broken = broken_by(officer, folder)
    client.force_login(officer)
    assert page(client, folder) == 200
    name_actor(cast["coordinator"])
    shut_out(folder, Named((officer.name,), (), Exclusion.Stands.RELATIVE), why="Uncle", by=cast["coordinator"])
    assert page(client, folder) == 404
    assert client.post(reverse("cases:end_glass", args=[folder.pk, broken.pk])).status_code == 404


def test_a_folder_that_opens_already_is_not_broken_into(
    client: Client, cast: Cast, folder: Case, officer: Person
) -> None:
    client.force_login(cast["senior officer"])
    answer = client.post(reverse("cases:break_glass"), {"reference": folder.reference.lower(), "reason": WHY})
    assert answer["Location"] == reverse("cases:case", args=[folder.pk])
    assert not BrokenGlass.objects.exists()


def test_whoever_may_not_break_it_has_no_such_page(client: Client, cast: Cast) -> None:
    for part in ("coordinator", "notifier", "school lead", "administrator"):
        client.force_login(cast[part])
        assert client.get(reverse("cases:break_glass")).status_code == 404


def test_a_second_factor_given_long_ago_is_asked_for_again(
    client: Client, officer: Person, folder: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import HttpResponse

    client.force_login(officer)
    monkeypatch.setattr("handrail.service.access.factor.ask", lambda _: HttpResponse("again"))
    monkeypatch.setattr("handrail.service.access.factor.fresh", lambda _: False)
    answer = client.post(reverse("cases:break_glass"), {"reference": folder.reference, "reason": WHY})
    assert answer.content == b"again"
    assert not BrokenGlass.objects.exists()


def test_three_times_in_a_month_and_no_more(cast: Cast, officer: Person) -> None:
    folders = [open_folder_for(cast) for _ in range(5)]
    name_actor(officer)
    broken_at(timezone.localtime().replace(day=1) - timedelta(days=1), officer, folders[4])
    for folder in folders[:3]:
        broken_by(officer, folder)
    with pytest.raises(NotDone, match="3 times this month"):
        glass.break_glass(officer, reference=folders[3].reference, reason=WHY)


def refusals(officer: Person) -> list[str]:
    name_actor(Job("tests"))
    return [entry.did for entry in Entry.objects.filter(actor=str(officer.pk), paper=REFUSAL).order_by("number")]


def test_a_fourth_try_is_in_the_audit_and_is_an_attempt_where_the_folder_is_shut(
    client: Client, cast: Cast, folder: Case, officer: Person
) -> None:
    for case in [open_folder_for(cast) for _ in range(3)]:
        name_actor(officer)
        broken_by(officer, case)
    name_actor(cast["coordinator"])
    shut_out(folder, Named((officer.name,), (), Exclusion.Stands.RELATIVE), why="Uncle", by=cast["coordinator"])
    client.force_login(officer)
    for reference in ("WV-1999-0001", folder.reference):
        answer = client.post(reverse("cases:break_glass"), {"reference": reference, "reason": WHY})
        assert "3 times this month" in answer.content.decode()
    said = refusals(officer)
    assert len(said) == 2
    assert said[0] == said[1], "whatever was called"
    assert "3 times this month" in said[0]
    look_at_turned_away()
    name_actor(Job("tests"))
    assert [(one.folder_id, one.way) for one in Attempt.objects.filter(person=officer)] == [(folder.pk, "searched")]


def test_what_is_too_short_and_what_nobody_could_be_told_of_is_in_the_audit(
    client: Client, cast: Cast, folder: Case, officer: Person
) -> None:
    client.force_login(officer)
    client.post(reverse("cases:break_glass"), {"reference": folder.reference, "reason": "It is urgent."})
    keep = {officer.pk, cast["coordinator"].pk}
    Person.objects.exclude(pk__in=keep).update(is_active=False)
    client.post(reverse("cases:break_glass"), {"reference": folder.reference, "reason": WHY})
    short, untold = refusals(officer)
    assert "20 letters" in short
    assert "Two other people" in untold
    assert not BrokenGlass.objects.exists()


def test_whoever_was_told_and_is_shut_out_after_reads_no_more_of_it(cast: Cast, folder: Case, officer: Person) -> None:
    broken = broken_by(officer, folder)
    with acting_as(broken.told_second):
        assert BrokenGlass.objects.exists()
    by = Person.objects.exclude(pk=broken.told_second_id).get(pk=broken.told_first_id)
    name_actor(by)
    shut_out(folder, Named((broken.told_second.name,), (), Exclusion.Stands.RELATIVE), why="An uncle", by=by)
    with acting_as(broken.told_second):
        assert not BrokenGlass.objects.exists()


def test_what_was_broken_before_an_exclusion_still_counts_towards_the_month(
    cast: Cast, folder: Case, officer: Person
) -> None:
    others = [open_folder_for(cast) for _ in range(2)]
    name_actor(officer)
    for case in (folder, *others):
        broken_by(officer, case)
    name_actor(cast["coordinator"])
    shut_out(folder, Named((officer.name,), (), Exclusion.Stands.RELATIVE), why="Uncle", by=cast["coordinator"])
    with acting_as(officer):
        assert BrokenGlass.objects.count() == 2
    fourth = open_folder_for(cast)
    name_actor(officer)
    with pytest.raises(NotDone, match="3 times this month"):
        glass.break_glass(officer, reference=fourth.reference, reason=WHY)


def test_what_is_read_is_recorded_as_read_through_it(client: Client, folder: Case, officer: Person) -> None:
    broken = broken_by(officer, folder)
    client.force_login(officer)
    page(client, folder)
    (look,) = Entry.objects.filter(actor=str(officer.pk), looked=True, case_id=folder.pk)
    assert str(broken.pk) in look.did
    assert look in list(glass.what_was_read(broken))
    assert Entry.objects.get(paper="BrokenGlass").did == "broke the glass"


def test_one_of_those_told_reviews_it_once(client: Client, cast: Cast, folder: Case, officer: Person) -> None:
    broken = broken_by(officer, folder)
    reviewer = broken.told_first
    client.force_login(reviewer)
    address = reverse("cases:glass", args=[folder.pk, broken.pk])
    shown = client.get(address).content.decode()
    assert WHY in shown
    client.post(address, {"finding": "not justified", "words": "It could have waited until morning."})
    broken.refresh_from_db()
    assert (broken.finding, broken.reviewed_by) == ("not justified", reviewer)
    name_actor(broken.told_second)
    with pytest.raises(NotDone, match="reviewed already"):
        glass.review_glass(broken, finding="justified", words="No.", by=broken.told_second)


def test_never_by_whoever_broke_it_nor_by_someone_who_was_not_told(cast: Cast, folder: Case, officer: Person) -> None:
    third = employ("Zuleika Last", "coordinator", cast.partnership, cast.partnership)
    broken = broken_by(officer, folder)
    for person in (officer, third):
        name_actor(person)
        with pytest.raises(NotDone, match="who were told"):
            glass.review_glass(broken, finding="justified", words="Mine.", by=person)


def test_a_working_day_without_review_passes_it_on_to_everyone(cast: Cast, folder: Case, officer: Person) -> None:
    third = employ("Zuleika Last", "coordinator", cast.partnership, cast.partnership)
    broken = broken_by(officer, folder)
    by = glass.review_by(broken)
    name_actor(Job("outbox"))
    assert glass.escalate_unreviewed(by) == 0
    assert glass.escalate_unreviewed(by + timedelta(days=1)) == 1
    assert glass.escalate_unreviewed(by + timedelta(days=2)) == 0
    told = set(Message.objects.filter(subject__contains="not reviewed").values_list("to", flat=True))
    assert third.email in told
    assert cast["senior officer"].email in told
    assert officer.email not in told
    broken.refresh_from_db()
    name_actor(third)
    glass.review_glass(broken, finding="justified", words="It was right.", by=third)
    assert not BrokenGlass.objects.unreviewed().exists()


def test_whoever_holds_the_key_may_review_what_is_late_though_no_worker_passed_it_on(
    cast: Cast, folder: Case, officer: Person
) -> None:
    third = employ("Zuleika Last", "coordinator", cast.partnership, cast.partnership)
    broken = broken_by(officer, folder)
    assert not glass.may_review(broken, third)
    broken.broken_at -= timedelta(days=9)
    assert broken.escalated_at is None
    assert glass.may_review(broken, third)
    assert not glass.may_review(broken, officer)


def test_why_it_was_broken_stands_with_the_folder_and_not_in_the_audit_that_never_goes(
    folder: Case, officer: Person
) -> None:
    broken = broken_by(officer, folder)
    said = Entry.objects.filter(case_id=folder.pk).values_list("did", flat=True)
    assert "broke the glass" in said
    assert not [did for did in said if broken.reason in did]


def test_what_is_reviewed_in_time_is_passed_on_to_nobody(cast: Cast, folder: Case, officer: Person) -> None:
    broken = broken_by(officer, folder)
    name_actor(broken.told_first)
    glass.review_glass(broken, finding="justified", words="It was right.", by=broken.told_first)
    assert glass.escalate_unreviewed(date(2099, 1, 1)) == 0


def test_what_is_due_in_the_folder_does_not_become_theirs(
    client: Client, cast: Cast, folder: Case, officer: Person
) -> None:
    name_actor(cast["coordinator"])
    file_note(folder, of="note", happened_at=timezone.now(), with_whom="", text="x", by=cast["coordinator"])
    name_actor(officer)
    broken_by(officer, folder)
    name_actor(officer)
    address = reverse("cases:feed", args=[calendar_address.make(officer).key])
    assert folder.reference not in client.get(address).content.decode()
