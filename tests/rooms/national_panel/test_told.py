"""What bodies outside read: one row for each thing that was sent to them, in columns of their own."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.cases.rebuild import rebuild
from handrail.service.incidents.actions.notify import set_aside
from handrail.service.incidents.models import InvolvedChild, Nature, Notice
from handrail.service.national_panel.bodies import DEPARTMENT, OFSTED, PANEL
from handrail.service.national_panel.models import Mark, Timeliness, Told
from handrail.service.reviews import actions
from handrail.service.reviews.models import Delay, DelayTold
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.national_panel.outside import scrutineer, told, works_at
from tests.rooms.reviews.in_full import review_of, write, write_under
from tests.rooms.reviews.longer_reviews import called_for
from tests.rooms.reviews.reviewing import at, incident_of, sent
from tests.rooms.reviews.test_after_publication import withheld


def differing(*, mend: bool) -> int:
    return sum(wrong for _, wrong in rebuild(mend=mend))


def looked_after_notice(case: Case, cast: Cast) -> Notice:
    incident = incident_of(case, cast)
    child = InvolvedChild.objects.get(incident=incident)
    notice = Notice.objects.create(
        incident=incident, to=Notice.To.LOOKED_AFTER, child=child, on=date(2024, 3, 8), by_name="Norris Tiffin",
        recorded_by=cast["notifier"],
    )  # fmt: skip
    follow(incident)
    return notice


def test_a_notice_to_the_panel_is_told_with_its_reference_its_nature_and_whether_it_was_in_time(cast: Cast) -> None:
    incident_of(open_folder_for(cast), cast)
    (row,) = told()
    assert (row.what, row.national_reference, row.nature) == (
        Told.What.INCIDENT, "CSI-0001", Nature.SERIOUS_HARM.label,
    )  # fmt: skip
    assert (row.told_on, row.due_on, row.in_time) == (date(2024, 3, 7), date(2024, 3, 11), True)
    assert (row.partnership, row.authority) == (cast.partnership, cast.council)


def test_a_notice_that_came_after_its_day_was_not_in_time(cast: Cast) -> None:
    incident_of(open_folder_for(cast), cast, notified_at=at(3, 14))
    assert [row.in_time for row in told()] == [False]


def test_what_the_edition_still_expects_stands_with_the_notice_until_it_is_sent(cast: Cast) -> None:
    incident_of(open_folder_for(cast), cast)
    (row,) = told()
    assert [one["due_on"] for one in row.expected if "apid review" in one["title"]][:1] == ["2024-03-28"]
    assert all(one["source"] for one in row.expected)


def test_a_rapid_review_that_was_sent_is_told_with_what_the_partners_decided(cast: Cast) -> None:
    sent(cast)
    notice, review = told()
    assert (review.what, review.told_on) == (Told.What.RAPID_REVIEW, date(2024, 3, 28))
    assert (review.local_review, review.national_view, review.in_time) == (True, False, True)
    assert review.national_reference == "CSI-0001"
    assert not [one for one in notice.expected if one["due_on"] == "2024-03-28"]


def test_nothing_is_told_of_what_was_not_sent(cast: Cast) -> None:
    incident_of(open_folder_for(cast), cast, notified_at=None)
    assert not Told.objects.exists()


def test_a_death_of_a_looked_after_child_is_told_to_ofsted_and_the_department_and_not_to_the_panel(cast: Cast) -> None:
    looked_after_notice(open_folder_for(cast), cast)
    assert [row.what for row in told()] == [Told.What.INCIDENT]
    assert [row.what for to in ("ofsted", "department") for row in told(to)] == [Told.What.LOOKED_AFTER] * 2


def test_a_withdrawn_notice_says_that_it_was_withdrawn_and_nothing_else(cast: Cast) -> None:
    incident = incident_of(open_folder_for(cast), cast)
    before = told()[0].pk
    set_aside(incident.notices.get(), why="The wrong child", by=cast["notifier"])
    (row,) = told()
    assert row.pk == before
    assert row.withdrawn_on is not None
    assert (row.national_reference, row.nature, row.expected, row.in_time, row.due_on) == ("", "", [], None, None)


def test_a_delay_is_told_with_its_reasons_to_those_who_are_recorded_as_told(cast: Cast) -> None:
    case, going = review_of(cast)
    late = write(cast, case, going, Delay(on=date(2024, 8, 1), expected_on=date(2024, 12, 2), reasons="The trial."))
    for to in ("panel", "secretary of state", "family"):
        write_under(cast, case, going, DelayTold(delay=late, to=to, on=date(2024, 8, 5), how="by letter"), late)
    for to in ("panel", "department"):
        (row,) = [one for one in told(to) if one.what == Told.What.DELAY]
        assert (row.told_on, row.expected_on, row.reasons) == (date(2024, 8, 5), date(2024, 12, 2), "The trial.")
    assert not [one for one in told("ofsted") if one.what == Told.What.DELAY]
    assert differing(mend=False) == 0
    actions.set_part_aside(case, late.review, late, why="It was not late.", by=cast["coordinator"])
    (row,) = [one for one in told() if one.what == Told.What.DELAY]
    assert row.withdrawn_on is not None
    assert (row.reasons, row.expected_on) == ("", None)


def test_why_a_serious_case_review_is_withheld_is_read_by_the_panel(cast: Cast) -> None:
    going = withheld(cast)
    assert going.decision is not None
    actions.record_withholding_told(going.decision.case, going, on=date(2018, 9, 10), by=cast["coordinator"])
    (row,) = [one for one in told() if one.what == Told.What.WITHHELD]
    assert (row.told_on, row.reasons) == (date(2018, 9, 10), "A sibling would be known.")
    assert not [one for one in told("department") if one.what == Told.What.WITHHELD]


def test_each_time_that_a_review_is_public_has_its_own_day_for_the_report(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by, to = review.case, cast["coordinator"], ["secretary of state", "panel"]
    for planned, given, down in (
        (date(2024, 9, 20), date(2024, 9, 2), date(2025, 10, 1)), (date(2025, 11, 20), date(2025, 11, 3), None)
    ):  # fmt: skip
        actions.plan_publication(case, going, on=planned, by=by)
        actions.give_report(case, going, to=to, on=given, by=by)
        if down:
            actions.record_published(case, going, on=planned, whole=True, where="On paper.", by=by)
            actions.record_taken_down(case, going, on=down, reasons="Torn.", by=by)
    first, second = [one for one in told() if one.what == Told.What.REPORT]
    assert (first.told_on, first.due_on, first.in_time) == (date(2024, 9, 2), date(2024, 9, 11), True)
    assert (second.told_on, second.due_on, second.in_time) == (date(2025, 11, 3), date(2025, 11, 11), True)
    assert differing(mend=False) == 0


def test_no_column_holds_a_name_a_birthday_or_a_key_of_the_folder(cast: Cast) -> None:
    review = sent(cast)
    held = " ".join(str(row) for row in [*Told.objects.values(), *Timeliness.objects.values()])
    for word in ("Jaz", "Fictionby", "JJ", "Example Row", "2019", str(review.case_id), review.case.reference, "window"):
        assert word not in held


def test_what_is_told_is_made_anew_exactly(cast: Cast) -> None:
    sent(cast)
    before = list(Told.objects.order_by("pk").values()), list(Timeliness.objects.values_list("duty", "due_on"))
    assert differing(mend=False) == 0
    Told.objects.all().delete()
    Timeliness.objects.filter(duty="rapid_review").delete()
    assert differing(mend=False) == 1
    assert differing(mend=True) == 1
    assert differing(mend=False) == 0
    after = list(Told.objects.order_by("pk").values()), list(Timeliness.objects.values_list("duty", "due_on"))
    assert (after[0], sorted(after[1])) == (before[0], sorted(before[1]))


@pytest.mark.parametrize("column", ["national_reference", "nature", "what"])
def test_a_row_that_was_changed_is_found_and_mended(cast: Cast, column: str) -> None:
    sent(cast)
    Told.objects.update(**{column: "something"})
    assert differing(mend=True) == 1
    assert differing(mend=False) == 0
    assert not Told.objects.filter(**{column: "something"}).exists()


def test_each_body_reads_what_it_was_told_and_nothing_else(cast: Cast) -> None:
    looked_after_notice(open_folder_for(cast), cast)
    readers = {
        one.to: works_at(one, f"Reader {one.to.title()}") for one in (PANEL, OFSTED, DEPARTMENT)
    }  # fmt: skip
    for to, reader in readers.items():
        assert {row.to for row in Told.objects.visible_to(reader)} == {to}
        with acting_as(reader):
            assert {row.to for row in Told.objects.all()} == {to}
            assert not Timeliness.objects.exists()
            assert not Mark.objects.exists()


def test_a_reader_whom_one_partnership_let_in_reads_what_that_partnership_told(cast: Cast) -> None:
    sent(cast)
    theirs = works_at(PANEL, "Wendy Valleyside", partnership=cast.partnership)
    others = works_at(PANEL, "Farrah Dale", partnership=cast.neighbour)
    assert Told.objects.visible_to(theirs).count() == 2
    assert not Told.objects.visible_to(others).exists()
    with acting_as(theirs):
        assert Told.objects.count() == 2
    with acting_as(others):
        assert not Told.objects.exists()


def test_nobody_of_the_partnership_reads_what_another_body_was_told(cast: Cast) -> None:
    sent(cast)
    for part in ("coordinator", "administrator", "notifier", "senior officer", "stranger"):
        assert not Told.objects.visible_to(cast[part]).exists()
        with acting_as(cast[part]):
            assert not Told.objects.exists()
            assert not Timeliness.objects.exists()


def test_a_scrutineer_reads_times_of_the_partnership_and_no_notice(cast: Cast) -> None:
    sent(cast)
    reader = scrutineer(cast)
    assert Timeliness.objects.visible_to(reader).exists()
    assert not Told.objects.visible_to(reader).exists()
    with acting_as(reader):
        done = Timeliness.objects.get(duty="rapid_review")
        assert (done.due_on, done.days_late(date(2026, 1, 1))) == (date(2024, 3, 28), 0)
        assert not Told.objects.exists()


def test_which_body_is_the_panel_is_the_same_in_the_database(cast: Cast) -> None:
    for one in (PANEL, OFSTED, DEPARTMENT):
        with acting_as(works_at(one, f"Reader {one.to.title()}")), connection.cursor() as cursor:
            cursor.execute("select wall.told()")
            assert cursor.fetchone()[0] == [one.to]
