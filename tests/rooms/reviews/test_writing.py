"""What is typed is kept as it is typed; two people lose nothing; what the folder holds is brought in, not retyped."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.meetings.models import AgendaItem, Decision, Meeting
from handrail.service.requests.models import Contribution, Request
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.written import open_draft, written
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import at, begun, completed


def address(review: RapidReview, slug: str = "facts") -> str:
    return reverse("reviews:section", args=[review.case_id, review.pk, slug])


def summary_from_the_school(review: RapidReview, cast: Cast) -> Contribution:
    asked = Request.objects.create(
        case=review.case, body=cast.school, about=str(review.incidents.get().pk), children_named="Jaz Fictionby",
        what="Your part", due_on=at(3, 20).date(), received_at=at(3, 19),
    )  # fmt: skip
    return Contribution.objects.create(
        request=asked, sent_at=at(3, 19), sent_by=cast["school lead"],
        questions=[
            ["involvement", "Your agency's involvement", "Your agency's part, in half a page"],
            ["equality", "The child, the family, and their lives", "How inequality bore on their lives"],
            ["limits", "Who agreed it", "What may not be shared further, and why"],
        ],
        answers={
            "involvement": "We rang twice.", "equality": "Three homes in a year.", "limits": "The name of the caller."
        },
    )  # fmt: skip


def test_typing_is_kept_and_the_version_counts_it(cast: Cast, client: Client) -> None:
    review = begun(cast)
    client.force_login(cast["coordinator"])
    kept = client.post(address(review), {"facts_of_case": "He fell.", "version": "0", "autosave": "yes"})
    assert kept.json() == {"version": 1}
    assert written(review).sections["facts_of_case"] == "He fell."


def test_leafing_through_every_page_changes_nothing(cast: Cast, client: Client) -> None:
    review = begun(cast)
    client.force_login(cast["coordinator"])
    for slug, page in (open_draft(review) or pytest.fail("no draft")).answers.items():
        client.post(address(review, slug), {**{name: words[0] for name, words in page.items()}, "version": "0"})
    assert written(review).version == 0


def test_the_one_overtaken_is_shown_both_texts(cast: Cast, client: Client) -> None:
    review = begun(cast)
    actions.write_page(review, "facts", {"facts_of_case": "He fell on Sunday."}, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    page = client.post(address(review), {"facts_of_case": "He fell on Monday.", "version": "0"})
    assert page.status_code == 409
    assert "He fell on Sunday." in page.content.decode()
    assert "He fell on Monday." in page.content.decode()
    assert written(review).sections["facts_of_case"] == "He fell on Sunday."


def test_each_answer_of_a_summary_is_offered_beside_its_section(cast: Cast, client: Client) -> None:
    review = begun(cast)
    summary_from_the_school(review, cast)
    client.force_login(cast["coordinator"])
    facts, context = (client.get(address(review, slug)).content.decode() for slug in ("facts", "context"))
    assert "We rang twice." in facts
    assert "We rang twice." not in context
    assert "Three homes in a year." in context
    assert "The agency asks that this is not shared further" in facts
    assert 'form="journey" name="bring_in"' in facts


def test_bringing_in_keeps_what_was_typed_and_names_the_source(cast: Cast, client: Client) -> None:
    review = begun(cast)
    sent = summary_from_the_school(review, cast)
    client.force_login(cast["coordinator"])
    typed = {"facts_of_case": "He fell.", "version": "0", "bring_in": f"summary-{sent.pk}-involvement"}
    client.post(address(review), typed)
    assert written(review).sections["facts_of_case"] == (
        "He fell.\n\nFrom the summary of Otter Lane Primary School, received 19 March 2024:\nWe rang twice."
    )


def test_the_same_words_are_not_brought_in_twice(cast: Cast) -> None:
    review = begun(cast)
    sent = summary_from_the_school(review, cast)
    actions.bring_in(review, "facts", f"summary-{sent.pk}-involvement", by=cast["coordinator"])
    with pytest.raises(NotDone, match="in the text already"):
        actions.bring_in(review, "facts", f"summary-{sent.pk}-involvement", by=cast["coordinator"])


def test_a_summary_of_another_folder_cannot_be_brought_in(cast: Cast) -> None:
    other, review = begun(cast), begun(cast)
    sent = summary_from_the_school(other, cast)
    with pytest.raises(NotDone, match="no longer in the folder"):
        actions.bring_in(review, "facts", f"summary-{sent.pk}-involvement", by=cast["coordinator"])


def test_what_the_meeting_decided_is_offered_with_its_owner_and_day(cast: Cast, client: Client) -> None:
    review = begun(cast)
    meeting = Meeting.objects.create(
        case=review.case, about=str(review.incidents.get().pk), starts_at=at(3, 20), held_at=at(3, 20), place="Room 1"
    )
    Decision.objects.create(
        meeting=meeting, text="Fit window locks.", immediate_action=True, owner=cast.council, due_on=at(3, 22).date()
    )
    client.force_login(cast["coordinator"])
    page = client.get(address(review, "immediate-action")).content.decode()
    assert "Fit window locks. (Wendshire Council, by 22 March 2024)" in page


def test_what_was_said_under_an_agenda_item_is_offered_where_it_belongs(cast: Cast, client: Client) -> None:
    review = begun(cast)
    meeting = Meeting.objects.create(
        case=review.case, about=str(review.incidents.get().pk), starts_at=at(3, 20), held_at=at(3, 20), place="Room 1"
    )
    said = {"Welcome": "All came.", "What the family is told": "On Tuesday.", "A theme of our own": "Bruises."}
    for place, (title, notes) in enumerate(said.items()):
        AgendaItem.objects.create(meeting=meeting, place=place, title=title, notes=notes)
    client.force_login(cast["coordinator"])
    facts, family = (client.get(address(review, slug)).content.decode() for slug in ("facts", "family"))
    assert "Bruises." in facts
    assert "On Tuesday." in family
    assert not [page for page in (facts, family) if "All came." in page]


def test_once_completed_a_page_is_not_written_in(cast: Cast, client: Client) -> None:
    review = completed(cast)
    with pytest.raises(NotDone, match="Reopen it first"):
        actions.write_page(review, "facts", {"facts_of_case": "Otherwise."}, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    page = client.post(address(review), {"facts_of_case": "Otherwise.", "version": "99"}, follow=True)
    assert "Reopen it to change it" in page.content.decode()


def test_a_page_that_is_not_asked_is_not_there(cast: Cast, client: Client) -> None:
    review = begun(cast)
    name_actor(cast["coordinator"])
    client.force_login(cast["coordinator"])
    assert client.get(address(review, "no-such-page")).status_code == 404
