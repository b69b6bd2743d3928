"""Makes the README's picture from a running service with the demonstration in it.

.venv/bin/python tools/screenshot.py http://localhost:8000 PASSWORD
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "what-is-due.png"


def main(address: str, password: str) -> None:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 1000}, base_url=address)
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill("cora.ordway@wendvalley.example")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        shown = page.get_by_text("the code now is").inner_text()
        page.get_by_label("Code from your authenticator app").fill(shown.rpartition(" is ")[2])
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("heading", name="What is due").wait_for()
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
