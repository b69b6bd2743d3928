"""Giving somebody a second factor and taking one away. They are told of each by e-mail."""

from __future__ import annotations

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.db import transaction
from django.http import HttpRequest

from handrail.service.access import letters
from handrail.service.access.actions.people import end_sessions
from handrail.service.access.factors.checking import NOT_A_CREDENTIAL, app_code_fits
from handrail.service.access.factors.keeping import Kind, factors_of, has_factor, name_of, what
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone

SECRET = "secret of a new app"  # noqa: S105 a name in the session
WRONG_CODE = "This is not the code that the app shows now. Wait for the next one, then try again."
NOT_REGISTERED = "The passkey was not registered. Try again, or use an authenticator app."


def secret_of_new_app(request: HttpRequest) -> str:
    """The secret offered to this browser, the same until an app has proved that it holds it."""
    secret: str = request.session.setdefault(SECRET, generate_totp_secret())
    return secret


@transaction.atomic
def add_app(request: HttpRequest, person: Person, code: str) -> None:
    """An authenticator app, once it shows the right code; it takes the place of the one before. Raises NotDone."""
    with transaction.atomic():
        replaced, _ = Authenticator.objects.filter(user=person, type=Kind.TOTP).delete()
        factor = TOTP.activate(person, secret_of_new_app(request)).instance
        if not app_code_fits(person, code):
            raise NotDone(WRONG_CODE, "code")
    request.session.pop(SECRET, None)
    _added(person, factor, " in place of the one before" if replaced else "")


@transaction.atomic
def add_passkey(person: Person, credential: str, name: str) -> None:
    """A passkey that asks its holder for a finger, a face or a PIN. Raises NotDone."""
    try:
        read = json.loads(credential)
        webauthn.parse_registration_response(read)
        bound = webauthn.complete_registration(read)
    except NOT_A_CREDENTIAL:
        raise NotDone(NOT_REGISTERED) from None
    if not bound.is_user_verified():
        raise NotDone(NOT_REGISTERED)
    _added(person, webauthn.WebAuthn.add(person, name.strip() or "Passkey", read).instance)


@transaction.atomic
def new_recovery_codes(person: Person) -> list[str]:
    """Ten codes in place of any before, to be shown once."""
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    audit.record(person, "had new recovery codes made", person)
    letters.tell(person, "New recovery codes were made", "New recovery codes were made for your account.")
    return codes


@transaction.atomic
def rename_factor(factor: Authenticator, name: str, *, by: Person) -> None:
    before = name_of(factor)
    factor.data["name"] = name.strip()
    factor.save(update_fields=["data"])
    audit.record(by, f"renamed a second factor from {before} to {name_of(factor)}", by)


@transaction.atomic
def remove_factor(factor: Authenticator, *, by: Person) -> None:
    """Never the last: there would be no way in."""
    Person.objects.select_for_update().get(pk=by.pk)
    if len(factors_of(by)) < 2:
        raise NotDone("This is your only second factor. Add another first, then remove this one.")
    gone, named = what(factor), name_of(factor)
    factor.delete()
    audit.record(by, f"removed {gone}, {named}", by)
    letters.tell(by, "A way to sign in was removed", f"{gone.capitalize()}, “{named}”, was removed from your account.")


@transaction.atomic
def remove_all_factors(person: Person, *, why: str, by: Person) -> None:
    """For somebody who has lost everything. They sign in with their password and a code sent to their address, and
    set up a new one before anything opens."""
    if person.pk == by.pk:
        raise NotDone("Another administrator does this for you. Under “Your account” you can change your own.")
    if not has_factor(person):
        raise NotDone(f"{person} has no second factor to remove.")
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    audit.record(by, f"removed every second factor of {person}: {why}", person)
    letters.tell(
        person, "Your ways to sign in were removed",
        f"{by} removed your authenticator app, passkeys and recovery codes, because: {why}\n\nThe next time you sign "
        "in, you are sent a code and set up new ones.",
    )  # fmt: skip


def _added(person: Person, factor: Authenticator, how: str = "") -> None:
    audit.record(person, f"added {what(factor)}, {name_of(factor)}{how}", person)
    text = f"{what(factor).capitalize()}, “{name_of(factor)}”, was added to your account{how}."
    letters.tell(person, "A way to sign in was added", text)
