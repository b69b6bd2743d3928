"""What leaves: every answer with its source and how far its field is confirmed, and a report that hides nothing."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.audit.kinds import COPY
from handrail.service.audit.models import Entry
from handrail.service.child_deaths.models import Correction, Death, Event, JointDecision, NoNumber, Notification, YesNo
from handrail.service.reporting_forms.checking import (
    AWAITED,
    INCONSISTENT,
    MISSING,
    NOT_CONFIRMED,
    NOT_HELD,
    report_on,
)
from handrail.service.reporting_forms.national import record_of
from handrail.service.reporting_forms.seeing import asked_for, side_by_side
from tests.rooms.cast import Cast
from tests.rooms.reporting_forms.knowing import DIED_ON, a_death, ask, ask_one, forms_of, put, send

today = timezone.localdate
MARCH = "first_day=1&first_month=3&first_year=2026&last_day=31&last_month=3&last_year=2026"


def found(death: Death, kind: str) -> dict[str, str]:
    return {one.where: one.says for one in report_on(record_of(death, today()), today()) if one.kind == kind}


def seen_on(day: str, month: str) -> dict[str, list[str]]:
    return {"last_seen_on_day": [day], "last_seen_on_month": [month], "last_seen_on_year": ["2026"]}


@pytest.fixture
def answered(cast: Cast) -> Death:
    """The school and the trust have sent; the police have not."""
    death = a_death(cast)
    school, trust, _ = ask(cast, death, cast.school, cast.trust, cast.police, how=put("2022", "drowning"))
    lead = next(one for one in cast.people.values() if cast.trust in one.bodies)
    send(school, cast["school lead"], {
        "social-environment": {"smoking": ["No"], "poverty": ["Not known"]},
        "agency": {"part": ['=HYPERLINK("x")'], **seen_on("27", "2")},
        "drowning-water": {"drowning__swim": ["Yes"]},
    })  # fmt: skip
    send(trust, lead, {
        "social-environment": {"smoking": ["Yes"], "poverty": ["Yes"]},
        "drowning-water": {"drowning__swim": ["No"]},
    })  # fmt: skip
    return death


def test_agencies_that_differ_are_seen_to_and_not_known_contradicts_nobody(answered: Death) -> None:
    pages = side_by_side(forms_of(answered), asked_for(answered))
    differing = {row.question.key: {one.words for one in row.given} for page in pages for row in page.differing}
    assert differing == {"smoking": {"Yes", "No"}, "swim": {"Yes", "No"}}


def test_what_agencies_wrote_in_words_is_not_held_against_each_other(answered: Death) -> None:
    rows = [row for page in side_by_side(forms_of(answered), asked_for(answered)) for row in page.rows]
    part = next(row for row in rows if row.question.key == "part")
    assert not part.differs
    assert [bool(one.words) for one in part.told].count(True) == 1


def test_what_is_missing_is_told(cast: Cast) -> None:
    death = a_death(cast)
    missing = found(death, MISSING)
    assert {"NHS number", "Sex", "Who notified the death, and their agency", "Reporting form"} <= set(missing)
    assert "Date of birth" not in missing


def test_a_reason_stands_in_for_the_nhs_number_but_not_beside_one(cast: Cast) -> None:
    death = a_death(cast, no_number_because=NoNumber.NON_RESIDENT)
    assert "NHS number" not in found(death, MISSING)
    death.child.nhs_number = "9990001235"
    assert "Correct the reason to" in found(death, INCONSISTENT)["NHS number"]


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"nhs_number": "9990001234"}, "NHS number"),
        ({"born_on": DIED_ON + timedelta(days=1)}, "Date of birth"),
    ],
)
def test_what_does_not_fit_of_the_child_is_told(cast: Cast, changed: dict[str, object], where: str) -> None:
    death = a_death(cast)
    assert where not in found(death, INCONSISTENT)
    for name, value in changed.items():
        setattr(death.child, name, value)
    assert where in found(death, INCONSISTENT)


def test_a_death_in_the_future_or_notified_before_it_happened_is_told(cast: Cast) -> None:
    death = a_death(cast)
    Notification.objects.create(
        death=death, on=DIED_ON - timedelta(days=1), by_name="A", recorded_by=cast["coordinator"]
    )
    assert "Day of the notification" in found(death, INCONSISTENT)
    death.died_on = today() + timedelta(days=1)
    assert "Day of the death" in found(death, INCONSISTENT)


def test_what_agencies_say_against_each_other_or_the_notification_is_told(cast: Cast, answered: Death) -> None:
    assert "answer differently" in found(answered, INCONSISTENT)["Did anybody in the home smoke?"]
    other = a_death(cast, unexpected=YesNo.YES)
    send(ask_one(cast, other, cast.school), cast["school lead"], {"what-happened": {"expected": ["Yes"]}})
    assert "the notification says unexpected: Yes" in found(other, INCONSISTENT)["Had the death been expected?"]


def test_a_day_after_the_death_is_told(cast: Cast) -> None:
    death = a_death(cast)
    send(ask_one(cast, death, cast.school), cast["school lead"], {"agency": seen_on("4", "3")})
    assert "after the day of the death" in found(death, INCONSISTENT)["The last day on which your agency saw the child"]


def test_who_is_still_awaited_is_told(cast: Cast, answered: Death) -> None:
    assert set(found(answered, AWAITED)) == {str(cast.police), "Analysis form"}


def test_what_is_not_confirmed_and_what_is_not_kept_is_told(answered: Death) -> None:
    said = found(answered, NOT_CONFIRMED)
    assert any(where.endswith("answers") for where in said)
    assert "13 are not here" in said["Supplementary forms"]
    assert "GP practice" in found(answered, NOT_HELD)


def test_the_last_joint_decision_is_the_one_that_leaves(cast: Cast) -> None:
    death = a_death(cast)
    for called_for in (False, True):
        JointDecision.objects.create(
            death=death, called_for=called_for, decided_on=DIED_ON, reasons="x", recorded_by=cast["coordinator"]
        )
    assert record_of(death, today()).notified("joint_response") == "Yes"


def test_what_leaves_is_what_stands_after_corrections(cast: Cast, client: Client) -> None:
    death = a_death(cast, died_on=date(2025, 3, 2), place="The weir")
    for field, now in (("died_on", "2026-03-02"), ("place", "The mill pond")):
        Correction.objects.create(death=death, field=field, now=now, reason="x", made_by=cast["coordinator"])
    record = record_of(death, today())
    assert (record.notified("died_on"), record.notified("place")) == ("2026-03-02", "The mill pond")
    page = read(client, cast, f"/reporting-forms/national?{MARCH}")
    assert "1 death," in page


def test_what_the_coroner_did_is_told_and_what_was_set_aside_is_not(cast: Cast) -> None:
    death = a_death(cast)
    assert record_of(death, today()).notified("coroner") == ""
    told = Event.objects.create(death=death, kind="coroner_told_of_death", on=DIED_ON, recorded_by=cast["coordinator"])
    assert record_of(death, today()).notified("coroner") == "Yes"
    assert record_of(death, today()).notified("post_mortem") == ""
    Event.objects.filter(pk=told.pk).update(set_aside_at=timezone.now())
    assert record_of(Death.objects.get(pk=death.pk), today()).notified("coroner") == ""


def read(client: Client, cast: Cast, address: str) -> str:
    client.force_login(cast["coordinator"])
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode("utf-8-sig")


def test_the_table_has_a_line_for_each_answer_and_no_cell_that_a_spreadsheet_works_out(
    cast: Cast, answered: Death, client: Client
) -> None:
    sheet = read(client, cast, f"/cases/{answered.case_id}/reporting-forms/national/{answered.pk}/answers")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    of = {(row["Field"], row["Told by"]): row for row in rows}
    assert of["part", str(cast.school)]["Answer"] == '\'=HYPERLINK("x")'
    assert of["last_seen_on", str(cast.school)]["Answer"] == "2026-02-27"
    assert of["died_on", "notified"]["Answer"] == DIED_ON.isoformat()
    assert of["poverty", str(cast.trust)]["How far the field is confirmed"] == "text"
    assert of["smoking", str(cast.trust)]["Agencies agree"] == "no"
    assert of["swim", str(cast.trust)]["Form"] == "drowning"


def test_the_same_for_machines_with_its_report(cast: Cast, answered: Death, client: Client) -> None:
    held = json.loads(read(client, cast, f"/cases/{answered.case_id}/reporting-forms/national/{answered.pk}/json"))
    assert held["layout"] == "handrail-child-death-forms/1"
    (death,) = held["deaths"]
    assert (death["version"], death["version_pinned"]) == ("2022", True)
    assert {one["agency"] for one in death["forms"]} == {str(cast.school), str(cast.trust), str(cast.police)}
    assert {one["kind"] for one in death["report"]} >= {MISSING, INCONSISTENT, AWAITED, NOT_CONFIRMED}


def test_that_a_copy_left_is_recorded_and_each_folder_of_a_period(cast: Cast, answered: Death, client: Client) -> None:
    read(client, cast, f"/cases/{answered.case_id}/reporting-forms/national/{answered.pk}/report")
    assert Entry.objects.filter(paper=COPY, case_id=answered.case_id).count() == 1
    read(client, cast, f"/reporting-forms/national/report?{MARCH}")
    told = Entry.objects.filter(did="looked at the national data set, as a file of a period")
    assert [one.case_id for one in told] == [answered.case_id]


def test_a_period_holds_its_own_deaths_and_no_others(cast: Cast, client: Client) -> None:
    inside = a_death(cast)
    a_death(cast, died_on=date(2025, 3, 2))
    a_death(cast, superseded_at=timezone.now())
    page = read(client, cast, f"/reporting-forms/national?{MARCH}")
    assert "1 death," in page
    assert inside.case.reference in page
    held = json.loads(read(client, cast, f"/reporting-forms/national/json?{MARCH}"))
    assert [one["reference"] for one in held["deaths"]] == [inside.case.reference]


def test_the_last_day_before_the_first_is_refused(cast: Cast, client: Client) -> None:
    days = "first_day=1&first_month=3&first_year=2026&last_day=1&last_month=2&last_year=2026"
    assert "The last day is before the first" in read(client, cast, f"/reporting-forms/national?{days}")
