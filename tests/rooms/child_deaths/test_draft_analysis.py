"""The review meeting drafts the analysis form of the day of the death, and it goes with the meeting's report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions import draft
from handrail.service.child_deaths.actions.correct import correct
from handrail.service.child_deaths.drafted import words_of
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.child_deaths.forms.analysis import DraftAnalysisForm
from handrail.service.child_deaths.models import Birth, Death
from handrail.service.overview_panels.forms import AnalyseForm
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import DIED, known, reported, tell_of, teller

ANSWERS: dict[str, Any] = {
    "cause": "Sepsis.", "grade_intrinsic": "2", "text_intrinsic": "Born early.", "applies": ["5", "9"],
    "modifiable": "none_identified",
}  # fmt: skip


def page(death: Death, name: str = "draft_analysis") -> str:
    return reverse(f"child_deaths:{name}", args=[death.case_id, death.pk])


def test_the_draft_asks_what_the_panels_form_asks_and_nothing_has_to_be_answered() -> None:
    for edition in ("2008", "2019"):
        of = form_called(edition)
        drafts, panels = DraftAnalysisForm(None, of=of), AnalyseForm(None, of=of)
        assert set(panels.fields) - set(drafts.fields) == {"abuse_why", "cause_why", "let_stand"}
        assert not set(drafts.fields) - set(panels.fields)
        assert not [name for name, field in drafts.fields.items() if field.required]


def test_it_is_kept_begun_gone_on_with_and_taken_back_and_nothing_of_it_is_lost(cast: Cast, client: Client) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    client.force_login(by)
    assert client.post(page(death), {"cause": "Sepsis."}).status_code == 302
    shown = client.get(page(death)).text
    assert "Sepsis." in shown
    name_actor(by)
    assert client.post(page(death), ANSWERS).status_code == 302
    shown = client.get(reverse("child_deaths:death", args=[death.case_id, death.pk])).text
    assert words_of(ANSWERS, "applies", form_called("2019")) in shown
    assert "Born early." in shown
    assert client.post(page(death, "take_back_draft"), {"why": ""}).status_code == 200
    assert client.post(page(death, "take_back_draft"), {"why": "Of another child."}).status_code == 302
    name_actor(by)
    held = draft.draft_of(death)
    assert held is not None
    assert held.answers == {"cause": "Sepsis."}
    last = death.drafts.last()
    assert last is not None
    assert (last.answers["text_intrinsic"], last.taken_back_why) == ("Born early.", "Of another child.")
    shown = client.get(page(death)).text
    assert "taken back by" in shown
    assert "Of another child." in shown
    did = set(Entry.objects.filter(case_id=death.case_id).values_list("did", flat=True))
    assert "kept the draft analysis of the review meeting" in did
    assert "took back what was kept last of the draft analysis" in did


def test_once_the_meetings_report_has_gone_the_draft_is_fast(cast: Cast, client: Client) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    draft.keep_draft(death, ANSWERS, by=by)
    reported(death)
    with pytest.raises(NotDone, match="not changed any more"):
        draft.keep_draft(death, {**ANSWERS, "cause": "Something else."}, by=by)
    with pytest.raises(NotDone, match="not changed any more"):
        draft.take_back_draft(death, why="An error.", by=by)
    assert [one.answers for one in death.drafts.filter(taken_back_at=None)] == [ANSWERS]
    client.force_login(by)
    assert "is not changed any more" in client.get(page(death)).text
    assert page(death, "take_back_draft") not in client.get(page(death, "death")).text


def test_it_keeps_to_the_form_in_which_it_was_begun_whatever_day_is_put_right(cast: Cast) -> None:
    on, by = date(2019, 3, 30), cast["coordinator"]
    death = tell_of(cast, died_on=on, known=known(born_on=date(2019, 1, 3)), teller=teller(told_at=date(2019, 4, 3)))
    assert draft.form_of(death).edition == "2008"
    draft.keep_draft(death, {"text_parenting_capacity": "Well cared for.", "text_physical_environment": "-"}, by=by)
    held = draft.draft_of(death)
    assert held is not None
    assert (held.edition, held.answers) == ("2008", {"text_parenting_capacity": "Well cared for."})
    correct(death, "died_on", now=date(2019, 4, 2), reason="A slip.", by=by)
    assert draft.form_of(Death.objects.get(pk=death.pk)).edition == "2008"


def test_what_may_not_be_drafted_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="Nothing is changed. Answer a question, or go back."):
        draft.keep_draft(death, {}, by=by)
    with pytest.raises(NotDone, match="No draft stands, so there is nothing to take back."):
        draft.take_back_draft(death, why="An error.", by=by)
    still = tell_of(
        cast,
        born=Birth.STILLBIRTH_UNATTENDED,
        died_on=DIED,
        known=known(given_names="Baby", born_on=DIED, nhs_number=""),
    )
    with pytest.raises(NotDone, match="A stillbirth is not reviewed by the overview panel, so there is no draft"):
        draft.keep_draft(still, ANSWERS, by=by)
    assert not death.drafts.exists()
    assert not still.drafts.exists()
