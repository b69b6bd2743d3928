"""Answers from the made site. All but the search is sent as it lies there; nothing is ever written.

The process is given the folder of the site in HANDRAIL_PUBLIC_SITE, and needs nothing else.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from handrail.common.headers import HELD_APART
from handrail.public.pages import Pages
from handrail.public.particulars import Particulars
from handrail.public.search import LONGEST, Results, TooSlow, search, understood
from handrail.public.site import Page, Shelf, Site

SITE = "HANDRAIL_PUBLIC_SITE"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
EVERYWHERE = {**HELD_APART, "Content-Security-Policy": POLICY}
A_YEAR = 365 * 24 * 60 * 60
FOR_OTHER_SITES = ("application/json", "application/atom+xml")
"""What programs read: a page of another site may ask for it, as for any public thing."""
LONGEST_QUERY = 2000
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")

Headers = list[tuple[str, str]]
Start = Callable[[str, Headers], Any]


class Public:
    """The application."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(folder)

    def __call__(self, asked: dict[str, Any], start: Start) -> Iterable[bytes]:
        site = self.shelf.site()
        if site is None:
            return nothing_yet(start)
        try:
            return self.answer(site, asked, start)
        except sqlite3.OperationalError:
            newer = self.shelf.site()
            if newer is None or newer is site:
                raise
            return self.answer(newer, asked, start)  # the other was taken away before this thread had opened it

    def answer(self, site: Site, asked: dict[str, Any], start: Start) -> Iterable[bytes]:
        """All that is read of the site is read before the answer begins."""
        method = asked["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            return send(page_of(site, "trouble 405"), asked, start, [*always(site), ("Allow", "GET, HEAD")])
        path = asked.get("PATH_INFO") or "/"
        if path in ("/search", "/search.json"):
            return answer_search(site, asked, start, as_data=path.endswith(".json"))
        page = site.page(path) if path.startswith("/") else None
        return send(page or page_of(site, "absent"), asked, start, always(site))


def page_of(site: Site, name: str) -> Page:
    page = site.page(name)
    assert page is not None, f"every site has the page {name}"
    return page


def send(page: Page, asked: dict[str, Any], start: Start, headers: Headers) -> Iterable[bytes]:
    """The page, or that it has not changed. A cache may keep it, and asks each time whether it still stands."""
    packs = page.packed and TAKES_GZIP.search(asked.get("HTTP_ACCEPT_ENCODING", "")) is not None
    etag = f'"{page.etag}{"-gz" if packs else ""}"'
    own = [*headers, *of_type(page.type), ("ETag", etag), ("Cache-Control", keeping(page))]
    if page.packed:
        own.append(("Vary", "Accept-Encoding"))
    if page.status == 200 and named_in(etag, asked.get("HTTP_IF_NONE_MATCH", "")):
        start("304 Not Modified", own)
        return []
    body = page.packed if packs else page.body
    own += [("Content-Type", page.type), ("Content-Length", str(len(body)))]
    if packs:
        own.append(("Content-Encoding", "gzip"))
    start(STATUS[page.status], own)
    return [] if asked["REQUEST_METHOD"] == "HEAD" else [body]


STATUS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


def keeping(page: Page) -> str:
    if page.lasting:
        return f"public, max-age={A_YEAR}, immutable"
    return "public, no-cache" if page.status in (200, 410) else "no-store"


def named_in(etag: str, wanted: str) -> bool:
    return bool(wanted) and (
        wanted.strip() == "*" or etag in (one.strip().removeprefix("W/") for one in wanted.split(","))
    )


def of_type(kind: str) -> Headers:
    if kind in FOR_OTHER_SITES:
        return [("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin")]
    return [("Cross-Origin-Resource-Policy", "same-origin")]


@lru_cache(maxsize=4)
def _always(over_tls: bool) -> Headers:
    told = {name: words for name, words in EVERYWHERE.items() if name != "Cross-Origin-Resource-Policy"}
    if over_tls:
        told["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
    return list(told.items())


def always(site: Site) -> Headers:
    return _always(pages_of(site).particulars.over_tls)


def pages_of(site: Site) -> Pages:
    """What draws the search's page for this site: kept with it."""
    found: Pages | None = getattr(site, "_pages", None)
    if found is None:
        found = Pages(Particulars(**json.loads(site.told("particulars"))), json.loads(site.told("assets")))
        site._pages = found  # type: ignore[attr-defined]
    return found


def answer_search(site: Site, asked: dict[str, Any], start: Start, *, as_data: bool) -> Iterable[bytes]:
    """Never kept by anybody: what a person looked for is their own affair."""
    query = parse_qs(asked.get("QUERY_STRING", "")[:LONGEST_QUERY], max_num_fields=None)
    typed = query.get("q", [""])[0][:LONGEST]
    page = query.get("page", ["1"])[0]
    wanted = understood(typed)
    try:
        results = search(site, wanted, int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1)
    except TooSlow:
        return send(page_of(site, "trouble 503"), asked, start, always(site))
    if as_data:
        body, kind = as_json(typed, results), "application/json"
    else:
        body, kind = pages_of(site).search(typed, wanted, results, lambda to: address_of(typed, to)), HTML
    own = [*always(site), *of_type(kind), ("Cache-Control", "no-store"), ("Content-Type", kind)]
    start("200 OK", [*own, ("Content-Length", str(len(body)))])
    return [] if asked["REQUEST_METHOD"] == "HEAD" else [body]


HTML = "text/html; charset=utf-8"


def address_of(typed: str, page: int) -> str:
    return f"/search?{urlencode({'q': typed, 'page': page}, errors='replace')}"


def as_json(typed: str, results: Results) -> bytes:
    told = {
        "q": typed, "number": results.number, "page": results.page, "pages": results.pages, "some_words": results.some,
        "documents": [
            {
                "address": one.address, "kind": one.kind, "title": one.title, "publisher": {"name": one.publisher},
                "published_on": one.published_on, "html": f"/{one.address}",
                "excerpt": "".join(words for words, _ in one.excerpt),
            }
            for one in results.found
        ],
    }  # fmt: skip
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def nothing_yet(start: Start) -> Iterable[bytes]:
    words = b"The site is being made. Try again in a minute.\n"
    told = {**EVERYWHERE, "Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8", "Retry-After": "60"}
    start("503 Service Unavailable", [*told.items(), ("Content-Length", str(len(words)))])
    return [words]


def application(asked: dict[str, Any], start: Start) -> Iterable[bytes]:
    """For gunicorn, whose process has the folder in its environment."""
    return _public(os.environ[SITE])(asked, start)


@lru_cache(maxsize=1)
def _public(folder: str) -> Public:
    return Public(Path(folder))
