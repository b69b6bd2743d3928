"""What leaves the house: a bundle of what was released, tombstones of what was withdrawn, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.publication import actions
from handrail.service.publication.bundle import export
from handrail.service.publication.models import Publication, Withdrawal
from handrail.service.publication.rendering import with_text
from handrail.service.publication.rounds import release_due, renew_bundle
from handrail.service.publication.written import Section, blocks_of
from handrail.service.reviews.models import Step
from handrail.service.web.publish import export_to
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import LEAVES, NOW, ready, set_to_leave


@pytest.fixture
def published(cast: Cast) -> Iterator[Publication]:
    with time_machine.travel(NOW, tick=False):
        publication = set_to_leave(cast)
    with time_machine.travel(LEAVES + timedelta(hours=1), tick=False):
        assert release_due() == 1
        name_actor(cast["coordinator"])
        yield publication


def manifest(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return read


def test_the_bundle_holds_each_published_document_by_its_hash(published: Publication, tmp_path: Path) -> None:
    assert export(tmp_path)
    (entry,) = manifest(tmp_path)["documents"]
    held = (tmp_path / entry["path"]).read_bytes()
    assert hashlib.sha256(held).hexdigest() == entry["sha256"]
    assert len(held) == entry["bytes"]
    told = json.loads(held)
    assert {name: told[name] for name in ("title", "publisher", "published_on", "version", "address", "kind")} == {
        name: entry[name] for name in ("title", "publisher", "published_on", "version", "address", "kind")
    }


def test_the_same_releases_make_the_same_bytes(published: Publication, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert export(one)
    with time_machine.travel(LEAVES + timedelta(days=3), tick=False):
        export(other)
        assert not export(one), "nothing changed"
    files = {path.relative_to(one): path.read_bytes() for path in one.rglob("*.json")}
    assert files == {path.relative_to(other): path.read_bytes() for path in other.rglob("*.json")}


def test_nothing_of_the_folder_is_in_it(published: Publication, cast: Cast, tmp_path: Path) -> None:
    export(tmp_path)
    every = "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    secret = [
        published.case.reference, str(published.case_id), str(published.pk), "Jasper", "Fairlight", "Jaz",
        *(cast[role].name for role in ("coordinator", "senior officer", "notifier")), "social worker",
    ]  # fmt: skip
    assert not [words for words in secret if words in every]


def test_what_is_withdrawn_goes_everywhere_and_leaves_a_tombstone(
    published: Publication, cast: Cast, tmp_path: Path
) -> None:
    export(tmp_path)
    actions.withdraw(published, reason="The family asked for it.", by=cast["coordinator"])
    assert export(tmp_path)
    told = manifest(tmp_path)
    assert told["documents"] == []
    assert told["withdrawn"] == [
        {
            "address": published.address, "kind": "report", "reason": "The family asked for it.",
            "withdrawn_on": "2024-09-16",
        }
    ]  # fmt: skip
    assert not list((tmp_path / "documents").iterdir())
    assert Step.objects.get(what=Step.What.TAKEN_DOWN).reasons == "The family asked for it."


def test_a_closed_folder_keeps_nobody_from_withdrawing(published: Publication, cast: Cast) -> None:
    close_case(published.case, why="Done", by=cast["coordinator"])
    actions.withdraw(published, reason="It told too much.", by=cast["coordinator"])
    assert Withdrawal.objects.get().address == published.address


def test_a_reason_that_would_tell_is_not_taken(published: Publication, cast: Cast) -> None:
    with pytest.raises(NotDone, match="“Jasper”"):
        actions.withdraw(published, reason="Jasper’s mother asked for it.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="Say why it is withdrawn"):
        actions.withdraw(published, reason=" ", by=cast["coordinator"])


def test_what_was_withdrawn_is_never_published_at_its_address_again(published: Publication, cast: Cast) -> None:
    actions.withdraw(published, reason="It told too much.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="nothing more is published at its address"):
        actions.set_to_leave(published, at=None, by=cast["coordinator"])
    actions.give_up(published, why="Withdrawn.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="withdrawn already"):
        actions.withdraw(published, reason="Again.", by=cast["coordinator"])


def test_what_is_public_is_not_given_up_but_withdrawn(published: Publication, cast: Cast) -> None:
    with pytest.raises(NotDone, match="Withdraw it first"):
        actions.give_up(published, why="No.", by=cast["coordinator"])


def test_what_has_not_left_is_in_no_bundle(cast: Cast, tmp_path: Path) -> None:
    with time_machine.travel(NOW, tick=False):
        publication, _ = ready(cast)
        assert export_to(tmp_path) == "The bundle holds 0 published documents."
        assert manifest(tmp_path) == {"changed_at": None, "documents": [], "schema_version": 1, "withdrawn": []}
        with pytest.raises(NotDone, match="Nothing of this has been published"):
            actions.withdraw(publication, reason="Why not.", by=cast["coordinator"])


def test_the_worker_renews_the_bundle_where_a_folder_for_it_is_named(
    published: Publication, tmp_path: Path, settings: object
) -> None:
    assert not renew_bundle()
    settings.PUBLIC_BUNDLE = str(tmp_path)  # type: ignore[attr-defined]
    assert renew_bundle()
    assert not renew_bundle()
    name_actor(Job("tests"))
    assert len(manifest(tmp_path)["documents"]) == 1


def test_paragraphs_lists_and_quotations_are_read_from_what_was_typed() -> None:
    typed = "One\nline.\n\nAnother.\n- a\n- b\n\n1. first\n2) second\n\n> We were\n> not heard.\n\n> Another."
    assert blocks_of(typed) == [
        {"kind": "paragraph", "text": "One line."},
        {"kind": "paragraph", "text": "Another."},
        {"kind": "list", "ordered": False, "items": ["a", "b"]},
        {"kind": "list", "ordered": True, "items": ["first", "second"]},
        {"kind": "quotation", "text": "We were not heard."},
        {"kind": "quotation", "text": "Another."},
    ]


def test_a_heading_without_text_is_not_published() -> None:
    sections = (
        Section("Empty"), Section("Whole"), Section("Its part", "Words.", 3), Section("Its empty part", "", 3),
        Section("Last", "Words."),
    )  # fmt: skip
    assert [one.heading for one in with_text(sections)] == ["Whole", "Its part", "Last"]
