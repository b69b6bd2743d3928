"""A mail server of the tests', for whoever needs a code."""

from tests.rooms.outbox.conftest import office, server

__all__ = ["office", "server"]
