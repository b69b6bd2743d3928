"""What went out of a folder can be called back: a recommendation from one body, a briefing from all, evidence from all
but the folder. Whoever had it reads it no more, through the page or through the database."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Grant
from handrail.service.access.roles import RECOMMENDED
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case, KeptClock
from handrail.service.learning.actions import answering, recommending
from handrail.service.learning.actions.briefings import (
    begin_briefing,
    mark_read,
    send_briefing,
    withdraw_briefing,
    write_briefing,
)
from handrail.service.learning.actions.recommending import Whence, Whom
from handrail.service.learning.models import Addressee, Briefing, BriefingCopy, Evidence, Recommendation
from handrail.service.learning.standing import how_it_stands, narrowed
from handrail.service.outbox.models import Message
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def recommended(cast: Cast, case: Case, text: str = "Ring back.") -> Recommendation:
    return recommending.recommend(
        case, text=text, made_on=today(), whence=Whence("A review"), due_on=today() + timedelta(days=60),
        to=[Whom(Addressee.To.BODY, cast.trust), Whom(Addressee.To.BODY, cast.school)], by=cast["coordinator"],
    )  # fmt: skip


def to_the_trust(made: Recommendation, cast: Cast) -> Addressee:
    return Addressee.objects.get(recommendation=made, body=cast.trust)


def page(put: Addressee, name: str = "put", **more: object) -> str:
    return reverse(f"learning:{name}", kwargs={"case_id": put.case_id, "addressee_id": put.pk, **more})


def holds_the_key(cast: Cast, case: Case) -> bool:
    return Grant.objects.live().filter(folder=case.folder, body=cast.trust, opens=RECOMMENDED).exists()


def test_taken_back_from_one_body_it_is_there_no_more_and_stands_with_the_others(
    client: Client, cast: Cast, case: Case
) -> None:
    put = to_the_trust(recommended(cast, case), cast)
    client.force_login(cast["coordinator"])
    Message.objects.all().delete()
    answer = client.post(page(put, "take_back"), {"why": "It is for the board, not for the trust."}, follow=True)
    text = answer.content.decode()
    assert "Taken back from" in text
    assert "It is for the board" in text
    assert "Move the day" not in text
    name_actor(cast["coordinator"])
    assert not holds_the_key(cast, case)
    told = Message.objects.filter(kind="recommendation")
    assert cast.trust.mailbox in {one.to for one in told}
    assert cast.school.mailbox not in {one.to for one in told}
    assert not any("for the board" in one.text for one in told)
    put.refresh_from_db()
    assert how_it_stands(put).words == "Taken back"
    assert KeptClock.objects.get(case=case, about=str(put.pk)).fell_away_on == today()
    assert KeptClock.objects.filter(case=case, owed_by=cast.school, fell_away_on=None).exists()
    client.force_login(cast["hospital lead"])
    assert client.get(page(put)).status_code == 404
    assert "Ring back" not in client.get(reverse("learning:of_us")).content.decode()


def test_with_another_recommendation_the_key_stays_and_this_one_is_gone_by_the_second_wall_too(
    cast: Cast, case: Case
) -> None:
    put = to_the_trust(recommended(cast, case), cast)
    recommended(cast, case, "Write it down.")
    recommending.take_back(put, why="Not theirs.", by=cast["coordinator"])
    assert holds_the_key(cast, case)
    with acting_as(cast["hospital lead"]):
        assert [one.recommendation.text for one in Addressee.objects.all()] == ["Write it down."]
        assert not Recommendation.objects.filter(text="Ring back.").exists()


def test_nothing_more_is_recorded_of_it_and_it_can_be_put_there_again(cast: Cast, case: Case) -> None:
    made = recommended(cast, case)
    put = to_the_trust(made, cast)
    recommending.take_back(put, why="Too soon.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="taken back"):
        recommending.move_day(put, due_on=today(), why="Later", by=cast["coordinator"])
    with pytest.raises(NotDone, match="taken back"):
        recommending.take_back(put, why="Again.", by=cast["coordinator"])
    again = recommending.put_to(
        made, Whom(Addressee.To.BODY, cast.trust), due_on=today() + timedelta(days=9), by=cast["coordinator"]
    )
    assert again.stands
    assert holds_the_key(cast, case)
    every = Recommendation.objects.all()
    assert made in narrowed(every, stands="unanswered", to=str(cast.trust.pk), year="", words="")


@pytest.fixture
def copy(cast: Cast, case: Case) -> BriefingCopy:
    briefing = begin_briefing(
        case, title="Ringing back", findings=[], recommendations=[recommended(cast, case)], by=cast["coordinator"]
    )
    words = dict.fromkeys(("why_it_matters", "happened", "learnt", "asked", "talk_about"), "Ring back.")
    write_briefing(briefing, words, by=cast["coordinator"])
    return send_briefing(briefing, [cast.trust, cast.school], by=cast["coordinator"])[0]


def test_a_withdrawn_briefing_opens_to_no_body_as_page_or_file_and_each_is_told(
    client: Client, cast: Cast, case: Case, copy: BriefingCopy
) -> None:
    at = reverse("learning:briefing", args=[copy.pk])
    files = [reverse("learning:briefing_file", args=[copy.pk, slug]) for slug in ("word", "pdf")]
    client.force_login(cast["hospital lead"])
    assert client.get(at).status_code == 200
    name_actor(cast["coordinator"])
    Message.objects.all().delete()
    client.force_login(cast["coordinator"])
    withdraw = reverse("learning:withdraw_briefing", args=[case.pk, copy.briefing_id])
    shown = client.post(withdraw, {"why": "The village can be told."}, follow=True).content.decode()
    assert "Withdrawn on" in shown
    assert "The village can be told." in shown
    assert "Send it to more" not in shown
    name_actor(cast["coordinator"])
    letters = Message.objects.filter(kind="briefing")
    assert {cast.trust.mailbox, cast.school.mailbox} <= {one.to for one in letters}
    assert all("village" not in one.text and "Ringing" not in one.text + one.subject for one in letters)
    client.force_login(cast["hospital lead"])
    assert {client.get(address).status_code for address in (at, *files)} == {404}
    assert "Ringing back" not in client.get(reverse("learning:briefings")).content.decode()
    client.force_login(cast["coordinator"])
    assert "Withdrawn on" in client.get(at).content.decode()
    assert "It was withdrawn." in client.post(at, follow=True).content.decode()


def test_the_second_wall_shuts_a_withdrawn_briefing_and_nothing_more_is_done_with_it(
    cast: Cast, case: Case, copy: BriefingCopy
) -> None:
    briefing = copy.briefing
    withdraw_briefing(briefing, why="The village can be told.", by=cast["coordinator"])
    with acting_as(cast["hospital lead"]):
        assert not BriefingCopy.objects.exists()
        assert not Briefing.objects.exists()
    copy.refresh_from_db()
    for refused in (
        lambda: withdraw_briefing(briefing, why="Again.", by=cast["coordinator"]),
        lambda: send_briefing(briefing, [cast.police], by=cast["coordinator"]),
        lambda: write_briefing(briefing, {"learnt": "Other words."}, by=cast["coordinator"]),
        lambda: mark_read(copy, by=cast["coordinator"]),
    ):
        with pytest.raises(NotDone, match="withdrawn"):
            refused()


def shown_by_the_trust(client: Client, cast: Cast, case: Case) -> Evidence:
    put = to_the_trust(recommended(cast, case), cast)
    client.force_login(cast["hospital lead"])
    said = {
        "text": "Tamsin was rung.", "kind": "audit", "seen_on_day": today().day, "seen_on_month": today().month,
        "seen_on_year": today().year, "file": SimpleUploadedFile("wrong-audit.pdf", PDF),
    }  # fmt: skip
    assert client.post(page(put, "done_evidence"), said).status_code == 302
    name_actor(cast["coordinator"])
    return Evidence.objects.get(addressee=put)


@pytest.mark.parametrize("who", ["hospital lead", "coordinator"])
def test_evidence_set_aside_is_read_by_the_folder_alone_with_its_file(
    client: Client, cast: Cast, case: Case, who: str
) -> None:
    wrong = shown_by_the_trust(client, cast, case)
    put = wrong.addressee
    answering.record_carried_out(put, on=today(), by=cast["coordinator"])
    client.force_login(cast[who])
    aside = page(put, "set_evidence_aside", evidence_id=wrong.pk)
    assert client.post(aside, {"why": "The wrong audit."}).status_code == 302
    name_actor(cast["coordinator"])
    put.refresh_from_db()
    assert put.carried_out_on is None, "nothing shows any more that it was carried out"
    assert wrong.document is not None
    file = reverse("documents:download", args=[case.pk, wrong.document.pk])
    client.force_login(cast["hospital lead"])
    seen = client.get(page(put)).content.decode()
    assert "Tamsin" not in seen
    assert "wrong-audit" not in seen
    assert "The wrong audit." in seen
    assert client.get(file).status_code == 404
    client.force_login(cast["coordinator"])
    assert "Tamsin was rung." in client.get(page(put)).content.decode()
    assert client.get(file).status_code == 200


def test_evidence_set_aside_shows_no_difference_and_is_set_aside_once(cast: Cast, case: Case) -> None:
    put, by = to_the_trust(recommended(cast, case), cast), cast["coordinator"]
    show = partial(answering.give_evidence, put, kind="audit", seen_on=today(), by=by, text="Counted.")
    show(of=Evidence.Of.ACTION)
    impact = show(of=Evidence.Of.IMPACT, finds=Evidence.Finds.DIFFERENCE)
    answering.record_carried_out(put, on=today(), by=by)
    put.refresh_from_db()
    assert how_it_stands(put).words == "Made a difference"
    answering.set_evidence_aside(impact, why="The wrong figures.", by=by)
    put = Addressee.objects.get(pk=put.pk)
    assert how_it_stands(put).words == "Carried out, no difference shown yet"
    every = Recommendation.objects.all()
    assert not narrowed(every, stands="impact", to="", year="", words="").exists()
    with pytest.raises(NotDone, match="already"):
        answering.set_evidence_aside(impact, why="Again.", by=by)
