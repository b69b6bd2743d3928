"""A pytest plugin: whatever a test asks the service for, the answer carries the headers that every answer must."""

from __future__ import annotations

from typing import Any

import pytest

from tests.headers import cookie_faults, faults

_patch = pytest.MonkeyPatch()


def pytest_sessionstart() -> None:
    """Not at configure: Django is not read yet when plugins are."""
    from django.test import Client

    asked = Client.request

    def request(self: Client, **asked_for: Any) -> Any:
        response = asked(self, **asked_for)
        over_tls = asked_for.get("wsgi.url_scheme") == "https"
        path = str(asked_for.get("PATH_INFO", ""))
        wrong = faults(path, response.status_code, response.headers)
        wrong += cookie_faults([morsel.OutputString() for morsel in response.cookies.values()], over_tls=over_tls)
        assert not wrong, f"{asked_for.get('REQUEST_METHOD')} {path} answered {response.status_code} with {wrong}"
        return response

    _patch.setattr(Client, "request", request)


def pytest_sessionfinish() -> None:
    _patch.undo()
