"""A copy of the law and its tests to work in, so that nobody's editing disturbs a run and no run touches the files."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import module_from_spec
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "handrail.guidance"
GUIDANCE = Path("src", *PACKAGE.split("."))
LEFT_OUT = ("test_the_tutorials.py", "test_reference_pages.py", "test_coverage_of_the_law.py")
"""They compare whole generated pages with what is in the folder: slow, and a wrong day in a page is not a judgement."""
SETTINGS = """[pytest]
addopts = --disable-plugin-autoload -p no:cacheprovider -p tests.closed_network --import-mode=importlib --strict-markers
pythonpath = .
filterwarnings =
    error
    ignore::pytest.PytestAssertRewriteWarning
markers = full
"""


def copy_to(folder: Path) -> None:
    """The package, its tests, and the reference they read; no database and no Django in the way."""
    skip = shutil.ignore_patterns("__pycache__", "vendor", *LEFT_OUT)
    for part in ("src", "tests/guidance", "docs/reference"):
        shutil.copytree(ROOT / part, folder / part, ignore=skip)
    shutil.copy(ROOT / "tests" / "closed_network.py", folder / "tests")
    (folder / "pytest.ini").write_text(SETTINGS, encoding="utf-8")


def modules_in(folder: Path) -> list[str]:
    """The names of the modules of the law, below its package: "days", "commands.law"."""
    root = folder / GUIDANCE
    files = (file.relative_to(root).with_suffix("") for file in root.rglob("*.py") if file.name != "__init__.py")
    return sorted(".".join(file.parts) for file in files)


def file_of(folder: Path, module: str) -> Path:
    return (folder / GUIDANCE).joinpath(*module.split(".")).with_suffix(".py")


def leaning_on(module: str, folder: Path) -> set[str]:
    """The module itself and every other that imports it, however far round."""
    imports = {each: set(_imported(file_of(folder, each))) for each in modules_in(folder)}
    found = {module}
    while more := {each for each, needs in imports.items() if needs & found} - found:
        found |= more
    return found


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{PACKAGE}."):
            yield node.module.removeprefix(f"{PACKAGE}.")


def use(folder: Path) -> ModuleType:
    """Have Python import the copy. The package is there, but what it exports is not: see `open_package`."""
    sys.path[:0] = [str(folder / "src"), str(folder)]
    spec = PathFinder.find_spec(PACKAGE, [str((folder / GUIDANCE).parent)])
    assert spec is not None
    package = sys.modules[PACKAGE] = module_from_spec(spec)
    return package


def open_package(package: ModuleType) -> None:
    assert package.__spec__ is not None
    assert package.__spec__.loader is not None
    package.__spec__.loader.exec_module(package)


class _Mutated(SourceFileLoader):
    """Loads one module from a text of our own, as if its file held it."""

    text = ""

    def get_code(self, fullname: str) -> CodeType:
        code = compile(self.text, self.path, "exec", dont_inherit=True)
        assert isinstance(code, CodeType)
        return code


class Instead(MetaPathFinder):
    """Finds one module of the law, and in it another text."""

    def __init__(self, module: str, text: str) -> None:
        self.name, self.text = f"{PACKAGE}.{module}", text

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        spec = PathFinder.find_spec(name, list(sys.modules[name.rpartition(".")[0]].__path__))
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Mutated(name, spec.origin)
        spec.loader.text = self.text
        return spec
