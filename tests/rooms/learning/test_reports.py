"""A published report is read in; a person takes what it recommends, or leaves it out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.learning.actions.reports import leave_out, read_report, take
from handrail.service.learning.models import Addressee, Proposed, Recommendation, ReportRead
from handrail.service.web.learning import Refused, propose
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate
REPORT = b"What does the LSCB need to improve?\nAreas for improvement\n1. Ring back.\n2. Listen.\n3. Not ours.\n"


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def read(cast: Cast, case: Case) -> ReportRead:
    return read_report(
        case,
        name="report.txt",
        content=REPORT,
        title="Inspection of 2015",
        published_on=today(),
        by=cast["coordinator"],
    )


def test_reading_a_report_in_recommends_nothing_by_itself(cast: Cast, case: Case) -> None:
    report = read(cast, case)
    assert [(one.number, one.addressed_to, one.line) for one in report.proposed.all()] == [
        ("1", "the LSCB", 3), ("2", "the LSCB", 4), ("3", "the LSCB", 5),
    ]  # fmt: skip
    assert not Recommendation.objects.exists()
    with pytest.raises(NotDone, match="already"):
        read(cast, case)


def test_what_is_taken_becomes_a_recommendation_in_the_reports_own_words(
    client: Client, cast: Cast, case: Case
) -> None:
    client.force_login(cast["coordinator"])
    day = {
        "published_on_day": str(today().day),
        "published_on_month": str(today().month),
        "published_on_year": today().year,
    }
    told = client.post(
        reverse("learning:reports", kwargs={"case_id": case.pk}),
        {"file": SimpleUploadedFile("report.txt", REPORT), "title": "Inspection of 2015", **day},
    )
    page = told.headers["Location"]
    first, second, third = (str(pk) for pk in Proposed.objects.values_list("pk", flat=True))
    assert "Enter the day" in client.post(page, {"chosen": [first], "to": str(cast.trust.pk)}).content.decode()
    due = {"due_on_day": "1", "due_on_month": "5", "due_on_year": "2031"}
    client.post(page, {"chosen": [first, second], "to": str(cast.trust.pk), **due})
    client.post(page, {"chosen": [third], "leave_out": "yes"})
    assert [(one.number, one.text, one.source) for one in Recommendation.objects.all()] == [
        ("1", "Ring back.", "Inspection of 2015"), ("2", "Listen.", "Inspection of 2015"),
    ]  # fmt: skip
    assert {put.body for put in Addressee.objects.all()} == {cast.trust}
    assert "Left out: 3" in client.get(page).content.decode()


def test_two_who_decide_at_once_do_not_take_it_twice(cast: Cast, case: Case) -> None:
    report, by = read(cast, case), cast["coordinator"]
    one = report.proposed.all()[0]
    take(report, [one], to=None, due_on=None, by=by)
    with pytest.raises(NotDone, match="just now"):
        take(report, [one], to=None, due_on=None, by=by)
    with pytest.raises(NotDone, match="just now"):
        leave_out(report, [one], by=by)
    assert Recommendation.objects.count() == 1


def test_a_report_without_recommendations_is_refused_with_what_was_looked_for(cast: Cast, case: Case) -> None:
    with pytest.raises(NotDone, match="What needs to improve"):
        read_report(case, name="a", content=b"Nothing.", title="A", published_on=today(), by=cast["coordinator"])


def test_the_command_proposes_to_a_folder_of_whoever_is_named_and_to_no_other(
    cast: Cast, case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(REPORT)
    propose(file, cast["coordinator"].email, case.reference, "Inspection of 2015", today())
    assert "3 proposed" in capsys.readouterr().out
    assert ReportRead.objects.get().read_by == cast["coordinator"]
    for name in ("school lead", "stranger"):
        with pytest.raises(Refused, match="no folder"):
            propose(file, cast[name].email, case.reference, "Inspection of 2015", today())
