"""What tests of the public site stand on: a bundle, and a site that can be asked. None of it needs a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.public import pdf
from tests.public.asking import Asking
from tests.public.bundles import Bundle, document


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return Bundle(tmp_path / "bundle", [document()])


@pytest.fixture
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that read no PDF: to set one takes longer than all the rest."""
    monkeypatch.setattr(pdf, "pdf_of", lambda document, address: b"%PDF-1.7 " + address.encode())


@pytest.fixture
def site(bundle: Bundle, tmp_path: Path, quick_paper: None) -> Asking:
    """With one report, taken up."""
    return _site(bundle, tmp_path)


@pytest.fixture
def printed_site(bundle: Bundle, tmp_path: Path) -> Asking:
    """The same, with real PDF documents."""
    return _site(bundle, tmp_path)


def _site(bundle: Bundle, tmp_path: Path) -> Asking:
    asking = Asking(bundle, tmp_path / "site")
    asking.take_up()
    return asking
