"""A learning point of the panel becomes a recommendation that is followed like any other and leads to no death."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.learning.actions.answering import answer
from handrail.service.learning.actions.lineage import say_same
from handrail.service.learning.actions.recommending import Whence, Whom, recommend
from handrail.service.learning.lineage import line_of
from handrail.service.learning.models import Addressee, Recommendation
from handrail.service.outbox.models import Message
from handrail.service.overview_panels.actions.recommending import make_recommendation
from handrail.service.overview_panels.models import PanelLearning, PanelPack, PointMade
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import ABOUT, NAMES, a_death, completed, day

TOLD = "Every school nurse asks directly about self-harm."


def recommended(cast: Cast, pack: PanelPack, place: int = 0, text: str = TOLD, **more: Any) -> Recommendation:
    by = cast["coordinator"]
    name_actor(by)
    said: dict[str, Any] = {
        "measure": "",
        "to": [Whom("body", cast.trust)],
        "due_on": day(90),
        "let_stand": False,
    } | more
    return make_recommendation(pack, place, text=text, by=by, **said)


def test_a_learning_point_is_put_to_a_body_which_accepts_or_refuses_it_and_learns_nothing_of_the_death(
    cast: Cast, client: Client
) -> None:
    pack = completed(cast, a_death(cast))
    made = recommended(cast, pack)
    assert made.source == "Overview panel: The Overview Panel of the Vale"
    assert made.case_id != pack.case_id
    put = Addressee.objects.get(recommendation=made)
    client.force_login(cast["hospital lead"])
    page = client.get(reverse("learning:put", args=[made.case_id, put.pk])).content.decode()
    assert TOLD in page
    assert "Overview panel: The Overview Panel of the Vale" in page
    for telling in (*NAMES, pack.case.reference, str(pack.case_id), "CANARY"):
        assert telling not in page
    assert client.get(reverse("cases:case", args=[pack.case_id])).status_code == 404
    with unit_of_work(cast["hospital lead"]):
        assert not PanelPack.objects.exists()
        assert not PointMade.objects.exists()
    name_actor(cast["hospital lead"])
    answer(put, says="refused", reasons="No nurse.", answered_on=day(0), by_name="Hollis", by=cast["hospital lead"])
    put.refresh_from_db()
    assert put.says == "refused"


def test_what_is_written_to_the_body_names_only_the_folder_of_recommendations(cast: Cast) -> None:
    pack = completed(cast, a_death(cast))
    made = recommended(cast, pack)
    told = Message.objects.filter(kind="recommendation")
    assert {tuple(one.about) for one in told} == {(made.case_id,)}
    assert not any(pack.case.reference in one.subject + one.text for one in told)


def test_one_folder_holds_what_a_panel_recommends_whatever_death_it_came_of(cast: Cast) -> None:
    first = completed(cast, a_death(cast), learning=["Ask directly.", "Write it down."])
    second = completed(cast, a_death(cast, about="another"), about="another")
    cases = {recommended(cast, first).case_id, recommended(cast, first, 1).case_id, recommended(cast, second).case_id}
    assert len(cases) == 1 == PanelLearning.objects.count()
    assert not cases & set(PanelPack.objects.values_list("case", flat=True))


def test_words_that_tell_whose_death_it_was_are_not_let_out(cast: Cast) -> None:
    pack = completed(cast, a_death(cast))
    for words in (
        "Somebody rings Zebedee at night.",
        "No leaflet at 4 Canary Lane, Otterbridge.",
        "Since 3 March 2026.",
    ):
        with pytest.raises(NotDone, match="would tell whose death it is"):
            recommended(cast, pack, text=words, let_stand=True)
        with pytest.raises(NotDone, match="would tell whose death it is"):
            recommended(cast, pack, measure=words, let_stand=True)
    assert not Recommendation.objects.exists()
    assert not PanelLearning.objects.exists()


def test_a_point_is_made_once_and_only_what_the_panel_learnt_is(cast: Cast) -> None:
    pack = completed(cast, a_death(cast))
    recommended(cast, pack)
    with pytest.raises(NotDone, match="is a recommendation already"):
        recommended(cast, pack)
    with pytest.raises(NotDone, match="no such learning point"):
        recommended(cast, pack, 1)


def test_it_stands_on_one_line_with_what_a_practice_review_recommended_before(cast: Cast) -> None:
    case = a_death(cast)
    made = recommended(cast, completed(cast, case))
    by = cast["coordinator"]
    name_actor(by)
    before = recommend(
        Case.objects.get(pk=case.pk), text="Nurses ask about self-harm.", made_on=day(-400),
        whence=Whence("Practice review, 2025"), by=by,
    )  # fmt: skip
    say_same(made, before, why="The same ask.", by=by)
    assert [one.in_words for one in line_of(made, by)] == ["made for the first time", "made for the second time"]


def test_a_coordinator_makes_it_from_the_page_of_what_the_panel_found(cast: Cast, client: Client) -> None:
    pack = completed(cast, a_death(cast))
    client.force_login(cast["coordinator"])
    address = reverse("overview_panels:recommend", args=[pack.case_id, pack.pk, 1])
    assert address in client.get(reverse("overview_panels:pack", args=[pack.case_id, pack.pk])).content.decode()
    assert "Ask directly." in client.get(address).content.decode()
    assert client.get(address.replace("/1/", "/2/")).status_code == 404
    to = day(90)
    sent = {
        "text": TOLD, "bodies": [str(cast.trust.pk)],
        "due_on_day": to.day, "due_on_month": to.month, "due_on_year": to.year,
    }  # fmt: skip
    assert client.post(address, sent | {"text": "Ring Petronella."}).status_code == 200
    assert client.post(address, sent).status_code == 302
    made = Recommendation.objects.get()
    page = client.get(reverse("overview_panels:pack", args=[pack.case_id, pack.pk])).content.decode()
    assert reverse("learning:recommendation", args=[made.case_id, made.pk]) in page
    assert address not in page
    head = PanelLearning.objects.get()
    page = client.get(reverse("overview_panels:learning", args=[head.case_id, head.pk])).content.decode()
    assert "What The Overview Panel of the Vale recommends" in page
    assert ABOUT not in page
