"""What may be kept, told from its bytes; kept once; named truthfully."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from handrail.service.access.grounds import ASKING
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import give_key
from handrail.service.documents.actions import LARGEST, store
from handrail.service.documents.kinds import NotTaken, kind_of
from handrail.service.documents.models import Content, Document
from tests.rooms.cast import Cast, open_folder_for

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL = (
    b"From: a@school.example\r\nTo: b@council.example\r\nSubject: Tam\r\nDate: Mon, 20 May 2024\r\n\r\nAs agreed.\r\n"
)


def packed(*parts: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as into:
        for part in parts:
            into.writestr(part, "<a/>")
    return held.getvalue()


DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (DOCX, "Word (.docx)"),
        (XLSX, "Excel (.xlsx)"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "Outlook e-mail (.msg)"),
        (MAIL, "e-mail (.eml)"),
        ("Señora Ávila said: “ring back”".encode(), "plain text"),
        ("Señora Ávila".encode("cp1252"), "plain text"),
    ],
)
def test_a_file_is_known_by_its_bytes(held: bytes, words: str) -> None:
    assert kind_of(held).words == words


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        (b"MZ\x90\x00\x03", "Choose a file of one of these kinds"),
        (b"PK\x03\x04 broken", "Choose a file of one of these kinds"),
        (packed("anything.txt"), "Choose a file of one of these kinds"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "holds macros"),
        (OLE + b"\x00" * 64, "of an old kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Take the password off"),
        (b"\x81\x8d\x8f\x90", "Choose a file of one of these kinds"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(held: bytes, sentence: str) -> None:
    with pytest.raises(NotTaken, match=sentence):
        kind_of(held)


def test_the_same_bytes_are_kept_once_however_many_documents_hold_them(cast: Cast) -> None:
    case = open_folder_for(cast)
    first = store(case.folder, "receipt.pdf", b"%PDF-1.7 one", by=cast["notifier"])
    second = store(case.folder, "again.pdf", b"%PDF-1.7 one", by=cast["notifier"], opens="incidents")
    assert first.content_id == second.content_id
    assert (Content.objects.count(), Document.objects.count()) == (1, 2)
    assert first.scanned_at is None
    assert Entry.objects.filter(did="added a document", case_id=case.pk).count() == 2


@pytest.mark.parametrize(
    ("held", "sentence"), [(b"", "The file is empty"), (b"%PDF-" + b"0" * LARGEST, "larger than 20 MB")]
)
def test_an_empty_file_and_one_that_is_too_large_are_refused(cast: Cast, held: bytes, sentence: str) -> None:
    case = open_folder_for(cast)
    with pytest.raises(NotTaken, match=sentence):
        store(case.folder, "x.pdf", held, by=cast["notifier"])
    assert not Content.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        (r"C:\Users\nt\minutes.PDF", "minutes.PDF"),
        ("../../etc/minutes", "minutes.pdf"),
        ("minutes.May 2024", "minutes.May 2024.pdf"),
        ("fdp\u202exe.pdf", "fdpxe.pdf"),
        (" . ", "document.pdf"),
        ("m" * 300 + ".pdf", "m" * 196 + ".pdf"),
    ],
)
def test_a_name_has_no_folder_and_tells_the_truth_of_what_is_in_it(cast: Cast, given: str, kept: str) -> None:
    case = open_folder_for(cast)
    assert store(case.folder, given, b"%PDF-1.7", by=cast["notifier"]).name == kept


def test_a_contribution_belongs_to_the_agency_that_sent_it(cast: Cast) -> None:
    case = open_folder_for(cast)
    give_key(case, cast.school, opens=CONTRIBUTION, why="asked for a summary", ground=ASKING, by=cast["notifier"])
    name_actor(cast["school lead"])
    document = store(case.folder, "ours.pdf", b"%PDF-1.7", by=cast["school lead"], opens=CONTRIBUTION)
    assert document.for_body == cast.school
