"""Makes the site from a bundle: every page as it will be sent, every PDF, and the search index, in one file.

The file takes the place of the one before it in one step, and only where the whole bundle was found to be as it should.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from handrail.public import feeds, pdf, word
from handrail.public.bundle import Block, BundleRefused, Document, Entry, Manifest, read_document, read_manifest
from handrail.public.cards import Card, Group, card_of, groups_of, newest_first
from handrail.public.kinds import kind_of
from handrail.public.pages import Pages
from handrail.public.particulars import Particulars
from handrail.public.site import NAME, SHAPE, Shelf, Site

HERE = Path(__file__).parent
SERVICE_STYLES = HERE.parent / "service" / "web" / "static"
"""Files alone are taken from there, as the site is made: the site has the service's look and none of its code."""
STYLES = {
    "govuk-frontend.min.css": SERVICE_STYLES / "vendor" / "govuk-frontend.min.css",
    "handrail.css": SERVICE_STYLES / "web" / "handrail.css",
    "print.css": SERVICE_STYLES / "web" / "print.css",
    "handrail.svg": SERVICE_STYLES / "web" / "handrail.svg",
    "public.css": HERE / "static" / "public.css",
}
HTML, JSON, PDF, ATOM, XML = (
    "text/html; charset=utf-8", "application/json", "application/pdf", "application/atom+xml", "application/xml",
)  # fmt: skip
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
TROUBLES = {
    400: ("We could not read what was sent", "Go back, and try again."),
    405: ("This cannot be done here", "Pages of this site are only to be read."),
    500: ("Something went wrong", "It is not your fault. Try again in a few minutes."),
    503: ("That search takes too long", "Try again with fewer words, or other words."),
}


@dataclass(frozen=True, slots=True)
class Made:
    """What to say of it. `changed` is false where the site in place was made of the same."""

    changed: bool
    documents: int
    withdrawn: int


@dataclass
class _Making:
    """The file as it is being written, and what was learnt of the documents so far."""

    rows: sqlite3.Connection
    pages: Pages
    before: Site | None
    paths: list[tuple[str, str | None]] = field(default_factory=list)

    def put(self, path: str, kind: str, body: bytes, *, status: int = 200, lasting: bool = False) -> None:
        packed = b"" if kind == PDF else gzip.compress(body, 9, mtime=0)
        self.rows.execute(
            "insert into page values (?, ?, ?, ?, ?, ?, ?)",
            (path, status, kind, hashlib.sha256(body).hexdigest()[:32], lasting, body,
             packed if len(packed) < len(body) else b""),
        )  # fmt: skip

    def tell(self, name: str, words: str) -> None:
        self.rows.execute("insert into told values (?, ?)", (name, words))


def make(
    bundle: Path, folder: Path, particulars: Particulars, *, anew: bool = False, say: Callable[[str], None] = print
) -> Made:
    """Bring the site in `folder` up to date with the bundle. `anew` takes a bundle whatever was served before.

    Raises BundleRefused, with nothing changed; and OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        manifest, sha256 = read_manifest(bundle)
        before = Shelf(folder).site()
        made_of = fingerprint(sha256, particulars)
        told = Made(True, len(manifest.documents), len(manifest.withdrawn))
        if before and before.told("made of") == made_of:
            return Made(False, told.documents, told.withdrawn)
        if before and not anew:
            _refuse_what_went_back(manifest, before)
        with _new_file(folder, made_of) as new, closing(sqlite3.connect(new)) as rows:
            rows.executescript(f"pragma journal_mode = off; pragma synchronous = off; {SHAPE}")
            _fill(rows, bundle, manifest, particulars, before, say)
            rows.execute("insert into told values ('made of', ?)", (made_of,))
            rows.execute("insert into words (words) values ('optimize')")
            rows.execute("insert into passages (passages) values ('optimize')")
            rows.commit()
    return told


def fingerprint(manifest_sha256: str, particulars: Particulars) -> str:
    """Changes with the bundle, with what is said of the site, and with the software that makes it."""
    told = json.dumps([manifest_sha256, particulars.as_words(), _software()])
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _software() -> str:
    sums = hashlib.sha256(pdf.recipe().encode())
    for path in sorted([*HERE.rglob("*.py"), *HERE.rglob("*.html"), *STYLES.values()]):
        sums.update(path.read_bytes())
    return sums.hexdigest()


def _refuse_what_went_back(manifest: Manifest, before: Site) -> None:
    """A bundle never forgets: what it published is there still, in that version or a later one, or was withdrawn."""
    versions = {one.address: one.version for one in manifest.documents}
    graves = {one.address for one in manifest.withdrawn}
    risen = sorted(before.withdrawn() - graves)
    if risen:
        raise BundleRefused(
            f"{risen[0]} was withdrawn, and this bundle does not say so. It is older than what is served."
        )
    for address, version in before.versions():
        if address not in graves and versions.get(address, 0) < version:
            how = "in an earlier version" if address in versions else "neither as published nor as withdrawn"
            raise BundleRefused(f"This bundle has {address} {how}. It is older than what is served.")


def _fill(
    rows: sqlite3.Connection, bundle: Path, manifest: Manifest, particulars: Particulars, before: Site | None,
    say: Callable[[str], None],
) -> None:  # fmt: skip
    making = _Making(rows, Pages(particulars, _put_styles(rows)), before)
    recipe = hashlib.sha256(f"{pdf.recipe()} {particulars.address}".encode()).hexdigest()
    making.tell("pdf recipe", recipe)
    making.tell("particulars", json.dumps(particulars.as_words()))
    making.tell("assets", json.dumps(dict(making.pages.assets)))
    cards = []
    for number, entry in enumerate(manifest.documents, start=1):
        document, raw = read_document(bundle, entry)
        cards.append(card_of(entry, document))
        _put_document(making, number, entry, document, raw, recipe)
        if number % 500 == 0:
            say(f"{number:,} of {len(manifest.documents):,} documents are made.")
    _put_tombstones(making, manifest)
    _put_lists(making, newest_first(cards), manifest)
    _put_the_rest(making, manifest)


def _put_styles(rows: sqlite3.Connection) -> dict[str, str]:
    """Each under a name that carries its hash, so that browsers may keep it for ever."""
    making, assets = _Making(rows, None, None), {}  # type: ignore[arg-type]  # no page is drawn yet
    for name, path in STYLES.items():
        body = path.read_bytes()
        assets[name] = f"/assets/{path.stem}.{hashlib.sha256(body).hexdigest()[:12]}{path.suffix}"
        making.put(assets[name], TYPES[path.suffix], body, lasting=True)
    return assets


def _put_document(making: _Making, number: int, entry: Entry, document: Document, raw: bytes, recipe: str) -> None:
    path = f"/{entry.address}"
    paper = _paper_of_before(making.before, entry, recipe)
    if paper is None:
        paper = pdf.pdf_of(document, f"{making.pages.particulars.address}{path}")
    making.put(path, HTML, making.pages.document(document, len(paper)))
    making.put(f"{path}.json", JSON, raw)
    making.put(f"{path}.pdf", PDF, paper)
    if kind_of(entry.kind).word:
        making.put(f"{path}.docx", WORD, word.word_of(document, f"{making.pages.particulars.address}{path}"))
    making.paths.append((path, (document.revised_on or document.published_on).isoformat()))
    first, last = _put_passages(making, document)
    making.rows.execute(
        "insert into document values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, entry.address, entry.kind, entry.title, entry.publisher.name, entry.published_on.isoformat(),
         entry.version, entry.sha256, document.summary, first, last),
    )  # fmt: skip
    making.rows.execute(
        "insert into words (rowid, title, summary, headings, recommendations, body) values (?, ?, ?, ?, ?, ?)",
        (number, *searched(document)),
    )


def _put_passages(making: _Making, document: Document) -> tuple[int, int]:
    """The numbers of its first and its last passage; the last is before the first where it has none."""
    (before,) = making.rows.execute("select coalesce(max(rowid), 0) from passages").fetchone()
    texts = "\n".join((document.summary, *searched(document)[3:])).split("\n")
    rows = [(before + place, text) for place, text in enumerate(filter(None, texts), start=1)]
    making.rows.executemany("insert into passages (rowid, words) values (?, ?)", rows)
    return before + 1, before + len(rows)


def searched(document: Document) -> tuple[str, str, str, str, str]:
    """The words by which it is found, in the order of the index's columns."""
    blocks = [block for section in document.sections for block in section.blocks]
    return (
        document.title,
        document.summary,
        _lines([*(one.heading for one in document.sections), *document.themes, document.publisher.name]),
        _lines([" ".join((one.text, *one.addressed_to)) for one in document.recommendations]),
        _lines([document.why_not_the_report, *(text for block in blocks for text in words_in(block))]),
    )


def words_in(block: Block) -> tuple[str, ...]:
    cells = (" ".join(row) for row in block.rows)
    return (block.text, *block.items, block.caption, *cells)


def _lines(texts: list[str]) -> str:
    return "\n".join(text for text in texts if text)


def _paper_of_before(before: Site | None, entry: Entry, recipe: str) -> bytes | None:
    """The PDF that was made of the same bytes in the same way: setting it anew would make no other."""
    if before is None or before.told("pdf recipe") != recipe:
        return None
    row = before.rows.execute(
        "select body from page join document on page.path = '/' || document.address || '.pdf'"
        " where document.sha256 = ? and document.address = ?", (entry.sha256, entry.address),
    ).fetchone()  # fmt: skip
    return bytes(row[0]) if row else None


def _put_tombstones(making: _Making, manifest: Manifest) -> None:
    told = [one.model_dump(mode="json") for one in manifest.withdrawn]
    for one, said in zip(manifest.withdrawn, told, strict=True):
        making.rows.execute("insert into tombstone values (?, ?, ?, ?)", (
            one.address, one.kind, one.withdrawn_on.isoformat(), one.reason))  # fmt: skip
        page = making.pages.gone(one)
        making.put(f"/{one.address}", HTML, page, status=410)
        making.put(f"/{one.address}.pdf", HTML, page, status=410)
        if kind_of(one.kind).word:
            making.put(f"/{one.address}.docx", HTML, page, status=410)
        making.put(f"/{one.address}.json", JSON, _json(said), status=410)
    latest = sorted(manifest.withdrawn, key=lambda one: (-one.withdrawn_on.toordinal(), one.address))
    making.put("/withdrawn", HTML, making.pages.draw("withdrawn", tombstones=latest))
    making.put("/withdrawn.json", JSON, _json({"withdrawn": told}))


def _put_lists(making: _Making, cards: tuple[Card, ...], manifest: Manifest) -> None:
    groups = groups_of(cards)
    everything = Group("/documents", "All documents", "", cards)
    for group in (everything, *groups):
        for path, page in making.pages.listing(group).items():
            making.put(path, HTML, page)
            making.paths.append((path, None))
        making.put(f"{group.path}.json", JSON, _json({
            "title": group.heading, "documents": [card.as_told() for card in group.cards]}))  # fmt: skip
        feed = "/feed" if group is everything else group.path
        title = making.pages.particulars.name + ("" if group is everything else f": {group.heading}")
        making.put(f"{feed}.atom", ATOM, feeds.feed(
            group.cards, title=title, path=feed if group is not everything else "/",
            particulars=making.pages.particulars, changed_at=manifest.changed_at))  # fmt: skip
    making.put("/", HTML, making.pages.front(cards, groups))
    making.paths.append(("/", None))


def _put_the_rest(making: _Making, manifest: Manifest) -> None:
    for path, page in making.pages.plain.items():
        making.put(path, HTML, page)
        making.paths.append((path, None))
    for path, body in feeds.site_maps(sorted(making.paths), making.pages.particulars.address).items():
        making.put(path, XML, body)
    robots = f"User-agent: *\nDisallow: /search\nSitemap: {making.pages.particulars.address}/sitemap.xml\n"
    making.put("/robots.txt", "text/plain; charset=utf-8", robots.encode())
    changed_at = manifest.changed_at.isoformat() if manifest.changed_at else None
    making.put("/healthy", JSON, _json({"changed_at": changed_at, "documents": len(manifest.documents)}))
    making.put("absent", HTML, making.pages.draw("absent"), status=404)
    for status, (heading, words) in TROUBLES.items():
        making.put(f"trouble {status}", HTML, making.pages.draw("trouble", heading=heading, words=words), status=status)


def _json(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


@contextmanager
def _new_file(folder: Path, made_of: str) -> Iterator[Path]:
    """A file to fill, which then becomes the site in one step. Nothing is left of one that was not finished."""
    number, name = tempfile.mkstemp(prefix="new-", suffix=".sqlite", dir=folder)
    os.close(number)
    new = Path(name)
    try:
        yield new
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.chmod(0o644)
        whole = folder / f"site-{made_of[:16]}.sqlite"
        new.replace(whole)
        _point_to(folder, whole)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    for old in folder.glob("*.sqlite"):
        if old.name not in (NAME, whole.name):
            old.unlink()  # at once: it may hold what was withdrawn


def _point_to(folder: Path, whole: Path) -> None:
    link = folder / f"{NAME}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(whole.name)
    link.replace(folder / NAME)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two makers take turns."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
