"""The lists of a review say how each thing stands now, and its page what is late and what comes next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.reviews import actions
from handrail.service.reviews.models import (
    Delay,
    DelayTold,
    DraftAnswer,
    FamilyContact,
    InformationAnswer,
    OfReview,
    Proceeding,
    ProceedingNews,
)
from handrail.service.reviews.overview import late, next_of
from handrail.service.reviews.stands import how_it_stands
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import ON, came, draft, mother, request, review_of, reviewer_of, shown_to, write
from tests.rooms.reviews.in_full import write_under as under

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=14)
What = InformationAnswer.What


def again(row: OfReview) -> str:
    return how_it_stands(type(row)._default_manager.get(pk=row.pk))


def test_a_request_says_what_came_of_it_last(cast: Cast) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast))
    assert again(asked) == "No answer, overdue"
    under(cast, case, going, came(What.LEGAL, asked, LATER), asked)
    assert again(asked) == "Legal professional privilege claimed, 29 April 2024"


def test_other_proceedings_say_what_they_hold_up_now_and_not_what_they_did_at_first(cast: Cast) -> None:
    case, going = review_of(cast)
    trial = write(cast, case, going, Proceeding(
        kind=Proceeding.Kind.CRIMINAL, led_by="The police", known_on=ON, holds_up="Talks with his mother.",
    ))  # fmt: skip
    assert again(trial) == "Holds up: Talks with his mother."
    news = {"proceeding": trial, "text": "It is listed.", "until_on": date(2024, 9, 2)}
    under(cast, case, going, ProceedingNews(on=ON, holds_up="Publication.", **news), trial)
    assert again(trial) == "Holds up: Publication. Until 2 September 2024, as far as is known."
    under(cast, case, going, ProceedingNews(proceeding=trial, on=LATER, text="The verdict.", ended=True), trial)
    assert again(trial) == "Ended: known on 29 April 2024"


def test_a_draft_that_was_shown_says_whether_they_replied(cast: Cast) -> None:
    case, going = review_of(cast)
    version = write(cast, case, going, draft())
    shown = write(cast, case, going, shown_to(version, to_body=cast.trust, reply_by=LATER))
    assert again(shown) == "No reply, overdue"
    under(cast, case, going, DraftAnswer(shown=shown, on=LATER, response="Nothing to add."), shown)
    assert again(shown) == "Replied on 29 April 2024"


def test_the_family_are_listed_with_what_each_wishes(cast: Cast) -> None:
    case, going = review_of(cast)
    member = write(cast, case, going, mother())
    assert again(member) == "No contact recorded yet"
    talk = FamilyContact(member=member, on=ON, how="Met", wishes="That his name is not used.")
    under(cast, case, going, talk, member)
    assert again(member) == "Last heard on 15 April 2024. Wishes: That his name is not used."


def test_a_delay_stands_at_the_head_of_the_review_with_when_it_was_told(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    delay = write(cast, case, going, Delay(on=ON, expected_on=date(2025, 1, 31), reasons="The trial."))
    assert again(delay) == "Nobody told yet"
    client.force_login(cast["coordinator"])
    page = reverse("reviews:practice_review", args=[case.pk, going.pk])
    assert "are not recorded as told" in client.get(page).text
    for to in (DelayTold.To.PANEL, DelayTold.To.SECRETARY_OF_STATE):
        under(cast, case, going, DelayTold(delay=delay, to=to, on=LATER, how="by letter"), delay)
    told = late(delay.review)
    assert told is not None
    assert told.told_on == LATER
    text = client.get(page).text
    assert "It will be late." in text
    assert "31 January 2025" in text


def test_a_claim_that_is_disputed_is_settled_and_not_chased(cast: Cast) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast))
    under(cast, case, going, came(What.MEDICAL, asked), asked)
    under(cast, case, going, came(What.DISPUTED, asked, LATER), asked)
    first = next_of(going, asked.review, None)[0]
    assert first.words.startswith("Settle with Wend Valley Hospitals NHS Trust what was disputed on 29 April 2024")


def test_the_next_look_is_a_step_in_the_week_before_its_day(cast: Cast) -> None:
    case, going = review_of(cast)
    today = timezone.localdate()
    step = actions.check_progress(
        case, going, found="Slow.", on=today, next_on=today + timedelta(days=8), by=cast["coordinator"]
    )
    words = "Look at its time and quality again"
    assert not [one for one in next_of(going, step.review, None) if one.words.startswith(words)]
    step.next_on = today + timedelta(days=7)
    step.save(update_fields=["next_on"])
    assert [one for one in next_of(going, step.review, None) if one.words.startswith(words)]


def test_the_page_leads_on_to_what_was_learnt_and_to_the_public_text(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    client.force_login(cast["coordinator"])
    text = client.get(reverse("reviews:practice_review", args=[case.pk, going.pk])).text
    for name in ("learning:folder_learning", "publication:publications"):
        assert f'href="{reverse(name, args=[case.pk])}"' in text


def test_whoever_sees_no_meetings_is_not_told_to_plan_the_first(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    imogen = reviewer_of(cast, case)
    client.force_login(imogen)
    text = client.get(reverse("reviews:practice_review", args=[case.pk, going.pk])).text
    assert "Plan the first meeting" not in text
    assert "Meetings you are invited to" in text
