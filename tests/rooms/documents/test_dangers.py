"""Files that would burst, that would run something, and files that are not what they are named, are refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from handrail.service.documents import packed as judgement
from handrail.service.documents.dangers import refuse_dangers
from handrail.service.documents.kinds import KINDS, NotTaken, kind_of

TYPES, WORD = "[Content_Types].xml", "word/document.xml"


def packed(parts: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as into:
        for name, text in parts.items():
            into.writestr(name, text)
    return held.getvalue()


def word(**more: bytes) -> bytes:
    return packed({TYPES: b"<Types/>", WORD: b"<w/>", **{name.replace("__", "/"): text for name, text in more.items()}})


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"


def jpeg(width: int, height: int) -> bytes:
    thumbnail = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + b"\x00" * 9
    return b"\xff\xd8" + thumbnail + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + b"\x03" * 10


def refused(name: str, held: bytes) -> str:
    with pytest.raises(NotTaken) as why:
        refuse_dangers(name, held, kind_of(held))
    return str(why.value)


def taken(name: str, held: bytes) -> bool:
    refuse_dangers(name, held, kind_of(held))
    return True


def opendocument(kind: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as into:
        into.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{kind}")
        into.writestr("content.xml", "<office/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "held", "words"),
    [
        ("minutes.pdf", b"%PDF-1.7\n", "PDF"),
        ("minutes.docx", word(), "Word (.docx)"),
        ("sheet.xlsx", packed({TYPES: b"", "xl/workbook.xml": b""}), "Excel (.xlsx)"),
        ("slides.pptx", packed({TYPES: b"", "ppt/presentation.xml": b""}), "PowerPoint (.pptx)"),
        ("letter.odt", opendocument("text"), "OpenDocument text (.odt)"),
        ("table.ods", opendocument("spreadsheet"), "OpenDocument spreadsheet (.ods)"),
        ("drawing.png", png(800, 600), "PNG"),
        ("photo.JPG", jpeg(4000, 3000), "JPEG"),
        ("small.gif", b"GIF89a\x10\x00\x10\x00", "GIF"),
        ("told by mail.txt", b"From: a@b.example\nTo: c@d.example\nSubject: Tam\n\nAs agreed.", "e-mail (.eml)"),
        ("scan.tif", b"II*\x00\x08\x00\x00\x00", "TIFF"),
        ("IMG_0001.HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "photograph from a telephone (.heic)"),
    ],
)
def test_the_kinds_that_people_send_are_taken(name: str, held: bytes, words: str) -> None:
    assert kind_of(held).words == words
    assert taken(name, held)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.words)
def test_each_kind_has_an_ending_of_its_own(kind: object) -> None:
    endings = [ending for other in KINDS for ending in other.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize(
    "name", ["receipt.png", "receipt.docx", "receipt.pdf.exe", "receipt.html", "receipt.JS", "receipt.exe. "]
)
def test_a_name_that_says_it_is_something_else_is_refused(name: str) -> None:
    assert "what is in the file is PDF" in refused(name, b"%PDF-1.7\n")


def test_a_name_for_files_with_macros_is_refused_even_of_a_file_without_any() -> None:
    assert "Save it without macros" in refused("minutes.docm", word())


@pytest.mark.parametrize(
    "held",
    [
        word(word__vbaPROJECT=b"x"),
        packed({TYPES: b"application/vnd.ms-word.document.macroEnabled.main+xml", WORD: b"<w/>"}),
        packed({TYPES: b"", "xl/workbook.xml": b"", "xl/macrosheets/sheet1.xml": b"x"}),
    ],
)
def test_macros_under_another_name_are_found(held: bytes) -> None:
    assert "holds macros" in refused("minutes", held)


def test_a_file_inside_a_file_is_refused() -> None:
    held = packed({TYPES: b"", WORD: b"<w/>", "word/embeddings/oleObject1.bin": b"MZ"})
    assert "embedded" in refused("minutes.docx", held)


def test_what_unpacks_to_far_more_than_it_seems_is_refused() -> None:
    held = word(word__media=b"\0" * (judgement.MOST_UNPACKED + 1))
    assert len(held) < 300_000
    assert "burst" in refused("minutes.docx", held)


def test_a_bomb_that_lies_about_its_size_is_stopped_as_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judgement, "MOST_UNPACKED", 50_000)
    held = bytearray(word(word__media=b"\0" * 2_000_000))
    where = held.rindex(b"PK\x01\x02", 0, held.rindex(b"PK\x05\x06"))
    held[where + 24 : where + 28] = struct.pack("<I", 10)
    assert refused("minutes.docx", bytes(held))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judgement, "MOST_PARTS", 3)
    assert "burst" in refused("minutes.docx", packed({TYPES: b"", WORD: b"", "a": b"", "b": b""}))


def test_a_damaged_zip_says_how_to_mend_it() -> None:
    held = bytearray(packed({TYPES: b"", WORD: bytes(range(256)) * 40}))
    held[held.index(WORD.encode()) + 60] ^= 0xFF
    assert "damaged" in refused("minutes.docx", bytes(held))


@pytest.mark.parametrize("size", [(30_000, 30_000), (65_535, 65_535)])
def test_a_picture_that_few_computers_could_open_is_refused(size: tuple[int, int]) -> None:
    assert "million dots" in refused("photo.png", png(*size))
    assert "million dots" in refused("photo.jpg", jpeg(*size))


@pytest.mark.parametrize("acts", [b"/JavaScript (app.alert(1))", b"/S /Launch", b"/EmbeddedFile", b"/JS 5 0 R"])
def test_a_pdf_that_would_run_something_is_refused(acts: bytes) -> None:
    plain = b"%PDF-1.7\n1 0 obj <<" + acts + b">> endobj"
    hidden = b"%PDF-1.7\n1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n" + zlib.compress(acts + b" ")
    assert "would run something" in refused("paper.pdf", plain)
    assert "would run something" in refused("paper.pdf", hidden)


def test_a_pdf_that_only_speaks_of_scripts_is_taken() -> None:
    assert taken("paper.pdf", b"%PDF-1.7\n(They wrote JavaScript and /JSON.)")
