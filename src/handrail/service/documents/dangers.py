"""What may be wrong with a file of a kind that is kept: it bursts, it runs something, or it is not what it is named.

Nothing here opens a file as its programs do.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from handrail.service.documents.kinds import KINDS, FileKind, NotTaken
from handrail.service.documents.packed import MOST_UNPACKED, Fault, NotUnpacked, opened

MOST_PIXELS = 100_000_000
"""A page scanned at 600 dots an inch has 35 million."""
RUNS = (".exe", ".com", ".bat", ".cmd", ".scr", ".js", ".vbs", ".ps1", ".jar", ".hta", ".lnk", ".html", ".htm", ".svg")
MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".xlsb")
ACTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)(?![A-Za-z0-9])")
STREAM = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.S)


def refuse_dangers(name: str, held: bytes, kind: FileKind) -> None:
    """Raises NotTaken, with a sentence that says what to do."""
    _refuse_lying_name(name, held, kind)
    if held.startswith(b"PK"):
        _refuse_in_a_zip(held, kind)
    if kind.media_type == "application/pdf":
        _refuse_what_acts(held)
    if (size := _pixels(held)) > MOST_PIXELS:
        raise NotTaken(
            f"This picture is of {size // 1_000_000} million dots, which few computers can open. Make it smaller, then "
            "add it again."
        )


def _refuse_lying_name(name: str, held: bytes, kind: FileKind) -> None:
    ending = PurePath(name.lower().rstrip(" .")).suffix
    named = next((other for other in KINDS if ending in other.endings), None)
    if ending in MACROS:
        raise NotTaken(
            f"The name ends in {ending}, which is for files with macros. Save it without macros, then add it."
        )
    if ending in RUNS or (named is not None and not named.is_it(held)):
        raise NotTaken(
            f"The name ends in {ending}, but what is in the file is {kind.words}. Check that it is the right file. "
            f"If it is, name it {kind.endings[0]} and add it again."
        )


def _refuse_in_a_zip(held: bytes, kind: FileKind) -> None:
    try:
        with opened(held) as packed:
            _refuse_macros(packed, set(packed.namelist()))
    except NotUnpacked as why:
        raise NotTaken(SAYS[why.fault].format(kind=kind.words)) from None


SAYS = {
    Fault.BURSTS: "This file would burst when it is opened: it unpacks to far more than it seems. It is not kept.",
    Fault.LOCKED: "This file is locked with a password. Take the password off, then add it again.",
    Fault.TWICE: "This {kind} file is damaged. Open it, save it again, then add it.",
    Fault.DAMAGED: "This {kind} file is damaged. Open it, save it again, then add it.",
}


def _refuse_macros(packed: zipfile.ZipFile, names: set[str]) -> None:
    """Macros under any name: the kinds a document says its parts are of, sheets of old macros, and scripts."""
    said = packed.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    scripts = any(re.search(r"vbaProject|macrosheets/|^Basic/|^Scripts/", name, re.I) for name in names)
    if scripts or b"macroEnabled" in said or b"vbaProject" in said or b"macrosheet" in said:
        raise NotTaken("This file holds macros. Save it without macros, then add it again.")
    if any("/embeddings/" in name and name.endswith(".bin") for name in names):
        raise NotTaken("Another file is embedded in this one. Take it out and add it by itself.")


def _refuse_what_acts(held: bytes) -> None:
    if any(ACTS.search(piece) for piece in _pieces(held)):
        raise NotTaken(
            "This PDF would run something, or carries another file inside it. Print it to PDF again, then add that."
        )


def _pieces(held: bytes) -> Iterator[bytes]:
    """The PDF as it stands, and what its packed objects unpack to, no further than the limit."""
    yield held
    left = MOST_UNPACKED // 4
    for begins in STREAM.finditer(held):
        try:
            unpacked = zlib.decompressobj().decompress(held[begins.end() :], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        yield unpacked
        if left <= 0:
            raise NotTaken("This PDF would burst when it is opened. Print it to PDF again, then add that.")


def _pixels(held: bytes) -> int:
    """Of a picture, width times height as its own head says; 0 where that cannot be read."""
    try:
        if held.startswith(b"\x89PNG"):
            width, height = struct.unpack(">II", held[16:24])
        elif held.startswith(b"GIF8"):
            width, height = struct.unpack("<HH", held[6:10])
        elif held.startswith(b"\xff\xd8\xff"):
            width, height = _jpeg_size(held)
        else:
            return 0
    except struct.error:
        return 0
    return int(width) * int(height)


def _jpeg_size(held: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(held) and held[place] == 0xFF:
        marker, length = held[place + 1], struct.unpack(">H", held[place + 2 : place + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", held[place + 5 : place + 9])
            return width, height
        place += 2 + max(length, 2)
    return 0, 0
