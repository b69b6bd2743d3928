"""Whether a packed file (.docx, .xlsx, .odt) may be unpacked: one judgement, for every room that takes such a file in.

What a package says of itself is not trusted: it is unpacked a piece at a time, and never further than the limit. The
sentence for people is of the room that asked, which knows what somebody was about to do.
"""

from __future__ import annotations

import zipfile
import zlib
from enum import Enum
from io import BytesIO

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes that a file may come to when it is unpacked: ten times the largest file that is kept."""
MOST_PARTS = 5_000
PIECE = 1 << 20


class Fault(Enum):
    BURSTS = "it unpacks to more than a file may"
    LOCKED = "a part of it is locked with a password"
    TWICE = "two of its parts have one name, which no program writes"
    DAMAGED = "it is damaged"


class NotUnpacked(ValueError):
    """A package that is not to be opened, and for which of the reasons."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def opened(held: bytes) -> zipfile.ZipFile:
    """The package, once all of it was seen to be safe to unpack. Raises NotUnpacked."""
    try:
        packed = zipfile.ZipFile(BytesIO(held))
        _judge(packed)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError) as fault:
        if isinstance(fault, NotUnpacked):
            raise
        raise NotUnpacked(Fault.DAMAGED) from fault  # RuntimeError: packed in a way not known
    return packed


def _judge(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotUnpacked(Fault.BURSTS)
    if any(part.flag_bits & 1 for part in parts):
        raise NotUnpacked(Fault.LOCKED)
    if len({part.filename for part in parts}) != len(parts):
        raise NotUnpacked(Fault.TWICE)
    left = MOST_UNPACKED
    for part in parts:
        with packed.open(part) as unpacked:
            while piece := unpacked.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise NotUnpacked(Fault.BURSTS)
