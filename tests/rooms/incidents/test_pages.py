"""The screens of a recorded incident: who sees what, what is next for whom, and what is done from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from handrail.service.access.grounds import MEETING
from handrail.service.access.models import Person
from handrail.service.audit.models import Entry
from handrail.service.incidents.actions import decide, share_with, take_up
from handrail.service.incidents.models import Incident, Limb, Nature, Notice, Outcome, YesNo
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import AWARE, TAM, as_person, clock, raise_incident, record

PARTS = (
    "coordinator", "notifier", "senior officer", "police partner", "health partner", "school lead", "hospital lead",
    "administrator", "stranger", "strange notifier",
)  # fmt: skip
RECORDERS = {"coordinator", "notifier", "senior officer"}
PARTNERS = {"police partner", "health partner"}


def address(incident: Incident, name: str = "incident", **more: object) -> str:
    return reverse(f"incidents:{name}", kwargs={"case_id": incident.case_id, "incident_id": incident.pk, **more})


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def post(client: Client, page: str, **said: Any) -> str:
    """The words of the page that is reached, or of the same page where something stands in the way."""
    return client.post(page, said, follow=True).content.decode()


@pytest.mark.parametrize(
    ("name", "more", "opened"),
    [
        ("incident", {}, RECORDERS | PARTNERS),
        ("raised", {}, RECORDERS | PARTNERS),
        ("give_view", {}, PARTNERS | {"senior officer"}),
        ("decide", {}, {"coordinator", "senior officer"}),
        ("sign_off", {}, {"senior officer"}),
        ("correct", {"slug": "became-aware"}, RECORDERS),
        ("correct", {"slug": "limb"}, RECORDERS),
        ("correct", {"slug": "happened"}, RECORDERS),
        ("correct", {"slug": "authority"}, set()),
        ("notify", {}, RECORDERS),
        ("record_notice", {"slug": "panel"}, RECORDERS),
        ("record_notice", {"slug": "safeguarding-partners"}, RECORDERS),
        ("record_notice", {"slug": "ofsted-and-lscb"}, set()),
        ("share", {}, {"coordinator"}),
    ],
)
def test_each_page_opens_to_those_whose_work_it_is(
    cast: Cast, name: str, more: dict[str, object], opened: set[str]
) -> None:
    incident = record(cast)
    page = address(incident, name, **more)
    found = {part: signed_in(cast[part]).get(page).status_code for part in PARTS}
    assert set(found.values()) <= {200, 404}
    assert {part for part, code in found.items() if code == 200} == opened
    assert Client().get(page).status_code == 302


def test_the_childs_pages_open_to_those_who_record(cast: Cast) -> None:
    incident = record(cast, children=(replace(TAM, outcome=Nature.DEATH, looked_after=YesNo.YES),))
    involved = incident.involved.get()
    for name, more in (
        ("correct_child", {}),
        ("child_names", {}),
        ("record_notice_of_child", {"slug": "looked-after"}),
    ):
        page = address(incident, name, involved_id=involved.pk, **more)
        assert {part for part in PARTS if signed_in(cast[part]).get(page).status_code == 200} == RECORDERS
        other = address(incident, name, involved_id=involved.pk + 1, **more)
        assert signed_in(cast["notifier"]).get(other).status_code == 404


def test_an_incident_is_not_found_by_way_of_another_folder(cast: Cast) -> None:
    first, second = record(cast), record(cast)
    page = reverse("incidents:incident", kwargs={"case_id": second.case_id, "incident_id": first.pk})
    assert signed_in(cast["coordinator"]).get(page).status_code == 404


def test_looking_at_an_incident_is_recorded(cast: Cast) -> None:
    incident = record(cast)
    words(signed_in(cast["police partner"]), address(incident))
    assert Entry.objects.filter(looked=True, case_id=incident.case_id, actor_name="Percival Lawes").exists()


def test_what_is_next_depends_on_who_asks(cast: Cast) -> None:
    incident = record(cast)
    page = address(incident)
    assert "Notify the Panel on the national site by the end of 28 May 2024, which has passed" in words(
        signed_in(cast["notifier"]), page
    )
    assert "Say whether Wend Valley Police agrees that it be notified" in words(signed_in(cast["police partner"]), page)
    assert "Read the answers, then sign them off" in words(signed_in(cast["senior officer"]), page)
    assert "Record the decision, once the safeguarding partners have spoken" in words(
        signed_in(cast["coordinator"]), page
    )


def test_what_was_raised_waits_and_is_then_taken_up_from_its_page(cast: Cast) -> None:
    incident = raise_incident(cast)
    client = signed_in(cast["notifier"])
    assert "Otter Lane Primary School asks Wendshire Council to consider this" in words(client, address(incident))
    assert "Waiting to be taken up" in words(client, reverse("incidents:incidents"))
    said = {"aware_on_day": "20", "aware_on_month": "5", "aware_on_year": "2024", "limb": Limb.IN_AREA}
    assert "The incident is taken up" in post(client, address(incident, "take_up"), **said)
    assert "taken up already, by Norris Tiffin" in post(
        signed_in(cast["senior officer"]), address(incident, "take_up"), **said
    )
    assert "took it up on" in words(signed_in(cast["school lead"]), address(incident, "raised"))


def test_what_taking_up_says_is_not_offered_for_correction_before_it_is_taken_up(cast: Cast) -> None:
    raised, recorded = raise_incident(cast), record(cast)
    notifier = signed_in(cast["notifier"])
    for slug in ("limb", "became-aware"):
        assert address(raised, "correct", slug=slug) not in words(notifier, address(raised))
        assert address(recorded, "correct", slug=slug) in words(notifier, address(recorded))
    assert address(raised, "correct", slug="place") in words(notifier, address(raised))


def test_a_school_sees_nothing_of_views_and_decisions(cast: Cast) -> None:
    incident = raise_incident(cast)
    post(signed_in(cast["police partner"]), address(incident, "give_view"), view="notify", reasons="Bruises seen.")
    assert "Bruises seen." in words(signed_in(cast["notifier"]), address(incident))
    assert "Bruises seen." not in words(signed_in(cast["school lead"]), address(incident, "raised"))


def test_the_panels_notice_is_recorded_with_its_receipt_from_the_page(cast: Cast) -> None:
    incident = record(cast)
    client = signed_in(cast["notifier"])
    page = address(incident, "record_notice", slug="panel")
    assert "Handrail does not send it" in words(client, page)
    said = {
        "told_on_day": "23", "told_on_month": "May", "told_on_year": "2024", "told_time": "3.05pm",
        "by_name": "Norris Tiffin", "national_reference": "SIN-0042",
    }  # fmt: skip
    shown = post(client, page, **said, receipt=SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 sent"))
    assert "National reference SIN-0042" in shown
    assert "receipt.pdf" in shown
    assert "Not scanned for viruses" in shown
    assert clock(incident, "notify_panel").stopped_on == date(2024, 5, 23)
    assert "Panel notified on 23 May 2024" in words(client, reverse("incidents:incidents"))


def test_a_late_notice_asks_why_beside_the_form_and_keeps_what_was_typed(cast: Cast) -> None:
    incident = record(cast)
    page = address(incident, "record_notice", slug="panel")
    said = {"told_on_day": "29", "told_on_month": "5", "told_on_year": "2024", "by_name": "Norris Tiffin"}
    client = signed_in(cast["notifier"])
    shown = post(client, page, **said)
    assert "<title>Error: " in shown
    assert "This was due by 28 May 2024. Say why it is late." in shown
    assert "Why late: The site was down." in post(client, page, **said, late_reason="The site was down.")


def test_the_form_of_a_notice_begins_with_the_name_of_whoever_records_it(cast: Cast) -> None:
    shown = words(signed_in(cast["notifier"]), address(record(cast), "record_notice", slug="panel"))
    assert 'value="Norris Tiffin"' in shown
    assert "There is a problem" not in shown


def test_a_care_leavers_death_without_suspicion_asks_no_partner_for_a_view(cast: Cast) -> None:
    child = replace(TAM, outcome=Nature.DEATH, care_leaver=YesNo.YES)
    incident = record(cast, nature=Nature.DEATH, limb=Limb.CARE_LEAVER, children=(child,))
    assert "Tell the Secretary of State and Ofsted of the death of Tam Underbridge promptly" in words(
        signed_in(cast["notifier"]), address(incident)
    )
    assert "Say whether" not in words(signed_in(cast["police partner"]), address(incident))


def test_a_notice_is_set_aside_from_its_page(cast: Cast) -> None:
    incident = record(cast)
    client = signed_in(cast["notifier"])
    said = {"told_on_day": "23", "told_on_month": "5", "told_on_year": "2024", "by_name": "Norris Tiffin"}
    post(client, address(incident, "record_notice", slug="panel"), **said)
    notice = Notice.objects.get()
    shown = post(client, address(incident, "set_aside", notice_id=notice.pk), why="It was another child’s.")
    assert "It was another child’s." in shown
    assert "Set aside" in shown


def test_the_answers_to_copy_are_in_order_and_say_that_handrail_does_not_send(cast: Cast) -> None:
    incident = record(cast)
    shown = words(signed_in(cast["notifier"]), address(incident, "notify"))
    places = [shown.index(part) for part in ("Who notifies", "Reason", "Child 1: Tam Underbridge", "The incident")]
    assert places == sorted(places)
    assert "Handrail does not send this" in shown
    assert "data-copied" in shown


def test_corrections_stand_beside_what_was_recorded(cast: Cast) -> None:
    incident = record(cast)
    said = {"aware_on_day": "19", "aware_on_month": "5", "aware_on_year": "2024", "reason": "The log shows it."}
    shown = post(signed_in(cast["notifier"]), address(incident, "correct", slug="became-aware"), **said)
    assert "Recorded at first" in shown
    assert "The log shows it." in shown
    assert "the day was 28 May 2024 and is now 24 May 2024" in shown


def test_a_child_is_corrected_and_named_from_the_page(cast: Cast) -> None:
    incident = record(cast)
    involved = incident.involved.get()
    client = signed_in(cast["notifier"])
    stood = dict.fromkeys(
        ("looked_after", "care_leaver", "child_protection_plan", "child_in_need_plan", "known_to_agencies"), "not known"
    )
    said = stood | {"outcome": "serious harm", "looked_after": "yes", "reason": "The file was found."}
    shown = post(client, address(incident, "correct_child", involved_id=involved.pk), **said)
    assert "The file was found." in shown
    named = {"given_names": "Tamsin", "born": "not known", "sex": "female", "nhs_number": "999 000 1235"}
    shown = post(client, address(incident, "child_names", involved_id=involved.pk), **named)
    assert "Tamsin" in shown
    assert "999 000 1235" in shown


def test_a_decision_a_view_and_a_signature_are_given_from_their_pages(cast: Cast) -> None:
    incident = record(cast)
    post(signed_in(cast["health partner"]), address(incident, "give_view"), view="know more", reasons="No scan yet.")
    assert (
        "signed off by" in post(signed_in(cast["senior officer"]), address(incident, "sign_off"), words="Read.").lower()
    )
    said = {"decided": "not notified", "decided_on_day": "22", "decided_on_month": "5", "decided_on_year": "2024"}
    coordinator = signed_in(cast["coordinator"])
    assert "Give the reasons" in post(coordinator, address(incident, "decide"), **said)
    shown = post(coordinator, address(incident, "decide"), **said, reasons="An accident.")
    assert "Considered and not notified" in shown
    assert "No scan yet." in shown


def test_the_log_lists_what_was_considered_and_not_notified_until_that_is_taken_back(cast: Cast) -> None:
    incident, other = record(cast), record(cast)
    by = as_person(cast["coordinator"])
    decide(incident, decided=Outcome.Decided.NOT_NOTIFIED, reasons="An accident.", decided_on=AWARE, by=by)
    log = reverse("incidents:considered")
    shown = words(signed_in(by), log)
    assert "An accident." in shown
    assert other.case.reference not in shown
    assert "An accident." not in words(signed_in(cast["stranger"]), log)
    as_person(by)
    decide(incident, decided=Outcome.Decided.NOTIFY, reasons="Old fractures.", decided_on=AWARE, by=by)
    assert "An accident." not in words(signed_in(by), log)


def test_another_partnership_reads_what_is_shared_and_is_offered_nothing_to_do(cast: Cast) -> None:
    incident = record(cast)
    page = address(incident)
    stranger = signed_in(cast["stranger"])
    assert stranger.get(page).status_code == 404
    by = as_person(cast["coordinator"])
    share_with(incident, cast.neighbour, ground=MEETING, by=by)
    shown = words(stranger, page)
    assert "Tam Underbridge" in shown
    assert "Correct<" not in shown
    assert "Record a decision" not in shown
    for name in ("notify", "decide", "share"):
        assert stranger.get(address(incident, name)).status_code == 404
    ended = signed_in(by).post(address(incident, "end_sharing", body_id=cast.neighbour.pk), follow=True)
    assert "can no longer read it" in ended.content.decode()
    assert stranger.get(page).status_code == 404


def test_the_lists_show_nobody_what_they_may_not_open(cast: Cast) -> None:
    incident = record(cast)
    listed = reverse("incidents:incidents")
    for part in ("school lead", "stranger", "strange notifier"):
        assert incident.case.reference not in words(signed_in(cast[part]), listed)
    assert signed_in(cast["administrator"]).get(listed).status_code == 404


def test_words_people_type_cannot_become_part_of_the_page(cast: Cast) -> None:
    incident = raise_incident(cast, what_is_known="<script>alert(1)</script>")
    as_person(cast["notifier"])
    take_up(incident, became_aware=AWARE, limb=Limb.UNCERTAIN, by=cast["notifier"])
    shown = words(signed_in(cast["notifier"]), address(incident))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
