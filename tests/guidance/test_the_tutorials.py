"""A tutorial is followed to the letter: each file written, each command given, each word it shows found printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from handrail.guidance import law_in, shelf
from handrail.service.law import views
from tests.guidance.following import Add, Change, Command, Look, NotAsShown, Write, agrees, copied, follow, steps_of
from tests.house.house import TREE, tracked

TUTORIALS = sorted((TREE / "docs" / "tutorials").glob("*.md"))
TAG = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]+>", re.DOTALL)
REMEMBERED = (shelf.every_edition, shelf.kinds_of_fact, law_in, views.every_entry)


@pytest.mark.django_db
@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda file: file.stem)
def test_a_tutorial_can_be_followed_to_the_letter(tutorial: Path, client: Client, tmp_path: Path) -> None:
    clone = copied(TREE, tracked(), tmp_path / "clone")
    steps = steps_of(tutorial.read_text(encoding="utf-8"))
    assert steps
    for step in steps:
        if isinstance(step, Look):
            with law_of_a_clone(clone):
                look(step, client)
        else:
            follow(step, clone)


@contextmanager
def law_of_a_clone(clone: Path) -> Iterator[None]:
    """The service reads the clone's editions, as one started in it would."""
    guidance = clone / "src" / "handrail" / "guidance"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "EDITIONS", guidance / "editions")
        patch.setattr(shelf, "FACTS", guidance / "facts.toml")
        forget()
        yield
    forget()


def forget() -> None:
    for remembered in REMEMBERED:
        remembered.cache_clear()


def look(step: Look, client: Client) -> None:
    answer = client.get(step.address)
    assert answer.status_code == 200, step.address
    words = " ".join(unescape(TAG.sub(" ", answer.content.decode())).split())
    for line in step.lines:
        assert line in words, f"{step.address} does not say: {line}"
        words = words[words.index(line) + len(line) :]


def test_every_kind_of_step_is_understood() -> None:
    tutorial = (
        "Write this into `a/b.toml`:\n\n```toml\nx = 1\n```\n\nAdd this at the end of `a/b.toml`:\n\n"
        "```toml\ny = 2\n```\n\nIn `a/b.toml`, change this:\n\n```diff\n x = 1\n-y = 2\n+y = 3\n```\n\n"
        "See:\n\n```console\n$ cat a/b.toml\nx = 1\ny = 3\n$ true\n```\n\n"
        "Open <http://localhost:8000/law/>, where\nit says:\n\n```text\nThe law\n```\n"
    )
    assert steps_of(tutorial) == [
        Write("a/b.toml", "x = 1\n"),
        Add("a/b.toml", "y = 2\n"),
        Change("a/b.toml", "x = 1\ny = 2\n", "x = 1\ny = 3\n"),
        Command("cat a/b.toml", "x = 1\ny = 3\n"),
        Command("true", ""),
        Look("/law/", ("The law",)),
    ]


def test_a_block_that_nobody_could_follow_is_refused() -> None:
    with pytest.raises(ValueError, match="Nobody could follow this block, below the words: Like this:"):
        steps_of("Like this:\n\n```toml\nx = 1\n```\n")


def test_steps_are_followed_and_what_comes_out_otherwise_is_told(tmp_path: Path) -> None:
    follow(Write("a/b.toml", "x = 1\n"), tmp_path)
    follow(Add("a/b.toml", "y = 2\n"), tmp_path)
    follow(Change("a/b.toml", "y = 2\n", "y = 3\n"), tmp_path)
    follow(Command("cat a/b.toml", "x = 1\ny = 3\n"), tmp_path)
    with pytest.raises(NotAsShown, match=r"The tutorial shows:\nx = 1\n\nIt printed:\nx = 1\ny = 3"):
        follow(Command("cat a/b.toml", "x = 1\n"), tmp_path)
    with pytest.raises(NotAsShown, match="does not hold this once"):
        follow(Change("a/b.toml", "z = 2\n", "z = 3\n"), tmp_path)


@pytest.mark.parametrize(
    ("shown", "said", "agree"),
    [
        ("", "", True),
        ("", "something\n", False),
        ("a\nb\n", "\na\nb\n", True),
        ("a\nb\n", "b\na\n", False),
        ("...\nb\n...\n", "a\nb\nc\nd\n", True),
        ("...\nb\n...\n", "a\nc\n", False),
        ("2 passed, ... in ...\n", "2 passed, 30 deselected in 0.31s\n", True),
        ("2 passed, ... in ...\n", "3 passed, 30 deselected in 0.31s\n", False),
        ("a.c\n", "abc\n", False),
        (" M a\n", "\n M a\n", True),
    ],
)
def test_what_is_printed_agrees_with_what_is_shown_save_for_what_is_left_open(
    shown: str, said: str, agree: bool
) -> None:
    assert agrees(shown, said) is agree
