"""The mail server, from HANDRAIL_SMTP=smtp://user:password@host:port?tls=yes and HANDRAIL_MAIL_FROM."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE = 30  # seconds for a mail server to answer
NEARBY = ("localhost", "127.0.0.1", "::1")


class MailServerNotUnderstood(ValueError):
    """The environment names a mail server that cannot be used; the message says what to change."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed over, and the address they come from. `tls` upgrades; `over_tls` is TLS throughout."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: bool = False
    over_tls: bool = False


def mail_server(environment: Mapping[str, str] = os.environ) -> MailServer | None:
    """The mail server, or None where there is none and messages are shown in place of being sent.

    Raises MailServerNotUnderstood.
    """
    address = environment.get("HANDRAIL_SMTP", "").strip()
    if not address:
        return None
    sender = environment.get("HANDRAIL_MAIL_FROM", "").strip()
    if "@" not in parseaddr(sender)[1]:
        raise MailServerNotUnderstood(
            "Set HANDRAIL_MAIL_FROM to the address that messages come from, such as handrail@wendvalley.example."
        )
    try:
        return _read(address, sender)
    except ValueError as fault:
        raise MailServerNotUnderstood(
            f"HANDRAIL_SMTP is not understood: {fault}. Write it as smtp://user:password@host:587?tls=yes, "
            "with %40 for an @ in the user name or the password."
        ) from None


def _read(address: str, sender: str) -> MailServer:
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("it must begin with smtp:// (or smtps://) and name a host")
    over_tls = parts.scheme == "smtps"
    tls = _asks_for_tls(parts.query) and not over_tls
    if parts.password and not (tls or over_tls) and parts.hostname not in NEARBY:
        raise ValueError("the password would cross the network unencrypted; add ?tls=yes")
    usual = 465 if over_tls else 587 if tls else 25
    return MailServer(
        host=parts.hostname, port=parts.port or usual, sender=sender,
        user=unquote(parts.username or ""), password=unquote(parts.password or ""), tls=tls, over_tls=over_tls,
    )  # fmt: skip


def _asks_for_tls(query: str) -> bool:
    asked = parse_qs(query, strict_parsing=bool(query))
    answer = asked.pop("tls", ["no"])[-1]
    if asked or answer not in ("yes", "no"):
        raise ValueError("after the ? only tls=yes or tls=no may stand")
    return answer == "yes"
