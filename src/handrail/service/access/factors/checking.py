"""Whether what was given is this person's second factor. An app's code opens once, whichever process is asked."""

from __future__ import annotations

import json
import time
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction

from handrail.service.access.factors.keeping import Kind
from handrail.service.access.models import Person

LAST = "last counter"
"""Where an app's row keeps the half-minute of the last code that opened: none up to it opens again."""
NOT_A_CREDENTIAL = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
"""What allauth and fido2 raise at a credential that is not one: whatever a browser may send."""


@transaction.atomic
def app_code_fits(person: Person, typed: str) -> bool:
    held = Authenticator.objects.select_for_update().filter(user=person, type=Kind.TOTP).first()
    if held is None:
        return False
    secret = decrypt(held.data["secret"])
    for counter in yield_hotp_counters_from_time():
        fits = compare_user_code(actual=typed, expected=format_hotp_value(hotp_value(secret, counter)))
        if fits and counter > held.data.get(LAST, 0):
            held.data[LAST] = counter
            held.save(update_fields=["data"])
            held.record_usage()
            return True
    return False


def recovery_code_fits(person: Person, typed: str) -> bool:
    """Each opens once."""
    held = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    if held is None or not held.wrap().validate_code(typed):
        return False
    held.record_usage()
    return True


def passkey_fits(person: Person, credential: str) -> bool:
    """A passkey of this person answered the question asked in this session, and knew who held it."""
    try:
        factor = webauthn.complete_authentication(person, _read(credential))
    except NOT_A_CREDENTIAL:
        return False
    factor.record_usage()
    return True


def person_of_passkey(credential: str) -> Person | None:
    """Whoever's passkey answered the question asked in this session, where nobody had said who they are."""
    try:
        read = _read(credential)
        person = webauthn.extract_user_from_response(read)
    except NOT_A_CREDENTIAL:
        return None
    if not isinstance(person, Person) or not person.is_active:
        return None
    return person if passkey_fits(person, credential) else None


def code_now(person: Person) -> str:
    """The next code that would open, for the people of the demonstration; empty where they must wait for one."""
    held = Authenticator.objects.filter(user=person, type=Kind.TOTP).first()
    if held is None:
        return ""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    counter = max(held.data.get(LAST, 0) + 1, now)
    if counter > now + app_settings.TOTP_TOLERANCE:
        return ""
    return str(format_hotp_value(hotp_value(decrypt(held.data["secret"]), counter)))


def _read(credential: str) -> dict[str, Any]:
    read = json.loads(credential)
    if not isinstance(read, dict):
        raise ValueError("not a credential")
    return read
