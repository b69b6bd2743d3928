"""A pytest plugin: what every test pays for and none is about is paid once, or seldom.

Pages are compiled once for all processes and runs, and kept in `.cache` under their words. What loading Django has
made, and stays for good, is not looked through for garbage again and again.
"""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache

COMPILED = Path(__file__).parents[1] / ".cache" / "pages"
SELDOM = (50_000, 20, 20)
"""So many new objects, not 700, before the youngest are looked through."""


def pytest_collection_finish() -> None:
    """By now all that the tests import is imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.fixture(scope="session", autouse=True)
def compiled_pages() -> None:
    from django.template import engines
    from django.template.backends.jinja2 import Jinja2

    from handrail.common.drawing import components

    COMPILED.mkdir(parents=True, exist_ok=True)
    kept = FileSystemBytecodeCache(str(COMPILED))
    pages = engines["pages"]
    assert isinstance(pages, Jinja2)
    for environment in (pages.env, components()):
        environment.bytecode_cache = kept
