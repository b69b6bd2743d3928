"""The worker's minute: a code for each who asked, and a word to the partnership whose page is being flooded."""

from __future__ import annotations

from django.utils import timezone

from handrail.service.access.form_codes import CODES
from handrail.service.access.practitioners import FormCode, Teller
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import unit_of_work
from handrail.service.partnerships.models import Body
from handrail.service.tellings import letters
from handrail.service.tellings.actions import limits


def write_codes() -> int:
    """Write the message of each code that a teller asked for. Gives how many messages were written."""
    written = 0
    while (found := _write_next()) is not None:
        written += found
    return written + _tell_of_floods()


def _write_next() -> bool | None:
    with unit_of_work(CODES):
        asked = FormCode.objects.filter(looked_for_at__isnull=True, teller__isnull=False).order_by("asked_at")
        code = asked.select_for_update(skip_locked=True, of=("self",)).first()
        if code is None:
            return None
        code.looked_for_at = timezone.now()
        code.save(update_fields=["looked_for_at"])
        teller = Teller.objects.select_related("partnership").get(codes=code)
        audit.record(CODES, f"a code was asked for, to tell of a child's death, by {teller}"[:300], code)
        if code.spent_at is not None or teller.ended_at is not None:
            return False
        letters.write_code(code, teller)
        return True


def _tell_of_floods() -> int:
    """Once a day at most, and whether or not it goes on."""
    now, told = timezone.now(), 0
    with unit_of_work(CODES):
        lately = Teller.objects.filter(asked_at__gt=now - limits.DAY, opened_at__isnull=True)
        for partnership in Body.objects.filter(pk__in=lately.values("partnership")):
            if limits.flooded(partnership, now) and letters.tell_of_flood(partnership, now):
                audit.record(CODES, "told a partnership that its open page is used too often", partnership)
                told += 1
    return told
