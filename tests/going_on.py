"""A pytest plugin: with `--go-on`, what passed on this very tree is not run again.

All of `./test --full` takes hours. Stopped anywhere, or failed in one place that was a fault of the machine, it goes on
where it was: each test that passed is written down at once, under a name made of everything that the tests can see.
Where something is not committed there is no such name, and everything is run.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SEEN_BY_TESTS = (
    "src", "tests", "tools", "bench", "docs/reference", "pyproject.toml", "requirements-dev.lock", "package-lock.json",
)  # fmt: skip
"""What a long test's outcome may hang on. What reads the other docs takes no time, and is run by each `./test`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--go-on", action="store_true", help="leave out what passed on this very tree")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("go_on"):
        return
    name = name_of_the_tree(config.rootpath)
    if name is None:
        return
    kept = config.rootpath / ".cache" / "passed" / name
    config.pluginmanager.register(GoingOn(kept, keeps=not hasattr(config, "workerinput")), "going on")


class GoingOn:
    """Leaves out what passed before this run began; the process that shares the tests writes down what passes."""

    def __init__(self, kept: Path, *, keeps: bool) -> None:
        self.kept = kept
        self.keeps = keeps
        self.now = kept / "now"
        before = kept / "before"
        if keeps:
            kept.mkdir(parents=True, exist_ok=True)
            with before.open("a", encoding="utf-8") as earlier:
                earlier.write(_read(self.now))
            self.now.write_text("", encoding="utf-8")
        self.before = frozenset(_read(before).splitlines())
        self.called: set[str] = set()

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        again = [item for item in items if item.nodeid in self.before]
        items[:] = [item for item in items if item.nodeid not in self.before]
        config.hook.pytest_deselected(items=again)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not self.keeps:
            return
        if report.when == "call" and report.passed:
            self.called.add(report.nodeid)
        if report.when == "teardown" and report.passed and report.nodeid in self.called:
            with self.now.open("a", encoding="utf-8") as passed:
                passed.write(f"{report.nodeid}\n")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_line(f"On this tree {len(self.before)} had passed before, and were left out.")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.before:
            session.exitstatus = pytest.ExitCode.OK


def name_of_the_tree(root: Path) -> str | None:
    """A name that changes with everything that tests see; none where anything of it is not committed."""

    def git(*words: str, given: str | None = None) -> str:
        said = subprocess.run(["git", *words], cwd=root, input=given, capture_output=True, text=True, check=True)
        return said.stdout

    if git("status", "--porcelain", "--", *SEEN_BY_TESTS):
        return None
    return git("hash-object", "--stdin", given=git("ls-tree", "-r", "HEAD", "--", *SEEN_BY_TESTS)).strip()


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
