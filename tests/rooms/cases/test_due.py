"""The first screen: what this person's agencies owe, and what their partnership waits for from others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from handrail.demonstration.wend_valley import employ
from handrail.service.access.models import Grant, Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import take_key_back
from handrail.service.cases.due import awaited, owed
from handrail.service.cases.models import Case, KeptClock
from tests.rooms.cases.folders import LONG_AGO, asked_of, happened, next_doors_folder, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for


@pytest.fixture
def case(cast: Cast) -> Case:
    """An incident the council has known of for two months, and a summary the school is to send in three weeks."""
    case = open_folder_for(cast)
    happened(case, "incident_known", today() - LONG_AGO)
    asked_of(case, cast.school, today() + timedelta(days=21), cast["notifier"])
    return case


def listed(told: str) -> str:
    """The list itself, without the choices by which it is narrowed."""
    return told[told.index("</details>") :]


def titles(person: Person) -> set[str]:
    return {clock.title for clock in owed(person)}


def test_what_the_council_owes_is_told_to_its_people_with_force_source_and_lateness(
    cast: Cast, case: Case, client: Client
) -> None:
    told = page(signed_in(client, cast["notifier"]), "/")
    assert "Overdue" in told
    assert "Notify the Panel of a serious incident" in told
    assert "should – Working Together" in told
    assert f'href="/cases/{case.pk}/"' in told
    assert "working days late" in told
    assert "Send the agency summary" not in told


def test_a_rule_that_was_not_read_or_checked_is_marked_with_what_the_mark_means(
    cast: Cast, case: Case, client: Client
) -> None:
    told = page(signed_in(client, cast["notifier"]), "/")
    assert "newer rule not read" in told
    assert "Handrail has not read it" in told
    assert "not checked" in told


def test_an_agency_sees_what_it_was_asked_and_nothing_the_law_lays_on_others(
    cast: Cast, case: Case, client: Client
) -> None:
    assert titles(cast["school lead"]) == {"Send the agency summary"}
    told = page(signed_in(client, cast["school lead"]), "/")
    assert "asked by the partnership" in told
    assert "Notify the Panel" not in listed(told)
    assert f"/cases/{case.pk}/" not in told


def test_what_the_coordinator_waits_for_is_listed_apart_with_who_owes_it(
    cast: Cast, case: Case, client: Client
) -> None:
    client = signed_in(client, cast["coordinator"])
    assert "Send the agency summary" not in page(client, "/")
    told = page(client, "/?of=others")
    assert "Otter Lane Primary School" in told
    assert "Wendshire Council" in told


def test_only_coordinators_see_what_others_are_waited_for(cast: Cast, case: Case, client: Client) -> None:
    assert not awaited(cast["notifier"]).exists()
    assert "Otter Lane Primary School" not in page(signed_in(client, cast["notifier"]), "/?of=others")


def test_the_partnerships_own_duty_is_told_to_those_who_sign_for_it(cast: Cast, case: Case) -> None:
    happened(case, "panel_notified", today() - LONG_AGO + timedelta(days=1))
    for part in ("coordinator", "police partner", "health partner", "council partner"):
        assert "Complete the rapid review" in titles(cast[part]), part
    for part in ("notifier", "school lead", "police author", "stranger"):
        assert "Complete the rapid review" not in titles(cast[part]), part


def test_a_partner_who_was_asked_for_one_thing_owes_that_and_not_what_the_partnership_was_asked(
    cast: Cast, case: Case
) -> None:
    of_the_school = employ("Pella Marsh", "safeguarding partner", cast.school, cast.partnership)
    name_actor(cast["notifier"])
    asked_of(case, cast.partnership, today() + timedelta(days=3), cast["notifier"], "An answer to the Panel")
    assert "An answer to the Panel" in titles(cast["police partner"])
    assert titles(of_the_school) == {"Send the agency summary"}


def test_nothing_of_another_partnership_is_listed(cast: Cast, case: Case, client: Client) -> None:
    elsewhere = next_doors_folder(cast)
    happened(elsewhere, "incident_known", today() - LONG_AGO)
    for part in ("stranger", "strange notifier"):
        seen = {clock.case_id for clock in (*owed(cast[part]), *awaited(cast[part]))}
        assert seen == {elsewhere.pk}, part
    for part in ("coordinator", "notifier", "school lead", "administrator"):
        seen = {clock.case_id for clock in (*owed(cast[part]), *awaited(cast[part]))}
        assert elsewhere.pk not in seen, part


def test_a_body_whose_key_was_taken_back_is_told_nothing_of_the_folder(cast: Cast, case: Case) -> None:
    asked_of(case, cast.police, today(), cast["notifier"])
    take_key_back(case, cast.police, opens="all", by=cast["notifier"])
    assert titles(cast["police partner"]) == {"Send the agency summary"}
    take_key_back(case, cast.police, opens="own contribution", by=cast["notifier"])
    assert titles(cast["police partner"]) == set()
    assert Grant.objects.filter(body=cast.police, folder=case.folder_id).count() == 2


def test_what_is_done_or_closed_over_is_no_longer_due(cast: Cast, case: Case) -> None:
    assert "Notify the Panel of a serious incident" in titles(cast["notifier"])
    happened(case, "panel_notified", today())
    assert "Notify the Panel of a serious incident" not in titles(cast["notifier"])


@pytest.mark.parametrize(
    ("narrowed", "seen", "unseen"),
    [
        ("when=overdue", "Notify the Panel", "Today"),
        ("when=later", "Nothing that you asked to see", "Notify the Panel"),
        ("force=must", "must –", "should –"),
        ("force=should", "should –", "Notify the Panel (the Act)"),
        ("duty=notify_panel", "Notify the Panel of a serious incident", "Tell the safeguarding partners</a>"),
        ("reference=wv-", "Notify the Panel", "Nothing that you asked to see"),
        ("reference=ZZ-", "Nothing that you asked to see", "Notify the Panel"),
        ("body=not-a-body&partnership=1&when=never", "Notify the Panel", "Nothing that you asked to see"),
    ],
)
def test_the_list_can_be_narrowed(
    cast: Cast, case: Case, client: Client, narrowed: str, seen: str, unseen: str
) -> None:
    told = page(signed_in(client, cast["notifier"]), f"/?{narrowed}")
    assert seen in listed(told)
    assert unseen not in listed(told)


def test_narrowing_to_another_partnership_shows_nothing_of_it(cast: Cast, case: Case, client: Client) -> None:
    elsewhere = next_doors_folder(cast)
    happened(elsewhere, "incident_known", today() - LONG_AGO)
    told = page(signed_in(client, cast["coordinator"]), f"/?of=others&partnership={cast.neighbour.pk}")
    assert elsewhere.reference not in told
    assert "Farrowdale" not in told


def test_each_time_shows_a_few_and_leads_to_pages_of_the_rest(cast: Cast, case: Case, client: Client) -> None:
    for number in range(27):
        asked_of(case, cast.school, today() - timedelta(days=number + 1), cast["notifier"], f"Summary number {number}")
    client = signed_in(client, cast["school lead"])
    first = page(client, "/")
    assert first.count("Summary number") == 10
    assert "See all 27" in first
    assert page(client, "/?when=overdue").count("Summary number") == 25
    assert page(client, "/?when=overdue&page=2").count("Summary number") == 2
    assert page(client, "/?when=overdue&page=nonsense").count("Summary number") == 25


def test_more_than_a_hundred_are_not_counted(cast: Cast, case: Case, client: Client) -> None:
    clock = KeptClock.objects.get(case=case, owed_by=cast.school)
    fields = {field.name: getattr(clock, field.name) for field in KeptClock._meta.fields if field.name != "id"}
    fields["due_on"] = today()
    KeptClock.objects.bulk_create(KeptClock(**fields) for _ in range(120))
    assert "100+" in page(signed_in(client, cast["school lead"]), "/")


def test_an_empty_list_says_what_its_emptiness_means(cast: Cast, client: Client) -> None:
    told = page(signed_in(client, cast["hospital lead"]), "/")
    assert "Nothing is due from you. That means" in told


def test_who_is_signed_out_is_sent_to_sign_in(client: Client, cast: Cast) -> None:
    assert client.get("/").headers["Location"].startswith("/sign-in")
