"""The public site of the demonstration: a process of its own beside Handrail, which knows the bundle and nothing else.

In use it belongs on another machine, so `handrail serve` starts it for the demonstration alone.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

AWAY = 80
"""How far from Handrail's port its own lies: beside 8000 it answers at 8080."""
OF_THE_DEMONSTRATION = {
    "HANDRAIL_PUBLIC_NAME": "Learning in Wend Valley, an invented area",
    "HANDRAIL_PUBLIC_CONTACT": "reviews@wend-valley.example",
}


def settle(home: Path, port: int, host: str) -> int | None:
    """Name the bundle, and where the public finds it, to every part. Gives the port; None where that port is taken,
    or where somebody named a bundle and so serves it otherwise."""
    ours = port + AWAY
    if "HANDRAIL_PUBLIC_BUNDLE" in os.environ or ours > 65_535 or not _is_free(host, ours):
        return None
    os.environ["HANDRAIL_PUBLIC_BUNDLE"] = str(home / "public" / "bundle")
    os.environ.setdefault("HANDRAIL_PUBLIC_ADDRESS", f"http://localhost:{ours}")
    for name, words in OF_THE_DEMONSTRATION.items():
        os.environ.setdefault(name, words)
    return ours


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as trial:
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def command(port: int, host: str) -> list[str]:
    bundle = os.environ["HANDRAIL_PUBLIC_BUNDLE"]
    start = "from handrail.command_line import main; main()"
    asked = ["publish", "serve", bundle, "--port", str(port), "--host", host, "--workers", "1"]
    return [sys.executable, "-c", start, *asked]


def what_to_say(port: int | None, *, demonstration: bool) -> str:
    """Where what is published can be read, or how to let it be read. Empty where nothing of it was asked for."""
    if port is not None:
        return f"What is published is at {os.environ['HANDRAIL_PUBLIC_ADDRESS']}: the public site, without signing in"
    if bundle := os.environ.get("HANDRAIL_PUBLIC_BUNDLE"):
        return f"What is published is kept in {bundle}. To let the public read it: handrail publish serve {bundle}"
    if demonstration:
        return "The public site is not started: its port is taken. To see it: handrail publish export public, then " + (
            "handrail publish serve public --port 8090"
        )
    return ""
