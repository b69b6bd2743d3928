"""What is refused leaves every row of its room, and the audit, as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps

from handrail.service.partnerships.actions import NotDone


def rows_of(*rooms: str) -> dict[str, list[dict[str, object]]]:
    """Each row of these rooms and of the audit, as whoever acts sees them."""
    models = [model for room in (*rooms, "audit") for model in apps.get_app_config(room).get_models()]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


@contextmanager
def refused(sentence: str, *rooms: str, of: type[NotDone] = NotDone) -> Iterator[None]:
    before = rows_of(*rooms)
    with pytest.raises(of, match=sentence):
        yield
    assert rows_of(*rooms) == before
