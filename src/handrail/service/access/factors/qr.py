"""A secret as the square that an app's camera reads: one path, drawn in the page, with no style or script in it."""

from __future__ import annotations

import qrcode

QUIET = 4  # light modules round the square, which cameras need


def path_of(text: str) -> tuple[str, int]:
    """The path of its dark modules, and how many modules wide the square is."""
    square = qrcode.QRCode(border=QUIET)
    square.add_data(text)
    square.make(fit=True)
    matrix = square.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, filled in enumerate(row) if filled)
    return "".join(dark), len(matrix)
