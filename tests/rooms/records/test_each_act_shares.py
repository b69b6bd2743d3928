"""Whatever gives something of a folder to somebody else keeps to whom, what, why and on what basis."""

from __future__ import annotations

from datetime import date

from django.test import Client

from handrail.service.access.models import Share
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.reviews import actions
from handrail.service.reviews.models import Step
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.learning import test_briefings
from tests.rooms.overview_panels import panels
from tests.rooms.reporting_forms import knowing
from tests.rooms.reviews import in_full, longer_reviews, test_dialogue
from tests.rooms.reviews.reviewing import sent


def shared(case: Case, how: str = Share.How.SENT) -> list[tuple[str, str, str]]:
    """To whom, for what purpose and on what basis."""
    rows = Share.objects.filter(folder=case.folder_id, how=how).select_related("to_body")
    return [(str(one.to_body or one.to_name), one.purpose, one.basis) for one in rows]


def test_a_death_laid_before_an_overview_panel(cast: Cast) -> None:
    case = panels.a_death(cast)
    panels.before_the_panel(cast, case)
    assert shared(case) == [("The Overview Panel of the Vale", "review", "16M")]


def test_a_briefing_to_each_body_it_goes_to(cast: Cast) -> None:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    test_briefings.sent(cast, case)
    assert shared(case) == [(str(cast.school), "review", "16E")]


def test_a_letter_to_the_panel_and_none_from_it(cast: Cast) -> None:
    review = sent(cast)
    before = shared(review.case)
    message = test_dialogue.challenge(review, cast)
    assert shared(review.case) == before
    test_dialogue.answer(message, cast)
    assert shared(review.case) == [*before, ("The Panel", "notify", "rapid review")]


def test_the_report_to_everybody_it_is_given_to(cast: Cast) -> None:
    review, going = longer_reviews.called_for(cast)
    before = shared(review.case)
    actions.give_report(
        review.case, going, to=[Step.To.PANEL, Step.To.OFSTED], on=date(2024, 9, 9), by=cast["coordinator"]
    )
    told = [(str(Step.To(one).label), "notify", "reports") for one in (Step.To.PANEL, Step.To.OFSTED)]
    assert shared(review.case) == [*before, *told]


def test_a_draft_to_an_agency_and_to_one_of_the_family_who_is_not_named(cast: Cast) -> None:
    case, going = in_full.review_of(cast)
    before = shared(case)
    draft = in_full.write(cast, case, going, in_full.draft())
    in_full.write(cast, case, going, in_full.shown_to(draft, to_body=cast.trust))
    mother = in_full.write(cast, case, going, in_full.mother())
    in_full.write(cast, case, going, in_full.shown_to(draft, to_member=mother))
    assert shared(case) == [*before, (str(cast.trust), "review", "16E"), ("one of the family", "review", "16E")]


def test_a_draft_by_a_reviewer_who_may_not_read_all_of_the_folder(cast: Cast) -> None:
    case, going = in_full.review_of(cast)
    draft = in_full.write(cast, case, going, in_full.draft())
    reviewer = in_full.reviewer_of(cast, case)
    with in_full.acting(reviewer, cast["coordinator"]):
        actions.write_of(case, going, in_full.shown_to(draft, to_body=cast.trust), by=reviewer)
    assert (str(cast.trust), "review", "16E") in shared(case)


def test_a_reporting_form_is_asked_for_under_the_law_of_child_deaths(cast: Cast) -> None:
    death = knowing.a_death(cast)
    knowing.ask(cast, death, cast.school)
    assert (str(cast.school), "review", "16N") in shared(death.case, Share.How.ASKED)
    assert (str(cast.school), "review", "16N") in shared(death.case, Share.How.KEY)


def test_a_copy_for_the_national_database(cast: Cast, client: Client) -> None:
    death = knowing.a_death(cast)
    client.force_login(cast["coordinator"])
    page = client.get(f"/cases/{death.case_id}/reporting-forms/national/{death.pk}/json")
    assert page.status_code == 200
    assert shared(death.case) == [("The National Child Mortality Database", "review", "16M")]
