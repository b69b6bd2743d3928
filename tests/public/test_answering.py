"""How the site answers: briefly to who has a page already, never to who wants to change something, and for good."""

from __future__ import annotations

import gzip

import pytest

from tests.public.asking import Asking

PLACE = "/reviews/child-k"


def test_who_has_the_page_already_is_told_only_that_it_stands(site: Asking) -> None:
    first = site.ask(PLACE)
    etag = first.headers["etag"]
    for named in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = site.ask(PLACE, if_none_match=named)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert site.ask(PLACE, if_none_match='"other"').status == 200
    assert first.headers["cache-control"] == "public, no-cache"


def test_a_changed_page_is_sent_to_who_has_the_old_one(site: Asking) -> None:
    etag = site.ask(PLACE).headers["etag"]
    site.bundle.documents[0] |= {"version": 2, "revised_on": "2026-11-19", "revised_why": "A date was wrong."}
    site.take_up()
    assert site.ask(PLACE, if_none_match=etag).status == 200


@pytest.mark.parametrize(
    "path", ["/", PLACE, f"{PLACE}.json", f"{PLACE}.pdf", "/feed.atom", "/search?q=calls", "/none"]
)
def test_head_says_what_get_would_and_sends_nothing(site: Asking, path: str) -> None:
    got, asked = site.ask(path), site.ask(path, method="HEAD")
    assert (asked.status, asked.headers, asked.body) == (got.status, got.headers, b"")
    assert int(got.headers["content-length"]) == len(got.body) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_done_but_reading(site: Asking, method: str) -> None:
    answer = site.ask(PLACE, method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert "only to be read" in answer.words


def test_a_page_is_packed_for_who_takes_that(site: Asking) -> None:
    plain, packed = site.ask(PLACE), site.ask(PLACE, accept_encoding="br, gzip;q=0.8")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    for refused in ("identity", "gzip;q=0", "br, gzip; q=0.0"):
        assert "content-encoding" not in site.ask(PLACE, accept_encoding=refused).headers


def test_style_sheets_stand_under_their_hash_for_ever(site: Asking) -> None:
    page = site.ask(PLACE).words
    paths = [line.split('"')[3] for line in page.splitlines() if 'rel="stylesheet"' in line]
    assert len(paths) == 4
    for path in paths:
        answer = site.ask(path)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "text/css; charset=utf-8"
        assert "url(" not in answer.words, "it would fetch something that is not here"


@pytest.mark.parametrize(
    "path",
    [
        "/reviews", "/reviews/", "/reviews/child-k/", "/reviews/child-kk", "/Reviews/child-k", "//reviews/child-k", "",
        "/../manifest.json", "/documents/0", "/absent", "absent", "trouble 500", "/trouble 500", "/reviews/child-k.xml",
        "/caf\xc3\xa9", "/\x00", "/%2e%2e/", "/sign-in", "/admin/", "/search/", "/api/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_there_and_nothing_leads_elsewhere(site: Asking, path: str) -> None:
    answer = site.ask(path)
    if path == "":
        assert answer.status == 200
        return
    assert answer.status == 404
    assert "location" not in answer.headers
    assert "There is nothing at this address" in answer.words


def test_over_tls_a_browser_is_told_to_stay_there(site: Asking) -> None:
    assert site.ask("/").headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


def test_before_anything_was_made_it_says_so(site: Asking) -> None:
    for made in site.folder.glob("*.sqlite"):
        made.unlink()
    answer = Asking(site.bundle, site.folder).ask("/")
    assert answer.status == 503
    assert answer.headers["retry-after"] == "60"


def test_a_site_that_is_taken_away_under_it_goes_on(site: Asking) -> None:
    assert site.ask("/").status == 200
    (site.folder / "site.sqlite").unlink()
    assert site.ask(PLACE).status == 200


def test_it_says_how_it_is(site: Asking) -> None:
    assert site.ask("/healthy").told == {"changed_at": "2026-11-20T09:00:00+00:00", "documents": 1}
