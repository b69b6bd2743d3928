"""The safe-contact rules that bind whoever writes a message, and those who open the folder's page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import connection

from handrail.service.access.names import email_key
from handrail.service.cases.models import Case
from handrail.service.families.models import SafeRule


def forbids(address: str, folders: Iterable[uuid.UUID]) -> bool:
    """Whether a rule of a family in one of the folders, or in one joined to it, keeps an address from being written to.

    The database answers this one question to whoever writes, so that nobody needs to read a family's contacts to keep
    to them.
    """
    asked, key = list(folders), email_key(address)
    if not asked or not key:
        return False
    with connection.cursor() as cursor:
        cursor.execute("select families_forbids(%s::uuid[], %s)", [asked, key])
        return bool(cursor.fetchone()[0])


def told_on_folder(case: Case) -> list[str]:
    """Whoever opens the folder sees at once that the family is not to be rung or written to as one likes."""
    rules = SafeRule.objects.filter(case=case, set_aside_at__isnull=True, ended_on__isnull=True).count()
    if not rules:
        return []
    how_many = "a safe-contact rule stands" if rules == 1 else f"{rules} safe-contact rules stand"
    return [
        f"Before you ring, write to or visit the family: {how_many}. Read “The family, and their key worker” first."
    ]
