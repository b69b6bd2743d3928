"""Which organisations sign people in, as whoever runs this installation wrote it down in `identity-providers.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

FILE: Final = "identity-providers.toml"
KEY: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
DOMAIN: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
NEEDED: Final = ("name", "issuer", "client_id", "secret_file", "email_domains")
MAY_BE: Final = ("email_claim", "second_factor_amr", "second_factor_acr")
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


class ProvidersNotUnderstood(RuntimeError):
    """Each line names one fault and how to mend it."""


@dataclass(frozen=True)
class IdentityProvider:
    """`second_factor_amr` and `second_factor_acr` are what its tokens say when two factors were given; where both are
    empty, they prove none and ours is asked."""

    slug: str
    name: str
    issuer: str
    client_id: str
    secret: str
    email_domains: frozenset[str]
    email_claim: str = "email"
    second_factor_amr: frozenset[str] = frozenset()
    second_factor_acr: frozenset[str] = frozenset()

    def proves_two_factors(self, token: Mapping[str, Any]) -> bool:
        said = token.get("amr") or []
        methods = {said} if isinstance(said, str) else {str(method) for method in said}
        return bool(methods & self.second_factor_amr) or token.get("acr") in self.second_factor_acr


def providers() -> Mapping[str, IdentityProvider]:
    """By their key. Raises ProvidersNotUnderstood, which `handrail serve` says before it starts."""
    from django.conf import settings

    return providers_in(Path(settings.HOME))


def providers_in(home: Path) -> Mapping[str, IdentityProvider]:
    file = home / FILE
    return _read(file, file.stat().st_mtime_ns) if file.exists() else {}


@lru_cache(maxsize=4)
def _read(file: Path, changed: int) -> Mapping[str, IdentityProvider]:
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ProvidersNotUnderstood(
            f"{file} cannot be read: {fault}. Mend that line, or take the file away."
        ) from None
    faults = [f"- {FILE}: {fault}" for key, said in written.items() for fault in _faults(key, said, file.parent)]
    if faults:
        raise ProvidersNotUnderstood("\n".join(faults))
    return {key: _provider(key, said, file.parent) for key, said in written.items()}


def _faults(key: str, said: Any, home: Path) -> list[str]:
    if not KEY.fullmatch(key) or not isinstance(said, dict):
        return [f"“{key}” must be a heading like [a-council], in small letters, figures and hyphens."]
    faults = [f"[{key}] has no {name}. Add it." for name in NEEDED if not said.get(name)]
    faults += [f"[{key}] has {name}, which means nothing here. Take it out." for name in set(said) - {*NEEDED, *MAY_BE}]
    if faults:
        return faults
    for name in ("email_domains", "second_factor_amr", "second_factor_acr"):
        if not _is_list(said.get(name, [])):
            faults.append(f'[{key}] {name} must be a list, such as ["a", "b"].')
    for name in ("name", "issuer", "client_id", "secret_file", "email_claim"):
        if not isinstance(said.get(name, ""), str):
            faults.append(f"[{key}] {name} must be written in quotation marks.")
    return faults or [*_faults_of_issuer(key, said["issuer"]), *_faults_of_rest(key, said, home)]


def _faults_of_issuer(key: str, issuer: str) -> list[str]:
    if is_safe(issuer) and not issuer.endswith("/.well-known/openid-configuration"):
        return []
    return [
        f"[{key}] issuer is {issuer}. It must begin with https:// and be the issuer itself, without "
        "/.well-known/openid-configuration."
    ]


def _faults_of_rest(key: str, said: Mapping[str, Any], home: Path) -> list[str]:
    faults = [
        f"[{key}] email_domains has {domain}. Write a domain alone, such as council.gov.uk."
        for domain in said["email_domains"]
        if not DOMAIN.fullmatch(domain.lower())
    ]
    secret = home / said["secret_file"]
    if not secret.is_file() or not secret.read_text().strip():
        faults.append(f"[{key}] secret_file: there is no secret in {secret}. Put the client secret in that file.")
    elif secret.stat().st_mode & 0o077:
        faults.append(f"[{key}] secret_file: others can read {secret}. Run: chmod 600 {secret}")
    return faults


def is_safe(address: str) -> bool:
    """Over TLS, or on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _is_list(said: Any) -> bool:
    return isinstance(said, list) and all(isinstance(one, str) for one in said)


def _provider(key: str, said: Mapping[str, Any], home: Path) -> IdentityProvider:
    return IdentityProvider(
        slug=key, name=said["name"], issuer=said["issuer"],
        client_id=said["client_id"], secret=(home / said["secret_file"]).read_text().strip(),
        email_domains=frozenset(domain.lower() for domain in said["email_domains"]),
        email_claim=said.get("email_claim", "email"),
        second_factor_amr=frozenset(said.get("second_factor_amr", [])),
        second_factor_acr=frozenset(said.get("second_factor_acr", [])),
    )  # fmt: skip
