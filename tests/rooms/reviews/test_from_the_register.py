"""A reviewer is appointed from the register: the step, the commission and the keys come together or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Grant
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.rebuild import differs
from handrail.service.reviewers import actions as reviewers
from handrail.service.reviewers.models import Commission, InterestWeighed
from handrail.service.reviews import actions
from handrail.service.reviews.models import PracticeReview, ReviewPanelMember, Step
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviewers.pool import in_days, live_keys, on_the_register
from tests.rooms.reviews.longer_reviews import called_for, clock, day

SAID: dict[str, Any] = {
    "part": "lead", "terms": "A report in four months.", "supervised_by_name": "Ada Fenwick",
    "appointed_by_name": "The three partners, at their meeting", "last_on": in_days(100),
}  # fmt: skip


def test_the_step_the_commission_and_the_keys_come_together(cast: Cast) -> None:
    review, going = called_for(cast)
    case, reviewer = review.case, on_the_register(cast)
    commission = actions.appoint_from_register(case, going, reviewer, on=in_days(0), by=cast["coordinator"], **SAID)
    assert Step.objects.get(review=going.pk).reviewer == "Imogen Farthing, Alder Lane Reviews"
    assert (commission.review_id, commission.about, commission.kind) == (going.pk, going.about, "local")
    assert clock(case, "appoint_local_reviewer").stopped_on == in_days(0)
    assert live_keys(case, reviewer.body) == ["chronologies", "learning", "reviews"]
    assert not differs(case.pk)


def test_what_stands_against_the_commission_undoes_the_step(cast: Cast) -> None:
    review, going = called_for(cast)
    with pytest.raises(NotDone, match="has not declared"):
        actions.appoint_from_register(
            review.case, going, on_the_register(cast, declared=False), on=in_days(0), by=cast["coordinator"], **SAID
        )
    assert not Step.objects.exists()
    assert clock(review.case, "appoint_local_reviewer").stopped_on is None


def test_what_stands_against_the_step_undoes_the_commission(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    actions.receive_report(case, going, on=in_days(-2), by=by)
    with pytest.raises(NotDone, match="comes after"):
        actions.appoint_from_register(case, going, on_the_register(cast), on=in_days(0), by=by, **SAID)
    assert not Commission.objects.exists()


def test_a_body_on_the_reviews_own_panel_is_an_agency_in_the_case(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by, reviewer = review.case, cast["coordinator"], on_the_register(cast)
    actions.check_progress(case, going, found="So far so good.", on=in_days(0), by=by)
    ReviewPanelMember.objects.create(
        review=PracticeReview.objects.get(), body=cast.probation, name="Ada", from_on=in_days(0), recorded_by=by
    )
    reviewers.declare_interest(
        reviewer, tie="employed", body=cast.probation, words="Officer", declared_on=in_days(0), by=by
    )
    with pytest.raises(NotDone, match="sits on the panel of this review"):
        actions.appoint_from_register(case, going, reviewer, on=in_days(0), by=by, **SAID)


def test_an_appointment_set_aside_takes_its_commission_and_keys_with_it(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by, reviewer = review.case, cast["coordinator"], on_the_register(cast)
    commission = actions.appoint_from_register(case, going, reviewer, on=in_days(0), by=by, **SAID)
    other = actions.appoint_reviewer(
        case, going, reviewer="Somebody else", appointed_by_name="The partners", on=in_days(0), by=by
    )
    actions.set_step_aside(other, why="A slip.", by=by)
    assert live_keys(case, reviewer.body) == ["chronologies", "learning", "reviews"]
    actions.set_step_aside(Step.objects.get(set_aside_at=None), why="She declined.", by=by)
    commission.refresh_from_db()
    assert (commission.ended, commission.ended_why) == ("error", "She declined.")
    assert live_keys(case, reviewer.body) == []


def test_a_review_called_off_opens_nothing_to_its_reviewer_any_more(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by, reviewer = review.case, cast["coordinator"], on_the_register(cast)
    commission = actions.appoint_from_register(case, going, reviewer, on=in_days(0), by=by, **SAID)
    actions.decide_local_review_again(review, hold=True, reasons="As before.", decided_on=in_days(0), by=by)
    assert live_keys(case, reviewer.body) == ["chronologies", "learning", "reviews"]
    actions.decide_local_review_again(review, hold=False, reasons="All is known.", decided_on=in_days(0), by=by)
    commission.refresh_from_db()
    assert commission.ended == "called off"
    assert live_keys(case, reviewer.body) == []


def test_a_folder_that_the_review_takes_in_later_opens_to_the_reviewer_too(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by, reviewer = review.case, cast["coordinator"], on_the_register(cast)
    other = open_folder_for(cast)
    name_actor(by)
    commission = actions.appoint_from_register(case, going, reviewer, on=in_days(0), by=by, **SAID)
    actions.cover_folder(case, going, other, why="One family.", by=by)
    assert live_keys(other, reviewer.body) == ["chronologies", "learning", "reviews"]
    reviewers.move_last_day(commission, to=in_days(50), why="Less to do.", by=by)
    commission.refresh_from_db()
    ends = Grant.objects.live().filter(folder=other.folder, body=reviewer.body).values_list("until_at", flat=True)
    assert set(ends) == {commission.keys_end_at}
    reviewers.end(commission, how="done", on=timezone.localdate(), why="Done.", by=by)
    assert live_keys(other, reviewer.body) == live_keys(case, reviewer.body) == []


def test_the_page_offers_the_register_and_asks_of_each_interest(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    case, by, reviewer = review.case, cast["coordinator"], on_the_register(cast)
    reviewers.declare_interest(
        reviewer, tie="related", body=cast.police, words="Sister of an officer", declared_on=in_days(0), by=by
    )
    client.force_login(by)
    page = client.get(reverse("reviews:appoint_reviewer", args=[case.pk, going.pk])).content.decode()
    assert "1 interest meets this case" in page
    assert "Related or close to somebody at" in page
    assert "Sister of an officer" in page, "the conflict is said beside the name"
    here = reverse("reviews:appoint_from_register", args=[case.pk, going.pk, reviewer.pk])
    typed = {
        "part": "lead", "terms": "A report.", "supervised_by_name": "Ada", "appointed_by_name": "The three",
        **day("on", in_days(0)), **day("last_on", in_days(90)),
    }  # fmt: skip
    asked = client.post(here, typed).content.decode()
    assert "Say why this interest does not matter" in asked
    assert "the safeguarding partners, who appoint the reviewer" in asked
    assert not Commission.objects.exists()
    client.post(here, typed | {"reason_0": "Another force.", "weighed_by": "The three, by name"})
    assert InterestWeighed.objects.get().reason == "Another force."
    assert Step.objects.get().reviewer == "Imogen Farthing, Alder Lane Reviews"


def test_whoever_fits_stands_first_and_nobody_is_left_out(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    makes: dict[str, dict[str, Any]] = {
        "Amos Kin": {}, "Bryn Later": {"available": "later", "available_on": in_days(30)},
        "Cleo Busy": {"available": "no"}, "Dora Fit": {}, "Edda Else": {"expertise": ["suicide"]},
    }  # fmt: skip
    made = {
        name: on_the_register(cast, name=name, email=f"{name[:4].lower()}@alderlane.example", **more)
        for name, more in makes.items()
    }
    reviewers.declare_interest(
        made["Amos Kin"], tie="related", body=cast.police, words="Sister", declared_on=in_days(0), by=by
    )
    on_the_register(cast, name="Finn Unasked", email="finn@alderlane.example", declared=False)
    client.force_login(by)
    here = reverse("reviews:appoint_reviewer", args=[case.pk, going.pk])

    def order(**asked: Any) -> list[str]:
        page = client.get(here, asked).content.decode()
        names = [*makes, "Finn Unasked"]
        return [name.split()[0] for name in sorted(names, key=lambda one: page.index(f"{one}, Alder Lane"))]

    assert order() == ["Dora", "Edda", "Bryn", "Cleo", "Finn", "Amos"]
    assert order(knows="neglect") == ["Dora", "Bryn", "Cleo", "Edda", "Finn", "Amos"]
    assert order(knows="suicide", **day("free", in_days(30)))[:2] == ["Edda", "Bryn"]
    page = client.get(here, {"knows": "neglect"}).content.decode()
    assert "Not said to know: neglect" in page
    assert f"Not free on {spoken(in_days(0))}" in page
    assert "1 of 6 fits in all" in page
    assert (
        "must be a real date"
        in client.get(here, {"free_day": "31", "free_month": "2", "free_year": "2027"}).content.decode()
    )
