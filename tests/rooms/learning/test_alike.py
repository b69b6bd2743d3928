"""The nearest earlier findings and recommendations are found by meaning, on this machine, for each reader."""

from __future__ import annotations

from datetime import date
from functools import partial

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Exclusion, Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.learning.actions.meanings import make_vectors
from handrail.service.learning.actions.recommending import Found, Whence, recommend, record_finding, set_aside
from handrail.service.learning.alike import Near, doors_of, joined, nearest, open_to, ranked
from handrail.service.learning.meaning import vectors
from handrail.service.learning.meaning.pieces import ENDS, MOST, UNKNOWN, numbers_of, vocabulary
from handrail.service.learning.meaning.vectors import NotTheModel, nearness, signature_of, vector_of
from handrail.service.learning.models import Meaning, Recommendation
from tests.house.scene import scene_of_wend_valley
from tests.rooms.cast import Cast, employ, open_folder_for

today = timezone.localdate
SAME_IN_OTHER_WORDS = "Nobody should be left waiting by the telephone: families hear from us on the day they call."


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def recommended(cast: Cast, case: Case, text: str) -> Recommendation:
    return recommend(case, text=text, made_on=date(2020, 5, 1), whence=Whence("A review"), by=cast["coordinator"])


def texts(near: list[Near]) -> list[str]:
    return [one.words for one in near]


def test_a_word_is_cut_into_the_models_pieces_and_a_long_text_is_cut_short() -> None:
    known = vocabulary()
    assert numbers_of("Café, unhappily")[1:-1] == [
        known["cafe"], known[","], known["un"], known["##ha"], known["##pp"], known["##ily"],
    ]  # fmt: skip
    assert numbers_of("x" * 101)[1] == UNKNOWN
    assert len(numbers_of("call " * 1000)) == MOST
    assert numbers_of("call " * 1000)[-1] == ENDS


def test_the_same_in_other_words_is_nearer_than_the_same_words_about_something_else() -> None:
    asked = vector_of("Ring families back within the day.")
    near = nearness(asked, [vector_of(SAME_IN_OTHER_WORDS).tobytes(), vector_of("Day care for families.").tobytes()])
    assert near[0] > near[1]
    assert nearness(asked, [asked.tobytes()])[0] == pytest.approx(1.0, abs=1e-5)


def test_a_signature_is_the_signs_of_a_vector() -> None:
    assert signature_of(np.array([3, -1, 0, 127], dtype=np.int8)) == "1001"


def test_another_model_than_the_one_that_was_checked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "SHA256", "0" * 64)
    vectors._session.cache_clear()
    with pytest.raises(NotTheModel):
        vector_of("Anything")
    vectors._session.cache_clear()


def test_what_is_high_in_both_rankings_is_highest_in_the_joined() -> None:
    one, two, three = (Meaning().id for _ in range(3))
    assert joined([([one, two, three], 1.0), ([two, three], 1.0)])[0] == two
    assert joined([([one, two], 1.0), ([two, one], 0.1)])[0] == one


def test_the_worker_makes_the_vector_and_makes_it_anew_when_the_words_change(cast: Cast, case: Case) -> None:
    made = recommended(cast, case, "Ring back.")
    assert Meaning.objects.get(paper_id=made.pk).vector is None
    assert make_vectors() == 1
    assert make_vectors() == 0
    assert len(bytes(Meaning.objects.get(paper_id=made.pk).vector or b"")) == vectors.LENGTH
    name_actor(cast["coordinator"])
    set_aside(made, why="Twice", by=cast["coordinator"])
    assert not open_to(cast["coordinator"]).filter(paper_id=made.pk).exists()


def test_findings_and_recommendations_are_found_by_what_they_mean(cast: Cast, case: Case) -> None:
    same = recommended(cast, case, SAME_IN_OTHER_WORDS)
    recommended(cast, case, "Buy an umbrella for the yard.")
    found = Found("improvement", "Calls went unanswered", "A call.", "One line for three teams.", "", "", today())
    record_finding(case, found, whence=Whence("A review"), by=cast["coordinator"])
    make_vectors()
    near = nearest("Ring families back within the day.", reader=cast["coordinator"])
    assert texts(near)[0] == same.text
    assert "Calls went unanswered" in texts(near)
    assert texts(nearest("Ring back", reader=cast["coordinator"], of="finding")) == ["Calls went unanswered"]


def test_what_has_no_vector_yet_is_found_by_its_words(cast: Cast, case: Case) -> None:
    made = recommended(cast, case, "Ring every family back.")
    assert texts(nearest("ring families back", reader=cast["coordinator"])) == [made.text]


def test_nobody_finds_what_they_may_not_open(cast: Cast, case: Case) -> None:
    other = open_folder_for(cast, "coordinator")
    recommended(cast, case, "Ring families back within the day.")
    seen = recommended(cast, other, "Buy an umbrella for the yard.")
    make_vectors()
    name_actor(cast["coordinator"])
    partner = employ("Pru Reader", "safeguarding partner", cast.college, cast.partnership)
    Grant.objects.filter(body=cast.college).delete()
    give_key(other, cast.college, opens=ALL, why="joint work", ground=ASKING, by=cast["coordinator"])
    assert texts(nearest("Ring families back within the day.", reader=partner)) == [seen.text]
    for nobody in ("stranger", "school lead", "administrator"):
        assert nearest("Ring families back within the day.", reader=cast[nobody]) == []


@pytest.mark.parametrize("part", ["coordinator", "police partner", "administrator", "hospital lead"])
def test_door_by_door_the_same_is_found_as_all_at_once(cast: Cast, case: Case, part: str) -> None:
    other = open_folder_for(cast, "coordinator")
    for number, folder in enumerate((case, other, case)):
        recommended(cast, folder, f"Ring families back within {number + 2} days.")
    make_vectors()
    recommended(cast, other, "Ring every family back, which has no vector yet.")
    words, reader = "Ring families back.", cast[part]
    give_key(other, cast.police, opens=ALL, why="joint work", ground=ASKING, by=cast["coordinator"])
    assert ranked(words, *doors_of(reader)) == ranked(words, open_to(reader))


def test_who_is_shut_out_of_a_folder_finds_nothing_of_it_by_any_door(cast: Cast, case: Case) -> None:
    reader = employ("Sid Otherway", "coordinator", cast.partnership, cast.partnership)
    made = recommended(cast, case, "Ring families back within the day.")
    make_vectors()
    name_actor(cast["coordinator"])
    assert ranked("Ring back.", *doors_of(reader)) == [made.pk]
    shut_out(case, Named((reader.name,), (), Exclusion.Stands.RELATIVE), why="Kin", by=cast["coordinator"])
    fresh = Person.objects.get(pk=reader.pk)
    assert ranked("Ring back.", *doors_of(fresh)) == []


def test_the_page_shows_the_nearest_of_other_folders_and_records_the_look(
    client: Client, cast: Cast, case: Case
) -> None:
    other = open_folder_for(cast, "coordinator")
    recommended(cast, other, SAME_IN_OTHER_WORDS)
    recommended(cast, case, "Ring families back: of this folder itself.")
    make_vectors()
    client.force_login(cast["coordinator"])
    address = reverse("learning:before", kwargs={"case_id": case.pk})
    told = client.get(address, {"words": "Ring families back within the day."}).content.decode()
    assert SAME_IN_OTHER_WORDS in told
    assert "of this folder itself" not in told
    assert Entry.objects.filter(case_id=other.pk, did__contains="near to another review").exists()


def test_the_pages_of_a_rapid_review_that_ask_whether_it_was_found_before_show_the_nearest(
    client: Client, cast: Cast
) -> None:
    scene = scene_of_wend_valley(cast)
    name_actor(cast["coordinator"])
    recommended(cast, open_folder_for(cast, "coordinator"), "Put gates on stairs, so that nobody falls.")
    make_vectors()
    client.force_login(cast["coordinator"])
    address = partial(reverse, "reviews:section")
    shown = {
        slug: client.get(address(args=[scene.case.pk, scene.things["review_id"], slug]))
        for slug in ("improvements", "local-criteria", "national-criteria", "facts")
    }
    assert b"Put gates on stairs" in shown["improvements"].content
    asks = {slug for slug, page in shown.items() if b"Found before?" in page.content}
    assert asks == {"improvements", "local-criteria", "national-criteria"}
