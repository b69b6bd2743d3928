"""Writers that post real pages over HTTP and, where an answer is lost, send the same form again as a browser does."""

from __future__ import annotations

import threading
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.proofs.installation import Installation

FORGERY = "proofproofproofproofproofproofpr"  # 32 letters, as cookie and in the form: what the check compares


@dataclass
class Browsers:
    """Some browsers of one person, each filing notes until it has been told so often enough that they are kept."""

    here: Installation
    told: dict[str, Any]
    count: int
    each: int
    acknowledged: set[str] = field(default_factory=set)
    answers: Counter[int] = field(default_factory=Counter)
    sent_again: int = 0
    wrong: list[str] = field(default_factory=list)
    """Answers that tell a person something untrue: while anything is away, a page says so and nothing else."""
    threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        self.threads = [threading.Thread(target=self._browse, args=[number]) for number in range(self.count)]
        for thread in self.threads:
            thread.start()

    def at_work(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def end(self) -> None:
        self._stopped.set()
        for thread in self.threads:
            thread.join()

    def _browse(self, number: int) -> None:
        for turn in range(self.each):
            token, tries = f"h{number}-{turn}", 0
            while not self._stopped.is_set() and not self._kept(token, tries):
                tries += 1
                self._stopped.wait(0.1)

    def _kept(self, token: str, tries: int) -> bool:
        cases = self.told["cases"]
        status, headers, page = self.here.ask(
            "POST",
            f"/cases/{cases[zlib.crc32(token.encode()) % len(cases)]}/notes/new",
            urlencode(form(token)),
            Cookie=f"sessionid={self.told['session']}; csrftoken={FORGERY}",
            Content_Type="application/x-www-form-urlencoded",
        )
        kept = status == 302 and "sign-in" not in headers.get("Location", "")
        with self._lock:
            self.answers[status] += 1
            self.sent_again += tries > 0
            if kept:
                self.acknowledged.add(token)
        if not kept and status not in (0, 503):
            self.wrong.append(f"{status} {page[:3000].decode(errors='replace')}")
        return kept


def form(token: str) -> dict[str, str]:
    return {
        "csrfmiddlewaretoken": FORGERY, "once": f"proof-of-browsing-{token}", "of": "call", "with_whom": "A ward",
        "happened_on_day": "4", "happened_on_month": "3", "happened_on_year": "2024", "text": token,
    }  # fmt: skip
