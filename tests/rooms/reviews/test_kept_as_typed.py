"""Terms of reference and the text of the report are kept as they are typed, and gone on with in another browser."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case, Draft
from handrail.service.reviews.actions.calling import cover_folder
from handrail.service.reviews.models import ReportDraft
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviews.in_full import review_of, reviewer_of, terms, write

TYPED = {"text": "Nobody compared no", "changed": "", "dated_on_day": "16", "dated_on_month": "", "dated_on_year": ""}
WHOLE = {"text": "Nobody compared notes.", "dated_on_day": "16", "dated_on_month": "4", "dated_on_year": "2024"}


@pytest.fixture
def there(client: Client, cast: Cast) -> tuple[Case, UnderWay]:
    case, going = review_of(cast)
    client.force_login(cast["coordinator"])
    return case, going


def page(case: Case, going: UnderWay, key: str = "drafts") -> str:
    return reverse(f"reviews:add_{key}", args=[case.pk, going.pk])


def autosave(client: Client, at: str, version: int = 0, **typed: str) -> int:
    """What the script sends; gives the version that it is told."""
    answer = client.post(at, {**TYPED, **typed, "version": version, "autosave": "yes"})
    assert answer.status_code == 200, answer.content
    return int(answer.json()["version"])


def test_what_is_typed_is_there_in_another_browser_and_nothing_is_recorded(
    client: Client, cast: Cast, there: tuple[Case, UnderWay]
) -> None:
    at = page(*there)
    assert autosave(client, at) == 1
    assert autosave(client, at, 1, text="Nobody compared notes") == 2
    elsewhere = Client()
    elsewhere.force_login(cast["coordinator"])
    shown = elsewhere.get(at).content.decode()
    assert "Nobody compared notes</textarea>" in shown
    assert "There is a problem" not in shown, "what is half typed is not judged"
    assert not ReportDraft.objects.exists()
    assert "A version of the report of a review" in elsewhere.get(reverse("cases:due")).content.decode()


def test_once_it_is_recorded_the_page_is_empty_again(client: Client, cast: Cast, there: tuple[Case, UnderWay]) -> None:
    at = page(*there)
    autosave(client, at)
    assert client.post(at, {**WHOLE, "version": 1}).status_code == 302
    assert ReportDraft.objects.get().text == "Nobody compared notes."
    assert Draft.objects.get(journey="report of a review").submitted_at is not None
    assert "Nobody compared" not in client.get(at).content.decode()


def test_without_script_it_is_kept_and_left(client: Client, there: tuple[Case, UnderWay]) -> None:
    at = page(*there, "terms")
    left = client.post(at, {"purpose": "To learn wh", "version": 0, "leave": "yes"})
    assert left.status_code == 302
    assert "To learn wh" in client.get(at).content.decode()
    judged = client.post(at, {"purpose": "To learn why.", "version": 1})
    assert "Enter the questions it is to answer" in judged.content.decode()


def test_two_at_one_text_lose_nothing(client: Client, cast: Cast, there: tuple[Case, UnderWay]) -> None:
    at = page(*there)
    assert autosave(client, at) == 1
    late = client.post(at, {**TYPED, "text": "Other words", "version": 0, "autosave": "yes"})
    assert late.status_code == 409
    assert "Nobody compared no" in client.get(at).content.decode()


def test_a_reviewer_keeps_theirs_by_themselves(client: Client, cast: Cast, there: tuple[Case, UnderWay]) -> None:
    case, going = there
    at = page(case, going)
    autosave(client, at)
    reviewer = Client()
    reviewer.force_login(reviewer_of(cast, case))
    assert "Nobody compared no" not in reviewer.get(at).content.decode()
    assert autosave(reviewer, at, text="By the reviewer") == 1
    assert "By the reviewer" not in client.get(at).content.decode()
    assert reviewer.post(at, {**WHOLE, "version": 1}).status_code == 302
    name_actor(cast["coordinator"])
    assert Draft.objects.filter(submitted_at__isnull=True, journey="report of a review").count() == 1


def test_a_part_that_is_recorded_in_one_go_keeps_no_draft_and_does_no_work_by_autosave(
    client: Client, there: tuple[Case, UnderWay]
) -> None:
    at = page(*there, "media")
    assert client.post(at, {"lines": "Nothing.", "autosave": "yes"}).status_code == 404
    assert not Draft.objects.filter(journey__contains="media").exists()


def test_of_a_review_of_several_folders_no_draft_stands_in_one_of_them(
    client: Client, cast: Cast, there: tuple[Case, UnderWay]
) -> None:
    case, going = there
    name_actor(cast["coordinator"])
    write(cast, case, going, terms())
    cover_folder(case, going, open_folder_for(cast, "coordinator"), why="One family", by=cast["coordinator"])
    assert client.post(page(case, going), {**TYPED, "autosave": "yes"}).status_code == 404
    assert "data-autosave" not in client.get(page(case, going)).content.decode()
