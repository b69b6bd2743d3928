"""What tests of chronologies share with those of the outbox: a post office, for messages that carry a code."""

from tests.rooms.outbox.conftest import office, server

__all__ = ["office", "server"]
