"""Each page of a death, as the coordinator sees it: it is drawn, and it does what its button says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from markupsafe import escape

from handrail.guidance import law_in
from handrail.guidance.edition import Item
from handrail.service.child_deaths.models import Death, ReviewMeeting
from handrail.service.child_deaths.views.asking import page
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import NUMBER, as_person, known, tell_of

pytestmark = pytest.mark.django_db


def day_of(name: str, days_ago: int = 0) -> dict[str, str]:
    day = timezone.localdate() - timedelta(days=days_ago)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


@pytest.fixture
def death(cast: Cast, client: Client) -> Death:
    found = tell_of(cast)
    client.force_login(as_person(cast["coordinator"]))
    return found


def says(client: Client, address: str, **typed: Any) -> str:
    answer = client.post(address, typed, follow=True) if typed else client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_notification_is_asked_a_page_at_a_time_and_sent_once(cast: Cast, client: Client) -> None:
    client.force_login(as_person(cast["notifier"]))
    begun = client.post(reverse("child_deaths:start"), {})
    at = begun["Location"]
    pages: list[dict[str, str]] = [
        {"born": "alive"},
        {"given_names": "Wren", "family_name": "Fairlight", "nhs_number": NUMBER, **day_of("born_on", 100)},
        {**day_of("died_on", 1), "estimated": "no"},
        {"place_kind": "home", "died_in": "here"},
        {"lived": "here"},
        {"circumstances": "Found in the cot."},
        {"others": "Dr Sorrel Bright, GP\n"},
        {"by_name": "Norris Tiffin", **day_of("told_on")},
    ]
    for typed in pages:
        answer = client.post(at, {"version": _version(client, at), **typed})
        assert answer.status_code == 302, answer.content.decode()
        at = answer["Location"]
    assert "Nothing is sent to the national database by this" in says(client, at)
    shown = says(client, at, version=_version(client, at))
    assert "The death is notified" in shown
    made = Death.objects.get()
    assert [str(one) for one in made.known_to.all()] == ["Dr Sorrel Bright, GP"]
    assert client.post(at, {"version": "99"}).status_code in (302, 409)
    assert Death.objects.count() == 1


def _version(client: Client, at: str) -> str:
    shown = client.get(at).content.decode()
    return shown.split('name="version" value="')[1].split('"')[0]


def test_a_death_that_has_its_folder_takes_what_a_partner_typed_of_it_again(cast: Cast, client: Client) -> None:
    first = tell_of(cast)
    client.force_login(as_person(cast["notifier"]))
    at = client.post(reverse("child_deaths:start"), {})["Location"]
    died = {"died_on_day": "20", "died_on_month": "5", "died_on_year": "2024"}
    for typed in (
        {"born": "alive"},
        {"given_names": "Wren", "family_name": "Fairlight", "nhs_number": NUMBER},
        {**died, "estimated": "no"},
        {"place_kind": "home", "died_in": "here"},
        {"lived": "here", "carers": "Her grandmother, Ivy Underbridge"},
        {"circumstances": "The grandmother found her."},
        {"others": "Dr Sorrel Bright, GP\n"},
        {"by_name": "Norris Tiffin", **day_of("told_on")},
    ):
        at = client.post(at, {"version": _version(client, at), **typed})["Location"]
    shown = says(client, at)
    assert f"already stands in {first.case}" in shown
    there = shown.split('govuk-!-font-weight-bold" href="')[1].split('"')[0]
    assert "Is this the same death?" in says(client, there)
    assert client.post(there, {}).status_code == 302
    assert Death.objects.count() == 1
    mine = first.notifications.get(by_name="Norris Tiffin")
    assert "The grandmother found her." in mine.said
    assert "Ivy Underbridge" in mine.said
    assert [str(one) for one in first.known_to.all()] == ["Dr Sorrel Bright, GP"]
    assert client.post(there, {}).status_code == 302
    assert first.notifications.count() == 2


def test_which_questions_were_not_seen_on_the_national_form_is_said_before_they_are_asked(
    cast: Cast, client: Client
) -> None:
    client.force_login(as_person(cast["notifier"]))
    shown = says(client, reverse("child_deaths:start"))
    asked = asked_by_the_national_form()
    assert shown.count("<strong>Not confirmed.</strong>") == sum(one.seen == "recalled" for one in asked) > 0
    assert all(str(escape(one.says)) in shown for one in asked)


def asked_by_the_national_form() -> Sequence[Item]:
    (form,) = law_in().contents("child_death_notification_form", timezone.localdate())
    return form.items


def test_the_targets_that_are_only_recalled_say_so_where_their_days_stand(death: Death, client: Client) -> None:
    shown = says(client, page(death))
    (line,) = [row for row in shown.split("<tr") if "Hold the child death review meeting" in row]
    assert "The rule was not checked against the published text." in line


def test_a_wrong_check_digit_is_said_on_its_page_and_what_was_typed_stays(cast: Cast, client: Client) -> None:
    client.force_login(as_person(cast["notifier"]))
    at = client.post(reverse("child_deaths:start"), {})["Location"].replace("/birth", "/child")
    shown = says(client, at, version=_version(client, at), given_names="Wren", nhs_number="9990001236")
    assert "last figure does not fit" in shown
    assert 'value="Wren"' in shown


def test_every_page_about_a_death_is_drawn(death: Death, client: Client) -> None:
    for name in (
        "death", "child_names", "decide_scope", "add_notification", "add_known", "suspicion", "dates",
        "decide_together", "plan_review_meeting", "time_spent", "situations",
    ):  # fmt: skip
        assert death.case.reference in says(client, page(death, name))
    for address in ("deaths", "waiting", "time_totals", "alike", "bring_in", "start"):
        says(client, reverse(f"child_deaths:{address}"))


def test_the_criteria_of_the_edition_are_asked_and_the_recalled_one_says_so(death: Death, client: Client) -> None:
    shown = says(client, page(death, "decide_together"))
    assert "not confirmed" in shown
    assert shown.count('name="joint_response_') == 6 * 3


def test_the_page_of_a_death_shows_what_was_recorded_since(death: Death, client: Client) -> None:
    at = page(death, "record_event", happening="post-mortem-directed")
    assert "Recorded" in says(client, at, **day_of("on"), who="The coroner", words="Paediatric")
    shown = says(client, page(death))
    assert "The coroner directed a post-mortem" in shown
    assert "The post-mortem report" in shown
    waiting = says(client, f"{reverse('child_deaths:waiting')}?for=post-mortem")
    assert death.case.reference in waiting


def test_planning_a_meeting_leads_to_its_own_page(death: Death, client: Client) -> None:
    ahead = timezone.localdate() + timedelta(days=40)
    typed = {"kind": "other", "day_day": ahead.day, "day_month": ahead.month, "day_year": ahead.year, "hour": "10:00"}
    shown = says(client, page(death, "plan_review_meeting"), lasts="120", place="Otter Room", **typed)
    assert "Now invite people" in shown
    assert ReviewMeeting.objects.get().meeting.about == str(death.pk)


def test_hours_and_minutes_are_added_up_by_step(death: Death, client: Client) -> None:
    typed = {"step": "notification", "hours": "1", "minutes": "30", "by_name": "Cora", **day_of("on")}
    says(client, page(death, "time_spent"), **typed)
    says(client, page(death, "time_spent"), **typed | {"step": "family"})
    assert "3 h 0 min" in says(client, reverse("child_deaths:time_totals")).replace("&nbsp;", " ")


def test_two_deaths_that_look_alike_are_joined_from_their_page(cast: Cast, client: Client) -> None:
    from handrail.service.child_deaths.actions.alike import look_for_likenesses
    from handrail.service.child_deaths.models import Likeness

    first = tell_of(cast, known=known(nhs_number=""), no_number_because="not available")
    second = tell_of(cast)
    look_for_likenesses()
    client.force_login(as_person(cast["coordinator"]))
    (pair,) = Likeness.objects.all()
    assert first.case.reference in says(client, reverse("child_deaths:alike"))
    at = reverse("child_deaths:decide_alike", args=[pair.pk])
    shown = says(client, at, decided=str(second.pk), why="One name, one day.")
    assert "It is decided" in shown
    assert Death.objects.get(pk=first.pk).superseded_at
