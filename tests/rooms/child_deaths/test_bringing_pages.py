"""The pages on which a file of existing cases is chosen, its columns and words said, looked over and taken in."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from handrail.service.child_deaths.models import BroughtFile, Death, Matching
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import as_person
from tests.rooms.child_deaths.test_matching import LINE, THEIRS, csv_of

pytestmark = pytest.mark.django_db
START = "child_deaths:bring_in"
OURS = (
    "reference,day of death,circumstances,notified on,notified by,no nhs number because\n"
    "A1,2024-05-20,Ill.,2024-05-21,A nurse,not available\nA2,2024-05-20,Ill.,2024-05-19,A nurse,not available\n"
)


@pytest.fixture(autouse=True)
def _signed_in(cast: Cast, client: Client) -> None:
    client.force_login(as_person(cast["coordinator"]))


def says(client: Client, address: str, **typed: Any) -> str:
    answer = client.post(address, typed, follow=True) if typed else client.get(address, follow=True)
    assert answer.status_code == 200, address
    return " ".join(html.unescape(re.sub(r"<(?!option|select|input)[^>]+>", " ", answer.content.decode())).split())


def sent_in(client: Client, cast: Cast, words: str, name: str = "export.csv") -> str:
    file = SimpleUploadedFile(name, words.encode())
    return says(client, reverse(START), file=file, authority=str(cast.council.pk))


def at(name: str) -> str:
    return reverse(f"child_deaths:{name}", args=[BroughtFile.objects.get(held__isnull=False).pk])


def chosen(client: Client, name: str, **other: str) -> dict[str, str]:
    """What stands chosen and typed on a page, as its form would send it."""
    shown = client.get(at(name)).content.decode()
    selects = re.findall(r'<select[^>]*name="(\w+)".*?</select>', shown, re.S)
    found = {key: _chosen_in(shown, key) for key in selects}
    return {**found, **({"keep_as": ""} if name == "match_columns" else {}), **other}


def _chosen_in(shown: str, key: str) -> str:
    (block,) = re.findall(rf'<select[^>]*name="{key}".*?</select>', shown, re.S)
    found = re.search(r'value="([^"]+)" selected', block)
    return html.unescape(found[1]) if found else ""


def test_our_own_template_goes_straight_to_what_would_be_taken_in(cast: Cast, client: Client) -> None:
    shown = sent_in(client, cast, OURS)
    assert "What would be taken in" in shown
    assert "1 line is right" in shown
    assert "Line 3" in shown
    assert "before the death" in shown
    assert not Death.objects.exists()
    taken = says(client, at("look_over"), go="on")
    assert "1 line is right and taken in" in taken
    assert "Line 3" in taken
    assert Death.objects.count() == 1


def test_another_systems_file_is_asked_step_by_step_and_kept(cast: Cast, client: Client) -> None:
    shown = sent_in(client, cast, csv_of(THEIRS, LINE))
    assert "Column D: DOB For example: 01/05/2024. Proposed from its name." in shown
    assert "Column M: Shoe size For example: 3. Nothing is known of its name." in shown
    assert "<select" in says(client, at("look_over")), "nothing is looked over before the columns are said"
    shown = says(client, at("match_columns"), **chosen(client, "match_columns", keep_as="The old system"))
    assert "Sex: “F” On 1 line." in shown
    shown = says(client, at("match_words"), **chosen(client, "match_words"))
    assert "1 line is right" in shown
    assert "Columns that would be left out Nothing of what stands in it would be taken in. Column M: Shoe size" in shown
    assert not Death.objects.exists()
    shown = says(client, at("look_over"), go="on")
    assert "Columns that were left out Nothing of what stands in it was taken in. Column M: Shoe size" in shown
    assert Death.objects.count() == 1
    again = sent_in(client, cast, csv_of(THEIRS, LINE))
    assert "read as kept under “The old system”" in again
    assert "1 was taken in before" in again


def test_faults_of_a_matching_stand_at_their_column_and_what_was_chosen_is_kept(cast: Cast, client: Client) -> None:
    sent_in(client, cast, csv_of(THEIRS, LINE))
    shown = says(client, at("match_columns"), **chosen(client, "match_columns", c12="circumstances", c0="-"))
    assert "There is a problem" in shown
    assert "“circumstances” is chosen for column I and for column M" in shown
    assert "No column is “reference”" in shown
    assert shown.count('value="circumstances" selected') == 2
    assert BroughtFile.objects.get().columns is None


def test_a_word_of_which_nothing_is_known_has_to_be_said(cast: Cast, client: Client) -> None:
    sent_in(client, cast, csv_of(THEIRS, (*LINE[:4], "X?", *LINE[5:])))
    says(client, at("match_columns"), **chosen(client, "match_columns"))
    shown = says(client, at("match_words"), **chosen(client, "match_words"))
    assert "Choose what Sex: “X?” means" in shown
    shown = says(client, at("match_words"), **chosen(client, "match_words", w0="!"))
    assert "Line 2" in shown
    assert "“sex” holds “X?”. It takes: female, male, not known." in shown
    assert "No line can be taken in as it is" in shown


def test_the_line_of_the_names_can_be_said(cast: Cast, client: Client) -> None:
    shown = sent_in(client, cast, csv_of(("Child deaths", "2024"), THEIRS, LINE))
    assert "named in line 2, not in the first" in shown
    shown = says(client, at("name_in_line"), line="0 1")
    assert "Column A: Child deaths" in shown
    assert "Column M, which has no name" in shown
    assert "Choose the line" in says(client, at("name_in_line"), line="0 77")


def test_a_file_waits_for_whoever_chose_it_and_is_thrown_away(cast: Cast, client: Client) -> None:
    sent_in(client, cast, csv_of(THEIRS, LINE))
    assert "Go on with export.csv" in says(client, reverse(START))
    where, other = at("match_columns"), Client()
    for part in ("notifier", "senior officer", "administrator"):
        other.force_login(as_person(cast[part]))
        assert other.get(where).status_code == 404
    as_person(cast["coordinator"])
    assert "export.csv is thrown away" in says(client, at("throw_away"), go="on")
    assert BroughtFile.objects.get().held is None
    assert client.get(where).status_code == 404


def test_what_is_kept_is_changed_and_forgotten(cast: Cast, client: Client) -> None:
    sent_in(client, cast, csv_of(THEIRS, LINE))
    says(client, at("match_columns"), **chosen(client, "match_columns", keep_as="Old"))
    says(client, at("match_words"), **chosen(client, "match_words"))
    kept = Matching.objects.get()
    where = reverse("child_deaths:change_kept", args=[kept.pk])
    shown = client.get(where).content.decode()
    typed = {key: _chosen_in(shown, key) for key in re.findall(r'<select[^>]*name="(\w+)"', shown)}
    assert len(typed) == len(THEIRS) + 2
    shoe = next(key for key, value in typed.items() if value == "-")
    typed[shoe] = "ethnicity"
    assert "It is saved" in says(client, where, name="The old system", **typed)
    kept.refresh_from_db()
    assert (kept.name, kept.columns["shoe size"], kept.words["sex"]) == ("The old system", "ethnicity", {"f": "female"})
    assert "“circumstances” is chosen for" in says(client, where, name="Old", **typed | {shoe: "circumstances"})
    assert "It is forgotten" in says(client, reverse("child_deaths:forget_kept", args=[kept.pk]), go="on")
    assert "Files whose columns are known" not in says(client, reverse(START))


def test_what_stands_in_a_cell_is_shown_as_words_and_never_as_a_page(cast: Cast, client: Client) -> None:
    bad = "<script>alert(1)</script>"
    sent_in(client, cast, csv_of((*THEIRS, bad), (*LINE[:4], bad, *LINE[5:], bad)))
    for name in ("match_columns", "name_in_line"):
        assert bad not in client.get(at(name)).content.decode()
    says(client, at("match_columns"), **chosen(client, "match_columns"))
    assert bad not in client.get(at("match_words")).content.decode()
    says(client, at("match_words"), **chosen(client, "match_words", w0="!"))
    assert bad not in client.get(at("look_over")).content.decode()
