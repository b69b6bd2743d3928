"""The public site is made from what the running service exported, and goes on when service and database are killed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.installation import Installation, below, installation, kill
from tests.public.bundles import as_bytes, document
from tests.public.running import running

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="the processes are found in /proc")
RELEASED = """
insert into publication_release
  (id, publication_key, address, kind, number, document, sha256, published_on, released_at)
values (gen_random_uuid(), gen_random_uuid(), 'reviews/child-k', 'report', 1, %s, %s, '2026-11-02', '2026-11-02 00:01Z')
"""


@pytest.fixture
def here() -> Iterator[Installation]:
    with installation("") as here:
        here.serve()
        yield here


def release(here: Installation) -> None:
    """As the room does it, which has tests of its own: here it is about what becomes of it outside."""
    import hashlib

    import psycopg

    held = as_bytes(document())
    with psycopg.connect(here.url, autocommit=True) as connection:
        connection.execute(RELEASED, [held.decode(), hashlib.sha256(held).hexdigest()])


def test_it_goes_on_when_service_and_database_are_killed(here: Installation, tmp_path: Path) -> None:
    release(here)
    bundle = tmp_path / "bundle"
    assert "1 published document" in here.handrail("publish", "export", str(bundle))
    with running(bundle, tmp_path / "site") as public:
        assert public.ask("/reviews/child-k")[0] == 200
        service, server = here.running["serve"].pid, here.postmaster()
        assert kill(service, *below(service), server, *below(server))
        here.running["serve"].wait()
        assert here.ask("GET", "/healthy")[0] == 0
        for path in ("/", "/reviews/child-k", "/reviews/child-k.pdf", "/reviews/child-k.json", "/feed.atom"):
            assert public.ask(path)[0] == 200
        status, found = public.ask("/search.json?q=agencies")
        assert (status, json.loads(found)["number"]) == (200, 1)
