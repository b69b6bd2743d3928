"""A day to look again can be moved; what slipped back is found; what was left out comes back; long lists are reached to
their last line, and narrowed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.paging import page_of
from handrail.service.learning.actions import answering, recommending
from handrail.service.learning.actions.briefings import begin_briefing, send_briefing, write_briefing
from handrail.service.learning.actions.recommending import Whence, Whom
from handrail.service.learning.actions.reports import decide_again, leave_out, read_report, take
from handrail.service.learning.models import Addressee, Evidence, ReAudit, Recommendation
from handrail.service.learning.standing import how_it_stands, narrowed
from handrail.service.learning.views import briefings
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def put(cast: Cast, case: Case, text: str = "Ring back.") -> Addressee:
    made = recommending.recommend(
        case, text=text, made_on=today(), whence=Whence("A review"), due_on=today() + timedelta(days=60),
        to=[Whom(Addressee.To.BODY, cast.trust)], by=cast["coordinator"],
    )  # fmt: skip
    return Addressee.objects.get(recommendation=made)


def looked_again(cast: Cast, to: Addressee, *found: str) -> None:
    by = cast["coordinator"]
    show = partial(answering.give_evidence, to, kind="audit", seen_on=today(), by=by, text="Counted.")
    show(of=Evidence.Of.ACTION)
    answering.record_carried_out(to, on=today(), by=by)
    for turn, holds in enumerate(found, start=1):
        planned = answering.plan_re_audit(to, due_on=today() + timedelta(days=turn), by=by)
        answering.record_re_audit(planned, done_on=today(), holds=holds, found="Counted again.", by=by)


def day(name: str, days: int) -> dict[str, Any]:
    on = today() + timedelta(days=days)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_day_to_look_again_is_moved_with_a_reason(client: Client, cast: Cast, case: Case) -> None:
    to = put(cast, case)
    looked_again(cast, to)
    planned = answering.plan_re_audit(to, due_on=today() + timedelta(days=30), by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    here = {"case_id": case.pk, "addressee_id": to.pk, "re_audit_id": planned.pk}
    page = reverse("learning:move_re_audit", kwargs=here)
    assert client.post(page, day("due_on", 90)).status_code == 200, "not without a reason"
    assert client.post(page, {**day("due_on", 90), "why": "The audit is in June."}).status_code == 302
    name_actor(cast["coordinator"])
    clock = KeptClock.objects.get(case=case, about=str(planned.pk))
    assert clock.due_on == today() + timedelta(days=90)
    ReAudit.objects.filter(pk=planned.pk).update(done_on=today(), holds="holds")
    with pytest.raises(NotDone, match="no day to move"):
        answering.move_re_audit(planned, due_on=today() + timedelta(days=9), why="Later", by=cast["coordinator"])


def test_what_slipped_back_by_the_last_look_is_found_by_that(cast: Cast, case: Case) -> None:
    slipped, held = put(cast, case, "Slipped."), put(cast, case, "Held again.")
    looked_again(cast, slipped, ReAudit.Holds.HOLDS, ReAudit.Holds.SLIPPED)
    looked_again(cast, held, ReAudit.Holds.SLIPPED, ReAudit.Holds.HOLDS)
    put(cast, case, "Open.")
    found = narrowed(Recommendation.objects.all(), stands="slipped", to="", year="", words="")
    assert [one.text for one in found] == ["Slipped."]


def test_what_was_left_out_of_a_report_comes_back_and_what_was_taken_does_not(
    client: Client, cast: Cast, case: Case
) -> None:
    by = cast["coordinator"]
    text = b"Recommendations\n1. Ring back.\n2. Listen.\n"
    report = read_report(case, name="report.txt", content=text, title="A report", published_on=today(), by=by)
    first, second = report.proposed.all()
    leave_out(report, [first], by=by)
    take(report, [second], to=None, due_on=None, by=by)
    client.force_login(by)
    here = {"case_id": case.pk, "report_id": report.pk}
    back = client.post(reverse("learning:decide_again", kwargs=here), {"one": str(first.pk)}, follow=True)
    assert "1 to decide on" in back.content.decode()
    name_actor(by)
    second.refresh_from_db()
    with pytest.raises(NotDone, match="not left out"):
        decide_again(second, by=by)


def test_what_is_recommended_to_a_body_is_reached_to_the_last_line_and_narrowed(
    client: Client, cast: Cast, case: Case
) -> None:
    for place in range(30):
        put(cast, case, f"Recommendation {place:02} of many.")
    client.force_login(cast["hospital lead"])
    page = reverse("learning:of_us")
    seen = "".join(client.get(page, {"page": number}).content.decode() for number in (1, 2))
    assert all(f"Recommendation {place:02} of many." in seen for place in range(30))
    one = client.get(page, {"words": "17"}).content.decode()
    assert "Recommendation 17 of many." in one
    assert "Recommendation 18 of many." not in one
    assert "No recommendation is like that" in client.get(page, {"stands": "refused"}).content.decode()


def test_briefings_are_reached_to_the_last_and_narrowed(
    client: Client, cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefings, "page_of", partial(page_of, size=5))
    made, by = put(cast, case).recommendation, cast["coordinator"]
    for place in range(7):
        briefing = begin_briefing(case, title=f"Briefing {place:02}", findings=[], recommendations=[made], by=by)
        words = dict.fromkeys(("why_it_matters", "happened", "learnt", "asked", "talk_about"), "Ring back.")
        write_briefing(briefing, words, by=by)
        send_briefing(briefing, [cast.trust], by=by)
    page = reverse("learning:briefings")
    for who in ("hospital lead", "coordinator"):
        client.force_login(cast[who])
        seen = "".join(client.get(page, {"page": number}).content.decode() for number in (1, 2))
        assert all(f"Briefing {place:02}" in seen for place in range(7)), who
        one = client.get(page, {"words": "03"}).content.decode()
        assert "Briefing 03" in one
        assert "Briefing 04" not in one


def test_what_looking_again_found_in_error_is_set_aside_counts_no_more_and_is_waited_for_again(
    client: Client, cast: Cast, case: Case
) -> None:
    to = put(cast, case)
    looked_again(cast, to, ReAudit.Holds.SLIPPED)
    wrong = ReAudit.objects.get(addressee=to)
    ReAudit.objects.filter(pk=wrong.pk).update(found="Another ward was audited.")
    client.force_login(cast["coordinator"])
    here = {"case_id": case.pk, "addressee_id": to.pk}
    page = reverse("learning:set_re_audit_aside", kwargs={**here, "re_audit_id": wrong.pk})
    assert client.post(page, {"why": ""}).status_code == 200, "not without a reason"
    shown = client.post(page, {"why": "The audit was of another ward."}, follow=True).content.decode()
    assert "The audit was of another ward." in shown
    assert "Record what was found" in shown
    name_actor(cast["coordinator"])
    waits = ReAudit.objects.get(addressee=to, done_on__isnull=True)
    assert waits.due_on == wrong.due_on
    assert not KeptClock.objects.get(case=case, about=str(waits.pk)).ended
    assert KeptClock.objects.get(case=case, about=str(wrong.pk)).fell_away_on == today()
    assert not narrowed(Recommendation.objects.all(), stands="slipped", to="", year="", words="").exists()
    assert how_it_stands(Addressee.objects.get(pk=to.pk)).words != "Slipped back"
    with pytest.raises(NotDone, match="set aside already"):
        answering.set_re_audit_aside(wrong, why="Again.", by=cast["coordinator"])
    client.force_login(cast["hospital lead"])
    assert "Another ward was audited." not in client.get(reverse("learning:put", kwargs=here)).content.decode()
    name_actor(cast["coordinator"])
    answering.set_re_audit_aside(waits, why="Nobody agreed to it.", by=cast["coordinator"])
    assert KeptClock.objects.get(case=case, about=str(waits.pk)).ended
