"""How pages are drawn, and what goes with every one of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.forms import CharField, Form
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.test import Client
from jinja2 import UndefinedError

from handrail.common.drawing import in_words, in_words_with_time


def draw(template: str, **names: object) -> str:
    engine = engines["pages"]
    assert isinstance(engine, Jinja2)
    return engine.env.from_string(template).render(**names)


def test_a_day_is_written_without_a_leading_nought() -> None:
    assert in_words(date(2018, 5, 4)) == "4 May 2018"


def test_an_instant_is_written_by_the_clock_in_london() -> None:
    assert in_words_with_time(datetime(2018, 5, 24, 14, 5, tzinfo=UTC)) == "24 May 2018 at 3:05pm"
    assert in_words_with_time(datetime(2018, 12, 24, 0, 30, tzinfo=UTC)) == "24 December 2018 at 12:30am"
    assert in_words_with_time(datetime(2018, 12, 24, 12, 0, tzinfo=UTC)) == "24 December 2018 at 12:00pm"


def test_an_instant_just_before_midnight_in_summer_falls_on_the_next_london_day() -> None:
    assert in_words(datetime(2018, 5, 23, 23, 30, tzinfo=UTC)) == "24 May 2018"


def test_no_day_is_no_words() -> None:
    assert draw("{{ none | date }}{{ none | datetime }}", none=None) == ""


def test_a_name_that_was_not_given_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        draw("Dear {{ coordinator }}")


def test_what_people_type_cannot_become_part_of_the_page() -> None:
    assert draw("{{ typed }}", typed="<script>") == "&lt;script&gt;"


def test_a_component_of_gov_uk_can_be_imported_and_escapes_what_it_is_given() -> None:
    button = draw(
        '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}'
        '{{ govukButton({"text": words}) }}',
        words="Send <now>",
    )
    assert 'class="govuk-button"' in button
    assert "Send &lt;now&gt;" in button


def test_an_error_summary_leads_to_each_field_that_needs_mending() -> None:
    class Known(Form):
        known_on = CharField(error_messages={"required": "Enter the day it became known"})

    summary = draw('{% from "web/fields.html" import errors_of %}{{ errors_of(form) }}', form=Known({}))
    assert '<a href="#id_known_on">Enter the day it became known</a>' in " ".join(summary.split())


def test_a_form_without_errors_has_no_summary() -> None:
    assert draw('{% from "web/fields.html" import errors_of %}{{ errors_of(form) }}', form=Form({})).strip() == ""


@pytest.mark.parametrize("page", ["400", "403", "404", "500"])
def test_a_page_that_says_what_went_wrong_can_be_drawn_with_nothing_given(page: str) -> None:
    drawn = draw(f'{{% extends "web/{page}.html" %}}')
    assert drawn.count("<h1") == 1
    assert 'lang="en"' in drawn


@pytest.mark.django_db
def test_nothing_but_our_own_scripts_and_styles_may_run(client: Client) -> None:
    policy = client.get("/nothing-is-here").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_no_page_tells_another_site_where_its_reader_came_from(client: Client) -> None:
    assert client.get("/nothing-is-here").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_service_says_when_it_is_healthy(client: Client) -> None:
    assert client.get("/healthy").content == b"healthy\n"
