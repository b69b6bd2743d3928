"""The NHS number: ten figures, the last of which proves the others (modulus 11)."""

from __future__ import annotations

import re

from nhs_number.validate import is_valid


class NotAnNhsNumber(ValueError):
    """What was typed cannot be an NHS number; the message says how to mend it."""


def nhs_number(typed: str) -> str:
    """Ten figures from what was typed, spaces and hyphens aside; empty where nothing was. Raises NotAnNhsNumber."""
    figures = re.sub(r"[\s\-\u2010-\u2015]", "", typed)
    if not figures:
        return ""
    if not (len(figures) == 10 and figures.isascii() and figures.isdecimal()):
        raise NotAnNhsNumber("An NHS number has 10 figures, such as 999 000 1235. Leave it empty if it is not known.")
    if not is_valid(figures):
        raise NotAnNhsNumber("This NHS number has a mistake in it: its last figure does not fit the others. Check it.")
    return figures


def in_threes(number: str) -> str:
    """As it is printed on letters: 999 000 1235."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""
