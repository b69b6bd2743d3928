"""Tries the mutants of one module: each in a process of its own, the tests likeliest to notice it first."""

from __future__ import annotations

import gc
import importlib
import os
import resource
import shutil
import signal
import sys
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tools.mutation import tree
from tools.mutation.mutants import Mutant, Name, mutants_of
from tools.mutation.survey import Repeatable, Survey, settings_of

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"
FIRST = 25
"""So many quick tests are tried before the rest: nine mutants in ten go no further."""
QUICK = 0.3
"""Seconds of a test that need not have called the function, where all tests stand on it."""
MEMORY = 4 << 30
BROKE = 70
"""How a child ends that did not get as far as an answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    mutant: Mutant
    outcome: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the mutants of one module are tried with: the copy, the package in it, and what each test calls."""

    folder: Path
    package: ModuleType
    survey: Survey

    def of(self, mutant: Mutant, killers: Sequence[str], *, likeliest: bool) -> Verdict:
        """The first tests that notice a mutant speak for all."""
        verdict = Verdict(mutant, SURVIVED)
        turns = in_turn(self.survey, mutant, killers)
        for tests in turns[:1] if likeliest else turns:
            if verdict.outcome == SURVIVED:
                verdict = self._alone(mutant, tests)
        return verdict

    def of_nothing(self, module: str, text: str) -> None:
        """The module as it is, tried in the same way: were that noticed, what notices would be ours and not a test."""
        verdict = self.of(Mutant(module, "", 0, "", "", text), (), likeliest=False)
        if verdict.outcome != SURVIVED:
            raise RuntimeError(f"{module} as it is was {verdict.outcome} by {verdict.by or 'no test'}")

    def _alone(self, mutant: Mutant, tests: Sequence[str]) -> Verdict:
        """Run tests in a process of their own, which says by which test a mutant was noticed."""
        hear, say = os.pipe()
        child = os.fork()
        if child == 0:
            code = BROKE
            try:
                code = self._run(mutant, tests, say)
            finally:
                os._exit(code)  # whatever happens, the child never goes on as if it were its parent
        os.close(say)
        with open(hear, encoding="utf-8") as heard:
            by = heard.read()
        _, ended = os.waitpid(child, 0)
        shutil.rmtree(self._room_of(child), ignore_errors=True)
        if os.WIFSIGNALED(ended):
            return Verdict(mutant, TIMED_OUT if os.WTERMSIG(ended) == signal.SIGPROF else KILLED)
        code = os.waitstatus_to_exitcode(ended)
        if code not in (0, 1, 2):
            raise RuntimeError(f"pytest ended with {code} on {mutant}")
        return Verdict(mutant, KILLED if code else SURVIVED, by)

    def _run(self, mutant: Mutant, tests: Sequence[str], say: int) -> int:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        _allow(10)
        sys.meta_path.insert(0, tree.Instead(mutant.module, mutant.text))
        try:
            tree.open_package(self.package)
        except BaseException:
            return 1  # no test of the law could even begin
        files = sorted({f"{self.folder}/{file_of_test(test)}" for test in tests})
        room = f"--basetemp={self._room_of(os.getpid())}"
        plugins = [Chosen(tests, self.survey.seconds, say), Repeatable()]
        return int(pytest.main([*settings_of(self.folder), room, "-x", "--no-summary", *files], plugins=plugins))

    def _room_of(self, child: int) -> Path:
        """Where the tests of one child keep their files; all children at once in pytest's own would stumble."""
        return self.folder / f"room-{child}"


def try_module(folder: Path, known: Set[Name], module: str) -> list[Verdict]:
    """Every mutant of a module, tried. Imports nothing that could be mutated into the process that asks.

    Of those known to survive only the likeliest tests are asked again.
    """
    trial = Trial(folder, tree.use(folder), Survey.from_file(folder / "survey.json"))
    _bring_in_what_no_mutant_reaches(folder, module)
    gc.freeze()  # so that no child looks through, and thereby copies, what it shares with this process
    text = tree.file_of(folder, module).read_text(encoding="utf-8")
    trial.of_nothing(module, text)
    killers: list[str] = []
    verdicts = []
    for mutant in mutants_of(module, text):
        verdicts.append(verdict := trial.of(mutant, killers, likeliest=mutant.name in known))
        if verdict.by:
            killers = [verdict.by, *(test for test in killers if test != verdict.by)][:8]
    return verdicts


def _bring_in_what_no_mutant_reaches(folder: Path, module: str) -> None:
    """Modules that do not lean on the mutated one are imported once, and the editions read once where it reads none."""
    reached = tree.leaning_on(module, folder)
    for each in tree.modules_in(folder):
        if each not in reached and not each.startswith("commands."):
            importlib.import_module(f"{tree.PACKAGE}.{each}")
    if "shelf" not in reached:
        from handrail.guidance.schema import edition_schema
        from handrail.guidance.shelf import every_edition

        every_edition(), edition_schema()


def in_turn(survey: Survey, mutant: Mutant, killers: Sequence[str]) -> list[list[str]]:
    """The tests to try: what noticed its neighbours and the quick ones; then the rest.

    Tests of one file share what stands at its head, and only the first of them may be seen to call what made it.
    """
    touching = survey.touching(mutant.module, mutant.function)
    files = {file_of_test(test) for test in touching}
    all_stand_on_it = not mutant.function or f"{mutant.module}:{mutant.function}" in survey.always
    others = [
        test
        for test, seconds in survey.seconds.items()
        if seconds < QUICK and test not in set(touching) and (all_stand_on_it or file_of_test(test) in files)
    ]
    every = [*touching, *sorted(others, key=survey.seconds.__getitem__)]
    first = list(dict.fromkeys([*(test for test in killers if test in set(every)), *every[:FIRST]]))
    rest = [test for test in every if test not in set(first)]
    return [tests for tests in (first, rest) if tests]


def file_of_test(test: str) -> str:
    return test.partition("::")[0]


def _allow(seconds: float) -> None:
    """Seconds of the processor, not of the clock on the wall: a busy machine makes no mutant slow."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


class Chosen:
    """A pytest plugin: these tests in this order, each for at most ten times as long as it took unharmed."""

    def __init__(self, tests: Sequence[str], seconds: dict[str, float], say: int) -> None:
        self.place = {test: place for place, test in enumerate(tests)}
        self.seconds, self.say = seconds, say

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((i for i in items if i.nodeid in self.place), key=lambda i: self.place[i.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        _allow(2 + 10 * self.seconds[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.say, report.nodeid.encode())
