"""Names are the field's own words, and the repository speaks of Handrail alone."""

from __future__ import annotations

import ast
import re

from tests.house.house import SOURCE, TREE, tracked

SHAPELESS = re.compile(r"(Manager|Service|Helper|Handler|Util|Utils|Mixin|Base|Info)$")
LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX)\b|NotImplementedError")
PATHS_OF_A_MACHINE = re.compile(r"(?<![\w.<])/(work|root|home)/[a-z]")
HOSTS = re.compile(r"https?://[^\s\"')>]*(?:pypi|pythonhosted|npmjs|registry|mirror|artifactory)[^\s\"')>]*", re.I)
HERE = "tests/house/test_words.py"


def text_files() -> list[tuple[str, str]]:
    known = {".py", ".toml", ".md", ".html", ".css", ".js", ".csv", ".sh", ".json", ".txt", ".lock", ""}
    return [
        (name, path.read_text(encoding="utf-8"))
        for path in tracked()
        if path.suffix in known and (name := str(path.relative_to(TREE))) != HERE
    ]


def test_no_class_is_named_for_nothing() -> None:
    wrong = [
        f"{path.relative_to(TREE)}: {node.name}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and SHAPELESS.search(node.name)
    ]
    assert not wrong


def test_nothing_is_left_open() -> None:
    assert not [name for name, text in text_files() if LEFT_OPEN.search(text)]


def test_no_file_names_a_machine_or_a_package_host() -> None:
    assert not [name for name, text in text_files() if PATHS_OF_A_MACHINE.search(text) or HOSTS.search(text)]


def words_explained() -> list[str]:
    """The words of the glossary as they stand there, without what marks them."""
    rows = (TREE / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    told = (re.match(r"\| \*\*(.+?)\*\*(.*?)\|", row) for row in rows)
    return [re.sub(r"[^\w ]", "", one[1] + one[2]).casefold().strip() for one in told if one]


def test_each_word_is_explained_once_and_found_by_its_letter() -> None:
    words = words_explained()
    assert len(words) > 150
    assert words == sorted(set(words))


def test_each_of_these_would_be_seen() -> None:
    assert SHAPELESS.search("CaseManager")
    assert LEFT_OPEN.search("# TODO later")
    assert PATHS_OF_A_MACHINE.search("see /home/someone")
    assert HOSTS.search("https://pypi.example/simple")
