"""Follows a tutorial to the letter: writes its files, makes its changes, gives its commands, reads what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([^`\s]+/[^`\s]+)`")
ADDRESS = re.compile(r"<http://localhost:8000(/[^>]*)>")
ANYTHING = "..."
"""Stands in what is shown for whatever differs from machine to machine: on a line of its own, for any lines."""


class NotAsShown(AssertionError):
    """The tutorial says one thing and Handrail does another."""


@dataclass(frozen=True, slots=True)
class Write:
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Add:
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Command:
    words: str
    shown: str


@dataclass(frozen=True, slots=True)
class Look:
    """A page of the service, and lines that stand on it."""

    address: str
    lines: tuple[str, ...]


Step = Write | Add | Change | Command | Look


def steps_of(tutorial: str) -> list[Step]:
    """Everything a tutorial asks for, in its order. Raises ValueError for a block that nobody could follow."""
    return [step for block in FENCE.finditer(tutorial) for step in _steps(_said_before(tutorial, block), block)]


def _said_before(tutorial: str, block: re.Match[str]) -> str:
    """The paragraph just above a block, which says what to do with it."""
    paragraphs = tutorial[: block.start()].rstrip().split("\n\n")
    return " ".join(paragraphs[-1].split())


def _steps(said: str, block: re.Match[str]) -> Iterator[Step]:
    kind, text = block.groups()
    path = next(iter(FILE.findall(said)), "")
    match kind:
        case "console":
            yield from _commands(text)
        case "toml" if path and said.startswith("Write this into"):
            yield Write(path, text)
        case "toml" if path and said.startswith("Add this at the end of"):
            yield Add(path, text)
        case "diff" if path and said.startswith("In "):
            lines = text.splitlines(keepends=True)
            before = "".join(line[1:] for line in lines if line[0] in " -")
            yield Change(path, before, "".join(line[1:] for line in lines if line[0] in " +"))
        case "text" if address := ADDRESS.search(said):
            yield Look(address[1], tuple(text.splitlines()))
        case _:
            raise ValueError(f"Nobody could follow this block, below the words: {said}")


def _commands(text: str) -> Iterator[Command]:
    for given in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        words, _, shown = given.partition("\n")
        yield Command(words, shown)


def follow(step: Step, folder: Path) -> None:
    """Do what one step asks for, in a copy of the repository. Raises NotAsShown where it comes out otherwise."""
    match step:
        case Write(path, text):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        case Add(path, text):
            with (folder / path).open("a", encoding="utf-8") as file:
                file.write(text)
        case Change(path, before, after):
            had = (folder / path).read_text(encoding="utf-8")
            if had.count(before) != 1:
                raise NotAsShown(f"{path} does not hold this once:\n{before}")
            (folder / path).write_text(had.replace(before, after), encoding="utf-8")
        case Command(words, shown):
            said = run(words, folder)
            if not agrees(shown, said):
                raise NotAsShown(f"$ {words}\nThe tutorial shows:\n{shown}\nIt printed:\n{said}")
        case Look():
            raise ValueError("A page is looked at by whoever has the service.")


def run(words: str, folder: Path) -> str:
    """What a command prints, on both streams, when it is given in the copy."""
    there = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "120"}
    ran = subprocess.run(
        ["sh", "-c", words], cwd=folder, env=there, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return ran.stdout


def agrees(shown: str, said: str) -> bool:
    """Whether what was printed is what is shown, blank lines at either end apart."""
    parts, printed = [_pattern(line) for line in shown.strip("\n").splitlines()], said.strip("\n")
    return re.fullmatch("".join(parts), printed + "\n" if printed else "") is not None


def _pattern(line: str) -> str:
    if line.strip() == ANYTHING:
        return r"(?:.*\n)*?"
    return ".*".join(map(re.escape, line.split(ANYTHING))) + r"\n"


def copied(tree: Path, files: tuple[Path, ...], folder: Path) -> Path:
    """A clone of the repository as it stands, with everything in it committed."""
    for file in files:
        there = folder / file.relative_to(tree)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, there)
    (folder / ".venv").symlink_to(tree / ".venv")
    who = "git -c user.name=Wend -c user.email=wend@example.org -c commit.gpgsign=false"
    begin = "tools/schema && tools/reference && git init -q && echo .venv >>.git/info/exclude && git add -A"
    printed = run(f"{begin} && {who} commit -qm 'As it stands'", folder)
    assert printed == "", printed
    return folder
