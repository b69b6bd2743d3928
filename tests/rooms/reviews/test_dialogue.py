"""The dialogue with the Panel: each letter with its own date, what waits for a reply, and decisions made again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock, KeptFact
from handrail.service.reviews import actions
from handrail.service.reviews.models import LocalReviewDecision, PanelMessage, RapidReview
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import clock_of, completed, sent

LETTER = date(2024, 4, 9)
REPLY = date(2024, 4, 16)


def challenge(review: RapidReview, cast: Cast, dated_on: date = LETTER, wanted_by: date | None = None) -> PanelMessage:
    return actions.record_panel_message(
        review, says="challenges", dated_on=dated_on, text="We think the learning is already found.",
        answer_wanted_by=wanted_by, by=cast["coordinator"],
    )  # fmt: skip


def answer(message: PanelMessage, cast: Cast, tells: LocalReviewDecision | None = None) -> PanelMessage:
    return actions.answer_panel(
        message, dated_on=REPLY, text="We have thought again.", tells=tells, by=cast["coordinator"]
    )


def decided_again(review: RapidReview, cast: Cast, *, hold: bool, on: date = date(2024, 4, 12)) -> LocalReviewDecision:
    return actions.decide_local_review_again(
        review, hold=hold, reasons=f"Thought again on {on}.", decided_on=on, by=cast["coordinator"]
    )


def waiting(review: RapidReview) -> KeptClock:
    return KeptClock.objects.get(case=review.case, title="Reply to the Panel")


def test_a_challenge_waits_for_a_reply_since_the_day_of_the_letter(cast: Cast) -> None:
    review = sent(cast)
    challenge(review, cast, wanted_by=date(2024, 4, 23))
    clock = waiting(review)
    assert (clock.started_on, clock.due_on, clock.owed_by, clock.ended) == (
        LETTER, date(2024, 4, 23), cast.partnership, False,
    )  # fmt: skip


def test_the_reply_ends_the_waiting_on_its_own_date(cast: Cast) -> None:
    review = sent(cast)
    answer(challenge(review, cast), cast)
    assert (waiting(review).stopped_on, waiting(review).ended) == (REPLY, True)


def test_agreement_waits_for_nothing(cast: Cast) -> None:
    review = sent(cast)
    actions.record_panel_message(review, says="agrees", dated_on=LETTER, text="We agree.", by=cast["coordinator"])
    assert not KeptClock.objects.filter(title="Reply to the Panel").exists()
    assert KeptFact.objects.filter(kind="panel_agreed", on=LETTER).exists()


def test_the_letters_stand_in_the_order_of_their_dates(cast: Cast, client: Client) -> None:
    review = sent(cast)
    later = challenge(review, cast)
    actions.record_panel_message(
        review, says="acknowledges", dated_on=date(2024, 3, 28), text="Received.", by=cast["coordinator"]
    )
    answer(later, cast)
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:rapid_review", args=[review.case_id, review.pk])).content.decode()
    places = [
        page.index(words) for words in ("28 March 2024: The Panel", "9 April 2024: The Panel", "16 April 2024: The")
    ]
    assert places == sorted(places)


def test_a_reply_is_not_dated_before_what_it_answers(cast: Cast) -> None:
    message = challenge(sent(cast), cast)
    with pytest.raises(NotDone, match="dated 9 April 2024: the reply cannot be dated before it"):
        actions.answer_panel(message, dated_on=date(2024, 4, 8), text="Early.", by=cast["coordinator"])


def test_nothing_is_dated_in_the_future(cast: Cast) -> None:
    review = sent(cast)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(NotDone, match="cannot be in the future"):
        challenge(review, cast, dated_on=tomorrow)
    with pytest.raises(NotDone, match="cannot be in the future"):
        decided_again(review, cast, hold=False, on=tomorrow)


def test_the_panel_does_not_answer_what_it_was_not_sent(cast: Cast) -> None:
    with pytest.raises(NotDone, match="not recorded as sent"):
        challenge(completed(cast), cast)


def test_the_panels_answer_is_not_dated_before_the_sending(cast: Cast) -> None:
    with pytest.raises(NotDone, match="sent on 28 March 2024"):
        challenge(sent(cast), cast, dated_on=date(2024, 3, 27))


def test_an_answer_is_not_wanted_before_the_letter_that_wants_it(cast: Cast) -> None:
    with pytest.raises(NotDone, match="cannot be before that"):
        challenge(sent(cast), cast, wanted_by=date(2024, 4, 1))


def test_the_panel_may_ask_before_the_review_is_sent(cast: Cast) -> None:
    review = completed(cast)
    actions.record_panel_message(
        review, says="asks", dated_on=date(2024, 3, 12), text="Are there siblings?", by=cast["coordinator"]
    )
    assert not waiting(review).ended


def test_recording_a_letter_twice_keeps_one(cast: Cast) -> None:
    review = sent(cast)
    challenge(review, cast)
    with pytest.raises(NotDone, match="Nothing was recorded twice"):
        challenge(review, cast)


def test_our_own_letter_is_not_answered_by_us(cast: Cast) -> None:
    reply = answer(challenge(sent(cast), cast), cast)
    with pytest.raises(NotDone, match="Only what the Panel wrote"):
        answer(reply, cast)


def test_changes_of_mind_are_kept_and_the_last_stands(cast: Cast) -> None:
    review = sent(cast)
    decided_again(review, cast, hold=False)
    decided_again(review, cast, hold=True, on=date(2024, 4, 20))
    assert [one.hold for one in review.later_decisions.all()] == [False, True]
    assert RapidReview.objects.get(pk=review.pk).local_review is True


def test_a_decision_is_not_dated_before_the_one_it_follows(cast: Cast) -> None:
    review = sent(cast)
    with pytest.raises(NotDone, match="27 March 2024"):
        decided_again(review, cast, hold=False, on=date(2024, 3, 26))


def test_before_sending_the_decision_is_changed_in_the_review(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Change the decision in the review itself"):
        decided_again(completed(cast), cast, hold=False)


def test_a_letter_tells_only_the_decision_it_names(cast: Cast) -> None:
    review = sent(cast)
    first = decided_again(review, cast, hold=False)
    second = decided_again(review, cast, hold=True, on=date(2024, 4, 20))
    actions.tell_panel_decision(first, dated_on=date(2024, 4, 15), text="None.", by=cast["coordinator"])
    told, untold = (
        clock_of(review.case, "tell_local_review_decision", f"decision-{one.pk}") for one in (first, second)
    )
    assert (told.stopped_on, untold.stopped_on) == (date(2024, 4, 15), None)


def test_a_reply_may_tell_the_decision_as_well(cast: Cast) -> None:
    review = sent(cast)
    message = challenge(review, cast)
    decision = decided_again(review, cast, hold=False)
    answer(message, cast, tells=decision)
    assert clock_of(review.case, "tell_local_review_decision", f"decision-{decision.pk}").stopped_on == REPLY
    assert waiting(review).ended


def test_a_decision_is_not_told_before_it_was_made(cast: Cast) -> None:
    decision = decided_again(sent(cast), cast, hold=False)
    with pytest.raises(NotDone, match="decided on 12 April 2024"):
        actions.tell_panel_decision(decision, dated_on=LETTER, text="None.", by=cast["coordinator"])


def test_from_the_page_the_letter_is_recorded_with_its_file(cast: Cast, client: Client) -> None:
    review = sent(cast)
    client.force_login(cast["coordinator"])
    typed = {
        "says": "asks", "dated_on_day": "9", "dated_on_month": "4", "dated_on_year": "2024", "text": "More, please.",
        "letter": SimpleUploadedFile("letter.txt", b"Dear partnership, more please."),
    }  # fmt: skip
    page = client.post(reverse("reviews:panel_message", args=[review.case_id, review.pk]), typed, follow=True)
    assert "Waits for a reply" in page.content.decode()
    message = PanelMessage.objects.get()
    assert message.letter is not None
    assert (message.letter.name, message.letter.opens) == ("letter.txt", "reviews")
    letter = client.get(reverse("reviews:message", args=[review.case_id, message.pk])).content.decode()
    assert "More, please." in letter
    assert "Nothing is recorded yet." in letter


def test_a_file_of_a_kind_not_kept_is_refused_with_what_was_typed(cast: Cast, client: Client) -> None:
    review = sent(cast)
    client.force_login(cast["coordinator"])
    typed = {
        "says": "asks", "dated_on_day": "9", "dated_on_month": "4", "dated_on_year": "2024", "text": "More, please.",
        "letter": SimpleUploadedFile("letter.exe", b"MZ\x00\x01\x02\x03"),
    }  # fmt: skip
    page = client.post(reverse("reviews:panel_message", args=[review.case_id, review.pk]), typed).content.decode()
    assert "Choose a file of one of these kinds" in page
    assert "More, please." in page
    assert not PanelMessage.objects.exists()


def test_the_page_for_a_reply_shows_the_letter_and_asks_what_it_tells(cast: Cast, client: Client) -> None:
    review = sent(cast)
    message = challenge(review, cast)
    decision = decided_again(review, cast, hold=False)
    client.force_login(cast["coordinator"])
    address = reverse("reviews:reply", args=[review.case_id, message.pk])
    assert "We think the learning is already found." in client.get(address).content.decode()
    typed = {"dated_on_day": "16", "dated_on_month": "4", "dated_on_year": "2024", "text": "We agree after all."}
    assert "Say whether the letter tells the decision" in client.post(address, typed).content.decode()
    client.post(address, {**typed, "tells": str(decision.pk)})
    assert PanelMessage.objects.get(says="replies").tells == decision


def test_the_page_tells_a_decision_once(cast: Cast, client: Client) -> None:
    review = sent(cast)
    decision = decided_again(review, cast, hold=False)
    client.force_login(cast["coordinator"])
    address = reverse("reviews:tell", args=[review.case_id, review.pk])
    typed = {
        "tells": str(decision.pk), "dated_on_day": "16", "dated_on_month": "4", "dated_on_year": "2024",
        "text": "There will be none.",
    }  # fmt: skip
    client.post(address, typed)
    assert "has been told every decision" in client.post(address, typed, follow=True).content.decode()
    assert PanelMessage.objects.filter(says="tells").count() == 1
