"""Runs the tests once, unharmed, and writes down how long each took and which functions of the law it called."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from time import process_time
from types import FrameType

import pytest

from tools.mutation import tree

NO_TEST = ""
KEPT = ("every_edition", "kinds_of_fact", "edition_schema")
"""Reading every file again before each test would take long, and what is called in it is known: see `Survey.always`."""


@dataclass(frozen=True, slots=True)
class Survey:
    """`calls` are the functions each test called; `always`, those called whatever the test: on import, on reading."""

    seconds: dict[str, float]
    calls: dict[str, set[str]]
    always: set[str]

    def touching(self, module: str, function: str) -> list[str]:
        """The tests that call a function, the quickest first."""
        wanted = f"{module}:{function}"
        return sorted((test for test, called in self.calls.items() if wanted in called), key=self.seconds.__getitem__)

    def to_file(self, file: Path) -> None:
        calls = {test: sorted(called) for test, called in self.calls.items()}
        file.write_text(json.dumps([self.seconds, calls, sorted(self.always)]), encoding="utf-8")

    @classmethod
    def from_file(cls, file: Path) -> Survey:
        seconds, calls, always = json.loads(file.read_text(encoding="utf-8"))
        return cls(seconds, {test: set(called) for test, called in calls.items()}, set(always))


class Surveyor:
    """A pytest plugin that listens to every call of a function of the law."""

    def __init__(self, folder: Path) -> None:
        self.root = f"{folder / tree.GUIDANCE}/"
        self.test = NO_TEST
        self.seconds: dict[str, float] = {}
        self.calls: defaultdict[str, set[str]] = defaultdict(set)
        self.failed: list[str] = []
        self._names: dict[object, str | None] = {}

    def listen(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            code = frame.f_code
            if code not in self._names:
                self._names[code] = self._name(code.co_filename, code.co_qualname)
            if name := self._names[code]:
                self.calls[self.test].add(name)

    def _name(self, file: str, function: str) -> str | None:
        if not file.startswith(self.root):
            return None
        module = file.removeprefix(self.root).removesuffix(".py").replace("/", ".")
        outer, _, inner = function.rpartition(".<locals>.")
        return f"{module}:{outer if inner.startswith('<') else function}"  # a lambda, or a list made in a function

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        forget()
        self.test, began = item.nodeid, process_time()
        yield
        self.seconds[item.nodeid] = process_time() - began
        self.test = NO_TEST

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def forget() -> None:
    """Empty what the law remembers, so that a test is seen to call what another called before it."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{tree.PACKAGE}."):
            for thing in list(vars(module).values()):
                if hasattr(thing, "cache_clear") and thing.__name__ not in KEPT:
                    thing.cache_clear()


def look(folder: Path, answer: Path) -> list[str]:
    """Survey the tests of a folder into a file. Gives those that failed, with nothing broken."""
    surveyor = Surveyor(folder)
    package = tree.use(folder)
    sys.setprofile(surveyor.listen)
    tree.open_package(package)
    build_the_world()
    with redirect_stdout(StringIO()):
        tests = str(folder / "tests" / "guidance")
        code = pytest.main(
            [*settings_of(folder), f"--basetemp={folder / 'room'}", tests], plugins=[surveyor, Repeatable()]
        )
    sys.setprofile(None)
    always = surveyor.calls.pop(NO_TEST, set())
    for test in surveyor.failed:  # what fails unharmed notices everything, and shows nothing
        surveyor.calls.pop(test, None)
        surveyor.seconds.pop(test, None)
    Survey(surveyor.seconds, dict(surveyor.calls), always).to_file(answer)
    return surveyor.failed or ([] if code == 0 else [f"pytest ended with {int(code)}"])


def build_the_world() -> None:
    """What one call remembers for every test after it."""
    from handrail.guidance import law_in
    from handrail.guidance.schema import edition_schema
    from handrail.guidance.shelf import kinds_of_fact

    kinds_of_fact(), law_in(), edition_schema()


def settings_of(folder: Path) -> list[str]:
    return ["-c", str(folder / "pytest.ini"), "--rootdir", str(folder)]


class Repeatable:
    """A pytest plugin: Hypothesis tries the same few examples each time, and does not look for the smallest."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        from hypothesis import HealthCheck, Phase, settings

        few = settings(
            derandomize=True, database=None, deadline=None, max_examples=25,
            phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        settings.register_profile("mutants", few)
        settings.load_profile("mutants")
