"""The partnership's yearly report: begun, gathered, written, agreed, published, sent, corrected, withdrawn."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument
from pypdf import PdfReader

from handrail.public.bundle import Document
from handrail.public.pdf import pdf_of as public_pdf
from handrail.public.word import word_of as public_word
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.models import AreaDay
from handrail.service.arrangements.saying import digest_of
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.children.models import Child
from handrail.service.outbox.models import Message
from handrail.service.publication.bundle import released
from handrail.service.publication.models import Release, Withdrawal
from handrail.service.reports.actions import years as act
from handrail.service.reports.actions.earlier import record_earlier, set_earlier_aside
from handrail.service.reports.facts import clocks_of, next_months, recipients_of
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.gate import gate_of
from handrail.service.reports.year.paper import whole_of
from handrail.service.reports.year.releasing import day_letters, release_what_was_published
from handrail.service.reports.year.saying import items_of, said_in
from handrail.service.reviews.blocks import Heading
from handrail.service.reviews.pdf import pdf_of
from tests.rooms.arrangements.changing import planned
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reports.a_year import agree_all, begun, published, seen_to, write, written
from tests.rooms.reports.planted import CANARY, plant
from tests.rooms.reviews.test_papers import kinds_of_tag


def test_the_first_report_is_on_the_april_to_march_that_ended_last_and_the_next_goes_on_from_it(cast: Cast) -> None:
    assert next_months(cast.partnership, date(2026, 11, 22)) == (date(2025, 4, 1), date(2026, 3, 31))
    begun(cast, date(2025, 1, 1))
    assert next_months(cast.partnership) == (date(2026, 1, 1), date(2026, 12, 31))


def test_months_that_are_not_over_and_months_that_were_reported_on_are_refused(cast: Cast) -> None:
    with pytest.raises(NotDone, match="once they are over"):
        begun(cast, timezone.localdate() - timedelta(days=100))
    act.give_up_year(begun(cast), why="Begun in error", by=cast["coordinator"])
    published(cast)
    with pytest.raises(NotDone, match="Correct that one"):
        begun(cast)
    with pytest.raises(NotDone, match="is on months of these"):
        begun(cast, date(2024, 10, 1))


def test_it_has_a_section_for_every_item_that_an_edition_asks_for_and_lacks_each(cast: Cast) -> None:
    report = seen_to(begun(cast))
    asked = [item.key for item in items_of(cast.partnership)]
    assert asked[:2] == ["what_was_done", "how_effective"]
    assert {one.item for one in report.sections.all()} == set(asked)
    lacking = [answer.item.key for answer in gate_of(report, cast["coordinator"]).answers if not answer.met]
    assert set(asked) - set(lacking) == {"joint", "open"}


def test_what_an_act_asks_for_is_not_excused_and_what_guidance_asks_for_may_be_for_a_reason(cast: Cast) -> None:
    report = begun(cast)
    for item in ("how_effective", "priorities"):
        write(cast, report, item, "", why_not="We chose none this year.")
    met = {answer.item.key: answer.met for answer in gate_of(report, cast["coordinator"]).answers}
    assert (met["how_effective"], met["priorities"]) == (False, True)


def test_records_are_gathered_by_the_worker_and_a_part_may_be_left_out_but_not_changed(cast: Cast) -> None:
    report = seen_to(begun(cast))
    keys = {part["key"] for part in report.told}
    assert {"rapid_reviews", "recommendations", "briefings", "arrangements", "scrutiny", "child_deaths"} <= keys
    name_actor(cast["coordinator"])
    act.leave_out(report, "briefings", "None was sent.", by=cast["coordinator"])
    report.refresh_from_db()
    assert "briefings" not in {part["key"] for part in said_in(report)["told"]}


def test_who_saves_second_is_shown_what_the_first_left(cast: Cast) -> None:
    report = begun(cast)
    write(cast, report, "impact", "First.")
    with pytest.raises(act.Overtaken) as overtaken:
        act.write_section(report, "impact", text="Second.", why_not="", version=0, by=cast["coordinator"])
    assert overtaken.value.now.text == "First."


def test_a_changed_word_voids_what_was_agreed_and_nobody_agrees_to_words_they_did_not_read(cast: Cast) -> None:
    report = agree_all(cast, written(cast))
    assert gate_of(report, cast["coordinator"]).open
    read = digest_of(said_in(report))
    write(cast, report, "impact", "Something else.")
    seen_to(report)
    assert not gate_of(report, cast["coordinator"]).open
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="was changed while this page was open"):
        act.agree_year(
            report, body=cast.council, agreed_by_name="Its lead", agreed_on=timezone.localdate(), where="Minutes",
            read=read, by=cast["coordinator"],
        )  # fmt: skip


def test_the_partners_agree_once_all_else_is_there(cast: Cast) -> None:
    report = seen_to(begun(cast))
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="not complete yet"):
        agree_all(cast, report)


def test_the_name_of_a_child_keeps_it_back_and_no_word_of_anybody_lets_it_stand(cast: Cast) -> None:
    case = open_folder_for(cast)
    Child.objects.create(folder_id=case.folder_id, given_names="Quillan Rook", family_name="Marrowby")
    report = begun(cast)
    write(cast, report, "impact", "We learnt much from QUILLAN  Marrowby’s time in care.")
    seen_to(report)
    name_actor(cast["coordinator"])
    found = [(mark.words, mark.whose) for mark in marks_for(report, cast["coordinator"])]
    assert found == [("quillan marrowby", "a child")]
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="Take it out"):
        act.let_stand(report, "quillan marrowby", "They agreed", by=cast["coordinator"])


def test_a_practitioners_name_may_be_read_on_somebodys_word(cast: Cast) -> None:
    report = begun(cast)
    name = cast["police partner"].name
    write(cast, report, "impact", f"{name} led this.")
    seen_to(report)
    assert [mark["words"] for mark in report.marks] == [name.casefold()]
    name_actor(cast["coordinator"])
    act.let_stand(report, name.casefold(), "They lead the subgroup and agreed", by=cast["coordinator"])
    assert seen_to(report).marks == []


def test_a_published_report_stands_as_it_was(cast: Cast) -> None:
    report = published(cast)
    with pytest.raises(NotDone, match="stands as it is"):
        write(cast, report, "impact", "Later words.")
    for change in (
        lambda: YearReport.objects.filter(pk=report.pk).update(document={}),
        lambda: report.sections.update(text="Later words."),
        lambda: report.sections.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_next_report_begins_from_last_years_words_which_somebody_must_look_at(cast: Cast) -> None:
    published(cast, begun(cast, date(2024, 4, 1)))
    report = begun(cast)
    assert report.sections.get(item="impact").text.startswith("About impact.")
    answer = next(one for one in gate_of(report, cast["coordinator"]).answers if one.item.key == "impact")
    assert answer.lacks == ("These are last year’s words. Say what is so this year.",)
    write(cast, report, "impact", report.sections.get(item="impact").text)
    answer = next(one for one in gate_of(report, cast["coordinator"]).answers if one.item.key == "impact")
    assert answer.met


def test_twelve_months_run_from_the_last_report_published_and_sending_has_its_days(cast: Cast) -> None:
    report = published(cast)
    today = timezone.localdate()
    running = {clock.duty.title: clock for clock in clocks_of(cast.partnership) if not clock.stopped_by}
    yearly = running["Publish the yearly report"]
    assert yearly.started_on == today
    assert yearly.due is not None
    sending = next(clock for title, clock in running.items() if title.startswith("Send the yearly report"))
    assert sending.due is not None
    to = recipients_of(law_of(cast.partnership), today)
    assert to == ["The Panel", "Foundations"]
    name_actor(cast["coordinator"])
    for one in to:
        assert any(not clock.stopped_by and clock.duty.key == sending.duty.key for clock in clocks_of(cast.partnership))
        act.send_year(report, to=one, how="On their own site", sent_on=today, by=cast["coordinator"])
    assert all(clock.stopped_by for clock in clocks_of(cast.partnership) if clock.duty.key == sending.duty.key)


def test_the_twelve_months_run_from_a_report_that_came_out_before_reports_were_kept_here(cast: Cast) -> None:
    (waits,) = [clock for clock in clocks_of(cast.partnership) if clock.duty.key == "yearly_report"]
    name_actor(cast["coordinator"])
    record_earlier(cast.partnership, date(2025, 3, 31), date(2025, 9, 24), "The old site", by=cast["coordinator"])
    *done, runs = [clock for clock in clocks_of(cast.partnership) if clock.duty.key == "yearly_report"]
    assert waits.stopped_by is None
    assert all(clock.stopped_by for clock in done)
    assert runs.due == date(2026, 9, 24)
    assert next_months(cast.partnership) == (date(2025, 4, 1), date(2026, 3, 31))


def test_an_earlier_report_recorded_in_error_is_set_aside_and_no_report_counts_twice(cast: Cast) -> None:
    by = cast["coordinator"]
    name_actor(by)
    with pytest.raises(NotDone, match="published after that"):
        record_earlier(cast.partnership, date(2025, 3, 31), date(2025, 3, 1), "", by=by)
    wrong = record_earlier(cast.partnership, date(2024, 3, 31), date(2024, 9, 24), "", by=by)
    with pytest.raises(NotDone, match="recorded already"):
        record_earlier(cast.partnership, date(2024, 3, 31), date(2024, 9, 25), "", by=by)
    set_earlier_aside(wrong.pk, by=by)
    assert next_months(cast.partnership, date(2026, 11, 22)) == (date(2025, 4, 1), date(2026, 3, 31))
    published(cast)
    name_actor(by)
    with pytest.raises(NotDone, match="is kept here"):
        record_earlier(cast.partnership, date(2026, 3, 31), date(2026, 9, 24), "", by=by)


def test_the_days_of_a_change_of_law_say_when_the_first_report_came_out(cast: Cast) -> None:
    plan = planned(cast)
    name_actor(cast["coordinator"])
    AreaDay.objects.create(
        transition=plan, authority=cast.council, report_on=date(2020, 8, 24), given_by=cast["coordinator"]
    )
    published_on = [clock.stopped_by.day for clock in clocks_of(cast.partnership) if clock.stopped_by]
    assert date(2020, 8, 24) in published_on


def test_a_message_gives_its_day_as_it_leaves_and_leads_to_the_public_page(cast: Cast, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://public.example"
    report = published(cast)
    release_what_was_published()
    name_actor(cast["coordinator"])
    sent = act.send_year(report, to="Foundations", address="reports@foundations.example", by=cast["coordinator"])
    assert sent.message_key is not None
    for again in ("reports@foundations.example", "Reports@Foundations.example"):
        with pytest.raises(NotDone, match="written to already"):
            act.send_year(report, to="Foundations", address=again, by=cast["coordinator"])
    message = Message.objects.get(pk=sent.message_key)
    assert f"https://public.example/{Release.objects.get().address}.docx" in message.text
    assert day_letters() == 0
    name_actor(Job("outbox"))
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
    assert day_letters() == 1
    sent.refresh_from_db()
    assert sent.sent_on == timezone.localdate()


def test_a_corrected_report_takes_the_first_ones_address_with_its_reason(cast: Cast) -> None:
    report = published(cast)
    release_what_was_published()
    name_actor(cast["coordinator"])
    again = act.correct_year(report, why="A figure was wrong.", by=cast["coordinator"])
    published(cast, again)
    release_what_was_published()
    (standing,) = released()
    told = json.loads(standing.document)
    assert (told["version"], told["revised_why"]) == (2, "A figure was wrong.")
    assert {one.address for one in Release.objects.all()} == {standing.address}


def test_a_withdrawn_report_is_gone_for_the_public_and_the_duty_to_publish_runs_on(cast: Cast) -> None:
    report = published(cast)
    release_what_was_published()
    name_actor(cast["coordinator"])
    act.withdraw_year(report, why="It told of a family.", by=cast["coordinator"])
    assert Withdrawal.objects.get().reason == "It told of a family."
    assert released() == []
    yearly = [one for one in clocks_of(cast.partnership) if one.duty.title == "Publish the yearly report"]
    assert [clock.stopped_by for clock in yearly] == [None]
    name_actor(cast["coordinator"])
    assert begun(cast).number == 2


def test_the_pdf_is_tagged_and_is_read_in_the_order_of_the_report(cast: Cast) -> None:
    plant(cast)
    whole = whole_of(published(cast))
    pdf = PdfReader(BytesIO(pdf_of(whole)))
    _is_tagged(pdf)
    _in_order(pdf, [block.text for block in whole.blocks if isinstance(block, Heading)])


def test_the_public_pdf_and_word_are_read_in_the_order_of_the_page(cast: Cast) -> None:
    plant(cast)
    published(cast)
    release_what_was_published()
    document = Document.model_validate_json(Release.objects.get().document)
    headings = [section.heading for section in document.sections]
    pdf = PdfReader(BytesIO(public_pdf(document, "https://public.example/a")))
    _is_tagged(pdf)
    _in_order(pdf, headings)
    word = WordDocument(BytesIO(public_word(document, "https://public.example/a")))
    styled = [one.text for one in word.paragraphs if one.style is not None and one.style.name.startswith("Heading")]
    assert styled == headings
    assert public_word(document, "a") == public_word(document, "a")
    rows = [tuple(row) for section in document.sections for block in section.blocks for row in block.rows]
    assert rows
    assert rows[0][0] in {cell.text for table in word.tables for row in table.rows for cell in row.cells}


def _is_tagged(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L"} <= set(kinds_of_tag(root["/StructTreeRoot"]))


def _in_order(pdf: PdfReader, headings: list[str]) -> None:
    """In the order in which the page's text is drawn, which is the order in which it is read aloud."""
    text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    at = 0
    for heading in headings:
        found = text.find("".join(heading.split()), at)
        assert found >= at, heading
        at = found


def test_nothing_that_was_written_in_a_folder_reaches_the_report(cast: Cast) -> None:
    plant(cast)
    report = written(cast)
    told = json.dumps(report.told)
    assert CANARY not in told
    assert str(cast.school) not in told
    assert "Rapid reviews begun: fewer than 5" in told
    assert "Made in these twelve months: 1 recommendation." in told
    report = agree_all(cast, report)
    act.publish_year(report, by=cast["coordinator"])
    release_what_was_published()
    assert CANARY not in Release.objects.get().document


def test_a_partner_writes_a_part_and_agrees_for_their_own_body_alone(cast: Cast, client: Client) -> None:
    report = begun(cast)
    client.force_login(cast["police partner"])
    page = reverse("reports:year_write", args=[report.pk, "impact"])
    answer = client.post(page, {"text": "What police saw.", "why_not": "", "version": "0", "autosave": "yes"})
    assert answer.json() == {"version": 1}
    assert report.sections.get(item="impact").text == "What police saw."
    agree = client.get(reverse("reports:year_agree", args=[report.pk])).content.decode()
    assert str(cast.police) in agree
    assert str(cast.council.pk) not in agree


def test_the_pages_say_what_is_missing_and_what_the_law_has_running(cast: Cast, client: Client) -> None:
    report = seen_to(begun(cast))
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reports:year", args=[report.pk])).content.decode()
    assert "How well the arrangements worked" in page
    assert "Nothing is written on it yet." in page
    listed = client.get(reverse("reports:years")).content.decode()
    assert "Publish the yearly report" in listed
    reads = client.get(reverse("reports:year_read", args=[report.pk])).content.decode()
    assert "A draft. Nothing of it is published." in reads
