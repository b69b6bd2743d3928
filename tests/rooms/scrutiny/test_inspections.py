"""An inspection from its first day to what was done about it."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.scrutiny.actions import inspections as act
from handrail.service.scrutiny.models import Inspection
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.scrutinised import in_days


def inspected(cast: Cast, *, published: bool = True) -> Inspection:
    by = cast["coordinator"]
    name_actor(by)
    made = act.record_inspection(
        cast.partnership, by_whom="Ofsted, CQC and HMICFRS", of_what="Children who run away", of_body=None,
        began_on=in_days(-60), by=by,
    )  # fmt: skip
    if published:
        act.record_report(
            made, published_on=in_days(-20), judgement="Serious weaknesses.", where="", answer_due_on=in_days(-1), by=by
        )
        made.refresh_from_db()
    return made


def test_nothing_is_planned_before_the_report_is_published(cast: Cast) -> None:
    made = inspected(cast, published=False)
    with pytest.raises(NotDone, match="what the report says"):
        act.add_remedy(
            made, finding="Late.", words="Sooner.", body=cast.police, owner="All", due_on=in_days(9),
            by=cast["coordinator"],
        )  # fmt: skip
    with pytest.raises(NotDone, match="what the report says"):
        act.record_answer(made, on=in_days(0), by=cast["coordinator"])


def test_days_that_cannot_be_are_refused(cast: Cast) -> None:
    made, by = inspected(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="the inspection began"):
        act.record_report(
            made, published_on=in_days(-70), judgement="Good.", where="", answer_due_on=None, by=by
        )  # fmt: skip
    with pytest.raises(NotDone, match="day of publishing"):
        act.record_report(
            made, published_on=in_days(-20), judgement="Good.", where="", answer_due_on=in_days(-30), by=by
        )
    with pytest.raises(NotDone, match="after the report was published"):
        act.record_answer(made, on=in_days(-21), by=by)


def test_an_answer_is_late_until_it_is_sent_and_is_sent_once(cast: Cast) -> None:
    made = inspected(cast)
    assert made.answer_is_late
    act.record_answer(made, on=in_days(0), by=cast["coordinator"])
    assert not Inspection.objects.get(pk=made.pk).answer_is_late
    with pytest.raises(NotDone, match="recorded already"):
        act.record_answer(made, on=in_days(0), by=cast["coordinator"])


def test_what_is_done_about_it_is_late_until_somebody_shows_that_it_is_done(cast: Cast, client: Client) -> None:
    made = inspected(cast)
    remedy = act.add_remedy(
        made, finding="Calls after five wait.", words="A second line.", body=cast.police, owner="Percival Lawes",
        due_on=in_days(-2), by=cast["coordinator"],
    )  # fmt: skip
    assert remedy.overdue
    client.force_login(cast["coordinator"])
    day = in_days(0)
    typed = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "words": "Nine of ten calls answered."}
    assert client.post(f"/inspections/remedies/{remedy.pk}/done", typed).status_code == 302
    said = client.get(f"/inspections/{made.pk}/").content.decode()
    assert "Nine of ten calls answered." in said
    assert "Serious weaknesses." in said
    assert "1 of 1 done" in client.get("/inspections/").content.decode()
    client.force_login(cast["police partner"])
    assert client.get(f"/inspections/{made.pk}/").status_code == 200
    assert client.get(f"/inspections/remedies/{remedy.pk}/done").status_code == 200, "it is the police who do it"
    client.force_login(cast["school lead"])
    assert client.get(f"/inspections/remedies/{remedy.pk}/done").status_code == 404
