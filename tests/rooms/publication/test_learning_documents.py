"""A learning document is published beside a report or without one, through the same gate, and meets no duty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.publication import actions
from handrail.service.publication.gate import conditions, current, going_of, unmet
from handrail.service.publication.models import Publication, Release
from handrail.service.publication.public import public_of
from handrail.service.publication.rendering import document_of
from handrail.service.publication.rounds import release_due
from handrail.service.publication.written import read
from handrail.service.reviews.models import Step
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import LEAVES, NOW, TEXT, approved, begun, set_to_leave, written
from tests.rooms.reviews.longer_reviews import clock


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def ready_to_leave(cast: Cast) -> Publication:
    publication, _ = written(cast, what="learning")
    approved(cast, publication)
    actions.record_family(publication, told_on=NOW.date(), how="By letter.", by=cast["coordinator"])
    return actions.set_to_leave(publication, at=None, by=cast["coordinator"])


def test_it_goes_through_the_gate_but_waits_for_no_day_and_no_notice(cast: Cast) -> None:
    publication, _ = begun(cast, "learning")
    asked = {one.key for one in conditions(publication)}
    assert asked == {"written", "checked", "approved", "family", "held", "stands", "set"}
    with pytest.raises(NotDone, match="Two people"):
        actions.set_to_leave(publication, at=None, by=cast["coordinator"])


def test_it_leaves_as_a_learning_document_and_the_reviews_clocks_run_on(cast: Cast) -> None:
    publication = ready_to_leave(cast)
    assert not unmet(publication)
    assert release_due() == 1
    told = json.loads(Release.objects.get().document)
    assert (told["kind"], told["available_until"]) == ("learning", None)
    assert "review" not in told
    assert told["recommendations"][0]["text"] == "Read calls together each week."
    assert not Step.objects.filter(what=Step.What.PUBLISHED).exists()
    assert clock(publication.case, "publish_local_review").stopped_on is None


def test_it_stands_beside_the_report_and_each_is_begun_once(cast: Cast) -> None:
    publication, going = begun(cast)
    beside = actions.begin(publication.case, going, what="learning", by=cast["coordinator"])
    assert beside.review_id == publication.review_id
    for again in ("learning", "report", "improvements"):
        with pytest.raises(NotDone, match="begun already"):
            actions.begin(publication.case, going, what=again, by=cast["coordinator"])


def test_withdrawing_it_takes_no_report_down(cast: Cast) -> None:
    ready_to_leave(cast)
    release_due()
    name_actor(cast["coordinator"])
    publication = Publication.objects.get()
    actions.withdraw(publication, reason="Another took its place.", by=cast["coordinator"])
    assert not Step.objects.filter(what=Step.What.TAKEN_DOWN).exists()


def test_after_the_report_was_published_it_can_still_be_begun(cast: Cast) -> None:
    publication = set_to_leave(cast)
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        name_actor(cast["coordinator"])
        going = going_of(publication)
        assert going is not None
        beside = actions.begin(publication.case, going, what="learning", by=cast["coordinator"])
        assert next(one for one in conditions(beside) if one.key == "stands").met


def test_themes_are_typed_checked_and_published(client: Client, cast: Cast) -> None:
    publication, _ = written(cast, what="learning")
    client.force_login(cast["coordinator"])
    page = reverse("publication:part", args=[publication.case_id, publication.pk, "title"])
    themes = "Information sharing\n\nInformation  sharing\nJasper"
    typed = {"title": "Learning", "summary": "", "themes": themes, "over": 2}
    assert client.post(page, typed).status_code == 302
    version = current(publication)
    assert read(version.text).themes == ("Information sharing", "Jasper")
    assert [mark.part for mark in version.marks.filter(words="Jasper")] == ["themes"]
    assert "Information sharing" in client.get(page).content.decode()


def test_a_document_says_its_themes_and_without_any_has_no_such_key(cast: Cast) -> None:
    publication, _ = written(cast, replace(TEXT, themes=("Information sharing",)))

    def told() -> dict[str, object]:
        public = public_of(publication, current(publication), None, NOW.date())
        document: dict[str, object] = json.loads(document_of(public))
        return document

    assert told()["themes"] == ["Information sharing"]
    actions.write(publication, TEXT, over=current(publication).number, by=cast["coordinator"])
    assert "themes" not in told()
