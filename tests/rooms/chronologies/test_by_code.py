"""A practitioner without an account gives a chronology: writes lines, gives a file, leaves, comes back, sends."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import act_as, name_actor
from handrail.service.audit.models import Entry
from handrail.service.chronologies.actions import delivering, writing
from handrail.service.chronologies.models import Chronology, Delivery, Line, Unread
from handrail.service.outbox.mail_server import MailServer
from handrail.service.requests.models import Contribution, Request
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import ask_one, begun, csv_of, said, tell
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.asking import working_days_from_today
from tests.rooms.requests.by_code import NAME, name_one, open_form

HERE = "/form/open/chronology/"
A_LINE = {"first": "12 March 2019", "sure": "exact", "happened": "Seen at the gate", "about": "Wilf", "source": "File"}
AGREED = {"approved_by": "Hedda Masterson, head teacher", "searched": "The school's own records"}


@pytest.fixture
def chronology(cast: Cast) -> Chronology:
    return begun(cast)


@pytest.fixture
def asked(cast: Cast, chronology: Chronology) -> Request:
    return ask_one(cast, chronology, cast.school)


@pytest.fixture
def named(cast: Cast, asked: Request) -> Practitioner:
    return name_one(cast, asked)


@pytest.fixture
def opened(named: Practitioner, office: PostOffice, server: MailServer, client: Client) -> Client:
    open_form(client, named, office, server)
    return client


def give(browser: Client, *rows: str, how: str = "add", name: str = "lines.csv") -> str:
    """Give a file, and the page that tells what became of it."""
    file = SimpleUploadedFile(name, csv_of(*rows))
    return browser.post(f"{HERE}file", {"file": file, "how": how}, follow=True).content.decode()


def test_what_is_asked_leads_to_the_chronology_and_not_to_the_pages_of_a_form(asked: Request, opened: Client) -> None:
    shown = opened.get("/form/open/").text
    assert "asks for a chronology by" in shown
    assert HERE in shown
    assert "/form/open/begin" not in shown
    for page in ("pages/involvement", "check", "answers", "answers/file", "document/file"):
        answer = opened.get(f"/form/open/{page}")
        assert (answer.status_code, answer["Location"]) == (302, "/form/open/"), page


def test_lines_are_written_kept_and_sent_by_the_practitioner(
    asked: Request, named: Practitioner, opened: Client
) -> None:
    opened.post(f"{HERE}write", A_LINE)
    line = Line.objects.get(request=asked)
    assert (line.written_by, line.written_by_practitioner, line.sent_at) == (None, named, None)
    opened.post(f"{HERE}lines/{line.pk}", A_LINE | {"happened": "Seen at the school gate"})
    sent = opened.post(f"{HERE}send", AGREED)
    assert "Your answer was received" in sent.text
    assert "1 line" in sent.text
    assert sent["Cache-Control"] == "no-store"
    line.refresh_from_db()
    assert line.happened == "Seen at the school gate"
    assert line.written_by_practitioner == named
    assert line.sent_at is not None
    kept = Contribution.objects.get(request=asked)
    assert (kept.sent_by, kept.sent_by_practitioner) == (None, named)
    did = Entry.objects.filter(actor=named.actor_key).values_list("did", flat=True)
    assert {"wrote a line of the chronology", "sent the chronology"} <= set(did)


def test_sending_shuts_it_at_once(asked: Request, named: Practitioner, opened: Client) -> None:
    opened.post(f"{HERE}write", A_LINE)
    opened.post(f"{HERE}send", AGREED)
    answer = opened.get(HERE)
    assert (answer.status_code, answer["Location"]) == (302, "/form")
    named.refresh_from_db()
    assert named.ended_why == Practitioner.Ended.SENT


def test_a_file_is_read_its_rows_mended_or_left_out_and_then_sent(
    asked: Request, named: Practitioner, opened: Client
) -> None:
    told = give(opened, "12/03/2019,Visit", "never,A call", "soon,A total")
    assert "1 line taken in; 2 rows to be mended" in told
    delivery = Delivery.objects.get(request=asked)
    assert (delivery.added_by, delivery.added_by_practitioner) == (None, named)
    assert delivery.document.added_by_practitioner == named
    assert delivery.document.for_body == asked.body
    refused = opened.post(f"{HERE}send", AGREED).text
    assert "2 rows of a file wait to be mended" in refused
    first, second = Unread.objects.all()
    opened.post(f"{HERE}rows/{first.pk}", A_LINE | {"happened": "A call"})
    opened.post(f"{HERE}rows/{second.pk}/leave-out")
    second.refresh_from_db()
    assert (second.left_out_by, second.left_out_by_practitioner) == (None, named)
    assert "2 lines" in opened.post(f"{HERE}send", AGREED).text


def test_a_long_file_is_read_by_the_job_in_the_practitioners_name(
    asked: Request, named: Practitioner, opened: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "AT_ONCE", 1)
    assert "Being read" in give(opened, "12/03/2019,Visit", "13/03/2019,Call")
    delivering.read_waiting()
    assert {line.written_by_practitioner for line in Line.objects.filter(request=asked)} == {named}
    assert "2 lines taken in" in opened.get(f"{HERE}files/{Delivery.objects.get().pk}").text


def test_leaving_and_coming_back_elsewhere_loses_nothing_and_a_colleague_may_go_on(
    cast: Cast, asked: Request, named: Practitioner, opened: Client, office: PostOffice, server: MailServer
) -> None:
    opened.post(f"{HERE}write", A_LINE)
    opened.post("/form/leave")
    assert opened.get(HERE).status_code == 302
    elsewhere = Client()
    open_form(elsewhere, named, office, server)
    assert "Seen at the gate" in elsewhere.get(HERE).text
    elsewhere.force_login(cast["school lead"])
    page = reverse("chronologies:ours", kwargs={"case_id": asked.case_id, "request_id": asked.pk})
    assert "Seen at the gate" in elsewhere.get(page).text


def test_the_copy_that_is_kept_reads_as_the_same_lines_when_it_is_given_again(asked: Request, opened: Client) -> None:
    opened.post(f"{HERE}write", A_LINE | {"hour": "14:30", "comment": "=1+1"})
    opened.post(f"{HERE}write", A_LINE | {"first": "March 2019", "happened": "A cold"})
    copy = opened.get(f"{HERE}copy")
    before = set(Line.objects.filter(request=asked).values_list("fingerprint", flat=True))
    file = SimpleUploadedFile("copy.xlsx", copy.content)
    opened.post(f"{HERE}file", {"file": file, "how": "replace"})
    standing = Line.objects.filter(request=asked).standing()
    assert set(standing.values_list("fingerprint", flat=True)) == before


def test_neither_the_reference_nor_another_agencys_line_is_on_any_page(
    cast: Cast, chronology: Chronology, asked: Request, opened: Client
) -> None:
    (of_trust,) = tell(ask_one(cast, chronology, cast.trust), cast["hospital lead"], said("Seen on the ward"))
    give(opened, "12/03/2019,Visit", "never,A call")
    line, row, file = Line.objects.get(request=asked), Unread.objects.get(), Delivery.objects.get()
    pages = ["", "file", f"files/{file.pk}", f"rows/{row.pk}", "write", f"lines/{line.pk}", f"lines/{line.pk}/take-out"]
    for page in [*pages, "send"]:
        shown = opened.get(f"{HERE}{page}")
        assert shown.status_code == 200, page
        assert asked.case.reference not in shown.text, page
        assert str(asked.case_id) not in shown.text, page
        assert "Seen on the ward" not in shown.text, page
    assert opened.get(f"{HERE}lines/{of_trust.pk}").status_code == 404


def test_the_database_itself_shows_a_practitioner_their_own_chronology_alone(
    cast: Cast, chronology: Chronology, asked: Request, named: Practitioner
) -> None:
    theirs = ask_one(cast, chronology, cast.trust)
    tell(theirs, cast["hospital lead"], said("Seen on the ward"))
    begun(cast)
    name_actor(cast["school lead"])
    mine = writing.write_line(asked, said("Seen at school"), by=cast["school lead"])
    act_as(named, "a form opened by a code")
    assert list(Line.objects.all()) == [mine]
    assert list(Chronology.objects.all()) == [chronology]
    assert not Line.objects.filter(request=theirs).update(happened="Not seen")
    not_theirs = writing.new_line(asked, said("Put in"), by=named)
    not_theirs.request_id, not_theirs.body_id = theirs.pk, theirs.body_id
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        not_theirs.save(force_insert=True)
    name_actor(cast["coordinator"])


def test_a_line_is_written_by_one_and_never_by_both(cast: Cast, asked: Request, named: Practitioner) -> None:
    line = writing.new_line(asked, said("Seen"), by=named)
    line.written_by = cast["school lead"]
    with pytest.raises(IntegrityError, match="line_written_by_one"), transaction.atomic():
        line.save(force_insert=True)


def test_the_coordinator_asks_for_it_by_code_names_somebody_and_sees_how_far_it_is(
    cast: Cast, chronology: Chronology, client: Client
) -> None:
    client.force_login(cast["coordinator"])
    at = {"case_id": chronology.case_id, "chronology_id": chronology.pk}
    due = working_days_from_today(8)
    typed = {
        "bodies": [str(cast.school.pk)], "children_named": "Wilf", "what": "Your lines.", "way": "code",
        "due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year,
    }  # fmt: skip
    answer = client.post(reverse("chronologies:ask", kwargs=at), typed)
    asked = Request.objects.get(of=Request.Of.CHRONOLOGY)
    assert answer["Location"] == reverse(
        "requests:practitioner", kwargs={"case_id": chronology.case_id, "request_id": asked.pk}
    )
    assert asked.by_code
    name_one(cast, asked)
    page = client.get(reverse("requests:request", kwargs={"case_id": asked.case_id, "request_id": asked.pk})).text
    assert NAME in page
    assert "Replace the practitioner" in page
    assert "Last saved" not in page
