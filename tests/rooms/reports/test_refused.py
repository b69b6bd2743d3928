"""What is refused of reports and of what is handed over, in the words that whoever asks is told; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from handrail.service.arrangements.saying import digest_of
from handrail.service.audit.actions import name_actor
from handrail.service.outbox.models import Message
from handrail.service.reports.actions import years as act
from handrail.service.reports.actions.publishing import approve_for_public, publish_report, withdraw_report
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.releasing import release_what_was_published
from handrail.service.reports.year.saying import partners_of, said_in
from tests.rooms.arrangements.changing import with_the_board
from tests.rooms.cast import Cast
from tests.rooms.refused import refused
from tests.rooms.reports import a_year as year
from tests.rooms.reports.test_deaths_published import published, second
from tests.rooms.reports.test_inventory import line_in, signed
from tests.rooms.reports.test_yearly_report import approved, begun, counted

Asked = Callable[[], object]
TO: dict[str, Any] = {"to": "Foundations", "address": "reports@foundations.example"}


def a_line_that_says_no_law(cast: Cast) -> Asked:
    line = line_in(with_the_board(cast), cast, basis="")
    return lambda: signed(line, cast)


def publishing_twice(cast: Cast) -> Asked:
    report = published(cast, counted(begun(cast)))
    return lambda: publish_report(report, by=cast["coordinator"])


def publishing_an_older_version(cast: Cast) -> Asked:
    first = second(cast, approved(cast, counted(begun(cast))))
    approved(cast, counted(begun(cast)))
    name_actor(cast["coordinator"])
    return lambda: publish_report(first, by=cast["coordinator"])


def approving_a_draft_for_the_public(cast: Cast) -> Asked:
    report, by = counted(begun(cast)), cast["police partner"]
    name_actor(by)
    return lambda: approve_for_public(report, read="", by=by)


def publishing_a_draft(cast: Cast) -> Asked:
    report = counted(begun(cast))
    return lambda: publish_report(report, by=cast["coordinator"])


def withdrawing_a_draft(cast: Cast) -> Asked:
    report = counted(begun(cast))
    return lambda: withdraw_report(report, why="A figure was wrong.", by=cast["coordinator"])


def agreeing_twice(cast: Cast) -> Asked:
    report, by = year.agree_all(cast, year.written(cast)), cast["coordinator"]
    said: dict[str, Any] = {"agreed_by_name": "Its lead", "agreed_on": timezone.localdate(), "where": "Minutes"}
    body, read = partners_of(cast.partnership)[0], digest_of(said_in(report))
    return lambda: act.agree_year(report, body=body, read=read, by=by, **said)


def a_year_that_nobody_agreed(cast: Cast) -> Asked:
    report = year.written(cast)
    return lambda: act.publish_year(report, by=cast["coordinator"])


def a_year_that_was_changed_since_it_was_agreed(cast: Cast) -> Asked:
    report = year.agree_all(cast, year.written(cast))
    year.write(cast, report, "impact", "Other words.")
    report = YearReport.objects.get(pk=report.pk)
    return lambda: act.publish_year(report, by=cast["coordinator"])


def a_letter_sent_twice(cast: Cast) -> Asked:
    report = year.published(cast)
    release_what_was_published()
    name_actor(cast["coordinator"])
    act.send_year(report, by=cast["coordinator"], **TO)
    return lambda: act.send_year(report, by=cast["coordinator"], **TO)


def withdrawing_the_draft_of_a_year(cast: Cast) -> Asked:
    report = year.begun(cast)
    return lambda: act.withdraw_year(report, why="It told of a family.", by=cast["coordinator"])


def withdrawing_what_is_being_corrected(cast: Cast) -> Asked:
    report = year.published(cast)
    act.correct_year(report, why="A figure was wrong.", by=cast["coordinator"])
    return lambda: act.withdraw_year(report, why="It told of a family.", by=cast["coordinator"])


REFUSED: dict[str, list[Callable[[Cast], Asked]]] = {
    "The line does not say yet": [a_line_that_says_no_law],
    "It has been published already": [publishing_twice],
    "A later report on this year is approved": [publishing_an_older_version],
    "It is a draft. It is approved first": [
        approving_a_draft_for_the_public, publishing_a_draft, withdrawing_a_draft,
    ],
    "has agreed to it as it reads now": [agreeing_twice],
    "It cannot be published yet": [a_year_that_nobody_agreed, a_year_that_was_changed_since_it_was_agreed],
    "This address was written to already": [a_letter_sent_twice],
    "It is not published. Give the draft up instead": [withdrawing_the_draft_of_a_year],
    "came of it. Withdraw or give up that one": [withdrawing_what_is_being_corrected],
}  # fmt: skip
EACH = [(sentence, asks) for sentence, several in REFUSED.items() for asks in several]


@pytest.mark.parametrize(("sentence", "asks"), EACH, ids=[asks.__name__ for _, asks in EACH])
def test_it_is_refused_and_nothing_is_changed(
    cast: Cast, settings: Any, sentence: str, asks: Callable[[Cast], Asked]
) -> None:
    settings.PUBLIC_ADDRESS = "https://public.example"
    asked, messages = asks(cast), Message.objects.count()
    with refused(sentence, "reports", "publication"):
        asked()
    assert Message.objects.count() == messages
