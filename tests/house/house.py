"""What the house tests look at: the tree, the rooms in their order, and every address."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

TREE = Path(__file__).resolve().parents[2]
SOURCE = TREE / "src" / "handrail"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=TREE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(path for name in listed.stdout.splitlines() if (path := TREE / name).is_file())


@cache
def storeys() -> dict[str, int]:
    """How high each room stands, from the import contract: rooms side by side have the same number."""
    contracts = tomllib.loads((TREE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (rooms,) = [c for c in contracts if c["name"] == "Rooms stand on the rooms below them"]
    layers = [[name.strip(" ()") for name in layer.split("|")] for layer in rooms["layers"]]
    return {name: height for height, layer in enumerate(reversed(layers)) for name in layer}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the service by its full name, such as "cases:case"."""
    yield from _within(get_resolver(), "")


def _within(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _within(pattern, namespace)
        else:
            assert pattern.name, f"{pattern} has no name"
            yield f"{prefix}{pattern.name}", pattern
