"""What is typed at the panel is held against what the folder knows: words that would tell are not kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.children.models import Child
from handrail.service.overview_panels.actions import sitting, speaking
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.guarding import WouldTell, sealed, unsealed
from handrail.service.overview_panels.knowing import known_of, names_written
from handrail.service.overview_panels.models import (
    Analysis,
    Guard,
    Minutes,
    PanelDeath,
    PanelPack,
    Question,
    QuestionCame,
    Sitting,
)
from handrail.service.partnerships.actions import NotDone
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import NAMES, a_death, before_the_panel, day, found, sits, the_panel

TELLING = ("Zebedee was low.", "Mrs Quillfeather rang.", "He died on 3 March 2026.", "See CANARY/77.")


def on_an_agenda(cast: Cast) -> PanelDeath:
    death = before_the_panel(cast, a_death(cast))
    by, _ = sits(cast)
    sitting.put_on(death, sitting.plan(the_panel(), on=day(-1), theme="", joined_by="", by=by), by=by)
    return death


@pytest.mark.parametrize("text", TELLING)
def test_words_that_would_tell_are_kept_in_no_form_no_minutes_and_no_question(cast: Cast, text: str) -> None:
    death = on_an_agenda(cast)
    by, _ = sits(cast, "Bertram Lisle", "chair")
    form = found(death)
    graded = dict(form.graded) | {"service_provision": (form.graded["service_provision"][0], text, "")}
    for keep in (
        lambda: sitting.analyse(death, replace(found(death), graded=graded, let_stand=True), by=by),
        lambda: sitting.analyse(death, found(death, learning=[text], let_stand=True), by=by),
        lambda: sitting.analyse(death, found(death, abuse_why=text, let_stand=True), by=by),
        lambda: speaking.keep_minutes(death, text, let_stand=True, by=by),
        lambda: speaking.ask(death, text, let_stand=True, by=by),
        lambda: sitting.plan(the_panel(), on=day(9), theme=text, joined_by="", by=by),
    ):
        with pytest.raises(WouldTell):
            keep()
    assert [model.objects.count() for model in (Analysis, Minutes, Question)] == [0, 0, 0]
    assert Sitting.objects.count() == 1


def test_each_flag_is_a_sentence_at_its_own_answer_and_tells_nothing_itself(cast: Cast, client: Client) -> None:
    death = on_an_agenda(cast)
    person, _ = sits(cast, "Bertram Lisle", "chair")
    client.force_login(person)
    page = client.post(
        reverse("overview_panels:minutes", args=[death.pk]),
        {"text": "Zebedee was seen on 3 March 2026."},
    )
    said = page.content.decode()
    assert page.status_code == 200
    assert "“Zebedee” names somebody. Write “the child”" in said
    assert "“3 March 2026” tells a day. Write how long before or after" in said
    assert "date of birth" not in said
    assert "something happened in the folder" not in said
    assert not Minutes.objects.exists()
    assert Entry.objects.filter(actor=person.actor_key, did__contains="not kept").count() == 1


def test_what_only_may_tell_is_read_first_and_then_let_stand(cast: Cast) -> None:
    death = on_an_agenda(cast)
    by, _ = sits(cast, "Bertram Lisle", "chair")
    text = "Things grew worse in March 2026."
    with pytest.raises(WouldTell, match="tells nobody"):
        speaking.keep_minutes(death, text, let_stand=False, by=by)
    assert speaking.keep_minutes(death, text, let_stand=True, by=by).text == text


def test_a_name_from_another_death_is_refused_too_so_that_no_refusal_says_whose_it_was(cast: Cast) -> None:
    death = on_an_agenda(cast)
    other = a_death(cast, "5e0d1c8f-bbbb-4c60-9f5e-canary-death")
    Child.objects.filter(folder=other.folder).update(given_names="Ermintrude", family_name="Hollowbrook")
    before_the_panel(cast, other, about="5e0d1c8f-bbbb-4c60-9f5e-canary-death")
    by, _ = sits(cast, "Bertram Lisle", "chair")
    with pytest.raises(WouldTell, match="“Ermintrude” names somebody"):
        speaking.keep_minutes(death, "Ermintrude was low.", let_stand=True, by=by)


def test_those_who_sit_on_the_panel_may_be_named(cast: Cast) -> None:
    death = on_an_agenda(cast)
    by, _ = sits(cast, "Bertram Lisle", "chair")
    speaking.keep_minutes(death, "Bertram Lisle writes to the hospitals.", let_stand=False, by=by)


def test_what_the_folder_learns_later_is_known_within_a_minute(cast: Cast) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    by, _ = sits(cast)
    sitting.put_on(death, sitting.plan(the_panel(), on=day(-1), theme="", joined_by="", by=by), by=by)
    speaking.keep_minutes(death, "Thessaly was low.", let_stand=False, by=by)
    name_actor(cast["coordinator"])
    child = Child.objects.get(folder=case.folder)
    child.also_known_as = "Thessaly"
    child.save()
    Guard.objects.update(made_at=timezone.now() - timedelta(days=2))
    carry()
    with pytest.raises(WouldTell):
        speaking.keep_minutes(death, "Thessaly was low.", let_stand=True, by=by)


def test_without_the_list_nothing_is_kept(cast: Cast) -> None:
    death = on_an_agenda(cast)
    Guard.objects.all().delete()
    by, _ = sits(cast, "Bertram Lisle", "chair")
    with pytest.raises(NotDone, match="in a minute"):
        speaking.keep_minutes(death, "A child was low.", let_stand=True, by=by)
    carry()
    name_actor(by)
    speaking.keep_minutes(death, "A child was low.", let_stand=True, by=by)


def test_the_sealed_list_shows_no_name_and_opens_to_what_was_known(cast: Cast) -> None:
    case = a_death(cast)
    before_the_panel(cast, case)
    person, _ = sits(cast)
    with unit_of_work(person):
        kept = Guard.objects.get().sealed
    assert not any(name in kept for name in NAMES)
    again, written = unsealed(kept)
    assert again.people == known_of(case).people
    assert {one.on for one in again.days} == {one.on for one in known_of(case).days}
    assert set(written) == names_written(case)
    assert unsealed(sealed(again, written)) == (again, written)


def test_the_list_goes_when_the_panel_has_completed_the_death(cast: Cast) -> None:
    death = on_an_agenda(cast)
    by, _ = sits(cast, "Bertram Lisle", "chair")
    sitting.analyse(death, found(death), by=by)
    sitting.complete(death, on=day(0), by=by)
    carry()
    assert not Guard.objects.exists()
    carry()
    assert not Guard.objects.exists()


def test_a_question_comes_to_the_folder_and_its_answer_to_the_panel(cast: Cast) -> None:
    death = on_an_agenda(cast)
    by, _ = sits(cast, "Bertram Lisle", "chair")
    speaking.ask(death, "Was the school nurse told?", let_stand=True, by=by)
    carry()
    came, coordinator = QuestionCame.objects.get(), cast["coordinator"]
    assert came.text == "Was the school nurse told?"
    name_actor(coordinator)
    with pytest.raises(NotDone, match="Petronella"):
        speaking.answer(came, "Petronella told her.", let_stand=True, by=coordinator)
    speaking.answer(came, "Nobody told her.", let_stand=False, by=coordinator)
    with pytest.raises(NotDone, match="answered already"):
        speaking.answer(came, "Somebody did.", let_stand=False, by=coordinator)
    carry()
    question = Question.objects.get()
    assert question.answer == "Nobody told her."
    assert question.answered_at is not None
    assert carry() == 0


def test_a_question_stands_at_the_head_of_the_folder_until_it_is_answered(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    by, _ = sits(cast)
    speaking.ask(death, "Was the school nurse told?", let_stand=True, by=by)
    carry()
    pack, came = PanelPack.objects.get(), QuestionCame.objects.get()
    client.force_login(cast["coordinator"])
    told = "asks something about the death"
    assert told in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    answer = reverse("overview_panels:answer", args=[case.pk, pack.pk, came.pk])
    assert answer in client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).content.decode()
    client.post(answer, {"text": "Nobody told her."})
    assert told not in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    carry()
    client.force_login(by)
    assert "Nobody told her." in client.get(reverse("overview_panels:death", args=[death.pk])).content.decode()
