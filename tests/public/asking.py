"""Asks the site's application as a web server does, and sees that each answer carries what every answer must."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from handrail.public.making import make
from handrail.public.particulars import Particulars
from handrail.public.wsgi import Public
from tests.headers import ALWAYS, POLICY, POWERS, TELLING
from tests.public.bundles import Bundle

PARTICULARS = Particulars("https://reports.wendvalley.example", "Wend Valley learning", "site@wendvalley.example")
FOR_PROGRAMS = ("application/json", "application/atom+xml")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def words(self) -> str:
        raw = gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body
        return raw.decode()

    @property
    def told(self) -> Any:
        return json.loads(self.words)


@dataclass
class Asking:
    """A site that was made from a bundle, and what it answers."""

    bundle: Bundle
    folder: Path
    particulars: Particulars = PARTICULARS

    def __post_init__(self) -> None:
        self.application = Public(self.folder)

    def take_up(self, **more: Any) -> Any:
        return make(self.bundle.write(), self.folder, self.particulars, say=lambda words: None, **more)

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        path, _, query = address.partition("?")
        asked: dict[str, Any] = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query}
        asked |= {f"HTTP_{name.upper()}": words for name, words in headers.items()}
        setup_testing_defaults(asked)
        asked["wsgi.input"] = BytesIO()
        begun: list[Any] = []

        def start(status: str, told: list[tuple[str, str]], fault: Any = None) -> Any:
            begun.extend((status, told))
            return lambda body: None

        if path.startswith("/"):
            answered = validator(self.application)(asked, start)
            body = b"".join(answered)
            answered.close()  # type: ignore[attr-defined]
        else:  # what no server should pass on, and the validator would not
            body = b"".join(self.application(asked, start))
        told = {name.lower(): words for name, words in begun[1]}
        assert len(told) == len(begun[1]), "no header twice"
        answer = Answer(int(begun[0][:3]), told, body)
        wrong = faults(answer)
        assert not wrong, f"{method} {address} answered {answer.status} with {wrong}"
        return answer


def faults(answer: Answer) -> list[str]:
    """Each header that is missing or says what it should not, written by hand from what should be."""
    said = answer.headers
    needed = dict(ALWAYS)
    kind = said.get("content-type", "")
    if said.get("access-control-allow-origin") == "*":
        needed["cross-origin-resource-policy"] = "cross-origin"
        if answer.status == 200 and kind not in FOR_PROGRAMS:
            return [f"lent to other sites: {kind}"]
    wrong = [f"{name}: {said.get(name)}" for name, words in needed.items() if said.get(name) != words]
    wrong += [f"tells of itself: {name}" for name in TELLING if name in said]
    wrong += [power for power in POWERS if f"{power}=()" not in said.get("permissions-policy", "")]
    rules = {rule.split()[0]: set(rule.split()[1:]) for rule in said.get("content-security-policy", "").split(";")}
    wrong += [f"{name} of the policy" for name, allowed in POLICY.items() if rules.get(name) != allowed]
    wrong += [f"{name}: {words}" for name, words in rules.items() if "unsafe" in str(words)]
    if rules.get("script-src", {"'none'"}) != {"'none'"}:
        wrong.append("a script may run")
    if "set-cookie" in said:
        wrong.append("a cookie")
    if answer.status < 300 and said.get("cache-control") not in (
        "public, no-cache", "no-store", "public, max-age=31536000, immutable"
    ):  # fmt: skip
        wrong.append(f"cache-control: {said.get('cache-control')}")
    return wrong
