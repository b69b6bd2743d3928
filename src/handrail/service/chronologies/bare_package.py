"""Takes out of a Word document or a workbook what the program that made it says of itself, its maker and its day."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
PROPERTIES = re.compile(r"^(?:docProps/|customXml/)")
POINTING = re.compile(rb'<Relationship\b[^>]*Target="/?(?:\.\./)?(?:docProps|customXml)/[^"]*"[^>]*/>')
TYPED = re.compile(rb'<Override\b[^>]*PartName="/(?:docProps|customXml)/[^"]*"[^>]*/>')


def without_properties(held: bytes) -> bytes:
    """The same package without document properties or days on its parts: the same words give the same bytes."""
    bare = BytesIO()
    with ZipFile(BytesIO(held)) as full, ZipFile(bare, "w", ZIP_DEFLATED) as kept:
        for part in full.infolist():
            if PROPERTIES.match(part.filename):
                continue
            content = full.read(part)
            if part.filename.endswith(".rels"):
                content = POINTING.sub(b"", content)
            elif part.filename == "[Content_Types].xml":
                content = TYPED.sub(b"", content)
            told = ZipInfo(part.filename, EPOCH)
            told.compress_type, told.external_attr = ZIP_DEFLATED, 0o600 << 16
            kept.writestr(told, content)
    return bare.getvalue()
