"""A tracker in the browser: sent in, looked over, taken in once."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from handrail.service.access.models import Person
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Case
from handrail.service.learning.models import Spreadsheet
from handrail.service.learning.tracker.taking_in import empty_forgotten
from tests.rooms.cast import Cast
from tests.rooms.learning.sheets import reviews

RIGHT = reviews({})
ONE_WRONG = reviews({}, {"Local reference": "RR2", "Nature": "?"})


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def sent_in(client: Client, content: bytes, name: str = "tracker.xlsx") -> HttpResponse:
    return client.post(reverse("learning:tracker"), {"file": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def look(client: Client) -> str:
    return client.get(reverse("learning:tracker_preview")).content.decode()


def take_in(client: Client, **more: str) -> HttpResponse:
    sheet = Spreadsheet.objects.first()
    assert sheet is not None
    return client.post(  # type: ignore[return-value]
        reverse("learning:tracker_preview"), {"spreadsheet": str(sheet.pk), **more}, follow=True
    )


def test_sending_in_and_looking_over_makes_nothing(client: Client, cast: Cast) -> None:
    signed_in(client, cast["coordinator"])
    assert sent_in(client, RIGHT).status_code == 302
    page = look(client)
    assert "Nothing has been made yet" in page
    assert "Became aware on 16 April 2019." in page
    assert not Case.objects.exists()


def test_taking_in_makes_the_folders_and_keeps_the_file_no_longer(client: Client, cast: Cast) -> None:
    signed_in(client, cast["coordinator"])
    sent_in(client, RIGHT)
    assert "1 review and 0 actions were made" in take_in(client).content.decode()
    assert Case.objects.count() == 1
    assert Spreadsheet.objects.get().held is None
    assert Entry.objects.filter(did="took in a tracker: 1 lines", actor=cast["coordinator"].actor_key).exists()


def test_pressing_the_button_twice_makes_nothing_twice(client: Client, cast: Cast) -> None:
    signed_in(client, cast["coordinator"])
    sent_in(client, RIGHT)
    take_in(client)
    assert "Nothing was made twice" in take_in(client).content.decode()
    assert Case.objects.count() == 1


def test_a_wrong_line_is_shown_with_its_mending_and_keeps_the_rest_out_until_left_out(
    client: Client, cast: Cast
) -> None:
    signed_in(client, cast["coordinator"])
    sent_in(client, ONE_WRONG)
    page = look(client)
    assert "Reviews, line 3" in page
    assert "Write death, serious harm or other." in page
    assert "nothing was taken in" in take_in(client).content.decode()
    assert not Case.objects.exists()
    assert "1 wrong line was left out" in take_in(client, leave_out="yes").content.decode()
    assert Case.objects.count() == 1


def test_a_file_that_cannot_be_read_is_refused_beside_the_field(client: Client, cast: Cast) -> None:
    signed_in(client, cast["coordinator"])
    answer = sent_in(client, b"Dear all", "letter.csv")
    assert answer.status_code == 200
    assert "No line of headings was found" in answer.content.decode()
    assert not Spreadsheet.objects.exists()


def test_what_stands_in_a_cell_is_shown_as_words_and_never_as_a_page(client: Client, cast: Cast) -> None:
    signed_in(client, cast["coordinator"])
    sent_in(client, reviews({"Local reference": "<script>alert(1)</script>"}))
    assert "<script>alert(1)" not in look(client)


def test_one_person_never_sees_or_takes_in_anothers_tracker(client: Client, cast: Cast) -> None:
    sent_in(signed_in(client, cast["coordinator"]), RIGHT)
    stranger = signed_in(Client(), cast["stranger"])
    assert stranger.get(reverse("learning:tracker_preview")).status_code == 302
    assert "Nothing was made twice" in take_in(stranger).content.decode()
    assert not Case.objects.exists()


def test_only_a_coordinator_has_the_pages(client: Client, cast: Cast) -> None:
    for part in ("notifier", "senior officer", "police partner", "school lead", "administrator"):
        signed_in(client, cast[part])
        for name in ("tracker", "tracker_preview", "tracker_template"):
            assert client.get(reverse(f"learning:{name}")).status_code == 404


def test_a_tracker_that_was_never_taken_in_is_emptied_the_day_after(client: Client, cast: Cast) -> None:
    sent_in(signed_in(client, cast["coordinator"]), RIGHT)
    today = timezone.localdate()
    assert empty_forgotten(today) == 0
    assert empty_forgotten(today + timedelta(days=1)) == 1
    assert Spreadsheet.objects.get().held is None


def test_the_template_is_a_workbook(client: Client, cast: Cast) -> None:
    answer = signed_in(client, cast["coordinator"]).get(reverse("learning:tracker_template"))
    assert load_workbook(BytesIO(answer.content)).sheetnames[:2] == ["Reviews", "Actions"]
