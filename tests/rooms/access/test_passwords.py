"""Common passwords are refused with their trimmings; phrases that do not belong together are not."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Password1234!", "P@ssw0rd2026", "passwordpassword", "liverpool2026", "Letmein12345",
        "qwertyuiop12", "123456789012", "abcdefghijkl", "aaaaaaaaaaaaaa", "Handrail2026!", "safeguarding1",
        "sunshine!!!1", "dragondragon", "monkey-monkey", "Chelsea-2026",
    ],
)  # fmt: skip
def test_a_common_password_with_trimmings_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "otter-lantern-gravel-9", "correct horse battery staple", "kettle Tuesday obelisk", "9f3k-2847-1182-8811",
        "vx7Q!mw2Lr8d", "abcd-efgh-jkmn-pq23", "grün schmeckt Ohrensessel",
    ],
)  # fmt: skip
def test_a_password_of_ones_own_is_not(password: str) -> None:
    validate_password(password)
