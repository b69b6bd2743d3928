"""The browser that journeys are told in: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where it is. Without it a journey is skipped, but never where every check must be made."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    missing = "This journey needs the browser Chromium, which is not on this machine (Debian: apt install chromium)."
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)
