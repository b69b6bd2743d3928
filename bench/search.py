"""How well, and how quickly, are the nearest earlier findings and recommendations found?

Ranking: the labelled pairs of `bench/labels`, made before any ranker by somebody who does not write it. The queries are
split into halves by the SHA-256 of their subject's name, so that two queries on one subject are never parted; what had
to be chosen (how much words weigh beside vectors) was chosen on the first half, and the second is only reported.
nDCG@10, with 95 % intervals by resampling subjects.

Speed: findings spread over folders of several partnerships, their vectors those of the labelled texts with noise (a
hundred thousand texts would take half an hour to be read, and are no nearer to real ones). Asked as a coordinator who
sees a whole partnership, as somebody with keys to a few folders of it, and as one who may see next to nothing, each
behind row-level security as in the service. Milliseconds from the words to what is shown, the model included.

    .venv/bin/python bench/search.py [--findings 100000] [--choose]
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from handrail.service.access.models import Person
    from handrail.service.learning.models import Meaning

LABELS = Path(__file__).parent / "labels"
SHOWN = 10
LIMIT_MS = 50
ASKED = 200
Ranker = Callable[[str, "QuerySet[Meaning]"], list[uuid.UUID]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--findings", type=int, default=100_000)
    options.add_argument("--choose", action="store_true", help="show the first half under several weights")
    options.add_argument("--as", dest="asking", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.asking:
        print(json.dumps(ask_as(asked.asking)))
        return
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        measure(asked.findings, choose=asked.choose)


def measure(findings: int, *, choose: bool) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    with database(home()) as logins:
        migrate_and_grant(logins)
        import django

        django.setup()
        folders = _folders(max(findings // 50, 20))
        keys = _labelled(folders[0])
        _ranking(keys, choose=choose)
        _speed(findings, folders, logins.app_url)


# Ranking


def texts() -> dict[str, dict[str, str]]:
    with (LABELS / "paraphrases.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def grades() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    with (LABELS / "relevance.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["query_id"], {})[row["text_id"]] = int(row["grade"])
    return found


def half_of(subject: str) -> int:
    """0 is the half on which things were chosen; 1 the half that is reported."""
    return int(hashlib.sha256(subject.encode()).hexdigest(), 16) % 2


def _labelled(case: tuple[uuid.UUID, uuid.UUID]) -> dict[str, uuid.UUID]:
    """The labelled texts in one folder; the key of each by its name."""
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.learning.actions.meanings import make_vectors
    from handrail.service.learning.models import Meaning

    keys = {name: uuid.uuid4() for name in texts()}
    with unit_of_work(Job("bench")):
        Meaning.objects.bulk_create(
            Meaning(paper_id=keys[name], case_id=case[0], partnership_id=case[1], of=row["kind"], text=row["text"])
            for name, row in texts().items()
        )
    began, made = time.perf_counter(), 0
    while some := make_vectors():
        made += some
    print(f"{made} vectors made: {made / (time.perf_counter() - began):.0f} a second, with their rows")
    return keys


def _ranking(keys: dict[str, uuid.UUID], *, choose: bool) -> None:
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.learning import alike

    rankers: dict[str, Ranker] = {
        "PostgreSQL full text, any word": alike._by_words,
        "vectors alone": lambda words, seen: alike._by_meaning(words, [seen])[0],
        "as in Handrail: vectors and words": alike.ranked,
    }
    if choose:
        rankers = {f"words weigh {weight}": _weighing(weight) for weight in (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)}
    print(f"\n{'nDCG@10':36}{'first half':>12}{'second half':>14}{'95 %':>16}")
    with unit_of_work(Job("bench")):
        for name, ranker in rankers.items():
            scores = _scores(ranker, keys, halves=(0,) if choose else (0, 1))
            halves = [[mark for subject, mark in scores if half_of(subject) == half] for half in (0, 1)]
            told = "" if choose else f"{statistics.mean(halves[1]):>14.3f}{_interval(scores):>16}"
            print(f"{name:36}{statistics.mean(halves[0]):>12.3f}{told}")
    if not choose:
        print(f"{len(halves[0])} and {len(halves[1])} queries")


def _weighing(weight: float) -> Ranker:
    from handrail.service.learning import alike

    def ranker(words: str, seen: QuerySet[Meaning]) -> list[uuid.UUID]:
        by_meaning, _ = alike._by_meaning(words, [seen])
        return alike.joined([(by_meaning, 1.0), (alike._by_words(words, seen), weight)])

    return ranker


def _scores(ranker: Ranker, keys: dict[str, uuid.UUID], halves: tuple[int, ...]) -> list[tuple[str, float]]:
    """Each query's subject and mark."""
    from handrail.service.learning.models import Meaning

    written, names = texts(), {key: name for name, key in keys.items()}
    found = []
    for query, graded in grades().items():
        subject = written[query]["subject"]
        if half_of(subject) in halves:
            seen = Meaning.objects.exclude(paper_id=keys[query])
            ranking = [names[key] for key in ranker(written[query]["text"], seen)[:SHOWN]]
            found.append((subject, ndcg(ranking, graded)))
    return found


def ndcg(ranking: list[str], graded: dict[str, int]) -> float:
    """Gain two to the grade, less one; discounted by the logarithm of the place."""
    gains = [2 ** graded.get(name, 0) - 1 for name in ranking]
    best = sorted((2**grade - 1 for grade in graded.values()), reverse=True)[:SHOWN]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def _interval(scores: list[tuple[str, float]]) -> str:
    """Of the second half: subjects drawn anew a thousand times."""
    by_subject: dict[str, list[float]] = {}
    for subject, mark in scores:
        if half_of(subject) == 1:
            by_subject.setdefault(subject, []).append(mark)
    draw, subjects = random.Random(1), list(by_subject.values())
    means = sorted(
        statistics.mean(mark for marks in draw.choices(subjects, k=len(subjects)) for mark in marks)
        for _ in range(1000)
    )
    return f"{means[25]:.3f} to {means[975]:.3f}"


# Speed


def _folders(count: int) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Folders of two partnerships by turns: the key of each, and of its partnership."""
    from england import fill  # type: ignore[import-not-found]  # beside this file

    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.cases.models import Case

    with unit_of_work(Job("bench")):
        fill(0, count, 2)
        return list(Case.objects.order_by("reference").values_list("pk", "folder__partnership"))


def _speed(findings: int, folders: list[tuple[uuid.UUID, uuid.UUID]], pages: str) -> None:
    """Asked in a process of its own, which holds the login of the pages: there the database's own wall stands."""
    _fill(findings, folders)
    print(f"\n{findings:,} findings and recommendations in {len(folders):,} folders of two partnerships")
    print(f"{'who asks':36}{'may see':>10}{'median':>12}{'95th':>10}{'of it the model':>18}")
    for name, person in _people():
        asking = [sys.executable, __file__, "--as", person.email]
        told = subprocess.run(asking, env={**os.environ, "HANDRAIL_ZONE_URL": pages}, check=True, capture_output=True)
        seen, taken, model = json.loads(told.stdout)
        slow, middle = sorted(taken)[int(len(taken) * 0.95)], statistics.median(taken)
        print(f"{name:36}{seen:>10,}{middle:>9.1f} ms{slow:>7.1f} ms{statistics.median(model):>15.1f} ms")
    print(f"Limit: {LIMIT_MS} ms.")


def _fill(findings: int, folders: list[tuple[uuid.UUID, uuid.UUID]]) -> None:
    import numpy as np
    from django.db import connections

    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.learning.meaning.vectors import MODEL, signature_of
    from handrail.service.learning.models import Meaning

    chance = np.random.default_rng(1)
    with unit_of_work(Job("bench")):
        known = [(row.text, np.frombuffer(bytes(row.vector), np.int8)) for row in Meaning.objects.all() if row.vector]
        for start in range(0, findings - len(known), 5_000):
            rows = []
            for number in range(start, min(start + 5_000, findings - len(known))):
                text, vector = known[number % len(known)]
                near = np.clip(vector + chance.normal(0, 25, len(vector)), -127, 127).astype(np.int8)
                case, partnership = folders[number % len(folders)]
                rows.append(Meaning(
                    paper_id=uuid.uuid4(), case_id=case, partnership_id=partnership, of="finding",
                    text=f"{text} ({number})", made_by=MODEL, vector=near.tobytes(), signature=signature_of(near),
                ))  # fmt: skip
            Meaning.objects.bulk_create(rows)
    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum analyze")


def _people() -> Iterator[tuple[str, Person]]:
    from handrail.service.access.grounds import ASKING
    from handrail.service.access.models import Person, Post
    from handrail.service.access.roles import ALL
    from handrail.service.audit.actions import Job, name_actor, unit_of_work
    from handrail.service.cases.actions import give_key
    from handrail.service.cases.models import Case
    from handrail.service.partnerships.models import Body, Kind

    with unit_of_work(Job("bench")):
        wide = Person.objects.get(email="looks@handrail.example")
        partnership = Body.objects.get(name="Partnership 0")
        name_actor(wide)
        made = []
        for name, keys in (("a partner with keys to 40 folders", 40), ("a partner with a key to one", 1)):
            body = Body.objects.create(name=name, kind=Kind.RELEVANT_AGENCY)
            person = Person.objects.create_person(email=f"{keys}@handrail.example", name=name)
            Post.objects.create(person=person, body=body, partnership=partnership, role="safeguarding partner")
            for case in Case.objects.filter(folder__partnership=partnership)[:keys]:
                give_key(case, body, opens=ALL, why="measuring", ground=ASKING, by=wide)
            made.append((name, person))
    yield "a coordinator of the partnership", wide
    yield from made


def ask_as(email: str) -> tuple[int, list[float], list[float]]:
    """How many rows somebody may see, and the milliseconds of each question and of the model within it."""
    import django

    django.setup()
    from handrail.service.access.models import Person
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.learning.alike import nearest, open_to
    from handrail.service.learning.meaning.vectors import vector_of

    words = [row["text"] for row in texts().values()]
    taken, model = [], []
    for turn in range(ASKED + 20):
        with unit_of_work(None):
            reader = Person.objects.get(email=email)
        began = time.perf_counter()
        with unit_of_work(reader):
            nearest(words[turn % len(words)], reader=reader)
        spent = time.perf_counter() - began
        began = time.perf_counter()
        vector_of(words[turn % len(words)])
        if turn >= 20:
            taken.append(spent * 1000)
            model.append((time.perf_counter() - began) * 1000)
    with unit_of_work(reader):
        return open_to(reader).count(), taken, model


if __name__ == "__main__":
    main()
