"""Checkpoints are signed with a key of this installation's, so that whoever holds a line can show where it came from.

The signature does not make the audit evident: whoever has the machine has the key. The line that somebody else holds
does. What the signature adds is that nobody can put a line into the mouth of this installation, nor deny one of it.
"""

from __future__ import annotations

from dataclasses import replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings

from handrail.service.audit.checkpoints import Checkpoint


class NoPublicKey(ValueError):
    """What was given is not a public key of the kind that checkpoints are signed with."""


def signed(checkpoint: Checkpoint) -> Checkpoint:
    return replace(checkpoint, signature=_own_key().sign(checkpoint.signed_bytes()).hex())


def is_signed_by(key: Ed25519PublicKey, checkpoint: Checkpoint) -> bool:
    try:
        key.verify(bytes.fromhex(checkpoint.signature), checkpoint.signed_bytes())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """The key that tells whether a checkpoint is ours, in the PEM form that openssl and others read."""
    return _own_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_public_key(pem: bytes) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(pem)
    except ValueError as problem:
        raise NoPublicKey(str(problem)) from problem
    if not isinstance(key, Ed25519PublicKey):
        raise NoPublicKey("It is a key of another kind.")
    return key


def _own_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.CHECKPOINT_KEY))
