"""Asking each agency for its form: the version stays, nobody is asked the same twice, and what comes is locked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, join_folders
from handrail.service.cases.drafts import AlreadySubmitted, save_page
from handrail.service.cases.models import KeptClock, KeptFact
from handrail.service.child_deaths.actions.alike import join
from handrail.service.reporting_forms.actions import put_supplements
from handrail.service.reporting_forms.asked_before import asked_before
from handrail.service.requests import actions as requesting
from handrail.service.requests.drafting import begin, draft_of
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.reminders import write_due_reminders
from handrail.service.requests.sheets import sheet_of
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reporting_forms.knowing import AGREED, a_death, ask, ask_one, forms_of, meeting_held, put, send
from tests.rooms.requests.asking import ask_one as ask_for_summary
from tests.rooms.requests.asking import days_later


def kinds_of(asked: Request) -> list[str]:
    facts = KeptFact.objects.filter(case=asked.case_id, replaced_at__isnull=True, about=str(asked.pk))
    return list(facts.order_by("id").values_list("kind", flat=True))


def test_each_agency_gets_a_form_of_its_own_and_the_folder_knows(cast: Cast) -> None:
    death = a_death(cast)
    first, second = ask(cast, death, cast.school, cast.trust)
    assert [one.of for one in (first, second)] == [Request.Of.REPORTING_FORM] * 2
    assert first.sheet == {"version": "2022", "supplements": []}
    assert kinds_of(first) == ["child_death_form_requested"]
    sent_out = KeptFact.objects.get(case=death.case, kind="child_death_forms_sent_out")
    assert sent_out.about == str(death.pk)
    assert KeptClock.objects.filter(duty="asked", about=str(first.pk), ended=False).exists()


def test_the_version_is_set_with_the_first_form_and_an_old_case_keeps_its_own(cast: Cast) -> None:
    death = a_death(cast)
    ask(cast, death, cast.school, how=put("2008"))
    later = ask_one(cast, death, cast.trust, put("2022"))
    assert forms_of(death).version == "2008"
    assert later.sheet["version"] == "2008"
    assert "family-and-environment" in [page.slug for page in sheet_of(later).journey.pages]


def test_supplementary_forms_go_with_the_form_and_only_those_of_its_version(cast: Cast) -> None:
    death = a_death(cast)
    asked = ask_one(cast, death, cast.trust, put("2022", "drowning"))
    assert "drowning-water" in [page.slug for page in sheet_of(asked).journey.pages]
    with pytest.raises(NotDone, match="have no such supplementary form"):
        ask(cast, death, cast.school, how=put("2022", "poisoning"))


def test_a_supplementary_form_is_put_later_and_what_was_typed_is_kept(cast: Cast) -> None:
    asked = ask_one(cast, a_death(cast), cast.school)
    name_actor(cast["school lead"])
    draft = begin(asked, by=cast["school lead"])
    save_page(draft.pk, "agency", {"part": ["On the roll."]}, version=0, by=cast["school lead"])
    name_actor(cast["coordinator"])
    put_supplements(asked, ["drowning"], by=cast["coordinator"])
    asked.refresh_from_db()
    kept = draft_of(asked)
    assert kept is not None
    assert kept.answers["agency"] == {"part": ["On the roll."]}
    assert "drowning-water" in [page.slug for page in sheet_of(asked).journey.pages]
    with pytest.raises(NotDone, match="A form that was put stays"):
        put_supplements(asked, ["asthma_and_anaphylaxis"], by=cast["coordinator"])


def test_nobody_is_asked_twice_for_the_same_form(cast: Cast) -> None:
    death = a_death(cast)
    ask(cast, death, cast.school)
    with pytest.raises(NotDone, match="Otter Lane Primary School was asked on"):
        ask(cast, death, cast.school)


def test_an_agency_that_told_the_rapid_review_is_not_asked_again_without_a_reason(cast: Cast) -> None:
    death = a_death(cast)
    ask_for_summary(cast, death.case, cast.school)
    with pytest.raises(NotDone, match="Agency summary asked for on .* say why it is asked again"):
        ask(cast, death, cast.school)
    asked = ask_one(cast, death, cast.school, put(again={cast.school.pk: "The summary says nothing of his swimming."}))
    assert asked.sheet["asked_again_because"] == "The summary says nothing of his swimming."


def test_what_was_asked_on_a_joined_folder_counts_too_but_only_for_who_may_open_it(cast: Cast) -> None:
    other, death = open_folder_for(cast), a_death(cast)
    ask_for_summary(cast, other, cast.trust)
    assert asked_before(death, cast["coordinator"]) == {}
    join_folders(death.case, other, why="One matter", by=cast["coordinator"])
    (found,) = asked_before(death, cast["coordinator"])[cast.trust.pk]
    assert other.reference in found.words
    assert asked_before(death, cast["school lead"]) == {}
    with pytest.raises(NotDone, match="a joined folder"):
        ask(cast, death, cast.trust)


def test_an_agency_whose_form_was_asked_for_is_not_asked_for_a_summary_in_a_joined_folder_without_a_reason(
    cast: Cast,
) -> None:
    other, death = open_folder_for(cast), a_death(cast)
    ask(cast, death, cast.school)
    join_folders(death.case, other, why="One matter", by=cast["coordinator"])
    with pytest.raises(NotDone, match="Reporting form asked for on .* say why it is asked again"):
        ask_for_summary(cast, other, cast.school)
    with pytest.raises(NotDone, match="Reporting form asked for on"):
        ask_for_summary(cast, death.case, cast.school)
    (asked,) = requesting.ask_for_summaries(
        other, bodies=[cast.school], about="one", children_named="Wren", what="What you know", by=cast["coordinator"],
        due_on=timezone.localdate() + timedelta(days=9), again="The form says nothing of the school.",
    )  # fmt: skip
    assert asked.sheet["asked_again_because"] == "The form says nothing of the school."


def test_what_was_asked_for_a_death_notified_twice_counts_and_what_still_waits_goes(cast: Cast) -> None:
    goes_on, other = a_death(cast), a_death(cast)
    waits, came = ask(cast, other, cast.trust, cast.school)
    Request.objects.filter(pk=came.pk).update(received_at=timezone.now())
    join(goes_on, other, why="One death", by=cast["coordinator"])
    waits.refresh_from_db()
    assert waits.no_longer_needed_at is not None
    before = asked_before(goes_on, cast["coordinator"])
    assert list(before) == [cast.school.pk]
    with pytest.raises(NotDone, match="a joined folder"):
        ask(cast, goes_on, cast.school)
    assert ask_one(cast, goes_on, cast.trust).waits


def test_a_request_that_was_let_go_does_not_count(cast: Cast) -> None:
    death = a_death(cast)
    requesting.let_go(ask_for_summary(cast, death.case, cast.school), why="In error", by=cast["coordinator"])
    assert ask_one(cast, death, cast.school).waits


def test_a_death_that_goes_on_elsewhere_has_no_forms_here(cast: Cast) -> None:
    death = a_death(cast, superseded_at=timezone.now())
    with pytest.raises(NotDone, match="goes on in another folder"):
        ask(cast, death, cast.school)


def test_what_is_sent_is_locked_at_once_and_stops_its_clock(cast: Cast) -> None:
    asked = ask_one(cast, a_death(cast), cast.school)
    sent = send(asked, cast["school lead"], {"child": {"height": ["112.5"]}})
    asked.refresh_from_db()
    assert asked.stage == "received and locked"
    assert sent.answers["height"] == "112.5"
    assert kinds_of(asked) == ["child_death_form_requested", "child_death_form_returned"]
    assert KeptClock.objects.get(duty="asked", about=str(asked.pk)).ended


def test_a_correction_stands_beside_what_was_sent(cast: Cast) -> None:
    sent = send(ask_one(cast, a_death(cast), cast.school), cast["school lead"], {"child": {"height": ["112.5"]}})
    requesting.add_addendum(sent, text="It was 121.5 cm.", reason="Figures swapped", by=cast["school lead"])
    sent.refresh_from_db()
    assert sent.answers["height"] == "112.5"
    assert [one.text for one in sent.addenda.all()] == ["It was 121.5 cm."]


def test_sent_twice_it_is_kept_once(cast: Cast) -> None:
    asked = ask_one(cast, a_death(cast), cast.school)
    send(asked, cast["school lead"])
    draft = draft_of(asked)
    assert draft is not None
    with pytest.raises((NotDone, AlreadySubmitted)):
        requesting.send_summary(asked, requesting.Answers([], {}, "x"), draft=draft, by=cast["school lead"])
    assert Contribution.objects.filter(request=asked).count() == 1


def test_sent_after_the_meeting_it_is_taken_and_marked_late(cast: Cast) -> None:
    death = a_death(cast)
    asked = ask_one(cast, death, cast.school)
    meeting_held(death)
    assert send(asked, cast["school lead"]).after_review
    assert asked.after_what == "the child death review meeting was held"


def test_another_agency_cannot_send_it_and_is_told_whose_it_is(cast: Cast) -> None:
    death = a_death(cast)
    asked, theirs = ask(cast, death, cast.school, cast.trust)
    person = next(one for one in cast.people.values() if cast.trust in one.bodies and cast.school not in one.bodies)
    name_actor(person)
    draft = begin(theirs, by=person)
    with pytest.raises(NotDone, match="was asked of Otter Lane Primary School, so only Otter Lane Primary School"):
        requesting.send_summary(asked, requesting.Answers([], {}, "x"), draft=draft, by=person)
    assert not Contribution.objects.filter(request=asked).exists()


def test_an_agency_that_waits_is_chased_as_for_a_summary(cast: Cast) -> None:
    asked = ask_one(cast, a_death(cast), cast.trust)
    days_later(asked, 21)
    day = timezone.localdate()
    written = [write_due_reminders(day + timedelta(days=ahead)) for ahead in range(7)]
    assert sum(written) > 0
    assert asked.reminders.count() == sum(written)


def test_only_if_an_earlier_answer_was_given_is_a_question_put_and_kept(cast: Cast) -> None:
    asked = ask_one(cast, a_death(cast), cast.school)
    journey = sheet_of(asked).journey
    wrong = {**AGREED, "services": {"bereavement_offered": ["No"], "bereavement_what": ["A group."]}}
    assert journey.cleaned(wrong) is None
    right = {**AGREED, "services": {"bereavement_offered": ["No"]}}
    questions, words = sheet_of(asked).as_sent(right)
    assert "bereavement_what" not in words
    assert "bereavement_what" not in [name for name, _, _ in questions]


def test_each_further_person_has_a_page_once_it_is_said_that_there_is_one(cast: Cast) -> None:
    journey = sheet_of(ask_one(cast, a_death(cast), cast.school)).journey
    alone = {"people": {"person_name_1": ["Ann Fairlight"], "people_another_1": ["no"]}}
    assert journey.page("people-2", alone) is None
    two = {"people": {"person_name_1": ["Ann Fairlight"], "people_another_1": ["yes"]}}
    assert journey.page("people-2", two) is not None
    assert journey.page("people-3", two) is None


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("3.4", "3.4", ""),
        ("3.40 kg", "3.4", ""),
        ("0.05", None, "must be between 0.2 and 250 kg"),
        ("3400", None, "Check the figure and its unit"),
        ("3.456", None, "at most 2 figures after the point"),
        ("about 3", None, "must be a number in kg"),
        ("nan", None, "after the point"),
        ("", "", ""),
    ],
)
def test_a_number_is_of_its_unit_and_within_reason(cast: Cast, typed: str, kept: str | None, told: str) -> None:
    page = sheet_of(ask_one(cast, a_death(cast), cast.school)).journey.page("child", {"child": {"weight": [typed]}})
    assert page is not None
    assert page.cleaned_data.get("weight") == kept if page.is_valid() else kept is None
    assert told in page.errors.as_text()
