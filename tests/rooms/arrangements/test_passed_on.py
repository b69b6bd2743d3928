"""A review that an old board left open: finished in its twelve months, or passed on; none begun anew; and what the
partners answer to new information about a case in which the board had decided against one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.demonstration.wend_valley import BEGAN
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.counted import still_open
from handrail.service.arrangements.models import LaterWord, PassedOn
from handrail.service.arrangements.views.telling import told_of
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.models import Case
from handrail.service.cases.rebuild import differs
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import AreaDates
from handrail.service.reviews import actions as reviews
from tests.rooms.arrangements.changing import GRACE, left_open, passed_on
from tests.rooms.cast import Cast
from tests.rooms.reports.deaths import died
from tests.rooms.reviews.longer_reviews import clock, decide, going_in, noticed


def test_an_open_review_has_twelve_months_from_the_areas_own_day(cast: Cast) -> None:
    case, _ = left_open(cast)
    (one,) = still_open(case)
    assert (one.of, one.since, one.until) == (PassedOn.Of.SERIOUS_CASE, BEGAN, GRACE)
    assert one.owed
    assert clock(case, "finish_serious_case_reviews").due_on == GRACE
    assert clock(case, "hand_over_serious_case_review").started_on == GRACE + timedelta(days=1)
    assert not differs(case.pk)


def test_one_that_is_published_in_its_time_owes_the_partners_nothing(cast: Cast) -> None:
    case, _ = left_open(cast)
    reviews.record_published(
        case, going_in(case), on=date(2020, 2, 3), whole=True, where="In the library", by=cast["coordinator"],
        late_reason="The trial.",
    )  # fmt: skip
    (one,) = still_open(case)
    assert (one.done_on, one.owed, one.ended) == (date(2020, 2, 3), False, True)
    with pytest.raises(NotDone, match="It was published on 3 February 2020"):
        passed_on(cast, case, one.about)


def test_one_that_is_passed_on_ends_the_boards_part_and_says_how_far_it_had_come(cast: Cast) -> None:
    case, about = left_open(cast)
    paper = passed_on(cast, case, about)
    (one,) = still_open(case)
    assert (one.passed_on, one.owed) == (date(2020, 9, 7), False)
    assert clock(case, "hand_over_serious_case_review").stopped_on == date(2020, 9, 7)
    assert clock(case, "complete_serious_case_review").fell_away_on == date(2020, 9, 7)
    assert paper.get_given_display() == "It was not finished: all the information there is"
    with pytest.raises(NotDone, match="It was passed on 7 September 2020"):
        passed_on(cast, case, about)
    act.set_passed_on_aside(paper, why="It was another review.", by=cast["coordinator"])
    assert still_open(case)[0].owed
    assert not differs(case.pk)


def test_of_two_left_open_one_is_finished_and_one_is_passed_on(cast: Cast) -> None:
    (first, _), (second, about) = left_open(cast), left_open(cast)
    reviews.record_published(
        first, going_in(first), on=date(2020, 8, 28), whole=True, where="In the library", by=cast["coordinator"],
        late_reason="The trial.",
    )  # fmt: skip
    passed_on(cast, second, about, given=PassedOn.Given.REPORT, what="The report.")
    assert [(one.done_on, one.passed_on) for case in (first, second) for one in still_open(case)] == [
        (date(2020, 8, 28), None), (None, date(2020, 9, 7)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": date(2019, 9, 1)}, "The board still had its duties before 2 September 2019"),
        ({"on": timedelta(days=1)}, "today or in the past"),
        ({"about": "something else"}, "nothing to pass on"),
    ],
)
def test_what_cannot_have_been_passed_on_is_refused(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    """A span stands for a day so long after today."""
    case, about = left_open(cast)
    today = timezone.localdate()
    given: dict[str, Any] = {name: today + one if isinstance(one, timedelta) else one for name, one in wrong.items()}
    with pytest.raises(NotDone, match=sentence):
        passed_on(cast, case, given.pop("about", about), **given)
    with pytest.raises(NotDone, match="did not stand on 7 September 2020"):
        passed_on(cast, case, about, to=cast.lscb)


def test_the_draft_counted_from_the_last_of_the_boards_areas(cast: Cast) -> None:
    """Wendshire began on 2 September 2019, Marlbrook here on 29 September: the law gives this review a year from the
    one, the draft from the other."""
    case, _ = left_open(cast)
    name_actor(Job("tests"))
    AreaDates.objects.filter(authority=cast.other_council).update(safeguarding_began_on=date(2019, 9, 29))
    name_actor(cast["coordinator"])
    (told,) = told_of(case)
    assert (told.one.until, told.draft_due) == (GRACE, date(2020, 9, 29))
    assert "paper of the time" in told.draft_seen
    name_actor(Job("tests"))
    AreaDates.objects.filter(authority=cast.other_council).update(safeguarding_began_on=None)
    name_actor(cast["coordinator"])
    assert told_of(case)[0].draft_due is None


def test_a_childs_death_left_open_has_the_one_day_in_law_and_two_months_in_the_draft(cast: Cast) -> None:
    from handrail.service.cases.follow import follow

    death = died(cast, date(2019, 6, 3))
    follow(death)
    case = Case.objects.get(pk=death.case_id)
    (told,) = told_of(case)
    assert told.one.of == PassedOn.Of.CHILD_DEATH
    assert (told.one.until, told.draft_due) == (date(2020, 1, 29), date(2019, 11, 2))
    assert clock(case, "finish_child_death_reviews").due_on == date(2020, 1, 2)
    assert clock(case, "hand_over_child_death_review").started_on == date(2020, 1, 30)
    passed_on(cast, case, str(death.pk), on=date(2020, 2, 3))
    assert clock(case, "hand_over_child_death_review").stopped_on == date(2020, 2, 3)
    assert not differs(case.pk)


# ---- none is begun anew ----


@pytest.mark.parametrize("hold", [True, False])
def test_from_the_areas_day_no_board_decides_even_of_an_earlier_incident(cast: Cast, *, hold: bool) -> None:
    incident = noticed(cast)
    with pytest.raises(NotDone, match="no serious case review is begun, even of an incident before that day"):
        decide(cast, incident, hold=hold, decided_on=BEGAN, late_reason="It was late.")
    assert decide(cast, incident, decided_on=date(2019, 9, 1), late_reason="It was late.").hold


def test_what_the_board_decided_until_then_may_be_recorded_now_and_the_page_says_no_more(
    cast: Cast, client: Client
) -> None:
    incident = noticed(cast)
    assert clock(incident.case, "decide_serious_case_review").fell_away_on == BEGAN
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:serious_case", args=[incident.case_id])).content.decode()
    assert "Only what the chair decided before that day is recorded here" in page
    assert "Record the decision" in page


# ---- new information after a decision against ----


def declined(cast: Cast) -> tuple[Case, str]:
    incident = noticed(cast)
    decide(cast, incident, hold=False)
    return incident.case, str(incident.pk)


def came(cast: Cast, case: Case, about: str, **other: Any) -> LaterWord:
    said: dict[str, Any] = {
        "came_on": date(2021, 3, 1), "came_from": "A health visitor", "says": "Two earlier injuries.",
        "answer": LaterWord.Answer.RAPID, "reasons": "It may show a pattern.", "decided_on": date(2021, 3, 15),
        "decided_by_name": "The three partners",
    }  # fmt: skip
    return act.record_later_word(case, about=about, by=cast["coordinator"], **said | other)


def test_what_the_partners_answer_stands_in_the_record_with_what_the_board_had_decided(
    cast: Cast, client: Client
) -> None:
    case, about = declined(cast)
    paper = came(cast, case, about)
    assert paper.declined_on == date(2017, 5, 12)
    client.force_login(cast["coordinator"])
    folder = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "New information after a decision against a serious case review" in folder
    page = client.get(reverse("arrangements:later_words", args=[case.pk])).content.decode()
    assert "No text that answers it was found" in page
    assert "has not been confirmed" in page
    one = client.get(reverse("arrangements:later_word", args=[case.pk, paper.pk])).content.decode()
    assert "Two earlier injuries." in one
    assert not differs(case.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"came_on": date(2017, 5, 11)}, "was not new"),
        ({"came_on": date(2019, 9, 1), "decided_on": BEGAN}, "decides anew itself"),
        ({"reasons": ""}, "partners’ reasons"),
        ({"decided_on": None}, "the day on which they decided"),
        ({"decided_on": date(2021, 2, 28)}, "on or after the day it came"),
        ({"decided_by_name": ""}, "Say who decided"),
        ({"about": "another"}, "No board’s decision"),
    ],
)
def test_an_answer_that_cannot_be_so_is_refused(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    case, about = declined(cast)
    with pytest.raises(NotDone, match=sentence):
        came(cast, case, **{"about": about} | wrong)
    assert came(cast, case, about, answer="not yet", reasons="", decided_on=None, decided_by_name="").reasons == ""


def test_in_the_browser_it_is_asked_and_answered(cast: Cast, client: Client) -> None:
    case, about = declined(cast)
    client.force_login(cast["coordinator"])
    said: dict[str, Any] = {
        "about": about, "came_on_day": "1", "came_on_month": "3", "came_on_year": "2021", "came_from": "A neighbour",
        "says": "More.", "answer": "nothing",
    }  # fmt: skip
    add = reverse("arrangements:add_later_word", args=[case.pk])
    assert "partners’ reasons" in client.post(add, said).content.decode()
    decided = {
        "decided_on_day": "8",
        "decided_on_month": "3",
        "decided_on_year": "2021",
        "decided_by_name": "All three",
    }
    assert client.post(add, said | decided | {"reasons": "It was known."}).status_code == 302
    assert LaterWord.objects.get().answer == LaterWord.Answer.NOTHING_NEW


def test_in_the_browser_a_review_is_passed_on_and_set_aside(cast: Cast, client: Client) -> None:
    case, about = left_open(cast)
    client.force_login(cast["coordinator"])
    home = reverse("arrangements:left_open", args=[case.pk])
    assert "To be passed on now" in client.get(home).content.decode()
    said: dict[str, Any] = {
        "about": about, "given": "information", "what": "All of it.", "to": str(cast.council.pk),
        "received_by_name": "Cora Ordway", "on_day": "7", "on_month": "9", "on_year": "2020",
    }  # fmt: skip
    assert client.post(reverse("arrangements:pass_on", args=[case.pk]), said).status_code == 302
    assert "Passed on 7 September 2020" in client.get(home).content.decode()
    paper = PassedOn.objects.get()
    assert "All of it." in client.get(reverse("arrangements:passed_on", args=[case.pk, paper.pk])).content.decode()
    aside = reverse("arrangements:set_passed_on_aside", args=[case.pk, paper.pk])
    assert client.post(aside, {"why": "A slip."}).status_code == 302
    assert "To be passed on now" in client.get(home).content.decode()


def test_what_waited_for_an_answer_is_answered_once_and_what_was_recorded_in_error_is_set_aside(
    cast: Cast, client: Client
) -> None:
    case, about = declined(cast)
    paper = came(cast, case, about, answer="not yet", reasons="", decided_on=None, decided_by_name="")
    client.force_login(cast["coordinator"])
    answer = reverse("arrangements:answer_later_word", args=[case.pk, paper.pk])
    assert answer in client.get(reverse("arrangements:later_words", args=[case.pk])).content.decode()
    said = {
        "answer": "nothing", "reasons": "It was known.", "decided_on_day": "8", "decided_on_month": "3",
        "decided_on_year": "2021", "decided_by_name": "All three",
    }  # fmt: skip
    assert "not decided yet is what it says now" in client.post(answer, said | {"answer": "not yet"}).content.decode()
    assert client.post(answer, said).status_code == 302
    paper.refresh_from_db()
    assert (paper.answer, paper.waits) == (LaterWord.Answer.NOTHING_NEW, False)
    page = client.get(reverse("arrangements:later_word", args=[case.pk, paper.pk])).content.decode()
    assert answer not in page
    aside = reverse("arrangements:set_later_word_aside", args=[case.pk, paper.pk])
    assert aside in page
    assert client.post(aside, {"why": "Of another child."}).status_code == 302
    assert (
        "Of another child." in client.get(reverse("arrangements:later_word", args=[case.pk, paper.pk])).content.decode()
    )
    assert not differs(case.pk)
