"""Do the two screens people live in slow down as the database fills?

Measures "What is due" and the case page with 200 and with 200,000 folders in the database, against the same
server answering with one database row, in one run; and how long `handrail rebuild` takes over all of them.
The partnership that looks has a hundred folders at first and its share of the country's at the end.

    .venv/bin/python bench/screens.py [--folders 200000]
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARTNERSHIPS = 132  # as many as a survey of 2021 found
FEW = 200
ROUNDS = 150
PORT = 8197
REACH = 1.3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folders", type=int, default=200_000)
    many = options.parse_args().folders
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        os.environ["HANDRAIL_ADDRESS"] = f"http://localhost:{PORT}"
        measure(many)


def measure(many: int) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    with database(home()) as logins:
        migrate_and_grant(logins)
        from england import fill, someone_who_looks

        fill(0, FEW, 2)  # enough in one partnership to fill its pages, so that like is held against like
        rebuild()
        person, case = someone_who_looks(logins.app_url)
        few = timed(person, case, logins.app_url)
        began = time.perf_counter()
        fill(FEW, many, PARTNERSHIPS)
        print(f"{many:,} folders made in {time.perf_counter() - began:.0f} s")
        rebuild()
        rebuild("--check")
        analyse()
        tell(few, timed(person, case, logins.app_url), many)


def rebuild(*options: str) -> None:
    began = time.perf_counter()
    command = [str(Path(sys.executable).parent / "handrail"), "rebuild", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"handrail {' '.join(['rebuild', *options])}: {time.perf_counter() - began:.1f} s")


def analyse() -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum analyze")


def timed(cookie: str, case: str, pages_login: str) -> dict[str, float]:
    """Median milliseconds of each page, the pages taken in turn so that the machine's moods fall on all alike."""
    pages = {"one database row": "/healthy", "What is due": "/", "the case page": f"/cases/{case}/"}
    taken: dict[str, list[float]] = {name: [] for name in pages}
    with serving(pages_login):
        for turn in range(ROUNDS + 20):
            for name, path in pages.items():
                spent = fetch(path, cookie)
                if turn >= 20:
                    taken[name].append(spent)
    return {name: statistics.median(spent) for name, spent in taken.items()}


def fetch(path: str, cookie: str) -> float:
    asked = urllib.request.Request(f"http://localhost:{PORT}{path}", headers={"Cookie": f"sessionid={cookie}"})
    began = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=60) as answer:
        answer.read()
        assert answer.status == 200
        assert "sign-in" not in answer.url, "the session was not taken"
    return (time.perf_counter() - began) * 1000


@contextmanager
def serving(pages_login: str) -> Iterator[None]:
    """The web server as `handrail serve` runs it, with the login of the pages, without the worker."""
    from handrail.service.web.serving import web_command

    server = subprocess.Popen(
        web_command("localhost", PORT), env={**os.environ, "HANDRAIL_ZONE_URL": pages_login}, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                fetch("/healthy", "")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def tell(few: dict[str, float], filled: dict[str, float], many: int) -> None:
    print(f"\n{'page':20}{f'{FEW} folders':>16}{f'{many:,} folders':>20}{'ratio':>8}{'against one row':>18}")
    for name in few:
        ratio, row = filled[name] / few[name], filled[name] / filled["one database row"]
        print(f"{name:20}{few[name]:>13.1f} ms{filled[name]:>17.1f} ms{ratio:>8.2f}{row:>18.1f}")
    print(f"Reach: no more than {REACH} times slower.")


if __name__ == "__main__":
    main()
