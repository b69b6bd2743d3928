"""A foreign key written as a string is not an import: here relations are seen to point down, and to erase nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from handrail.service.room import Room
from tests.house.house import SOURCE, storeys


def relations() -> Iterator[tuple[type[models.Model], str, type[models.Model]]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and isinstance(field.related_model, type):
                yield model, field.name, field.related_model


def points_up(source: str, target: str) -> bool:
    """Whether a relation leaves its room for one that is not below it."""
    heights = storeys()
    return source != target and source in heights and target in heights and heights[target] >= heights[source]


def test_relations_point_down() -> None:
    wrong = [
        f"{model._meta.label}.{name} points up to {related._meta.label}"
        for model, name, related in relations()
        if points_up(model._meta.app_label, related._meta.app_label)
    ]
    assert not wrong


def test_a_relation_upwards_or_sideways_would_be_seen() -> None:
    assert points_up("cases", "incidents")
    assert points_up("documents", "outbox")
    assert not points_up("incidents", "cases")


def test_deleting_one_row_never_deletes_another() -> None:
    ours = [model for model in apps.get_models() if isinstance(model._meta.app_config, Room)]
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.RESTRICT
    ]
    assert not wrong


NOT_OURS = {
    # allauth's rows of one person: nothing here ever erases a person, so there is nothing that these would follow
    "account.EmailAddress.user",  # no rows: addresses are proved by codes of ours
    "account.EmailConfirmation.email_address",  # no rows
    "mfa.Authenticator.user",
    "socialaccount.SocialAccount.user",
    "socialaccount.SocialToken.account",  # no rows: tokens of other organisations are read and let go
}


def test_what_others_bring_erases_with_a_row_only_what_was_looked_at_here() -> None:
    erasing = {
        f"{model._meta.label}.{name}"
        for model, name, _ in relations()
        for field in [model._meta.get_field(name)]
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    }
    assert {name for name in erasing if name.split(".")[0] in ("account", "mfa", "socialaccount")} == NOT_OURS


def test_nothing_here_erases_a_person() -> None:
    """Else allauth's cascades would come into play."""
    erased = [
        path for path in SOURCE.rglob("*.py") for line in path.read_text().splitlines()
        if re.search(r"(Person\.objects\b.*|\bperson)\.delete\(\)", line)
    ]  # fmt: skip
    assert not erased


def test_the_audit_points_at_nothing() -> None:
    assert not [name for model, name, _ in relations() if model._meta.app_label == "audit"]


def test_every_room_says_what_it_is_for() -> None:
    rooms = [config for config in apps.get_app_configs() if isinstance(config, Room)]
    assert {room.label for room in rooms} >= {"audit", "cases", "incidents", "reviews"}
    assert not [room.label for room in rooms if not (room.title and room.sentence)]


def test_there_is_no_door_beside_the_rooms() -> None:
    assert not apps.is_installed("django.contrib.admin")
