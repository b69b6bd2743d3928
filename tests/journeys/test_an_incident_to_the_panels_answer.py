"""One folder from the first telephone call to the Panel's answer, as those who work on it see it in their browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page

from handrail.demonstration.wend_valley import Cast
from tests.journeys import recording, requesting, reviewing


def test_an_incident_is_followed_to_the_panels_answer(
    at_work: Callable[..., Page], accessible: Callable[[Page], None], cast: Cast, tmp_path: Path
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    recording.type_until_called_away(at_work("notifier"), accessible, yesterday)
    norris = at_work("notifier", permissions=["clipboard-read", "clipboard-write"])
    recording.go_on_elsewhere(norris, accessible, yesterday)
    recording.answer_the_rest(norris, accessible, yesterday)
    known = recording.record(norris, accessible)
    recording.see_the_clock_and_its_days(norris, accessible, known)
    selma = at_work("senior officer")
    recording.give_view(selma, accessible, known, "Wendshire Council")
    recording.give_view(at_work("police partner"), accessible, known, "Wend Valley Police")
    recording.give_view(at_work("health partner"), accessible, known, "NHS Upper Wend Integrated Care Board")
    recording.decide_and_sign_off(selma, accessible, known)
    recording.copy_and_record_the_notice(norris, accessible, known)
    recording.see_the_clock_stopped(norris, known)
    requesting.feed_names_nobody(norris, known, "Tell the safeguarding partners")
    cora, skye = at_work("coordinator"), at_work("school lead")
    requesting.ask_for_summaries(cora, accessible, known)
    requesting.feed_names_nobody(skye, known, "Asked by Wend Valley Safeguarding Children Partnership")
    requesting.see_only_the_request(skye, accessible, known)
    requesting.write_and_send_the_summary(skye, accessible)
    requesting.hold_nothing(at_work("hospital lead"), accessible, known)
    requesting.plan_and_send(cora, accessible, known)
    requesting.read_the_pack(at_work("police author"), accessible, known)
    requesting.hold_the_meeting(cora, accessible)
    requesting.write_minutes(cora, accessible)
    requesting.decide_at_the_meeting(cora, accessible)
    reviewing.begin_the_review(cora, accessible, known)
    reviewing.write_the_sections(cora, accessible)
    weighed = reviewing.weigh_every_criterion(cora, accessible)
    reviewing.decide_on_reviews(cora, accessible, weighed)
    reviewing.approve(at_work("council partner"), accessible, known, "Wendshire Council")
    reviewing.approve(at_work("police partner"), accessible, known, "Wend Valley Police")
    reviewing.approve(at_work("health partner"), accessible, known, "NHS Upper Wend Integrated Care Board")
    reviewing.complete(cora, accessible)
    reviewing.make_and_read_the_documents(cora, accessible, tmp_path)
    reviewing.record_that_it_was_sent(cora, accessible)
    reviewing.the_panel_asks_and_is_answered(cora, accessible)
    review = cora.url
    reviewing.see_it_all_in_order(cora, accessible, known)
    reviewing.see_who_may_and_who_did(cora, accessible)
    requesting.feed_names_nobody(skye, known, "Asked by Wend Valley Safeguarding Children Partnership")
    reviewing.the_neighbour_finds_nothing(at_work("stranger"), known, review)
