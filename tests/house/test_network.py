"""Tests, and the service under test, reach nothing but this machine."""

from __future__ import annotations

import socket

import pytest


def test_an_address_elsewhere_is_refused() -> None:
    with socket.socket() as door, pytest.raises(AssertionError, match="nothing outside this machine"):
        door.connect(("192.0.2.1", 80))


def test_a_name_elsewhere_is_not_even_looked_up() -> None:
    with pytest.raises(AssertionError, match="nothing outside this machine"):
        socket.create_connection(("www.gov.uk.example", 443), timeout=1)
