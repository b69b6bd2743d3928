"""A bundle is taken up whole or not at all. What was withdrawn is gone from everywhere; what was altered is refused."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handrail.public import making, pdf
from handrail.public.bundle import BundleRefused, Document
from handrail.public.particulars import Particulars
from handrail.public.serving import Watch
from handrail.public.site import Shelf
from tests.public.asking import PARTICULARS, Asking
from tests.public.bundles import Bundle, document, tombstone

PLACE = "reviews/child-k"


def withdraw(site: Asking) -> None:
    site.bundle.documents = [one for one in site.bundle.documents if one["address"] != PLACE]
    site.bundle.withdrawn = [tombstone(PLACE, "The family asked for it & we agreed.")]


def test_what_was_withdrawn_says_when_and_why_and_nothing_of_what_it_was(site: Asking) -> None:
    withdraw(site)
    site.take_up()
    for path in (f"/{PLACE}", f"/{PLACE}.pdf"):
        answer = site.ask(path)
        assert answer.status == 410
        assert "20 November 2026" in answer.words
        assert "The family asked for it &amp; we agreed." in answer.words
        assert "Child K" not in answer.words
    data = site.ask(f"/{PLACE}.json")
    assert (data.status, data.told) == (410, tombstone(PLACE, "The family asked for it & we agreed."))
    assert "The family asked for it &amp; we agreed." in site.ask("/withdrawn").words


def test_who_has_the_withdrawn_page_in_a_cache_is_not_told_that_it_stands(site: Asking) -> None:
    etag = site.ask(f"/{PLACE}").headers["etag"]
    withdraw(site)
    site.take_up()
    assert site.ask(f"/{PLACE}", if_none_match=etag).status == 410
    assert site.ask(f"/{PLACE}", if_none_match="*").status == 410


def test_what_was_withdrawn_is_in_no_byte_of_the_site(site: Asking) -> None:
    site.bundle.documents.append(document("reviews/child-l", title="Another review: Child L", summary="Another."))
    site.bundle.documents[0] |= {"title": "The unmistakable heron review"}
    site.take_up(anew=True)
    assert b"heron" in site.folder.joinpath("site.sqlite").read_bytes()
    withdraw(site)
    site.take_up()
    made = site.folder.joinpath("site.sqlite").read_bytes()
    assert b"heron" not in made
    assert b"Another review" in made
    assert site.ask("/search.json?q=heron").told["number"] == 0
    for path in ("/", "/documents", "/feed.atom", "/documents.json", "/years/2026.atom", "/sitemap.xml"):
        assert "heron" not in site.ask(path).words
        assert f"/{PLACE}" not in site.ask(path).words


def test_a_second_new_bundle_leaves_nothing_of_the_first(site: Asking) -> None:
    withdraw(site)
    site.take_up()
    site.bundle.documents.append(document("reviews/child-l"))
    site.take_up()
    kept = sorted(path.name for path in site.folder.glob("*.sqlite"))
    assert kept[1:] == ["site.sqlite"], "the site, and the link to it"
    assert kept[0].startswith("site-")


Alter = Callable[[Bundle], None]


def byte_of_a_document(bundle: Bundle) -> None:
    path = bundle.path_of()
    path.write_bytes(path.read_bytes().replace(b"notes together", b"notes Together"))


def shorter_document(bundle: Bundle) -> None:
    path = bundle.path_of()
    path.write_bytes(path.read_bytes()[:-1])


def document_gone(bundle: Bundle) -> None:
    bundle.path_of().unlink()


def document_a_link(bundle: Bundle) -> None:
    path = bundle.path_of()
    held = path.rename(bundle.folder / "elsewhere.json")
    path.symlink_to(held)


def document_a_pipe(bundle: Bundle) -> None:
    path = bundle.path_of()
    path.unlink()
    os.mkfifo(path)


def manifest_torn(bundle: Bundle) -> None:
    path = bundle.folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:-20])


def told(change: Callable[[dict[str, Any]], object]) -> Alter:
    def alter(bundle: Bundle) -> None:
        manifest = bundle.manifest()
        change(manifest)
        bundle.write_manifest(manifest)

    return alter


def first(name: str, words: object) -> Alter:
    return told(lambda manifest: manifest["documents"][0].update({name: words}))


ALTERED: dict[str, Alter] = {
    "a byte of a document": byte_of_a_document,
    "a document cut off": shorter_document,
    "a document gone": document_gone,
    "a document that is a link": document_a_link,
    "a document that is a pipe": document_a_pipe,
    "the manifest torn": manifest_torn,
    "the manifest gone": lambda bundle: (bundle.folder / "manifest.json").unlink(),
    "the manifest a list": lambda bundle: bundle.write_manifest([]),
    "another hash": first("sha256", "0" * 64),
    "another length": first("bytes", 7),
    "a length that is no number": first("bytes", "7"),
    "another title": first("title", "Another"),
    "no title": first("title", " \n"),
    "another day": first("published_on", "2026-11-03"),
    "another address": first("address", "reviews/another"),
    "an address upwards": first("address", "../reviews"),
    "an address of the site's own": first("address", "search/reviews"),
    "an address with capitals": first("address", "Reviews/k"),
    "a path out of the bundle": first("path", "../documents/" + "0" * 32 + ".json"),
    "a whole path": first("path", "/etc/passwd"),
    "a later form": told(lambda manifest: manifest.update(schema_version=2)),
    "twice the same": told(lambda manifest: manifest["documents"].append(copy.deepcopy(manifest["documents"][0]))),
    "published and withdrawn": told(lambda manifest: manifest["withdrawn"].append(tombstone(PLACE))),
    "a withdrawal without a reason": told(lambda manifest: manifest["withdrawn"].append(tombstone("reviews/z", ""))),
    "neither published nor withdrawn": told(lambda manifest: manifest["documents"].clear()),
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_bundle_is_refused_and_the_old_one_goes_on(site: Asking, what: str) -> None:
    before = {path: site.ask(path).body for path in ("/", f"/{PLACE}", "/feed.atom", "/search.json?q=notes")}
    site.bundle.documents[0] |= {"version": 2, "revised_on": "2026-11-19", "revised_why": "A date was wrong."}
    site.bundle.write()
    ALTERED[what](site.bundle)
    with pytest.raises(BundleRefused):
        making.make(site.bundle.folder, site.folder, PARTICULARS)
    assert {path: site.ask(path).body for path in before} == before
    assert not list(site.folder.glob("new-*"))
    site.take_up()
    assert "A date was wrong." in site.ask(f"/{PLACE}").words, "whole again, it is taken up"


BENT: dict[str, dict[str, Any]] = {
    "no sections": {"sections": []},
    "two sections of one id": {"sections": [document()["sections"][0]] * 2},
    "an id that is no id": {"sections": [{**document()["sections"][0], "id": "s1 onclick=x"}]},
    "a text that is a number": {"summary": 7},
    "a language that is none": {"language": '"><script>'},
    "half a letter": {"summary": "\ud800"},
    "a later form": {"schema_version": 2},
}


@pytest.mark.parametrize("what", BENT)
def test_a_document_that_is_not_as_the_contract_says_is_refused(bundle: Bundle, tmp_path: Path, what: str) -> None:
    """Though its hash is right: whoever wrote it wrote the manifest too."""
    bundle.documents[0] |= BENT[what]
    bundle.write()
    with pytest.raises(BundleRefused, match="is not as the contract says|two sections"):
        making.make(bundle.folder, tmp_path / "site", PARTICULARS)


def test_an_older_bundle_is_refused_unless_somebody_says_so(site: Asking) -> None:
    site.bundle.documents[0] |= {"version": 2, "revised_on": "2026-11-19", "revised_why": "A date was wrong."}
    site.take_up()
    site.bundle.documents[0] |= {"version": 1, "revised_on": None, "revised_why": ""}
    with pytest.raises(BundleRefused, match="in an earlier version. It is older"):
        site.take_up()
    withdraw(site)
    site.take_up()
    site.bundle.documents, site.bundle.withdrawn = [document()], []
    with pytest.raises(BundleRefused, match="was withdrawn, and this bundle does not say so"):
        site.take_up()
    site.take_up(anew=True)
    assert site.ask(f"/{PLACE}").status == 200


def test_the_same_bundle_makes_nothing_new(site: Asking) -> None:
    assert not site.take_up().changed
    other = Particulars(PARTICULARS.address, "Another name")
    assert making.make(site.bundle.folder, site.folder, other).changed
    assert "Another name" in site.ask("/").words


def test_of_a_document_that_stayed_no_pdf_is_set_again(site: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, real = site.ask(f"/{PLACE}.pdf").body, pdf.pdf_of
    set_now: list[str] = []

    def set_paper(told: Document, at: str) -> bytes:
        set_now.append(told.address)
        return real(told, at)

    monkeypatch.setattr(pdf, "pdf_of", set_paper)
    site.bundle.documents.append(document("reviews/child-l"))
    site.take_up()
    assert set_now == ["reviews/child-l"]
    assert site.ask(f"/{PLACE}.pdf").body == paper


def test_a_reader_halfway_keeps_the_site_they_began_with(site: Asking) -> None:
    begun = Shelf(site.folder).site()
    assert begun
    assert begun.page("/")
    withdraw(site)
    site.take_up()
    page = begun.page(f"/{PLACE}")
    assert page
    assert page.status == 200
    assert site.ask(f"/{PLACE}").status == 410


def test_a_reader_who_had_not_begun_gets_the_new_site(site: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = site.application.shelf
    old = shelf.site()
    withdraw(site)
    site.take_up()
    handed = iter((old, shelf.site()))
    monkeypatch.setattr(shelf, "site", lambda: next(handed))
    assert site.ask(f"/{PLACE}").status == 410


def test_what_looks_after_the_bundle_says_once_what_is_wrong_and_takes_it_up_when_it_is_mended(
    site: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    times = iter((0.0, 1.0, 30.0, 40.0, 50.0, 60.0, 70.0))
    monkeypatch.setattr("handrail.public.serving.time.monotonic", lambda: next(times))
    watch = Watch(site.bundle.folder, site.folder, PARTICULARS, said.append)
    watch.look()
    assert not said
    site.bundle.documents.append(document("reviews/child-l"))
    site.bundle.write()
    hidden = site.bundle.path_of(1).rename(site.bundle.folder / "on its way")
    for _ in range(3):
        watch.look()
    assert len(said) == 1
    assert "cannot be read" in said[0]
    assert site.ask("/reviews/child-l").status == 404
    hidden.rename(site.bundle.path_of(1))
    watch.look()
    assert said[1:] == ["The bundle was taken up: 2 published, 0 withdrawn."]
    assert site.ask("/reviews/child-l").status == 200
