"""Passwords that are common once their trimmings are taken off.

Django's list has some 20,000 passwords, of which fewer than 200 are as long as ours must be: alone it would refuse
almost nothing. So the list is held against what is left of a password without its figures and signs, too.
"""

from __future__ import annotations

import re
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

WRITTEN_AS: Final = str.maketrans("013457@$!", "oleastasi")
ROWS: Final = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "0123456789", "qazwsxedcrfvtgbyhnujmikolp")
OUR_OWN: Final = {"handrail", "safeguarding", "safeguardingchildren", "wendvalleyfloods"}
TOO_COMMON = "This password is too common, or is a common one with figures or signs added. Choose three or four words that do not belong together."  # noqa: E501


class CommonUnderneath:
    """Refuses a common password with figures, capitals and signs put to it, one written twice, rows of the keyboard."""

    def __init__(self) -> None:
        self.common: frozenset[str] = frozenset(CommonPasswordValidator().passwords) | OUR_OWN

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        plain = len(set(password.lower())) < 4  # such as aaaaaaaaaaaa
        if plain or any(self._is_common(core) for core in cores(password) if 2 * len(core) >= len(password)):
            raise ValidationError(TOO_COMMON, code="password_too_common")

    def get_help_text(self) -> str:
        return "It must not be a common password with figures or signs added."

    def _is_common(self, core: str) -> bool:
        once = written_once(core)
        return once in self.common or any(once in row + row or once in row[::-1] for row in ROWS)


def cores(password: str) -> set[str]:
    """What is left without trimmings: as typed, without what is no letter, and with figures read as letters."""
    lower = password.lower()
    read = lower.translate(WRITTEN_AS)
    return {lower, re.sub(r"[^a-z]", "", lower), re.sub(r"[^a-z]", "", read), re.sub(r"[^a-z]+$", "", lower)} - {""}


def written_once(core: str) -> str:
    """The part that is repeated, where the whole is one part written several times."""
    found = re.fullmatch(r"(.+?)\1+", core)
    return found.group(1) if found else core
