"""Database, pages, worker and everything are killed at random moments while sixteen write: nothing is lost, nothing
is doubled, nothing is half done, and each message leaves once."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.proofs.browsing import Browsers
from tests.proofs.installation import Installation, installation
from tests.proofs.invariants import DONE, faults, message_faults
from tests.proofs.killing import PARTS, Killer
from tests.proofs.writing import Journal
from tests.rooms.outbox.post_office import PostOffice, open_post_office

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="the processes are found in /proc")
SEED = 1989


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


@pytest.fixture
def here(office: PostOffice) -> Iterator[Installation]:
    with installation(office.address) as here:
        here.serve()
        here.settled()
        yield here


def writers(here: Installation, processes: int, each_process: int, each: int) -> list[str]:
    """Start them; the names of their processes."""
    names = [f"writer{number}" for number in range(processes)]
    (here.home / "journals").mkdir()
    for number, name in enumerate(names):
        told, journals = str(here.home / "told.json"), str(here.home / "journals")
        words = (told, journals, str(number * each_process), str(each_process), str(each))
        here.again[name] = partial(here.start, name, "-m", "tests.proofs.writing", *words)
        here.again[name]()
    return names


def journals(here: Installation) -> tuple[set[str], int]:
    """What was acknowledged to writers, and how much is not known to have been."""
    read = [Journal(path) for path in (here.home / "journals").glob("*.journal")]
    return {token for one in read for token in one.acknowledged}, sum(len(one.unknown) for one in read)


def kill_while_they_write(
    here: Installation, browsers: Browsers, names: list[str], kills: int, pauses: tuple[float, float]
) -> Killer:
    killer = Killer(here, random.Random(SEED), here.again)  # noqa: S311
    first = list(PARTS)
    killer.chosen.shuffle(first)  # each part at least once, then at random
    pause = threading.Event()
    while browsers.at_work() or any(here.running[name].poll() is None for name in names):
        pause.wait(killer.chosen.uniform(*pauses))
        if killer.killed.total() < kills:
            killer.kill_one(first.pop() if first else "")
        killer.tend()
    return killer


def prove(
    here: Installation, office: PostOffice, *, browsers: int, pages: int, processes: int, each_process: int,
    each: int, kills: int, pauses: tuple[float, float],
) -> str:  # fmt: skip
    told = json.loads((here.home / "told.json").read_text())
    at_pages = Browsers(here, told, browsers, pages)
    here.again["sender"] = lambda: here.start("sender", "-m", "tests.proofs.sending")
    here.again["sender"]()
    names = writers(here, processes, each_process, each)
    at_pages.begin()
    try:
        killer = kill_while_they_write(here, at_pages, names, kills, pauses)
    finally:
        at_pages.end()
    here.running["sender"].kill()
    here.running["sender"].wait()
    here.serve()
    acknowledged, unknown = journals(here)
    acknowledged |= at_pages.acknowledged
    assert not at_pages.wrong, at_pages.wrong[0]
    assert not unknown
    assert len(acknowledged) == browsers * pages + processes * each_process * each
    assert faults(here, acknowledged) == []
    done = [token for (token,) in here.ask_database(DONE)]
    assert sorted(done) == sorted(acknowledged)
    here.ask_database("update outbox_message set send_after = now()")  # the hours between two tries go by
    here.run("-m", "tests.proofs.sending", "once")
    left = [str(mail["Message-ID"]).strip("<>").partition("@")[0] for mail in office.taken_in]
    assert message_faults(here, left) == []
    assert "folders are what their papers say" in here.handrail("rebuild", "--check")
    here.handrail("audit", "seal")
    here.handrail("audit", "verify")
    again = len(left) - len(set(left))
    return (
        f"{len(acknowledged):,} acknowledged writes under {browsers + processes * each_process} writers, kills "
        f"{dict(killer.killed)}, {at_pages.sent_again:,} posts sent again, answers {dict(at_pages.answers)}, "
        f"{len(set(left)):,} messages, {again} of them twice and said to be"
    )


def test_a_thousand_writes_outlive_every_kill(here: Installation, office: PostOffice) -> None:
    print(prove(here, office, browsers=4, pages=32, processes=1, each_process=12, each=75, kills=10, pauses=(0.2, 1.0)))


@pytest.mark.full
def test_fifty_thousand_writes_outlive_every_kill(here: Installation, office: PostOffice) -> None:
    print(
        prove(
            here, office, browsers=4, pages=500, processes=2, each_process=6, each=4_050, kills=1_000, pauses=(0.5, 6.0)
        )
    )
