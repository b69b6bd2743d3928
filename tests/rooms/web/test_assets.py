"""The style sheets come from government's own, without what only GOV.UK may use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

import hatch_build

VENDOR = hatch_build.PROJECT / hatch_build.VENDOR
STYLES = ["govuk-frontend.min.css", "moj-frontend.min.css"]
SCRIPTS = ["govuk-frontend.min.js", "moj-frontend.min.js", "htmx.min.js"]


def test_the_assets_are_those_the_lock_asks_for() -> None:
    assert hatch_build.assets_are_current(hatch_build.PROJECT)


@pytest.mark.parametrize("name", STYLES + SCRIPTS)
def test_the_service_finds_every_file(name: str) -> None:
    assert finders.find(f"vendor/{name}")
    assert (VENDOR / name).stat().st_size > 10_000


@pytest.mark.parametrize("name", STYLES)
def test_no_typeface_and_no_royal_arms(name: str) -> None:
    css = (VENDOR / name).read_text(encoding="utf-8")
    for unwanted in ("@font-face", "GDS Transport", "crest", "crown", "sourceMappingURL"):
        assert unwanted not in css, unwanted


def test_no_picture_of_a_crown_or_crest_is_copied() -> None:
    pictures = [path.name for path in (VENDOR / "images").iterdir()]
    assert pictures
    assert all(name.startswith("icon-") for name in pictures)


@pytest.mark.parametrize("name", STYLES)
def test_every_picture_a_style_sheet_names_is_there(name: str) -> None:
    css = (VENDOR / name).read_text(encoding="utf-8")
    for picture in re.findall(r"url\(([^)]+)\)", css):
        assert (VENDOR / picture).exists(), picture


def test_a_style_sheet_keeps_its_other_rules() -> None:
    css = (
        '@font-face{font-family:"GDS Transport";src:url(/assets/fonts/a.woff2)}'
        '.body{font-family:"GDS Transport",arial,sans-serif;color:#0b0c0c}'
        ".foot{background-image:url(/assets/images/govuk-crest.svg);margin:0}"
        ".close{background:url(/assets/images/icon-close.svg)}"
        "\n/*# sourceMappingURL=a.css.map */"
    )
    assert hatch_build.own_style(css).strip() == (
        ".body{font-family:arial,sans-serif;color:#0b0c0c}.foot{margin:0}.close{background:url(images/icon-close.svg)}"
    )


def test_assets_of_another_version_are_not_taken_for_ours(tmp_path: Path) -> None:
    made = tmp_path / hatch_build.VENDOR / "made-from.json"
    made.parent.mkdir(parents=True)
    made.write_text((VENDOR / "made-from.json").read_text())
    lock = (hatch_build.PROJECT / "package-lock.json").read_text()
    (tmp_path / "package-lock.json").write_text(lock)
    assert hatch_build.assets_are_current(tmp_path)
    (tmp_path / "package-lock.json").write_text(lock.replace("sha512-", "sha512-another"))
    assert not hatch_build.assets_are_current(tmp_path)
