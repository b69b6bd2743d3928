"""How second factors are kept: allauth's rows, with the secrets in them sealed under this installation's key."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings

from handrail.service.access.models import Person

Kind = Authenticator.Type
OPENS = (Kind.TOTP, Kind.WEBAUTHN)
"""The kinds that count as having a second factor; recovery codes alone do not."""


class Adapter(DefaultMFAAdapter):
    """Allauth asks this what is particular to us."""

    def encrypt(self, text: str) -> str:
        return sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealer().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Handrail"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {"id": str(user.pk).encode(), "display_name": user.name, "name": user.email}


def factors_of(person: Person) -> list[Authenticator]:
    """The app and the passkeys of a person, oldest first."""
    return list(Authenticator.objects.filter(user=person, type__in=OPENS).order_by("created_at", "pk"))


def has_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person, type__in=OPENS).exists())


def name_of(factor: Authenticator) -> str:
    if factor.type == Kind.TOTP:
        return str(factor.data.get("name") or "Authenticator app")
    return str(factor.data.get("name") or "Passkey")


def what(factor: Authenticator) -> str:
    """In a sentence: the authenticator app, a passkey."""
    return {Kind.TOTP: "an authenticator app", Kind.WEBAUTHN: "a passkey"}.get(factor.type, "recovery codes")


def unused_codes(person: Person) -> int:
    """How many recovery codes are left."""
    held = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    return len(held.wrap().get_unused_codes()) if held else 0


def sealer() -> Fernet:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"handrail factor").digest()
    return Fernet(base64.urlsafe_b64encode(key))
