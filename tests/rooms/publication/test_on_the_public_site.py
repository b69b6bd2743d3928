"""What the room exports is what the public site takes up: both sides of the contract, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from handrail.public.making import make
from handrail.service.audit.actions import name_actor
from handrail.service.publication import actions
from handrail.service.publication.bundle import export
from handrail.service.publication.models import Publication
from handrail.service.publication.rounds import release_due
from tests.public.asking import PARTICULARS, Asking
from tests.public.bundles import Bundle
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import LEAVES, NOW, TEXT, set_to_leave


@pytest.fixture(params=["report", "improvements"])
def published(cast: Cast, request: pytest.FixtureRequest) -> Iterator[Publication]:
    text = TEXT if request.param == "report" else replace(TEXT, why_not_the_report="A court ordered it.")
    with time_machine.travel(NOW, tick=False):
        publication = set_to_leave(cast, text, request.param)
    with time_machine.travel(LEAVES + timedelta(hours=1), tick=False):
        assert release_due() == 1
        name_actor(cast["coordinator"])
        yield publication


def test_what_was_released_is_on_the_site_and_what_was_withdrawn_is_gone(
    published: Publication, cast: Cast, tmp_path: Path
) -> None:
    bundle, site = tmp_path / "bundle", Asking(Bundle(tmp_path / "unused"), tmp_path / "site")
    export(bundle)
    assert make(bundle, site.folder, PARTICULARS).documents == 1
    page = site.ask(f"/{published.address}")
    assert page.status == 200
    for words in ("Child Q", "Agencies did not read their notes together.", "Calls were logged.", "All agencies",
                  cast.partnership.name, "16 September 2024"):  # fmt: skip
        assert words in page.words
    assert site.ask("/search.json?q=calls+logged").told["number"] == 1
    assert site.ask(f"/{published.address}.pdf").body.startswith(b"%PDF")
    actions.withdraw(published, reason="The family asked for it.", by=cast["coordinator"])
    export(bundle)
    assert make(bundle, site.folder, PARTICULARS).withdrawn == 1
    gone = site.ask(f"/{published.address}")
    assert gone.status == 410
    assert "The family asked for it." in gone.words
    assert site.ask("/search.json?q=calls+logged").told["number"] == 0
