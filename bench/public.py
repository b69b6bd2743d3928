"""How many pages a second does the public site send, as `handrail publish serve` runs it?

Makes a bundle of invented reports, takes it up, and asks over connections that stay open, as browsers and a server in
front keep them: a long report packed and plain, the same when the reader has it already, its PDF, the feed, and the
search, which alone is drawn when it is asked for. The askers share the machine's cores with the site.

    .venv/bin/python bench/public.py [--documents 500] [--seconds 10] [--askers 2]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.pool import Pool
from pathlib import Path

PORT = 8196
REACH = 1000  # published pages a second
WORDS = (
    "agency child family worker visit school health police home concern record call meeting plan review risk parent"
    " sibling nurse doctor teacher assessment neglect injury referral response practice learning partner service"
).split()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=500)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--askers", type=int, default=2)
    chosen = options.parse_args()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        bundle = Path(folder) / "bundle"
        write_bundle(bundle, chosen.documents)
        began = time.perf_counter()
        command = [str(Path(sys.executable).parent / "handrail"), "publish", "index", str(bundle)]
        subprocess.run([*command, "--address", f"http://localhost:{PORT}"], check=True, stdout=subprocess.DEVNULL)
        print(f"{chosen.documents:,} documents taken up in {time.perf_counter() - began:.1f} s")
        with serving(bundle), multiprocessing.Pool(chosen.askers) as pool:
            measure(pool, chosen.askers, chosen.seconds)


def measure(pool: Pool, askers: int, seconds: float) -> None:
    packed = ("Accept-Encoding: gzip",)
    etag = headers_of(ask("/reviews/r0", packed))["etag"]
    asked = {
        "a report, packed": ("/reviews/r{}", packed),
        "a report, plain": ("/reviews/r{}", ()),
        "a report that the reader has": ("/reviews/r0", (*packed, f"If-None-Match: {etag}")),
        "its PDF": ("/reviews/r{}.pdf", ()),
        "the feed, packed": ("/feed.atom", packed),
        "a search": ("/search?q=school+nurse", packed),
    }
    print(f"\n{'':32}{'a second':>12}{'median':>12}{'99th':>12}{'bytes':>12}")
    for name, (path, headers) in asked.items():
        told = pool.starmap(ask_for, [(path, headers, seconds, number) for number in range(askers)])
        took = sorted(one for spent, _ in told for one in spent)
        size = told[0][1]
        median, last = statistics.median(took) * 1000, took[int(len(took) * 0.99)] * 1000
        print(f"{name:32}{len(took) / seconds:>12,.0f}{median:>9.2f} ms{last:>9.2f} ms{size:>12,}")
    print(f"Reach: {REACH:,} published pages a second.")


def ask_for(path: str, headers: tuple[str, ...], seconds: float, seed: int) -> tuple[list[float], int]:
    """Seconds that each answer took, one after the other over one connection, and the size of the last."""
    chosen, took, size = random.Random(seed), [], 0
    with socket.create_connection(("localhost", PORT)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        until = time.perf_counter() + seconds
        while (began := time.perf_counter()) < until:
            line.sendall(request(path.format(chosen.randrange(10)), headers))
            size = len(answer_of(line))
            took.append(time.perf_counter() - began)
    return took, size


def request(path: str, headers: tuple[str, ...]) -> bytes:
    return "\r\n".join((f"GET {path} HTTP/1.1", f"Host: localhost:{PORT}", *headers, "", "")).encode()


def answer_of(line: socket.socket) -> bytes:
    held = b""
    while b"\r\n\r\n" not in held:
        held += more_of(line)
    head, _, _ = held.partition(b"\r\n\r\n")
    length = int(headers_of(held).get("content-length", 0))
    while len(held) < len(head) + 4 + length:
        held += more_of(line)
    assert held.split(b" ", 2)[1] in (b"200", b"304"), head
    return held


def more_of(line: socket.socket) -> bytes:
    more = line.recv(1 << 18)
    assert more, "the site hung up"
    return more


def headers_of(answer: bytes) -> dict[str, str]:
    lines = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return {name.lower(): words.strip() for name, _, words in (line.partition(":") for line in lines)}


def ask(path: str, headers: tuple[str, ...] = ()) -> bytes:
    with socket.create_connection(("localhost", PORT), timeout=60) as line:
        line.sendall(request(path, headers))
        return answer_of(line)


@contextmanager
def serving(bundle: Path) -> Iterator[None]:
    command = [str(Path(sys.executable).parent / "handrail"), "publish", "serve", str(bundle), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                ask("/healthy")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def write_bundle(folder: Path, number: int) -> None:
    """Reports of about six thousand words, as a review's are."""
    chosen, entries = random.Random(2026), []
    (folder / "documents").mkdir(parents=True)
    for place in range(number):
        told = report(f"reviews/r{place}", chosen)
        held = (json.dumps(told, sort_keys=True, indent=1) + "\n").encode()
        sha256 = hashlib.sha256(held).hexdigest()
        path = f"documents/{sha256[:32]}.json"
        (folder / path).write_bytes(held)
        named = {name: told[name] for name in ("address", "kind", "title", "publisher", "published_on", "version")}
        at = "2026-11-02T00:01:00Z"
        entries.append({**named, "path": path, "sha256": sha256, "bytes": len(held), "released_at": at})
    manifest = {"schema_version": 1, "changed_at": "2026-11-02T00:01:00Z", "documents": entries, "withdrawn": []}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def report(address: str, chosen: random.Random) -> dict[str, object]:
    def words(count: int) -> str:
        return " ".join(chosen.choices(WORDS, k=count)).capitalize() + "."

    sections = [
        {"id": f"s{place}", "heading": words(4), "level": 2,
         "blocks": [{"kind": "paragraph", "text": words(100)} for _ in range(5)]}
        for place in range(1, 12)
    ]  # fmt: skip
    return {
        "schema_version": 1, "kind": "report", "address": address, "title": f"Review: {words(3)}", "summary": words(40),
        "publisher": {"name": f"{chosen.choice(WORDS).capitalize()} Valley Partnership"},
        "published_on": f"20{chosen.randrange(15, 27)}-03-02", "version": 1, "revised_on": None, "revised_why": "",
        "available_until": None, "language": "en-GB", "sections": sections, "themes": chosen.sample(WORDS, 2),
        "review": {"kind": "local child safeguarding practice review"},
        "recommendations": [{"number": str(one), "addressed_to": ["All"], "text": words(30)} for one in range(1, 9)],
    }  # fmt: skip


if __name__ == "__main__":
    main()
