"""What scrutiny asks of somebody: they are told, they read it and answer, and they are reminded until it is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.own_clocks import own_rows
from handrail.service.outbox.models import Message
from handrail.service.scrutiny.actions import inspections, promising
from handrail.service.scrutiny.models import Finding, Inspection, Remedy
from handrail.service.scrutiny.reminders import write_due_reminders
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import a_round
from tests.rooms.scrutiny.scrutinised import a_finding, answered, in_days


def to_hospital(cast: Cast, **other: Any) -> Finding:
    name_actor(cast["coordinator"])
    return a_finding(cast, kind="concern", to_body=cast.trust, **other)


def a_remedy(cast: Cast, due: date) -> Remedy:
    name_actor(cast["coordinator"])
    made = inspections.record_inspection(
        cast.partnership, by_whom="Ofsted", of_what="The front door", of_body=None, began_on=in_days(-9),
        by=cast["coordinator"],
    )  # fmt: skip
    inspections.record_report(
        made, published_on=in_days(-3), judgement="Good.", where="", answer_due_on=due, by=cast["coordinator"]
    )
    made = Inspection.objects.get(pk=made.pk)
    return inspections.add_remedy(
        made, finding="Calls wait.", words="A second line.", body=cast.trust, owner="The matron", due_on=due,
        by=cast["coordinator"],
    )  # fmt: skip


def typed(field: str, day: date) -> dict[str, int]:
    return {f"{field}_{part}": getattr(day, part) for part in ("day", "month", "year")}


def written_by(day: date) -> list[Message]:
    """What the round of a day wrote, or of the next on which somebody works."""
    Message.objects.all().delete()
    for later in range(5):
        if write_due_reminders(day + timedelta(days=later)):
            break
    return list(Message.objects.all())


def test_the_body_asked_is_told_with_the_page_and_none_of_the_words(cast: Cast) -> None:
    finding = to_hospital(cast)
    told = {one.to: one for one in Message.objects.filter(kind="scrutiny")}
    assert cast.trust.mailbox in told
    assert str(finding.pk) in told[cast.trust.mailbox].text
    assert finding.words not in told[cast.trust.mailbox].text


def test_the_partners_together_are_each_told(cast: Cast) -> None:
    name_actor(cast["coordinator"])
    a_finding(cast, to_body=None)
    told = set(Message.objects.filter(kind="scrutiny").values_list("to", flat=True))
    assert {cast.council.mailbox, cast.police.mailbox} <= told


def test_the_body_asked_reads_the_finding_and_answers_it(cast: Cast, client: Client) -> None:
    finding = to_hospital(cast)
    client.force_login(cast["hospital lead"])
    assert f"/scrutiny/findings/{finding.pk}/" in client.get("/").content.decode()
    assert f"/scrutiny/findings/{finding.pk}/" in client.get("/self-assessment/ours").content.decode()
    page = client.get(f"/scrutiny/findings/{finding.pk}/").content.decode()
    assert finding.words in page
    assert "The front door" not in page, "the piece of scrutiny and its plan are not theirs to read"
    said = {"says": "accepted", "words": "A second line.", "answered_by_name": "The medical director"}
    days = typed("done_by_on", in_days(60)) | typed("answered_on", in_days(0))
    sent = client.post(f"/scrutiny/findings/{finding.pk}/answer", said | days)
    assert sent.status_code == 302, sent.content.decode()
    assert "A second line." in client.get(f"/scrutiny/findings/{finding.pk}/").content.decode()
    assert Message.objects.filter(subject="A finding of scrutiny is answered").exists()
    assert f"/scrutiny/findings/{finding.pk}/" not in client.get("/").content.decode()


def test_another_body_finds_nothing_there(cast: Cast, client: Client) -> None:
    finding = to_hospital(cast)
    client.force_login(cast["school lead"])
    assert client.get(f"/scrutiny/findings/{finding.pk}/").status_code == 404
    assert client.get(f"/scrutiny/findings/{finding.pk}/answer").status_code == 404


@pytest.mark.parametrize("days", [-28, -7, 1])
def test_an_answer_is_asked_for_again_before_its_day_and_after_it(cast: Cast, days: int) -> None:
    finding = to_hospital(cast, answer_due_on=in_days(60))
    assert finding.answer_due_on is not None
    written = written_by(finding.answer_due_on + timedelta(days=days))
    assert cast.trust.mailbox in {one.to for one in written if str(finding.pk) in one.text}


def test_nobody_is_reminded_of_what_is_answered_set_aside_or_a_strength(cast: Cast) -> None:
    finding = to_hospital(cast, answer_due_on=in_days(60))
    answered(cast, finding, says="not", done_by_on=None)
    assert not [one for one in written_by(in_days(61)) if str(finding.pk) in one.text]


def test_work_remedies_inspections_and_promises_are_reminded_of_too(cast: Cast) -> None:
    due = in_days(60)
    remedy = a_remedy(cast, due)
    round_ = a_round(cast)
    made = promising.promise(
        round_, cast.trust, words="A second reader.", owner="The matron", due_on=due, by=cast["coordinator"]
    )
    written = written_by(due + timedelta(days=1))
    told = [one.text for one in written]
    for thing in (remedy.pk, remedy.inspection_id, made.pk):
        assert any(str(thing) in text for text in told), thing
    assert not any("second" in text for text in told)
    assert round_.case_id in [about for one in written for about in one.about]


def test_all_of_it_stands_on_what_is_due(cast: Cast) -> None:
    finding, remedy = to_hospital(cast, answer_due_on=in_days(20)), a_remedy(cast, in_days(9))
    round_ = a_round(cast)
    for words in ("One.", "Two."):
        promising.promise(
            round_, cast.trust, words=words, owner="The matron", due_on=in_days(5), by=cast["coordinator"]
        )
    links = [row.clock.link for row in own_rows(cast["coordinator"], timezone.now())]
    assert f"/scrutiny/findings/{finding.pk}/" in links
    assert links.count(f"/inspections/{remedy.inspection_id}/") == 2, "its answer, and what is done about it"
    assert links.count(f"/cases/{round_.case_id}/rounds/{round_.pk}/") == 1, "one line for all promises of a round"


def test_the_body_says_that_its_remedy_is_done(cast: Cast, client: Client) -> None:
    remedy = a_remedy(cast, in_days(9))
    client.force_login(cast["hospital lead"])
    assert "A second line." in client.get(f"/inspections/remedies/{remedy.pk}/done").content.decode()
    assert client.get(f"/inspections/{remedy.inspection_id}/").status_code == 404
    client.post(f"/inspections/remedies/{remedy.pk}/done", {"words": "The log."} | typed("on", in_days(0)))
    assert Remedy.objects.get(pk=remedy.pk).done_on == in_days(0)
