"""What browsers tell us when something on one of our pages was not ours to run.

A report may quote the page and its address, so only the names of the page, the rule and the origin are logged.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections import deque
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

LARGEST = 16 * 1024
IN_A_MINUTE = 30
"""Lines that one process writes: a broken page reported by every browser must not fill the log."""

PLAIN = re.compile(r"[a-z0-9.:-]{1,100}", re.I)
WORDS = ("inline", "eval", "wasm-eval", "self", "data", "blob", "trusted-types-policy", "trusted-types-sink")

log = logging.getLogger("handrail.policy")
_written: deque[float] = deque(maxlen=IN_A_MINUTE)
_one_at_a_time = threading.Lock()


def tell(body: bytes) -> bool:
    """Log what a browser reported. False where it was too much, or nothing that a browser sends."""
    report = _read(body)
    if report is None or not _may_write(time.monotonic()):
        return False
    log.warning(
        "A browser refused something on the page %s: rule %s, from %s",
        _page(report.get("document-uri")),
        _plain(report.get("effective-directive") or report.get("violated-directive")),
        _origin(report.get("blocked-uri")),
    )
    return True


def _read(body: bytes) -> dict[str, Any] | None:
    if len(body) > LARGEST:
        return None
    try:
        report = json.loads(body)["csp-report"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return report if isinstance(report, dict) else None


def _may_write(now: float) -> bool:
    with _one_at_a_time:
        if len(_written) == IN_A_MINUTE and now - _written[0] < 60:
            return False
        _written.append(now)
        return True


def _page(address: object) -> str:
    """The name of the page, without what its address says of a case."""
    try:
        return resolve(urlsplit(str(address)[:2000]).path).view_name
    except (Resolver404, ValueError):
        return "unknown"


def _origin(blocked: object) -> str:
    words = str(blocked)[:2000]
    if words in WORDS:
        return words
    try:
        return _plain(urlsplit(words).netloc)
    except ValueError:
        return "unknown"


def _plain(words: object) -> str:
    first = str(words).split(" ")[0]
    return first if PLAIN.fullmatch(first) else "unknown"
