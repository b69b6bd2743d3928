"""The law, as everyone may read it."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from django.test import Client
from markupsafe import escape

from handrail.guidance.shelf import every_edition

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_everyone_may_read_every_edition(client: Client) -> None:
    first = page(client, "/law/")
    for edition in every_edition():
        assert str(escape(edition.title)) in first
        told = page(client, f"/law/editions/{edition.instrument}/{edition.key}")
        assert all(str(escape(duty.title)) in told for duty in edition.duties.values())


def test_a_search_finds_duties_by_their_words_their_bearers_and_their_numbers(client: Client) -> None:
    told = page(client, "/law/?q=rapid+review")
    assert '<a class="govuk-link" href="/law/duties/rapid_review">Complete the rapid review</a>' in told
    assert "/law/duties/notify_ofsted_and_lscb" in page(client, "/law/?q=OFSTED")
    assert "Nothing found for “zebra”" in page(client, "/law/?q=zebra")


def test_what_is_searched_for_is_shown_as_it_was_typed_and_runs_nowhere(client: Client) -> None:
    assert "<script>alert" not in page(client, "/law/?q=<script>alert(1)</script>")


def test_a_duty_says_when_it_would_fall_due_and_why(client: Client) -> None:
    # Tue 16 April 2019: 17 18 (2) [19 Good Friday, 22 Easter Monday] 23-26 (6) 29-30 1-3 (11) [6 May] 7-10 (15)
    told = page(client, "/law/duties/rapid_review?start_day=16&start_month=4&start_year=2019")
    assert "10 May 2019" in told
    assert "not counted: Good Friday" in told
    assert '<td class="handrail-month__due">10 <span class="handrail-month__words">day 15, due</span></td>' in told
    assert "Early May bank holiday" in told


def test_an_area_that_began_late_still_counts_by_the_earlier_chapters(client: Client) -> None:
    asked = "/law/duties/decide_serious_case_review?start_day=1&start_month=3&start_year=2019"
    assert "No edition in force on 1 March 2019" in page(client, asked)
    began = "&safeguarding_day=2&safeguarding_month=9&safeguarding_year=2019"
    assert "1 April 2019" in page(client, asked + began)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("start_day=31&start_month=2&start_year=2019", "must be a real date"),
        ("start_day=&start_month=&start_year=", "Enter the day it starts"),
        ("start_day=1&start_month=1&start_year=1980", "the first year with known bank holidays"),
        ("start_day=1&start_month=1&start_year=2099", "Bank holidays are known from"),
    ],
)
def test_a_day_that_cannot_be_counted_from_gets_a_sentence(client: Client, asked: str, sentence: str) -> None:
    assert sentence in page(client, f"/law/duties/rapid_review?{asked}")


def test_two_editions_compared_on_a_page_and_taken_away(client: Client) -> None:
    asked = "/law/compare?older=working_together/2018&newer=working_together/2023"
    told = page(client, asked)
    assert "/law/duties/rapid_review" in told
    assert "Before then it stood in" in told
    assert json.loads(page(client, f"{asked}&form=json"))["newer"]["edition"] == "2023"
    assert page(client, f"{asked}&form=markdown").startswith("# Working Together")


def test_two_editions_have_to_be_chosen(client: Client) -> None:
    assert "Choose the edition to compare to" in page(client, "/law/compare?older=working_together/2018&newer=")
    assert "There is a problem" in page(client, "/law/compare?older=x&newer=y")


def test_the_duties_of_a_day_are_those_that_governed_then(client: Client) -> None:
    then = page(client, "/law/in-force?on_day=1&on_month=6&on_year=2017")
    assert "/law/duties/notify_ofsted_and_lscb" in then
    assert "/law/duties/notify_panel" not in then
    assert "/law/duties/notify_panel" in page(client, "/law/in-force?on_day=1&on_month=7&on_year=2018")
    assert "Handrail holds no law for that day" in page(client, "/law/in-force?on_day=1&on_month=6&on_year=2001")


def test_before_statutory_guidance_is_held_the_list_of_a_day_says_that_it_is_not_whole(client: Client) -> None:
    said = "This is not all the law of that day"
    assert said in page(client, "/law/in-force?on_day=25&on_month=3&on_year=2015")
    assert said not in page(client, "/law/in-force?on_day=26&on_month=3&on_year=2015")


@pytest.mark.parametrize(
    ("day", "told"), [("28&on_month=6&on_year=2018", False), ("29&on_month=6&on_year=2018", True),
                      ("29&on_month=9&on_year=2019", True), ("30&on_month=9&on_year=2019", False)],
)  # fmt: skip
def test_that_areas_changed_law_on_different_days_is_told_while_they_did(client: Client, day: str, told: bool) -> None:
    assert ("still lived under earlier chapters" in page(client, f"/law/in-force?on_day={day}")) is told


def test_a_long_edition_begins_with_its_contents_and_every_link_of_it_leads_somewhere(client: Client) -> None:
    told = page(client, "/law/editions/working_together/2018")
    places = re.findall(r'href="#([^"]+)"', told)
    assert {"duties", "criteria", "changes", "local-authority"} <= set(places)
    assert all(f'id="{place}"' in told for place in places)
    assert told.count('id="local-authority"') == 1
    assert "On this page" not in page(client, "/law/editions/domestic_abuse_act/2025")


def test_what_moved_to_another_edition_is_told_by_its_title(client: Client) -> None:
    told = page(client, "/law/compare?older=working_together/2015&newer=working_together/2018")
    assert ">Child death forms A, B and C</a>" in told
    assert ">child_death_forms/2008<" not in told
    places = re.findall(r'href="#([^"]+)"', told)
    assert "duties-dropped" in places
    assert all(f'id="{place}"' in told for place in places)


def test_a_day_is_asked_for_only_where_a_day_starts_something(client: Client) -> None:
    counted = page(client, "/law/duties/rapid_review")
    assert "Enter the day of what starts it: the Panel was notified." in counted
    assert 'name="hour"' not in counted
    standing = page(client, "/law/duties/safeguard_children_in_need")
    assert "nothing starts it and no day ends it" in standing
    assert "Count the days" not in standing


def test_what_is_recalled_says_so_wherever_it_is_shown(client: Client) -> None:
    recalled = [d for e in every_edition() if e.governs for d in e.duties.values() if d.seen == "recalled"]
    assert recalled
    for duty in recalled:
        assert "Recalled, not checked" in page(client, f"/law/duties/{duty.key}")


def test_an_edition_is_taken_away_as_the_file_it_is(client: Client) -> None:
    answer = client.get("/law/editions/working_together/2018.toml")
    assert answer["Content-Disposition"] == 'attachment; filename="working_together-2018.toml"'
    assert "notify_panel" in tomllib.loads(answer.content.decode())["duty"]


@pytest.mark.parametrize(
    "address", ["/law/duties/nothing", "/law/editions/working_together/1066", "/law/editions/a/b.toml"]
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/law/{address}").status_code == 404


def test_the_way_to_the_law_is_open_before_signing_in(client: Client) -> None:
    assert 'href="/law/"' in page(client, "/sign-in")
