"""The yearly report on child deaths on the public site: approved by two, published, read in every form, superseded,
withdrawn; and no figure that is kept back in any byte of it."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from docx import Document as WordDocument
from pypdf import PdfReader

from handrail.public.bundle import Document
from handrail.public.making import make
from handrail.public.particulars import Particulars
from handrail.service.access.models import Person
from handrail.service.arrangements.saying import digest_of
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.child_deaths.models import Death
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body
from handrail.service.publication.bundle import export
from handrail.service.publication.models import Release, Withdrawal
from handrail.service.reports.actions import approve_report, write_report
from handrail.service.reports.actions.publishing import approve_for_public, publish_report, withdraw_report
from handrail.service.reports.counting import group_of
from handrail.service.reports.keeping import read
from handrail.service.reports.looking import look_through_what_waits
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import DeathMark, DeathReport
from handrail.service.reports.releasing import release_what_was_published, said_to_the_public
from tests.rooms.cast import Cast, employ
from tests.rooms.reports.deaths import died
from tests.rooms.reports.test_yearly_report import WORDS, approved, begun, counted
from tests.rooms.reviews.test_papers import kinds_of_tag

AGE = ("age", "15 to 17 years")
AT = Particulars("https://public.example", "What was published", "")
Site = dict[str, bytes]


def a_year(cast: Cast, year: int = 2024) -> DeathReport:
    """Of 21 infants, 7 children of eight, and 3 of sixteen: those are kept back, and something with them."""
    for day in range(1, 22):
        died(cast, date(year, 6, day))
    for day in range(1, 8):
        died(cast, date(year, 7, day), days_old=3_000)
    for day in range(1, 4):
        died(cast, date(year, 8, day), days_old=6_000)
    return counted(begun(cast, year))


def second(cast: Cast, report: DeathReport, by: str = "police partner") -> DeathReport:
    name_actor(cast[by])
    approve_for_public(report, read=digest_of(said_to_the_public(report)), by=cast[by])
    report.refresh_from_db()
    return report


def published(cast: Cast, report: DeathReport) -> DeathReport:
    second(cast, approved(cast, report))
    name_actor(cast["coordinator"])
    publish_report(report, by=cast["coordinator"])
    report.refresh_from_db()
    return report


def site_of(folder: Path) -> Site:
    """Every page of the public site as it is sent, by its address."""
    export(folder / "bundle")
    make(folder / "bundle", folder / "site", AT, say=lambda words: None)
    with sqlite3.connect(folder / "site" / "site.sqlite") as rows:
        return dict(rows.execute("select path, body from page"))


def unpacked(body: bytes) -> Iterator[bytes]:
    """What a file says, whatever it is packed in."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as held:
            yield from (held.read(name) for name in held.namelist())
    elif body.startswith(b"%PDF"):
        pdf = PdfReader(BytesIO(body))
        yield "\n".join(page.extract_text() for page in pdf.pages).encode()
        yield from (page.get_contents().get_data() for page in pdf.pages if page.get_contents())  # type: ignore[union-attr]
    else:
        yield body


def test_two_approve_it_and_neither_began_it(cast: Cast) -> None:
    report = approved(cast, a_year(cast))
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="second person approves it"):
        publish_report(report, by=cast["coordinator"])
    for by in ("senior officer", "coordinator"):
        with pytest.raises(NotDone, match="A second person"):
            second(cast, report, by=by)
    assert second(cast, report).second_by == cast["police partner"]
    with pytest.raises(NotDone, match="already"):
        second(cast, report, by="health partner")


def test_the_database_holds_that_another_approved_it_and_that_nothing_is_published_before(cast: Cast) -> None:
    report = approved(cast, a_year(cast))
    held = DeathReport.objects.filter(pk=report.pk)
    with pytest.raises(DatabaseError, match="by_another"), transaction.atomic():
        held.update(second_by=cast["senior officer"], second_at=timezone.now())
    with pytest.raises(DatabaseError, match="stands as it was"), transaction.atomic():
        held.update(published_at=timezone.now(), published_by=cast["coordinator"])
    second(cast, report)
    changes: tuple[dict[str, object], ...] = (
        {"document": {}}, {"second_by": None, "second_at": None}, {"revised_why": "Other."},
    )  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError, match="stands as it was"), transaction.atomic():
            held.update(**change)


def test_whoever_approves_it_for_the_public_approves_what_was_read(cast: Cast) -> None:
    report = approved(cast, a_year(cast))
    name_actor(cast["police partner"])
    with pytest.raises(NotDone, match="reads otherwise"):
        approve_for_public(report, read=digest_of({}), by=cast["police partner"])
    assert second(cast, report).document["title"].endswith("child deaths 2024–25")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Perrin should have been seen.", "perrin"),
        ("The death of PERRIN  Alderwick shows it.", "perrin alderwick"),
        ("Dr Hollis Venn led it.", "hollis venn"),
    ],
)
def test_a_name_keeps_it_from_being_approved(cast: Cast, words: str, found: str) -> None:
    report = a_year(cast)
    name_actor(cast["coordinator"])
    write_report(report, {**WORDS, "lessons": words}, by=cast["coordinator"])
    with pytest.raises(NotDone, match="being looked through"):
        approve_report(report, by=cast["senior officer"])
    assert look_through_what_waits() == 1
    report.refresh_from_db()
    name_actor(cast["senior officer"])
    assert found in {mark.words for mark in marks_for(report, cast["senior officer"])}
    with pytest.raises(NotDone, match="A name may stand"):
        approve_report(report, by=cast["senior officer"])


@pytest.mark.parametrize(
    ("words", "marked"),
    [("Quillan Marrowby was not seen.", "quillan marrowby"), ("Quilllan was not seen.", "quilllan")],
)
def test_whoever_is_shut_out_of_a_folder_is_not_told_that_a_name_is_known_from_it(
    cast: Cast, words: str, marked: str
) -> None:
    report = a_year(cast)
    death = Death.objects.filter(case__partnership=cast.partnership).select_related("case").first()
    assert death is not None
    name_actor(Job("tests"))
    kin = employ("Merrily Sedge", "coordinator", cast.council, cast.partnership)
    Child.objects.filter(pk=death.child_id).update(given_names="Quillan", family_name="Marrowby")
    name_actor(cast["coordinator"])
    shut_out(death.case, Named((kin.name,), (), "relative"), why="They are kin", by=cast["coordinator"])
    write_report(report, {**WORDS, "lessons": words}, by=cast["coordinator"])
    assert look_through_what_waits() == 1
    report.refresh_from_db()
    kin = Person.objects.get(pk=kin.pk)
    name_actor(cast["coordinator"])
    assert marked in {mark.words for mark in marks_for(report, cast["coordinator"])}
    assert marks_for(report, kin) == []
    with unit_of_work(kin):
        assert DeathMark.objects.count() == 0
    with pytest.raises(NotDone, match="not every folder is open to you"):
        publish_report(DeathReport(pk=_approved_twice(report), partnership=cast.partnership), by=kin)


def _approved_twice(report: DeathReport) -> uuid.UUID:
    DeathReport.objects.filter(pk=report.pk).update(
        approved_at=timezone.now(), second_at=timezone.now(), document={"title": "A report"}
    )
    return report.pk


def test_a_report_approved_before_anybody_looked_for_names_is_looked_through_before_the_public_reads_it(
    cast: Cast,
) -> None:
    report = a_year(cast)
    name_actor(cast["coordinator"])
    write_report(report, {**WORDS, "lessons": "Perrin should have been seen."}, by=cast["coordinator"])
    DeathReport.objects.filter(pk=report.pk).update(approved_at=timezone.now(), approved_by=cast["senior officer"])
    report.refresh_from_db()
    with pytest.raises(NotDone, match="being looked through"):
        second(cast, report)
    assert look_through_what_waits() == 1
    with pytest.raises(NotDone, match="A name may stand"):
        second(cast, report)


def test_it_is_a_page_pdf_word_and_data_with_charts_that_tables_repeat(cast: Cast, tmp_path: Path) -> None:
    published(cast, a_year(cast))
    assert release_what_was_published() == 1
    address = Release.objects.get().address
    site = site_of(tmp_path)
    page = site[f"/{address}"].decode()
    assert page.count('<div class="public-chart"><svg') == 5
    assert 'role="img" aria-label="Age, 2020–21 to 2024–25. 0 to 27 days: ' in page
    assert "15 to 17 years: kept back" in page
    assert (
        '<th scope="row" class="govuk-table__header">15 to 17 years</th><td class="govuk-table__cell">Kept back' in page
    )
    assert f"/{address}.docx" in page
    root = PdfReader(BytesIO(site[f"/{address}.pdf"])).trailer["/Root"]
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure"} <= set(kinds_of_tag(root["/StructTreeRoot"]))  # type: ignore[index]
    word = WordDocument(BytesIO(site[f"/{address}.docx"]))
    assert len(word.inline_shapes) == 5
    told = json.loads(site[f"/{address}.json"])["child_deaths"]
    ages = next(one for one in told["figures"] if one["title"] == "Age")
    assert {"of": "15 to 17 years", "figures": [{"count": None, "mark": "c"}] * 2} in ages["rows"]
    years = next(one for one in told["figures"] if one["title"] == "Deaths by year")
    assert years["rows"][-1] == {"of": "2024–25", "figures": [{"count": 31, "mark": ""}]}
    assert {"/kinds/child-deaths", "/kinds/child-deaths.atom"} <= set(site)
    assert address.encode() in site["/feed.atom"]


def test_no_figure_that_is_kept_back_is_in_any_byte_of_the_bundle_or_the_site(cast: Cast, tmp_path: Path) -> None:
    """Each is planted as a number found nowhere else, then looked for in every file, packed or not."""
    report = a_year(cast)
    figures = read(report.figures)
    hidden = [group for group in figures.release.counts if group not in figures.printed]
    assert group_of("2024–25", AGE) in hidden
    planted = {group: 918_273_645 + 1_000 * place for place, group in enumerate(hidden)}
    row = dict(report.figures)
    row["counts"] = [
        [labels, planted.get(frozenset(map(tuple, labels)), count), how] for labels, count, how in row["counts"]
    ]
    row["not_counted"], row["told_anyway"] = 777_123_456, 777_234_567
    name_actor(cast["coordinator"])
    DeathReport.objects.filter(pk=report.pk).update(figures=row)
    report.refresh_from_db()
    published(cast, report)
    release_what_was_published()
    site = site_of(tmp_path)
    files = [path.read_bytes() for path in (tmp_path / "bundle").rglob("*.json")]
    written = [part for body in (*files, *site.values()) for part in unpacked(body)]
    assert len(files) == 2
    numbers = [*planted.values(), row["not_counted"], row["told_anyway"]]
    for number in numbers:
        for form in (f"{number}", f"{number:,}"):
            assert not [part for part in written if form.encode() in part], form


def test_a_bar_that_is_kept_back_has_no_length_and_its_bytes_are_the_same_whatever_it_is(cast: Cast) -> None:
    report = a_year(cast)
    said = said_to_the_public(report)
    chart = next(
        block for one in said["sections"] for block in one["blocks"] if block.get("caption", "").startswith("Age, ")
    )
    bar = next(one for one in chart["bars"] if one["of"] == AGE[1])
    assert bar == {"of": AGE[1], "count": None, "mark": "c"}
    row = dict(report.figures)
    row["counts"] = [
        [labels, 4 if ["age", AGE[1]] in labels and count == 3 else count, how] for labels, count, how in row["counts"]
    ]
    report.figures = row
    assert said_to_the_public(report) == said


def test_a_later_report_on_the_year_takes_the_address_and_says_why(cast: Cast, tmp_path: Path) -> None:
    published(cast, a_year(cast))
    release_what_was_published()
    again = counted(begun(cast))
    name_actor(cast["coordinator"])
    write_report(again, WORDS, by=cast["coordinator"])
    look_through_what_waits()
    with pytest.raises(NotDone, match="Say why it is published again"):
        approve_report(again, by=cast["senior officer"])
    why = {**WORDS, "revised_why": "A death was registered late."}
    write_report(again, why, by=cast["coordinator"])
    look_through_what_waits()
    name_actor(cast["senior officer"])
    approve_report(again, by=cast["senior officer"])
    again.refresh_from_db()
    second(cast, again)
    name_actor(cast["coordinator"])
    publish_report(again, by=cast["coordinator"])
    assert release_what_was_published() == 1
    assert {one.address for one in Release.objects.all()} == {Release.objects.all()[0].address}
    page = site_of(tmp_path)[f"/{Release.objects.all()[0].address}"].decode()
    assert "A death was registered late." in page
    assert "version 2" in page


def test_an_older_report_is_not_published_once_a_later_one_on_its_year_is_approved(cast: Cast) -> None:
    first = second(cast, approved(cast, a_year(cast)))
    approved(cast, counted(begun(cast)))
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="version 2. Publish that one"):
        publish_report(first, by=cast["coordinator"])


def test_what_is_withdrawn_is_gone_in_every_form_and_says_why(cast: Cast, tmp_path: Path) -> None:
    report = published(cast, a_year(cast))
    release_what_was_published()
    address = Release.objects.get().address
    site_of(tmp_path)
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="may be somebody’s name"):
        withdraw_report(report, why="Perrin Alderwick could be told.", by=cast["coordinator"])
    withdraw_report(report, why="A number was counted wrongly.", by=cast["coordinator"])
    assert Withdrawal.objects.get().reason == "A number was counted wrongly."
    site = site_of(tmp_path)
    for form in ("", ".pdf", ".docx", ".json"):
        assert b"A number was counted wrongly." in site[f"/{address}{form}"]
        assert b"safe sleep" not in site[f"/{address}{form}"]
    assert address.encode() not in site["/feed.atom"]
    assert release_what_was_published() == 0
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="not public"):
        withdraw_report(report, why="Again.", by=cast["coordinator"])


def test_withdrawn_before_the_worker_came_it_never_leaves(cast: Cast) -> None:
    report = published(cast, a_year(cast))
    name_actor(cast["coordinator"])
    withdraw_report(report, why="Published in error.", by=cast["coordinator"])
    assert release_what_was_published() == 0
    assert not Release.objects.exists()


def test_a_withdrawn_report_still_counts_among_what_was_told(cast: Cast) -> None:
    for day in range(1, 13):
        died(cast, date(2023, 6, day))
    report = published(cast, counted(begun(cast, 2023)))
    name_actor(cast["coordinator"])
    withdraw_report(report, why="A word was wrong.", by=cast["coordinator"])
    died(cast, date(2023, 7, 1))
    later = counted(begun(cast, 2024))
    assert read(later.figures).printed[group_of("2023–24")] == 12


def test_what_the_second_person_read_is_what_leaves_whatever_was_renamed_since(cast: Cast) -> None:
    published(cast, a_year(cast))
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.partnership.pk).update(name="Another name")
    release_what_was_published()
    assert json.loads(Release.objects.get().document)["title"].startswith("Wend Valley")


def test_the_document_is_what_the_contract_says(cast: Cast) -> None:
    published(cast, a_year(cast))
    release_what_was_published()
    document = Document.model_validate_json(Release.objects.get().document)
    assert document.kind == "child-deaths"
    assert next(block.caption for one in document.sections for block in one.blocks if block.bars) == "Deaths by year"


def test_the_pages_say_who_has_still_to_approve_and_lead_each_to_their_step(cast: Cast, client: Client) -> None:
    report = approved(cast, a_year(cast))
    page = f"/reports/{report.pk}/"
    client.force_login(cast["senior officer"])
    shown = client.get(page).content.decode()
    assert "A second person has still to approve it" in shown
    assert "Approve it for the public</a>" not in shown
    client.force_login(cast["police partner"])
    assert "Approve it for the public</a>" in client.get(page).content.decode()
    form = client.get(f"{page}for-public").content.decode()
    as_read = digest_of(said_to_the_public(report))
    assert as_read in form
    client.post(f"{page}for-public", {"sure": ["read", "nobody"], "as_read": as_read})
    assert client.get(f"{page}publish").status_code == 404
    client.force_login(cast["coordinator"])
    client.post(f"{page}publish", {"sure": ["read", "nobody"]})
    release_what_was_published()
    assert Release.objects.get().address in client.get(page).content.decode()
    client.post(f"{page}withdraw", {"why": "A number was wrong."})
    assert "Withdrawn on" in client.get(page).content.decode()
    assert "withdrawn on" in client.get("/reports/").content.decode()
