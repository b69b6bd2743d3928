"""Lists of what is due lead to the paper where it is done, tell folders apart, and hide nothing that binds."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases import calendar_address
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.due import owed
from handrail.service.cases.models import KeptClock, PaperLine
from handrail.service.cases.ways import ways_on
from handrail.service.incidents.models import Incident
from handrail.service.requests.models import Request
from handrail.service.reviews import actions
from tests.rooms.cases.folders import LONG_AGO, happened, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.incidents.telling import record
from tests.rooms.requests.asking import ask_one, type_summary
from tests.rooms.reviews.reviewing import begun, incident_of, notify

ACT = "Notify the Panel (the Act)"
GUIDANCE = "Notify the Panel of a serious incident"
TOLD_APART = "Serious harm, Wendshire Council, May 2024: 1 child, T.U."


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return record(cast)


def rows_of(told: str, words: str) -> list[str]:
    """The lines of a table whose first part says this."""
    found = re.findall(r'<tr class="govuk-table__row">.*?</tr>', told)
    return [row for row in found if re.search(rf'scope="row".*?>{re.escape(words)}<', row)]


def test_the_acts_duty_without_a_number_stands_in_the_line_of_the_number_that_guidance_gives(
    cast: Cast, incident: Incident, client: Client
) -> None:
    told = page(signed_in(client, cast["notifier"]), "/")
    (row,) = rows_of(told, GUIDANCE)
    assert "Also the law, promptly" in row
    assert "must – Children Act 2004" in row
    explained = f"/cases/{incident.case_id}/clocks/notify_panel_act/{incident.pk}"
    assert explained in row
    assert "This is the law: it must be done." in page(client, explained)
    assert "No fixed day</h2>" not in re.sub(r"\s*<", "<", told)
    assert "?force=must" in told


def test_the_acts_duty_has_a_line_of_its_own_where_the_list_is_narrowed_to_it(
    cast: Cast, incident: Incident, client: Client
) -> None:
    client = signed_in(client, cast["notifier"])
    for narrowed in ("force=must", "duty=notify_panel_act"):
        assert len(rows_of(page(client, f"/?{narrowed}"), ACT)) == 1, narrowed


def test_a_duty_of_the_act_that_stands_beside_no_number_is_listed_by_itself(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    happened(case, "incident_known", today() - LONG_AGO)
    KeptClock.objects.filter(case=case).exclude(duty="notify_panel_act").delete()
    KeptClock.objects.filter(case=case).update(beside="")
    told = page(signed_in(client, cast["notifier"]), "/")
    assert "No fixed day" in told
    assert len(rows_of(told, ACT)) == 1


def test_nothing_that_is_owed_is_missing_from_the_screen(cast: Cast, incident: Incident, client: Client) -> None:
    told = page(signed_in(client, cast["notifier"]), "/")
    for clock in owed(cast["notifier"]):
        assert f"/clocks/{clock.duty}/{clock.about}" in told, clock.duty


def test_what_falls_away_together_stands_together_and_the_folder_shows_both(
    cast: Cast, incident: Incident, client: Client
) -> None:
    happened(incident.case, "incident_withdrawn", timezone.now(), about=str(incident.pk))
    (row,) = rows_of(page(signed_in(client, cast["notifier"]), f"/cases/{incident.case_id}/"), GUIDANCE)
    assert "fell away" in row
    assert "Children Act 2004" in row


def test_a_line_leads_to_the_paper_and_then_to_why_this_day(cast: Cast, incident: Incident, client: Client) -> None:
    (row,) = rows_of(page(signed_in(client, cast["notifier"]), "/"), GUIDANCE)
    paper, why = f"/cases/{incident.case_id}/incidents/{incident.pk}/", f"/clocks/notify_panel/{incident.pk}"
    assert row.index(paper) < row.index(why)
    assert "Why this day" in row
    assert client.get(paper).status_code == 200


def test_a_rapid_review_that_is_not_begun_leads_the_coordinator_to_beginning_it(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    incident = incident_of(case, cast)
    begin = f'href="/cases/{case.pk}/reviews/begin"'
    (row,) = rows_of(page(signed_in(client, cast["coordinator"]), "/"), "Complete the rapid review")
    assert begin in row
    (row,) = rows_of(page(signed_in(client, cast["police partner"]), "/"), "Complete the rapid review")
    assert begin not in row
    assert f"/incidents/{incident.pk}/" in row


def test_what_ended_leads_nobody_to_beginning_it(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    incident_of(case, cast)
    name_actor(cast["coordinator"])
    close_case(case, why="All is done.", by=cast["coordinator"])
    assert "reviews/begin" not in page(signed_in(client, cast["coordinator"]), f"/cases/{case.pk}/")


def test_a_rapid_review_that_is_begun_leads_to_the_review(cast: Cast, client: Client) -> None:
    review = begun(cast)
    for part in ("coordinator", "police partner"):
        (row,) = rows_of(page(signed_in(client, cast[part]), "/"), "Complete the rapid review")
        assert f'href="/cases/{review.case_id}/reviews/{review.pk}/"' in row, part


def test_a_second_incidents_review_is_not_the_first_ones(cast: Cast, client: Client) -> None:
    review = begun(cast)
    actions_done = happened(review.case, "rapid_review_sent", today(), about=str(review.incidents.get().pk))
    actions_done.paper_id = review.pk
    actions_done.save()
    second = incident_of(review.case, cast)
    rows = rows_of(page(signed_in(client, cast["coordinator"]), "/"), "Complete the rapid review")
    (row,) = [row for row in rows if str(second.pk) in row]
    assert f'href="/cases/{review.case_id}/reviews/begin"' in row


def test_folders_are_told_apart_by_kind_area_month_and_initials(cast: Cast, incident: Incident, client: Client) -> None:
    client = signed_in(client, cast["coordinator"])
    for address in ("/?of=others", f"/cases/{incident.case_id}/", "/cases/", "/search?q=Underbridge"):
        told = page(client, address)
        assert TOLD_APART in told, address
        assert "Tam Underbridge" not in told, address


def test_an_agency_that_may_not_open_the_folder_is_not_told_what_it_is_of(
    cast: Cast, incident: Incident, client: Client
) -> None:
    ask_one(cast, incident.case, cast.school, about=str(incident.pk))
    client = signed_in(client, cast["school lead"])
    for address in ("/", "/search?q=Otter"):
        told = page(client, address)
        assert incident.case.reference in told, address
        assert "T.U." not in told, address
        assert "Serious harm" not in told, address


def test_nothing_that_tells_folders_apart_leaves_in_a_calendar(cast: Cast, incident: Incident, client: Client) -> None:
    name_actor(cast["notifier"])
    address = calendar_address.make(cast["notifier"])
    answer = client.get(f"/calendar/{address.key}.ics").content.decode()
    assert incident.case.reference in answer
    assert "T.U." not in answer
    assert "Serious harm" not in answer


def test_a_child_whose_name_is_put_right_has_other_initials(cast: Cast, incident: Incident) -> None:
    involved = incident.involved.get()
    involved.child.given_names = "Sam"
    involved.child.save()
    notify(incident, timezone.now(), cast["notifier"])
    assert PaperLine.objects.get(paper_id=incident.pk).in_short.endswith("1 child, S.U.")


def test_who_owes_it_is_said_once_where_it_is_the_same_for_all(cast: Cast, incident: Incident, client: Client) -> None:
    told = page(signed_in(client, cast["coordinator"]), "/?of=others")
    assert "All of it is owed by Wendshire Council." in told
    assert ">Who owes it</th>" not in told
    ask_one(cast, incident.case, cast.school, about=str(incident.pk))
    told = page(client, "/?of=others")
    assert ">Who owes it</th>" in told
    assert "All of it is owed by" not in told


def test_a_draft_is_gone_on_with_from_what_is_due_and_from_its_folder(
    cast: Cast, incident: Incident, client: Client
) -> None:
    asked = ask_one(cast, incident.case, cast.school, about=str(incident.pk))
    type_summary(asked, cast["school lead"])
    link = f"/cases/{asked.case_id}/requests/{asked.pk}/summary/check"
    assert f'href="{link}"' in page(signed_in(client, cast["school lead"]), "/")
    assert client.get(link).status_code == 200
    told = page(signed_in(client, cast["coordinator"]), f"/cases/{asked.case_id}/")
    assert "Begun and not finished" in told
    assert "last saved by Skye Learmonth" in told
    assert link not in told
    assert link not in page(client, "/")


def test_what_is_begun_stands_after_what_is_late_and_before_what_can_wait(
    cast: Cast, incident: Incident, client: Client
) -> None:
    begun(cast)
    assert headings(signed_in(client, cast["coordinator"]))[:2] == ["Overdue", "Begun and not finished"]
    asked = ask_one(cast, incident.case, cast.school, about=str(incident.pk))
    type_summary(asked, cast["school lead"])
    later = headings(signed_in(client, cast["school lead"]))
    assert later[0] == "Begun and not finished"
    assert later[1] in ("The next seven days", "Later")


def headings(client: Client) -> list[str]:
    """Of what is due, in order."""
    return re.findall(r"<h2[^>]*>\s*([^<]+?)\s*<", page(client, "/").split("<main")[1])


@pytest.mark.parametrize("part", ["hospital lead", "stranger", "administrator", "notifier"])
def test_a_draft_is_offered_to_nobody_who_may_not_write_in_it(
    cast: Cast, incident: Incident, client: Client, part: str
) -> None:
    type_summary(ask_one(cast, incident.case, cast.school, about=str(incident.pk)), cast["school lead"])
    assert "Begun and not finished" not in page(signed_in(client, cast[part]), "/")


def test_a_review_being_written_is_gone_on_with_by_the_coordinator(cast: Cast, client: Client) -> None:
    review = begun(cast)
    link = f'href="/cases/{review.case_id}/reviews/{review.pk}/"'
    told = page(signed_in(client, cast["coordinator"]), f"/cases/{review.case_id}/")
    assert link in told[told.index("Begun and not finished") :]
    told = page(signed_in(client, cast["police partner"]), f"/cases/{review.case_id}/")
    begun_here = told[told.index("Begun and not finished") : told.index(">Filed<")]
    assert link not in begun_here


def test_a_rapid_review_is_offered_only_while_an_incident_waits_for_one(cast: Cast) -> None:
    case = open_folder_for(cast)

    def offered() -> bool:
        return "Begin a rapid review" in dict(ways_on(case, cast["coordinator"]))

    assert not offered()
    incident = incident_of(case, cast, notified_at=None)
    assert not offered(), "before the Panel is notified there is none"
    notify(incident, timezone.now(), cast["notifier"])
    assert offered()
    name_actor(cast["coordinator"])
    actions.begin_rapid_review(case, [incident], by=cast["coordinator"])
    assert not offered()
    second = incident_of(case, cast)
    assert offered(), "a second incident waits for its own"
    name_actor(cast["coordinator"])
    close_case(case, why="All is done.", by=cast["coordinator"])
    case.refresh_from_db()
    assert not offered()
    with pytest.raises(NotDone, match="closed"):
        actions.begin_rapid_review(case, [second], by=cast["coordinator"])


def test_a_folders_page_is_in_the_order_of_the_work(cast: Cast, incident: Incident, client: Client) -> None:
    told = page(signed_in(client, cast["coordinator"]), f"/cases/{incident.case_id}/")
    places = ["next", "papers", "dates", "happened", "keys", "looked", "about"]
    found = [told.index(f'id="{place}"') for place in places]
    assert found == sorted(found)
    links = re.findall(r'href="#(\w[\w-]*)"', told)
    assert [link for link in links if link in places] == places


def test_papers_are_seen_through_one_door(cast: Cast, incident: Incident) -> None:
    """What a person finds among the lines is what the door says of them, whoever they are."""
    asked = ask_one(cast, incident.case, cast.school, about=str(incident.pk))
    ask_one(cast, incident.case, cast.trust, about=str(incident.pk))

    def seen(part: str) -> set[str]:
        return {str(line.paper_id) for line in PaperLine.objects.visible_to(cast[part])}

    every = {str(pk) for pk in PaperLine.objects.values_list("paper_id", flat=True)}
    assert len(every) == 3
    for part in ("coordinator", "notifier", "senior officer", "police partner", "health partner"):
        assert seen(part) == every, part
    assert seen("school lead") == {str(asked.pk)}
    assert seen("hospital lead") == {str(Request.objects.get(body=cast.trust).pk)}
    for part in ("stranger", "strange notifier", "other notifier", "administrator", "police author"):
        assert seen(part) == set(), part
    name_actor(cast["coordinator"])
    close_case(incident.case, why="All is done.", by=cast["coordinator"])
    assert seen("school lead") == set()
    assert seen("police partner") == every
