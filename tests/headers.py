"""What every answer of the service must carry, written by hand from what should be, and not read from its settings."""

from __future__ import annotations

from collections.abc import Mapping

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = {
    "default-src": {"'none'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "require-trusted-types-for": {"'script'"},
}
OURS_OR_NONE = ("script-src", "style-src", "img-src", "connect-src", "form-action", "object-src")
POWERS = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
TELLING = ("server", "x-powered-by", "via")
STYLE_OR_SCRIPT = "/static/"


def faults(path: str, status: int, headers: Mapping[str, str]) -> list[str]:
    """Each header of one answer that is missing or says what it should not."""
    said = {name.lower(): words for name, words in headers.items()}
    wrong = [f"{name}: {said.get(name)}" for name, words in ALWAYS.items() if said.get(name) != words]
    wrong += [f"tells of itself: {name}" for name in TELLING if name in said]
    wrong += _policy(said.get("content-security-policy", ""))
    wrong += [power for power in POWERS if f"{power}=()" not in said.get("permissions-policy", "")]
    kept = path.startswith(STYLE_OR_SCRIPT) and status in (200, 206, 304)
    if not kept and said.get("cache-control") != "no-store":
        wrong.append(f"cache-control: {said.get('cache-control')}")
    return wrong


def _policy(words: str) -> list[str]:
    rules = {rule.split()[0]: set(rule.split()[1:]) for rule in words.split(";") if rule.strip()}
    wrong = [
        f"{name} of the policy: {rules.get(name)}" for name, allowed in POLICY.items() if rules.get(name) != allowed
    ]
    wrong += [
        f"{name} of the policy: {rules[name]}"
        for name in OURS_OR_NONE
        if rules.get(name, {"'none'"}) not in ({"'self'"}, {"'none'"})
    ]
    if "form-action" not in rules:
        wrong.append("form-action of the policy is missing")
    return wrong + (["the policy is unsafe"] if "unsafe" in words else [])


def cookie_faults(set_cookies: list[str], *, over_tls: bool) -> list[str]:
    """Each cookie that a script, another site or an eavesdropper could have."""
    wrong = []
    for one in set_cookies:
        name, marks = one.partition("=")[0].strip(), {mark.strip().lower() for mark in one.split(";")[1:]}
        if "max-age=0" in marks:
            continue  # it is taken back, and holds nothing
        needed = {"httponly", "path=/"} | ({"secure"} if over_tls else set())
        if not needed <= marks or not marks & {"samesite=lax", "samesite=strict"}:
            wrong.append(f"the cookie {name}: {sorted(marks)}")
        if over_tls and (not name.startswith("__Host-") or any(mark.startswith("domain") for mark in marks)):
            wrong.append(f"the cookie {name} is not this host's alone")
    return wrong
