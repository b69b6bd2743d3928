"""Once an agency has sent its form: a supplementary one beside it, and no more chasing of who could not come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock, KeptFact
from handrail.service.child_deaths.actions import meet
from handrail.service.child_deaths.models import Death, ReviewMeeting, WrittenAccount
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body
from handrail.service.reporting_forms.actions import ask_supplements
from handrail.service.reporting_forms.seeing import asked_for, side_by_side
from handrail.service.requests import actions as requesting
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.sheets import sheet_of
from tests.rooms.cast import Cast
from tests.rooms.reporting_forms.knowing import a_death, ask_one, forms_of, put, send


def in_three_weeks() -> timedelta:
    return timedelta(days=21)


def beside(cast: Cast, sent: Request, *supplements: str) -> Request:
    name_actor(cast["coordinator"])
    sent.refresh_from_db()
    due_on = timezone.localdate() + in_three_weeks()
    return ask_supplements(sent, supplements, due_on=due_on, by=cast["coordinator"])


def a_sent_form(cast: Cast) -> Request:
    asked = ask_one(cast, a_death(cast), cast.school, put("2022"))
    send(asked, cast["school lead"], {"agency": {"part": ["On the roll."]}})
    asked.refresh_from_db()
    return asked


def test_it_is_asked_for_beside_the_form_which_stays_as_it_was_sent(cast: Cast) -> None:
    sent = a_sent_form(cast)
    new = beside(cast, sent, "drowning")
    slugs = [page.slug for page in sheet_of(new).journey.pages]
    assert "drowning-water" in slugs
    assert "agency" not in slugs
    assert (new.of, new.about, new.body) == (Request.Of.SUPPLEMENT, sent.about, sent.body)
    assert KeptClock.objects.filter(duty="asked", about=str(new.pk), ended=False).exists()
    send(new, cast["school lead"])
    new.refresh_from_db()
    assert new.locked_at is not None
    assert Contribution.objects.filter(request__in=[sent, new]).count() == 2
    assert not KeptClock.objects.filter(duty="asked", about=str(new.pk), ended=False).exists()


def test_its_answers_stand_side_by_side_with_the_others(cast: Cast) -> None:
    sent = a_sent_form(cast)
    send(beside(cast, sent, "drowning"), cast["school lead"])
    death = Death.objects.get(pk=sent.about)
    forms = forms_of(death)
    titles = [page.title for page in side_by_side(forms, asked_for(death))]
    assert any(title.startswith("Drowning") for title in titles)


def test_what_was_asked_for_is_not_asked_again_and_another_may_be(cast: Cast) -> None:
    sent = a_sent_form(cast)
    new = beside(cast, sent, "drowning")
    with pytest.raises(NotDone, match="asked for it already"):
        beside(cast, sent, "drowning")
    with pytest.raises(NotDone, match="was asked on"):
        beside(cast, sent, "asthma_and_anaphylaxis")
    send(new, cast["school lead"])
    assert beside(cast, sent, "asthma_and_anaphylaxis").sheet["supplements"] == ["asthma_and_anaphylaxis"]


def test_what_cannot_be_asked_is_said(cast: Cast) -> None:
    waiting = ask_one(cast, a_death(cast), cast.school)
    with pytest.raises(NotDone, match="not sent its form yet"):
        beside(cast, waiting, "drowning")
    send(waiting, cast["school lead"])
    with pytest.raises(NotDone, match="at least one"):
        beside(cast, waiting)
    with pytest.raises(NotDone, match="no such supplementary form"):
        beside(cast, waiting, "poisoning")


def test_the_coordinator_asks_from_the_page_of_who_has_sent(cast: Cast, client: Client) -> None:
    sent = a_sent_form(cast)
    death = Death.objects.get(pk=sent.about)
    here = {"case_id": death.case_id, "forms_id": forms_of(death).pk}
    more = reverse("reporting_forms:more", kwargs={**here, "request_id": sent.pk})
    client.force_login(cast["coordinator"])
    assert more in client.get(reverse("reporting_forms:forms", kwargs=here)).text
    assert "stays as it was sent" in client.get(more).text
    due = timezone.localdate() + in_three_weeks()
    typed = {"supplements": ["drowning"], "due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year}
    assert client.post(more, typed).status_code == 302
    assert "Supplementary form, asked for later" in client.get(reverse("reporting_forms:forms", kwargs=here)).text


def absent(cast: Cast, death: Death, body: Body | None) -> WrittenAccount:
    by = cast["coordinator"]
    name_actor(by)
    meeting = Meeting.objects.create(
        case=death.case, about=str(death.pk), starts_at=timezone.now(), place="Room 1", recorded_by=by
    )
    made = ReviewMeeting.objects.create(death=death, meeting=meeting, kind=ReviewMeeting.Kind.OTHER, recorded_by=by)
    return meet.absent(made, name="Bryony Sedge", body=body, known_on=timezone.localdate(), by=by)


def is_chased(account: WrittenAccount) -> bool:
    return KeptClock.objects.filter(duty="write_to_review_meeting", about=str(account.pk), ended=False).exists()


def test_whoever_could_not_come_is_chased_no_more_once_their_agencys_form_has_come(cast: Cast) -> None:
    death = a_death(cast)
    asked = ask_one(cast, death, cast.school)
    account = absent(cast, death, cast.school)
    assert is_chased(account)
    send(asked, cast["school lead"])
    assert not is_chased(account)
    told = KeptFact.objects.get(kind="review_meeting_account_sent", about=str(account.pk), replaced_at=None)
    assert told.on == timezone.localdate()


def test_a_form_that_came_before_stands_in_at_once(cast: Cast) -> None:
    death = a_death(cast)
    send(ask_one(cast, death, cast.school), cast["school lead"])
    assert not is_chased(absent(cast, death, cast.school))


def test_another_agencys_form_or_one_that_says_nothing_stands_in_for_nobody(cast: Cast) -> None:
    death = a_death(cast)
    asked, others = ask_one(cast, death, cast.school), ask_one(cast, death, cast.trust)
    account = absent(cast, death, cast.school)
    send(others, cast["hospital lead"])
    name_actor(cast["school lead"])
    requesting.answer_holds_nothing(asked, by=cast["school lead"])
    assert is_chased(account)
