"""A round: whom it asks, what comes back, what is carried, opened again, promised, compared and taken away."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from handrail.service.access.models import Grant
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import save_page
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body, BodyCode
from handrail.service.requests.actions import answer_holds_nothing
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Reminder, Request
from handrail.service.requests.naming import form_waiting_for
from handrail.service.requests.sheets import sheet_of
from handrail.service.requests.views.drafting import send_what_was_typed
from handrail.service.room import AtSchool
from handrail.service.scrutiny import comparing
from handrail.service.scrutiny.actions import asking, promising, returning
from handrail.service.scrutiny.models import Promise, Return
from handrail.service.scrutiny.sets import as_kept, brought
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.scrutiny.assessed import TOLD, TOP, a_round, asked, page, sends, small, today
from tests.rooms.scrutiny.scrutinised import in_days


def test_what_a_body_sends_is_laid_out_question_by_question_and_locked(cast: Cast) -> None:
    sent = sends(cast, asked(cast, a_round(cast)))
    assert [(one.question, one.judged, one.evidence) for one in sent.judgements.all()] == [
        (TOP, "full", "Minutes of May."), (TOLD, "partly", "One report."),
    ]  # fmt: skip
    assert Request.objects.get(pk=sent.request_id).locked_at is not None


def test_a_judgement_without_what_shows_it_is_not_sent(cast: Cast) -> None:
    one = asked(cast, a_round(cast))
    form = sheet_of(one).journey.filled({"of-lead": page() | {f"{TOP}__evidence": [""]}})[0]
    assert form.errors[f"{TOP}__evidence"] == ["Say what shows it: Somebody at the top answers for it"]


def test_what_is_to_be_done_better_needs_somebody_and_a_day(cast: Cast) -> None:
    one = asked(cast, a_round(cast))
    form = sheet_of(one).journey.filled({"of-lead": page(lead__improve="Train the board")})[0]
    assert form.errors["lead__owner"] == ["Say who sees to it"]
    assert form.errors["lead__by"] == ["Enter the day by which it is done"]


def test_a_body_cannot_say_of_itself_that_it_holds_nothing(cast: Cast) -> None:
    one = asked(cast, a_round(cast))
    name_actor(cast["hospital lead"])
    with pytest.raises(NotDone, match="it is filled in"):
        answer_holds_nothing(one, by=cast["hospital lead"])


def test_last_years_answers_stand_in_the_draft_and_are_not_sent_until_each_is_confirmed(cast: Cast) -> None:
    sends(cast, asked(cast, a_round(cast, 2025)))
    one = asked(cast, a_round(cast, 2026))
    name_actor(cast["hospital lead"])
    draft = begin(one, by=cast["hospital lead"])
    assert draft.answers["of-lead"] == page()
    (form, *_) = sheet_of(one).journey.filled(draft.answers)
    assert set(form.errors) == {f"{TOP}__still", f"{TOLD}__still"}
    still = {f"{TOP}__still": "yes", f"{TOLD}__still": "changed"}
    sent = sends(cast, one, page(told="full", **still))
    assert [(one.judged, one.was) for one in sent.judgements.all()] == [("full", "full"), ("full", "partly")]
    assert [put.moved for put in comparing.questions_of(sent)] == [comparing.SAME, comparing.UP]


def test_an_old_round_keeps_the_questions_it_was_begun_with(cast: Cast) -> None:
    old = a_round(cast, 2025)
    first = asked(cast, old)
    other = small().kept()
    other["standard"][0]["question"] = other["standard"][0]["question"][:1]
    new = a_round(cast, 2026, asks=as_kept(other))
    assert (old.question_set.version, new.question_set.version) == (1, 2)
    assert len(sheet_of(first).journey.pages[0].base_fields) > len(
        sheet_of(asked(cast, new)).journey.pages[0].base_fields
    )


def test_a_return_that_is_opened_again_stays_as_it_was_and_the_next_takes_its_place(cast: Cast) -> None:
    round_ = a_round(cast)
    sent = sends(cast, asked(cast, round_), page(lead__improve="Train", lead__owner="Ann", lead__by_day="1",
                                                 lead__by_month="5", lead__by_year="2030"))  # fmt: skip
    name_actor(cast["coordinator"])
    again = returning.open_again(sent, why="Nothing shows the second.", due_on=in_days(9), by=cast["coordinator"])
    assert "Nothing shows the second." in again.what
    second = sends(cast, again, page(told="not"))  # nothing has to be confirmed a second time
    assert list(Return.objects.filter(round=round_, replaced_at__isnull=True)) == [second]
    assert sent.judgements.get(question=TOLD).judged == "partly"
    with pytest.raises(NotDone, match="opened again already"):
        returning.open_again(sent, why="Once more.", due_on=in_days(9), by=cast["coordinator"])


def test_what_is_promised_is_carried_until_it_is_done(cast: Cast) -> None:
    before = a_round(cast, 2025)
    by = {"lead__by_day": "1", "lead__by_month": "5", "lead__by_year": "2030"}
    sends(cast, asked(cast, before), page(lead__improve="Train the board", lead__owner="Ann Sill", **by))
    (made,) = Promise.objects.filter(round=before)
    assert (made.owner, made.due_on.isoformat(), made.standard) == ("Ann Sill", "2030-05-01", "Who leads")
    now = a_round(cast, 2026)
    assert asking.promised_before(now, cast["coordinator"]) == [made]
    name_actor(cast["hospital lead"])
    promising.done(made, on=today(), words="All nine came.", by=cast["hospital lead"], file=("list.txt", b"Nine."))
    made.refresh_from_db()
    assert made.document is not None
    assert made.document.for_body == cast.trust
    assert asking.promised_before(now, cast["coordinator"]) == []
    with pytest.raises(NotDone, match="what came of this"):
        promising.done(made, on=today(), words="Again.", by=cast["hospital lead"])


def test_a_school_is_asked_by_a_code_and_is_one_body_however_often(cast: Cast) -> None:
    schools = [AtSchool("999001", "Otterbank School", "Ada Fell", "ada@otterbank.example"),
               AtSchool("999002", "Heron School", "", "")]  # fmt: skip
    for year in (2025, 2026):
        told = asking.ask_schools(a_round(cast, year), schools, by=cast["coordinator"])
        assert [one.by_code for one in told] == [True, True]
    assert BodyCode.objects.filter(scheme=asking.URN).count() == 2
    assert Message.objects.filter(to="ada@otterbank.example").count() == 2
    assert not Body.objects.get(name="Otterbank School").memberships.exists()


def test_what_a_school_sends_by_its_code_is_laid_out_too(cast: Cast) -> None:
    """As the database lets it: a coordinator adds the school, and whoever has a form open reads no round."""
    schools = [AtSchool("999001", "Otterbank School", "Ada Fell", "ada@otterbank.example")]
    round_ = a_round(cast)
    with unit_of_work(cast["coordinator"]):
        (one,) = asking.ask_schools(round_, schools, by=cast["coordinator"])
    ada = Practitioner.objects.get(paper_id=one.pk)
    with unit_of_work(ada, "a form opened by a code"):
        asked_of_her = form_waiting_for(ada)
        assert asked_of_her is not None
        draft = begin(asked_of_her, by=ada)
        improved = page(lead__improve="Two more leads", lead__owner="Ada Fell", lead__by_day="1", lead__by_month="5",
                        lead__by_year="2030")  # fmt: skip
        for slug, answers in (("of-lead", improved), ("approved", {"approved_by": ["The chair of governors"]})):
            draft = save_page(draft.pk, slug, answers, version=draft.version, by=ada)
        assert send_what_was_typed(asked_of_her, draft, by=ada) is not None
    sent = Return.objects.get(request=one)
    assert [judged.judged for judged in sent.judgements.all()] == ["full", "partly"]
    assert sent.promises.get().owner == "Ada Fell"


def test_each_body_reads_its_own_return_alone_and_partners_read_all(cast: Cast, client: Client) -> None:
    round_ = a_round(cast)
    sent, other = sends(cast, asked(cast, round_)), asked(cast, round_, cast.school)
    at = f"/cases/{round_.case_id}/returns/{sent.pk}/"
    told = {}
    for who in ("hospital lead", "police partner", "coordinator"):
        client.force_login(cast[who])
        told[who] = client.get(at).status_code, client.get(f"/cases/{round_.case_id}/rounds/{round_.pk}/").status_code
    assert told == {"hospital lead": (200, 404), "police partner": (200, 200), "coordinator": (200, 200)}
    assert Grant.objects.live().filter(folder=round_.case_id, body=other.body).exists()


def test_what_leaves_as_a_file_is_never_worked_out(cast: Cast, client: Client) -> None:
    round_ = a_round(cast)
    sends(cast, asked(cast, round_), page() | {f"{TOP}__evidence": ["=1+1"]})
    asked(cast, round_, cast.school)
    client.force_login(cast["coordinator"])
    at = f"/cases/{round_.case_id}/rounds/{round_.pk}/file/"
    assert "'=1+1" in client.get(f"{at}csv").content.decode()
    sheet = load_workbook(BytesIO(client.get(f"{at}xlsx").content)).active
    assert sheet is not None
    cells = {(cell.value, cell.data_type) for row in sheet for cell in row}
    assert ("=1+1", "s") in cells
    assert ("Not answered", "s") in cells
    assert client.get(f"{at}exe").status_code == 404


def test_years_stand_beside_one_another(cast: Cast, client: Client) -> None:
    for year, told in ((2025, "not"), (2026, "full")):
        still = {f"{TOP}__still": "yes", f"{TOLD}__still": "changed"} if year == 2026 else {}
        sends(cast, asked(cast, a_round(cast, year)), page(told=told, **still))
    client.force_login(cast["coordinator"])
    said = client.get("/self-assessment/years/small-return").content.decode()
    assert "1 of 2" in said
    assert "2 of 2" in said
    assert "2025–26: 1 fully met, 1 not met." in said


def test_everybody_who_has_not_answered_is_reminded_at_once(cast: Cast, client: Client) -> None:
    round_ = a_round(cast)
    sends(cast, asked(cast, round_))
    late = asked(cast, round_, cast.police)
    client.force_login(cast["coordinator"])
    client.post(f"/cases/{round_.case_id}/rounds/{round_.pk}/chase")
    reminded = set(Reminder.objects.filter(request__case=round_.case_id).values_list("request", flat=True))
    assert reminded == {late.pk}


def test_an_audits_sample_is_read_by_whoever_holds_both_keys(cast: Cast) -> None:
    looked_at = open_folder_for(cast)
    audit = a_round(cast, asks=brought()["multi-agency-audit-of-practice"], theme="Neglect")
    name_actor(cast["coordinator"])
    assert promising.sample(audit, looked_at, by=cast["coordinator"]).number == 1
    with pytest.raises(NotDone, match="in the sample already"):
        promising.sample(audit, looked_at, by=cast["coordinator"])
    with pytest.raises(NotDone, match="own folder"):
        promising.sample(audit, audit.case, by=cast["coordinator"])
