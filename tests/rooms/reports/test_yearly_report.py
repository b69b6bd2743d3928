"""The yearly report on child deaths: begun, counted, written, approved by somebody else, and taken away."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from handrail.analysis.child_deaths import REVIEWED, year_of
from handrail.service.access.models import Exclusion, Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.child_deaths.models import Birth, Death
from handrail.service.learning.actions.recommending import Whence, recommend
from handrail.service.overview_panels.models import PanelLearning, PanelPack
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reports.actions import PARTS, approve_report, begin_report, count_anew, write_report
from handrail.service.reports.counting import Analysed, Findings, count, count_what_waits, group_of
from handrail.service.reports.drafting import drafted
from handrail.service.reports.keeping import read
from handrail.service.reports.looking import look_through_what_waits
from handrail.service.reports.models import DeathReport
from handrail.service.reports.paper import HOW_TO_READ, KEPT_BACK, whole_of
from handrail.service.reviews.blocks import Drawing, Table
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reports.deaths import corrected, died, reviewed_elsewhere

WORDS = {name: f"About {title.lower()}." for name, title in PARTS}


def begun(cast: Cast, year: int = 2024) -> DeathReport:
    name_actor(cast["coordinator"])
    return begin_report(cast.partnership, year, drafted={}, by=cast["coordinator"])


def counted(report: DeathReport) -> DeathReport:
    count_what_waits()
    report.refresh_from_db()
    return report


def approved(cast: Cast, report: DeathReport) -> DeathReport:
    name_actor(cast["coordinator"])
    write_report(report, WORDS, by=cast["coordinator"])
    look_through_what_waits()
    name_actor(cast["senior officer"])
    approve_report(report, by=cast["senior officer"])
    report.refresh_from_db()
    return report


def drafts_of(person: Person) -> int:
    with acting_as(person):
        return DeathReport.objects.count()


def test_a_draft_is_hidden_with_each_folder_whose_words_it_repeats(cast: Cast, client: Client) -> None:
    """By the page and, behind it, by the database."""
    case, by, kin = open_folder_for(cast), cast["coordinator"], cast["deputy coordinator"]
    name_actor(by)
    report = begin_report(cast.partnership, 2024, drafted={"lessons": "- Nobody rang"}, drawn_from=[case.pk], by=by)
    client.force_login(kin)
    page = reverse("reports:report", args=[report.pk])
    assert "Nobody rang" in client.get(page).content.decode()
    assert drafts_of(kin) == 1
    name_actor(by)
    shut_out(case, Named((kin.name,), (), Exclusion.Stands.RELATIVE), why="They are kin", by=by)
    assert client.get(page).status_code == 404
    assert str(report.pk) not in client.get(reverse("reports:reports")).content.decode()
    assert drafts_of(kin) == 0
    assert drafts_of(by) == 1


def tables(report: DeathReport) -> dict[str, dict[str, tuple[str, ...]]]:
    found = [block for block in whole_of(report).blocks if isinstance(block, Table)]
    return {table.header[0]: {row[0]: row[1:] for row in table.rows} for table in found}


def test_deaths_are_counted_by_the_day_of_the_death_in_years_from_april(cast: Cast) -> None:
    for day in range(1, 8):
        died(cast, date(2025, 3, day))
    for day in range(1, 7):
        died(cast, date(2025, 4, day))
    assert tables(counted(begun(cast)))["Year"]["2024–25"] == ("7",)


def test_what_another_area_reviews_and_stillbirths_are_not_counted(cast: Cast) -> None:
    for day in range(1, 8):
        died(cast, date(2024, 6, day))
    reviewed_elsewhere(cast, died(cast, date(2024, 6, 9)))
    died(cast, date(2024, 6, 10), born=Birth.STILLBIRTH_ATTENDED)
    report = counted(begun(cast))
    assert tables(report)["Year"]["2024–25"] == ("7",)
    assert read(report.figures).not_counted == 2


def test_a_death_is_counted_as_it_stands_after_corrections(cast: Cast) -> None:
    deaths = [died(cast, date(2024, 6, day)) for day in range(1, 7)]
    deaths += [died(cast, date(2025, 4, 2)), died(cast, date(2025, 4, 3)), died(cast, date(2025, 3, 30))]
    for came_in in deaths[6:8]:
        corrected(cast, came_in, "died_on", "2025-03-30")
    corrected(cast, deaths[8], "died_on", "2025-04-02")
    for death in deaths:
        corrected(cast, death, "place_kind", "home")
    drawn = tables(counted(begun(cast)))
    assert drawn["Year"]["2024–25"] == ("8",)
    assert drawn["Place of death"]["At home"][0] == "8"


def test_small_numbers_and_what_would_tell_them_are_kept_back(cast: Cast) -> None:
    for day in range(1, 21):
        died(cast, date(2024, 6, day))
    for day in range(1, 8):
        died(cast, date(2024, 7, day), days_old=3_000)
    died(cast, date(2024, 8, 1), days_old=6_000)
    ages = tables(counted(begun(cast)))["Age"]
    assert ages["15 to 17 years"][0] == KEPT_BACK
    assert sorted(ages[age][0] for age in ("0 to 27 days", "5 to 9 years", "All")).count(KEPT_BACK) == 1
    assert ages["1 to 4 years"][0] == "0"


def test_no_figure_that_is_kept_back_is_in_any_paper(cast: Cast, client: Client) -> None:
    for day in range(1, 24):
        died(cast, date(2024, 6, day))
    for day in range(1, 4):
        died(cast, date(2024, 8, day), days_old=6_000)
    report = counted(begun(cast))
    hidden = read(report.figures).release
    assert hidden.counts[group_of("2024–25", ("age", "15 to 17 years"))] == 3
    assert group_of("2024–25", ("age", "15 to 17 years")) not in read(report.figures).printed
    client.force_login(cast["coordinator"])
    page = " ".join(client.get(f"/reports/{report.pk}/").content.decode().split())
    row = page[page.index('<th scope="row" class="govuk-table__header">15 to 17 years</th>') :].partition("</tr>")[0]
    assert row.count(KEPT_BACK) == 2
    charts = [block for block in whole_of(report).blocks if isinstance(block, Drawing)]
    drawn = next(chart for chart in charts if "15 to 17" in chart.words)
    assert "15 to 17 years: kept back" in drawn.words
    assert [bar.length for bar in drawn.bars if bar.told == "kept back"] == [0.0, 0.0]


def test_a_number_told_before_stands_while_the_change_is_small(cast: Cast) -> None:
    for day in range(1, 13):
        died(cast, date(2023, 6, day))
    approved(cast, counted(begun(cast, 2023)))
    died(cast, date(2023, 7, 1))
    for day in range(1, 13):
        died(cast, date(2024, 6, day))
    later = counted(begun(cast, 2024))
    assert tables(later)["Year"]["2023–24"] == ("12",)
    assert read(later.figures).release.counts[group_of("2023–24")] == 13


def test_a_number_told_before_is_changed_once_the_change_is_large(cast: Cast) -> None:
    for day in range(1, 13):
        died(cast, date(2023, 6, day))
    approved(cast, counted(begun(cast, 2023)))
    for day in range(1, 8):
        died(cast, date(2023, 7, day))
    assert tables(counted(begun(cast, 2024)))["Year"]["2023–24"] == ("19",)


def test_what_the_overview_panel_found_is_counted_where_it_is_given(cast: Cast) -> None:
    deaths = [died(cast, date(2024, 6, day)) for day in range(1, 13)]
    found = Findings(
        {one.pk: Analysed("Infection", "Modifiable factors identified", frozenset({"Smoking"})) for one in deaths[:6]},
        ("Malignancy", "Infection"), ("Modifiable factors identified", "None identified"), ("Smoking",),
    )  # fmt: skip
    report = begun(cast)
    count(report, found)
    drawn = tables(report)
    assert drawn["Category of death"]["Infection"][0] == "6"
    assert drawn["Category of death"]["Malignancy"][0] == "0"
    assert drawn["Category of death"][REVIEWED][0] == "6"
    assert drawn["Domain"]["Smoking"][0] == "6"
    assert drawn["Review by the overview panel"]["Not reviewed yet"][0] == "6"


def of_panel(cast: Cast, death: Death, category: str, *graded: str) -> None:
    """That an overview panel completed it, as the job brings it back to the folder."""
    panel, _ = Body.objects.get_or_create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale")
    PanelPack.objects.create(
        case=death.case, panel=panel, about=str(death.pk), form_edition="2019", age_band="not known", sex="female",
        summary="A fever.", completed_on=date(2025, 2, 1), category=category, modifiable="identified",
        factors=[{"domain": one, "grade": grade, "text": "", "modifiable": ""} for one, _, grade in
                 (each.partition(" ") for each in graded)],
    )  # fmt: skip


def test_the_worker_counts_what_the_overview_panel_found_of_the_deaths_it_completed(cast: Cast) -> None:
    for day in range(1, 15):
        death = died(cast, date(2024, 6, day))
        if day <= 6:
            of_panel(cast, death, "9", "intrinsic 2", "physical_environment 1")
    drawn = tables(counted(begun(cast)))
    assert drawn["Category of death"]["Infection (recalled)"][0] == "6"
    assert drawn["Category of death"]["Malignancy (recalled)"][0] == "0"
    assert drawn["Modifiable factors"]["Modifiable factors were identified (recalled)"][0] == "6"
    assert drawn["Domain"]["Factors intrinsic to the child (recalled)"][0] == "6"
    assert drawn["Domain"]["Physical environment (recalled)"][0] == "0"
    assert drawn["Review by the overview panel"]["Not reviewed yet"][0] == "8"


COMPLETED = "The overview panel’s completed review"


def come_to(report: DeathReport) -> dict[str, tuple[str, ...]]:
    """How many had come to each step."""
    blocks = list(whole_of(report).blocks)
    (drawn,) = [one for one in blocks if isinstance(one, Table) and one.header[0] == "Step" and len(one.header) == 3]
    return {row[0]: row[1:] for row in drawn.rows}


def days_to(report: DeathReport) -> dict[str, str]:
    """The table of half within, by step; empty where it is not drawn."""
    blocks = list(whole_of(report).blocks)
    drawn = [block for block in blocks if isinstance(block, Table) and block.header[1] == "Half within"]
    return {row[0]: row[1] for block in drawn for row in block.rows}


def test_the_months_from_the_death_to_the_panels_completed_review_are_told(cast: Cast) -> None:
    for day in range(1, 15):
        death = died(cast, date(2024, 6, 1))
        if day <= 6:
            of_panel(cast, death, "9")
    report = counted(begun(cast))
    assert come_to(report)[COMPLETED] == ("6", "6")
    assert days_to(report)[COMPLETED] == "245 days (about 8 months)"


def test_a_review_that_was_opened_again_counts_from_when_it_was_first_completed(cast: Cast) -> None:
    for day in range(1, 15):
        death = died(cast, date(2024, 6, 1))
        if day <= 6:
            of_panel(cast, death, "9")
    PanelPack.objects.update(completed_on=date(2026, 1, 1), earlier=[{"completed_on": "2025-02-01", "cause_why": ""}])
    assert days_to(counted(begun(cast)))[COMPLETED] == "245 days (about 8 months)"


@pytest.mark.parametrize(("reviewed", "of"), [(4, 14), (10, 12)])
def test_few_deaths_reviewed_or_few_that_were_not_are_kept_back_among_the_steps_as_everywhere(
    cast: Cast, reviewed: int, of: int
) -> None:
    for day in range(1, of + 1):
        death = died(cast, date(2024, 6, 1))
        if day <= reviewed:
            of_panel(cast, death, "9")
    report = counted(begun(cast))
    drawn = tables(report)
    assert come_to(report)[COMPLETED] == drawn["Review by the overview panel"][REVIEWED] == (KEPT_BACK, KEPT_BACK)
    assert COMPLETED not in days_to(report)


def test_what_few_deaths_had_is_kept_back_from_what_the_panel_found(cast: Cast) -> None:
    for day in range(1, 27):
        death = died(cast, date(2024, 6, day))
        if day <= 20:
            of_panel(cast, death, "1" if day <= 3 else "9" if day <= 11 else "4", "intrinsic 2")
    drawn = tables(counted(begun(cast)))["Category of death"]
    assert drawn["Deliberately inflicted injury, abuse or neglect (recalled)"][0] == KEPT_BACK
    assert [one[0] for one in drawn.values()].count(KEPT_BACK) == 2


def test_the_parts_are_drafted_from_what_the_panel_recommends(cast: Cast) -> None:
    case, by = open_folder_for(cast, by="coordinator"), cast["coordinator"]
    panel = Body.objects.create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale")
    PanelLearning.objects.create(case=case, panel=panel, partnership=cast.partnership, recorded_by=by)
    recommend(case, text="Windows are locked.", made_on=date(2026, 6, 1), whence=Whence("Overview panel"), by=by)
    assert "Windows are locked." in drafted(cast.partnership, year_of(timezone.localdate()), by).parts["actions"]


def test_without_the_panels_findings_the_report_says_that_they_are_missing(cast: Cast) -> None:
    said = list(whole_of(counted(begun(cast))).every_text())
    assert any("None is recorded here" in words for words in said)
    assert HOW_TO_READ in said


def test_half_of_the_deaths_came_to_a_step_within_so_many_days(cast: Cast) -> None:
    for day in range(1, 8):
        died(cast, date(2024, 6, day), told_after=day)
    step = "The first notification"
    steps = tables(counted(begun(cast)))["Step"]
    assert steps[step] == ("4 days",)


def test_days_of_fewer_than_five_deaths_are_not_told(cast: Cast) -> None:
    for day in range(1, 4):
        died(cast, date(2024, 6, day))
    assert "days" not in str(tables(counted(begun(cast)))["Step"])


def test_whoever_began_it_does_not_approve_it_and_nothing_is_left_unwritten(cast: Cast) -> None:
    report = counted(begun(cast))
    with pytest.raises(NotDone, match="Still to be written"):
        approve_report(report, by=cast["senior officer"])
    write_report(report, WORDS, by=cast["coordinator"])
    with pytest.raises(NotDone, match="does not approve"):
        approve_report(report, by=cast["coordinator"])


def test_what_is_approved_stands(cast: Cast) -> None:
    report = approved(cast, counted(begun(cast)))
    with pytest.raises(NotDone, match="stands as it is"):
        count_anew(report, by=cast["coordinator"])
    with pytest.raises(NotDone, match="stands as it is"):
        write_report(report, WORDS, by=cast["coordinator"])
    with pytest.raises(NotDone, match="stands as it is"):
        approve_report(report, by=cast["senior officer"])
    assert begun(cast).number == 2


def test_one_report_is_drawn_at_a_time_since_each_decides_what_the_next_may_tell(cast: Cast) -> None:
    begun(cast, 2023)
    with pytest.raises(NotDone, match="2023–24 is not approved"):
        begun(cast, 2024)


def test_word_and_pdf_say_what_the_page_says(cast: Cast, client: Client) -> None:
    for day in range(1, 8):
        died(cast, date(2024, 6, day))
    report = counted(begun(cast))
    name_actor(cast["coordinator"])
    write_report(report, WORDS, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    word = client.get(f"/reports/{report.pk}/word")
    paper = Document(BytesIO(word.content))
    assert [one for one in paper.paragraphs if one.text == WORDS["lessons"]]
    charts = [one for one in whole_of(DeathReport.objects.get()).blocks if isinstance(one, Drawing)]
    assert len(paper.inline_shapes) == len(charts) == 5
    pdf = PdfReader(BytesIO(client.get(f"/reports/{report.pk}/pdf").content))
    assert "About what was learnt." in " ".join("".join(page.extract_text() for page in pdf.pages).split())
    assert client.get(f"/reports/{report.pk}/rtf").status_code == 404


def test_a_report_is_begun_on_screen_and_approved_by_another(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    client.post("/reports/", {"year": "2024"})
    report = DeathReport.objects.get()
    assert "being counted" in client.get(f"/reports/{report.pk}/").content.decode()
    counted(report)
    client.post(f"/reports/{report.pk}/write", WORDS)
    look_through_what_waits()
    assert client.get(f"/reports/{report.pk}/approve").status_code == 404
    client.force_login(cast["senior officer"])
    assert "Tick both" in client.post(f"/reports/{report.pk}/approve", {"sure": ["read"]}).content.decode()
    client.post(f"/reports/{report.pk}/approve", {"sure": ["read", "nobody"]})
    report.refresh_from_db()
    assert report.approved_by == cast["senior officer"]


def test_what_of_the_guidances_list_is_only_recalled_is_said_where_the_report_is_written(
    cast: Cast, client: Client
) -> None:
    report = begun(cast)
    client.force_login(cast["coordinator"])
    shown = client.get(f"/reports/{report.pk}/write").content.decode()
    assert "What the guidance asks of this report" in shown
    assert shown.count("Recalled, and not checked") == 3


def test_the_database_lets_nobody_change_or_take_away_a_report_that_was_approved(cast: Cast) -> None:
    report = approved(cast, counted(begun(cast)))
    for column, value in (("patterns", "Other words."), ("figures", {}), ("approved_at", None), ("year", 2020)):
        with pytest.raises(DatabaseError, match="approved stands as it was"), transaction.atomic():
            DeathReport.objects.filter(pk=report.pk).update(**{column: value})
    with pytest.raises(DatabaseError, match="approved stands as it was"), transaction.atomic():
        DeathReport.objects.filter(pk=report.pk).delete()
    assert DeathReport.objects.get(pk=report.pk).patterns == WORDS["patterns"]


def test_a_draft_is_changed_until_it_is_approved(cast: Cast) -> None:
    report = counted(begun(cast))
    name_actor(cast["coordinator"])
    write_report(report, WORDS, by=cast["coordinator"])
    assert DeathReport.objects.get(pk=report.pk).patterns == WORDS["patterns"]
