"""Writes every page, and takes away pages of what the law no longer has."""

from __future__ import annotations

from tools.law_reference.pages import REFERENCE, every_page, pages_there_are

written = every_page()
for path in pages_there_are() - written.keys():
    (REFERENCE / path).unlink()
for path, text in written.items():
    (REFERENCE / path).parent.mkdir(parents=True, exist_ok=True)
    (REFERENCE / path).write_text(text, encoding="utf-8")
