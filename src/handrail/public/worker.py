"""The web server's process of the public site: what it cannot read gets a page of the site too."""

from __future__ import annotations

import os
from pathlib import Path

from gunicorn.util import http_date

from handrail.common import quiet
from handrail.public.site import Shelf
from handrail.public.wsgi import EVERYWHERE, HTML, SITE, STATUS


class QuietThreads(quiet.QuietThreads):
    """Answers for the site."""

    def page_for(self, status: int) -> bytes:
        """A whole answer, as it goes over the wire."""
        body = words_for(status)
        told = {
            **EVERYWHERE, "Cache-Control": "no-store", "Content-Type": HTML, "Content-Length": str(len(body)),
            "Date": http_date(), "Connection": "close",
        }  # fmt: skip
        head = "".join(f"{name}: {words}\r\n" for name, words in told.items())
        return f"HTTP/1.1 {STATUS[status]}\r\n{head}\r\n".encode() + body


def words_for(status: int) -> bytes:
    site = Shelf(Path(os.environ[SITE])).site()
    page = site.page(f"trouble {500 if status == 500 else 400}") if site else None
    return page.body if page else b"<!DOCTYPE html><title>Try again</title><p>Try again in a few minutes.</p>\n"
