"""A pytest plugin: whatever a test does, nothing leaves this machine."""

from __future__ import annotations

import socket
from typing import Any

LOCAL = {"localhost", "127.0.0.1", "::1", "", None}

_connect, _look_up = socket.socket.connect, socket.getaddrinfo


def pytest_configure() -> None:
    socket.socket.connect = _refusing_connect  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = _refusing_look_up


def pytest_unconfigure() -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.getaddrinfo = _look_up


def _refusing_connect(door: socket.socket, address: Any) -> None:
    if door.family != socket.AF_UNIX:
        _refuse_elsewhere(address[0])
    _connect(door, address)


def _refusing_look_up(host: Any, *rest: Any, **more: Any) -> Any:
    _refuse_elsewhere(host)
    return _look_up(host, *rest, **more)


def _refuse_elsewhere(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    assert name in LOCAL, f"A test wanted to reach {name}: tests reach nothing outside this machine."
