"""Mutation testing of the law: `tools/mutants`, or `tools/mutants days span` for some modules only.

Fails when fewer than 95 in a hundred mutants are noticed, and when one survives that `survivors.toml` does not explain.
"""

from __future__ import annotations

import os
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

import click.testing  # noqa: F401 - what every process needs is imported once, here; nothing of Handrail is
import govuk_bank_holidays.bank_holidays  # noqa: F401
import hypothesis.strategies  # noqa: F401
import pydantic  # noqa: F401

from tools.mutation import survey, tree
from tools.mutation.mutants import Mutant, Name
from tools.mutation.trial import KILLED, SURVIVED, TIMED_OUT, Verdict, try_module

LEAST = 95
PROCESSES = 2
EXPLAINED = Path(__file__).with_name("survivors.toml")


def main(wanted: Sequence[str]) -> int:
    began = monotonic()
    sys.dont_write_bytecode = False  # the copy is read a thousand times over
    with tempfile.TemporaryDirectory(prefix="handrail-mutants-") as name:
        folder = Path(name).resolve()
        tree.copy_to(folder)
        modules = [module for module in tree.modules_in(folder) if not wanted or module in wanted]
        failed = _surveyed(folder)
        if failed:
            say("With nothing broken these tests fail. They are left out; mend them:", *failed)
        known = {name for name in explained() if not wanted or name[0] in wanted}
        verdicts = list(_tried(folder, modules, known))
    say(f"{(monotonic() - began) / 60:.0f} minutes on {PROCESSES} processes.")
    return _told(verdicts, known) or int(bool(failed))


def _surveyed(folder: Path) -> list[str]:
    """The survey is made in a process of its own, so that this one never imports the law."""
    with get_context("fork").Pool(1) as pool:
        failed: list[str] = pool.apply(survey.look, (folder, folder / "survey.json"))
    return failed


def _tried(folder: Path, modules: Sequence[str], known: set[Name]) -> Iterator[Verdict]:
    """Module after module, the largest first, each in a process of its own."""
    by_size = sorted(modules, key=lambda module: -tree.file_of(folder, module).stat().st_size)
    with get_context("fork").Pool(PROCESSES, maxtasksperchild=1) as pool:
        for verdicts in pool.imap_unordered(partial(try_module, folder, known), by_size):
            if verdicts:
                say(f"{verdicts[0].mutant.module}: {_figures(verdicts)}", *map(str, _new(verdicts, known)))
            yield from verdicts


def _figures(verdicts: Iterable[Verdict]) -> str:
    count = Counter(verdict.outcome for verdict in verdicts)
    total = count.total()
    rate = 100 * (total - count[SURVIVED]) / total if total else 100.0
    parts = ", ".join(f"{count[outcome]} {outcome}" for outcome in (KILLED, TIMED_OUT, SURVIVED))
    return f"{total} mutants: {parts}; {rate:.1f} % noticed"


def _told(verdicts: Sequence[Verdict], known: set[Name]) -> int:
    left = [verdict.mutant for verdict in verdicts if verdict.outcome == SURVIVED]
    new = _new(verdicts, known)
    gone = known - {mutant.name for mutant in left}
    if new:
        say(f"{len(new)} survived, as told above, that survivors.toml does not explain: test for each, or explain it.")
    if gone:
        say("survivors.toml explains these, which do not survive. Take them out:", *map(" | ".join, sorted(gone)))
    say(f"Mutants of the law: {_figures(verdicts)}.")
    too_few = 100 * (len(verdicts) - len(left)) < LEAST * len(verdicts)
    if too_few:
        say(f"Fewer than {LEAST} % were noticed.")
    return int(too_few or bool(new) or bool(gone))


def _new(verdicts: Iterable[Verdict], known: set[Name]) -> list[Mutant]:
    return [v.mutant for v in verdicts if v.outcome == SURVIVED and v.mutant.name not in known]


def explained() -> set[Name]:
    """The mutants that are known to survive; each has its reason beside it."""
    rows = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).get("survivor", [])
    return {(row["module"], row["function"], row["was"], row["becomes"]) for row in rows if row["why"]}


def say(first: str, *below: str) -> None:
    sys.stdout.write("\n  ".join((first, *below)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
