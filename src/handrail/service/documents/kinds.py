"""What kind of file it is, told from its bytes and never from its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MAIL_HEADERS = re.compile(rb"^(from|to|subject|date|received|return-path|message-id|mime-version)[ \t]*:", re.I | re.M)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class NotTaken(ValueError):
    """A file of a kind that is not kept here, in a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is kept, the ending of its name first among those it may have."""

    words: str
    media_type: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]


def kind_of(held: bytes) -> FileKind:
    """Raises NotTaken where it is none of the kinds that are kept."""
    found = next((kind for kind in KINDS if kind.is_it(held)), None)
    if found is None:
        raise NotTaken(_why_not(held))
    return found


def _why_not(held: bytes) -> str:
    if held.startswith(OLD_OFFICE) and "EncryptedPackage".encode("utf-16-le") in held:
        return "This file is locked with a password. Take the password off, then add it again."
    if held.startswith(OLD_OFFICE):
        return "This is a Word or Excel file of an old kind. Save it as .docx, .xlsx or PDF, then add it again."
    if any(part.endswith("vbaProject.bin") for part in _parts(held)):
        return "This file holds macros. Save it as .docx or .xlsx, without macros, then add it again."
    return f"Choose a file of one of these kinds: {', '.join(kind.words for kind in KINDS)}."


def _parts(held: bytes) -> frozenset[str]:
    """The names inside a zip, which is what .docx and .xlsx files are."""
    if not held.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(BytesIO(held)) as packed:
            return frozenset(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return frozenset()


def _office(main_part: str) -> Callable[[bytes], bool]:
    def is_it(held: bytes) -> bool:
        parts = _parts(held)
        macros = any(part.endswith("vbaProject.bin") for part in parts)
        return {"[Content_Types].xml", main_part} <= parts and not macros

    return is_it


def _open_document(media_type: bytes) -> Callable[[bytes], bool]:
    """OpenDocument says what it is in its first part, which is not packed."""
    return lambda held: (
        held.startswith(b"PK") and held[30 : 30 + len(b"mimetype" + media_type)] == b"mimetype" + media_type
    )


def _is_photograph(held: bytes) -> bool:
    return held[4:8] == b"ftyp" and held[8:12] in (b"heic", b"heix", b"mif1", b"msf1")


def _is_outlook(held: bytes) -> bool:
    return held.startswith(OLD_OFFICE) and "__properties_version1.0".encode("utf-16-le") in held


def _is_mail(held: bytes) -> bool:
    head = held.lstrip()[:20_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    first = MAIL_HEADERS.match(head)
    return first is not None and len({name.lower() for name in MAIL_HEADERS.findall(head)}) >= 3


def _is_text(held: bytes) -> bool:
    for code in ("utf-8-sig", "cp1252"):
        try:
            return CONTROLS.search(held.decode(code)) is None
        except UnicodeDecodeError:
            continue
    return False


KINDS = (
    FileKind("PDF", "application/pdf", (".pdf",), lambda held: b"%PDF-" in held[:1024]),
    FileKind(
        "Word (.docx)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        _office("word/document.xml"),
    ),
    FileKind(
        "Excel (.xlsx)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx",),
        _office("xl/workbook.xml"),
    ),
    FileKind(
        "PowerPoint (.pptx)",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        (".pptx",),
        _office("ppt/presentation.xml"),
    ),
    FileKind("OpenDocument text (.odt)", ODT, (".odt",), _open_document(ODT.encode())),
    FileKind("OpenDocument spreadsheet (.ods)", ODS, (".ods",), _open_document(ODS.encode())),
    FileKind("PNG", "image/png", (".png",), lambda held: held.startswith(PNG)),
    FileKind("JPEG", "image/jpeg", (".jpg", ".jpeg"), lambda held: held.startswith(JPEG)),
    FileKind("GIF", "image/gif", (".gif",), lambda held: held[:6] in (b"GIF87a", b"GIF89a")),
    FileKind("TIFF", "image/tiff", (".tif", ".tiff"), lambda held: held[:4] in (b"II*\x00", b"MM\x00*")),
    FileKind("photograph from a telephone (.heic)", "image/heic", (".heic", ".heif"), _is_photograph),
    FileKind("Outlook e-mail (.msg)", "application/vnd.ms-outlook", (".msg",), _is_outlook),
    FileKind("e-mail (.eml)", "message/rfc822", (".eml",), _is_mail),
    FileKind("plain text", "text/plain", (".txt", ".csv", ".log", ".md"), _is_text),
)
"""The most telling first: an e-mail is text too."""
