"""The recording journey, as a browser walks it: kept as typed, checked, sent once, resumed by a colleague."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.cases.models import Case, Draft
from handrail.service.children.models import Child
from handrail.service.incidents.models import Incident, Limb
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import DUE, clock, record

PAGES: dict[str, dict[str, Any]] = {
    "what-happened": {"nature": "serious harm", "what_is_known": "Tam fell from a window.", "abuse": ["neglect"]},
    "aware": {"aware_on_day": "20", "aware_on_month": "May", "aware_on_year": "2024", "aware_time": "4.45pm"},
    "limb": {"limb": Limb.IN_AREA},
    "when": {"happened_known": "known", "happened_on_day": "19", "happened_on_month": "5", "happened_on_year": "2024"},
    "where": {"place": "The flat", "outside_england": "no"},
    "child-1": {"given_names": "Tam", "outcome": "serious harm", "born": "not known"},
    "child-1-more": {"health": "A broken arm."},
    "child-1-day": {"looked_after": "no", "another": "no"},
    "safe": {"made_safe": "A brother stays with an aunt.", "police_investigating": "yes"},
}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def begin(client: Client, **said: str) -> Draft:
    answer = client.post(reverse("incidents:start"), said)
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.latest("begun_at")


def put(client: Client, draft: Draft, slug: str, said: dict[str, Any], version: int | None = None) -> HttpResponse:
    draft.refresh_from_db()
    words = said | {"version": str(draft.version if version is None else version)}
    return client.post(reverse("incidents:record_page", kwargs={"draft_id": draft.pk, "slug": slug}), words)  # type: ignore[return-value]


def fill(client: Client, draft: Draft, **other: dict[str, Any]) -> None:
    for slug, said in (PAGES | other).items():
        answer = put(client, draft, slug, said)
        assert answer.status_code == 302, answer.content.decode()


def send(client: Client, draft: Draft, version: int | None = None) -> HttpResponse:
    draft.refresh_from_db()
    words = {"version": str(draft.version if version is None else version)}
    return client.post(reverse("incidents:check", kwargs={"draft_id": draft.pk}), words)  # type: ignore[return-value]


def page_of(client: Client, draft: Draft, slug: str) -> str:
    return client.get(reverse("incidents:record_page", kwargs={"draft_id": draft.pk, "slug": slug})).content.decode()


def test_a_notifier_records_an_incident_page_by_page(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    fill(client, draft)
    check = client.get(reverse("incidents:check", kwargs={"draft_id": draft.pk})).content.decode()
    assert "A brother stays with an aunt." in check
    assert "by the end of 28 May 2024" in check
    answer = send(client, draft)
    incident = Incident.objects.get()
    assert answer["Location"] == reverse(
        "incidents:incident", kwargs={"case_id": incident.case_id, "incident_id": incident.pk}
    )
    assert (incident.abuse, incident.place, incident.police_investigating) == ("Neglect", "The flat", "yes")
    assert clock(incident, "notify_panel").due_on == DUE
    assert client.get(answer["Location"]).status_code == 200


def test_the_page_of_awareness_shows_the_day_it_gives(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    assert "If it were today, that would give" in page_of(client, draft, "aware")
    put(client, draft, "aware", PAGES["aware"])
    shown = page_of(client, draft, "aware")
    assert "From 20 May 2024 that gives: " in shown
    assert "28 May 2024" in shown


def test_the_laws_own_tests_stand_under_the_answers_with_their_citation(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    shown = page_of(client, draft, "limb")
    assert "Children Act 2004, section 16C(1)(a)" in shown
    assert "section 16C(1)(b)" in shown
    put(client, draft, "aware", PAGES["aware"] | {"aware_on_year": "2018"})
    assert "notifiable incidents" in page_of(client, draft, "limb")


def test_what_is_wrong_is_said_beside_the_question_and_what_was_typed_stays(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    next_year = str(date.today().year + 1)  # noqa: DTZ011 any year to come will do
    answer = put(client, draft, "aware", PAGES["aware"] | {"aware_on_year": next_year})
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Error: " in words
    assert "The day the authority became aware must be today or in the past" in words
    assert f'value="{next_year}"' in words
    answer = put(client, draft, "aware", PAGES["aware"] | {"aware_on_year": "1907"})
    assert "the first year with known bank holidays" in answer.content.decode()


def test_a_death_before_birth_is_told_on_the_childs_page(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    child = {"outcome": "death", "born": "known"}
    born = {"born_on_day": "2", "born_on_month": "2", "born_on_year": "2024"}
    died = {"died_on_day": "1", "died_on_month": "2", "died_on_year": "2024"}
    words = put(client, draft, "child-1", child | born | died).content.decode()
    assert "The date of death is before the date of birth" in words


def test_a_mistyped_nhs_number_is_told(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    words = put(client, draft, "child-1-more", {"nhs_number": "999 000 1236"}).content.decode()
    assert "This NHS number has a mistake in it" in words


def test_up_to_four_children_have_a_page_each_and_the_others_are_told_in_words(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    fill(client, draft)
    for number in range(1, 5):
        assert put(client, draft, f"child-{number}", PAGES["child-1"]).status_code == 302
        assert put(client, draft, f"child-{number}-day", {"another": "yes"}).status_code == 302
    put(client, draft, "more-children", {"more_children": "Two cousins."})
    send(client, draft)
    incident = Incident.objects.get()
    assert incident.involved.count() == 4
    assert incident.more_children == "Two cousins."


def test_a_page_of_a_child_not_told_of_is_not_there(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    address = reverse("incidents:record_page", kwargs={"draft_id": draft.pk, "slug": "child-2"})
    assert client.get(address).status_code == 404


def test_an_unfinished_draft_is_not_sent_and_says_what_is_missing(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    put(client, draft, "what-happened", PAGES["what-happened"])
    answer = send(client, draft)
    assert answer.status_code == 200
    assert "Enter the day the authority became aware" in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_colleague_on_another_computer_goes_on_with_the_draft(cast: Cast) -> None:
    draft = begin(signed_in(cast["notifier"]))
    put(signed_in(cast["notifier"]), draft, "what-happened", PAGES["what-happened"])
    colleague = signed_in(cast["senior officer"])
    assert str(draft.pk) in colleague.get(reverse("incidents:start")).content.decode()
    assert "Tam fell from a window." in page_of(colleague, draft, "what-happened")


def test_a_page_that_was_overtaken_shows_both_texts(cast: Cast) -> None:
    draft = begin(signed_in(cast["notifier"]))
    first, second = signed_in(cast["notifier"]), signed_in(cast["senior officer"])
    put(first, draft, "what-happened", PAGES["what-happened"], version=0)
    theirs = PAGES["what-happened"] | {"what_is_known": "Tam was found on the lawn."}
    answer = put(second, draft, "what-happened", theirs, version=0)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Tam fell from a window." in words
    assert "Tam was found on the lawn." in words


def test_two_who_send_the_same_draft_make_one_paper_and_the_second_is_told_kindly(cast: Cast) -> None:
    draft = begin(signed_in(cast["notifier"]))
    fill(signed_in(cast["notifier"]), draft)
    draft.refresh_from_db()
    assert send(signed_in(cast["notifier"]), draft, draft.version).status_code == 302
    answer = send(signed_in(cast["senior officer"]), draft)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "This has already been sent" in words
    incident = Incident.objects.get()
    assert reverse("incidents:incident", kwargs={"case_id": incident.case_id, "incident_id": incident.pk}) in words


def test_whoever_checks_an_older_text_is_asked_to_check_again(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    fill(client, draft)
    draft.refresh_from_db()
    answer = send(client, draft, draft.version - 1)
    assert "changed an answer while you were reading" in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_discarded_draft_can_be_taken_back(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    shown = client.post(reverse("incidents:discard", kwargs={"draft_id": draft.pk}), follow=True).content.decode()
    assert "Take it back" in shown
    assert client.get(reverse("incidents:check", kwargs={"draft_id": draft.pk})).status_code == 302
    client.post(reverse("incidents:restore", kwargs={"draft_id": draft.pk}))
    draft.refresh_from_db()
    assert draft.discarded_at is None


def test_nobody_opens_another_agencys_draft(cast: Cast) -> None:
    draft = begin(signed_in(cast["notifier"]))
    for part in ("coordinator", "school lead", "police partner", "administrator", "strange notifier"):
        client = signed_in(cast[part])
        for name in ("check", "discard", "restore"):
            address = reverse(f"incidents:{name}", kwargs={"draft_id": draft.pk})
            answer = client.get(address) if name == "check" else client.post(address)
            assert answer.status_code == 404, (part, name)


def test_a_coordinator_chooses_whose_area_it_was_in(cast: Cast) -> None:
    client = signed_in(cast["coordinator"])
    draft = begin(client)
    fill(client, draft, authority={"authority": str(cast.other_council.pk)})
    send(client, draft)
    incident = Incident.objects.get()
    assert (incident.authority, incident.case.authority) == (cast.other_council, cast.other_council)
    assert not incident.was_raised


def test_another_incident_goes_into_a_folder_by_its_reference(cast: Cast) -> None:
    first = record(cast)
    client = signed_in(cast["notifier"])
    draft = begin(client, folder=first.case.reference.lower())
    assert "A child this folder already knows" in page_of(client, draft, "child-1")
    fill(client, draft, **{"child-1": PAGES["child-1"] | {"already": str(Child.objects.get().pk)}})
    send(client, draft)
    assert Incident.objects.filter(case=first.case).count() == 2
    assert Child.objects.count() == 1


def test_a_folder_of_somebody_else_is_told_as_if_there_were_none(cast: Cast) -> None:
    reference = record(cast).case.reference
    answers = [
        signed_in(cast["strange notifier"]).post(reverse("incidents:start"), {"folder": typed}).content.decode()
        for typed in (reference, "WV-1999-0001")
    ]
    assert all("You have no folder with this reference" in words for words in answers)


def test_a_school_raises_with_shorter_wording_and_sees_afterwards_only_what_it_sent(cast: Cast) -> None:
    client = signed_in(cast["school lead"])
    draft = begin(client)
    address = reverse("incidents:record_page", kwargs={"draft_id": draft.pk, "slug": "limb"})
    assert client.get(address).status_code == 404
    short = {slug: PAGES[slug] for slug in ("what-happened", "when", "where", "child-1", "safe")}
    put(client, draft, "authority", {"authority": str(cast.council.pk)})
    for slug, said in short.items():
        assert put(client, draft, slug, said).status_code == 302
    answer = send(client, draft)
    incident = Incident.objects.get()
    assert answer["Location"].endswith("/raised")
    shown = client.get(answer["Location"]).content.decode()
    assert "has not yet taken it up" in shown
    whole = reverse("incidents:incident", kwargs={"case_id": incident.case_id, "incident_id": incident.pk})
    assert client.get(whole).status_code == 404
    assert answer["Location"] in client.get(reverse("incidents:incidents")).content.decode()
    assert signed_in(cast["hospital lead"]).get(answer["Location"]).status_code == 404
    assert Case.objects.count() == 1
